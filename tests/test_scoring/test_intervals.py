"""Intervals hold also where an open item turns out not to apply, whatever stands around it."""

from decimal import Decimal

import pytest

from tests.test_scoring.sheets import F, P, R, ends, given, group, leaf, manual, of, pack, result, score
from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult
from xunjian.packs.rule import Deduct, Given
from xunjian.packs.schema import Pack


def spared(*items: str) -> tuple[Assessment, ...]:
    return tuple(Assessment(item, not_applicable_reason="没有这项工作") for item in items)


def test_best_keeps_its_full_mark_where_an_item_of_its_groups_drops_out() -> None:
    many = group("many", manual("m", 12), manual("n", 10), manual("open", 10), not_applicable="drop")
    table = pack(group("g", manual("a", 8), many, combine="best", weight=100))
    words = given(a=8, m=2, n=0)
    # Of 32: 8 for certain, 12 if the open item brings all.
    assert ends(score(table, {}, words)) == (25, Decimal("37.5"))
    # Two of 22 are now 2.909 of 32: the other item stays the best, and 8 of 32 as it was.
    assert ends(score(table, {}, (*words, *spared("open")))) == (25, 25)
    # Else it would count 8 of 22.
    whole = score(table, {}, (*given(a=8, m=11, n=0), *spared("open")))
    assert ends(whole) == (50, 50)


def test_best_counts_a_group_as_out_only_when_none_of_it_applies() -> None:
    many = group("many", manual("m", 6), manual("open", 6), not_applicable="drop")
    table = pack(group("g", manual("a", 4), many, combine="best"))
    assert ends(score(table, {}, given(a=2))) == (2, 12)
    assert ends(score(table, {}, (*given(a=2), *spared("m")))) == (2, 12)
    assert ends(score(table, {}, (*given(a=2), *spared("m", "open")))) == (6, 6)


def test_worst_keeps_its_full_mark_where_an_item_of_its_groups_drops_out() -> None:
    one = group("one", manual("m", 5), manual("open", 5), not_applicable="drop")
    other = group("other", manual("n", 10))
    table = pack(group("g", one, other, combine="worst", weight=100))
    words = given(m=5, n=7)
    assert ends(score(table, {}, words)) == (50, 70)
    assert ends(score(table, {}, (*words, *spared("open")))) == (70, 70)


def test_points_of_a_bonus_are_never_scaled() -> None:
    """A bonus item may bring more than its points; scaled, it would pass what the best could have brought."""
    rare = manual("rare", 2, Given(most=Decimal(8)))
    bonus = group("bonus", manual("open", 10), rare, role="bonus", combine="best")
    table = pack(manual("a", 10), bonus)
    words = given(a=10, rare=8)
    assert ends(score(table, {}, words)) == (18, 20)
    assert ends(score(table, {}, (*words, *spared("open")))) == (18, 18)


def labelled(price: int) -> Pack:
    first = leaf("first", 1, Deduct(each=Decimal(1)), charge_once="a")
    later = leaf("later", 10, Deduct(each=Decimal(price)), charge_once="a")
    return pack(group("g", first, later, manual("other", 10)), not_applicable="scale")


FAULT, DOUBT = result((F, "", "p")), result((R, "", "p"))


@pytest.mark.parametrize("word", [*spared("later"), *given(later=3)])
@pytest.mark.parametrize("found", [FAULT, DOUBT])
@pytest.mark.parametrize("first", [None, DOUBT])
@pytest.mark.parametrize("end", [FAULT, result((P, "", "p"))])
def test_a_word_waits_until_it_is_known_what_earlier_items_charge(
    word: Assessment, found: CheckResult, first: CheckResult | None, end: CheckResult
) -> None:
    """Else the item would be settled, and the earlier item would unsettle it again."""
    table, words = labelled(10), (*given(other=10), word)
    before = score(table, {"first": first, "later": found}, words)
    assert of(before, "later").points.pending == 10
    assert "还没有采用" in before.warnings[0]
    after = score(table, {"first": end, "later": found}, words)
    assert before.low <= after.low <= after.high <= before.high
    assert of(after, "later").points.pending == 0
    assert of(after, "first").points.pending == 0


def test_a_confirmed_fault_keeps_an_item_from_not_applying_whoever_charges_it() -> None:
    for first in (None, DOUBT, FAULT, result(P)):
        sheet = score(labelled(1), {"first": first, "later": FAULT}, spared("later"))
        assert of(sheet, "later").status != "not_applicable"


def test_leads_that_another_item_has_charged_zero_nothing_before_a_person_confirms_them() -> None:
    table = pack(
        leaf("first", 1, Deduct(each=Decimal(1)), charge_once="a"),
        leaf("lead", 2, Deduct(each=Decimal(1)), charge_once="a", confirm="属实吗？"),
        leaf("z", 5, zero_if=("lead",)),
    )
    found = {"first": FAULT, "lead": FAULT, "z": result(P)}
    assert of(score(table, found), "z").points.pending == 5
    assert of(score(table, found, spared("lead")), "z").points.awarded == 5
    assert of(score(table, found, given(lead=1)), "z").points.lost == 5


def test_the_worst_of_a_bonus_may_be_all_that_stays() -> None:
    two = group("two", manual("gone", 4), manual("open", 4))
    table = pack(
        manual("a", 10), group("bonus", two, group("one", manual("b", 8)), role="bonus", combine="worst")
    )
    words = (*given(a=10, b=7), *spared("gone"))
    assert ends(score(table, {}, words)) == (10, 17)
    assert ends(score(table, {}, (*words, *spared("open")))) == (17, 17)
    assert ends(score(table, {}, (*words, *given(open=4)))) == (14, 14)


def test_a_word_that_is_not_taken_leaves_open_what_the_item_may_charge() -> None:
    table = pack(
        leaf("first", 5, Deduct(each=Decimal(1)), charge_once="a"),
        leaf("later", 5, Deduct(each=Decimal(1)), charge_once="a"),
    )
    first = result((F, "", "q"), (R, "", "p"))
    before = score(table, {"first": first, "later": FAULT}, spared("first"))
    assert of(before, "later").points.pending == 1
    after = score(table, {"first": result((F, "", "q"), (F, "", "p")), "later": FAULT}, spared("first"))
    assert (of(after, "first").points.awarded, of(after, "later").points.awarded) == (3, 5)
