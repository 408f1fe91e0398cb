"""Days of rows that only the markup tells: glued words, columns of a table, elements beside a row."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice, pairwise

from lxml.html import HtmlElement

from xunjian.facts.reading.source import folded
from xunjian.html.dates import FoundDate, date_set_apart, find_dates
from xunjian.html.text import squeeze
from xunjian.html.tree import first_words

_PIECE = re.compile(r"\[?(?:[0-3]?\d日?|20\d\d\s?[-/.年]\s?[01]?\d月?|[01]?\d[-/.][0-3]?\d|20\d\d年?)\]?")
_PUBLISHED = re.compile(r"(?:发布|公开|发表|公示|公告|更新|上传|录入|挂网)(?:日期|时间)|^(?:日期|时间)$")
_LATER = re.compile(r"截止|结束|终止|失效|到期|实施|施行|生效|开标|[回答]复|办结|反馈")
"""Heads of columns with days that are of what a row tells of, not of the row."""
_UNTIL = re.compile(r"^[^\d]{0,4}(?:至|到|~|—|–|-{1,2})\s?$|截止|结束|终止")
_OF_REPLY = re.compile(r"(?:[回答]复|办结|反馈)(?:时间|日期)\s?:?\s?$")
"""Before the day of the reply in a row of letters: the row bears the letter's own day."""
_TAIL = 16
_SHORT_YEAR = re.compile(
    r"(?<![\w.-])(?P<y>[0-3]\d)(?P<sep>[-/.])(?P<mo>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?![\w.-])"
)
"""26-09-11: of the year only its end."""
_NEAR_EDGE = 3
_MOST_PARTS = 80
_LONGEST = 24


def day_of_several(found: Sequence[FoundDate], text: str) -> date:
    """Of the days that a row tells the last, where it ends the row; never the end of a time (1日至9日)."""
    last = found[-1]
    if len(found) < 2 or last.start <= len(text) - _TAIL:
        return found[0].day
    between = text[found[-2].end : last.start]
    if _OF_REPLY.search(between):
        return found[-2].day
    return found[-2].day if len(between) <= _TAIL and _UNTIL.search(between) else last.day


def day_of_short_year(text: str) -> date | None:
    """The day with a year of two digits that stands at either end of a row's words."""
    if text.count("-") < 2 and text.count("/") < 2 and text.count(".") < 2:
        return None
    words = text.strip(" []()·|")
    for found in _SHORT_YEAR.finditer(words):
        if found.start() <= _NEAR_EDGE or found.end() >= len(words) - _NEAR_EDGE:
            try:
                return date(2000 + int(found["y"]), int(found["mo"]), int(found["d"]))
            except ValueError:
                continue
    return None


def day_by_parts(el: HtmlElement) -> date | None:
    """The day that an element of a row shows by itself, or two of them beside each other (11, 2026-09)."""
    pieces: list[str] = []
    for part in islice(el.iter(), _MOST_PARTS):
        if not isinstance(part.tag, str) or len(part):
            continue
        words = folded(squeeze(part.text))
        if not words or len(words) > _LONGEST:
            continue
        found = find_dates(words)
        if found and len(words) - (found[0].end - found[0].start) <= 6:
            return found[0].day
        pieces.append(words if _PIECE.fullmatch(words) else "")
    for one, other in pairwise(pieces):
        if one and other and (day := date_set_apart(f"{one} {other}")) is not None:
            return day
    return None


def day_of_column(el: HtmlElement) -> date | None:
    """Of a row of a table with several days, the one in the column headed 发布日期."""
    table = next(el.iterancestors("table"), None)
    if el.tag != "tr" or table is None:
        return None
    head = next(table.iter("tr"), None)
    if head is None or head is el:
        return None
    names = [folded(squeeze(cell.text_content())).replace(" ", "") for cell in head.iterchildren("th", "td")]
    cells = list(el.iterchildren("th", "td"))
    if len(names) != len(cells):
        return None
    others: list[date] = []
    for name, cell in zip(names, cells, strict=True):
        if found := find_dates(squeeze(first_words(cell, 200))):
            if _PUBLISHED.search(name):
                return found[0].day
            if not _LATER.search(name):
                others.append(found[0].day)
    return others[0] if len(others) == 1 else None


def day_beside(el: HtmlElement) -> date | None:
    """The day in an element between a row and the next; before the row where the first has it there."""
    if el.tag in {"li", "tr", "dd", "td"}:
        return None
    before, after = _day_alone(el.getprevious()), _day_alone(el.getnext())
    if before is None or after is None:
        # With one alone it must not belong to the next row: a row there is its own.
        return after if before is None else before
    return before if _leads(el) else after


def _leads(el: HtmlElement) -> bool:
    """Whether the first row beside this one has its day before it."""
    parent = el.getparent()
    held = islice(parent, _MOST_PARTS) if parent is not None else ()
    first = next((child for child in held if next(child.iter("a"), None) is not None), el)
    return _day_alone(first.getprevious()) is not None


def _day_alone(el: HtmlElement | None) -> date | None:
    """The day of an element without links that says hardly more."""
    if el is None or not isinstance(el.tag, str) or next(el.iter("a"), None) is not None:
        return None
    words = folded(squeeze(el.text_content()))
    found = find_dates(words) if len(words) <= _LONGEST else ()
    return found[0].day if found else None
