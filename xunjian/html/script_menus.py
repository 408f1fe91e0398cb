"""Entries of menus that a script builds from pairs of a name and an address.

Trees and drop-down menus of older sites are calls, `d.add(3,0,'公开指南','../zn.asp','','main')`, or rows of
arrays, `["公示公告","list.asp?cid=12"]`. No script is run: a pair counts only where both stand there whole,
side by side, the name in Chinese and the address that of a page.
"""

import re
from collections.abc import Iterator

from xunjian.html.kept import kept
from xunjian.html.script_links import PAGE_SUFFIX, without_comments

_PAIR = re.compile(
    r"(?P<q>[\"'])(?P<name>(?=[^\"'\\\n]{0,39}[\u4e00-\u9fff])[^\"'\\\n<>{}]{2,40})(?P=q)\s*,\s*"
    r"(?P<p>[\"'])(?P<url>[^\"'\\\s<>+{}$,;()|\u4e00-\u9fff]{1,1000}"
    + PAGE_SUFFIX
    + r"(?:\?[^\"'\\\s<>+{}$]{0,500})?)(?P=p)\s*(?=[,)\]])",
    re.IGNORECASE,
)
_SUFFIXES = (".htm", ".shtm", ".jsp", ".asp", ".php", ".do", ".action", ".jhtml", ".xhtml", ".cgi")


@kept
def entries_in_script(text: str) -> tuple[tuple[str, str], ...]:
    """Raw addresses with the names that an inline script gives them, in order, doubles included."""
    if text.isascii() or not any(suffix in text for suffix in _SUFFIXES):
        return ()
    return tuple(_entries(text))


def _entries(text: str) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(without_comments(text)):
        yield match["url"].replace("&amp;", "&"), " ".join(match["name"].split())
