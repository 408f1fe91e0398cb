"""Dates of items: which count, which are newest, and which we could not see."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from checks._seen import gone, unrendered
from xunjian.model.page import Item
from xunjian.model.site import Articles, Clock, Column, ColumnTree, Coverage, Targets, UnitFacts

_DAYS_AHEAD = 1
"""Clocks differ: what is dated tomorrow still counts, what is dated later never makes a site fresh."""


def day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def not_future(when: date, clock: Clock) -> bool:
    return when <= clock.as_of + timedelta(days=_DAYS_AHEAD)


def newest(items: Iterable[Item], clock: Clock) -> Item | None:
    """The newest dated item; undated and future-dated ones do not count. Of equals the first."""
    dated = [item for item in items if item.date is not None and not_future(item.date, clock)]
    return max(dated, key=lambda item: item.date or date.min, default=None)


def newest_first(items: Sequence[Item]) -> bool:
    """Whether the list runs from new to old, pinned items aside: what follows is then older still."""
    dates = [item.date for item in items if item.date is not None and not item.pinned]
    return all(earlier >= later for earlier, later in pairwise(dates))


def known_dates(articles: Articles, tree: ColumnTree) -> dict[str, date]:
    """Day of publication by address, from articles first, from lists else."""
    dates = {item.url: item.date for each in tree.columns for item in each.items if item.date is not None}
    for each in articles.articles:
        if each.article.published is not None:
            published = day(each.article.published)
            dates[each.page.reading.url] = dates[each.page.fetch.url] = published
    return dates


class Unread:
    """Tells which undated items lead to articles that we did not read: they may be of any day."""

    def __init__(self, articles: Articles, targets: Targets, coverage: Coverage, unit: UnitFacts) -> None:
        pages = (each.page for each in articles.articles)
        self._settled = gone(targets).union(*((page.reading.url, page.fetch.url) for page in pages))
        """Read, or broken: what does not open is of no day."""
        self._missed = frozenset(coverage.undecided)
        self._complete = coverage.complete
        self._scope = unit.scope

    def among(self, items: Iterable[Item]) -> list[Item]:
        return [item for item in items if item.date is None and self._is_unread(item.url)]

    def _is_unread(self, url: str) -> bool:
        if url in self._settled:
            return False
        return url in self._missed or (not self._complete and self._scope.contains(url))


def column_doubt(column: Column) -> str:
    """Why a list column may hold more than we saw of it, order aside; empty where it does not."""
    if column.page is None:
        return "的页面没有读到"
    if column.unrendered or unrendered(column.page):
        return "的列表由脚本生成，本次没有用浏览器打开"
    return "" if column.items else list_gap(column)


def list_gap(column: Column) -> str:
    """What kept a list from being seen whole; empty where it was."""
    if column.seen_whole:
        return ""
    if column.page is not None and column.page.rendered:
        return "的列表由脚本载入，用浏览器打开时有内容没有取到，或没有按时到"
    return "的列表没有读完"
