"""Points: an interval while anything is pending, sums that add up, nothing pending ever awarded."""

from decimal import Decimal

import pytest

from tests.test_scoring.sheets import F, N, P, R, U, ends, leaf, lines, manual, of, pack, result, score
from xunjian.model.assessment import Assessment
from xunjian.model.finding import Status
from xunjian.packs.rule import Deduct, Veto
from xunjian.scoring.rounding import plain


def test_a_pass_gets_all_points_and_a_fault_none() -> None:
    passed = of(score(pack(leaf("a")), {"a": result(P)}), "a")
    assert (passed.points.awarded, passed.status) == (4, "pass")
    failed = of(score(pack(leaf("a")), {"a": result(P, F)}), "a")
    assert (failed.points.lost, failed.status) == (4, "fail")


@pytest.mark.parametrize("state", [R, U])
def test_what_is_not_proven_is_pending(state: Status) -> None:
    found = of(score(pack(leaf("a")), {"a": result(state, P, reason="未能判定：没有浏览器。")}), "a")
    assert found.points.pending == 4
    assert found.points.awarded == found.points.lost == 0
    assert "4 分待定" in found.explanation
    assert found.way == ("review" if state is R else "unknown")


def test_a_check_without_a_result_has_seen_nothing() -> None:
    assert of(score(pack(leaf("a"))), "a").status == "unknown"


def test_what_does_not_apply_takes_no_part() -> None:
    whole = score(pack(leaf("a"), leaf("b", 2)), {"a": result(N), "b": result(P)})
    assert of(whole, "a").status == "not_applicable"
    assert (whole.total.maximum, whole.total.awarded) == (2, 2)


def test_a_person_s_item_waits() -> None:
    waiting = of(score(pack(manual("m", 3))), "m")
    assert (waiting.points.pending, waiting.status, waiting.way) == (3, "review", "person")
    proof = of(score(pack(manual("m", 3, manual={"ask": "有没有？", "evidence": True}))), "m")
    assert proof.way == "material"


def test_deduction_by_class_stops_at_the_cap() -> None:
    rule = Deduct(each={"home": Decimal(1), "other": Decimal("0.1")})
    found = of(score(pack(leaf("a", rule=rule)), {"a": result((F, "home"), (F, "other"))}), "a")
    assert found.points.lost == Decimal("1.1")
    assert found.points.awarded == Decimal("2.9")
    assert found.status == "partial"
    many = of(score(pack(leaf("a", rule=rule)), {"a": result(*[(F, "home")] * 9)}), "a")
    assert many.points.lost == 4
    assert many.status == "fail"


def test_deduction_keeps_doubtful_points_pending() -> None:
    rule = Deduct(each=Decimal(1))
    found = of(score(pack(leaf("a", rule=rule)), {"a": result(F, R)}), "a").points
    assert (found.lost, found.pending, found.awarded) == (1, 1, 2)
    unseen = of(score(pack(leaf("a", rule=rule)), {"a": result(F, U)}), "a").points
    assert (unseen.lost, unseen.pending, unseen.awarded) == (1, 3, 0)


def test_a_veto_fires_at_its_number_and_takes_no_points() -> None:
    table = pack(leaf("v", rule=Veto(at_least=2)), leaf("a"))
    assert score(table, {"v": result(F), "a": result(P)}).vetoes == ()
    fired = score(table, {"v": result(F, F), "a": result(P)})
    assert fired.vetoes == ("v",)
    assert fired.total.maximum == 4


def test_a_candidate_never_counts_by_itself() -> None:
    table = pack(leaf("a", confirm="解读是不是实质内容？"))
    for state in (P, F, R, U):
        waiting = of(score(table, {"a": result(state)}), "a")
        assert (waiting.points.pending, waiting.status, waiting.way) == (4, "review", "review")
    said = of(score(table, {"a": result(F)}, [Assessment("a", Decimal(3), person="甲")]), "a")
    assert (said.points.awarded, said.points.lost, said.status) == (3, 1, "partial")


def test_a_person_settles_what_a_check_left_open_within_what_it_proved() -> None:
    table = pack(leaf("a", rule=Deduct(each=Decimal(1))))
    found = {"a": result(F, R)}
    assert ends(score(table, found)) == (2, 3)
    settled = score(table, found, [Assessment("a", Decimal(4), person="甲")])
    assert ends(settled) == (3, 3)
    assert "超出范围" in settled.warnings[0]
    judged = score(table, {"a": result(F)}, [Assessment("a", Decimal(4))])
    assert ends(judged) == (3, 3)
    assert "没有采用" in judged.warnings[0]


def test_a_person_says_that_an_item_does_not_apply() -> None:
    word = [Assessment("m", not_applicable_reason="本单位没有下属学校")]
    whole = score(pack(manual("m"), leaf("a", 2)), {"a": result(P)}, word)
    assert of(whole, "m").status == "not_applicable"
    assert whole.total.maximum == 2
    proven = score(pack(leaf("a", rule=Deduct(each=1))), {"a": result(F, R)}, [
        Assessment("a", not_applicable_reason="无")
    ])  # fmt: skip
    assert ends(proven) == (2, 3)
    assert "不能改为不适用" in proven.warnings[0]


def test_every_number_is_a_sum_of_lines_that_say_why() -> None:
    whole = score(pack(leaf("a", rule=Deduct(each=1)), manual("m", 3)), {"a": result(F, F, R)})
    assert [(line.step, line.amount, line.pending) for line in lines(whole, "a")] == [
        ("full", 4, 0),
        ("fault", -2, 0),
        ("open", -1, 1),
    ]
    assert len(lines(whole, "a")[1].findings) == 2
    assert sum(line.amount for line in whole.lines) == whole.total.awarded == 1
    assert sum(line.pending for line in whole.lines) == whole.total.pending == 4
    assert all(line.text for line in whole.lines)


@pytest.mark.parametrize(
    ("number", "text"),
    [("4", "4"), ("2.50", "2.5"), ("0.10", "0.1"), ("0", "0"), ("100", "100"), ("-0.001", "0")],
)
def test_numbers_are_written_as_people_write_them(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
