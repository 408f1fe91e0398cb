"""A fault that an earlier item of the same label has charged is not charged again (Q34).

Order is that of the document. While an earlier item is open, nobody knows yet what it will charge: its
doubtful faults are doubtful here too, so that the interval holds however the doubts end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from xunjian.model.finding import Finding
from xunjian.scoring.tally import Tally


@dataclass(frozen=True, slots=True)
class Claim:
    """What one item of a label has found. `sure`: its confirmed faults are charged, come what may."""

    item_id: str
    label: str
    tally: Tally
    sure: bool = True
    decided: bool = False
    """A person gave its points: its doubts charge nothing any more."""


@dataclass(slots=True)
class _Charged:
    surely: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    anything: bool = False
    """An earlier item may yet charge any fault."""


@dataclass(frozen=True, slots=True)
class Spared:
    """What is left to charge, and how many faults were charged elsewhere."""

    tally: Tally
    count: int


def spare(claims: Iterable[Claim]) -> dict[str, Spared]:
    """What each item has left to charge, by item id; `claims` in order of the document."""
    labels: dict[str, _Charged] = {}
    left: dict[str, Spared] = {}
    for claim in claims:
        charged = labels.setdefault(claim.label, _Charged())
        left[claim.item_id] = _left(claim.tally, charged)
        (charged.surely if claim.sure else charged.perhaps).update(_places(claim.tally.faults))
        if not claim.decided:
            charged.perhaps.update(_places(claim.tally.doubts))
            charged.anything |= claim.tally.blind
    return left


def _left(tally: Tally, charged: _Charged) -> Spared:
    own = [each for each in tally.faults if _place(each) not in charged.surely]
    open_ = [each for each in own if _place(each) and (charged.anything or _place(each) in charged.perhaps)]
    kept = tuple(each for each in own if each not in open_)
    doubts = tuple(each for each in tally.doubts if _place(each) not in charged.surely)
    spared = len(tally.faults) - len(own)
    return Spared(replace(tally, faults=kept, doubts=(*open_, *doubts)), spared)


def _place(finding: Finding) -> str:
    return finding.subject.url if finding.subject else ""


def _places(findings: Iterable[Finding]) -> set[str]:
    return {place for finding in findings if (place := _place(finding))}
