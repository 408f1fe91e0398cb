"""What a pack says, in Chinese sentences: numbers, rules, ways of assessment."""

from collections.abc import Mapping
from decimal import Decimal

from xunjian.model.finding import PAGE_CLASSES
from xunjian.packs.item import Combine, Item, NotApplicable, Role
from xunjian.packs.part import Confidence
from xunjian.packs.rule import (
    AllOrNothing,
    Balance,
    Deduct,
    Given,
    Parts,
    Rank,
    Ratio,
    Reach,
    Rule,
    Tiers,
    Veto,
)
from xunjian.plugin import Check

CONFIDENCE_WORDS: dict[Confidence, str] = {
    "official": "已与原件核对",
    "copied": "据转载",
    "inferred": "推断",
    "memory": "凭记忆，未核对",
    "own": "自拟",
}
ROLE_WORDS: dict[Role, str] = {"score": "计分", "veto": "单项否决", "bonus": "加分"}
COMBINE_WORDS: dict[Combine, str] = {"sum": "各项相加", "best": "取最好的", "worst": "取最差的"}
NOT_APPLICABLE_WORDS: dict[NotApplicable, str] = {
    "drop": "不计，满分相应减少",
    "full": "按满分计",
    "scale": "本组其余各项按比例放大到组的分值",
    "even": "平均分给本组其余各项",
    "pro_rata": "按分值比例分给本组其余各项",
}


def plain(number: Decimal | int) -> str:
    """A number as people write it: no trailing zeros."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rule_words(item: Item, checks: Mapping[str, Check] | None = None) -> str:
    """How points of a leaf come about. `checks`: they know what their classes of fault are called."""
    check = (checks or {}).get(item.check or "")
    names = PAGE_CLASSES if check is None else check.classes
    excused = "、".join(names.get(kind, kind) for kind in item.excused)
    return _words(item.judged_by, item, names) + (f"；“{excused}”的不算" if excused else "")


def veto_words(rule: Veto) -> str:
    """What it does to the whole."""
    return f"不得评为{'、'.join(rule.bars)}" if rule.bars else "否决"


def _words(rule: Rule, item: Item, names: Mapping[str, str]) -> str:
    match rule:
        case AllOrNothing():
            return "有一处确认的问题即不得分"
        case Deduct():
            return _deduct(rule, names)
        case Balance():
            gain = f"每件加 {plain(rule.gain)} 分" + _most(rule.gain_cap) if rule.gain else ""
            loss = f"每件扣 {plain(rule.loss)} 分" + _most(rule.loss_cap) if rule.loss else ""
            return "，".join(filter(None, (gain, loss)))
        case Tiers():
            what = "符合的" if rule.of == "good" else "问题"
            return "；".join(f"{what}达到 {tier.at_least} 个得 {plain(tier.share)}%" for tier in rule.tiers)
        case Reach():
            return f"符合的达到 {rule.at_least} 个得满分"
        case Ratio():
            low = f"，低于 {plain(rule.from_percent)}% 不得分" if rule.from_percent else ""
            return f"按符合的比例得分{low}"
        case Parts():
            return "；".join(
                f"{names.get(name, name)}占 {plain(share)}%" for name, share in rule.shares.items()
            )
        case Veto():
            warn = f"，{rule.warn_at} 处起预警" if rule.warn_at else ""
            if rule.warn_if:
                warn += (
                    "，参数为 " + "、".join(f"{key} {each}" for key, each in rule.warn_if.items()) + " 时预警"
                )
            return f"达到 {rule.at_least} 处即{veto_words(rule)}{warn}"
        case Rank():
            by = f"按“{rule.by}”排名" if rule.by else "按总分排名"
            return by + "：" + "，".join(f"前 {each.to} 名 {plain(each.points)} 分" for each in rule.places)
        case Given():
            most = plain((item.points if rule.most is None else rule.most) or 0)
            if rule.least is None:
                return f"由人给分，最高 {most} 分，没有下限"
            return f"由人给分，{plain(rule.least)} 至 {most} 分"


def _deduct(rule: Deduct, names: Mapping[str, str]) -> str:
    names = {**names, "other": "其他"}
    if isinstance(rule.each, dict):
        price = "每处扣分：" + "，".join(
            f"{names.get(kind, kind)} {plain(each)} 分" for kind, each in rule.each.items()
        )
    else:
        price = f"每处扣 {plain(rule.each)} 分"
    zeroing = "”“".join(names.get(kind, kind) for kind in rule.zero_on)
    zero = f"；有“{zeroing}”即不得分" if zeroing else ""
    if rule.floor:
        return price + (_most(rule.cap) or "，扣完为止") + zero
    return price + (f"，可以扣成负分{_most(rule.cap)}" if rule.cap is not None else "，不设下限") + zero


def _most(cap: Decimal | None) -> str:
    return f"，最多 {plain(cap)} 分" if cap is not None else ""
