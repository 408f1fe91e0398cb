"""Rules that look at numbers of good ones and of faults (Q2, Q19, Q40)."""

from decimal import Decimal

from xunjian.packs.rule import Balance, Parts, Ratio, Reach, Tiers
from xunjian.scoring.draft import Draft
from xunjian.scoring.rounding import plain
from xunjian.scoring.tally import Tally

_ZERO, _WHOLE = Decimal(0), Decimal(100)


def balance(rule: Balance, tally: Tally, draft: Draft) -> None:
    """From zero up for each good one, down for each bad one."""
    if draft.full:
        draft.charge(draft.full, "从 0 分起算，逐件加减")
    best = rule.gain_cap if rule.gain_cap is not None else draft.full
    sure, doubtful = tally.good, len(tally.doubts)
    gain = min(rule.gain * sure, best)
    most_gain = best if tally.blind and rule.gain else min(rule.gain * (sure + doubtful), best)
    if sure:
        draft.give_back(gain, f"{sure} 件符合，每件加 {plain(rule.gain)} 分{_up_to(rule.gain_cap)}")
    if most_gain > gain:
        draft.move(draft.low, draft.high + most_gain - gain, "open", "可能还有加分")
    loss = _capped(rule.loss * len(tally.faults), rule.loss_cap)
    if loss:
        told = f"{len(tally.faults)} 件不符合，每件扣 {plain(rule.loss)} 分{_up_to(rule.loss_cap)}"
        draft.charge(loss, told, tally.faults)
    most_loss = _capped(rule.loss * (len(tally.faults) + doubtful), rule.loss_cap)
    if tally.blind and rule.loss and rule.loss_cap is not None:
        most_loss = rule.loss_cap
    if most_loss > loss:
        draft.withhold(most_loss - loss, "可能还有扣分", tally.doubts)
    draft.endless = tally.blind and bool(rule.loss) and rule.loss_cap is None
    _close(draft, tally, f"{sure} 件符合，{len(tally.faults)} 件不符合")


def tiers(rule: Tiers, tally: Tally, draft: Draft) -> None:
    """A share of the points by the number of good ones, or of faults."""
    certain = tally.good if rule.of == "good" else len(tally.faults)
    most = None if tally.blind else certain + len(tally.doubts)
    reached = {_share(rule, certain)}
    reached |= {
        tier.share
        for tier in rule.tiers
        if tier.at_least > certain and (most is None or tier.at_least <= most)
    }
    _shares(
        draft, min(reached), max(reached), tally, f"{'符合' if rule.of == 'good' else '发现'} {certain} 处"
    )


def reach(rule: Reach, tally: Tally, draft: Draft) -> None:
    """All the points once there are enough good ones."""
    sure = tally.good >= rule.at_least
    possible = tally.blind or tally.good + len(tally.doubts) >= rule.at_least
    low, high = (_WHOLE if sure else _ZERO), (_WHOLE if possible or sure else _ZERO)
    _shares(draft, low, high, tally, f"要求至少 {rule.at_least} 处，符合 {tally.good} 处")


def ratio(rule: Ratio, tally: Tally, draft: Draft) -> None:
    """The share of good ones among all that were judged."""
    bad, doubtful = len(tally.faults), len(tally.doubts)
    judged = tally.good + bad + doubtful
    if tally.blind or not judged:
        _shares(draft, _ZERO, _WHOLE, Tally(blind=True), "比例未能判定")
        return
    low, high = _WHOLE * tally.good / judged, _WHOLE * (tally.good + doubtful) / judged
    low, high = (share if share >= rule.from_percent else _ZERO for share in (low, high))
    told = f"共 {judged} 处，符合 {tally.good} 处"
    if rule.from_percent:
        told += f"，低于 {plain(rule.from_percent)}% 不得分"
    _shares(draft, low, high, tally, told)


def parts(rule: Parts, tally: Tally, draft: Draft) -> None:
    """Each named part has its percent; a fault of that class loses it, one of no named class loses all."""
    named = set(rule.shares)
    kinds = {finding.kind for finding in tally.faults}
    strange = tuple(finding for finding in tally.faults if finding.kind not in named)
    lost = named if strange else kinds & named
    for kind in (kind for kind in rule.shares if kind in lost):
        mine = tuple(finding for finding in tally.faults if finding.kind == kind) or strange
        why = "缺一部分" if kind in kinds else "有不属于所列各部分的问题"
        draft.charge(draft.full * rule.shares[kind] / _WHOLE, f"{why}，占 {plain(rule.shares[kind])}%", mine)
    doubtful = {finding.kind for finding in tally.doubts}
    open_ = named if tally.blind or not doubtful <= named else doubtful
    waiting = sum((rule.shares[kind] for kind in open_ - lost), _ZERO)
    if waiting:
        draft.withhold(draft.full * waiting / _WHOLE, f"占 {plain(waiting)}% 的部分待定", tally.doubts)
    _close(draft, tally, f"{len(rule.shares)} 部分中缺 {len(lost)} 部分")


def _shares(draft: Draft, low: Decimal, high: Decimal, tally: Tally, told: str) -> None:
    top, bottom = draft.full * high / _WHOLE, draft.full * low / _WHOLE
    if top < draft.full:
        draft.move(top, top, "fault", f"{told}，得 {plain(high)}%", tally.faults)
    if bottom < top:
        draft.move(bottom, top, "open", f"{told}，其余待定", tally.doubts)
    _close(draft, tally, told)


def _close(draft: Draft, tally: Tally, told: str) -> None:
    if draft.pending or draft.endless:
        draft.way = "review" if tally.doubts and not tally.blind else "unknown"
    waits = f"，{plain(draft.pending)} 分待定" if draft.pending else ""
    draft.explanation = f"{told}；得 {plain(draft.low)} 分{waits}。"


def _share(rule: Tiers, number: int) -> Decimal:
    share = _ZERO if rule.of == "good" else _WHOLE
    for tier in rule.tiers:
        if number >= tier.at_least:
            share = tier.share
    return share


def _capped(points: Decimal, cap: Decimal | None) -> Decimal:
    return points if cap is None else min(points, cap)


def _up_to(cap: Decimal | None) -> str:
    return "" if cap is None else f"，最多 {plain(cap)} 分"
