"""What a process that reads pages is told, and what it answers besides readings."""

from dataclasses import field
from enum import Enum

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from xunjian.model.unit import Unit

SETTLE = "settle"
"""The order to end the reading beside a crawl, and to let go of the file."""


class Mark(Enum):
    """What goes out between readings."""

    AFRESH = "afresh"
    """What was sent before is no longer referred to."""
    END = "end"
    """Of an order."""


@dataclass(frozen=True)
class ReadJob:
    """Which snapshot to read. `early`: beside its crawl, every `parts`-th page from number `part` on, but for
    those that are `known` with these bytes (SHA-256)."""

    snapshot: str
    unit: Unit
    early: bool = False
    part: int = 0
    parts: int = 1
    known: dict[str, str] = field(default_factory=dict)


READ_JOB = TypeAdapter(ReadJob)
