"""What a crawl saw: fetches, and observations that are no pages. The snapshot stores just these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from xunjian.model.plan import CrawlPlan


class Outcome(StrEnum):
    """How one fetch ended. Only `ok` and a `failed` after the whole ladder of tries may move a score."""

    OK = "ok"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """Why an address was fetched."""

    PAGE = "page"
    TARGET = "target"
    """A link target that is checked, not read: attachment, image, page of another site."""
    PROBE = "probe"
    """An address made up to learn how the site answers for what does not exist."""
    RESOURCE = "resource"
    """A same-site script that may write part of a page (footers, navigation); read with the page."""
    RENDERED = "rendered"
    """The page as a browser built it; stored beside the page as served."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of the ladder."""

    method: str
    at: str
    seconds: float
    status: int | None
    code: str
    stage: str = ""
    """Where it fell short: `dns`, `connect`, `tls`, `first_byte`, `body`, `decode`; empty: a whole answer."""
    url: str = ""
    """The address really asked, where it is not that of the fetch: the same path in the other encoding."""
    size: int = 0
    """Bytes of the body as they came over the line, packed or not."""

    @property
    def unchanged(self) -> bool:
        """The server said that nothing changed since an earlier crawl, whose body is taken for it."""
        return self.status == 304 and self.code == "ok"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One address, asked for once; redirects are not followed here but are fetches of their own.

    `code` is stable and machine-read: `ok`, `http_404` (any status ≥400), `dns`, `refused`, `reset`,
    `timeout`, `tls`, `protocol` (answer is no HTTP), `redirect` (3xx; see `location`), `bad_redirect`,
    `robots`, `private_address`, `shield`, `login` (what is asked for lies behind a login; the page that asks
    is kept), `too_large`, `not_fetched` (budget or stop), `turned_away` (its host no longer
    answered, or with errors only, the home page too).
    """

    url: str
    role: Role
    outcome: Outcome
    code: str
    status: int | None = None
    location: str | None = None
    """Absolute target of a redirect."""
    content_type: str = ""
    size: int = 0
    """Bytes of the body; where only its head was read, what Content-Length says (0: unknown)."""
    truncated: bool = False
    """Only the head of the body was read, or only that much of it came."""
    sha256: str | None = None
    """Of the stored bytes; none where no body is stored."""
    fetched_at: str = ""
    seconds: float = 0.0
    """Until the first byte."""
    depth: int = 0
    referer: str | None = None
    disposition: str = ""
    """Content-Disposition as received."""
    attempts: tuple[Attempt, ...] = ()
    etag: str = ""
    """Of the body, where it can be asked for again by it."""
    modified: str = ""
    """Last-Modified, likewise."""

    @property
    def answers(self) -> tuple[Attempt, ...]:
        """The attempts as if all had been plain: a 304 that was then held against a plain answer is left
        out, one that stands for itself has the status of the body that it took over."""
        if not self.attempts:
            return ()
        last = self.attempts[-1]
        plain = tuple(each for each in self.attempts[:-1] if not each.unchanged)
        return (*plain, replace(last, status=self.status) if last.unchanged else last)

    @property
    def stage(self) -> str:
        """Where the last try fell short; empty where a whole answer came, or nothing was tried."""
        return self.attempts[-1].stage if self.attempts else ""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something seen that is no page. Kinds of this version and their data:

    `dns`: key host; `{"aaaa": [..], "a": [..], "error": null|"nxdomain"|"no_resolver"|…}`.
    `tls`: key host; `{"offered": bool, "error": null|"expired"|"self_signed"|"wrong_host"|"untrusted"|…,
    "not_after": "YYYY-MM-DD", "days_left": int, "detail": str}`; absent where it was not tried.
    `robots`: key host; `{"status": int|null, "rule": "none"|"obeyed"|"forbidden", "pause": s}`; pause only
    where one is wanted.
    `cut`: key reason (`max_pages`, `deadline`, `stopped`, `pattern`: addresses that were left out; `body`:
    pages of which only a part was read); `{"count": int, "examples": [..]}`.
    `shield`: key host; `{"name": str, "count": int}`: who stands before it, and how often it answered.
    `request`: a number; `{"why": "robots"|"alive"|…, "url", "method", "seconds", "status", "code", "stage",
    "size"}`: a request that no fetch tells of.
    `availability`: key unit id; `{"samples": [[at, outcome, code, status, seconds], ..]}`: what rounds saw of
    its home page in the days before.
    `paint`: key the address of the home page; what `crawler.probes.painting` saw of it in a browser:
    `{"error": ""|code, "url", "status", "chars", "media", "plain", "blank", "loaded", "first_byte",
    "requests", "missed": [{"url", "kind", "code", "own", "confirmed"}], "errors": [[name, message, url,
    unread]], "console": [..], "screenshot": SHA-256 of a body, "entry": {"words", "effect", "seen",
    "status", "screenshot"}}`.
    `axe`: key the address of a page; `{"error": ""|code, "version", "rules": [{"id", "impact", "help",
    "nodes", "examples": [{"selector", "html"}], "screenshot"}], "unstyled": [..]}`.
    `line`: key unit id; `{"down": int}`: rounds around the crawl found no site at all that was well.
    `visit`: key unit id; `{"zlib": base64}`: what an earlier look saw of its lists (`xunjian.facts.history`).
    `newmedia`: key unit id; `{"accounts": [{"platform", "name", "known_until", "posts": [[day, title, url],
    ..]}]}`: what was imported.
    `search`: key of the ask; what was asked of the site's search and what came of it (`model.search`).
    `render`: key `browser`; `{"error": "no_playwright", "detail": str}`: why nothing was rendered.
    """

    kind: str
    key: str
    data: Mapping[str, object]
    at: str = ""


class Snapshot(Protocol):
    """A closed crawl, read only. Reading and judging are pure functions of it."""

    @property
    def plan(self) -> CrawlPlan: ...
    @property
    def meta(self) -> Mapping[str, str]:
        """At least `format started_at finished_at finish_reason complete pages_fetched requests_failed`."""

    def fetch(self, url: str, role: Role | None = None) -> Fetch | None:
        """The fetch of an address: of the role asked for, else page before target before probe."""

    def fetches(self, role: Role | None = None) -> Iterator[Fetch]:
        """In the order they were written."""

    def body(self, fetch: Fetch) -> bytes | None: ...
    def observations(self, kind: str) -> Iterator[Observation]: ...
