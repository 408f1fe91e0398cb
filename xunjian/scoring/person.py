"""What a person decides: points given within limits, or that an item does not apply (Q2, Q20)."""

from decimal import Decimal

from xunjian.model.assessment import Assessment
from xunjian.packs.item import Item
from xunjian.packs.rule import Balance, Deduct, Given, Rank
from xunjian.scoring.deduct import limit_of
from xunjian.scoring.draft import Draft
from xunjian.scoring.rounding import plain

_ZERO = Decimal(0)


def limits_of(item: Item) -> tuple[Decimal | None, Decimal]:
    """Lowest and highest points of an item, whatever is found; the lowest is None where there is no limit."""
    rule, full = item.judged_by, item.points or _ZERO
    if isinstance(rule, Given):
        return rule.least, full if rule.most is None else rule.most
    if isinstance(rule, Deduct):
        limit = limit_of(rule, full)
        return None if limit is None else full - limit, full
    if isinstance(rule, Balance):
        most = full if rule.gain_cap is None else rule.gain_cap
        return None if rule.loss_cap is None and rule.loss else -(rule.loss_cap or _ZERO), most
    if isinstance(rule, Rank):
        return _ZERO, max(place.points for place in rule.places)
    return _ZERO, full


def wait(item: Item, draft: Draft, found: str = "") -> None:
    """Keep the whole item open. It may also turn out not to apply: then it counts zero."""
    least, most = limits_of(item)
    ask = item.confirm or (item.manual.ask if item.manual else "")
    material = item.manual is not None and item.manual.evidence
    draft.way = "rank" if item.ranked else "review" if item.confirm else "material" if material else "person"
    # At least the full mark: where it turns out not to apply, others may take its points over.
    draft.move(min(least or _ZERO, _ZERO), max(most, draft.full), "open", f"待定：{_waits(item, ask, found)}")
    draft.endless = least is None
    if item.ranked:
        draft.explanation = f"按名次给分，同组单位都评完后才能确定（{plain(draft.pending)} 分待定）"
        return
    more = f"{found}；" if found else ""
    draft.explanation = f"待人工确认：{more}{ask}（{plain(draft.pending)} 分待定）"
    if draft.endless:
        draft.explanation += "；扣分没有下限"


def give(item: Item, draft: Draft, word: Assessment, least: Decimal | None, most: Decimal) -> str:
    """Count what a person gave, kept within limits. Returns a warning where it lay outside them."""
    assert word.points is not None
    points = min(word.points, most)
    points = points if least is None else max(points, least)
    told = f"人工评分 {plain(points)} 分{who_said(word)}" + (f"：{word.note}" if word.note else "")
    draft.endless, draft.way = False, None
    draft.move(points, points, "given", told)
    draft.explanation = told.rstrip("。") + "。"
    if points == word.points:
        return ""
    limits = f"不高于 {plain(most)} 分" + ("" if least is None else f"、不低于 {plain(least)} 分")
    return f"“{item.title}”的人工评分 {plain(word.points)} 分超出范围（{limits}），按 {plain(points)} 分计。"


def who_said(word: Assessment) -> str:
    """Person and day in brackets; empty where neither is known."""
    who = "，".join(filter(None, (word.person, word.day.isoformat() if word.day else "")))
    return f"（{who}）" if who else ""


def _waits(item: Item, ask: str, found: str) -> str:
    return "同组单位的名次" if item.ranked else "；".join(filter(None, (found, ask)))
