"""Dates as Chinese pages write them. Own grammar: libraries take clocks and document signs for dates."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

_DIGITS = {"〇": "0", "○": "0", "Ｏ": "0", "O": "0", "o": "0", "◯": "0", "零": "0"} | {
    character: str(value) for value, character in enumerate("一二三四五六七八九", start=1)
}
_C = "0-9〇○Oo◯零一二三四五六七八九十"
_TIME = (
    r"(?:\s*[T日]?\s*(?P<h{0}>[01]?\d|2[0-3])[:时](?P<m{0}>[0-5]\d)"
    r"(?:[:分](?P<s{0}>[0-5]\d))?(?:[分秒](?!享))?)?"
)
_FULL = re.compile(
    # 2021年12月15日, 二〇二一年十二月十五日
    rf"(?<![{_C}])(?P<y1>[12一二][{_C}]{{3}})\s*年\s*(?P<mo1>[{_C}]{{1,2}})\s*月\s*(?P<d1>[{_C}]{{1,3}})\s*日?"
    + _TIME.format(1)
    # 2021-12-15, 2021/12/15, 2021.12.15
    + r"|(?<!\d)(?<!\d[.-])(?P<y2>(?:19|20)\d\d)\s?(?P<sep>[-/.—–\\])\s?(?P<mo2>\d{1,2})\s?(?P=sep)"
    + r"\s?(?P<d2>\d{1,2})(?![\d])"
    + _TIME.format(2)
)
# A month and day alone: [12-15], 12/15, 12月15日
_PARTIAL = re.compile(
    r"(?<![\d./:-])(?:(?P<mo1>\d{1,2})\s?[-/]\s?(?P<d1>\d{1,2})(?![\d./:%-]|\s?(?:号|次|个|期|届|年))|(?P<mo2>\d{1,2})月(?P<d2>\d{1,2})日)"
)
# The day set apart from year and month, as list designs do: 15 2021-12, 2021-12 15, 15 2021.12
_APART = re.compile(
    r"(?<![\d.-])(?:(?P<d1>[0-3]?\d)\s*(?:日\s*)?(?P<y1>20\d\d)\s?[-/.年]\s?(?P<mo1>[01]?\d)月?(?![\d-])"
    r"|(?P<y2>20\d\d)\s?[-/.年]\s?(?P<mo2>[01]?\d)月?\s+(?P<d2>[0-3]?\d)日?(?![\d:-])"
    r"|(?P<mo3>[01]?\d)\s?(?:[-/.]|月\s?)(?P<d3>[0-3]?\d)\s?日?\s*(?P<y3>20\d\d)(?![\d-]))"
)
_YEAR = re.compile(r"20\d\d")
_REACH = 12
"""Characters that a date set apart can have before and behind its year."""
_IN_URL = (
    re.compile(r"(?<!\d)(20\d\d|19\d\d)(\d\d)/t\1\2(\d\d)_"),
    re.compile(r"[/_-]t(20\d\d|19\d\d)(\d\d)(\d\d)[_.]"),
    re.compile(r"/(20\d\d|19\d\d)[-_/](\d{1,2})[-_/](\d{1,2})(?=[/_.-])"),
    re.compile(r"/(20\d\d|19\d\d)(\d\d)(\d\d)(?=[/_.-])"),
    re.compile(r"/(20\d\d|19\d\d)-?(\d\d)/(\d\d)(?=[/_.-])"),
)
_MONTH_IN_URL = re.compile(r"/(20\d\d|19\d\d)[-_/]?(0[1-9]|1[0-2])(?=/)")
_YEAR_IN_URL = re.compile(r"[/_-](20\d\d)(?=[/_-])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, with the place (offsets in the normalised text)."""

    value: date | datetime
    start: int
    end: int

    @property
    def day(self) -> date:
        return self.value.date() if isinstance(self.value, datetime) else self.value


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every complete date, in order; times kept. Invalid ones, and numbers such as 〔2021〕5号, are none."""
    return tuple(_full_dates(_nfkc(text)))


def first_date(text: str) -> FoundDate | None:
    """The first complete date of a text."""
    return next(_full_dates(_nfkc(text)), None)


def _full_dates(text: str) -> Iterator[FoundDate]:
    if "年" not in text and "20" not in text and "19" not in text:
        return  # no pattern fits without, and most lines have none
    for match in _FULL.finditer(text):
        parts = match.groupdict()
        which = "1" if parts["y1"] else "2"
        value = _build(
            parts["y" + which],
            parts["mo" + which],
            parts["d" + which],
            parts["h" + which],
            parts["m" + which],
            parts["s" + which],
        )
        if value is not None:
            yield FoundDate(value, match.start(), match.end())


def date_set_apart(text: str) -> date | None:
    """A date whose day stands apart from its year and month (15 2021-12), as list designs show it."""
    text = _nfkc(text)
    for year in _YEAR.finditer(text):
        # Only around a year: from every place of a long title it would take many times as long.
        match = _APART.search(text, max(0, year.start() - _REACH), year.end() + _REACH)
        parts = match.groupdict() if match is not None else {}
        for which in "123":
            if parts.get("y" + which):
                value = _build(parts["y" + which], parts["mo" + which], parts["d" + which])
                if value is not None:
                    return value
    return None


def partial_date(text: str) -> tuple[int, int] | None:
    """The first month and day without a year ([12-15], 12/15, 12月15日)."""
    text = _nfkc(text)
    if "-" not in text and "/" not in text and "月" not in text:
        return None
    for match in _PARTIAL.finditer(text):
        month, day = int(match["mo1"] or match["mo2"]), int(match["d1"] or match["d2"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return month, day
    return None


def complete_date(month: int, day: int, url: str) -> date | None:
    """A year-less date with the year of the address (/202301/t20230130_, /2023/1/11/); None without."""
    shown = date_in_url(url)
    if shown is not None:
        # A list may show another day than the address; the year is the one that brings both closest.
        near = [_day(shown.year + shift, month, day) for shift in (-1, 0, 1)]
        known = [candidate for candidate in near if candidate is not None]
        return min(known, key=lambda candidate: abs((candidate - shown).days)) if known else None
    if found := _MONTH_IN_URL.search(url):
        year, in_url = int(found[1]), int(found[2])
        if in_url - month > 6:
            year += 1
        elif month - in_url > 6:
            year -= 1
        return _day(year, month, day)
    if found := _YEAR_IN_URL.search(url):
        return _day(int(found[1]), month, day)
    return None


def date_in_url(url: str) -> date | None:
    """The day that an address names (/202301/t20230130_, /2023/1/11/, /20230331/)."""
    for pattern in _IN_URL:
        if found := pattern.search(url):
            value = _day(int(found[1]), int(found[2]), int(found[3]))
            if value is not None:
                return value
    return None


def _nfkc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    plain = "".join(_DIGITS.get(character, character) for character in text)
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        plain = f"{tens or '1'}{ones or '0'}" if len(ones) <= 1 and len(tens) <= 1 else ""
    return int(plain) if plain.isdigit() else None


def _build(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
) -> date | datetime | None:
    numbers = [_number(part) for part in (year, month, day)]
    if None in numbers:
        return None
    value = _day(*[number for number in numbers if number is not None])
    if value is None or hour is None or minute is None:
        return value
    return datetime(value.year, value.month, value.day, int(hour), int(minute), int(second or 0))


def _day(year: int, month: int, day: int) -> date | None:
    if not 1949 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
