"""A score: an interval while anything is pending. `awarded + lost + pending = maximum`, always."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

IndicatorStatus = Literal["pass", "fail", "partial", "review", "unknown", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Points:
    """Points of one indicator, or of all of them."""

    awarded: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)
    pending: Decimal = Decimal(0)

    @property
    def maximum(self) -> Decimal:
        return self.awarded + self.lost + self.pending

    def __add__(self, other: "Points") -> "Points":
        return Points(self.awarded + other.awarded, self.lost + other.lost, self.pending + other.pending)


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One leaf of a pack, scored."""

    item_id: str
    title: str
    path: tuple[str, ...]
    role: Literal["score", "veto", "bonus"]
    check: str | None
    full: Decimal
    points: Points
    status: IndicatorStatus
    explanation: str
    responsible: tuple[str, ...] = ()
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The whole sheet."""

    indicators: tuple[IndicatorScore, ...]
    total: Points
    bonus: Decimal
    vetoes: tuple[str, ...]
