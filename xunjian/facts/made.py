"""A reading with what it was made from, so that it may be made early and still be trusted later.

A crawl goes on while pages are read: a page may be fetched again, drawn by a browser, and the scripts and
frames that are read with it may come after it. A reading holds for as long as all of that is the same.
"""

from dataclasses import dataclass
from typing import Self

from xunjian.model.observation import Fetch, Outcome
from xunjian.model.page import PageReading


@dataclass(frozen=True, slots=True)
class Source:
    """What of a fetch a reading depends on, besides its address."""

    sha256: str | None
    content_type: str
    outcome: Outcome
    code: str
    status: int | None
    size: int
    truncated: bool

    @classmethod
    def of(cls, fetch: Fetch) -> Self:
        return cls(
            fetch.sha256,
            fetch.content_type,
            fetch.outcome,
            fetch.code,
            fetch.status,
            fetch.size,
            fetch.truncated,
        )


@dataclass(frozen=True, slots=True)
class Made:
    """One page read."""

    url: str
    served: Source
    drawn: Source | None
    """Of the page as a browser built it."""
    resources: tuple[tuple[str, str | None], ...]
    """The scripts and frames that were asked for, each with the SHA-256 of its bytes: empty where it is
    known to be missing, None where it was not there."""
    reading: PageReading
    rendered: bool
    suspect: bool
    """Its bytes hold words that error pages use."""
