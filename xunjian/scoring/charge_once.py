"""A fault that an earlier item of the same label has charged is not charged again (Q34).

Order is that of the document. While an earlier item is open, nobody knows yet what it will charge: its
doubtful faults are doubtful here too, so that the interval holds however the doubts end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from xunjian.model.finding import Finding
from xunjian.scoring.tally import Tally


@dataclass(slots=True)
class Charged:
    """What the items of one label have charged so far."""

    surely: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    anything: bool = False
    """An earlier item may yet charge any fault."""

    def spare(self, tally: Tally) -> Tally:
        """What is left of what the next item found."""
        own = [each for each in tally.faults if _place(each) not in self.surely]
        waiting = [each for each in own if self._may_charge(each)]
        doubts = tuple(each for each in tally.doubts if _place(each) not in self.surely)
        return replace(
            tally,
            faults=tuple(each for each in own if each not in waiting),
            doubts=(*waiting, *doubts),
            elsewhere=len(tally.faults) - len(own),
            proven=bool(tally.faults),
            waits=bool(waiting) or any(self._may_charge(each) for each in doubts),
        )

    def charge(self, tally: Tally) -> None:
        """Faults that are charged, come what may."""
        self.surely |= _places(tally.faults)

    def expect(self, tally: Tally) -> None:
        """What an open item may yet charge."""
        self.perhaps |= _places((*tally.faults, *tally.doubts))
        self.anything |= tally.blind

    def _may_charge(self, finding: Finding) -> bool:
        place = _place(finding)
        return bool(place) and (self.anything or place in self.perhaps)


def _place(finding: Finding) -> str:
    return finding.subject.url if finding.subject else ""


def _places(findings: Iterable[Finding]) -> set[str]:
    return {place for finding in findings if (place := _place(finding))}
