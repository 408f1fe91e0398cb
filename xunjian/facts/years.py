"""The year of rows that show a month and a day alone (standards T10).

Their neighbours in a list that runs from new to old tell it; where none has a year, the day of the audit
does: the newest day that fits and is not still to come. Each completed date says how it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from xunjian.model.page import Item

BY_NEIGHBOUR = "列表,年份取自相邻条目"
BY_CLOCK = "列表,年份按监测时间推定"
_OUT_OF_ORDER = timedelta(days=31)
"""By so much a row may be newer than the one before it and still be of the same year."""


def complete_years(items: Sequence[Item], as_of: date) -> tuple[Item, ...]:
    """The rows of one list in page order, those with a month and day alone completed. Never after `as_of`."""
    found: list[Item] = []
    known = [item.date for item in items if item.date is not None and not item.pinned]
    falls = all(one >= two for one, two in pairwise(known))
    for place, item in enumerate(items):
        if item.date is not None or item.month_day is None:
            found.append(item)
            continue
        before = _last([each.date for each in found if not each.pinned]) if falls else None
        behind = _first([each.date for each in items[place + 1 :] if not each.pinned]) if falls else None
        if item.pinned:
            before = behind = None
        day = _between(item.month_day, before, behind, as_of)
        if day is None:
            found.append(item)
            continue
        told = (before is not None or behind is not None) and bool(known)
        found.append(replace(item, date=day, date_where=BY_NEIGHBOUR if told else BY_CLOCK))
    return tuple(found)


def _between(
    month_day: tuple[int, int], before: date | None, behind: date | None, as_of: date
) -> date | None:
    """The day next to its neighbours: newest up to the row before, else oldest from the one behind."""
    newest = as_of if before is None else min(as_of, before + _OUT_OF_ORDER)
    if before is None and behind is not None:
        near = _newest(month_day, min(as_of, behind - _OUT_OF_ORDER + timedelta(days=365)))
        if near is not None and near >= behind - _OUT_OF_ORDER:
            return near
    return _newest(month_day, newest)


def _newest(month_day: tuple[int, int], until: date) -> date | None:
    """The last such day up to `until`; None where a calendar of eight years has none."""
    for year in range(until.year, until.year - 9, -1):
        try:
            day = date(year, *month_day)
        except ValueError:
            continue
        if day <= until:
            return day
    return None


def _last(days: Sequence[date | None]) -> date | None:
    return next((day for day in reversed(days) if day is not None), None)


def _first(days: Sequence[date | None]) -> date | None:
    return next((day for day in days if day is not None), None)
