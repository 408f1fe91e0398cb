"""Quirks of indicator systems (standards §5) that decide the points of an item: Q1, Q2, Q4, Q17–Q20, Q34,
Q35, Q39, Q40."""

from decimal import Decimal

import pytest

from tests.test_scoring.sheets import (
    F,
    P,
    R,
    U,
    ends,
    given,
    group,
    leaf,
    lines,
    manual,
    of,
    pack,
    result,
    score,
)
from xunjian.model.assessment import Assessment
from xunjian.packs.rule import Balance, Deduct, Given, Parts, Ratio, Reach, Tiers, Veto
from xunjian.scoring.rounding import half_up, plain


def test_q01_deduction_to_a_floor() -> None:
    """扣完为止: the item ends at zero, and the ledger gives back what was charged beyond."""
    whole = score(pack(leaf("a", 5, Deduct(each=2)), leaf("b", 5)), {"a": result(F, F, F), "b": result(P)})
    assert of(whole, "a").points.lost == 5
    assert whole.low == 5
    assert [(line.step, line.amount) for line in lines(whole, "a")] == [
        ("full", 5),
        ("fault", -6),
        ("credit", 1),
    ]
    assert "扣完为止" in lines(whole, "a")[-1].text


def test_q01_a_cap_below_the_points() -> None:
    found = of(score(pack(leaf("a", 5, Deduct(each=2, cap=3))), {"a": result(F, F, F)}), "a")
    assert (found.points.lost, found.points.awarded) == (3, 2)


def test_q02_deduction_without_a_floor() -> None:
    """根河 item 11: each case takes 10, with no lower end."""
    rule = Deduct(each=10, floor=False)
    whole = score(pack(leaf("a", 5, rule), leaf("b", 50)), {"a": result(F, F, F), "b": result(P)})
    assert of(whole, "a").points.awarded == -25
    assert whole.low == 25
    capped = score(pack(leaf("a", 5, Deduct(each=10, floor=False, cap=12))), {"a": result(F, F, F)})
    assert capped.low == -7


def test_q02_no_lowest_value_while_it_is_open() -> None:
    rule = Deduct(each=10, floor=False)
    whole = score(pack(leaf("a", 5, rule), leaf("b", 50)), {"a": result(F, U), "b": result(P)})
    assert whole.open_downwards == ("a",)
    assert "没有下限" in whole.warnings[0]
    assert whole.high == 45
    assert of(whole, "a").way == "unknown"
    graded = pack(
        leaf("a", 5, rule), leaf("b", 50), outcome={"bands": [{"name": "好", "at": 10}, {"name": "差"}]}
    )
    assert score(graded, {"a": result(F), "b": result(P)}).grade == "好"
    assert score(graded, {"a": result(F, U), "b": result(P)}).grade is None
    waiting = score(pack(manual("m", 0, Given(least=None, most=10))))
    assert waiting.open_downwards == ("m",)
    assert score(pack(manual("m", 0, Given(least=None, most=10))), words=given(m=-30)).low == -30


def test_q02_a_balance_is_bounded_on_both_sides() -> None:
    """根河 item 13: +2 each, −2 each, no more than 10 either way; above its points it is bonus."""
    rule = Balance(gain=2, gain_cap=10, loss=2, loss_cap=10)
    table = pack(leaf("a", 0, rule), leaf("b", 50))
    assert score(table, {"a": result(*[P] * 8), "b": result(P)}).bonus == 10
    assert score(table, {"a": result(*[F] * 8), "b": result(P)}).low == 40
    mixed = score(table, {"a": result(P, P, P, F), "b": result(P)})
    assert (mixed.total.awarded, mixed.bonus, mixed.low) == (50, 4, 54)
    assert ends(score(table, {"a": result(P, R), "b": result(P)})) == (50, 54)


def test_q04_a_fault_that_loses_the_whole_item() -> None:
    """被通报全扣: one class of fault takes all, whatever the others cost."""
    rule = Deduct(each={"other": Decimal("0.5")}, cap=1, zero_on=("notified",))
    found = of(score(pack(leaf("a", 3, rule)), {"a": result((F, "notified"), (F, "other"))}), "a")
    assert (found.points.lost, found.status) == (3, "fail")
    assert of(score(pack(leaf("a", 3, rule)), {"a": result((R, "notified"))}), "a").points.pending == 3


def test_q04_an_item_that_another_item_zeroes() -> None:
    """未作任务分解本项不得分, beside 一项未达标扣 4 分."""
    table = pack(leaf("plan", 1), leaf("work", 16, Deduct(each=4), zero_if=("plan",)))
    assert of(score(table, {"plan": result(P), "work": result(F)}), "work").points.awarded == 12
    zeroed = of(score(table, {"plan": result(F), "work": result(F)}), "work")
    assert (zeroed.points.awarded, zeroed.status) == (0, "fail")
    assert "指标plan" in zeroed.explanation
    open_ = of(score(table, {"plan": result(U), "work": result(F)}), "work")
    assert (open_.points.awarded, open_.points.pending, open_.way) == (0, 12, "linked")


def test_q17_the_oddity_of_the_original_stays_beside_the_item() -> None:
    note = "原文作“扣 1 份”，按“扣 1 分”理解。"
    assert of(score(pack(leaf("a", note=note)), {"a": result(P)}), "a").note == note


def test_q18_alternatives() -> None:
    """有其中之一即可; 三种以上方式."""
    one = pack(group("g", leaf("a", 1), leaf("b", 1), leaf("c", 1), combine="best"))
    assert score(one, {"a": result(F), "b": result(P), "c": result(F)}).total.awarded == 1
    assert score(one, {"a": result(F), "b": result(F), "c": result(F)}).total.lost == 1
    assert score(one, {"a": result(U), "b": result(P), "c": result(F)}).total.pending == 0
    three = pack(group("g", *(leaf(name, 1) for name in "abcd"), combine="best", choose=3))
    found = {"a": result(P), "b": result(P), "c": result(F), "d": result(F)}
    assert (score(three, found).total.awarded, score(three, found).total.maximum) == (2, 3)
    assert score(three, found | {"c": result(P), "d": result(P)}).total.awarded == 3


def test_q18_the_worst_of_several_counts() -> None:
    table = pack(
        group("g", leaf("a", 2, Deduct(each="0.5")), leaf("b", 2, Deduct(each="0.5")), combine="worst")
    )
    whole = score(table, {"a": result(F), "b": result(F, F, F)})
    assert (whole.total.awarded, whole.total.maximum) == (Decimal("0.5"), 2)


def test_q18_so_many_distinct_ones() -> None:
    """至少涉及四类: counted by the check, judged by number."""
    rule = Tiers.model_validate({"tiers": [{"at_least": 2, "share": 50}, {"at_least": 4, "share": 100}]})
    for number, awarded in ((1, 0), (2, 3), (3, 3), (4, 6), (9, 6)):
        assert score(pack(leaf("a", 6, rule)), {"a": result(*[P] * number)}).low == awarded


def test_q19_a_minimum_number_in_a_year() -> None:
    table = pack(leaf("a", 4, Reach(at_least=2)))
    assert score(table, {"a": result(P)}).total.lost == 4
    assert score(table, {"a": result(P, P)}).total.awarded == 4
    assert ends(score(table, {"a": result(P, R)})) == (0, 4)


def test_q20_self_score_stands_beside_and_never_counts() -> None:
    """自查评分 beside 考核评分."""
    table = pack(manual("m", 5))
    waiting = of(score(table, words=[Assessment("m", self_points=Decimal(5))]), "m")
    assert (waiting.self_points, waiting.points.pending) == (5, 5)
    judged = of(score(table, words=[Assessment("m", Decimal(3), self_points=Decimal(5), person="甲")]), "m")
    assert (judged.self_points, judged.points.awarded) == (5, 3)
    assert "甲" in judged.explanation


def test_q34_one_fault_is_charged_once() -> None:
    """因空白已扣分的不重复扣分: what the first item charged, the second does not."""
    table = pack(
        leaf("blank", 5, Deduct(each=2), charge_once="column"),
        leaf("stale", 5, Deduct(each=1), charge_once="column"),
    )
    found = {
        "blank": result((F, "", "c/1")),
        "stale": result((F, "", "c/1"), (F, "", "c/2")),
    }
    whole = score(table, found)
    assert (of(whole, "blank").points.lost, of(whole, "stale").points.lost) == (2, 1)
    assert "1 处已在前面的项目扣分" in of(whole, "stale").explanation


def test_q34_an_open_item_may_yet_take_a_fault_over() -> None:
    table = pack(
        leaf("blank", 5, Deduct(each=2), charge_once="column"),
        leaf("stale", 5, Deduct(each=1), charge_once="column"),
    )
    found = {"blank": result((R, "", "c/1")), "stale": result((F, "", "c/1"))}
    whole = score(table, found)
    assert ends(whole) == (7, 10)
    charged = score(table, found | {"blank": result((F, "", "c/1"))})
    cleared = score(table, found | {"blank": result((P, "", "c/1"))})
    assert (charged.low, cleared.low) == (8, 9)


def test_q35_the_home_page_costs_more() -> None:
    """首页每个 1 分, 其他页面每个 0.1 分."""
    rule = Deduct(each={"home": 1, "other": Decimal("0.1")})
    whole = score(pack(leaf("a", 10, rule)), {"a": result((F, "home"), *[(F, "other")] * 3)})
    assert of(whole, "a").points.lost == Decimal("1.3")
    assert [line.text for line in lines(whole, "a")[1:]] == [
        "首页 1 处，每处扣 1 分",
        "其他页面 3 处，每处扣 0.1 分",
    ]


@pytest.mark.parametrize(
    ("number", "text"), [("0.125", "0.13"), ("2.675", "2.68"), ("59.995", "60"), ("-0.125", "-0.13")]
)
def test_q39_half_up_and_only_for_print(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
    assert half_up(Decimal("59.96"), 1) == Decimal("60.0")


def test_q39_limits_look_at_the_unrounded_score() -> None:
    table = pack(leaf("a", 100, Deduct(each="40.001")), outcome={"pass_at": 60}, rounding={"places": 2})
    whole = score(table, {"a": result(F)})
    assert plain(whole.low) == "60"
    assert whole.grade == "不合格"


def test_q40_percents_within_an_item() -> None:
    """清晰显示标识图标的得 50%，可查看基本信息 30%，…"""
    rule = Parts(shares={"icon": 50, "info": 30, "link": 20})
    whole = score(pack(leaf("a", "0.5", rule)), {"a": result((F, "info"), P)})
    assert whole.low == Decimal("0.35")
    open_ = score(pack(leaf("a", "0.5", rule)), {"a": result((F, "info"), (R, "link"))})
    assert ends(open_) == (Decimal("0.25"), Decimal("0.35"))


def test_q40_once_is_half_twice_is_all() -> None:
    """开展一次得 50%，二次满分."""
    rule = Tiers.model_validate({"tiers": [{"at_least": 1, "share": 50}, {"at_least": 2, "share": 100}]})
    assert [score(pack(leaf("a", 3, rule)), {"a": result(*[P] * n, F)}).low for n in (0, 1, 2)] == [
        0, Decimal("1.5"), 3,
    ]  # fmt: skip
    faults = Tiers.model_validate(
        {"of": "faults", "tiers": [{"at_least": 1, "share": 60}, {"at_least": 3, "share": 0}]}
    )
    assert [score(pack(leaf("a", 10, faults)), {"a": result(P, *[F] * n)}).low for n in (0, 1, 2, 3)] == [
        10, 6, 6, 0,
    ]  # fmt: skip


def test_q40_the_share_of_good_ones() -> None:
    table = pack(leaf("a", 10, Ratio(from_percent=50)))
    assert score(table, {"a": result(P, P, P, F)}).low == Decimal("7.5")
    assert score(table, {"a": result(P, F, F)}).low == 0
    assert ends(score(table, {"a": result(P, P, F, R)})) == (5, Decimal("7.5"))


def test_q03_a_written_score_is_the_score_whatever_is_open_downwards() -> None:
    table = pack(
        leaf("v", rule=Veto()),
        leaf("a", 5),
        manual("m", 0, Given(least=None, most=Decimal(0))),
        outcome={"vetoed_score": 3},
    )
    found = {"v": result(F), "a": result(P)}
    fired, spared = score(table, found), score(table, found | {"v": result(P)})
    assert (ends(fired), fired.open_downwards, fired.warnings) == ((3, 3), (), ())
    assert spared.open_downwards == ("m",)
    assert "没有下限" in spared.warnings[0]


def test_q40_a_fault_of_no_named_part_loses_all() -> None:
    """Never full marks beside a confirmed fault only because the pack does not name its class."""
    table = pack(leaf("a", 2, Parts(shares={"logo": Decimal(50), "info": Decimal(50)})))
    assert ends(score(table, {"a": result((F, ""))})) == (0, 0)
    assert ends(score(table, {"a": result((R, ""), (P, "logo"))})) == (0, 2)
    assert ends(score(table, {"a": result((F, "logo"), (R, ""))})) == (0, 1)
    assert ends(score(table, {"a": result((F, "logo"), (P, "info"))})) == (1, 1)
