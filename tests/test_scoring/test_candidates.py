"""Items whose check only finds leads: a person decides, also where the check finds that they do not apply."""

from decimal import Decimal

from tests.test_scoring.sheets import N, P, ends, given, leaf, of, pack, result, score
from xunjian.engine import fold
from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult, Status
from xunjian.packs.rule import Veto

NOT_OWED = CheckResult("demo.check", Status.NOT_APPLICABLE, {}, (), "不适用：部门没有这项义务。")
CANDIDATE = leaf("a", confirm="指南是否准确？")


def spared() -> CheckResult:
    found = result(N)
    return fold("demo.check", {}, found.findings)


def test_a_check_that_sees_nothing_to_judge_leaves_a_candidate_to_the_person() -> None:
    table = pack(CANDIDATE, leaf("b", 2))
    waiting = score(table, {"a": spared(), "b": result(P)})
    assert of(waiting, "a").status == "review"
    assert "程序看来" in of(waiting, "a").explanation
    assert ends(waiting) == (Decimal(2), Decimal(6))
    assert of(score(table, {"a": spared()}, given(a=3)), "a").points.awarded == 3
    word = Assessment("a", not_applicable_reason="设在省平台")
    assert of(score(table, {"a": spared()}, (word,)), "a").status == "not_applicable"


def test_what_a_unit_type_never_owes_is_no_matter_for_a_person() -> None:
    whole = score(pack(CANDIDATE, leaf("b", 2)), {"a": NOT_OWED, "b": result(P)})
    assert of(whole, "a").status == "not_applicable"
    assert ends(whole) == (Decimal(2), Decimal(2))


def test_an_item_without_confirmation_does_not_apply() -> None:
    assert of(score(pack(leaf("a")), {"a": spared()}), "a").status == "not_applicable"


def test_a_veto_that_a_person_confirms_stays_open() -> None:
    veto = leaf("v", rule=Veto(), confirm="是否如此？")
    open_ = score(pack(veto, leaf("b")), {"v": spared(), "b": result(P)})
    assert of(open_, "v").status == "review"
    assert of(open_, "b").points.awarded == Decimal(4)
