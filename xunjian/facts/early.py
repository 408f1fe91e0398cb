"""Reading pages of a crawl that still goes on, each as soon as what it needs is there."""

import zlib
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Protocol

from xunjian.facts.error_words import ErrorWords
from xunjian.facts.fetches import FetchIndex
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.made import Made
from xunjian.facts.page_lists import PageLists
from xunjian.facts.reads import Reader
from xunjian.facts.site_pages import scope_of
from xunjian.model.observation import Fetch, Role, Snapshot
from xunjian.model.unit import Unit


class GrowingSnapshot(Snapshot, Protocol):
    """A snapshot that is still written."""

    def new_fetches(self) -> Iterable[Fetch]:
        """What came since the last time. A fetch that replaced an earlier one need not be among them."""

    def is_waiting(self, url: str) -> bool:
        """Whether an address was found and is still to be fetched."""


class EarlyReader:
    """Reads every `parts`-th page or so of a unit, of what was fetched so far.

    What it makes may be overtaken by what the crawl does later: `Reader.holds` tells.
    """

    def __init__(
        self,
        snapshot: GrowingSnapshot,
        unit: Unit,
        lexicon: Lexicon,
        part: int = 0,
        parts: int = 1,
        known: Mapping[str, str] | None = None,
    ) -> None:
        """`known`: SHA-256 of the bytes from which pages were read another night, by address."""
        self._snapshot = snapshot
        self._scope = scope_of(snapshot, unit)
        self._index = FetchIndex()
        words, lists = ErrorWords(lexicon.soft404), PageLists.of(lexicon)
        self._reader = Reader(snapshot, self._index, words, lists)
        self._part, self._parts = part, parts
        self._known = known or {}
        self._queue: deque[Fetch] = deque()
        self._waiting: dict[str, list[Fetch]] = {}
        """Pages by a script or frame that they wait for."""

    def look(self) -> None:
        """Take up what the crawl has written since the last look."""
        for fetch in self._snapshot.new_fetches():
            self._index.add(fetch)
            if fetch.role is Role.PAGE and self._scope.contains(fetch.url) and self._is_mine(fetch):
                self._queue.append(fetch)
            self._queue.extend(self._waiting.pop(fetch.url, ()))

    def read(self) -> Made | None:
        """The next page; None where there is none to be read by now."""
        while self._queue:
            fetch = self._queue.popleft()
            made = self._reader.make(fetch)
            if made is None:
                continue
            lacking = next((url for url, sha256 in made.resources if self._may_come(url, sha256)), None)
            if lacking is None:
                return made
            self._waiting.setdefault(lacking, []).append(fetch)
        return None

    def _may_come(self, url: str, sha256: str | None) -> bool:
        return sha256 is None and self._index.resource(url) is None and self._snapshot.is_waiting(url)

    def _is_mine(self, fetch: Fetch) -> bool:
        if fetch.sha256 is not None and self._known.get(fetch.url) == fetch.sha256:
            return False
        return (
            self._parts == 1 or zlib.crc32(fetch.url.encode("utf-8", "replace")) % self._parts == self._part
        )
