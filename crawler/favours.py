"""Scripts that look at who asks before they show anything: what they keep from us others may see.

We say who we are, and a page may keep its list from everything but certain browsers.
"""

import re
from collections.abc import Iterable

_ASKS = re.compile(r"\b(?:userAgent|appVersion|userAgentData)\b|\bnavigator\s*\.\s*(?:vendor|platform)\b")
_OF_US = re.compile(
    r"\bchrome\b|\bfirefox\b|\bwindows(?!\s*(?:phone|mobile|ce))\b|\bwin(?:32|64|nt)\b|\bmacintosh\b"
    r"|bot\b|spider|crawl|headless",
    re.IGNORECASE,
)
"""What sets us apart from a visitor at a desk. Of telephones and of browsers of old every page asks, and it
shows us what it shows him."""
_DRIVEN = re.compile(r"\bnavigator\s*(?:\.\s*|\[\s*['\"])webdriver\b")
_SHOWS = re.compile(
    r"(?:inner|outer|insertAdjacent)HTML|\bappend|\breplaceChildren\b|\bdocument\.write|\bfetch\s*\("
    r"|\bXMLHttpRequest\b|\.(?:ajax|get|post|getJSON|getScript|load|html|show)\s*\(|\.display\b|\.hidden\b"
    r"|\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:replace|assign|reload)\b"
)
"""Fills a page, or leads on from it. Counters of visitors ask as well, and show nothing."""


def favours_some(scripts: Iterable[str]) -> bool:
    """Whether one of a page's own scripts may show to some browsers what it does not show to ours."""
    return any(
        (_DRIVEN.search(each) or (_ASKS.search(each) and _OF_US.search(each))) and _SHOWS.search(each)
        for each in scripts
    )
