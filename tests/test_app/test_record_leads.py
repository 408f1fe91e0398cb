"""Findings of items that only a person decides are leads, not faults."""

from collections.abc import Iterator

from tests.test_scoring.sheets import F, P, R, leaf, pack, result, score
from xunjian.app.record_results import check_records, each_once, finding_records
from xunjian.app.rescoring import again
from xunjian.engine import ItemResult, fold
from xunjian.model.finding import Finding, Status
from xunjian.model.unit import Unit
from xunjian.packs.item import Item
from xunjian.packs.rule import Deduct, Ratio
from xunjian.plugin import check
from xunjian.scoring.tree import score_pack


@check("demo.check", title="示例", classes={"noted": "有备注", "bare": "没有备注"})
def demo() -> Iterator[Finding]:
    """看示例。"""
    yield from ()


UNIT = Unit("u", "某局", "county", "http://www.example.gov.cn/")


def states(*items: Item, **said: tuple[Status, ...]) -> list[Status]:
    table = pack(*items)
    results = [ItemResult(name, result(*each)) for name, each in said.items()]
    sheet = score(table, {each.item_id: each.result for each in results})
    records = finding_records(UNIT, results, sheet, table)
    return [Status(each.status) for each in each_once(records)]


def test_what_only_a_candidate_sees_is_for_a_person() -> None:
    assert states(leaf("a", confirm="属实吗？"), a=(F, R)) == [R, R]


def test_what_a_check_decides_is_a_fault() -> None:
    assert states(leaf("a"), a=(F, R)) == [F, R]


def test_what_another_item_decides_is_a_fault_for_the_candidate_too() -> None:
    both = (leaf("a", confirm="属实吗？"), leaf("b"))
    assert states(*both, a=(F,), b=(F,)) == [F]


def test_what_an_item_excuses_is_no_finding_of_it() -> None:
    """Of another item that does not, it is; and the sheet scored again from the record is the same (Q37)."""
    noted, bare = (F, "noted", "c/"), (F, "bare", "d/")
    for rule in (None, Ratio(), Deduct(each=1)):
        mild, strict = leaf("a", rule=rule, excused=["noted"]), leaf("b", rule=rule)
        table = pack(mild, strict)
        for said in ((noted,), (noted, bare), (noted, bare, P)):
            found = result(*said)
            found = fold(found.check, {}, found.findings)
            rows = [ItemResult("a", found), ItemResult("b", found)]
            sheet = score_pack(table, rows)
            records = finding_records(UNIT, rows, sheet, table)
            assert [len(records["a"]), len(records["b"])] == [said.count(bare), 1 + said.count(bare)]
            (check,) = check_records(rows, {}, {"demo.check": demo})
            once_more = [
                ItemResult(each.id, again(check, records[each.id], frozenset(), each))
                for each in (mild, strict)
            ]
            assert score_pack(table, once_more).low == sheet.low
            assert score_pack(table, once_more).high == sheet.high
