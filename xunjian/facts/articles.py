"""All articles of the unit, with the column each stands in."""

from collections.abc import Iterable

from xunjian.facts.own_content import OwnContent
from xunjian.facts.pages import PageBook, as_page
from xunjian.model.observation import Snapshot
from xunjian.model.page import PageKind
from xunjian.model.site import ArticlePage, Articles, Column


def read_articles(book: PageBook, columns: Iterable[Column], snapshot: Snapshot) -> Articles:
    """Every ordinary page that is an article."""
    own = OwnContent(book, snapshot)
    by_item: dict[str, str] = {}
    for column in columns:
        for item in column.items:
            by_item.setdefault(item.url, column.name)
    found = []
    for page in book.pages:
        reading = page.reading
        if reading.kind is PageKind.ARTICLE and reading.article is not None and book.is_ordinary(page):
            name = by_item.get(page.fetch.url) or _by_label(reading.labels.get("ColumnName", ""))
            name = name or (reading.breadcrumb[-1] if reading.breadcrumb else None)
            found.append(ArticlePage(own.of(page) or reading.article, as_page(page), name))
    return Articles(tuple(found))


def _by_label(label: str) -> str | None:
    return label.strip() or None
