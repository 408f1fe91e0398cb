"""What a unit's lists and articles showed at one look, to be held against a later one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from xunjian.model.site import Fact, Need


@dataclass(frozen=True, slots=True)
class ListPage:
    """A column as it was looked at: the page, and the SHA-256 of its stored bytes."""

    name: str
    url: str
    sha256: str = ""
    fetched_at: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One address with what stood there."""

    title: str
    listed: date | None = None
    """The date beside it in the list itself."""
    published: date | None = None
    """The date on its own page, where that was read."""
    words: str = ""
    """Tells one text from another: its length in characters and its beginning, hashed; empty: not known."""
    first_seen: date | None = None
    """Of all looks that are remembered the first that had it."""
    place: int = -1
    """Which of the visit's lists shows it; -1: none."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a unit."""

    as_of: date
    days: frozenset[date]
    """The monitoring day and the days (Asia/Shanghai) on which it was really looked at."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """By address."""
    lists: tuple[ListPage, ...] = ()
    snapshot: str = ""
    """SHA-256 of its snapshot; empty: it is not sealed yet."""
    resolve: Mapping[str, str] = field(default_factory=dict)
    """Where it was sent by `--resolve`: another server is another site."""

    def list_of(self, seen: Seen) -> ListPage | None:
        return self.lists[seen.place] if 0 <= seen.place < len(self.lists) else None


@dataclass(frozen=True, slots=True)
class History(Fact):
    """This look and the newest one with an earlier monitoring day; None where none is remembered."""

    need: ClassVar[Need] = Need.PAGES
    now: Visit
    earlier: Visit | None = None
