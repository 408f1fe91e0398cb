"""How real offices lay out the tables of an annual report: every figure in its place, or none and said so."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from xunjian.facts.annual_report.layouts import APPLICANTS, APPLICATION_ROWS
from xunjian.facts.annual_report.read import ReadReport, read_report
from xunjian.facts.annual_report.source import make_source
from xunjian.facts.documents import read_document
from xunjian.model.annual_relations import is_fault
from xunjian.testing.annual_reports import (
    ENDS,
    Cell,
    application_rows,
    change,
    dispute_rows,
    html_report,
    html_table,
    make_report,
)
from xunjian.testing.documents import docx_of, pdf_of

NOW = make_report(2025, 5, make_report(2024, 5))
ROWS, SUITS = application_rows(NOW), dispute_rows(NOW)
ALL = {
    (row.key, column.key): NOW.applications[number][place]
    for number, row in enumerate(APPLICATION_ROWS)
    for place, column in enumerate(APPLICANTS)
}
KINDS = [NOW.disputes[at : at + 5] for at in (0, 5, 10)]


def read(html: str) -> ReadReport:
    document = read_document(f"<html><body>{html}</body></html>".encode(), "a.html")
    return read_report(make_source(document.text.split("\n"), document.tables), 2025)


def faults(found: ReadReport) -> list[str]:
    return [each.rule for each in found.comparisons if is_fault(each)]


def _serial(at: int) -> list[Cell]:
    return [Cell("序号", 3)] if at == 0 else [Cell(str(at - 2))] if at > 2 else []


def _numbers(rows: Sequence[Sequence[Cell]], write: Callable[[str], str]) -> str:
    return html_table(
        [*rows[:3], *([*row[:-7], *(Cell(write(c.text)) for c in row[-7:])] for row in rows[3:])]
    )


_NOTE = "注：1.数据截至2025年12月31日；2.其他处理指撤回的申请2件。"
TABLE = html_table(ROWS)
WHOLE = {
    "a column that counts the rows": html_table([[*_serial(at), *row] for at, row in enumerate(ROWS)]),
    "a line with the unit above": html_table([[Cell("单位：件", 1, 10)], *ROWS]),
    "a line with notes below": html_table([*ROWS, [Cell(_NOTE, 1, 10)]]),
    "inside a table that only lays out": f"<table><tr><td></td><td>{html_report(NOW)}</td></tr></table>",
    "the head again in the middle": html_table([*ROWS[:10], *ROWS[:3], *ROWS[10:]]),
    "names broken in lines": TABLE.replace("信息公开申请", "信息<br>公开</p><p>申请").replace(
        "企业", "<br>企业"
    ),
    "a head that covers too much": TABLE.replace('rowspan="8"', 'rowspan="9"'),
    "nothing merged": html_table([[replace(cell, rows=1, columns=1) for cell in row] for row in ROWS]),
    "an empty column after each": html_table(
        [
            [part for cell in row for part in ((cell, Cell("")) if at > 2 else (replace(cell, columns=2),))]
            for at, row in enumerate(ROWS)
            if at != 0
        ]
    ),
    "合计 for 总计": TABLE.replace("（七）总计", "（七）合计"),
    "零 for 0": _numbers(ROWS, lambda text: "零" if text == "0" else text),
    "无 for 0": _numbers(ROWS, lambda text: "无" if text == "0" else text),
    "decimals of nothing": _numbers(ROWS, lambda text: f"{text}.0"),
    "footnotes": _numbers(
        ROWS, lambda text: f"{text}注1" if text == "2" else f"{text}（1）" if text == "3" else text
    ),
    "raised footnotes": TABLE.replace("<p>2</p>", "<p>2<sup>1</sup></p>").replace(
        "<p>1</p>", "<p><b>1</b><sup>2</sup></p>"
    ),
}


@pytest.mark.parametrize("case", WHOLE)
def test_every_figure_of_the_applications_is_in_its_place(case: str) -> None:
    found = read(WHOLE[case])
    assert {key: int(each.value) for key, each in found.applications.items()} == ALL
    assert faults(found) == []


def _without(column: int) -> str:
    """One of the five kinds of organisations has no column."""
    rows = [[cell for at, cell in enumerate(row) if at != len(row) - 7 + column] for row in ROWS[3:]]
    head = [
        [ROWS[0][0], Cell("申请人情况", 1, 6)],
        [ROWS[1][0], Cell("法人或其他组织", 1, 4), ROWS[1][2]],
        [cell for at, cell in enumerate(ROWS[2]) if at != column - 1],
    ]
    return html_table([*head, *rows])


@pytest.mark.parametrize(
    "html",
    [
        _without(4),
        html_table([row for at, row in enumerate(ROWS) if at != 8]),
        _numbers(ROWS, lambda text: "见附表" if text == "2" else text),
        _numbers(ROWS, lambda text: "O" if text == "0" else text),
        TABLE.replace("<table", "<p>第二十条第（一）项</p><img src='/t.png'><table hidden", 1)[:200],
    ],
    ids=["a column is missing", "a row is missing", "words for numbers", "letters for numbers", "a picture"],
)
def test_a_table_that_is_not_whole_proves_no_fault(html: str) -> None:
    found = read(f"<p>本年新收政府信息公开申请数量</p>{html}")
    assert faults(found) == []
    assert found.unread != ()


_HEAD_BELOW = [
    [Cell("行政复议", 1, 5), Cell("行政诉讼", 1, 10)],
    [*(Cell(end) for end in ENDS), Cell("未经复议直接起诉", 1, 5), Cell("复议后起诉", 1, 5)],
    [*(Cell("") for _ in ENDS), *(Cell(end) for end in ENDS * 2)],
    [Cell(str(number)) for number in NOW.disputes],
]


def _of_kind(name: str, numbers: Sequence[int]) -> str:
    return html_table(
        [[Cell(name, 1, 5)], [Cell(end) for end in ENDS], [Cell(str(number)) for number in numbers]]
    )


SPLIT = {
    "names in the wrong lines": html_table(_HEAD_BELOW),
    "a table for each": "<p>行政复议</p>"
    + "".join(map(_of_kind, ("行政复议", "未经复议直接起诉", "复议后起诉"), KINDS)),
    "traditional": html_table(SUITS).replace("复议", "復議").replace("诉讼", "訴訟").replace("总计", "總計"),
    "empty for 0": html_table([[Cell("") if cell.text == "0" else cell for cell in row] for row in SUITS]),
    "slash for 0": html_table([[Cell("/") if cell.text == "0" else cell for cell in row] for row in SUITS]),
}


@pytest.mark.parametrize("case", SPLIT)
def test_every_figure_of_the_disputes_is_in_its_place(case: str) -> None:
    found = read(SPLIT[case])
    assert [int(each.value) for each in found.disputes.values()] == list(NOW.disputes)
    assert faults(found) == []


# -- files without tables: lines, as the edges of cells and pages parted them


def lines_of(report_rows: Sequence[Sequence[Cell]], width: int, *, torn: bool = False) -> list[str]:
    """Rows as a PDF has them: the name in lines of some letters, then the seven numbers in one line."""
    lines = []
    for row in report_rows[3:]:
        name = "".join(cell.text for cell in row[:-7])
        lines += [name[at : at + width] for at in range(0, len(name), width)]
        if torn:
            lines += ["1,"]
        lines.append(" ".join(cell.text for cell in row[-7:]))
    return lines


def test_names_in_short_lines_are_read_together() -> None:
    found = read_report(make_source(lines_of(ROWS, 5)), 2025)
    assert {key: int(each.value) for key, each in found.applications.items()} == ALL


def test_a_number_that_was_cut_in_two_lines_proves_no_fault() -> None:
    found = read_report(make_source(lines_of(ROWS, 30, torn=True)), 2025)
    assert found.applications == {}
    assert faults(found) == []
    last = [*lines_of(ROWS, 30)[:-1], "4 1 0 0 0 0", "5"]
    assert "T3-3" not in faults(read_report(make_source(last), 2025))


@pytest.mark.parametrize("mark", ["{}", "- {} -", "第 {} 页 共 9 页", "{}/9"])
def test_numbers_of_pages_are_no_figures(mark: str) -> None:
    lines = lines_of(ROWS, 30)
    pages = [
        [*lines[at : at + 7], mark.format(number)] for number, at in enumerate(range(0, len(lines), 7), 3)
    ]
    document = read_document(pdf_of(pages), "a.pdf")
    found = read_report(make_source(document.text.split("\n"), document.tables), 2025)
    assert {key: int(each.value) for key, each in found.applications.items()} == ALL


def test_a_wrong_figure_is_still_told_in_all_of_them() -> None:
    wrong = application_rows(change(NOW, 16, 0, 4))
    assert set(faults(read_report(make_source(lines_of(wrong, 5)), 2025))) == {"T3-2", "T3-3"}
    assert set(faults(read(html_table([[*_serial(at), *row] for at, row in enumerate(wrong)])))) == {
        "T3-2",
        "T3-3",
    }


def test_a_raised_number_in_a_text_document_is_a_footnote() -> None:
    import io

    import docx

    document = docx.Document(io.BytesIO(docx_of([[["新收", "3"]]])))
    cell = document.tables[0].rows[0].cells[1]
    cell.paragraphs[0].add_run("1").font.superscript = True
    document.tables[0].rows[0].cells[0].paragraphs[0].add_run("m2").font.superscript = True
    file = io.BytesIO()
    document.save(file)
    assert read_document(file.getvalue(), "a.docx").tables[0].rows == (("新收m2", "3[1]"),)
