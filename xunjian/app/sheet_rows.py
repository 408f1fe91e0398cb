"""Sheets that people filled in, as rows of text: XLSX, XLS, ODS, CSV."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xunjian.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Corner = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells, and which of them are merged (first and last cell, both included)."""

    rows: list[list[str]]
    merged: tuple[tuple[Corner, Corner], ...] = ()


def read_sheets(path: Path, body: bytes) -> tuple[Sheet, ...]:
    """All sheets of a file, at least one. Raises ConfigError or UsageError."""
    if path.suffix.lower() == ".csv":
        return (Sheet(_read_csv(path, body)),)
    from python_calamine import CalamineError, CalamineWorkbook

    if path.suffix.lower() not in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise UsageError(f"文件“{path.name}”的格式不认识。", "可用 .xlsx、.xls、.csv；登记表还可用 .yaml。")
    try:
        return tuple(_read_workbook(CalamineWorkbook.from_path(str(path))))
    except CalamineError:
        raise ConfigError(f"{path}：打不开，不是正确的表格文件，或设了密码。", "请重新另存后再试。") from None


def _read_csv(path: Path, body: bytes) -> list[list[str]]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("gb18030", "replace")  # what office programs save in China
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        return [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, ""), delimiter=delimiter)
        ]
    except csv.Error:
        raise ConfigError(f"{path}：不是正确的 CSV。", "请从表格程序重新另存为 CSV（逗号分隔）。") from None


def _read_workbook(book: "CalamineWorkbook") -> Iterator[Sheet]:
    for number in range(len(book.sheet_names)):
        sheet = book.get_sheet_by_index(number)
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        yield Sheet(rows, tuple(sheet.merged_cell_ranges or ()))


def _cell(value: object) -> str:
    """A code kept as a number comes as 4403000052.0, the sum of 4.1 and 0.2 as 4.299999999999999."""
    if isinstance(value, float):
        value = round(value, 9)
        return str(int(value)) if value.is_integer() else str(value)
    return str(value).strip()
