"""The group pass: places, ties, quotas, scaling, weights; all of it over intervals as well."""

from decimal import Decimal
from random import Random

import pytest

from xunjian.packs.outcome import Band, Outcome
from xunjian.packs.rule import Rank
from xunjian.scoring.group import (
    Contender,
    Ends,
    Place,
    grade_group,
    normalise,
    places,
    points_of_place,
)


def settled(**scores: int | str) -> dict[str, Ends]:
    return {name: Ends(Decimal(value), Decimal(value)) for name, value in scores.items()}


def test_equal_scores_share_a_place_and_the_next_is_left_out() -> None:
    found = places(settled(a=90, b=90, c=80))
    assert found == {"a": Place(1, 1), "b": Place(1, 1), "c": Place(3, 3)}


def test_open_scores_have_places_from_to() -> None:
    found = places(settled(a=90, c=60) | {"b": Ends(Decimal(70), Decimal(95))})
    assert (found["a"], found["b"], found["c"]) == (Place(1, 2), Place(1, 2), Place(3, 3))


def test_points_by_place() -> None:
    rule = Rank.model_validate({"places": [{"to": 3, "points": 5}, {"to": 6, "points": 3}]})
    assert points_of_place(rule, Place(3, 3)) == Ends(Decimal(5), Decimal(5))
    assert points_of_place(rule, Place(3, 7)) == Ends(Decimal(0), Decimal(5))


def test_normalising_leaves_a_group_below_the_limit_alone() -> None:
    assert normalise(settled(a=99, b=50), Decimal(100)) == settled(a=99, b=50)


QUOTAS = Outcome(bands=(Band(name="优秀", quota=2), Band(name="良好", quota=1), Band(name="一般")))


def contenders(scores: dict[str, Ends], **out: bool | None) -> dict[str, Contender]:
    return {name: Contender("city", ends, out.get(name, False)) for name, ends in scores.items()}


def test_quotas_go_by_place() -> None:
    found = grade_group(QUOTAS, "city", contenders(settled(a=9, b=8, c=7, d=6)))
    assert found.by_unit == {"a": "优秀", "b": "优秀", "c": "良好", "d": "一般"}
    assert not found.ties


def test_who_ties_across_the_last_place_is_left_out_and_named() -> None:
    found = grade_group(QUOTAS, "city", contenders(settled(a=9, b=8, c=8, d=6)))
    assert found.by_unit == {"a": "优秀", "b": "良好", "c": "良好", "d": "一般"}
    assert found.ties == (("优秀", ("b", "c")),)


def test_the_vetoed_take_no_place_of_a_quota() -> None:
    found = grade_group(QUOTAS, "city", contenders(settled(a=9, b=8, c=7, d=6), a=True))
    assert found.by_unit == {"a": "不合格", "b": "优秀", "c": "优秀", "d": "良好"}


def test_an_open_score_keeps_the_grades_open_that_hang_on_it() -> None:
    found = grade_group(
        QUOTAS, "city", contenders(settled(a=9, b=8, d=1) | {"c": Ends(Decimal(5), Decimal(10))})
    )
    assert found.by_unit == {"a": "优秀", "b": None, "c": None, "d": "一般"}


@pytest.mark.parametrize("seed", range(150))
def test_any_group(seed: int) -> None:
    """Whatever open scores end at: places, points and grades lie within what was said before."""
    random = Random(seed)
    names = [f"u{number}" for number in range(random.randint(1, 9))]
    before: dict[str, Ends] = {}
    for name in names:
        low = Decimal(random.randint(0, 12) * 10)
        before[name] = Ends(low, low + random.choice((0, 0, 10, 30)))
    after = {
        name: Ends(*[Decimal(random.randint(int(e.low), int(e.high)))] * 2) for name, e in before.items()
    }
    out: dict[str, bool | None] = {name: random.choice((False, False, True, None)) for name in names}
    later = {name: random.random() < 0.5 if is_out is None else is_out for name, is_out in out.items()}
    bands = random.choice((QUOTAS.bands, (Band(name="优秀", at=Decimal(90)), Band(name="一般"))))
    outcome = Outcome(bands=bands)
    wide, exact = places(before), places(after)
    guess = grade_group(outcome, "city", contenders(before, **out)).by_unit
    grades = grade_group(outcome, "city", contenders(after, **later)).by_unit
    scaled, scale = normalise(before, Decimal(100)), normalise(after, Decimal(100))
    for name in names:
        assert wide[name].best <= exact[name].best == exact[name].worst <= wide[name].worst
        assert guess[name] in (None, grades[name])
        assert grades[name] is not None
        assert scaled[name].low <= scale[name].low <= scaled[name].high
        assert scale[name].high <= 100
