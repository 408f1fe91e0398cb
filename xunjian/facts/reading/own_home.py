"""Whether a page is what its own menu calls 首页, wherever on its host it lives (`/web/guest/home`)."""

import re

from xunjian.facts.reading.source import Source, folded
from xunjian.html.lines import Anchor
from xunjian.html.regions import Region
from xunjian.html.urls import canonical, leads_nowhere

HOME_NAME = re.compile(r"^(?:网站|本站|返回)?首\s*页$|^主页$|^home$", re.I)
"""What a link to the home page is called, folded."""
_TURNS = re.compile(r"[上下前后]\s?一?\s?页|[尾末]\s?页")
_BEFORE, _BEHIND = 2, 8
"""Lines near a link in which the words of a pager may stand."""


def is_home_of_its_menu(source: Source) -> bool:
    """Whether the link 首页 leads to the page itself; the 首页 of a pager, its first page, does not count."""
    own = canonical(source.url) or source.url
    return any(
        HOME_NAME.match(folded(anchor.text))
        and _leads_to(anchor, own, source)
        and not _turns_pages(anchor, source)
        for anchor in source.flow.anchors
        if 2 <= len(anchor.text) <= 8
    )


def is_logo(anchor: Anchor, source: Source) -> bool:
    """Whether a picture alone leads to the page itself or to its host: the name of the site in its head."""
    if not anchor.image or anchor.text:
        return False
    url = "" if leads_nowhere(anchor.href) else source.address(anchor.href)
    return url != "" and url.rstrip("/") in {source.url.rstrip("/"), "/".join(source.url.split("/", 3)[:3])}


def _leads_to(anchor: Anchor, own: str, source: Source) -> bool:
    return not leads_nowhere(anchor.href) and source.address(anchor.href) == own


def _turns_pages(anchor: Anchor, source: Source) -> bool:
    if anchor.region & (Region.PAGER | Region.CRUMB | Region.FOOT):
        return True
    near = source.flow.lines[max(0, anchor.line - _BEFORE) : anchor.line + _BEHIND]
    return any(_TURNS.search(line.folded) for line in near)
