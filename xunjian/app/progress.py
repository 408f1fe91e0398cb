"""How far a crawl is, and who is told."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of a crawl under way. `rate`: fetches a second."""

    phase: str
    fetched: int = 0
    queued: int = 0
    failed: int = 0
    rate: float = 0.0
    host: str = ""


class ProgressSink(Protocol):
    def report(self, progress: Progress) -> None: ...


class Silent:
    """Tells nobody."""

    def report(self, progress: Progress) -> None:
        return None
