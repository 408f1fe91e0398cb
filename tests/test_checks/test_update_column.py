"""update.column"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checks.update.column import columns_are_updated
from test_checks.builders import (
    AS_OF,
    CUT,
    article,
    articles,
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
from xunjian.model.finding import Status
from xunjian.model.page import PageKind
from xunjian.model.site import Column, ColumnKind, Coverage, Rhythm, TargetState

FRESH = column("动态", [item(AS_OF)], rhythm=Rhythm.NEWS)
each_limit = pytest.mark.parametrize(
    ("rhythm", "days"), [(Rhythm.NEWS, 14), (Rhythm.NOTICE, 183), (Rhythm.OTHER, 365)]
)


def aged(days: int, rhythm: Rhythm = Rhythm.NOTICE, **more: object) -> Column:
    return column("通知公告", [item(AS_OF - timedelta(days=days))], rhythm=rhythm, **more)  # type: ignore[arg-type]


@each_limit
def test_the_last_day_itself_is_in_time(rhythm: Rhythm, days: int) -> None:
    assert verdict(run(columns_are_updated, tree(aged(days, rhythm)))) == "pass"


@each_limit
def test_a_day_later_is_late(rhythm: Rhythm, days: int) -> None:
    finding = only_fail(run(columns_are_updated, tree(FRESH, aged(days + 1, rhythm))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("column", url("c/通知公告/"))
    assert finding.kind == rhythm.value
    assert finding.column == "通知公告"


def test_the_message_reads_as_agreed() -> None:
    stale = column("通知公告", [item(date(2026, 4, 2))])
    message = only_fail(run(columns_are_updated, tree(stale))).message
    assert message.startswith(
        "“通知公告”栏目最近一条信息发布于 2026-04-02，已 232 天未更新，超过 183 天（依据："
    )


def test_static_columns_owe_nothing() -> None:
    assert verdict(run(columns_are_updated, tree(FRESH, aged(3000, Rhythm.STATIC)))) == "pass"


def test_a_blank_column_is_not_stale_as_well() -> None:
    assert verdict(run(columns_are_updated, tree(FRESH, column("空")))) == "pass"


@pytest.mark.parametrize(("label", "charged"), [("招标采购", 1), ("人事任免", 2), ("", 2)])
def test_a_column_that_shows_anothers_page_is_not_stale_as_well(label: str, charged: int) -> None:
    old = [item(AS_OF - timedelta(days=400), "甲", "a/1.html")]
    shown = page(url("c/rs/"), PageKind.COLUMN, labels={"ColumnName": label})
    wrong = column("人事任免", old, rhythm=Rhythm.OTHER, at=shown, address=url("c/rs/"))
    real = column("招标采购", old, rhythm=Rhythm.OTHER)
    found = run(columns_are_updated, tree(FRESH, wrong, real))
    assert len([each for each in found if each.status is Status.FAIL]) == charged


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
def test_what_is_no_list_owes_nothing(kind: ColumnKind) -> None:
    assert verdict(run(columns_are_updated, tree(FRESH, column("机构", kind=kind)))) == "pass"


def test_a_pinned_old_item_does_not_hide_newer_ones() -> None:
    mixed = column("通知公告", [item(date(2019, 1, 1), pinned=True), item(AS_OF)])
    assert verdict(run(columns_are_updated, tree(mixed))) == "pass"


def test_future_dates_do_not_count() -> None:
    forged = column("通知公告", [item(date(2030, 1, 1)), item(date(2025, 1, 1))])
    assert "2025-01-01" in only_fail(run(columns_are_updated, tree(forged))).message


def test_a_sorted_list_needs_no_second_page() -> None:
    days = [date(2025, 3, 3), date(2025, 2, 2), date(2025, 1, 1)]
    newest_first = column("甲", [item(day) for day in days], seen_whole=False)
    assert verdict(run(columns_are_updated, tree(newest_first))) == "fail"
    oldest_first = column("甲", [item(day) for day in reversed(days)], seen_whole=False)
    assert verdict(run(columns_are_updated, tree(oldest_first))) == "unknown"
    assert (
        verdict(run(columns_are_updated, tree(column("甲", [item(day) for day in reversed(days)])))) == "fail"
    )


def test_undated_items() -> None:
    undated = item(None, path="a/unread.html")
    stale = column("甲", [undated, item(date(2025, 1, 1))])
    missed = Coverage(True, "", 9, (url("a/unread.html"),))
    assert verdict(run(columns_are_updated, tree(stale), missed)) == "unknown"
    read = articles(article("a/unread.html", None))
    assert verdict(run(columns_are_updated, tree(stale), read)) == "fail"
    assert verdict(run(columns_are_updated, tree(column("甲", [undated])), read)) == "unknown"


def test_what_was_not_seen_is_unknown() -> None:
    assert verdict(run(columns_are_updated, tree(FRESH, aged(400, unrendered=True)))) == "unknown"
    half_empty = column("乙", seen_whole=False)
    assert verdict(run(columns_are_updated, tree(FRESH, half_empty))) == "unknown"
    assert verdict(run(columns_are_updated, tree(FRESH, replace(aged(400), may_change=True)))) == "unknown"
    assert verdict(run(columns_are_updated, tree(replace(FRESH, may_change=True)))) == "pass"
    unread = column("乙", kind=ColumnKind.UNREAD, reason="达到页数上限")
    assert verdict(run(columns_are_updated, tree(FRESH, unread))) == "unknown"
    assert verdict(run(columns_are_updated, tree(FRESH, column("乙", seen_whole=False)))) == "unknown"
    assert verdict(run(columns_are_updated, tree(FRESH, column("乙")))) == "pass"  # blank: column.blank's
    assert verdict(run(columns_are_updated, tree(FRESH), CUT)) == "unknown"
    assert verdict(run(columns_are_updated, tree())) == "unknown"


def test_a_broken_column_is_the_link_checks_to_report() -> None:
    unread = column("乙", kind=ColumnKind.UNREAD)
    dead = targets(target("c/乙/", TargetState.BROKEN))
    assert verdict(run(columns_are_updated, tree(FRESH, unread), dead)) == "pass"


def test_a_pack_may_name_the_columns() -> None:
    both = tree(FRESH, aged(400))
    assert verdict(run(columns_are_updated, both, names=("动态",))) == "pass"
    assert verdict(run(columns_are_updated, both, names=("通知公告",))) == "fail"


def test_a_column_that_ended_last_year_is_stale_where_the_year_counts() -> None:
    december = column("人事信息", [item(date(AS_OF.year - 1, 12, 31))], rhythm=Rhythm.OTHER)
    assert verdict(run(columns_are_updated, tree(december))) == "pass"
    finding = only_fail(run(columns_are_updated, tree(FRESH, december), this_year=True))
    assert f"{AS_OF.year} 年没有更新" in finding.message
    january = column("人事信息", [item(date(AS_OF.year, 1, 1))], rhythm=Rhythm.OTHER)
    assert verdict(run(columns_are_updated, tree(january), this_year=True)) == "pass"
    history = column("历史沿革", [item(date(2019, 1, 1))], rhythm=Rhythm.STATIC)
    assert verdict(run(columns_are_updated, tree(FRESH, history), this_year=True)) == "pass"
