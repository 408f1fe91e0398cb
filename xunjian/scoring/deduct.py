"""Points off for each fault: priced by class, down to a floor or without one, some faults losing all
(Q1, Q2, Q4, Q35)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.packs.rule import Deduct
from xunjian.scoring.draft import Draft
from xunjian.scoring.rounding import plain
from xunjian.scoring.tally import Tally

_ZERO = Decimal(0)


def limit_of(rule: Deduct, full: Decimal) -> Decimal | None:
    """Most that may be lost fault by fault; None: no limit."""
    if rule.floor:
        return full if rule.cap is None else min(rule.cap, full)
    return rule.cap


def deduct(rule: Deduct, tally: Tally, draft: Draft) -> None:
    """Charge what is certain, withhold what a doubt or an unseen part may still cost."""
    full, limit = draft.full, limit_of(rule, draft.full)
    for price, findings in _by_price(rule, tally.faults):
        draft.charge(price * len(findings), _told(rule, findings, price), findings)
    loss = full - draft.low
    if limit is not None and loss > limit:
        draft.give_back(loss - limit, f"最多扣 {plain(limit)} 分，扣完为止")
        loss = limit
    zeroing = tuple(finding for finding in tally.faults if finding.kind in rule.zero_on)
    if zeroing and loss < full:
        draft.charge(full - loss, f"有 {len(zeroing)} 处属于本项全扣的情形，分值全部扣除", zeroing)
        loss = full
    most = _most(rule, tally, full, loss, limit)
    if most > loss:
        draft.withhold(most - loss, _why_open(tally), tally.doubts)
    draft.endless = tally.blind and limit is None
    draft.way = ("review" if tally.doubts else "unknown") if most > loss or draft.endless else None
    draft.explanation = _explain(tally, draft, loss, capped=bool(tally.faults) and loss == limit)


def _most(rule: Deduct, tally: Tally, full: Decimal, loss: Decimal, limit: Decimal | None) -> Decimal:
    """Most that the item may have lost in the end, as far as it can be said."""
    doubtful = sum((rule.price(finding.kind) for finding in tally.doubts), _ZERO)
    certain = sum((rule.price(finding.kind) for finding in tally.faults), _ZERO)
    by_fault = certain + doubtful if limit is None else min(certain + doubtful, limit)
    if tally.blind:
        by_fault = limit if limit is not None else max(by_fault, full)
    at_once = any(finding.kind in rule.zero_on for finding in tally.doubts) or (
        tally.blind and bool(rule.zero_on)
    )
    return max(by_fault, loss, full if at_once else _ZERO)


def _by_price(rule: Deduct, faults: Iterable[Finding]) -> Iterator[tuple[Decimal, tuple[Finding, ...]]]:
    def key(finding: Finding) -> tuple[Decimal, str]:
        return -rule.price(finding.kind), PAGE_CLASSES.get(finding.kind, "")

    for (price, _), same in groupby(sorted(faults, key=key), key):
        if price:
            yield -price, tuple(same)


def _told(rule: Deduct, findings: tuple[Finding, ...], price: Decimal) -> str:
    where = PAGE_CLASSES.get(findings[0].kind, "") if isinstance(rule.each, dict) else ""
    return f"{where} {len(findings)} 处，每处扣 {plain(price)} 分".lstrip()


def _why_open(tally: Tally) -> str:
    parts = [f"{len(tally.doubts)} 处待人工确认"] if tally.doubts else []
    parts += ["有内容未能判定"] if tally.blind else []
    return "，".join(parts)


def _explain(tally: Tally, draft: Draft, loss: Decimal, *, capped: bool) -> str:
    text = f"发现 {len(tally.faults)} 处不符合，扣 {plain(loss)} 分" + ("（扣完为止）" if capped else "")
    if tally.doubts:
        text += f"；{len(tally.doubts)} 处待人工确认"
    if tally.blind:
        text += "；另有内容未能判定"
    return (
        text
        + f"；得 {plain(draft.low)} 分"
        + (f"，{plain(draft.pending)} 分待定。" if draft.pending else "。")
    )
