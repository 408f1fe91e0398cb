"""Where the points went, and what to mend first."""

from dataclasses import dataclass

from xunjian.model.audit import Audit, AuditIndicator, IndicatorStatus
from xunjian.model.finding import Status

_LOST = frozenset({IndicatorStatus.FAIL, IndicatorStatus.PARTIAL})
_OPEN = frozenset({IndicatorStatus.REVIEW, IndicatorStatus.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Loss:
    """One indicator that lost points (or, in a pack without points, simply failed)."""

    indicator: AuditIndicator
    points: float
    places: int
    """Failing findings that it rests on."""
    first_finding: str | None

    @property
    def gain_per_place(self) -> float:
        return self.points / max(self.places, 1)


def lost_points(indicator: AuditIndicator) -> float:
    """Points lost for certain; pending and bonus points are no loss."""
    if indicator.bonus or indicator.status not in _LOST:
        return 0.0
    if indicator.lost is not None:
        return max(indicator.lost, 0.0)
    if indicator.awarded is None:
        return 0.0
    return max(indicator.points - indicator.awarded, 0.0)


def pending_points(indicator: AuditIndicator) -> float:
    """Points that nobody has decided yet."""
    if indicator.pending is not None:
        return indicator.pending
    if indicator.bonus or indicator.awarded is not None or indicator.status not in _OPEN:
        return 0.0
    return indicator.points


def all_losses(audit: Audit) -> tuple[Loss, ...]:
    """Largest first; among equals the one with more places. What a group that counts its best only gave back
    is no loss: no item of a group has lost more than the whole group."""
    groups = _losses_of_choosing_groups(audit)
    failing = {finding.id for finding in audit.findings if finding.status is Status.FAIL}
    losses: list[Loss] = []
    for indicator in audit.indicators:
        if indicator.status not in _LOST:
            continue
        places = [name for name in indicator.finding_ids if name in failing]
        points = min([lost_points(indicator), *(groups[path] for path in groups if _under(indicator, path))])
        losses.append(Loss(indicator, points, len(places), places[0] if places else None))
    return tuple(sorted(losses, key=lambda loss: (-loss.points, -loss.places)))


def _losses_of_choosing_groups(audit: Audit) -> dict[tuple[str, ...], float]:
    """Points lost by each group that counts its best or worst items only, after the choice."""
    ledger = [line for line in audit.score.ledger if line.account == "score"]
    paths = {line.path for line in ledger if line.step == "group" and line.path}
    lost: dict[tuple[str, ...], float] = {}
    for path in paths:
        items = {indicator.id for indicator in audit.indicators if _under(indicator, path)}
        mine = [line for line in ledger if line.item in items or line.path[: len(path)] == path]
        net = -sum(line.amount + line.pending for line in mine if line.step != "full")
        lost[path] = max(round(net, 6), 0.0) + 0.0  # no negative zero
    return lost


def _under(indicator: AuditIndicator, path: tuple[str, ...]) -> bool:
    return tuple(indicator.path[: len(path)]) == path


def fix_first(audit: Audit, most: int = 5) -> tuple[Loss, ...]:
    """Vetoes first, then what brings most points for each place mended."""
    vetoed = frozenset(audit.score.vetoes)
    worth = [loss for loss in all_losses(audit) if loss.points > 0 or loss.indicator.id in vetoed]
    worth = worth or [loss for loss in all_losses(audit) if loss.places]
    ranked = sorted(worth, key=lambda loss: (loss.indicator.id not in vetoed, -loss.gain_per_place))
    return tuple(ranked[:most])


def vetoes(audit: Audit) -> tuple[AuditIndicator, ...]:
    """Indicators whose veto fired, in the order of the indicator system."""
    fired = frozenset(audit.score.vetoes)
    return tuple(indicator for indicator in audit.indicators if indicator.id in fired)
