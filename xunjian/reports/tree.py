"""The indicator tree: levels from outermost to the indicators that are judged."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from xunjian.model.audit import Audit, AuditIndicator, AuditLine, IndicatorStatus
from xunjian.reports.losses import lost_points, pending_points

_WORST_FIRST = (
    IndicatorStatus.FAIL,
    IndicatorStatus.PARTIAL,
    IndicatorStatus.UNKNOWN,
    IndicatorStatus.REVIEW,
    IndicatorStatus.PASS,
    IndicatorStatus.NOT_APPLICABLE,
)


@dataclass(slots=True)
class Branch:
    """One level with everything below it, in the order of the indicator system."""

    name: str
    children: list["Node"] = field(default_factory=list)
    path: tuple[str, ...] = ()
    settled: tuple[AuditLine, ...] = ()
    """Lines of the ledger that belong to this level or one below it, not to an indicator."""

    @property
    def leaves(self) -> list[AuditIndicator]:
        found: list[AuditIndicator] = []
        for child in self.children:
            found.extend(child.leaves if isinstance(child, Branch) else [child])
        return found

    @property
    def status(self) -> IndicatorStatus:
        """The worst below; what lost some points is a loss."""
        states = {leaf.status for leaf in self.leaves}
        worst = next(state for state in _WORST_FIRST if state in states)
        return IndicatorStatus.FAIL if worst is IndicatorStatus.PARTIAL else worst

    @property
    def remarks(self) -> tuple[str, ...]:
        """How its items come together, where they do not simply add up."""
        own = (line.text for line in self.settled if line.path == self.path and line.step != "full")
        return tuple(dict.fromkeys(own))

    @property
    def points(self) -> float:
        return sum(leaf.points for leaf in self._counted) + self._settled("full")

    @property
    def awarded(self) -> float:
        return sum(map(_awarded, self._counted)) + self._settled("amount")

    @property
    def lost(self) -> float:
        if not self.settled:
            return sum(map(lost_points, self._counted))
        return round(self.points - self.awarded - self.pending, 6)

    @property
    def pending(self) -> float:
        return sum(map(pending_points, self._counted)) + self._settled("pending")

    def _settled(self, what: Literal["full", "amount", "pending"]) -> float:
        lines = [line for line in self.settled if what != "full" or line.step == "full"]
        return sum(line.pending if what == "pending" else line.amount for line in lines)

    @property
    def _counted(self) -> list[AuditIndicator]:
        return [
            leaf
            for leaf in self.leaves
            if not leaf.bonus and leaf.status is not IndicatorStatus.NOT_APPLICABLE
        ]


Node: TypeAlias = Branch | AuditIndicator


def build_tree(audit: Audit) -> Branch:
    """A nameless root over all levels; indicators without a level hang on the root itself."""
    root = Branch("")
    lines = [line for line in audit.score.ledger if line.path and line.account == "score"]
    for indicator in audit.indicators:
        here = root
        for name in indicator.path:
            here = _descend(here, name, lines)
        here.children.append(indicator)
    return root


def _awarded(leaf: AuditIndicator) -> float:
    """What counts for certain, also where something else is open."""
    if leaf.lost is None or leaf.pending is None:
        return leaf.awarded or 0.0
    return leaf.points - leaf.lost - leaf.pending


def _descend(branch: Branch, name: str, lines: list[AuditLine]) -> Branch:
    for child in branch.children:
        if isinstance(child, Branch) and child.name == name:
            return child
    path = (*branch.path, name)
    settled = tuple(line for line in lines if line.path[: len(path)] == path)
    deeper = Branch(name, path=path, settled=settled)
    branch.children.append(deeper)
    return deeper
