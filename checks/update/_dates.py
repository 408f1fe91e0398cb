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


def unread_among(
    items: Iterable[Item], articles: Articles, targets: Targets, coverage: Coverage, unit: UnitFacts
) -> list[Item]:
    """Undated items whose article we did not read: they may be of any day. A broken one is of none."""
    read = {url for each in articles.articles for url in (each.page.reading.url, each.page.fetch.url)}
    missed = frozenset(coverage.undecided)
    dead = gone(targets)
    return [
        item
        for item in items
        if item.date is None
        and item.url not in read
        and item.url not in dead
        and (item.url in missed or (not coverage.complete and unit.scope.contains(item.url)))
    ]


def column_doubt(column: Column) -> str:
    """Why a list column may hold more than we saw of it, order aside; empty where it does not."""
    if column.page is None:
        return "的页面没有读到"
    if column.unrendered or unrendered(column.page):
        return "的列表由脚本生成，本次没有用浏览器打开"
    return ""
