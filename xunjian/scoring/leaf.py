"""One leaf: what its check or a person says of it, as lines and a state."""

from dataclasses import dataclass
from decimal import Decimal

from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult, Status
from xunjian.model.score import IndicatorStatus
from xunjian.packs.item import Item
from xunjian.packs.rule import AllOrNothing, Balance, Deduct, Parts, Ratio, Reach, Tiers, Veto
from xunjian.scoring.counted import balance, parts, ratio, reach, tiers
from xunjian.scoring.deduct import deduct
from xunjian.scoring.draft import Draft
from xunjian.scoring.person import give, limits_of, wait
from xunjian.scoring.rounding import plain
from xunjian.scoring.tally import Tally
from xunjian.scoring.veto import VetoState, judge_veto

_ZERO = Decimal(0)


@dataclass(slots=True)
class Leaf:
    """`draft` holds its points; `faulty` says whether a fault is certain, None while that is open."""

    item: Item
    draft: Draft
    applies: bool = True
    faulty: bool | None = False
    status: IndicatorStatus = "pass"
    veto: VetoState = "clear"
    warning: str = ""
    avoidable: bool = False
    """Whether it is open and may yet turn out not to apply."""
    given: bool = False
    """Whether a person's points count."""

    @property
    def bars(self) -> tuple[str, ...]:
        """Grades that it keeps a unit from, where it does not decide the whole."""
        return self.item.rule.bars if isinstance(self.item.rule, Veto) else ()


def not_applicable(item: Item, reason: str) -> Leaf:
    leaf = Leaf(item, Draft(_ZERO), applies=False, status="not_applicable")
    leaf.draft.explanation = reason or "不适用，不计分。"
    return leaf


def waits_for_person(item: Item, result: CheckResult | None) -> bool:
    """Whether a person decides although the check finds that it does not apply: it looked at this site, and
    where its findings are only leads, so is that. What a type of unit never owes it has not looked at."""
    return item.confirm is not None and result is not None and bool(result.findings)


def score_leaf(
    item: Item,
    result: CheckResult | None,
    tally: Tally | None,
    word: Assessment | None = None,
    place: tuple[Decimal, Decimal] | None = None,
    early: CheckResult | None = None,
) -> Leaf:
    """`tally`: what is left of `result` to charge. `place`: points by rank, lowest and highest. `early`: of a
    veto, the check with the parameters that warn in time."""
    spared = result.reason if result is not None and result.status is Status.NOT_APPLICABLE else None
    if spared is not None and not waits_for_person(item, result):
        return not_applicable(item, spared)
    if item.role == "veto":
        return _veto(item, result, tally, word, early)
    leaf = Leaf(item, Draft(item.points or _ZERO))
    if place is not None and item.ranked:
        _by_place(leaf, place)
    elif tally is None or item.confirm is not None:
        return _by_person(leaf, tally, word, spared or "")
    else:
        _by_check(leaf, result, tally)
        proven = bool(tally.faults) or tally.proven or leaf.draft.low > 0 or leaf.draft.high < leaf.draft.full
        leaf.avoidable = tally.unseen or (bool(leaf.draft.pending) and not proven)
    if word is not None and word.settled:
        if leaf.draft.pending or leaf.draft.endless:
            return _settled(leaf, tally, word)
        leaf.warning = f"“{item.title}”已由程序判定，人工评分没有采用；结论有误的，请用 xunjian review 标记。"
    leaf.status = _status(leaf, tally)
    return leaf


def _veto(
    item: Item,
    result: CheckResult | None,
    tally: Tally | None,
    word: Assessment | None,
    early: CheckResult | None,
) -> Leaf:
    proven = tally is not None and tally.faults and item.confirm is None
    if word is not None and word.not_applicable_reason is not None and not proven:
        return not_applicable(item, f"不适用：{word.not_applicable_reason}")
    said = judge_veto(item, tally, result, word, early)
    leaf = Leaf(item, Draft(_ZERO), veto=said.state, warning=said.warning)
    leaf.draft.explanation = said.explanation
    leaf.faulty = {"fired": True, "open": None, "clear": False}[said.state]
    if said.state == "open":
        seen = tally is not None and item.confirm is None
        leaf.status = "unknown" if seen and tally is not None and not tally.doubts else "review"
        leaf.draft.way = "unknown" if leaf.status == "unknown" else "review" if item.check else "person"
    elif said.state == "fired":
        leaf.status = "fail"
    return leaf


def _by_check(leaf: Leaf, result: CheckResult | None, tally: Tally) -> None:
    rule, draft = leaf.item.judged_by, leaf.draft
    leaf.faulty = True if tally.faults or tally.proven else None if not tally.settled else False
    if tally.unseen:
        _unseen(leaf)
    elif isinstance(rule, Deduct):
        deduct(rule, tally, draft)
    elif isinstance(rule, Balance):
        balance(rule, tally, draft)
    elif isinstance(rule, Tiers):
        tiers(rule, tally, draft)
    elif isinstance(rule, Reach):
        reach(rule, tally, draft)
    elif isinstance(rule, Ratio):
        ratio(rule, tally, draft)
    elif isinstance(rule, Parts):
        parts(rule, tally, draft)
    else:
        assert isinstance(rule, AllOrNothing), rule
        _all_or_nothing(draft, tally)
    if tally.settled and not tally.faults and draft.low == draft.full == draft.high:
        draft.explanation = f"全部符合，得 {plain(draft.full)} 分。"
    elif tally.blind and not tally.faults and not tally.doubts and result is not None and result.reason:
        draft.explanation = f"{result.reason.rstrip('。')}。{plain(draft.pending)} 分待定。"


def _unseen(leaf: Leaf) -> None:
    """Nothing was seen: all is open, also whether the item applies; none of it counts yet."""
    least, most = limits_of(leaf.item)
    draft = leaf.draft
    draft.move(min(least or _ZERO, _ZERO), max(most, draft.full), "open", "未能判定")
    draft.endless, draft.way = least is None, "unknown"
    draft.explanation = f"未能判定，{plain(draft.pending)} 分待定。"


def _all_or_nothing(draft: Draft, tally: Tally) -> None:
    full = plain(draft.full)
    if tally.faults:
        draft.charge(draft.full, f"发现 {len(tally.faults)} 处不符合，分值全部扣除", tally.faults)
        draft.explanation = f"发现 {len(tally.faults)} 处不符合，按规则扣 {full} 分，得 0 分。"
    elif not tally.settled:
        why = f"{len(tally.doubts)} 处待人工确认" if tally.doubts else "未能判定"
        draft.withhold(draft.full, why, tally.doubts)
        draft.way = "review" if tally.doubts else "unknown"
        draft.explanation = f"{why}，{full} 分待定。"


def _by_place(leaf: Leaf, place: tuple[Decimal, Decimal]) -> None:
    low, high = place
    leaf.draft.move(low, high, "given" if low == high else "open", "按同组名次给分")
    leaf.draft.way = None if low == high else "rank"
    leaf.draft.explanation = f"按同组名次得 {plain(low)} 分" + (
        "。" if low == high else f"至 {plain(high)} 分，名次未定。"
    )


def _by_person(leaf: Leaf, tally: Tally | None, word: Assessment | None, spared: str = "") -> Leaf:
    """`spared`: why the check finds that the item does not apply."""
    if word is not None and word.not_applicable_reason is not None:
        return not_applicable(leaf.item, f"不适用：{word.not_applicable_reason}")
    if word is not None and word.points is not None:
        return _given(leaf, word, *limits_of(leaf.item))
    wait(leaf.item, leaf.draft, f"程序看来{spared.rstrip('。')}" if spared else _leads(tally))
    leaf.status, leaf.faulty, leaf.avoidable = "review", None, True
    return leaf


def _settled(leaf: Leaf, tally: Tally | None, word: Assessment) -> Leaf:
    """What a check left open, a person may decide: within what it proved, and not before it is known which
    faults other items charge."""
    draft = leaf.draft
    if tally is not None and tally.waits:
        leaf.warning = f"“{leaf.item.title}”要等前面的项定了哪些问题由它们扣分，人工评分现在还没有采用。"
    elif word.not_applicable_reason is not None:
        if leaf.avoidable:
            return not_applicable(leaf.item, f"不适用：{word.not_applicable_reason}")
        leaf.warning = f"“{leaf.item.title}”已有查实的内容，不能改为不适用。"
    elif word.points is not None:
        return _given(leaf, word, None if draft.endless else draft.low, draft.high)
    leaf.status = _status(leaf, tally)
    return leaf


def _given(leaf: Leaf, word: Assessment, least: Decimal | None, most: Decimal) -> Leaf:
    leaf.warning = give(leaf.item, leaf.draft, word, least, most)
    leaf.avoidable, leaf.given = False, True
    points, full = leaf.draft.low, leaf.draft.full
    leaf.faulty = bool(leaf.faulty) or points < full or points < 0
    leaf.status = "pass" if not leaf.faulty else "partial" if points > 0 else "fail"
    return leaf


def _leads(tally: Tally | None) -> str:
    if tally is None:
        return ""
    places = len(tally.faults) + len(tally.doubts)
    if places:
        return f"程序找到 {places} 处线索，供核对"
    return "程序没有找到问题，供核对" if tally.settled else "程序未能判定"


def _status(leaf: Leaf, tally: Tally | None) -> IndicatorStatus:
    draft = leaf.draft
    lost = draft.high < draft.full or draft.high < 0
    if lost or (tally is not None and tally.faults and not draft.full):
        return "partial" if draft.high > 0 else "fail"
    if draft.pending or draft.endless:
        return "unknown" if draft.way == "unknown" else "review"
    return "pass"
