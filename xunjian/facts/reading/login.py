"""Whether a page is there to log in, or only has a box for it beside what it shows."""

import re

from lxml.html import HtmlElement

from xunjian.facts.reading.article import ArticleReading
from xunjian.facts.reading.items import ListReading
from xunjian.facts.reading.source import Source, folded
from xunjian.html.regions import Region

_LOGIN = re.compile(r"登\s*录|登\s*陆|统一身份认证|login|sign\s*in|用户名|账号|密码", re.I)
_MOST_PLAIN = 400
_MOST_CHARS = 1500
"""Characters; a page that says more shows something else."""
_BESIDE = Region.TOP | Region.NAV | Region.SIDE | Region.FOOT | Region.FRIENDS


def is_login(
    source: Source,
    article: ArticleReading,
    rows: ListReading,
    text_chars: int,
    breadcrumb: tuple[str, ...],
    trail_line: int | None,
) -> bool:
    """A page that asks for a password and shows little else. A box in the head or at the side of a template
    stands on every page of a site, empty columns included: such a page must call itself a login page."""
    fields = [el for el in source.tree.iter("input") if (el.get("type") or "").lower() == "password"]
    if not fields or rows.dated >= 2 or article.plain > _MOST_PLAIN or article.dateline.strong:
        return False
    names = (source.document_title, *breadcrumb[-1:])
    if any(_LOGIN.search(folded(name)) for name in names):
        return True
    return text_chars < _MOST_CHARS and not all(_is_beside(source, el, trail_line) for el in fields)


def _is_beside(source: Source, field: HtmlElement, trail_line: int | None) -> bool:
    """Whether a field stands above the trail of the page, or in a part that is no content by its name."""
    # Its line, not its form: old systems put a whole page into one.
    at = source.flow.spans.get(field, (0, 0))[0]
    if trail_line is not None and at < trail_line:
        return True
    lines = source.flow.lines[at : at + 1]
    return any(line.region & _BESIDE for line in lines)
