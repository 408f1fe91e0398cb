"""interpretation.column"""

import pytest

from checks.interpretation.column import interpretation_column
from test_checks.builders import AS_OF, CUT, HOME, column, home, item, only_fail, run, tree, url, verdict
from xunjian.model.site import ColumnKind

ITEMS = [item(AS_OF)]
NAME = "政策解读"


def test_a_column_with_items() -> None:
    findings = run(interpretation_column, tree(column(NAME, ITEMS)))
    assert verdict(findings) == "pass"
    assert findings[0].evidence


def test_items_in_a_column_below_count() -> None:
    hub = column(NAME, kind=ColumnKind.HUB)
    below = column("文字解读", ITEMS, path=[NAME])
    assert verdict(run(interpretation_column, tree(hub, below))) == "pass"
    assert verdict(run(interpretation_column, tree(hub, column("别的", ITEMS)))) == "unknown"
    assert verdict(run(interpretation_column, tree(hub, column("文字解读", path=[NAME])))) == "fail"


def test_none_at_all() -> None:
    finding = only_fail(run(interpretation_column, tree(column("通知公告", ITEMS))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)


def test_a_blank_one_fails() -> None:
    assert "没有任何信息" in only_fail(run(interpretation_column, tree(column(NAME)))).message


@pytest.mark.parametrize(
    "doubtful",
    [
        column(NAME, unrendered=True),
        column(NAME, seen_whole=False),
        column(NAME, kind=ColumnKind.UNREAD, reason="站点返回验证页面"),
        column(NAME, kind=ColumnKind.EXTERNAL),
    ],
)
def test_items_that_were_not_seen_are_unknown(doubtful: object) -> None:
    assert verdict(run(interpretation_column, tree(doubtful))) == "unknown"  # type: ignore[arg-type]


def test_not_all_was_seen() -> None:
    assert verdict(run(interpretation_column, tree(), CUT)) == "unknown"
    assert verdict(run(interpretation_column, tree(), home(unread=[url("nav.js")]))) == "unknown"
    assert verdict(run(interpretation_column, tree(nav=[(NAME, url("n/"))]))) == "unknown"


def test_alike_is_for_a_person() -> None:
    assert verdict(run(interpretation_column, tree(column(f"类似{NAME}", ITEMS)))) == "review"
    assert verdict(run(interpretation_column, tree(column(NAME), column(f"类似{NAME}")))) == "fail"


def test_a_column_of_interpretations_under_another_name_is_for_a_person() -> None:
    told = [item(AS_OF, f"《第{n}号办法》解读") for n in range(3)]
    assert verdict(run(interpretation_column, tree(column("惠企之窗", told)))) == "review"
    mixed = [*told, *(item(AS_OF, f"第{n}次例会召开") for n in range(4))]
    assert verdict(run(interpretation_column, tree(column("本局动态", mixed)))) == "fail"
    assert verdict(run(interpretation_column, tree(column(NAME), column("惠企之窗", told)))) == "fail"


def test_only_governments_and_departments_owe_it() -> None:
    assert interpretation_column.unit_types == {"city", "county", "department"}
