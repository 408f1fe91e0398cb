"""Gives the words of single pages and attachments out of a snapshot, each read once."""

from functools import cached_property, lru_cache

from xunjian.facts.error_words import ErrorWords
from xunjian.facts.fetches import FetchIndex
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.page_text import read_text
from xunjian.facts.reads import Reader
from xunjian.facts.sniff import is_html
from xunjian.model.document import Document
from xunjian.model.observation import Fetch, Outcome, Snapshot
from xunjian.model.texts import PageText

_KEPT_PAGES = 256
_KEPT_DOCUMENTS = 64


class SnapshotTexts:
    """Implements `xunjian.model.texts.TextSource`; the snapshot stays open for as long as it is asked."""

    def __init__(self, snapshot: Snapshot, lexicon: Lexicon) -> None:
        self._snapshot = snapshot
        self._lexicon = lexicon
        self.page = lru_cache(maxsize=_KEPT_PAGES)(self._page)
        self.document = lru_cache(maxsize=_KEPT_DOCUMENTS)(self._document)

    @cached_property
    def _index(self) -> FetchIndex:
        # Only once somebody asks: most audits want no text.
        return FetchIndex(self._snapshot)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._snapshot, self._index, ErrorWords(self._lexicon.soft404))

    def _page(self, url: str) -> PageText | None:
        fetch = self._answer(url)
        if fetch is None:
            return None
        shown = self._index.rendered(fetch.url) or fetch
        body = self._snapshot.body(shown)
        if body is None or not is_html(shown, body):
            return None
        return read_text(body, fetch.url, shown.content_type, resource=self._reader.resource)

    def _document(self, url: str) -> Document | None:
        # Their libraries take long to load, and most audits open no attachment.
        from xunjian.facts.documents import read_document

        fetch = self._answer(url)
        body = self._snapshot.body(fetch) if fetch is not None else None
        if fetch is None or body is None:
            return None
        return read_document(body, fetch.url, truncated=fetch.truncated)

    def _answer(self, url: str) -> Fetch | None:
        fetch = self._index.follow(url).answer
        return fetch if fetch is not None and fetch.outcome is Outcome.OK else None
