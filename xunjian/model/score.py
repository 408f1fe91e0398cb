"""A score: an interval while anything is pending. `awarded + lost + pending = maximum`, always.

The ledger of points is all there is: lines in order, each with an amount that counts now and a part that may
still come on top. Every number is the sum of lines, so that anybody can add them up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xunjian.model.finding import Finding

IndicatorStatus = Literal["pass", "fail", "partial", "review", "unknown", "not_applicable"]
Account = Literal["score", "bonus"]
Step = Literal["full", "fault", "credit", "open", "given", "zero", "group", "share", "gate", "cap", "veto"]
"""What a line does: gives the full mark, charges faults, gives back, keeps open, is a person's word, zeroes
an item, chooses within a group, shares out what does not apply, shuts or caps the bonus, is a veto's."""
Way = Literal["review", "person", "material", "unknown", "rank", "linked"]
"""Who or what decides pending points: a person who looks at findings, a person, submitted material, another
run that can see, the comparison with other units, another item."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger. `amount` counts now, `pending` may come on top; a line that takes either back
    is below zero, the sums of `pending` never are."""

    item_id: str
    """Empty: the whole."""
    title: str
    account: Account
    step: Step
    amount: Decimal
    pending: Decimal
    text: str
    """Chinese: why."""
    clause: str = ""
    confidence: str = ""
    findings: tuple[Finding, ...] = ()
    check: str = ""
    path: tuple[str, ...] = ()
    """Of a line of a group: names of the levels down to it."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points of one indicator, or of all of them."""

    awarded: Decimal = _ZERO
    lost: Decimal = _ZERO
    pending: Decimal = _ZERO

    @property
    def maximum(self) -> Decimal:
        return self.awarded + self.lost + self.pending

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Points":
        full = awarded = pending = _ZERO
        for line in lines:
            full += line.amount if line.step == "full" else _ZERO
            awarded += line.amount
            pending += line.pending
        return cls(awarded, full - awarded - pending, pending)

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
    shared_with: tuple[str, ...] = ()
    vetoed: bool = False
    way: Way | None = None
    """Who decides what is pending; none where nothing is."""
    self_points: Decimal | None = None
    """自评分: what the unit gave itself."""
    clause: str = ""
    confidence: str = ""
    """The less sure of clause and points."""
    note: str = ""
    """Oddities of the original."""
    false_claim: bool = False
    """The unit gave itself more than it has, and faults that were found since prove it (Q21)."""


@dataclass(frozen=True, slots=True)
class Score:
    """The whole sheet."""

    lines: tuple[Line, ...]
    indicators: tuple[IndicatorScore, ...]
    vetoes: tuple[str, ...]
    grade: str | None = None
    """None: undecided, or the pack knows none."""
    open_vetoes: tuple[str, ...] = ()
    open_downwards: tuple[str, ...] = ()
    """Open items that may fall without limit: the lowest score does not hold for them."""
    unconfirmed: int = 0
    """Values in use that were not compared with the document as issued."""
    warnings: tuple[str, ...] = ()
    places: int = 2
    """Decimals for print."""
    graded: bool = False
    """The pack gives grades."""
    graded_only: bool = False
    """The unit gets a grade and no number."""
    barred: tuple[str, ...] = ()
    """Grades that it must not have (Q21)."""
    perhaps_barred: tuple[str, ...] = ()
    """Grades of which that is open."""

    @property
    def total(self) -> Points:
        """Without bonus."""
        return Points.of(line for line in self.lines if line.account == "score")

    @property
    def bonus(self) -> Decimal:
        return sum((line.amount for line in self.lines if line.account == "bonus"), _ZERO)

    @property
    def low(self) -> Decimal:
        """Lowest that the final score can be."""
        return sum((line.amount for line in self.lines), _ZERO)

    @property
    def high(self) -> Decimal:
        """Highest that it can be."""
        return self.low + sum((line.pending for line in self.lines), _ZERO)
