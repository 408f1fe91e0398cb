"""What an audit of a portal is expected to say: the values that truths are made of."""

from dataclasses import dataclass

PASS, FAIL, REVIEW, UNKNOWN, NOT_APPLICABLE = "pass", "fail", "review", "unknown", "not_applicable"
SILENT = "silent"
"""Of a claim: a careless check would report this, and nothing may be said."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must be there. Any of `subjects` may be named; `mentions` must stand in its words."""

    check: str
    status: str
    subjects: frozenset[str]
    mentions: str = ""
    about: str = ""
    """For people: which planted defect this is."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The verdicts of one portal. A check that is in neither mapping is not claimed."""

    findings: tuple[Expected, ...]
    statuses: dict[str, frozenset[str]]
    """Check -> the statuses that are right."""
    decoys: tuple[Expected, ...] = ()
    """What must stay unreported although it looks like a fault."""

    def of(self, check: str) -> tuple[Expected, ...]:
        return tuple(each for each in self.findings if each.check == check)
