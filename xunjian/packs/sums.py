"""Points against what the document prints, for each type of unit; weights of the top groups."""

from collections.abc import Iterator
from decimal import Decimal

from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.schema import Pack
from xunjian.packs.totals import full_points, owes, points_of
from xunjian.packs.words import plain

_HINT = "改正分值；原文如此的，在 sum_exception 写明理由。"


def sum_flaws(pack: Pack) -> Iterator[Flaw]:
    """Sums that differ from what is printed: groups first, then the whole."""
    for place in places(pack):
        if place.item.children and place.item.points is not None:
            yield from _group(pack, place, place.item.points)
    if not any(item.weight for item in pack.items):
        yield from _total(pack)


def weight_flaws(pack: Pack) -> Iterator[Flaw]:
    """Weights on some top groups and not on others, or not 100 together (Q12)."""
    top = [place for place in places(pack) if not place.above and place.role == "score"]
    weighted = [place for place in top if place.item.weight is not None]
    if not weighted:
        return
    for place in top:
        if place.item.weight is None:
            yield place.flaw("没有写 weight，别的组写了。", "最外一层计分的组要么都写 weight，要么都不写。")
    for kind in pack.unit_types:
        weights = [place.item.weight or 0 for place in weighted if owes(place.item, kind)]
        if weights and sum(weights) != 100:
            yield weighted[0].flaw(
                f"等各组的 weight 合计 {sum(weights)}{_for(pack, kind)}。", "合计应为 100。", at=("weight",)
            )
            return
    for kind, printed in _printed(pack):
        if printed != (pack.full or Decimal(100)):
            full = f"{plain(pack.full or 100)} 分{_for(pack, kind)}"
            message = f"total 写 {plain(printed)} 分，按 weight 折算的满分是 {full}。"
            yield Flaw(("total",), message, "改 total，或在 full 写明满分。")
            return


def _group(pack: Pack, place: Place, printed: Decimal) -> Iterator[Flaw]:
    for kind in _counted(pack):
        if not owes(place.item, kind) or not all(above.applies_to(kind) for above in place.above):
            continue
        total = full_points(place.item, kind, place.role, place.role)
        if total != printed:
            yield place.flaw(
                f"写 {plain(printed)} 分，下级合计 {plain(total)} 分{_for(pack, kind)}。",
                _HINT
                if place.item.combine == "sum"
                else "combine 不是 sum 时，组的分值是其中算数的几项之和。",
                at=("points",),
            )
            return


def _total(pack: Pack) -> Iterator[Flaw]:
    for kind, printed in _printed(pack):
        total = points_of(pack.items, kind)
        if total != printed:
            path = ("total", kind) if isinstance(pack.total, dict) else ("total",)
            yield Flaw(
                path, f"total 写 {plain(printed)} 分，各项合计 {plain(total)} 分{_for(pack, kind)}。", _HINT
            )


def _printed(pack: Pack) -> Iterator[tuple[str, Decimal]]:
    if pack.total is None:
        return
    for kind in _counted(pack):
        printed = pack.total.get(kind) if isinstance(pack.total, dict) else pack.total
        if printed is not None:
            yield kind, printed


def _counted(pack: Pack) -> Iterator[str]:
    return (kind for kind in pack.unit_types if kind not in pack.graded_only)


def _for(pack: Pack, kind: str) -> str:
    """Which type of unit a sum is for, where the items differ by it."""
    return f"（{kind}）" if any(place.item.unit_types for place in places(pack)) else ""
