"""Reading the pages of a snapshot, one at a time, so that it may run beside a crawl or in parts.

What later steps do not need is dropped, and what repeats on every page (navigation links) is kept once:
a site of 541 pages with 307 links each has 166,000 links, but only some thousand different ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from xunjian.facts.error_words import ErrorWords
from xunjian.facts.fetches import FetchIndex, is_login_page, is_redirect
from xunjian.facts.made import Made, Source
from xunjian.facts.page import in_doubt, read_page
from xunjian.facts.page_lists import PageLists
from xunjian.facts.sniff import is_html
from xunjian.model.observation import Fetch, Outcome, Snapshot
from xunjian.model.page import PageReading
from xunjian.model.unit import Scope

_MAX_RESOURCES = 256
_ROWS = 3
_LONGEST = 8000
"""Characters; with more, head and foot included, no page is only an apology."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page read; `suspect`: its bytes hold words that error pages use."""

    fetch: Fetch
    reading: PageReading
    rendered: bool = False
    suspect: bool = False


class Reader:
    """Reads pages of one snapshot. Holds the scripts that pages share, and the links that repeat."""

    def __init__(
        self, snapshot: Snapshot, index: FetchIndex, words: ErrorWords, lists: PageLists | None = None
    ) -> None:
        self._snapshot = snapshot
        self._lists = lists
        self._index = index
        self._words = words
        self._resources: dict[str, bytes | None] = {}
        """Bytes by their SHA-256."""
        self._asked: dict[str, str | None] = {}
        """Resources of the page that is being read."""
        self._kept: dict[object, object] = {}

    def read(self, fetch: Fetch, *, is_home: bool = False) -> ReadPage | None:
        """The page of a fetch, as a browser built it where that is stored; None where it is no page."""
        made = self.make(fetch, is_home=is_home)
        return None if made is None else self.page(fetch, made)

    def make(self, fetch: Fetch, *, is_home: bool = False) -> Made | None:
        """As `read`, with what the reading was made from."""
        if not (fetch.outcome is Outcome.OK or is_login_page(fetch)) or is_redirect(fetch):
            return None
        body = self._snapshot.body(fetch)
        if body is None or not is_html(fetch, body):
            return None
        self._asked = {}
        reading = self._read(body, fetch, is_home)
        if is_login_page(fetch):
            reading = replace(reading, is_login=True)
        reading = _as_far_as_seen(reading, fetch, body)
        drawn = self._index.rendered(fetch.url)
        drawn_body = self._snapshot.body(drawn) if drawn is not None else None
        if drawn is not None and drawn_body is not None:
            built = _as_far_as_seen(self._read(drawn_body, drawn, is_home), drawn, drawn_body)
            reading = replace(
                built,
                links=tuple(dict.fromkeys((*built.all_links, *reading.all_links))),
                menu=(),
                images=tuple(dict.fromkeys((*built.images, *reading.images))),
                is_frame=reading.is_frame,
            )
        return Made(
            url=fetch.url,
            served=Source.of(fetch),
            drawn=None if drawn is None else Source.of(drawn),
            resources=tuple(self._asked.items()),
            reading=self._slim(reading),
            rendered=drawn_body is not None,
            suspect=self._suspect(reading, body if drawn_body is None else drawn_body),
        )

    def holds(self, fetch: Fetch, made: Made) -> bool:
        """Whether a reading is what `make` would give for the page of a fetch (not as home page)."""
        drawn = self._index.rendered(fetch.url)
        return (
            made.url == fetch.url
            and made.served == Source.of(fetch)
            and made.drawn == (None if drawn is None else Source.of(drawn))
            and all(self._resource_hash(url) == sha256 for url, sha256 in made.resources)
        )

    def page(self, fetch: Fetch, made: Made) -> ReadPage:
        """The page of a fetch by a reading that holds."""
        drawn = self._index.rendered(fetch.url) if made.rendered else None
        if drawn is None:
            return ReadPage(fetch, made.reading, False, made.suspect)
        status = drawn.status if drawn.status is not None else fetch.status
        return ReadPage(replace(drawn, status=status), made.reading, True, made.suspect)

    def _suspect(self, reading: PageReading, body: bytes) -> bool:
        """Whether a page may be an error page by its words; most pages need not be searched for them."""
        if reading.is_error:
            return True
        article = reading.article
        dated = article is not None and article.published is not None and article.body_chars > 0
        listed = sum(item.date is not None for item in reading.items) >= _ROWS
        return not (dated or listed or reading.text_chars > _LONGEST) and self._words.within(body)

    def _read(self, body: bytes, fetch: Fetch, is_home: bool) -> PageReading:
        return read_page(
            body,
            fetch.url,
            fetch.content_type,
            is_home=is_home,
            resource=self.resource,
            lists=self._lists,
        )

    def resource(self, url: str) -> bytes | None:
        """Bytes of a same-site script or frame; `b""` where it is known to be missing, None where unknown."""
        if url not in self._asked:
            self._asked[url] = self._resource_hash(url)
        sha256 = self._asked[url]
        if not sha256:
            return None if sha256 is None else b""
        if sha256 not in self._resources:
            if len(self._resources) >= _MAX_RESOURCES:
                self._resources.pop(next(iter(self._resources)))
            fetch = self._resource_fetch(url)
            assert fetch is not None  # else it had no hash
            self._resources[sha256] = self._snapshot.body(fetch)
        return self._resources[sha256]

    def _resource_hash(self, url: str) -> str | None:
        """The SHA-256 of a resource: empty where it is known to be missing, None where it was not seen."""
        fetch = self._resource_fetch(url)
        if fetch is None or is_redirect(fetch):
            return None
        if fetch.outcome is Outcome.FAILED:
            return ""
        return fetch.sha256 if fetch.outcome is Outcome.OK else None

    def _resource_fetch(self, url: str) -> Fetch | None:
        fetch = self._index.resource(url)
        return self._index.follow(url).last if fetch is not None and is_redirect(fetch) else fetch

    def _slim(self, reading: PageReading) -> PageReading:
        return replace(
            reading,
            columns=self._shared(reading.columns),
            items=self._shared(reading.items),
        )

    def _shared(self, values: Iterable["_Value"]) -> "tuple[_Value, ...]":
        kept: dict[_Value, _Value] = self._kept  # type: ignore[assignment]
        return tuple([kept.setdefault(value, value) for value in values])


_Value = TypeVar("_Value")


def pages_of(index: FetchIndex, scope: Scope) -> Iterator[Fetch]:
    """Fetches of the unit's pages, each address once, in the order of the crawl."""
    for fetch in index.pages:
        if scope.contains(fetch.url) and index.get(fetch.url) is fetch:
            yield fetch


def _as_far_as_seen(reading: PageReading, fetch: Fetch, body: bytes) -> PageReading:
    """A page that did not come whole, or was built without all that may fill it: what it lacks may stand in
    the rest."""
    if not fetch.truncated or reading.left_out:
        return reading
    missing = max(1, fetch.size - len(body))
    return replace(reading, left_out=missing, footer=in_doubt(reading.footer, fetch.url))
