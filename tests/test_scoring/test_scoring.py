"""Points: an interval while anything is pending, sums that add up, nothing pending ever awarded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xunjian.engine import ItemResult
from xunjian.model.finding import CheckResult, Finding, Status, Subject
from xunjian.packs.item import Item, Manual
from xunjian.packs.part import Source
from xunjian.packs.rule import AllOrNothing, Deduct, Rule, Veto
from xunjian.packs.schema import Pack
from xunjian.scoring.rules import plain, score_leaf
from xunjian.scoring.tree import score_pack

HOME = "http://www.example.gov.cn/"


def result(*states: Status, kinds: tuple[str, ...] = (), reason: str = "") -> CheckResult:
    order = (Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)
    findings = tuple(
        Finding(state, "说明。", Subject("link", f"{HOME}{i}"), kind=kinds[i] if kinds else "")
        for i, state in enumerate(states)
    )
    return CheckResult("demo.check", next(s for s in order if s in states), {}, findings, reason)


def item(points: str = "4", rule: Rule | None = None) -> Item:
    return Item(id="a", title="甲", points=Decimal(points), check="demo.check", rule=rule or AllOrNothing())


def test_a_pass_gets_all_points_and_a_fault_none() -> None:
    assert score_leaf(item(), result(Status.PASS)).points.awarded == 4
    failed = score_leaf(item(), result(Status.PASS, Status.FAIL))
    assert (failed.points.lost, failed.status) == (4, "fail")


@pytest.mark.parametrize("state", [Status.REVIEW, Status.UNKNOWN])
def test_what_is_not_proven_is_pending(state: Status) -> None:
    leaf = score_leaf(item(), result(state, Status.PASS, reason="未能判定:没有浏览器。"))
    assert leaf.points.pending == 4
    assert leaf.points.awarded == leaf.points.lost == 0
    assert "4 分待定" in leaf.explanation


def test_what_does_not_apply_takes_no_part() -> None:
    assert score_leaf(item(), result(Status.NOT_APPLICABLE)).points.maximum == 0


def test_a_person_s_item_waits() -> None:
    manual = Item(id="m", title="人工", points=Decimal(3), manual=Manual(ask="是否按时答复"))
    leaf = score_leaf(manual, None)
    assert (leaf.points.pending, leaf.status) == (3, "review")


def test_deduction_by_class_stops_at_the_cap() -> None:
    rule = Deduct(each={"home": Decimal(1), "other": Decimal("0.1")})
    leaf = score_leaf(item(rule=rule), result(Status.FAIL, Status.FAIL, kinds=("home", "other")))
    assert leaf.points.lost == Decimal("1.1")
    assert leaf.points.awarded == Decimal("2.9")
    assert leaf.status == "partial"
    many = score_leaf(item(rule=rule), result(*[Status.FAIL] * 9, kinds=("home",) * 9))
    assert many.points.lost == 4
    assert many.status == "fail"


def test_deduction_keeps_doubtful_points_pending() -> None:
    rule = Deduct(each=Decimal(1))
    leaf = score_leaf(item(rule=rule), result(Status.FAIL, Status.REVIEW))
    assert (leaf.points.lost, leaf.points.pending, leaf.points.awarded) == (1, 1, 2)
    unseen = score_leaf(item(rule=rule), result(Status.FAIL, Status.UNKNOWN))
    assert (unseen.points.lost, unseen.points.pending, unseen.points.awarded) == (1, 3, 0)


def test_a_veto_fires_at_its_number_and_takes_no_points() -> None:
    veto = item("0", Veto(at_least=2))
    assert not score_leaf(veto, result(Status.FAIL)).vetoed
    assert score_leaf(veto, result(Status.FAIL, Status.FAIL)).vetoed


states = st.lists(st.sampled_from(list(Status)), min_size=1, max_size=6).map(tuple)
rules = st.one_of(
    st.just(AllOrNothing()),
    st.decimals("0.1", "3", places=1).map(lambda each: Deduct(each=each)),
    st.decimals("0.1", "3", places=1).map(lambda each: Deduct(each=each, cap=Decimal(2))),
)


@given(st.lists(st.tuples(states, rules, st.decimals("0", "9", places=1)), min_size=1, max_size=6))
def test_awarded_lost_and_pending_always_add_up(
    rows: list[tuple[tuple[Status, ...], Rule, Decimal]],
) -> None:
    items = tuple(
        Item(id=f"i{n}", title="项", points=points, check="demo.check", rule=rule)
        for n, (_, rule, points) in enumerate(rows)
    )
    pack = Pack(
        schema=1,
        id="p",
        title="体系",
        version="1",
        source=Source(title="文"),
        unit_types=("city",),
        items=items,
    )
    score = score_pack(pack, tuple(ItemResult(f"i{n}", result(*s)) for n, (s, _, _) in enumerate(rows)))
    applicable = sum(
        (
            i.points or Decimal(0)
            for i, (s, _, _) in zip(items, rows, strict=True)
            if set(s) != {Status.NOT_APPLICABLE}
        ),
        Decimal(0),
    )
    assert score.total.maximum == applicable
    assert min(score.total.awarded, score.total.lost, score.total.pending) >= 0
    settled = all(set(s) <= {Status.PASS, Status.FAIL, Status.NOT_APPLICABLE} for s, _, _ in rows)
    if settled:
        assert score.total.pending == 0


@pytest.mark.parametrize(
    ("number", "text"), [("4", "4"), ("2.50", "2.5"), ("0.10", "0.1"), ("0", "0"), ("100", "100")]
)
def test_numbers_are_written_as_people_write_them(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
