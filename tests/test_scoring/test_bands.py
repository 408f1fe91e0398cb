"""Grades that only some unit types get (Q9, Q10)."""

from tests.test_scoring.sheets import F, P, leaf, pack, result, score

BANDS = (
    {"name": "优秀", "quota": {"department": 17}},
    {"name": "一般", "at": 3, "unit_types": ["department"]},
    {"name": "较差", "unit_types": ["department"]},
)


def test_a_band_is_only_for_its_unit_types() -> None:
    graded = pack(leaf("a"), outcome={"bands": BANDS})
    assert score(graded, {"a": result(P)}, unit_type="county").grade is None
    assert score(graded, {"a": result(F)}, unit_type="county").grade is None
    # Who is among the best seventeen, only the comparison of all departments can say.
    assert score(graded, {"a": result(P)}, unit_type="department").grade is None


def test_a_band_without_a_quota_for_the_unit_type_is_passed_over() -> None:
    bands = ({"name": "优秀", "quota": {"department": 17}}, {"name": "及格", "at": 3}, {"name": "不及格"})
    graded = pack(leaf("a"), outcome={"bands": bands})
    assert score(graded, {"a": result(P)}, unit_type="county").grade == "及格"
    assert score(graded, {"a": result(F)}, unit_type="county").grade == "不及格"
