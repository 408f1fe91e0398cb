"""update.blank_month"""

from collections.abc import Sequence
from datetime import date

from checks.update.blank_month import blank_months
from test_checks.builders import (
    CUT,
    HOME,
    article,
    articles,
    column,
    home,
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
from xunjian.model.page import Item, Link, PageKind
from xunjian.model.site import ColumnKind, ColumnTree, Coverage, TargetState

# as_of is 2026-11-20: the window runs from 2025-11 to 2026-10.
MONTHS = [(2025, 11), (2025, 12), *((2026, month) for month in range(1, 11))]


def monthly(*left_out: tuple[int, int]) -> list[Item]:
    """An item in every month of the window but those, newest first."""
    return [item(date(*month, 15)) for month in reversed(MONTHS) if month not in left_out]


def failing(findings: Sequence[object]) -> list[str]:
    return [f.signature for f in findings if f.status is Status.FAIL]  # type: ignore[attr-defined]


def test_every_month_has_something() -> None:
    findings = run(blank_months, tree(column(items=monthly())))
    assert verdict(findings) == "pass"
    assert findings[0].evidence


def test_each_blank_month_is_a_finding() -> None:
    findings = run(blank_months, tree(column(items=monthly((2026, 2), (2026, 10)))))
    assert failing(findings) == ["2026-02", "2026-10"]
    subject = findings[0].subject
    assert subject is not None
    assert (subject.kind, subject.url) == ("site", HOME)


def test_the_month_under_way_never_counts_nor_the_one_before_the_window() -> None:
    edges = [item(date(2026, 10, 31)), *monthly((2026, 10), (2025, 11)), item(date(2025, 11, 1))]
    assert verdict(run(blank_months, tree(column(items=edges)))) == "pass"
    outside = [item(date(2026, 11, 1)), *monthly((2026, 10), (2025, 11)), item(date(2025, 10, 31))]
    assert failing(run(blank_months, tree(column(items=outside)))) == ["2025-11", "2026-10"]


def test_any_column_article_or_home_item_fills_a_month() -> None:
    most = column(items=monthly((2026, 2)))
    other = column("领导讲话", [item(date(2026, 2, 28))])
    assert verdict(run(blank_months, tree(most, other))) == "pass"
    assert verdict(run(blank_months, tree(most), articles(article(published=date(2026, 2, 1))))) == "pass"
    assert verdict(run(blank_months, tree(most), home(item(date(2026, 2, 1))))) == "pass"


def test_news_of_another_office_beside_all_lists_fill_no_month() -> None:
    news = Item("县里召开会议", "http://www.elsewhere.gov.cn/yw/1.html", date(2026, 2, 3))
    beside = Link(news.url, news.title)
    names = ("通知公告", "财政信息", "人事信息", "招标采购", "乡村振兴")

    def among(shown: int) -> ColumnTree:
        pages = (
            page(url(f"c/{n}/"), PageKind.COLUMN, links=[beside] * (n < shown)) for n in range(len(names))
        )
        return tree(*(column(name, monthly((2026, 2)), at=at) for name, at in zip(names, pages, strict=True)))

    assert failing(run(blank_months, among(5), home(news))) == ["2026-02"]
    assert verdict(run(blank_months, among(1), home(news))) == "pass"  # a link of the unit's own choice
    inside = home(Item(news.title, url("yw/1.html"), news.date))
    assert verdict(run(blank_months, among(5), inside)) == "pass"


def test_months_before_the_first_item_may_be_before_the_site() -> None:
    young = [each for each in monthly() if each.date and each.date >= date(2026, 6, 1)]
    findings = run(blank_months, tree(column(items=young)))
    assert verdict(findings) == "unknown"
    assert failing(findings) == []


def test_a_list_not_read_to_its_end_hides_only_what_is_older() -> None:
    items = [each for each in monthly((2026, 8)) if each.date and each.date >= date(2026, 6, 1)]
    rest = column("归档", [item(date(2020, 1, 1))])
    findings = run(blank_months, tree(column(items=items, seen_whole=False), rest))
    assert failing(findings) == ["2026-08"]
    assert any(finding.status is Status.UNKNOWN for finding in findings)


def test_what_was_not_seen_is_unknown() -> None:
    gappy = column(items=monthly((2026, 2)))
    assert verdict(run(blank_months, tree(gappy), CUT)) == "unknown"
    assert verdict(run(blank_months, tree(gappy, column("乙", unrendered=True)))) == "unknown"
    assert verdict(run(blank_months, tree(gappy, column("乙", kind=ColumnKind.UNREAD)))) == "unknown"
    undated = column(items=[item(None, path="a/unread.html"), *monthly((2026, 2))])
    assert (
        verdict(run(blank_months, tree(undated), Coverage(True, "", 9, (url("a/unread.html"),)))) == "unknown"
    )
    assert verdict(run(blank_months, tree())) == "unknown"


def test_a_broken_column_hides_nothing() -> None:
    gappy = column(items=monthly((2026, 2)))
    dead = targets(target("c/乙/", TargetState.BROKEN))
    assert verdict(run(blank_months, tree(gappy, column("乙", kind=ColumnKind.UNREAD)), dead)) == "fail"


def test_a_pack_may_name_columns() -> None:
    both = tree(column("动态", monthly((2026, 2))), column("通知公告", monthly()))
    assert verdict(run(blank_months, both)) == "pass"
    finding = only_fail(run(blank_months, both, names=("动态",)))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.column) == ("column", "动态")
    assert verdict(run(blank_months, both, names=("没有的栏目",))) == "not_applicable"


def test_a_month_with_fewer_than_the_quota() -> None:
    pairs = [
        item(date(*month, day), path=f"a/{month[0]}{month[1]}{day}.html")
        for month in MONTHS
        for day in (4, 9)
    ]
    full = tree(column(items=pairs))
    assert verdict(run(blank_months, full, minimum=2)) == "pass"
    assert len(failing(run(blank_months, full, minimum=3))) == 12
    short = tree(column(items=[each for each in pairs if each.date != date(2026, 10, 9)]))
    finding = only_fail(run(blank_months, short, months=1, minimum=2))
    assert finding.observed == "2026-10 有 1 条"
    assert "只发布了 1 条信息，少于 2 条" in finding.message


def test_what_several_columns_list_is_counted_once() -> None:
    one = item(date(2026, 10, 4), path="a/1.html")
    older = item(date(2026, 9, 4), path="a/2.html")
    twice = tree(column("甲", items=[one, older]), column("乙", items=[one]))
    assert failing(run(blank_months, twice, months=1, minimum=2)) == ["2026-10"]


def test_a_quota_that_may_have_been_met_out_of_sight_is_unknown() -> None:
    short = tree(column(items=monthly()))
    assert verdict(run(blank_months, short, CUT, minimum=2)) == "unknown"
