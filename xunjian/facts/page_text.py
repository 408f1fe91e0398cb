"""The words of one page: its body, all its lines, its tables. Pure; never raises for any bytes."""

from xunjian.facts.opened import open_page
from xunjian.facts.reading.article import read_article
from xunjian.html.graft import Resource
from xunjian.html.grids import read_grids
from xunjian.html.lines import Line
from xunjian.html.regions import Region
from xunjian.model.page import Link
from xunjian.model.texts import PageText

_NO_TEXT = Region.PAGER | Region.SHARE | Region.HIDDEN


def read_text(body: bytes, url: str, content_type: str = "", *, resource: Resource | None = None) -> PageText:
    """Reads the words; `resource` as in read_page."""
    opened = open_page(body, url, content_type, resource)
    source, zones = opened.source, opened.zones
    article = read_article(source, zones)
    lines = source.flow.lines
    first, last = article.body
    own = [line for line in lines if not zones.has_foreign(line.index, line.index + 1)]
    within = lines[first:last] if last > first else own
    return PageText(
        url=url,
        body=_words(within),
        lines=_words(own),
        tables=read_grids(source.tree),
        links=tuple(
            Link(address, anchor.name)
            for line in within
            for anchor in line.anchors
            if (address := source.address(anchor.href) if anchor.href else "")
        ),
        left_out=opened.left_out,
    )


def _words(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if line.text and not line.region & _NO_TEXT)
