"""Names in a pack that must exist: items, types of units; and chains that must not close."""

from collections.abc import Iterator, Mapping

from xunjian.html.text import normalise
from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.rule import Rank
from xunjian.packs.schema import Pack
from xunjian.yaml_document import Path


def duplicate_ids(pack: Pack) -> Iterator[tuple[Place, Place]]:
    """Items whose id an earlier one has, or one that looks the same: both."""
    seen: dict[str, Place] = {}
    for place in places(pack):
        look = normalise(place.item.id)
        if look in seen:
            yield place, seen[look]
        seen.setdefault(look, place)


def reference_flaws(pack: Pack) -> Iterator[Flaw]:
    """Names that nothing answers to."""
    yield from _pack_types(pack)
    by_id = {place.item.id: place for place in places(pack)}
    for place in by_id.values():
        yield from _item_types(pack, place)
        yield from _items(place, by_id)
    yield from _circles(by_id)


def _pack_types(pack: Pack) -> Iterator[Flaw]:
    known = set(pack.unit_types)
    if len(known) < len(pack.unit_types):
        yield Flaw(("unit_types",), "unit_types 有重复。", "每种单位类型只写一次。")
    bands = [
        (("outcome", "bands", at, "unit_types"), list(band.unit_types))
        for at, band in enumerate(pack.outcome.bands)
    ]
    named: list[tuple[Path, list[str]]] = [(("graded_only",), list(pack.graded_only)), *bands]
    for path, value in (
        (("total",), pack.total),
        (("outcome", "pass_at"), pack.outcome.pass_at),
        *((("outcome", "bands", at, "quota"), band.quota) for at, band in enumerate(pack.outcome.bands)),
    ):
        if isinstance(value, dict):
            named.append((path, list(value)))
    for path, types in named:
        for kind in types:
            if kind not in known:
                at = path if path[-1] in ("graded_only", "unit_types") else (*path, kind)
                yield Flaw(at, f"单位类型“{kind}”不在本指标体系内。", f"可写：{'、'.join(pack.unit_types)}。")
    if isinstance(pack.total, dict):
        missing = [
            kind for kind in pack.unit_types if kind not in pack.total and kind not in pack.graded_only
        ]
        if missing:
            yield Flaw(
                ("total",),
                f"total 没有写“{missing[0]}”的总分。",
                "每种单位类型写一个；只评等次的写进 graded_only。",
            )


def _item_types(pack: Pack, place: Place) -> Iterator[Flaw]:
    item = place.item
    for kind in item.unit_types:
        if kind not in pack.unit_types:
            yield place.flaw(
                f"写的单位类型“{kind}”不在本指标体系内。",
                f"可写：{'、'.join(pack.unit_types)}。",
                at=("unit_types",),
            )
    for above in place.above:
        outside = [kind for kind in item.unit_types if not above.applies_to(kind)]
        if outside:
            yield place.flaw(
                f"适用于“{outside[0]}”，上级“{above.id}”却不适用。",
                f"上级只适用于：{'、'.join(above.unit_types)}。",
                at=("unit_types",),
            )


def _items(place: Place, by_id: Mapping[str, Place]) -> Iterator[Flaw]:
    item = place.item
    for other in item.zero_if:
        if other == item.id:
            yield place.flaw("的 zero_if 写了它自己。", "写另一项的编号。", at=("zero_if",))
        elif other not in by_id:
            yield place.flaw(f"的 zero_if 写了“{other}”，没有这一项。", "写本文件里的编号。", at=("zero_if",))
        elif by_id[other].item.children:
            yield place.flaw(f"的 zero_if 写了“{other}”，它有下级。", "写具体的指标。", at=("zero_if",))
    if isinstance(item.rule, Rank) and item.rule.by is not None:
        if item.rule.by not in by_id:
            yield place.flaw(
                f"按“{item.rule.by}”排名，没有这一项。",
                "写本文件里的编号；按总分排名的不写 by。",
                at=("rule", "by"),
            )
        elif item.rule.by == item.id or item.rule.by in {above.id for above in place.above}:
            yield place.flaw(
                f"按“{item.rule.by}”排名，那里面就有它自己。", "写另一项的编号。", at=("rule", "by")
            )


def _circles(by_id: Mapping[str, Place]) -> Iterator[Flaw]:
    """Items that zero each other."""
    told: set[str] = set()
    for start, place in by_id.items():
        stack = [(start, other) for other in place.item.zero_if]
        way: dict[str, str] = {}
        while stack:
            before, at = stack.pop()
            if at in way or at not in by_id:
                continue
            way[at] = before
            if at == start:
                break
            stack.extend((at, other) for other in by_id[at].item.zero_if)
        if start in way and start not in place.item.zero_if and start not in told:
            circle = [start]
            while (before := way[circle[-1]]) != start:
                circle.append(before)
            told.update(circle)
            names = " → ".join([start, *reversed(circle)])
            yield place.flaw(f"的 zero_if 绕成了圈：{names}。", "断开其中一处。", at=("zero_if",))
