"""What came of one unit of a sweep."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from xunjian.model.finding import Status
from xunjian.model.unit import Unit

if TYPE_CHECKING:
    from xunjian.model.audit import Audit


class UnitState(StrEnum):
    """How the audit of one unit ended."""

    FINISHED = "finished"
    INCOMPLETE = "incomplete"
    """Unreachable, shielded, cut off: what was seen is kept."""
    FAILED = "failed"
    """Could not be audited: wrong configuration, or the process died."""
    TIMEOUT = "timeout"
    STOPPED = "stopped"
    """The sweep was stopped before or while it ran."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What a sweep keeps of an audit; the whole lies in the unit's folder."""

    run: str
    complete: bool
    incomplete_reason: str
    pages_fetched: int
    failing: int
    lowest: float
    highest: float
    maximum: float
    grade: str | None = None
    """Stands for the score where a unit gets no number."""
    graded_only: bool = False
    unconfirmed: int = 0
    """Values in use that were not compared with the original: the score is none of record."""

    @classmethod
    def of(cls, audit: "Audit") -> "UnitResult":
        return cls(
            audit.run.id,
            audit.run.complete,
            audit.run.incomplete_reason or "",
            audit.run.pages_fetched,
            sum(item.status is Status.FAIL for item in audit.findings),
            audit.score.lowest,
            audit.score.highest,
            audit.score.maximum,
            audit.score.grade,
            audit.score.graded_only,
            audit.score.unconfirmed,
        )


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """`exit_code`: what `xunjian audit` would have ended with; none where nothing was judged."""

    unit: Unit
    state: UnitState
    folder: Path
    exit_code: int | None = None
    seconds: float = 0.0
    reason: str = ""
    result: UnitResult | None = None


def read_result(folder: Path) -> UnitResult | None:
    """What the audit.json of a folder says, if there is a whole one."""
    from xunjian.model.audit import load_audit  # takes long to load, and the command line needs the words

    try:
        return UnitResult.of(load_audit((folder / "audit.json").read_text("utf-8")))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None
