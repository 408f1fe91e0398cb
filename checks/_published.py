"""Everything a site lists or shows with its day: rows of columns and articles, each address once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xunjian.model.observation import Fetch
from xunjian.model.site import Articles, Clock, ColumnTree, Page


@dataclass(frozen=True, slots=True)
class Published:
    """One item. `day`: of publication, by the article where it was read; none where nobody tells."""

    title: str
    url: str
    day: date | None
    column: str | None
    fetch: Fetch | None
    """Of the article where it was read, else of the page that lists it."""

    def within(self, clock: Clock, days: int) -> bool:
        """Whether it is dated in the last `days` days, both ends included; a day ahead is a clock's fault."""
        return self.day is not None and clock.earliest(days) <= self.day <= clock.as_of + timedelta(days=1)


_last: tuple[ColumnTree, Articles, tuple[Published, ...]] | None = None
"""The site under judgement: several checks ask for its items, one after the other."""


def published_items(tree: ColumnTree, articles: Articles) -> tuple[Published, ...]:
    """All items, columns first in their order, then articles that no column lists."""
    global _last
    if _last is None or _last[0] is not tree or _last[1] is not articles:
        _last = tree, articles, _items(tree, articles)
    return _last[2]


def _items(tree: ColumnTree, articles: Articles) -> tuple[Published, ...]:
    found: dict[str, Published] = {}
    for column in tree.columns:
        fetch = column.page.fetch if column.page is not None else None
        for item in column.items:
            found.setdefault(item.url, Published(item.title, item.url, item.date, column.name, fetch))
    for each in articles.articles:
        page = each.page
        day = _day(each.article.published)
        known = next((url for url in (page.reading.url, page.fetch.url) if url in found), None)
        title = each.article.title
        if known is None:
            found[page.reading.url] = Published(title, page.reading.url, day, each.column, page.fetch)
            continue
        before = found[known]
        # A row may cut the title short; the article has all of it.
        longer = title if len(title) > len(before.title) else before.title
        found[known] = Published(longer, before.url, day or before.day, before.column, page.fetch)
    return tuple(found.values())


def pages_by_url(articles: Articles) -> dict[str, Page]:
    """The pages of the articles that were read, by the address asked for and the one it led to."""
    pages = (each.page for each in articles.articles)
    return {url: page for page in pages for url in (page.reading.url, page.fetch.url)}


def newest_first(items: Iterable[Published]) -> list[Published]:
    return sorted(items, key=lambda item: (item.day or date.min, item.url), reverse=True)


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
