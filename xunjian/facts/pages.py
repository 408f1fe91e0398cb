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
        if reading.is_frame or reading.is_login or reading.kind is PageKind.SEARCH:
            return False
        return not self.is_error(page)


def make_book(
    home: ReadPage, doors: frozenset[str], rest: Iterable[ReadPage], index: FetchIndex, errors: SoftErrors
) -> PageBook:
    """Joins addresses that show one page: a folder and its index file, the doors of the home page."""
    aliases: dict[str, str] = dict.fromkeys(doors, home.fetch.url)
    by_url: dict[str, ReadPage] = {home.fetch.url: home}
    by_content: dict[tuple[str, str], str] = {}
    for page in (home, *rest):
        url = page.fetch.url
        if url in aliases:
            continue
        if page.fetch.sha256 is not None and (front := _front(url)):
            first = by_content.setdefault((front, page.fetch.sha256), url)
            if first != url:
                aliases[url] = first
                continue
        by_url[url] = page
    return PageBook(home, tuple(by_url.values()), aliases, index, errors, by_url)


def as_page(page: ReadPage) -> Page:
    return Page(page.reading, page.fetch, page.rendered)


def _front(url: str) -> str:
    """The folder that an address is the front of, `""` where it is none; scheme and `www.` do not matter."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if parts.query or (name and not _INDEX.fullmatch(name)):
        return ""
    return f"{parts.netloc.removeprefix('www.')}{folder}/"
