"""What is allowed in a pack and still worth a look before it is used."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from xunjian.model.unit import UNIT_TYPE_NAMES
from xunjian.packs.classes import unpriced
from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.part import Confidence
from xunjian.packs.resolve import resolve, unconfirmed
from xunjian.packs.rule import Deduct
from xunjian.packs.schema import Pack
from xunjian.packs.sums import sum_flaws
from xunjian.packs.totals import owes, points_of
from xunjian.packs.words import CONFIDENCE_WORDS, plain
from xunjian.plugin import Check

_SHOWN = 8


def warnings_of(pack: Pack, checks: Mapping[str, Check]) -> Iterator[Flaw]:
    """Warnings about a pack as written, faults aside."""
    yield from _sums(pack)
    yield from _bonus(pack)
    yield from _reach(pack, checks)
    yield from unpriced(pack, checks)
    yield from _twice(pack)
    yield from _sources(pack)


def _sums(pack: Pack) -> Iterator[Flaw]:
    if pack.sum_exception and not any(sum_flaws(pack)):
        yield Flaw(("sum_exception",), "各项分值加得拢，不需要 sum_exception。", "删去，以免掩盖以后的错误。")
    if pack.total is None:
        yield Flaw(("items",), "没有写 total，各项合计没有与原文的总分核对。")


def _bonus(pack: Pack) -> Iterator[Flaw]:
    bonus = max(points_of(pack.items, kind, "bonus") for kind in pack.unit_types)
    given = pack.bonus.model_fields_set
    if given and not any(place.role == "bonus" for place in places(pack)):
        yield Flaw(("bonus",), "写了加分规则，却没有加分的指标。", "给加分的组写 role: bonus。")
    elif pack.bonus.cap is not None and bonus < pack.bonus.cap:
        yield Flaw(
            ("bonus", "cap"), f"加分最多 {plain(pack.bonus.cap)} 分，各加分项合计只有 {plain(bonus)} 分。"
        )


def _reach(pack: Pack, checks: Mapping[str, Check]) -> Iterator[Flaw]:
    for kind in pack.unit_types:
        if not any(owes(item, kind) for item in pack.items):
            yield Flaw(("unit_types",), f"没有一项指标适用于“{kind}”。")
        if kind not in UNIT_TYPE_NAMES:
            near = [
                known for known, name in UNIT_TYPE_NAMES.items() if kind in name or known.startswith(kind)
            ]
            hint = f"是否要写“{near[0]}”？" if near else "自定的类型，登记单位时要写同样的名称。"
            yield Flaw(("unit_types",), f"单位类型“{kind}”不是通用的类型。{hint}")
    labels = Counter(place.item.charge_once for place in places(pack) if place.item.charge_once)
    for place in places(pack):
        item = place.item
        if item.charge_once and labels[item.charge_once] == 1:
            yield place.flaw(
                f"的 charge_once“{item.charge_once}”只有这一项用，不起作用。", at=("charge_once",)
            )
        owed = checks[item.check].unit_types if item.check else None
        never = [kind for kind in item.unit_types if owed is not None and kind not in owed]
        if never:
            yield place.flaw(f"适用于“{never[0]}”，而检查“{item.check}”对它总是不适用。", at=("unit_types",))


def _twice(pack: Pack) -> Iterator[Flaw]:
    """Items that would charge the same fault each for itself (Q34)."""
    seen: list[Place] = []
    for place in places(pack):
        item = place.item
        alternative = any(above.combine != "sum" for above in place.above)
        if not item.check or item.confirm or alternative or not isinstance(item.rule, Deduct):
            continue
        for first in seen:
            other = first.item
            both = [kind for kind in pack.unit_types if _owed(first, kind) and _owed(place, kind)]
            once = item.charge_once is not None and item.charge_once == other.charge_once
            if (other.check, other.params) == (item.check, item.params) and both and not once:
                yield place.flaw(
                    f"与“{other.id}”用同一检查、同样的参数，同一处问题会扣两次。",
                    "不该重复的，两项写同一个 charge_once。",
                    at=("check",),
                )
                break
        seen.append(place)


def _owed(place: Place, kind: str) -> bool:
    return place.item.applies_to(kind) and all(above.applies_to(kind) for above in place.above)


def _sources(pack: Pack) -> Iterator[Flaw]:
    """Leaves without a clause, and values that nobody compared with the document as issued."""
    resolved = resolve(pack)
    bare = [leaf.id for leaf in resolved.leaves() if leaf.cite is None or not leaf.cite.clause]
    if bare:
        yield Flaw(("items",), f"{len(bare)} 项没有写出处 cite.clause：{_listed(bare)}。")
    nobody = [leaf.id for leaf in resolved.leaves() if not leaf.responsible]
    if nobody:
        yield Flaw(("items",), f"{len(nobody)} 项没有写责任部门 responsible：{_listed(nobody)}。")
    unsure: defaultdict[Confidence, list[str]] = defaultdict(list)
    for each in unconfirmed(resolved):
        unsure[each.wording if each.wording != "official" else each.value].append(each.item_id)
    for confidence, ids in unsure.items():
        yield Flaw(
            ("source",),
            f"{len(ids)} 项的规则或分值{CONFIDENCE_WORDS[confidence]}（{confidence}）：{_listed(ids)}。",
        )


def _listed(ids: list[str]) -> str:
    return "、".join(ids[:_SHOWN]) + (" 等" if len(ids) > _SHOWN else "")
