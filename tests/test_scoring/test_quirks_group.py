"""Quirks of indicator systems (standards §5) that only the comparison of units decides."""

from collections.abc import Mapping
from decimal import Decimal

from tests.test_scoring.sheets import P, given, leaf, manual, pack, result, score
from xunjian.packs.outcome import Band, Outcome
from xunjian.packs.rule import Rank
from xunjian.scoring.group import Contender, Ends, grade_group, normalise, places, points_of_place, weigh


def settled(scores: Mapping[str, int | str]) -> dict[str, Ends]:
    return {name: Ends(Decimal(value), Decimal(value)) for name, value in scores.items()}


def test_q06_rank_points_need_the_rank_of_another_score_first() -> None:
    """东营 rank bonus: whoever ties shares the better place; the bonus joins the score afterwards."""
    rule = Rank.model_validate(
        {"places": [{"to": 3, "points": 5}, {"to": 6, "points": 3}, {"to": 10, "points": 2}]}
    )
    table = pack(manual("m", 100), manual("r", 5, role="bonus", rule=rule, manual=None))
    units = {f"u{number}": 99 - number // 2 for number in range(12)}
    found = places(settled(units))
    points = {name: points_of_place(rule, place) for name, place in found.items()}
    assert [int(points[f"u{n}"].low) for n in range(12)] == [5, 5, 5, 5, 3, 3, 2, 2, 2, 2, 0, 0]
    best = points["u0"]
    assert score(table, {}, given(m=99), places={"r": (best.low, best.high)}).low == 104


def test_q07_scores_over_a_hundred_are_scaled_by_the_best() -> None:
    """以成绩最高者为基准，所有考核对象整体下浮: score × 100 / highest, for all."""
    scaled = normalise(settled({"a": 110, "b": 99, "c": 55}), Decimal(100))
    assert scaled == settled({"a": 100, "b": 90, "c": 50})


def test_q09_grades_by_quota() -> None:
    """烟台 2018: 17 departments 优秀, 38 良好."""
    outcome = Outcome(
        bands=(Band(name="优秀", quota={"department": 17}), Band(name="良好", quota=38), Band(name="一般"))
    )
    units = {f"u{n}": Contender("department", Ends(Decimal(200 - n), Decimal(200 - n))) for n in range(60)}
    grades = list(grade_group(outcome, "department", units).by_unit.values())
    assert [grades.count(name) for name in ("优秀", "良好", "一般")] == [17, 38, 5]


def test_q21_who_must_not_have_the_best_grade_takes_no_place_in_its_quota() -> None:
    """提供虚假材料的不得列入优秀: the next one moves up; of the grade below it is the first."""
    outcome = Outcome(bands=(Band(name="优秀", quota=2), Band(name="良好", quota=2), Band(name="一般")))
    ends = settled({"x": 99, "y": 98, "z": 97, "w": 96, "v": 95})

    def graded(**x: frozenset[str]) -> Mapping[str, str | None]:
        units = {name: Contender("city", each, **(x if name == "x" else {})) for name, each in ends.items()}
        return grade_group(outcome, "city", units).by_unit

    best = frozenset(["优秀"])
    assert list(graded().values()) == ["优秀", "优秀", "良好", "良好", "一般"]
    assert list(graded(barred=best).values()) == ["良好", "优秀", "优秀", "良好", "一般"]
    assert list(graded(perhaps=best).values()) == [None, "优秀", None, "良好", "一般"]


def test_q11_weights_between_periods() -> None:
    """根河: October 50 %, year-end 50 %."""
    half = Decimal(50)
    october, december = settled({"a": 80})["a"], settled({"a": "91.5"})["a"]
    assert weigh([(half, october), (half, december)]) == Ends(Decimal("85.75"), Decimal("85.75"))


def test_q12_weights_between_components_judged_apart() -> None:
    """宣城: work 70 %, professional judgement 30 %."""
    work, expert = settled({"w": 90, "e": 60}).values()
    assert weigh([(Decimal(70), work), (Decimal(30), expert)]) == Ends(Decimal(81), Decimal(81))


def test_q22_points_by_rank_within_the_score() -> None:
    """根河 item 10: 0–4 points by rank of 信息采用; what is ranked is another item."""
    rule = Rank.model_validate({"by": "news", "places": [{"to": 1, "points": 4}, {"to": 3, "points": 2}]})
    table = pack(leaf("a", 90), manual("news", 6), manual("r", 4, rule=rule, manual=None))
    found = places(settled({"x": 6, "y": 5, "z": 5, "w": 1}))
    totals = {}
    for name, news in (("x", 6), ("y", 5), ("w", 1)):
        points = points_of_place(rule, found[name])
        whole = score(table, {"a": result(P)}, given(news=news), places={"r": (points.low, points.high)})
        totals[name] = whole.low
    assert totals == {"x": 100, "y": 97, "w": 91}
