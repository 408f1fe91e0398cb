"""The unit's own pages, each once, and which of them are ordinary."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from xunjian.facts.fetches import FetchIndex
from xunjian.facts.reads import ReadPage
from xunjian.facts.soft404 import SoftErrors
from xunjian.model.page import PageKind
from xunjian.model.site import Page

_INDEX = re.compile(r"(?:index|default)\.\w{2,5}", re.IGNORECASE)


@dataclass(frozen=True)
class PageBook:
    """All pages that were read, home first, by address; an address that shows another's page leads there."""

    home: ReadPage
    pages: tuple[ReadPage, ...]
    aliases: Mapping[str, str]
    index: FetchIndex
    errors: SoftErrors
    by_url: Mapping[str, ReadPage]
    framed: frozenset[str] = frozenset()
    """Addresses of pages that are only ever seen within the frame of another."""

    def at(self, url: str) -> ReadPage | None:
        """The page that an address shows, redirects followed; None where none was read."""
        page = self.by_url.get(self.aliases.get(url, url))
        if page is not None:
            return page
        answer = self.index.follow(url).answer
        return None if answer is None else self.by_url.get(self.aliases.get(answer.url, answer.url))

    def is_error(self, page: ReadPage) -> bool:
        return self.errors.fault(page) is not None

    def is_ordinary(self, page: ReadPage) -> bool:
        """No frame document, error page, login page or search result (contract: What is a page)."""
        reading = page.reading
        if page is self.home:
            return True
        if reading.is_frame or reading.is_login or reading.closed or reading.kind is PageKind.SEARCH:
            return False
        if page.fetch.url in self.framed:
            return False
        return not self.is_error(page)


def make_book(
    home: ReadPage, doors: frozenset[str], rest: Iterable[ReadPage], index: FetchIndex, errors: SoftErrors
) -> PageBook:
    """Joins addresses of one page: http and https, a folder and its index file, what shows the home page."""
    aliases: dict[str, str] = dict.fromkeys(doors, home.fetch.url)
    by_url: dict[str, ReadPage] = {}
    by_place: dict[str, list[ReadPage]] = {}
    front = _path(_place(home.fetch.url))
    for page in (home, *rest):
        url = page.fetch.url
        if url in aliases:
            continue
        at = _place(url)
        if page is not home and _path(at) == front and _is_copy(page, home):
            aliases[url] = home.fetch.url
            continue
        place = by_place.setdefault(at, [])
        first = next((other for other in place if _same(other, page)), None)
        if first is not None:
            aliases[url] = first.fetch.url
            continue
        place.append(page)
        by_url[url] = page
    return PageBook(home, tuple(by_url.values()), aliases, index, errors, by_url)


def as_page(page: ReadPage) -> Page:
    return Page(page.reading, page.fetch, page.rendered)


def _place(url: str) -> str:
    """An address without what often changes nothing: scheme, `www.`, the name of an index file."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if _INDEX.fullmatch(name):
        name = ""
    return f"{parts.netloc.removeprefix('www.')}{folder}/{name}?{parts.query}"


def _is_copy(page: ReadPage, home: ReadPage) -> bool:
    """Whether the home page was asked for with more, `/?from=top` or `/;id=1`: it says the same."""
    if page.fetch.sha256 is not None and page.fetch.sha256 == home.fetch.sha256:
        return True
    return _said(page) == _said(home) and bool(page.reading.items)


def _path(place: str) -> str:
    """Of what `_place` gives, the part before any question."""
    return place.partition("?")[0].partition(";")[0]


def _said(page: ReadPage) -> tuple[str, int, list[str]]:
    """Title, length and rows, whatever the addresses of the rows are."""
    reading = page.reading
    return reading.document_title, reading.text_chars, [item.title for item in reading.items]


def _same(one: ReadPage, two: ReadPage) -> bool:
    """Whether two answers from one place are one page: equal bytes, or equal content of a page built anew."""
    if one.fetch.sha256 is not None and one.fetch.sha256 == two.fetch.sha256:
        return True
    left, right = one.reading, two.reading
    return (left.document_title, left.text_chars, left.items, left.article) == (
        right.document_title,
        right.text_chars,
        right.items,
        right.article,
    ) and bool(left.items or left.article)
