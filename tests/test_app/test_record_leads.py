"""Findings of items that only a person decides are leads, not faults."""

from tests.test_scoring.sheets import F, R, leaf, pack, result, score
from xunjian.app.record_results import each_once, finding_records, leads_of
from xunjian.engine import ItemResult
from xunjian.model.finding import Status
from xunjian.model.unit import Unit
from xunjian.packs.item import Item

UNIT = Unit("u", "某局", "county", "http://www.example.gov.cn/")


def states(*items: Item, **said: tuple[Status, ...]) -> list[Status]:
    table = pack(*items)
    results = [ItemResult(name, result(*each)) for name, each in said.items()]
    sheet = score(table, {each.item_id: each.result for each in results})
    records = finding_records(UNIT, results, sheet, {}, leads_of(table))
    return [Status(each.status) for each in each_once(records)]


def test_what_only_a_candidate_sees_is_for_a_person() -> None:
    assert states(leaf("a", confirm="属实吗？"), a=(F, R)) == [R, R]


def test_what_a_check_decides_is_a_fault() -> None:
    assert states(leaf("a"), a=(F, R)) == [F, R]


def test_what_another_item_decides_is_a_fault_for_the_candidate_too() -> None:
    both = (leaf("a", confirm="属实吗？"), leaf("b"))
    assert states(*both, a=(F,), b=(F,)) == [F]
