"""Cell styles of the sheets, and the part of XlsxWriter that they use, with types."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import NewType, Protocol

Format = NewType("Format", object)
_LINE = "#D9E2EC"
_TEXT = "#1F2933"
_QUIET = "#52606D"
_GROUND = "#F5F7FA"
_ACCENT = "#1D4F91"
_FONT = "Microsoft YaHei"
TEXT_SIZE, SMALL_SIZE = 10, 8
"""Points."""
Option = str | int | float | bool | list[str]
_RIGHT: dict[str, Option] = {"align": "right", "indent": 2, "text_wrap": False}
"""Clear of the words in the next column, and of the button of a filter. (LibreOffice does not indent what
may wrap.)"""


class Worksheet(Protocol):
    """What is used of `xlsxwriter.worksheet.Worksheet`; rows and columns count from 0."""

    def write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int: ...
    def write_number(self, row: int, col: int, number: float, cell_format: Format | None = None) -> int: ...
    def write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: float = 0
    ) -> int: ...
    def write_url(
        self, row: int, col: int, url: str, cell_format: Format, string: str, tip: str | None
    ) -> int: ...
    def merge_range(
        self, first_row: int, first_col: int, last_row: int, last_col: int, data: str, cell_format: Format
    ) -> int: ...
    def set_column(self, first: int, last: int, width: float) -> int: ...
    def set_row(self, row: int, height: float) -> int: ...
    def freeze_panes(self, row: int, col: int) -> None: ...
    def autofilter(self, first_row: int, first_col: int, last_row: int, last_col: int) -> None: ...
    def data_validation(
        self, first_row: int, first_col: int, last_row: int, last_col: int, options: Mapping[str, Option]
    ) -> int: ...
    def set_landscape(self) -> None: ...
    def set_paper(self, paper_size: int) -> None: ...
    def fit_to_pages(self, width: int, height: int) -> None: ...
    def repeat_rows(self, first_row: int) -> None: ...
    def set_margins(self, left: float, right: float, top: float, bottom: float) -> None: ...
    def set_header(self, header: str) -> None: ...
    def set_footer(self, footer: str) -> None: ...
    def hide_gridlines(self, option: int) -> None: ...
    def activate(self) -> None: ...


class Workbook(Protocol):
    """What is used of `xlsxwriter.Workbook`."""

    def add_worksheet(self, name: str) -> Worksheet: ...
    def add_format(self, properties: Mapping[str, Option]) -> Format: ...
    def set_properties(self, properties: Mapping[str, str]) -> None: ...
    def close(self) -> None: ...


class Styles:
    """The few styles of a workbook."""

    def __init__(self, workbook: Workbook) -> None:
        base: dict[str, Option] = {
            "font_name": _FONT,
            "font_size": TEXT_SIZE,
            "font_color": _TEXT,
            "valign": "top",
        }
        cell = base | {"border": 1, "border_color": _LINE, "text_wrap": True}
        head = cell | {"bold": True, "bg_color": _GROUND, "valign": "vcenter", "text_wrap": False}
        self.heading = workbook.add_format(head)
        self.heading_serial = workbook.add_format(head | {"align": "center"})
        self.heading_right = workbook.add_format(head | _RIGHT)
        self.text = workbook.add_format(cell)
        self.small = workbook.add_format(cell | {"font_size": SMALL_SIZE})
        self.serial = workbook.add_format(cell | {"align": "center"})
        self.number = workbook.add_format(cell | _RIGHT)
        self.told = workbook.add_format(cell | {"valign": "vcenter"})
        self.figure = workbook.add_format(cell | _RIGHT | {"valign": "vcenter"})
        self.link = workbook.add_format(
            cell | {"font_color": _ACCENT, "underline": 1, "font_size": SMALL_SIZE}
        )
        self.title = workbook.add_format(base | {"font_size": 18, "bold": True, "valign": "vcenter"})
        self.score = workbook.add_format(base | {"font_size": 22, "bold": True, "valign": "vcenter"})
        self.section = workbook.add_format(base | {"font_size": 12, "bold": True, "valign": "bottom"})
        self.label = workbook.add_format(base | {"font_color": _QUIET, "valign": "vcenter"})
        self.value = workbook.add_format(base | {"text_wrap": True, "valign": "vcenter"})


_LINE_HEIGHT = 1.4
_TALLEST = 280.0


def row_height(cells: Iterable[tuple[str, float, int]]) -> float:
    """Height in points that shows wrapped texts whole; each with its column's width in characters and size.

    Spreadsheet programs differ in whether they fit rows on opening, so it is worked out here; the tallest
    row still leaves the next one in sight.
    """
    heights = (
        _count_lines(text, width * TEXT_SIZE / size) * size * _LINE_HEIGHT for text, width, size in cells
    )
    return min(max(heights, default=TEXT_SIZE * _LINE_HEIGHT) + 3, _TALLEST)


def _count_lines(text: str, width: float) -> int:
    """Chinese letters are two columns wide, Latin ones a little less than one."""
    return sum(max(ceil(_columns(line) / max(width, 1)), 1) for line in text.split("\n"))


def _columns(line: str) -> float:
    return sum(2 if ord(letter) >= 0x2000 else 0.9 for letter in line)
