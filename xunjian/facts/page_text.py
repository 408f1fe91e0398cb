"""The words of one page: its body, all its lines, its tables. Pure; never raises for any bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from xunjian.facts.opened import open_page
from xunjian.facts.reading.article import read_article
from xunjian.facts.reading.source import Source
from xunjian.html.graft import Resource
from xunjian.html.grids import read_grids
from xunjian.html.lines import Anchor, Line
from xunjian.html.regions import Region
from xunjian.html.urls import leads_nowhere, runs_script
from xunjian.model.page import Link
from xunjian.model.texts import PageText

_NO_TEXT = Region.PAGER | Region.SHARE | Region.HIDDEN
_RELATED = re.compile(
    r"^[【\[(〖]?\s*(?:(?:相关|有关|关联|对应)(?:的)?(?:政策|文件|解读|链接|信息|文档|稿件|内容)+|(?:政策|文件)?原文(?:链接|地址)?"
    r"|(?:政策|文件|解读|图解)(?:文件|链接|解读|材料|全文|地址)|解读|图解)\s*[】\])〗]?\s*[::]?"
)
_OVER = re.compile(r"^(?:上|下)一[篇条页]|^(?:热点|推荐|最新|热门|栏目|猜你)")
_PARAGRAPH = 60
_RELATED_LINES = 12
"""A box of related documents is no longer."""


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
        links=_links(within, source),
        related=_links(_related(own), source),
        dark_links=tuple(
            anchor.name for line in own for anchor in line.anchors if anchor.name and _is_dark(anchor)
        ),
        left_out=opened.left_out,
    )


def _is_dark(anchor: Anchor) -> bool:
    """Whether a click opens something, and only a script knows what."""
    clicked = anchor.el.get("onclick") or runs_script(anchor.href)
    return anchor.computed or bool(clicked and leads_nowhere(anchor.href))


def _links(lines: Iterable[Line], source: Source) -> tuple[Link, ...]:
    return tuple(
        Link(address, anchor.name)
        for line in lines
        for anchor in line.anchors
        if (address := source.address(anchor.href) if anchor.href else "")
    )


def _related(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are headed by such a word, up to what is headed otherwise."""
    left = 0
    for line in lines:
        if _RELATED.match(line.folded) and line.plain:
            left = _RELATED_LINES
        elif _OVER.match(line.folded) or line.plain > _PARAGRAPH:
            left = 0
        if left:
            left -= 1
            yield line


def _words(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if line.text and not line.region & _NO_TEXT)
