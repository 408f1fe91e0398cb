"""Tables of annual reports in all formats and writings: every figure in its place, or none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from xunjian.facts.annual_report.read import ReadReport, read_report
from xunjian.facts.annual_report.source import make_source
from xunjian.facts.documents import read_document
from xunjian.model.annual_relations import Verdict, verdict_of
from xunjian.model.annual_report import ReportFormat
from xunjian.testing.annual_reports import (
    NEXT,
    Cell,
    Report,
    Rows,
    application_rows,
    blocks,
    change,
    change_dispute,
    change_words,
    dispute_rows,
    html_report,
    html_table,
    make_report,
    pasted_table,
    sections,
    text_lines,
    to_earlier,
)
from xunjian.testing.documents import doc_of, docx_of, ofd_of, pdf_of
from xunjian.testing.statistics_tables import GENERATIONS, statistics_rows

BEFORE = make_report(2024, 5)
NOW = make_report(2025, 5, BEFORE)
OLD = to_earlier(make_report(2020, 6))


def read(body: bytes, year: int = 2025) -> ReadReport:
    document = read_document(body, "a.html")
    assert document.unread == ""
    return read_report(make_source(document.text.split("\n"), document.tables), year)


def read_html(text: str, year: int = 2025) -> ReadReport:
    return read(f"<html><body>{text}</body></html>".encode(), year)


def broken(report: ReadReport) -> list[str]:
    return [
        each.rule for each in report.comparisons if not each.holds and verdict_of(each) is not Verdict.HINT
    ]


FORMS: dict[str, Callable[[Report], bytes]] = {
    "html": lambda report: f"<html><body>{html_report(report)}</body></html>".encode(),
    "pasted": lambda report: f"<html><body>{html_report(report, pasted_table)}</body></html>".encode(),
    "docx": lambda report: docx_of(blocks(report)),
    "doc": lambda report: doc_of("\n".join(text_lines(report))),
    "pdf": lambda report: pdf_of([text_lines(report)]),
    "ofd": lambda report: ofd_of([[line.split() for line in text_lines(report)]]),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("report", [NOW, OLD], ids=["2021", "2019"])
def test_every_figure_is_read_in_every_form(report: Report, form: str) -> None:
    found = read(FORMS[form](report), report.year)
    assert found.format is (ReportFormat.F2019 if report.earlier else ReportFormat.F2021)
    assert found.parts.found == {1, 2, 3, 4, 5, 6}
    assert found.unread == ()
    assert len(found.applications) == (161 if report.earlier else 175)
    assert [int(each.value) for each in found.disputes.values()] == list(report.disputes)
    assert int(found.applications["done", "person"].value) == report.applications[23][0]
    assert broken(found) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("spoil", "rules"),
    [
        (lambda report: change(report, 2, 0, 1), {"T3-2", "T3-3"}),
        (lambda report: change(report, NEXT, 6, 2), {"T3-1", "T3-3", "正文与表格"}),
        (lambda report: change_dispute(report, 4, 1), {"T4-1", "正文与表格"}),
        (lambda report: change_dispute(report, 10, 1), {"T4-3"}),
        (
            lambda report: change_words(report, "新收政府信息公开申请", "新收政府信息公开申请1"),
            {"正文与表格"},
        ),
    ],
    ids=["outcome", "next total", "reviews", "lawsuits", "words"],
)
def test_one_wrong_figure_is_told_by_the_relations_that_it_breaks(
    form: str, spoil: Callable[[Report], Report], rules: set[str]
) -> None:
    assert set(broken(read(FORMS[form](spoil(NOW))))) == rules


WRITINGS: dict[str, Callable[[int], str]] = {
    "full width": lambda value: str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "thousands": lambda value: f"{value:,}",
    "empty for 0": lambda value: str(value) if value else "",
    "dash for 0": lambda value: str(value) if value else "—",
    "units": lambda value: f"{value}件",
    "blanks inside": lambda value: f" \u3000{value}\u00a0",
    "footnote": lambda value: f"{value}①" if value == 1 else str(value),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_numbers_in_other_writing_are_the_same_numbers(writing: str) -> None:
    large = replace(NOW, applications=tuple(tuple(10 * each for each in row) for row in NOW.applications))
    found = read_html(html_table(application_rows(large, WRITINGS[writing])))
    assert len(found.applications) == 175
    assert broken(found) == []


def _turned(rows: Rows) -> str:
    grid: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            for down in range(cell.rows):
                for along in range(cell.columns):
                    grid[number + down, column + along] = replace(
                        cell, text=cell.text if not down + along else ""
                    )
            column += cell.columns
    lines = [
        "".join(f"<td>{grid.get((number, column), Cell('')).text}</td>" for number in range(len(rows)))
        for column in range(10)
    ]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_a_table_on_its_side() -> None:
    found = read_html(_turned(application_rows(NOW)))
    assert len(found.applications) == 175
    assert broken(found) == []


def test_a_table_cut_in_two_with_and_without_its_head_again() -> None:
    rows = application_rows(NOW)
    for second in (rows[16:], [*rows[:3], *rows[16:]]):
        first = [[replace(cell, rows=min(cell.rows, 13)) for cell in row] for row in rows[:16]]
        found = read_html(html_table(first) + "<p>续表</p>" + html_table(second))
        assert len(found.applications) == 175
        assert broken(found) == []


def test_columns_in_another_order_go_by_their_names() -> None:
    rows = application_rows(NOW)
    moved = [
        *rows[:1],
        [rows[1][0], rows[1][2], rows[1][1]],
        rows[2],
        *([*row[:-6], row[-1], *row[-6:-1]] for row in rows[3:]),
    ]
    found = read_html(html_table(moved))
    assert int(found.applications["done", "total"].value) == NOW.applications[23][6]
    assert broken(found) == []


def test_spare_columns_and_a_number_cut_in_two_cells() -> None:
    rows = application_rows(NOW)
    spare = [[*row, Cell("")] for row in rows]
    assert len(read_html(html_table(spare)).applications) == 175
    cut = [
        [*row[:-1], Cell(row[-1].text[:1]), Cell(row[-1].text[1:])] if len(row[-1].text) == 2 else row
        for row in rows
    ]
    found = read_html(html_table(cut))
    assert broken(found) == []
    assert found.unread != ()


def test_three_and_five_rows_of_lawsuits() -> None:
    ends = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    kinds = ("行政复议", "未经复议直接起诉", "复议后起诉")
    by_kind = [["", *ends]] + [
        [kind, *map(str, NOW.disputes[5 * at : 5 * at + 5])] for at, kind in enumerate(kinds)
    ]
    by_end = [list(each) for each in zip(*by_kind, strict=True)]
    for rows in (by_kind, by_end):
        found = read_html(html_table([[Cell(text) for text in row] for row in rows]))
        assert [int(found.disputes[key].value) for key in sorted(found.disputes)] == [
            int(read_html(html_table(dispute_rows(NOW))).disputes[key].value)
            for key in sorted(found.disputes)
        ]
        assert len(found.disputes) == 15


def test_a_row_for_each_of_the_fifteen_numbers() -> None:
    ends = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    kinds = ("行政复议", "行政诉讼未经复议直接起诉", "行政诉讼复议后起诉")
    names = [(kind, end) for kind in kinds for end in ends]
    rows = [
        [Cell(kind), Cell(end), Cell(str(number))]
        for (kind, end), number in zip(names, NOW.disputes, strict=True)
    ]
    found = read_html(html_table(rows))
    assert [int(each.value) for each in found.disputes.values()] == list(NOW.disputes)


def test_a_negative_count_is_told_once() -> None:
    found = read_html(html_table(application_rows(change(change(NOW, 7, 3, -9), 8, 3, -9))))
    assert broken(found).count("T3-5") == 1


def test_a_figure_with_a_remark_proves_no_fault() -> None:
    wrong = change(NOW, 2, 0, 1)
    text = html_table(application_rows(wrong)).replace(
        f"<p>{wrong.applications[2][0]}</p>", f"<p>{wrong.applications[2][0]}（不含重复）</p>", 1
    )
    assert broken(read_html(text)) == []


def test_traditional_characters() -> None:
    from opencc import OpenCC

    text = OpenCC("s2t").convert(html_report(NOW))
    found = read_html(text)
    assert (len(found.applications), len(found.disputes), broken(found)) == (175, 15, [])
    assert broken(read_html(OpenCC("s2t").convert(html_report(change(NOW, 2, 0, 1))))) == ["T3-2", "T3-3"]


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("form", [html_table, pasted_table])
def test_statistics_before_2019(generation: str, form: Callable[[Rows], str]) -> None:
    found = read_html(form(statistics_rows(generation)), 2015)
    assert found.format == generation
    numbered = [key for key, _, _, value in GENERATIONS[generation] if value >= 0]
    assert {key for key, _ in found.statistics} >= set(numbered)
    assert broken(found) == []


@pytest.mark.parametrize(
    ("generation", "key", "value", "rules"),
    [
        ("2014-2018", "17", 59, ["S-1"]),
        ("2014-2018", "22", 58, ["S-2"]),
        ("2014-2018", "25", 56, ["S-3"]),
        ("2014-2018", "41", 5, ["S-4"]),
        ("2014-2018", "46", 3, ["S-5"]),
        ("2014-2018", "54", 33, ["S-6"]),
        ("2014-2018", "3", 30, ["S-7"]),
        ("2014-2018", "31", 2, ["S-8"]),
        ("2014-2018", "11", 10, ["S-9"]),
        ("2014-2018", "5", 5300, ["S-10"]),
        ("2014-2018", "1", 9000, ["S-10"]),
        ("2013", "6", 9, ["S-1"]),
        ("2013", "12", 18, ["S-2"]),
        ("2013", "16", 4, ["S-3"]),
        ("2013", "28", 2, ["S-4"]),
        ("2013", "30", 2, ["S-5"]),
        ("2013", "19", 4, ["S-8"]),
        ("2009", "3", 7, ["S-1"]),
        ("2009", "10", 8, ["S-3"]),
    ],
)
@pytest.mark.parametrize("form", [html_table, pasted_table])
def test_relations_before_2019(
    generation: str, key: str, value: int, rules: list[str], form: Callable[[Rows], str]
) -> None:
    assert broken(read_html(form(statistics_rows(generation, {key: value})), 2015)) == rules


def test_words_without_any_table_have_no_format() -> None:
    found = read_html("<p>一、总体情况</p><p>2025年，收到政府信息公开申请12件。</p>")
    assert (found.format, found.tables, found.figures) == (ReportFormat.NONE, frozenset(), 0)


@pytest.mark.parametrize("number", range(1, 7))
def test_a_part_left_out_is_missed_and_no_other(number: int) -> None:
    found = read_html(html_report(NOW, leave_out=(number,)))
    assert {1, 2, 3, 4, 5, 6} - found.parts.found == {number}


def test_a_part_without_words_is_empty() -> None:
    text = html_report(NOW).replace(sections(NOW)[4][1][0], "无。")
    assert read_html(text).parts.empty == {5}
    assert read_html(html_report(NOW)).parts.empty == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "2024年新收政府信息公开申请3件。",
        "通过网络收到政府信息公开申请3件。",
        "行政复议被纠正的1件，审结的行政诉讼1件。",
        "其中县级各部门予以公开3件。",
        "一季度新收政府信息公开申请3件。",
        "办理人大建议和政协提案12件，予以公开11件。",
    ],
)
def test_what_the_words_say_of_a_part_is_not_held_against_the_whole(line: str) -> None:
    silent = replace(NOW, words=(line,))
    assert broken(read_html(html_report(silent))) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2025年收到政府信息公开申请58件，按期办结。", []),
        ("共受理政府信息公开申请57件。", []),
        ("2025年收到政府信息公开申请66件。", ["正文与表格"]),
        ("通过政府网站主动公开政府信息4800条。", []),
        ("全年主动公开政府信息5260条。", ["正文与表格"]),
        ("主动公开政府信息约0.52万条。", []),
    ],
)
def test_words_against_a_statistics_table(words: str, said: list[str]) -> None:
    text = f"<p>一、概述</p><p>{words}</p>{html_table(statistics_rows('2014-2018'))}"
    assert broken(read_html(text)) == said


def test_a_statistics_table_cut_in_two() -> None:
    rows = statistics_rows("2014-2018", {"29": 9})
    text = html_table(rows[:30]) + "<p>续表</p>" + html_table(rows[30:])
    assert broken(read_html(text, 2015)) == ["S-3", "S-8"]


def test_heads_below_a_part_do_not_stand_for_another_part() -> None:
    text = html_report(NOW, leave_out=(3,)).replace(
        "<p><strong>二、", "<p>（二）依申请公开情况</p><p><strong>二、"
    )
    assert {1, 2, 3, 4, 5, 6} - read_html(text).parts.found == {3}


def test_a_share_is_of_what_was_settled_or_received() -> None:
    open_, done, new = NOW.applications[2][6], NOW.applications[23][6], NOW.applications[0][6]
    for whole, words in ((done, "办结总数"), (new, "申请总数"), (done, "总数")):
        line = f"予以公开{open_}件，占{words}的{open_ * 100 / whole:.1f}%。"
        assert broken(read_html(html_report(replace(NOW, words=(line,))))) == []
    line = f"予以公开{open_}件，占办结总数的{open_ * 100 / done + 9:.1f}%。"
    found = read_html(html_report(replace(NOW, words=(line,))))
    assert broken(found) == ["占比"]
    assert f"{open_} ÷ {done}" in next(each.left for each in found.comparisons if not each.holds)
    line = f"予以公开{open_}件，占教育类申请的{open_ * 100 / done + 9:.1f}%。"
    assert broken(read_html(html_report(replace(NOW, words=(line,))))) == []


def test_a_statistics_table_of_which_little_was_read_is_unread() -> None:
    rows = statistics_rows("2014-2018")
    garbled = [row if number % 3 else [Cell("〓〓"), *row[1:]] for number, row in enumerate(rows)]
    found = read_html(html_table(garbled), 2015)
    assert broken(found) == []
    assert found.unread != ()
    assert read_html(html_table(rows), 2015).unread == ()
