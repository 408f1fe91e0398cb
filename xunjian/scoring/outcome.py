"""Pass mark and grades; what a fired veto writes (Q3, Q8, Q9, Q10). Limits look at the unrounded score."""

from collections.abc import Collection
from decimal import Decimal

from xunjian.packs.outcome import Band, Outcome
from xunjian.scoring.ledger import Ledger, span
from xunjian.scoring.rounding import plain

_ZERO = Decimal(0)
_PASSED = "合格"
Ends = tuple[Decimal, Decimal]


def settle_vetoes(ledger: Ledger, outcome: Outcome, *, fired: bool, open_: bool) -> None:
    """A fired veto writes its score, if it has one, and no bonus counts; an open one may yet do so."""
    written = outcome.vetoed_score
    if fired:
        if written is not None:
            text = f"触发单项否决，得分按 {plain(written)} 分计"
            ledger.settle(0, "score", "veto", text, low=written, high=written)
        ledger.settle(0, "bonus", "veto", "触发单项否决，加分不计", low=_ZERO, high=_ZERO)
    elif open_:
        if written is not None:
            low, high = span(ledger.lines, "score")
            text = f"否决指标还没有结论，如触发，得分按 {plain(written)} 分计"
            ledger.settle(0, "score", "veto", text, low=min(low, written), high=max(high, written))
        low, high = span(ledger.lines, "bonus")
        text = "否决指标还没有结论，如触发，加分不计"
        ledger.settle(0, "bonus", "veto", text, low=min(low, _ZERO), high=max(high, _ZERO))


def grade(
    outcome: Outcome,
    unit_type: str,
    base: Ends,
    final: Ends,
    *,
    fired: bool,
    open_: bool,
    scored: bool = True,
    barred: Collection[str] = (),
    perhaps: Collection[str] = (),
) -> str | None:
    """The grade, if it is the same wherever the score ends. `base`: without bonus, before any veto; the
    lower ends are minus infinity where something is open downwards. `scored`: whether the type of unit
    has any points to get; where it has none, only vetoes count. `barred`: grades that it must not have;
    `perhaps`: grades of which that is open."""
    if fired:
        return outcome.vetoed_grade
    bars = {frozenset(barred), frozenset((*barred, *perhaps))}
    possible = {_grade(outcome, unit_type, base[end], final[end], bar) for end in (0, 1) for bar in bars}
    if not scored:
        possible = {_PASSED if pass_mark(outcome, unit_type) is not None else None}
    if open_:
        possible.add(outcome.vetoed_grade)
    return possible.pop() if len(possible) == 1 else None


def _grade(
    outcome: Outcome, unit_type: str, base: Decimal, final: Decimal, barred: Collection[str]
) -> str | None:
    if not eligible(outcome, unit_type, base):
        return outcome.failed_grade
    bands = [band for band in outcome.bands if band.meant_for(unit_type)]
    for band in (each for each in bands if each.name not in barred):
        if band.quota is not None:
            return None  # only the group pass knows who is among the best
        if reaches(band, final):
            return band.name
    return _PASSED if pass_mark(outcome, unit_type) is not None and not bands else None


def eligible(outcome: Outcome, unit_type: str, base: Decimal) -> bool:
    """Whether a score without bonus reaches the pass mark, where there is one."""
    limit = pass_mark(outcome, unit_type)
    return limit is None or base >= limit


def reaches(band: Band, final: Decimal) -> bool:
    if band.above is not None:
        return final > band.above
    return band.at is None or final >= band.at


def pass_mark(outcome: Outcome, unit_type: str) -> Decimal | None:
    mark = outcome.pass_at
    return mark.get(unit_type) if isinstance(mark, dict) else mark
