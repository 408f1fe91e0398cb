"""Forms as people hand them back: rearranged, decorated, merged, recalculated."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xunjian.app.assess_answers import read_answers, read_form
from xunjian.errors import ConfigError
from xunjian.packs.item import Item, Manual

HEAD = ("编号", "指标", "自评分", "考核评分", "不适用理由", "佐证链接", "填写人", "说明")
ITEMS = [Item(id=name, title="项", points=5, manual=Manual(ask="办了没有？")) for name in ("1", "2", "3")]
DAY = dt.date(2026, 11, 22)
Row = Sequence[object]
Edit = Callable[[Workbook, Worksheet], object]


def line(item: object, own: object, points: object, person: object = "甲", note: object = "") -> Row:
    return (item, "项", own, points, None, None, person, note)


def taken(
    folder: Path, rows: Sequence[Row], head: Sequence[str] = HEAD, edit: Edit | None = None
) -> dict[str, tuple[str, str, str]]:
    """Points, self-score and person by item."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("人工评分表",), ("运行", "r", "单位", "u"), head, *rows):
        sheet.append(list(row))
    if edit:
        edit(book, sheet)
    book.save(folder / "form.xlsx")
    answers = read_answers(read_form(folder / "form.xlsx"), ITEMS, "某", DAY)
    return {
        each.said.item_id: (str(each.said.points), str(each.said.self_points), each.said.person)
        for each in answers
    }


PLAIN = {"1": ("3", "4", "甲")}


@pytest.mark.parametrize(
    ("rows", "head", "edit"),
    [
        ([line("1", 4, 3)], HEAD, None),
        ([line(1, 4, 3)], HEAD, None),
        ([line("１", "４分", " 3 分")], HEAD, None),
        ([line("1", 4.000000000000001, 2.9999999999999996)], HEAD, None),
        ([("甲", "1", 3, None, "", "", 4, "项")], tuple(HEAD[at] for at in (6, 0, 3, 4, 7, 5, 2, 1)), None),
        ([line("1", 4, 3)], ("编 号*", "指标", "自评分", "考核评分\n（必填）", *HEAD[4:]), None),
        ([line("1", 4, 3)], HEAD, lambda book, sheet: book.create_sheet("封面", 0)),
        ([line("1", 4, 3)], HEAD, lambda book, sheet: sheet.insert_cols(2)),
        ([line("1", 4, 3), line("1", None, None, None)], HEAD, None),
        ([line("1", 4, 3), (None,) * 8, ("填表说明",)], HEAD, None),
    ],
)
def test_what_means_the_same_is_read_the_same(
    rows: Sequence[Row], head: Sequence[str], edit: Edit | None, tmp_path: Path
) -> None:
    assert taken(tmp_path, rows, head, edit) == PLAIN


def test_one_person_for_several_lines(tmp_path: Path) -> None:
    """Not for a line that nobody filled in."""
    rows = [line("1", 4, 3), line("2", 4, 3, None), line("3", None, None, None)]
    assert taken(tmp_path, rows, edit=lambda book, sheet: sheet.merge_cells("G4:G6")) == {
        "1": ("3", "4", "甲"),
        "2": ("3", "4", "甲"),
    }


@pytest.mark.parametrize(
    ("rows", "head", "edit", "said"),
    [
        ([line("1", 4, 3), line("2", None, None)], HEAD, "D4:D5", "单元格 D4:D5 合并在一起"),
        ([line("1", 4, 3)], HEAD, "C4:D4", "单元格 C4:D4 合并在一起"),
        ([line("1", 4, 3), line("1", 4, 2)], HEAD, "", "“1”写了两行"),
        ([line("1", 4, 3), line("１", 4, 2)], HEAD, "", "“１”写了两行"),
        ([(*line("1", 4, 3), 2)], (*HEAD, "考核评分"), "", "“考核评分”有两列"),
        ([line("1", 4, dt.date(2026, 3, 5))], HEAD, "", "单元格 D4：“2026-03-05”不是数字"),
        ([line("1", 4, True)], HEAD, "", "单元格 D4：“True”不是数字"),
        ([line("1", 4, 1e300)], HEAD, "", "不是数字"),
        ([line("1", None, "=1+2")], HEAD, "", "没有写自评分、考核评分或不适用理由"),
        ([line("合计", 4, 3)], HEAD, "", "“合计”不是这张表的指标"),
        ([], ("甲", "乙"), "", "不是人工评分表"),
        ([line("1", 4, 3)[:-1]], HEAD[:-1], "", "缺少“说明”一列"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_refused(
    rows: Sequence[Row], head: Sequence[str], edit: str, said: str, tmp_path: Path
) -> None:
    def merge(book: Workbook, sheet: Worksheet) -> None:
        if edit:
            sheet.merge_cells(edit)

    with pytest.raises(ConfigError) as caught:
        taken(tmp_path, rows, head, merge)
    assert said in caught.value.message


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"<html><table><tr><td>1</td></tr></table></html>"])
def test_a_file_that_is_no_workbook(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(body)
    with pytest.raises(ConfigError, match="打不开"):
        read_form(tmp_path / "form.xlsx")
