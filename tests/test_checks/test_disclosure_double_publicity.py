"""disclosure.double_publicity"""

from dataclasses import replace
from datetime import date

import pytest

from checks.disclosure._decisions import closing_day, in_lines, in_table, is_decided, read_day
from checks.disclosure.double_publicity import published_in_time
from test_checks.builders import (
    CUT,
    article,
    articles,
    column,
    item,
    only_fail,
    page,
    run,
    tree,
    unit,
    url,
    verdict,
)
from xunjian.model.document import Document, Table
from xunjian.model.finding import Finding
from xunjian.model.page import Attachment, PageKind
from xunjian.model.site import ColumnKind, Fact
from xunjian.model.texts import PageText, Texts
from xunjian.model.workdays import WorkCalendar

OCTOBER = date(2026, 10, 16)
"""A Friday: its seventh working day is 27 October."""


class Words:
    def __init__(self, page: PageText | None, file: Document | None = None) -> None:
        self._page, self._file = page, file

    def page(self, address: str) -> PageText | None:
        return self._page

    def document(self, address: str) -> Document | None:
        return self._file


def judged(
    *tables: Table,
    lines: tuple[str, ...] = (),
    published: date | None = date(2026, 10, 27),
    title: str = "行政处罚公示",
    read: bool = True,
    file: Document | None = None,
    attached: bool = False,
    facts: tuple[Fact, ...] = (),
) -> list[Finding]:
    each = article("a/9.html", published)
    files = (Attachment("附件", url("a/9.xlsx")),) if attached or file is not None else ()
    shown = replace(each.article, title=title, attachments=files)
    reading = replace(each.page.reading, article=shown)
    each = replace(each, article=shown, page=replace(each.page, reading=reading))
    text = PageText(url("a/9.html"), lines, lines, tables=tables) if read else None
    return run(published_in_time, articles(each), Texts(Words(text, file)), WorkCalendar(), *facts)


def rows(*days: str, heading: str = "处罚决定日期") -> Table:
    head = ("序号", "行政处罚决定书文号", heading, "有效期至")
    return Table((head, *((str(n), f"第{n}号", day, "2020-01-01") for n, day in enumerate(days, 1))))


@pytest.mark.parametrize(
    "label",
    [
        "决定日期", "许可决定日期", "处罚决定日期", "作出日期", "决定书日期", "作出行政处罚决定的日期",
        "行政许可决定书日期", "许可决定时间：", "行政处罚 决定日期", "處罰決定日期", "决定日期（必填）",
    ],
)  # fmt: skip
def test_labels_of_the_day_of_a_decision(label: str) -> None:
    assert is_decided(label)


@pytest.mark.parametrize(
    "label",
    [
        "有效期自", "许可有效期", "许可截止日期", "处罚有效期", "公示日期", "决定公开日期", "许可申请日期",
        "处罚决定书文号", "公示截止期", "决定书送达日期", "日期", "许可生效日期",
    ],
)  # fmt: skip
def test_labels_of_other_days(label: str) -> None:
    assert not is_decided(label)


@pytest.mark.parametrize(
    "text", ["2026-10-16", "2026年10月16日", "2026/10/16", "20261016", "二〇二六年十月十六日", "2026.10.16"]
)
def test_ways_to_write_a_day(text: str) -> None:
    assert read_day(text) == OCTOBER


def test_no_day() -> None:
    assert read_day("20个工作日") is None
    assert read_day("2026-13-40") is None
    assert closing_day(["某县市场监督管理局", "2026年10月16日"]) == OCTOBER
    assert closing_day(["当事人应于2026年10月16日前缴清罚款。"]) is None


def test_in_time_up_to_the_seventh_working_day() -> None:
    assert verdict(judged(rows("2026-10-16"))) == "pass"
    finding = only_fail(judged(rows("2026-10-15")))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("article", url("a/9.html"))
    assert "2026-10-26" in finding.message


def test_the_national_holiday_is_not_counted() -> None:
    assert verdict(judged(rows("2026-09-24"), published=date(2026, 10, 12))) == "pass"
    assert verdict(judged(rows("2026-09-15"), published=date(2026, 10, 12))) == "fail"


def test_many_rows_are_one_finding() -> None:
    finding = only_fail(judged(rows(*["2026-09-01"] * 2, *["2026-09-02"] * 3, "2026-10-20")))
    assert finding.observed == "5 条公开超过时限"
    assert finding.message.count("公开，应在") == 3


def test_the_row_tells_its_own_day_of_publication() -> None:
    head = ("决定日期", "公示日期")
    assert verdict(judged(Table((head, ("2026-08-03", "2026-08-05"))))) == "pass"
    assert verdict(judged(Table((head, ("2026-08-03", "2026-08-20"))), published=None)) == "fail"


def test_labels_beside_their_values() -> None:
    late = Table((("当事人", "某公司", "处罚决定日期", "2026/9/1"), ("有效期", "一年", "公示期限", "三个月")))
    assert verdict(judged(late)) == "fail"
    told = Table((("处罚决定日期", "2026/9/1"), ("公示日期", "2026/9/3")))
    assert verdict(judged(told)) == "pass"
    assert [each.decided for each in in_table(late)] == [date(2026, 9, 1)]


def test_labelled_lines() -> None:
    assert verdict(judged(lines=("许可决定日期：2026年9月1日  许可机关：某局",))) == "fail"
    both = in_lines(("许可决定日期：2026年9月1日    公示日期：2026年9月3日",))
    assert [(each.decided, each.published) for each in both] == [(date(2026, 9, 1), date(2026, 9, 3))]


def test_what_only_a_person_can_judge() -> None:
    closing = ("某公司：", "经查……", "某县市场监督管理局", "2026年9月1日")
    assert verdict(judged(lines=closing, title="行政处罚决定书")) == "review"
    assert verdict(judged(lines=closing, title="关于规范行政处罚的通知")) == "not_applicable"
    assert verdict(judged(rows("2026-11-01"))) == "review"
    assert verdict(judged(rows("2016-11-01"))) == "review"
    assert verdict(judged(rows("2031-03-03"), published=date(2031, 4, 3))) == "review"


def test_a_list_in_an_attachment() -> None:
    sheet = Document("xlsx", "行政处罚", (rows("2026-09-01"),))
    assert verdict(judged(file=sheet)) == "fail"
    assert verdict(judged(file=Document("pdf", unread="扫描件"))) == "unknown"
    assert verdict(judged(attached=True)) == "unknown"


def test_what_is_not_judged() -> None:
    assert verdict(judged(rows("2026-09-01", heading="许可有效期自"))) == "not_applicable"
    assert verdict(judged(rows("2026-09-01"), title="关于某事的通知")) == "not_applicable"
    kinds = published_in_time.unit_types
    assert kinds is not None
    assert "university" not in kinds
    assert "township" not in kinds
    assert unit("department").type in kinds


def test_what_was_not_seen_is_unknown() -> None:
    none = Texts(Words(None))
    assert verdict(judged(read=False)) == "unknown"
    assert verdict(judged(rows("2026-09-01"), published=None)) == "unknown"
    assert verdict(judged(rows("2026-10-16"), facts=(CUT,))) == "unknown"
    elsewhere = tree(nav=[("双公示", "https://credit.example.gov.cn/")])
    assert verdict(run(published_in_time, elsewhere, none, WorkCalendar())) == "unknown"
    unread = tree(column("行政处罚", kind=ColumnKind.UNREAD))
    assert verdict(run(published_in_time, unread, none, WorkCalendar())) == "unknown"


def test_what_stands_in_the_column_of_penalties_is_judged_whatever_its_title() -> None:
    listing = tree(column("行政处罚", [item(date(2026, 10, 27), "某公司违法案", "a/9.html")]))
    assert verdict(judged(rows("2026-09-01"), title="某公司案", facts=(listing,))) == "fail"


@pytest.mark.parametrize(
    ("name", "status"), [("行政执法公示（双公示）", "fail"), ("行政执法公示", "not_applicable")]
)
def test_a_table_on_the_page_of_a_column_by_another_name(name: str, status: str) -> None:
    at = page(url("c/sgs/"), PageKind.COLUMN)
    table = Table((("文号", "许可决定日期", "公开日期"), ("1号", "2026-10-15", "2026-10-27")))
    text = PageText(url("c/sgs/"), (), (), tables=(table,))
    own = column(name, kind=ColumnKind.ARTICLE, at=at, address=url("c/sgs/"))
    found = run(published_in_time, tree(own), Texts(Words(text)), WorkCalendar())
    assert verdict(found) == status
