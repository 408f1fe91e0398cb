"""Limits of the whole: pass mark, grades, bonus, periods must be within what can be reached."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.outcome import Band
from xunjian.packs.rule import Veto
from xunjian.packs.schema import Pack
from xunjian.packs.totals import points_of
from xunjian.packs.words import plain


def limit_flaws(pack: Pack) -> Iterator[Flaw]:
    """Limits that contradict each other or can never be reached."""
    if pack.until and pack.effective and pack.until < pack.effective:
        yield Flaw(("until",), "until 早于 effective。", "改正其中一个日期。")
    most = _most(pack)
    yield from _outcome(pack, most)
    yield from _bands(pack)
    yield from _periods(pack)
    gate = pack.bonus.above if pack.bonus.above is not None else pack.bonus.at_least
    key = "above" if pack.bonus.above is not None else "at_least"
    if gate is not None and (gate > most or (key == "above" and gate == most)):
        yield Flaw(
            ("bonus", key), f"加分的门槛 {plain(gate)} 分达不到，满分是 {plain(most)} 分。", "改正门槛。"
        )
    if pack.graded_only and not pack.outcome.bands:
        yield Flaw(
            ("graded_only",),
            "graded_only 的单位只评等次，outcome 却没有 bands。",
            "在 outcome.bands 写明等次。",
        )
    for place in places(pack):
        yield from _barred(place, [band.name for band in pack.outcome.bands])


def _barred(place: Place, known: Sequence[str]) -> Iterator[Flaw]:
    """Grades that an item keeps a unit from must be there."""
    rule = place.item.rule
    for at, name in enumerate(rule.bars if isinstance(rule, Veto) else ()):
        if name not in known:
            hint = f"可写：{'、'.join(known)}。" if known else "在 outcome.bands 写明等次。"
            yield place.flaw(f"的 bars 写了“{name}”，没有这个等次。", hint, at=("rule", "bars", at))


def _most(pack: Pack) -> Decimal:
    """Full mark without bonus, the highest of all types of unit."""
    if pack.full is not None:
        return pack.full
    if any(item.weight is not None for item in pack.items):
        return Decimal(100)
    return max(points_of(pack.items, kind) for kind in pack.unit_types)


def _outcome(pack: Pack, most: Decimal) -> Iterator[Flaw]:
    outcome = pack.outcome
    limits = outcome.pass_at if isinstance(outcome.pass_at, dict) else {"": outcome.pass_at}
    for kind, limit in limits.items():
        if limit is not None and limit > most:
            path = ("outcome", "pass_at", kind) if kind else ("outcome", "pass_at")
            yield Flaw(path, f"合格线 {plain(limit)} 分高于满分 {plain(most)} 分。", "改正合格线。")
    vetoes = any(place.role == "veto" for place in places(pack))
    if outcome.vetoed_score is not None and not vetoes:
        yield Flaw(
            ("outcome", "vetoed_score"),
            "写了 vetoed_score，却没有单项否决的指标。",
            "去掉它，或补上 rule: {kind: veto} 的项。",
        )


def _bands(pack: Pack) -> Iterator[Flaw]:
    """Each type of unit goes through the grades that are meant for it."""
    told: set[Flaw] = set()
    for kind in pack.unit_types:
        own = [(at, band) for at, band in enumerate(pack.outcome.bands) if band.meant_for(kind)]
        for flaw in _ladder(own):
            if flaw not in told:
                told.add(flaw)
                yield flaw


def _ladder(bands: Sequence[tuple[int, Band]]) -> Iterator[Flaw]:
    names: set[str] = set()
    lowest: Decimal | None = None
    for at, band in bands:
        path = ("outcome", "bands", at)
        if band.name in names:
            yield Flaw((*path, "name"), f"等次“{band.name}”写了两次。", "每类单位的每个等次只写一次。")
        names.add(band.name)
        limit = band.at if band.at is not None else band.above
        if limit is None and band.quota is None and at != bands[-1][0]:
            yield Flaw(
                (*path, "name"),
                f"等次“{band.name}”没有界限，后面的等次永远轮不到。",
                "写 at、above 或 quota；只有最后一等可以不写。",
            )
        if limit is not None and lowest is not None and limit >= lowest:
            yield Flaw(
                (*path, "at" if band.at is not None else "above"),
                f"等次“{band.name}”的界限 {plain(limit)} 不低于上一等的 {plain(lowest)}。",
                "bands 从最好的写起。",
            )
        lowest = limit if limit is not None else lowest


def _periods(pack: Pack) -> Iterator[Flaw]:
    names: set[str] = set()
    weights = sum(period.weight for period in pack.periods)
    if pack.periods and weights != 100:
        yield Flaw(("periods",), f"各时段的 weight 合计 {plain(weights)}。", "合计应为 100。")
    for at, period in enumerate(pack.periods):
        if period.name in names:
            yield Flaw(("periods", at, "name"), f"时段“{period.name}”写了两次。", "每个时段取不同的名称。")
        names.add(period.name)
        if period.until is not None:
            month, day = (int(part) for part in period.until.split("-"))
            try:
                date(2024, month, day)
            except ValueError:
                yield Flaw(("periods", at, "until"), f"没有“{period.until}”这一天。", "写月和日，如 09-30。")
