"""Main navigation kept as data and drawn by a script: `[["首页", "/"], …]`, `[{name: …, url: …}]`."""

import re
from collections.abc import Iterable
from itertools import islice

from xunjian.facts.reading.own_home import HOME_NAME
from xunjian.facts.reading.source import folded
from xunjian.html.scripts import strings_of

_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9·、 ]{2,16}$")
_ADDRESS = re.compile(r"^(?:https?://|\.{0,2}/)\S*$|^[\w./-]+\.(?:s?html?|jspx?|aspx?|php)(?:\?\S*)?$", re.I)
_LEAST = 4
_WIDEST = 12
"""Strings of one entry, names of its fields among them."""
_MOST = 60
_TRIED = 5


def menu_of_data(scripts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names and raw addresses of the longest run of entries that begins with 首页; empty where none is."""
    best: tuple[tuple[str, str], ...] = ()
    for script in scripts:
        if "首" in script:
            best = max(best, _run(strings_of(script)), key=len)
    return best if len(best) >= _LEAST else ()


def _run(strings: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Entries lie at one distance from each other, the address at one distance from its name."""
    best: tuple[tuple[str, str], ...] = ()
    homes = (place for place, name in enumerate(strings) if len(name) <= 8 and HOME_NAME.match(folded(name)))
    for first in islice(homes, _TRIED):
        for offset in (1, 2, 3, -1, -2):
            for step in range(2, _WIDEST + 1):
                best = max(best, _entries(strings, first, offset, step), key=len)
    return best


def _entries(strings: tuple[str, ...], first: int, offset: int, step: int) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for at in range(first, min(len(strings), first + _MOST * step), step):
        if not 0 <= at + offset < len(strings):
            break
        name, address = strings[at].strip(), strings[at + offset].strip()
        if not _NAME.match(name) or not _ADDRESS.match(address):
            break
        found.append((name, address))
    return tuple(found)
