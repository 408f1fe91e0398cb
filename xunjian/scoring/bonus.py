"""Bonus points count above a gate and up to a cap (Q5, Q6)."""

from decimal import Decimal

from xunjian.packs.outcome import BonusRule
from xunjian.scoring.ledger import Ledger, span
from xunjian.scoring.rounding import plain

_ZERO = Decimal(0)


def gate(rule: BonusRule, low: Decimal, high: Decimal) -> bool | None:
    """Whether the bonus counts for a score without bonus between two ends; None where that is open."""
    if rule.above is not None:
        return True if low > rule.above else False if high <= rule.above else None
    if rule.at_least is not None:
        return True if low >= rule.at_least else False if high < rule.at_least else None
    return True


def settle_bonus(ledger: Ledger, rule: BonusRule, base: tuple[Decimal, Decimal]) -> None:
    """Cap and gate, each a line where it changes anything. `base`: the score without bonus."""
    low, high = span(ledger.lines, "bonus")
    if rule.cap is not None and high > rule.cap:
        low, high = min(low, rule.cap), rule.cap
        ledger.settle(0, "bonus", "cap", f"加分最多 {plain(rule.cap)} 分", low=low, high=high)
    counts = gate(rule, *base)
    if counts is False:
        ledger.settle(0, "bonus", "gate", f"{_limit(rule)}，加分不计", low=_ZERO, high=_ZERO)
    elif counts is None:
        text = f"{_limit(rule, met=True)}才计加分，现在还不能确定"
        ledger.settle(0, "bonus", "gate", text, low=min(low, _ZERO), high=max(high, _ZERO))


def _limit(rule: BonusRule, *, met: bool = False) -> str:
    if rule.above is not None:
        return f"不含加分的得分{'高于' if met else '不高于'} {plain(rule.above)} 分"
    return f"不含加分的得分{'不低于' if met else '低于'} {plain(rule.at_least or _ZERO)} 分"
