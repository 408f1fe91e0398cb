"""Lines break as Chinese does, and no word, number or address is ever broken."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from xunjian.wrapped import Wrapped, print_lines, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("检查指标2019年版", 10, ["检查指标", "2019年版"]),
        ("county city department", 11, ["county city", "department"]),
        ("栏目（空白），共三个", 8, ["栏目（空", "白），共", "三个"]),
        ("甲乙丙。丁", 6, ["甲乙", "丙。丁"]),
        ("见 https://a.example/very/long 一页", 10, ["见", "https://a.example/very/long", "一页"]),
        ("得分 78.5–91.0 分，高", 13, ["得分", "78.5–91.0 分，", "高"]),
        ("甲乙〔2021〕5号  [自动]", 14, ["甲乙〔2021〕5", "号  [自动]"]),
        ("上\n下", 10, ["上", "下"]),
        ("", 10, [""]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_later_lines_stand_below_the_first_word() -> None:
    assert wrap("1. 甲乙丙丁戊", 9, 3) == ["1. 甲乙丙", "   丁戊"]


def test_a_terminal_wraps_and_a_pipe_does_not() -> None:
    said = []
    for terminal in (True, False):
        stream = io.StringIO()
        print_lines(
            ["1. 甲乙丙丁戊己庚辛壬癸"],
            Console(file=stream, force_terminal=terminal, width=13, color_system=None),
        )
        said.append(stream.getvalue().splitlines())
    assert said == [["1. 甲乙丙丁戊", "   己庚辛壬癸"], ["1. 甲乙丙丁戊己庚辛壬癸"]]


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    table = Table(box=None)
    table.add_column("名")
    table.add_column("型")
    table.add_row(Wrapped("很长很长很长很长很长的名称"), Wrapped("department"))
    stream = io.StringIO()
    Console(file=stream, width=24, color_system=None).print(table)
    assert "department" in stream.getvalue()
    assert max(map(cell_len, stream.getvalue().splitlines())) <= 24
