"""The day that the words of a row tell: beside its title, in its link, or with the year of its address."""

import re
from datetime import date
from functools import lru_cache

from xunjian.facts.reading.row_days import day_of_several, day_of_short_year
from xunjian.facts.reading.source import folded
from xunjian.html.dates import complete_date, date_set_apart, find_dates, first_date, partial_date

_TODAY = re.compile(
    r"(?:今天|今日|现在|当前(?:时间|日期)|北京时间|系统时间)是?\s*[::]?\s*\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}\s*日?"
    r"|\d{4}年\s*\d{1,2}月\s*\d{1,2}日[\s,,]*(?:星期|周)[一二三四五六日天]"
    r"|\d{4}[-年/.]\s*\d{1,2}[-月/.]\s*\d{1,2}日?\s*(?:天\s?气|气温|空气质量)(?!预|现象|影响|变化)"
)
"""The day of the visit, as clocks in a page's head show it: no date of a row."""
_DOTTED = re.compile(r"(0[1-9]|1[0-2])\.(0[1-9]|[12]\d|3[01])")
"""A month and day with a dot between, where nothing else stands beside the title."""
_CLOSE = re.compile(r"(20\d\d)(\d\d)(\d\d)")
"""A day without signs between, where nothing else stands beside the title."""
_EDGE = 7


@lru_cache(maxsize=8192)  # the lists beside an article are the same on many pages
def day_of_row(text: str, title: str, url: str) -> tuple[date | None, str, tuple[int, int] | None]:
    """The day of a row: beside the title, inside the link, or month and day with the address's year.

    A month and day whose year stands nowhere come last of the three.
    """
    title = folded(title)
    if "20" in text or "19" in text:
        text = _TODAY.sub(" ", text)
    rest = text.replace(title, " ", 1) if title and title in text else text
    found = find_dates(rest)
    if found and found[0].start > _EDGE and (beside := date_set_apart(rest.lstrip()[: 2 * _EDGE])):
        return beside, "列表", None  # day and month before the title; the full date is of a summary
    if found:
        return day_of_several(found, rest), "列表", None
    apart = date_set_apart(rest)
    if apart is not None:
        return apart, "列表", None
    if (
        rest is not text
        and (inside := find_dates(title))
        and (inside[-1].end >= len(title) - 2 or inside[0].start <= 1)
    ):
        edge = inside[-1] if inside[-1].end >= len(title) - 2 else inside[0]
        return edge.day, "列表", None
    if (close := _CLOSE.fullmatch(rest.strip(" []()·|"))) and (bare := first_date("-".join(close.groups()))):
        return bare.day, "列表", None
    if (brief := day_of_short_year(rest)) is not None:
        return brief, "列表", None
    short = partial_date(rest)
    if short is None and (dotted := _DOTTED.fullmatch(rest.strip(" []()·"))) is not None:
        short = int(dotted[1]), int(dotted[2])
    if short is not None and (whole := complete_date(short[0], short[1], url)) is not None:
        return whole, "列表,年份取自网址", None
    return None, "", short
