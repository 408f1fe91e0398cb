"""What the check of an item found, counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from xunjian.model.finding import CheckResult, Finding, Status


@dataclass(frozen=True, slots=True)
class Tally:
    """Confirmed faults, doubtful ones (each a fault or a good one, a person says which), good ones."""

    faults: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    good: int = 0
    blind: bool = False
    """Something could not be determined: any number of faults and of good ones may yet come to light."""
    excused: int = 0
    """Faults and doubts of classes that the item excuses (Q37); they are among the good ones."""
    elsewhere: int = 0
    """Confirmed faults that an earlier item of the same label has charged (Q34)."""
    proven: bool = False
    """A fault is confirmed, whichever item charges it."""
    waits: bool = False
    """An earlier item may yet charge some of the doubts."""

    @property
    def unseen(self) -> bool:
        return self.blind and not (self.faults or self.doubts or self.good)

    @property
    def settled(self) -> bool:
        return not self.doubts and not self.blind


def count(result: CheckResult, excused: Iterable[str] = ()) -> Tally:
    """A result without findings speaks by its status. `excused`: classes of fault that are none here."""
    if not result.findings:
        return Tally(
            faults=(Finding(Status.FAIL, result.reason),) if result.status is Status.FAIL else (),
            doubts=(Finding(Status.REVIEW, result.reason),) if result.status is Status.REVIEW else (),
            good=int(result.status is Status.PASS),
            blind=result.status is Status.UNKNOWN,
        )
    by_status: dict[Status, list[Finding]] = {status: [] for status in Status}
    spared = 0
    for finding in result.findings:
        if finding.kind in excused and finding.status in (Status.FAIL, Status.REVIEW):
            spared += 1
        else:
            by_status[finding.status].append(finding)
    return Tally(
        _each_once(by_status[Status.FAIL]),
        tuple(by_status[Status.REVIEW]),  # each may turn out a good one, also beside a fault of the same name
        len(by_status[Status.PASS]) + spared,
        bool(by_status[Status.UNKNOWN]),
        spared,
    )


def _each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One defect is charged once, however often a check says it."""
    return tuple({_defect(finding): finding for finding in reversed(tuple(findings))}.values())[::-1]


def _defect(finding: Finding) -> tuple[str, str] | int:
    return (finding.subject.url, finding.signature) if finding.subject else id(finding)
