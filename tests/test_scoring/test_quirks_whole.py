"""Quirks of indicator systems (standards §5) that decide the whole: Q3, Q5, Q6, Q8–Q16, Q41."""

from decimal import Decimal

import pytest

from tests.test_scoring.sheets import (
    F,
    N,
    P,
    R,
    U,
    ends,
    given,
    group,
    leaf,
    manual,
    of,
    pack,
    result,
    score,
)
from xunjian.engine import ItemResult
from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult
from xunjian.model.score import Score
from xunjian.packs.rule import Deduct, Veto
from xunjian.scoring.tree import score_pack


def test_q03_a_veto_decides_the_whole() -> None:
    table = pack(leaf("v", rule=Veto()), leaf("a", 100), outcome={"pass_at": 60})
    whole = score(table, {"v": result(F), "a": result(P)})
    assert (whole.vetoes, whole.grade, whole.low) == (("v",), "不合格", 100)
    assert score(table, {"v": result(P), "a": result(P)}).grade == "合格"


def test_q03_a_veto_that_writes_59_points() -> None:
    table = pack(leaf("v", rule=Veto()), leaf("a", 100), outcome={"vetoed_score": 59})
    assert ends(score(table, {"v": result(F), "a": result(P)})) == (59, 59)
    assert ends(score(table, {"v": result(F), "a": result(F)})) == (59, 59)


def test_q03_while_a_veto_is_open_the_score_it_would_write_lies_inside() -> None:
    table = pack(leaf("v", rule=Veto()), leaf("a", 100), outcome={"vetoed_score": 59})
    good = score(table, {"v": result(U), "a": result(P)})
    assert (ends(good), good.open_vetoes, good.grade) == ((59, 100), ("v",), None)
    assert ends(score(table, {"v": result(R), "a": result(F)})) == (0, 59)
    assert good.total.awarded + good.total.lost + good.total.pending == good.total.maximum


def test_q03_while_a_veto_is_open_the_bonus_may_yet_be_lost() -> None:
    table = pack(leaf("v", rule=Veto()), leaf("a", 100), manual("b", 20, role="bonus"))
    for said, way in ((result(U), "unknown"), (result(R), "review"), (result(U, R), "review")):
        open_ = score(table, {"v": said, "a": result(P)}, given(b=5))
        assert (ends(open_), open_.grade) == ((100, 105), None)
        assert (of(open_, "v").status, of(open_, "v").way) == (way, way)
    assert ends(score(table, {"v": result(P), "a": result(P)}, given(b=5))) == (105, 105)
    assert ends(score(table, {"v": result(F), "a": result(P)}, given(b=5))) == (100, 100)


def test_q03_a_person_decides_a_veto() -> None:
    table = pack(manual("v", rule=Veto()), leaf("a", 100))
    assert score(table, {"a": result(P)}).open_vetoes == ("v",)
    assert score(table, {"a": result(P)}, [Assessment("v", vetoed=True, person="甲")]).vetoes == ("v",)
    assert not score(table, {"a": result(P)}, [Assessment("v", vetoed=False)]).open_vetoes


GATED = (leaf("a", 100, Deduct(each=1)), manual("b", 20, role="bonus"))


@pytest.mark.parametrize(
    ("rule", "base", "counts"),
    [
        ({"above": 80}, 80, False),
        ({"above": 80}, 81, True),
        ({"at_least": 44}, 44, True),
        ({"at_least": 44}, 43, False),
    ],
)
def test_q05_the_gate_of_the_bonus(rule: dict[str, int], base: int, counts: bool) -> None:
    """高于 80 分 is exclusive, 44 分以上（含） is inclusive; both look at the score without bonus."""
    whole = score(pack(*GATED, bonus=rule), {"a": result(*[F] * (100 - base))}, given(b=5))
    assert whole.bonus == (5 if counts else 0)
    assert whole.low == base + (5 if counts else 0)


def test_q05_the_gate_may_be_open() -> None:
    whole = score(pack(*GATED, bonus={"above": 80}), {"a": result(*[F] * 19, R)}, given(b=5))
    assert ends(whole) == (80, 86)
    assert whole.bonus == 0


def test_q06_the_cap_of_the_bonus() -> None:
    table = pack(
        leaf("a", 70), manual("b", 20, role="bonus"), manual("c", 20, role="bonus"), bonus={"cap": 30}
    )
    assert score(table, {"a": result(P)}, given(b=20, c=20)).bonus == 30
    assert ends(score(table, {"a": result(P)}, given(b=20))) == (90, 100)


def test_q06_points_by_rank_wait_for_the_group() -> None:
    """东营: 1–3 名 +5, 4–6 名 +3, 7–10 名 +2."""
    rule = {
        "kind": "rank",
        "places": [{"to": 3, "points": 5}, {"to": 6, "points": 3}, {"to": 10, "points": 2}],
    }
    table = pack(leaf("a", 100), manual("r", 5, role="bonus", rule=rule, manual=None))
    waiting = score(table, {"a": result(P)})
    assert (ends(waiting), of(waiting, "r").way) == ((100, 105), "rank")
    placed = score(table, {"a": result(P)}, places={"r": (Decimal(3), Decimal(3))})
    assert ends(placed) == (103, 103)


def test_q08_pass_marks_by_type_of_unit() -> None:
    """Website <21 of 35, new media <12 of 20."""
    table = pack(leaf("a", 35, Deduct(each=7)), outcome={"pass_at": {"city": 21, "county": 30}})
    found = {"a": result(F, F)}
    assert score(table, found, unit_type="city").grade == "合格"
    assert score(table, found, unit_type="county").grade == "不合格"
    assert score(table, {"a": result(F, F, R)}, unit_type="city").grade is None
    assert score(table, found, unit_type="department").grade is None


def test_q09_grades_by_score() -> None:
    bands = [{"name": "优秀", "at": 90}, {"name": "良好", "above": 75}, {"name": "一般"}]
    table = pack(leaf("a", 100, Deduct(each=5)), outcome={"bands": bands})
    grades = [score(table, {"a": result(P, *[F] * n)}).grade for n in (0, 2, 3, 5, 20)]
    assert grades == ["优秀", "优秀", "良好", "一般", "一般"]
    assert score(table, {"a": result(F, F, R)}).grade is None


def test_q10_a_type_of_unit_that_gets_a_grade_and_no_number() -> None:
    table = pack(
        leaf("a"),
        graded_only=("department",),
        outcome={"bands": [{"name": "优秀", "at": 4}, {"name": "一般"}]},
    )
    department = score(table, {"a": result(P)}, unit_type="department")
    assert (department.graded_only, department.grade) == (True, "优秀")
    assert not score(table, {"a": result(P)}, unit_type="county").graded_only


def test_q12_groups_that_stand_for_a_percent_of_the_whole() -> None:
    """清单 70 %, 完备性 20 %, 规范性 10 %: 0.7·88.90 + 0.2·78.60 + 0.1·86.9 = 86.64."""
    means = {"list": "88.90", "whole": "78.60", "manner": "86.9"}
    table = pack(*(
        group(name, manual(f"{name}.1", 100), weight=weight)
        for name, weight in zip(means, (70, 20, 10), strict=True)
    ))  # fmt: skip
    words = [Assessment(f"{name}.1", Decimal(points)) for name, points in means.items()]
    whole = score(table, words=words)
    assert whole.total.maximum == 100
    assert whole.low == Decimal("86.640")
    assert sum(line.amount for line in whole.lines) == whole.low


def test_q13_other_criteria_for_another_type_of_unit() -> None:
    table = pack(
        leaf("a", 3, unit_types=("city",)), leaf("b", 1, unit_types=("county",)), not_applicable="scale"
    )
    city = score(table, {"a": result(P), "b": result(F)}, unit_type="city")
    assert (city.total.maximum, city.low) == (3, 3)
    assert of(city, "b").status == "not_applicable"
    assert score(table, {"a": result(P), "b": result(F)}, unit_type="county").low == 0


def test_q14_the_lead_department_answers_and_the_others_see_it() -> None:
    table = pack(group("g", leaf("a"), responsible=("县府办",), shared_with=("审计局", "编办")))
    found = of(score(table, {"a": result(F)}), "a")
    assert (found.responsible, found.shared_with) == (("县府办",), ("审计局", "编办"))


@pytest.mark.parametrize(
    ("mode", "maximum", "awarded"),
    [("drop", 75, 60), ("full", 100, 85), ("scale", 100, 80), ("pro_rata", 100, 80), ("even", 100, "81.25")],
)
def test_q15_points_that_do_not_apply(mode: str, maximum: int, awarded: int | str) -> None:
    """办事服务 25 is not checked of a department: five ways to go on."""
    table = pack(
        leaf("service", 25, unless=("没有对外服务职能",)),
        leaf("a", 50, Deduct(each=15)),
        leaf("b", 25),
        not_applicable=mode,
    )
    found = {"service": result(F), "a": result(F), "b": result(P)}
    whole = score(table, found, traits=("没有对外服务职能",))
    assert (whole.total.maximum, whole.low) == (maximum, Decimal(awarded))
    assert whole.total.awarded + whole.total.lost == maximum
    assert sum(line.amount for line in whole.lines) == whole.low


def test_q15_a_full_mark_of_75_counts_as_100() -> None:
    """75 分 × 4/3."""
    table = pack(leaf("a", 75, Deduct(each=30)), full=100, outcome={"pass_at": 60})
    whole = score(table, {"a": result(F)})
    assert (whole.low, whole.total.maximum, whole.grade) == (60, 100, "合格")


def test_q15_thirds_leave_nothing_behind() -> None:
    table = pack(*(leaf(name, 1, Deduct(each="0.1")) for name in "abc"), leaf("d", 1), not_applicable="scale")
    whole = score(table, dict.fromkeys("abc", result(P)) | {"d": result(N)})
    assert whole.low == whole.total.maximum == 4


def test_q15_a_group_has_its_own_way() -> None:
    table = pack(group("g", leaf("a", 2), leaf("b", 2), not_applicable="scale"), leaf("c", 6), leaf("d", 1))
    whole = score(table, {"a": result(N), "b": result(P), "c": result(P), "d": result(N)})
    assert (whole.total.maximum, whole.low) == (10, 10)


def test_q16_the_sum_is_worked_out_and_an_odd_one_is_said() -> None:
    """根河 部门: item 9 is 30 instead of 20, and the table adds to 110."""
    table = pack(leaf("a", 80), leaf("b", 30), sum_exception="部门的第 9 项是 30 分，合计 110 分。")
    whole = score(table, {"a": result(P), "b": result(P)})
    assert whole.total.maximum == whole.low == 110
    assert any("110 分" in warning for warning in whole.warnings)


def test_q41_a_warning_before_the_veto() -> None:
    """Blank columns: veto at 5, warning from 2."""
    table = pack(leaf("v", rule=Veto(at_least=5, warn_at=2)), leaf("a"))
    assert not score(table, {"v": result(F), "a": result(P)}).warnings
    warned = score(table, {"v": result(F, F), "a": result(P)})
    assert (warned.vetoes, len(warned.warnings)) == ((), 1)
    assert "预警" in warned.warnings[0]
    assert score(table, {"v": result(*[F] * 5), "a": result(P)}).vetoes == ("v",)


def test_q41_a_warning_of_another_limit() -> None:
    """Home stale for 10 days (veto at 14): the same check with other parameters warns and costs nothing."""
    table = pack(leaf("v", rule=Veto(warn_if={"max_days": 10})), leaf("a"))

    def judged(now: CheckResult, early: CheckResult) -> Score:
        return score_pack(table, [ItemResult("v", now, early), ItemResult("a", result(P))])

    near = judged(result(P), result(F))
    assert (near.vetoes, near.low, len(near.warnings)) == ((), 4, 1)
    assert "预警" in near.warnings[0]
    assert "预警" in of(near, "v").explanation
    assert not judged(result(P), result(P)).warnings
    assert not judged(result(P), result(R, U)).warnings  # nothing certain
    fired = judged(result(F), result(F))
    assert (fired.vetoes, fired.warnings) == (("v",), ())
    open_ = judged(result(U), result(F))
    assert (open_.open_vetoes, len(open_.warnings)) == (("v",), 1)


def test_q41_a_warning_beside_what_a_person_decides() -> None:
    table = pack(leaf("v", rule=Veto(warn_if={"percent": 3}), confirm="是否达到 5%？"))
    rows = [ItemResult("v", result(P), result(F))]
    assert any("预警" in each for each in score_pack(table, rows).warnings)
    said = (Assessment("v", vetoed=True),)
    assert not any("预警" in each for each in score_pack(table, rows, assessments=said).warnings)


def test_q10_a_type_of_unit_that_only_vetoes_concern() -> None:
    """第二部分 is for portals only: whoever it leaves out is not failed for want of points."""
    table = pack(leaf("v", rule=Veto()), leaf("a", 100, unit_types=("city",)), outcome={"pass_at": 60})
    found = {"v": result(P), "a": result(P)}
    assert score(table, found, unit_type="department").grade == "合格"
    assert score(table, found | {"v": result(U)}, unit_type="department").grade is None
    assert score(table, found | {"v": result(F)}, unit_type="department").grade == "不合格"
