"""column.blank"""

from datetime import date

import pytest

from checks.column.blank import blank_columns
from test_checks.builders import (
    CUT,
    NoTexts,
    column,
    item,
    only_fail,
    page,
    run,
    target,
    targets,
    tree,
    url,
    verdict,
)
from xunjian.model.page import PageKind
from xunjian.model.site import ColumnKind, TargetState
from xunjian.model.texts import PageText, Texts

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
        column(at=page(url("c/x/"), PageKind.COLUMN, rendered=True), seen_whole=False),
        column(kind=ColumnKind.UNREAD, reason="robots.txt 不许抓取"),
    ],
    ids=["no browser", "shell", "not read to its end", "not all brought", "not read"],
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


class Noted(NoTexts):
    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def page(self, url: str) -> PageText | None:
        return PageText(url, self.lines, self.lines)


@pytest.mark.parametrize(
    "note",
    [
        "本单位无此类信息。",
        "备注：我局2026年度没有制定规范性文件。",
        "本机关不涉及行政强制事项",
        "经核实，本镇 尚 未 产生此项信息",
        "2026年未开展相关业务",
        "截至目前，我县没有重大建设项目。",
        "无此类事项",
    ],
    ids=range(7),
)
def test_a_blank_column_whose_page_says_why_is_of_a_class_of_its_own(note: str) -> None:
    finding = only_fail(run(blank_columns, tree(FILLED, column("通知公告")), Texts(Noted("通知公告", note))))
    assert finding.kind == "noted"
    assert "页面备注" in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "暂无信息",
        "没有相关数据！",
        "本栏目正在建设中",
        "该栏目暂无内容",
        "共 0 条记录",
        "本页面无法显示",
        "2026年11月20日 星期五",
        "本单位地址：幸福路 1 号",
    ],
)
def test_what_a_system_writes_by_itself_is_no_note(line: str) -> None:
    finding = only_fail(run(blank_columns, tree(FILLED, column("通知公告")), Texts(Noted(line))))
    assert finding.kind == "bare"
