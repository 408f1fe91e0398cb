"""update.forged_date"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from checks.update.forged_date import dates_stay
from test_checks.builders import AS_OF, CUT, run, url, verdict
from xunjian.model.finding import Finding, Status
from xunjian.model.history import History, ListPage, Seen, Visit

BEFORE = AS_OF - timedelta(days=3)
OLD = date(2025, 3, 1)
MIDDLE = date(2026, 9, 1)
WORDS = "820:0123456789ab"
Row = tuple[str, date | None, date | None]
"""Title, date in the list, date on the page."""


def visit(
    as_of: date, rows: Sequence[Row], *, words: str = WORDS, folder: str = "a", name: str = "通知公告"
) -> Visit:
    page = ListPage(name, url("c/"), f"{as_of.day:02d}" * 32, f"{as_of}T00:30:00+00:00", 200)
    seen = {
        url(f"{folder}/{title}.html"): Seen(title, listed, published, words, BEFORE, 0)
        for title, listed, published in rows
    }
    return Visit(as_of, frozenset({as_of}), seen, (page,), f"{as_of.day:02x}" * 32)


def judged(before: Sequence[Row], after: Sequence[Row], **changed: object) -> list[Finding]:
    return run(dates_stay, History(visit(AS_OF, after), visit(BEFORE, before)), **changed)


def rows(day: date, count: int, published: date | None = None, first: int = 0) -> list[Row]:
    return [(f"第{number}条消息", day, published) for number in range(first, first + count)]


def live(day: date) -> list[Row]:
    return [(title, day, day) for title in ("今日天气", "空气质量", "蔬菜价格")]


def test_dates_that_follow_the_inspection() -> None:
    """T12: each date was the day of that inspection."""
    findings = judged(rows(BEFORE, 5), rows(AS_OF, 5))
    assert verdict(findings) == "review"
    (finding,) = findings
    assert f"5 条信息的日期由检查日 {BEFORE} 变成检查日 {AS_OF}" in finding.message
    assert finding.subject is not None
    assert finding.subject.url == url("c/")
    old, new, _ = finding.evidence
    assert (old.sha256, new.sha256) == (f"{BEFORE.day:02d}" * 32, f"{AS_OF.day:02d}" * 32)
    assert f"{BEFORE.day:02x}" * 32 in (old.quote or "")


def test_dates_on_the_pages_alone_may_follow_too() -> None:
    before = [(title, None, BEFORE) for title, *_ in rows(BEFORE, 4)]
    after = [(title, None, AS_OF) for title, *_ in rows(AS_OF, 4)]
    assert verdict(judged(before, after)) == "review"


def test_new_addresses_every_time_do_not_hide_it() -> None:
    history = History(visit(AS_OF, rows(AS_OF, 4), folder="b"), visit(BEFORE, rows(BEFORE, 4)))
    assert verdict(run(dates_stay, history)) == "review"


def test_an_old_text_under_a_later_date() -> None:
    """It was seen, word for word, before the day on which it says that it was published."""
    before = [*rows(BEFORE, 9), ("旧闻", OLD, OLD)]
    after = [*rows(BEFORE, 9), ("旧闻", AS_OF, AS_OF)]
    (finding,) = [each for each in judged(before, after) if each.status is Status.REVIEW]
    assert f"{OLD} 改为 {AS_OF}" in finding.message
    assert finding.subject is not None
    assert finding.subject.url == url("a/旧闻.html")


def test_a_date_moved_to_before_the_look_before() -> None:
    """Its address was seen months before the day on which it says that it was published."""
    before, after = [*rows(BEFORE, 9), ("旧闻", OLD, OLD)], [*rows(BEFORE, 9), ("旧闻", MIDDLE, MIDDLE)]
    known = visit(BEFORE, before)
    address = url("a/旧闻.html")
    old = replace(known.seen[address], first_seen=date(2026, 6, 1))
    known = replace(known, seen={**known.seen, address: old})
    findings = run(dates_stay, History(visit(AS_OF, after), known))
    assert verdict(findings) == "review"
    assert "在 2026-06-01 检查时已经看到" in findings[0].message
    assert verdict(judged(before, after)) == "pass", "first seen at the look before: a wrong date, corrected"


def test_dates_that_stay() -> None:
    findings = judged(rows(BEFORE, 8), [*rows(BEFORE, 8), *rows(AS_OF, 8, first=20)])
    assert verdict(findings) == "pass"
    assert "比较了 8 条信息" in findings[0].message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rows(BEFORE, 2), rows(AS_OF, 2)),
        (rows(BEFORE, 9), [*rows(AS_OF, 3), *rows(BEFORE, 6, first=3)]),
        (rows(OLD, 6, OLD), rows(OLD + timedelta(days=30), 6, OLD + timedelta(days=30))),
        ([*rows(BEFORE, 9), ("新闻", date(2025, 11, 14), date(2025, 11, 14))],
         [*rows(BEFORE, 9), ("新闻", date(2026, 11, 14), date(2026, 11, 14))]),
        ([*live(BEFORE), *rows(OLD, 1)], [*live(AS_OF), *rows(OLD, 1)]),
        ([*rows(BEFORE, 9), ("简介", BEFORE, BEFORE)],
         [*rows(BEFORE, 9), ("简介", AS_OF, AS_OF)]),
    ],
    ids=["two only", "few of many", "not to the day of the inspection", "a wrong year, corrected",
         "what is new every day", "posted on the day, touched up a few days later"],
)  # fmt: skip
def test_what_must_not_be_reported(before: list[Row], after: list[Row]) -> None:
    assert verdict(judged(before, after)) == "pass"


def test_an_updated_text_may_bear_a_later_date() -> None:
    before, after = [("指南", OLD, OLD), *rows(BEFORE, 9)], [("指南", AS_OF, AS_OF), *rows(BEFORE, 9)]
    changed = History(visit(AS_OF, after, words="999:aaaaaaaaaaaa"), visit(BEFORE, before))
    assert verdict(run(dates_stay, changed)) == "pass"


def test_a_new_system_that_dates_everything_anew_accuses_nobody() -> None:
    before, after = rows(OLD, 20, OLD), rows(AS_OF - timedelta(days=1), 20, AS_OF - timedelta(days=1))
    findings = judged(before, after)
    assert verdict(findings) == "unknown"
    assert "更换系统" in findings[0].message


def test_a_new_system_with_other_addresses_and_titles() -> None:
    moved = replace(visit(AS_OF, rows(AS_OF, 6), folder="new", name="公示公告"))
    assert verdict(run(dates_stay, History(moved, visit(BEFORE, rows(BEFORE, 6))))) == "unknown"


def test_without_an_earlier_look_nothing_is_known() -> None:
    findings = run(dates_stay, History(visit(AS_OF, rows(AS_OF, 5))))
    assert verdict(findings) == "unknown"
    assert "下次检查起才能判定" in findings[0].message


def test_a_crawl_cut_short_passes_nothing() -> None:
    history = History(visit(AS_OF, rows(BEFORE, 5)), visit(BEFORE, rows(BEFORE, 5)))
    assert verdict(run(dates_stay, history, CUT)) == "unknown"
