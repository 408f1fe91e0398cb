"""Ranks finished audits of a group: rank points, scaling, periods and components, places, grades."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xunjian.app.rescoring import Scoring, prepare_scoring
from xunjian.errors import UsageError
from xunjian.model.audit import Audit
from xunjian.model.score import Score
from xunjian.packs.load import LoadedPack
from xunjian.packs.rule import Rank
from xunjian.packs.schema import Pack
from xunjian.packs.totals import points_of
from xunjian.scoring.group import (
    Contender,
    Ends,
    Place,
    grade_group,
    normalise,
    places,
    points_of_place,
    weigh,
)
from xunjian.scoring.outcome import eligible

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in its group."""

    unit_id: str
    name: str
    unit_type: str
    score: Ends
    """Final: rank points, scaling and weights included."""
    raw: Ends
    """Before scaling and weights."""
    place: Place
    grade: str | None
    out: bool | None
    """Vetoed or below the pass mark; None while that is open."""
    by_rank: Mapping[str, Ends] = field(default_factory=dict)
    """Points by place, by item id."""
    parts: Mapping[str, Ends | None] = field(default_factory=dict)
    """Scores of periods or components, by name; None where there is none yet."""
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units of one type, best first."""

    pack: Pack
    unit_type: str
    standings: tuple[Standing, ...]
    scaled: bool
    ties: tuple[tuple[str, tuple[str, ...]], ...]
    """Grade and names of units that tie across the last place of its quota."""


@dataclass(frozen=True, slots=True)
class Part:
    """A period or component: its percent of the whole, its audits, and the pack that they were judged by."""

    name: str
    weight: Decimal
    audits: tuple[Audit, ...]
    loaded: LoadedPack


@dataclass(frozen=True, slots=True)
class _Judged:
    """A unit judged by one pack, rank points counted."""

    audit: Audit
    score: Score
    ends: Ends
    by_rank: Mapping[str, Ends]


def rank_audits(parts: Sequence[Part]) -> tuple[Ranking, ...]:
    """One ranking a type of unit. The grades are those of the last part's pack.

    Raises UsageError where audits of one part were judged by different packs.
    """
    judged = [_judge_part(part) for part in parts]
    pack = parts[-1].loaded.pack
    kinds = dict.fromkeys(unit.audit.unit.type for units in judged for unit in units.values())
    order = sorted(kinds, key=lambda kind: _order(pack, kind))
    return tuple(_rank_type(parts, judged, kind) for kind in order)


def _order(pack: Pack, kind: str) -> int:
    return pack.unit_types.index(kind) if kind in pack.unit_types else len(pack.unit_types)


def _judge_part(part: Part) -> dict[str, _Judged]:
    packs = {(audit.pack.id, audit.pack.version) for audit in part.audits}
    if len(packs) > 1:
        named = "、".join(f"“{pack}”{version} 版" for pack, version in sorted(packs))
        raise UsageError(
            f"要比较的结果用了不同的指标体系：{named}。", "先用 xunjian score 加 --pack 按同一个重新评判。"
        )
    scorings = [prepare_scoring(audit, part.loaded) for audit in part.audits]
    units: dict[str, _Judged] = {}
    for kind in dict.fromkeys(audit.unit.type for audit in part.audits):
        mine = {each.audit.unit.id: each for each in scorings if each.audit.unit.type == kind}
        units |= _judge_type(part.loaded.pack, mine)
    return units


def _judge_type(pack: Pack, scorings: Mapping[str, Scoring]) -> dict[str, _Judged]:
    """Scores with the points that places bring; what is ranked is the score without any such points.

    A place that a person enters (`manual`) is that of another contest, which we do not know."""
    ranks = {
        leaf.id: leaf.rule for leaf in pack.leaves() if isinstance(leaf.rule, Rank) and leaf.manual is None
    }
    bare = {name: each.score(places=dict.fromkeys(ranks, (_ZERO, _ZERO))) for name, each in scorings.items()}
    points: dict[str, dict[str, Ends]] = {name: {} for name in scorings}
    for item, rule in ranks.items():
        found = places({name: _compared(score, rule.by) for name, score in bare.items()})
        for name, place in found.items():
            points[name][item] = points_of_place(rule, place)
    judged: dict[str, _Judged] = {}
    for name, each in scorings.items():
        mine = points[name]
        score = each.score(places={item: (ends.low, ends.high) for item, ends in mine.items()})
        judged[name] = _Judged(each.audit, score, Ends(score.low, score.high), mine)
    return judged


def _compared(score: Score, by: str | None) -> Ends:
    if by is None:
        return Ends(score.low, score.high)
    mine = [line for line in score.lines if line.item_id == by]
    low = sum((line.amount for line in mine), _ZERO)
    return Ends(low, low + sum((line.pending for line in mine), _ZERO))


def _rank_type(parts: Sequence[Part], judged: Sequence[Mapping[str, _Judged]], kind: str) -> Ranking:
    pack = parts[-1].loaded.pack
    names = dict.fromkeys(
        name for units in judged for name, unit in units.items() if unit.audit.unit.type == kind
    )
    by_part: list[dict[str, Ends]] = []
    for part, units in zip(parts, judged, strict=True):
        scores = {name: units[name].ends for name in names if name in units}
        over = part.loaded.pack.normalise_over
        by_part.append(normalise(scores, over) if over is not None else scores)
    latest = {name: next(units[name] for units in reversed(judged) if name in units) for name in names}
    final: dict[str, Ends] = {}
    for name in names:
        if len(parts) == 1:
            final[name] = by_part[0][name]
        else:
            missing = [Ends(_ZERO, _most(part.loaded.pack, kind)) for part in parts]
            mine = [scores.get(name, gap) for scores, gap in zip(by_part, missing, strict=True)]
            final[name] = weigh(list(zip((part.weight for part in parts), mine, strict=True)))
    out = {name: _is_out(pack, kind, latest[name].score) for name in names}
    contenders = {
        name: Contender(
            kind,
            final[name],
            out[name],
            _out_grade(pack, latest[name]),
            frozenset(latest[name].score.barred),
            frozenset(latest[name].score.perhaps_barred),
        )
        for name in names
    }
    graded, placed = grade_group(pack.outcome, kind, contenders), places(final)
    standings = [
        Standing(
            unit_id=name,
            name=latest[name].audit.unit.name,
            unit_type=kind,
            score=final[name],
            raw=latest[name].ends,
            place=placed[name],
            grade=graded.by_unit[name],
            out=out[name],
            by_rank=latest[name].by_rank,
            parts={part.name: mine.get(name) for part, mine in zip(parts, by_part, strict=True) if part.name},
            unconfirmed=latest[name].score.unconfirmed,
        )
        for name in names
    ]
    standings.sort(key=lambda each: (each.place.best, each.place.worst, -each.score.high, each.unit_id))
    named = {each.unit_id: each.name for each in standings}
    return Ranking(
        pack,
        kind,
        tuple(standings),
        scaled=any(by_part[-1][name] != latest[name].ends for name in names if name in by_part[-1]),
        ties=tuple((grade, tuple(named[each] for each in units)) for grade, units in graded.ties),
    )


def _most(pack: Pack, kind: str) -> Decimal:
    """Highest score that a period can bring."""
    weighted = any(item.weight is not None for item in pack.items)
    full = pack.full or (Decimal(100) if weighted else points_of(pack.items, kind))
    bonus = points_of(pack.items, kind, "bonus")
    most = full + (bonus if pack.bonus.cap is None else min(bonus, pack.bonus.cap))
    return most if pack.normalise_over is None else min(most, pack.normalise_over)


def _is_out(pack: Pack, kind: str, score: Score) -> bool | None:
    """By veto or pass mark; these look at the score without bonus."""
    total = score.total
    if not points_of(pack.items, kind):
        return True if score.vetoes else None if score.open_vetoes else False
    if score.vetoes or not eligible(pack.outcome, kind, total.awarded + total.pending):
        return True
    fails = bool(score.open_downwards) or not eligible(pack.outcome, kind, total.awarded)
    return None if score.open_vetoes or (fails and pack.outcome.pass_at is not None) else False


def _out_grade(pack: Pack, judged: _Judged) -> str:
    return pack.outcome.vetoed_grade if judged.score.vetoes else pack.outcome.failed_grade
