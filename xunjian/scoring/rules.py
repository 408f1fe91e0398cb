"""How the result of one check becomes the points of one leaf.

Nothing pending is ever counted as awarded, and nothing unproven as lost.
"""

from dataclasses import dataclass
from decimal import Decimal

from xunjian.model.finding import CheckResult, Finding, Status
from xunjian.model.score import IndicatorStatus, Points
from xunjian.packs.item import Item
from xunjian.packs.rule import Deduct, Veto

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Points, state and the sentence of how they came about."""

    points: Points
    status: IndicatorStatus
    explanation: str
    vetoed: bool = False


def score_leaf(item: Item, result: CheckResult | None) -> Leaf:
    """Points of a leaf. A leaf without a result waits for a person."""
    full = item.points or _ZERO
    if result is None:
        ask = item.manual.ask if item.manual else ""
        return Leaf(Points(pending=full), "review", f"待人工确认：{ask}（{plain(full)} 分待定）")
    if result.status is Status.NOT_APPLICABLE:
        return Leaf(Points(), "not_applicable", result.reason or "不适用，不计分。")
    rule = item.judged_by
    if isinstance(rule, Veto):
        return _veto(rule, result)
    if result.status is Status.PASS:
        return Leaf(Points(awarded=full), "pass", f"全部符合，得 {plain(full)} 分。")
    if result.status is Status.UNKNOWN:
        return Leaf(Points(pending=full), "unknown", _sentence(result.reason, f"{plain(full)} 分待定。"))
    if isinstance(rule, Deduct):
        return _deduct(rule, result, full)
    if result.status is Status.FAIL:
        count = _count(result, Status.FAIL)
        return Leaf(Points(lost=full), "fail", f"发现 {count} 处不符合，按规则扣 {plain(full)} 分，得 0 分。")
    count = _count(result, Status.REVIEW)
    return Leaf(Points(pending=full), "review", f"{count} 处待人工确认，{plain(full)} 分待定。")


def _deduct(rule: Deduct, result: CheckResult, full: Decimal) -> Leaf:
    cap = min(rule.cap if rule.cap is not None else full, full)
    lost = min(_price(rule, result.findings, Status.FAIL), cap)
    rest = cap - lost
    undecided = any(finding.status is Status.UNKNOWN for finding in result.findings)
    pending = rest if undecided else min(_price(rule, result.findings, Status.REVIEW), rest)
    points = Points(full - lost - pending, lost, pending)
    failed, doubtful = _count(result, Status.FAIL), _count(result, Status.REVIEW)
    text = f"发现 {failed} 处不符合，扣 {plain(lost)} 分" + ("（扣完为止）" if lost == cap and failed else "")
    if doubtful:
        text += f";{doubtful} 处待人工确认"
    if undecided:
        text += "；另有内容未能判定"
    text += f"；得 {plain(points.awarded)} 分" + (f"，{plain(pending)} 分待定。" if pending else "。")
    if failed:
        return Leaf(points, "fail" if lost == full else "partial", text)
    return Leaf(points, "review" if doubtful else "unknown", text)


def _veto(rule: Veto, result: CheckResult) -> Leaf:
    failed = _count(result, Status.FAIL)
    fired = failed >= rule.at_least
    if fired:
        return Leaf(Points(), "fail", f"发现 {failed} 处，达到否决条件（{rule.at_least} 处）。", vetoed=True)
    if result.status in (Status.REVIEW, Status.UNKNOWN):
        status: IndicatorStatus = "review" if result.status is Status.REVIEW else "unknown"
        return Leaf(Points(), status, _sentence(result.reason, "是否否决待定。"))
    return Leaf(Points(), "pass", "未触发否决。")


def _price(rule: Deduct, findings: tuple[Finding, ...], status: Status) -> Decimal:
    return sum((rule.price(f.kind) for f in findings if f.status is status), _ZERO)


def _count(result: CheckResult, status: Status) -> int:
    return sum(finding.status is status for finding in result.findings)


def _sentence(reason: str, rest: str) -> str:
    return f"{reason.rstrip('。')}。{rest}" if reason else rest


def plain(number: Decimal) -> str:
    """A number as people write it: at most two decimals, no trailing zeros."""
    return f"{number.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".") or "0"
