"""column.blank"""

from datetime import date

import pytest

from checks.column.blank import blank_columns
from test_checks.builders import CUT, column, item, only_fail, page, run, target, targets, tree, url, verdict
from xunjian.model.page import PageKind
from xunjian.model.site import ColumnKind, TargetState

FILLED = column("动态", [item(date(2020, 1, 1))])


def test_columns_with_items_pass_however_old() -> None:
    assert verdict(run(blank_columns, tree(FILLED))) == "pass"


def test_a_list_without_any_item_fails() -> None:
    finding = only_fail(run(blank_columns, tree(FILLED, column("通知公告", path=["政务公开"]))))
    assert finding.subject is not None
    assert finding.subject.kind == "column"
    assert finding.subject.url == url("c/通知公告/")
    assert finding.column == "通知公告"
    assert "政务公开 › 通知公告" in finding.message


def test_a_rendered_list_that_stays_empty_fails() -> None:
    shown = page(url("c/x/"), PageKind.COLUMN, shell=True, rendered=True)
    assert verdict(run(blank_columns, tree(column("通知公告", at=shown)))) == "fail"


def test_a_bare_page_that_no_script_fills_is_blank() -> None:
    """The facts decide whether a script would fill the list; that the page is bare proves nothing."""
    bare = page(url("c/x/"), PageKind.COLUMN, shell=True)
    assert verdict(run(blank_columns, tree(column("通知公告", at=bare)))) == "fail"


@pytest.mark.parametrize(
    "doubtful",
    [
        column(unrendered=True),
        column(at=page(url("c/x/"), PageKind.COLUMN, shell=True), unrendered=True),
        column(seen_whole=False),
        column(kind=ColumnKind.UNREAD, reason="robots.txt 不许抓取"),
    ],
    ids=["no browser", "shell", "not read to its end", "not read"],
)
def test_what_was_not_seen_is_unknown(doubtful: object) -> None:
    assert verdict(run(blank_columns, tree(FILLED, doubtful))) == "unknown"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kind",
    [
        ColumnKind.ARTICLE,
        ColumnKind.EXTERNAL,
        ColumnKind.LOGIN,
        ColumnKind.WECHAT,
        ColumnKind.CALENDAR,
        ColumnKind.HUB,
    ],
)
def test_what_is_no_list_is_never_blank(kind: ColumnKind) -> None:
    assert verdict(run(blank_columns, tree(FILLED, column("机构职能", kind=kind)))) == "pass"


def test_a_broken_column_is_the_link_checks_to_report() -> None:
    broken = column("通知公告", kind=ColumnKind.UNREAD)
    dead = targets(target("c/通知公告/", TargetState.BROKEN))
    assert verdict(run(blank_columns, tree(FILLED, broken), dead)) == "pass"


def test_an_incomplete_crawl_is_no_pass() -> None:
    assert verdict(run(blank_columns, tree(FILLED), CUT)) == "unknown"
    assert verdict(run(blank_columns, tree(FILLED, column()), CUT)) == "fail"


def test_no_column_recognised_is_no_pass() -> None:
    assert verdict(run(blank_columns, tree())) == "unknown"
