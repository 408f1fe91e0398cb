"""Rows of lists with their dates completed: a list without dates gets them from the articles (T34)."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from xunjian.facts.lexicon import fold_name
from xunjian.facts.pages import PageBook
from xunjian.facts.years import complete_years
from xunjian.html.dates import date_in_url
from xunjian.model.page import Item, PageKind


class ItemDates:
    """Completes undated rows: from the page they lead to; where that was not read, from its address."""

    def __init__(self, book: PageBook, utility: Collection[str], as_of: date) -> None:
        self._book = book
        self._as_of = as_of
        self._utility = utility

    def complete_list(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """The rows of one list: as `complete`, and the year of rows with month and day alone."""
        return complete_years(self.complete(items), self._as_of)

    def complete(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Each address once, in page order; a dated row wins over an undated one of the same address.

        Entries such as 设为首页 are no rows, though the day of the visit stands beside them.
        """
        kept: dict[str, Item] = {}
        for item in items:
            if fold_name(item.title) in self._utility:
                continue
            key = item.url or item.title
            known = kept.get(key)
            if known is None or (known.date is None and item.date is not None):
                kept[key] = item
        return tuple(item if item.date is not None else self._dated(item) for item in kept.values())

    def _dated(self, item: Item) -> Item:
        if not item.url:
            return item
        page = self._book.at(item.url)
        if page is not None:
            article = page.reading.article
            if (
                page.reading.kind is PageKind.ARTICLE
                and article is not None
                and article.published is not None
            ):
                return replace(item, date=_day(article.published), date_where="正文页")
            return item
        day = date_in_url(item.url)
        return item if day is None else replace(item, date=day, date_where="网址")


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
