"""The lines of one leaf while they are written: the sum of what stands there is its interval."""

from dataclasses import dataclass, field
from decimal import Decimal

from xunjian.model.finding import Finding
from xunjian.model.score import Step, Way
from xunjian.scoring.rounding import exact

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line before it knows its item."""

    step: Step
    amount: Decimal
    pending: Decimal
    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Draft:
    """Begins at the full mark."""

    full: Decimal
    entries: list[Entry] = field(default_factory=list)
    endless: bool = False
    """Whether it is open and may fall without limit."""
    way: Way | None = None
    explanation: str = ""

    def __post_init__(self) -> None:
        if self.full:
            self.entries.append(Entry("full", self.full, _ZERO, "满分"))

    @property
    def low(self) -> Decimal:
        return sum((entry.amount for entry in self.entries), _ZERO)

    @property
    def high(self) -> Decimal:
        return self.low + self.pending

    @property
    def pending(self) -> Decimal:
        return sum((entry.pending for entry in self.entries), _ZERO)

    def charge(self, points: Decimal, text: str, findings: tuple[Finding, ...] = ()) -> None:
        """Points off for what is certain."""
        self.entries.append(Entry("fault", -points, _ZERO, text, findings))

    def give_back(self, points: Decimal, text: str) -> None:
        self.entries.append(Entry("credit", points, _ZERO, text))

    def withhold(self, points: Decimal, text: str, findings: tuple[Finding, ...] = ()) -> None:
        """Points that stand, kept open until somebody decides."""
        self.entries.append(Entry("open", -points, points, text, findings))

    def note(self, text: str) -> None:
        """A line that only tells."""
        self.entries.append(Entry("fault", _ZERO, _ZERO, text))

    def move(
        self, low: Decimal, high: Decimal, step: Step, text: str, findings: tuple[Finding, ...] = ()
    ) -> None:
        """One line that brings the sum to an interval."""
        low, high = exact(low), exact(high)
        self.entries.append(Entry(step, low - self.low, (high - low) - self.pending, text, findings))
