"""The indicator tree: levels from outermost to the indicators that are judged."""

from dataclasses import dataclass, field
from typing import TypeAlias

from xunjian.model.audit import Audit, AuditIndicator, IndicatorStatus
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
    def points(self) -> float:
        return sum(leaf.points for leaf in self._counted)

    @property
    def awarded(self) -> float:
        return sum(leaf.awarded or 0.0 for leaf in self._counted)

    @property
    def lost(self) -> float:
        return sum(map(lost_points, self._counted))

    @property
    def pending(self) -> float:
        return sum(map(pending_points, self._counted))

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
    for indicator in audit.indicators:
        here = root
        for name in indicator.path:
            here = _descend(here, name)
        here.children.append(indicator)
    return root


def _descend(branch: Branch, name: str) -> Branch:
    for child in branch.children:
        if isinstance(child, Branch) and child.name == name:
            return child
    deeper = Branch(name)
    branch.children.append(deeper)
    return deeper
