"""Where the points went."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from xunjian.model.audit import Audit, AuditIndicator, AuditLine, IndicatorStatus
from xunjian.model.finding import Status
from xunjian.model.score import Account

_LOST = frozenset({IndicatorStatus.FAIL, IndicatorStatus.PARTIAL})
_CENT = 0.01
_OPEN = frozenset({IndicatorStatus.REVIEW, IndicatorStatus.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Loss:
    """One indicator that lost points (or, in a pack without points, simply failed)."""

    indicator: AuditIndicator
    points: float
    places: int
    """Failing findings that it rests on."""
    first_finding: str | None


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
    """Largest first; among equals the one with more places. In points of the whole score."""
    failing = {finding.id for finding in audit.findings if finding.status is Status.FAIL}
    worth = whole_losses(audit)
    losses: list[Loss] = []
    for indicator in audit.indicators:
        if indicator.status not in _LOST:
            continue
        places = [name for name in indicator.finding_ids if name in failing]
        losses.append(Loss(indicator, worth[indicator.id], len(places), places[0] if places else None))
    return tuple(sorted(losses, key=lambda loss: (-loss.points, -loss.places)))


def whole_losses(audit: Audit) -> dict[str, float]:
    """Points lost in points of the whole score, by id of the indicator. Where a group or the whole weighs its
    items, shares out what does not apply or counts some of them only, its items divide among them what it
    lost in the end, so that all losses add up to the points lost (a veto's apart); with two decimals, as
    printed, too."""
    own = {indicator.id: lost_points(indicator) for indicator in audit.indicators}
    return _spread(
        audit, own, "score", lambda line: 0 if line.step == "full" else -line.amount - line.pending
    )


def whole_pending(audit: Audit) -> dict[str, float]:
    """Pending points in points of the whole score, likewise; those of bonus items up to what the bonus may
    still come to."""
    own = {indicator.id: pending_points(indicator) for indicator in audit.indicators}
    bonus = {indicator.id for indicator in audit.indicators if indicator.bonus}
    score = {name: points for name, points in own.items() if name not in bonus}
    extra = {name: points for name, points in own.items() if name in bonus}
    return {
        **_spread(audit, score, "score", lambda line: line.pending),
        **_spread(audit, extra, "bonus", lambda line: line.pending),
    }


def _spread(
    audit: Audit, own: Mapping[str, float], account: Account, worth_of: Callable[[AuditLine], float]
) -> dict[str, float]:
    """What each item's own points are worth in the whole, from the inner groups outwards."""
    worth = dict(own)
    ledger = [line for line in audit.score.ledger if line.account == account and line.step != "veto"]
    paths = {line.path for line in ledger} if ledger else set[tuple[str, ...]]()
    for path in sorted(paths, key=len, reverse=True):
        items = {each.id for each in audit.indicators if each.id in worth and _under(each, path)}
        mine = (line for line in ledger if line.item in items or line.path[: len(path)] == path)
        net = max(sum(map(worth_of, mine)), 0.0)
        plain = sum(worth[name] for name in items)
        for name in items if plain else ():
            worth[name] = round(worth[name] * net / plain, 6)
    return _add_up_as_printed(worth)


def _add_up_as_printed(worth: dict[str, float]) -> dict[str, float]:
    """Whole hundredths; what rounding down takes away goes to those from which it took most."""
    exact = {name: Decimal(repr(points)) * 100 for name, points in worth.items()}
    cents = {name: points.to_integral_value(ROUND_FLOOR) for name, points in exact.items()}
    missing = int(sum(exact.values(), Decimal("0.5")) - sum(cents.values()))
    for name in sorted(exact, key=lambda name: cents[name] - exact[name])[:missing]:
        cents[name] += 1
    return {name: float(points / 100) for name, points in cents.items()}


def rescaled_losses(audit: Audit) -> dict[str, float]:
    """Points lost in points of the whole score, where of any indicator that is another number than by its
    own scale; else empty: its own say it all."""
    worth = whole_losses(audit)
    differ = any(abs(worth[each.id] - lost_points(each)) >= _CENT for each in audit.indicators)
    return worth if differ else {}


def _under(indicator: AuditIndicator, path: tuple[str, ...]) -> bool:
    return tuple(indicator.path[: len(path)]) == path


def vetoes(audit: Audit) -> tuple[AuditIndicator, ...]:
    """Indicators whose veto fired, in the order of the indicator system."""
    fired = frozenset(audit.score.vetoes)
    return tuple(indicator for indicator in audit.indicators if indicator.id in fired)
