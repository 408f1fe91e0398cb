"""Which list pages belong to which first page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from xunjian.facts.fetches import Ending
from xunjian.facts.lexicon import fold_name
from xunjian.facts.pages import PageBook
from xunjian.facts.reads import ReadPage
from xunjian.model.page import PageKind

_NUMBERED = re.compile(r"(?i)^(?P<stem>index|default|list|.*?)[_-](?P<number>\d{1,4})(?P<ext>\.\w{2,5})$")
_INDEX = re.compile(r"(?i)^(?:index|default)\.\w{2,5}$")
_PAGE_PARAMETER = re.compile(
    r"(?i)^(?:page|p|pn|pg|pageno|page_no|pageindex|page_index|pagenum|pagenumber|curpage|cur_page|currentpage|"
    r"current|toppage|paging|start|offset|startrecord)$"
)
_MOST_PAGES = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """A first page and the pages that go on from it."""

    pages: tuple[ReadPage, ...]
    whole: bool
    """False where a page of it was named and not read."""


class Pagination:
    """Chains of list pages. `fronts`: addresses that navigation names; they are first pages."""

    def __init__(self, book: PageBook, fronts: Iterable[str]) -> None:
        self._book = book
        self._fronts = frozenset(fronts)
        self._first: dict[str, str] = {}
        lists = [page for page in book.pages if page.reading.kind is PageKind.COLUMN]
        self._by_key: dict[str, list[ReadPage]] = {}
        for page in lists:
            self._by_key.setdefault(page_key(page.fetch.url), []).append(page)
        for page in lists:
            self._link(page)

    def is_continuation(self, page: ReadPage) -> bool:
        """Whether a page is the second or a later page of a list."""
        return page.fetch.url in self._first

    def run(self, first: ReadPage) -> Run:
        """All pages of a list that were read, in order."""
        pages = [first]
        seen = {first.fetch.url}
        whole = True
        at = first
        while at.reading.next_page and len(pages) < _MOST_PAGES:
            following = self._book.at(at.reading.next_page)
            if following is None:
                whole = whole and not self._might_hold_more(at.reading.next_page)
                break
            if following.fetch.url in seen or following.fetch.url in self._fronts:
                break
            seen.add(following.fetch.url)
            pages.append(following)
            at = following
        for other in self._by_key.get(page_key(first.fetch.url), ()):
            if other.fetch.url not in seen and self._first.get(other.fetch.url) == first.fetch.url:
                pages.append(other)
        return Run(tuple(pages), whole)

    def _link(self, page: ReadPage) -> None:
        """Marks what follows a page; of a ring of pages the one read first stays the first."""
        if page.reading.next_page:
            following = self._book.at(page.reading.next_page)
            if following is not None and following is not page and self._may_continue(following, page):
                self._first.setdefault(following.fetch.url, self._first.get(page.fetch.url, page.fetch.url))
        if page.fetch.url in self._first or page.fetch.url in self._fronts:
            return
        if page_number(page.fetch.url) is None:
            return
        for first in self._by_key.get(page_key(page.fetch.url), ()):
            numberless = page_number(first.fetch.url) is None or first.fetch.url in self._fronts
            if first is not page and numberless and same_name(first, page):
                self._first[page.fetch.url] = first.fetch.url
                return

    def _may_continue(self, following: ReadPage, page: ReadPage) -> bool:
        url = following.fetch.url
        if url in self._fronts or following is self._book.home:
            return False
        return self._first.get(page.fetch.url) != url

    def _might_hold_more(self, url: str) -> bool:
        ending = self._book.index.follow(url).ending
        return ending in (Ending.MISSING, Ending.UNKNOWN, Ending.BLOCKED)


def page_number(url: str) -> int | None:
    """The number of a list page in its address; None for a first page."""
    parts = urlsplit(url)
    for pair in parts.query.split("&"):
        name, _, value = pair.partition("=")
        if _PAGE_PARAMETER.match(name) and value.isdecimal() and len(value) < 10:
            return int(value)
    match = _NUMBERED.match(parts.path.rpartition("/")[2])
    return int(match["number"]) if match else None


def page_key(url: str) -> str:
    """An address without its page number: the same for all pages of a list."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if match := _NUMBERED.match(name):
        name = match["stem"] + match["ext"]
    if _INDEX.match(name):
        name = ""
    pairs = [
        pair for pair in parts.query.split("&") if pair and not _PAGE_PARAMETER.match(pair.partition("=")[0])
    ]
    return f"{parts.netloc}{folder}/{name}?{'&'.join(pairs)}"


def same_name(one: ReadPage, two: ReadPage) -> bool:
    """Whether two list pages say that they are the same column."""
    left, right = one.reading, two.reading
    for mine, theirs in (
        (left.labels.get("ColumnName", ""), right.labels.get("ColumnName", "")),
        ("/".join(left.breadcrumb), "/".join(right.breadcrumb)),
        (left.heading, right.heading),
    ):
        if mine and theirs:
            return fold_name(mine) == fold_name(theirs)
    return left.document_title == right.document_title
