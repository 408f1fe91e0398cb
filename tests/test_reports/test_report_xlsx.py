"""failing-items.xlsx, read back with another library."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from tests.test_reports.report_sample import sample_audit
from xunjian.model.audit import Audit
from xunjian.reports.rows import HEADINGS, REVIEW_STATES, STATES, failing_rows, review_rows
from xunjian.reports.sheet_names import SheetNames
from xunjian.reports.xlsx import render_xlsx


def _read(audit: Audit) -> Workbook:
    return load_workbook(io.BytesIO(render_xlsx(audit)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return _read(sample_audit())


def test_sheets_are_summary_all_departments_and_review(book: Workbook) -> None:
    assert book.sheetnames[:3] == ["汇总", "全部问题", "县政府办公室"]
    assert book.sheetnames[-3:] == ["待分派", "待人工确认", "涉及页面"]
    assert {"县司法局", "县融媒体中心", "县大数据中心", "县市场监督管理局"} <= set(book.sheetnames)


def test_headings_are_exactly_those_agreed(book: Workbook) -> None:
    agreed = "序号 单位 指标 检查项 问题描述 问题页面 发现页面 依据 证据 责任部门 整改期限 整改情况"
    assert " ".join(HEADINGS) == agreed
    for name in book.sheetnames[1:-1]:
        assert [cell.value for cell in book[name][1]] == list(HEADINGS)


def test_all_failing_items_and_no_others(book: Workbook) -> None:
    sheet = book["全部问题"]
    rows = failing_rows(sample_audit())
    assert sheet.max_row == len(rows) + 1 == 29
    assert [cell.value for cell in sheet["A"][1:]] == list(range(1, 29))
    assert [cell.value for cell in sheet["F"][1:]] == [row.url for row in rows]
    assert {cell.value for cell in sheet["L"][1:]} == {"待整改"}
    assert book["待人工确认"].max_row == len(review_rows(sample_audit())) + 1
    assert {cell.value for cell in book["待人工确认"]["L"][1:]} == {"待确认"}


def test_an_item_of_two_departments_is_in_both_with_one_number(book: Workbook) -> None:
    numbers = [
        next(row[0].value for row in book[name].iter_rows(min_row=2) if "双随机" in str(row[4].value))
        for name in ("全部问题", "县市场监督管理局", "县政府办公室")
    ]
    assert len(set(numbers)) == 1
    total = sum(len(row.departments) for row in failing_rows(sample_audit()))
    assert sum(book[name].max_row - 1 for name in book.sheetnames[2:-2]) == total


def test_the_pages_that_a_cell_does_not_name_have_their_sheet(book: Workbook) -> None:
    long = [row for row in failing_rows(sample_audit()) if len(row.found_on) > 3]
    rows = list(book["涉及页面"].iter_rows(min_row=2, values_only=True))
    told = [url for row in long for url in row.found_on[:200]]
    assert [each[3] for each in rows if each[0] == "全部问题" and "另有" not in str(each[3])] == told
    assert "……另有 212 个页面，见 audit.json" in {each[3] for each in rows}
    assert {each[1] for each in rows if each[0] == "全部问题"} == {row.number for row in long}
    assert "等 412 个页面，见“涉及页面”表" in "".join(str(cell.value) for cell in book["全部问题"]["G"])


def test_no_sheet_of_pages_where_the_cells_name_all() -> None:
    audit = sample_audit()
    few = tuple(each for each in audit.findings if len(each.subject.found_on) <= 3)
    assert few
    assert "涉及页面" not in _read(audit.model_copy(update={"findings": few})).sheetnames


def test_the_department_of_the_indicator_answers_where_the_finding_names_none() -> None:
    rows = {row.finding_id: row for row in failing_rows(sample_audit())}
    assert rows["links.home-1"].departments == ("县大数据中心",)
    assert rows["footer.police-1"].departments == ("待分派",)


def test_sheets_are_ready_for_work_and_paper(book: Workbook) -> None:
    for name in book.sheetnames:
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        setup = sheet.sheet_properties.pageSetUpPr
        assert setup is not None
        assert setup.fitToPage
    for name in book.sheetnames[1:-1]:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:L{sheet.max_row}"
        assert sheet.print_title_rows in ("1:1", "$1:$1")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert all(cell.alignment.wrap_text for cell in sheet[2])
        validation = sheet.data_validations.dataValidation[0]
        choices = REVIEW_STATES if sheet.title == "待人工确认" else STATES
        assert validation.formula1 == '"' + ",".join(choices) + '"'
        assert str(validation.sqref) == f"L2:L{sheet.max_row}" or sheet.max_row == 2


def test_addresses_are_links(book: Workbook) -> None:
    cell = book["全部问题"]["F2"]
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == cell.value


def test_stored_evidence_is_linked_beside_the_sheet() -> None:
    audit = sample_audit()
    first = audit.findings[0]
    kept = first.evidence[0].model_copy(update={"path": "evidence/abc.html.txt"})
    changed = audit.model_copy(update={"findings": (first.model_copy(update={"evidence": (kept,)}),)})
    cell = _read(changed)["全部问题"]["I2"]
    assert cell.hyperlink is not None
    assert cell.hyperlink.target.replace("\\", "/") == "evidence/abc.html.txt"
    assert cell.value == "网页存证，返回 200，2026-11-21 08:31"


def test_hostile_strings_stay_strings() -> None:
    audit = sample_audit()
    first = audit.findings[0]
    subject = first.subject.model_copy(update={"url": "=1+1"})
    bad = first.model_copy(
        update={
            "message": '=HYPERLINK("http://127.0.0.1/","点我")',
            "clause": "@SUM(1)\x07\x0b" + "长" * 40_000,
            "subject": subject,
            "responsible": ("[县]办*公室?/\\:" + "很" * 40, "history", "汇总", "'引号'"),
        }
    )
    book = _read(audit.model_copy(update={"findings": (bad,)}))
    row = book["全部问题"][2]
    assert row[4].value == '=HYPERLINK("http://127.0.0.1/","点我")'
    assert row[4].data_type == "s"
    assert (row[5].value, row[5].data_type, row[5].hyperlink) == ("=1+1", "s", None)
    assert str(row[7].value).startswith("@SUM(1)长")
    assert len(str(row[7].value)) == 32_767
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames) == 6


def test_an_address_too_long_for_a_link_is_text() -> None:
    audit = sample_audit()
    first = audit.findings[0]
    long = "http://127.0.0.1/" + "a" * 3000
    changed = first.model_copy(update={"subject": first.subject.model_copy(update={"url": long})})
    cell = _read(audit.model_copy(update={"findings": (changed,)}))["全部问题"]["F2"]
    assert cell.value == long
    assert cell.hyperlink is None


def test_an_audit_without_items_still_has_its_sheets() -> None:
    book = _read(sample_audit().model_copy(update={"findings": ()}))
    assert book.sheetnames == ["汇总", "全部问题"]
    assert [cell.value for cell in book["全部问题"][1]] == list(HEADINGS)


def test_the_summary_tells_score_and_who_has_what() -> None:
    said = [cell.value for row in _read(sample_audit())["汇总"].iter_rows() for cell in row if cell.value]
    assert "53.8–72.8 分" in said
    assert "28 处不通过，2 处待人工确认。" in said
    line = said.index("县政府办公室")
    assert said[line + 2] == 24


def test_sheet_names_never_clash() -> None:
    names = SheetNames()
    assert names.take("财政局") == "财政局"
    assert names.take("财政局") == "财政局_2"
    assert names.take("History") == "History_2"
    assert names.take("a/b") == "a、b"
    assert names.take("''") == "未命名"
    long = [names.take("𠮷" * 40) for _ in range(3)]
    assert len(set(long)) == 3
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 for name in long)


def test_same_audit_same_rows() -> None:
    assert failing_rows(sample_audit()) == failing_rows(sample_audit())
