"""What one item says must fit together: its way, its rule, its points, its place in the tree."""

from collections.abc import Iterator

from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.rule import (
    Balance,
    Deduct,
    Given,
    Parts,
    Rank,
    Ratio,
    Reach,
    Tiers,
    Veto,
)
from xunjian.packs.schema import Pack
from xunjian.packs.words import ROLE_WORDS, plain


def item_flaws(pack: Pack) -> Iterator[Flaw]:
    """Faults within single items, in order of the document."""
    for place in places(pack):
        yield from _tree(pack, place)
        yield from _group(place) if place.item.children else _leaf(place)


def _tree(pack: Pack, place: Place) -> Iterator[Flaw]:
    item = place.item
    if not item.id.isprintable():
        yield place.flaw("的编号里有看不见的字符。", "删去重写一遍，只用看得见的字。")
    if pack.levels and len(place.above) >= len(pack.levels):
        yield place.flaw(
            f"在第 {len(place.above) + 1} 级，levels 只写了 {len(pack.levels)} 级。",
            "在 levels 补上这一级的名称，或把它移到上一级。",
        )
    above = next((each.role for each in reversed(place.above) if each.role), None)
    if item.role and above and above != "score" and item.role != above:
        yield place.flaw(
            f"的 role 是{ROLE_WORDS[item.role]}，上级是{ROLE_WORDS[above]}。",
            "放到别的组里，或去掉 role。",
            at=("role",),
        )
    if item.weight is not None and (place.above or place.role != "score"):
        yield place.flaw(
            "不能写 weight。", "weight 只写在最外一层计分的组上；组内用 points。", at=("weight",)
        )


def _group(place: Place) -> Iterator[Flaw]:
    item = place.item
    for key in ("rule", "confirm", "charge_once", "excused"):
        if getattr(item, key):
            yield place.flaw(f"有下级，不能写 {key}。", f"把 {key} 写到各下级。", at=(key,))
    if item.zero_if:
        yield place.flaw("有下级，不能写 zero_if。", "把 zero_if 写到各下级。", at=("zero_if",))
    if item.choose is not None and item.combine != "best":
        yield place.flaw("写了 choose 而 combine 不是 best。", "加上 combine: best。", at=("choose",))
    if item.choose is not None and item.choose > len(item.children):
        yield place.flaw(
            f"的 choose 是 {item.choose}，只有 {len(item.children)} 个下级。",
            "choose 不能大于下级的个数。",
            at=("choose",),
        )
    if item.combine == "worst" and len({child.points for child in item.children}) > 1:
        yield place.flaw(
            "的 combine 是 worst，各下级的分值却不同。",
            "以最差一项计分时，各下级要写同样的分值。",
            at=("combine",),
        )


def _leaf(place: Place) -> Iterator[Flaw]:
    item, rule = place.item, place.item.judged_by
    for key in ("choose", "not_applicable"):
        if getattr(item, key) is not None:
            yield place.flaw(f"没有下级，不能写 {key}。", f"{key} 写在有 children 的项上。", at=(key,))
    if item.combine != "sum":
        yield place.flaw("没有下级，不能写 combine。", "combine 写在有 children 的项上。", at=("combine",))
    if item.excused and not item.check:
        yield place.flaw("没有 check，不能写 excused。", "由人判定的，写在 ask 里。", at=("excused",))
    if item.confirm is not None and not item.check:
        yield place.flaw(
            "没有 check，不能写 confirm。", "人工项的问题写在 manual 的 ask 里。", at=("confirm",)
        )
    if item.confirm is not None and not item.confirm.strip():
        yield place.flaw("的 confirm 是空的。", "写明要人核对什么。", at=("confirm",))
    if item.manual is not None and not item.manual.ask.strip():
        yield place.flaw("的 ask 是空的。", "写明要人回答什么。", at=("manual", "ask"))
    if item.charge_once is not None and not isinstance(rule, Deduct):
        yield place.flaw(
            "写了 charge_once，规则却不是 deduct。", "只有逐处扣分的项能避免重复扣分。", at=("charge_once",)
        )
    if place.role == "veto" and not isinstance(rule, Veto):
        yield place.flaw(
            "是单项否决，规则却不是 veto。", "写 rule: {kind: veto}；不否决的去掉 role: veto。", at=("rule",)
        )
    yield from _way(place)
    yield from _points(place)


def _way(place: Place) -> Iterator[Flaw]:
    item, rule = place.item, place.item.judged_by
    if isinstance(rule, Given) and item.check and not item.confirm:
        yield place.flaw(
            "由程序检查，不能用 given。", "加 confirm 由人给分，或改用 deduct、tiers 等规则。", at=("rule",)
        )
    if isinstance(rule, Rank) and item.check:
        yield place.flaw(
            "按名次给分，不能写 check。", "名次由同组单位比较得出；被比较的项写在 rule 的 by。", at=("check",)
        )
    if isinstance(rule, Ratio) and item.manual:
        yield place.flaw("由人给分，不能用 ratio。", "改用 {kind: given}。", at=("rule",))


def _points(place: Place) -> Iterator[Flaw]:
    item, rule = place.item, place.item.judged_by
    full = item.points or 0
    if isinstance(rule, Veto) and item.points:
        yield place.flaw("是单项否决，不占分值。", "去掉 points。", at=("points",))
    if isinstance(rule, Veto) and rule.warn_if and not item.check:
        yield place.flaw("没有 check，不能写 warn_if。", "人工项的预警由人掌握。", at=("rule", "warn_if"))
    if isinstance(rule, Veto) and item.role in ("score", "bonus"):
        yield place.flaw("的规则是 veto，role 却不是 veto。", "去掉 role，或改规则。", at=("role",))
    if isinstance(rule, Deduct):
        named = {*rule.zero_on, *(rule.each if isinstance(rule.each, dict) else ())}
        for kind in item.excused:
            if kind in named:
                message = f"给类别“{kind}”定了扣分，又写它不算问题。"
                yield place.flaw(message, "在 excused 或 rule 里删去一个。", at=("excused",))
        prices = rule.each.values() if isinstance(rule.each, dict) else (rule.each,)
        if not any(prices) and not rule.zero_on:
            yield place.flaw("每处扣 0 分。", "在 each 写明扣多少分。", at=("rule", "each"))
        if rule.floor and rule.cap is not None and rule.cap > full:
            yield place.flaw(
                f"最多扣 {plain(rule.cap)} 分，分值只有 {plain(full)} 分。",
                "减小 cap；可以扣成负分的写 floor: false。",
                at=("rule", "cap"),
            )
    if isinstance(rule, Given):
        most = full if rule.most is None else rule.most
        if rule.least is not None and rule.least > most:
            yield place.flaw(
                f"最低 {plain(rule.least)} 分，最高 {plain(most)} 分。",
                "least 不能大于 most（不写 most 就是分值）。",
                at=("rule", "least"),
            )
    if isinstance(rule, Tiers):
        shares = [tier.share for tier in rule.tiers]
        if shares != sorted(shares, reverse=rule.of == "faults"):
            yield place.flaw(
                "的各档比例次序不对。",
                "of: good 时个数越多比例越高，of: faults 时越低。",
                at=("rule", "tiers"),
            )
    if isinstance(rule, Rank):
        points = [each.points for each in rule.places]
        if points != sorted(points, reverse=True):
            yield place.flaw("名次靠后的分反而高。", "places 的 points 要越来越小。", at=("rule", "places"))
        if item.points is not None and points[0] > item.points:
            yield place.flaw(
                f"第一名得 {plain(points[0])} 分，分值只有 {plain(full)} 分。",
                "改正其中一个。",
                at=("rule", "places"),
            )
    if isinstance(rule, (Deduct, Tiers, Reach, Ratio, Parts)) and not full:
        yield place.flaw(
            "的分值是 0，规则无从计算。", "写明 points；加减分用 balance 或 given。", at=("points",)
        )
    if isinstance(rule, Balance) and not rule.gain and not rule.loss:
        yield place.flaw("既不加分也不扣分。", "写明 gain 或 loss。", at=("rule",))
