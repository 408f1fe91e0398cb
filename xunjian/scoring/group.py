"""The group pass: what only the comparison of units can tell (Q6, Q7, Q9, Q11, Q12, Q22).

Ties: units with equal scores share a place, and the places they take up are not given again (1, 1, 3).
Whoever ties across the last place of a quota is left out of it, all of them, and it is said.
Every number is an interval while scores are open; places are then from … to ….
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xunjian.packs.outcome import Band, Outcome
from xunjian.packs.rule import Rank
from xunjian.scoring.outcome import reaches
from xunjian.scoring.rounding import exact

_ZERO, _WHOLE = Decimal(0), Decimal(100)
_Last = tuple[int, int]
"""The place of the last that ties with a unit: at the best, and at the worst."""


@dataclass(frozen=True, slots=True)
class Ends:
    """An interval of points."""

    low: Decimal
    high: Decimal

    @property
    def settled(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit may stand."""

    best: int
    worst: int

    @property
    def settled(self) -> bool:
        return self.best == self.worst


def places(scores: Mapping[str, Ends]) -> dict[str, Place]:
    """Places by unit: the number of units that are better, and one."""
    found: dict[str, Place] = {}
    for name, mine in scores.items():
        others = [ends for other, ends in scores.items() if other != name]
        found[name] = Place(
            best=1 + sum(ends.low > mine.high for ends in others),
            worst=1 + sum(ends.high > mine.low for ends in others),
        )
    return found


def points_of_place(rule: Rank, place: Place) -> Ends:
    """Points by rank: places have ever fewer points."""
    return Ends(_points(rule, place.worst), _points(rule, place.best))


def _points(rule: Rank, place: int) -> Decimal:
    return next((step.points for step in rule.places if place <= step.to), _ZERO)


def normalise(scores: Mapping[str, Ends], over: Decimal) -> dict[str, Ends]:
    """Where the best is above a limit, all are scaled down so that the best has it (Q7)."""
    most_low = max((ends.low for ends in scores.values()), default=_ZERO)
    most_high = max((ends.high for ends in scores.values()), default=_ZERO)
    least = over / most_high if most_high > over else Decimal(1)
    greatest = over / most_low if most_low > over else Decimal(1)
    return {name: _scaled(ends, least, greatest, over) for name, ends in scores.items()}


def _scaled(ends: Ends, least: Decimal, greatest: Decimal, over: Decimal) -> Ends:
    low, high = min(ends.low * least, ends.low * greatest), max(ends.high * least, ends.high * greatest)
    return Ends(exact(min(low, over)), exact(min(high, over)))


def weigh(parts: Sequence[tuple[Decimal, Ends]]) -> Ends:
    """Periods or components with their percent of the whole (Q11, Q12)."""
    low = sum((percent * part.low for percent, part in parts), _ZERO)
    high = sum((percent * part.high for percent, part in parts), _ZERO)
    return Ends(exact(low / _WHOLE), exact(high / _WHOLE))


@dataclass(frozen=True, slots=True)
class Contender:
    """A unit as the grades see it. `out`: vetoed or below the pass mark; None while that is open."""

    unit_type: str
    score: Ends
    out: bool | None = False
    out_grade: str = "不合格"
    barred: frozenset[str] = frozenset()
    """Grades that it must not have (Q21): it takes no place among those that may."""
    perhaps: frozenset[str] = frozenset()
    """Grades of which that is open."""

    def may_have(self, grade: str) -> bool | None:
        """Whether the unit competes for a grade; None while that is open."""
        if self.out is True or grade in self.barred:
            return False
        return None if self.out is None or grade in self.perhaps else True


@dataclass(frozen=True, slots=True)
class Grades:
    """Grade by unit, None where it is open; units that tie across the last place of a quota."""

    by_unit: Mapping[str, str | None]
    ties: tuple[tuple[str, tuple[str, ...]], ...] = ()


def grade_group(outcome: Outcome, unit_type: str, units: Mapping[str, Contender]) -> Grades:
    """Grades of units of one type; quotas go by place among those that may have a grade."""
    bands = [band for band in outcome.bands if band.meant_for(unit_type)]
    lasts = {band.name: _lasts(units, band.name) for band, _ in _quotas(bands, unit_type)}
    by_unit = {
        name: _grade(bands, unit, {grade: among[name] for grade, among in lasts.items() if name in among})
        for name, unit in units.items()
    }
    ties: list[tuple[str, tuple[str, ...]]] = []
    for band, limit in _quotas(bands, unit_type):
        level: defaultdict[Decimal, list[str]] = defaultdict(list)
        for name, (least, most) in lasts[band.name].items():
            if least == most:
                level[units[name].score.low].append(name)
        for names in level.values():
            last = lasts[band.name][names[0]][1]
            if last - len(names) < limit < last:
                ties.append((band.name, tuple(names)))
    return Grades(by_unit, tuple(ties))


def _lasts(units: Mapping[str, Contender], grade: str) -> dict[str, _Last]:
    """Of those that compete for a grade, or may."""
    rivals = {
        name: (unit.score, may) for name, unit in units.items() if (may := unit.may_have(grade)) is not False
    }
    found: dict[str, _Last] = {}
    for name, (mine, _) in rivals.items():
        others = [rival for other, rival in rivals.items() if other != name]
        found[name] = (
            1 + sum(may is True and score.low >= mine.high for score, may in others),
            1 + sum(score.high >= mine.low for score, _ in others),
        )
    return found


def _grade(bands: Sequence[Band], unit: Contender, lasts: Mapping[str, _Last]) -> str | None:
    """`lasts`: by grade with a quota that the unit may have."""
    if unit.out is True:
        return unit.out_grade
    grades = {
        _band(bands, unit, lasts, end, barred)
        for end in (0, 1)
        for barred in {unit.barred, unit.barred | unit.perhaps}
    }
    if unit.out is None:
        grades.add(unit.out_grade)
    return grades.pop() if len(grades) == 1 else None


def _band(
    bands: Sequence[Band], unit: Contender, lasts: Mapping[str, _Last], end: int, barred: frozenset[str]
) -> str | None:
    """The grade at the best end (0) of what may be, or at the worst (1)."""
    taken = 0
    for band in bands:
        if band.quota is not None:
            taken += _quota(band, unit.unit_type)
            if band.name not in barred and lasts[band.name][end] <= taken:
                return band.name
        elif band.name not in barred and reaches(band, (unit.score.high, unit.score.low)[end]):
            return band.name
    return None


def _quotas(bands: Sequence[Band], unit_type: str) -> Iterator[tuple[Band, int]]:
    taken = 0
    for band in bands:
        if band.quota is not None:
            taken += _quota(band, unit_type)
            yield band, taken


def _quota(band: Band, unit_type: str) -> int:
    return band.quota.get(unit_type, 0) if isinstance(band.quota, dict) else band.quota or 0
