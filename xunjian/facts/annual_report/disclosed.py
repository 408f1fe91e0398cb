"""Table 2: what was disclosed of its own accord, in the formats of 2019 and 2021."""

from collections.abc import Sequence

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.cells import CellNumber, read_number
from xunjian.facts.annual_report.layouts import (
    DISCLOSED_2019,
    DISCLOSED_2021,
    DISCLOSED_NAMES,
    Line,
)
from xunjian.facts.annual_report.source import Source, is_label
from xunjian.model.annual_report import Figure, ReportFormat

Layout = Sequence[tuple[Line, tuple[str, ...]]]


def read_disclosed(source: Source, format: ReportFormat) -> Figures:
    """The figures of the lines that have as many as the format gives them; of others none."""
    layout: Layout = DISCLOSED_2021 if format is ReportFormat.F2021 else DISCLOSED_2019
    figures: Figures = {}
    for table, grid in zip(source.tables, source.grids, strict=True):
        for number, row in enumerate(grid):
            cells = [cell for column, cell in enumerate(row) if (number, column) not in table.covered]
            for at, cell in enumerate(cells):
                if (line := _line(cell, layout)) is not None:
                    _enter(figures, line, cells[at + 1 :])
                    break
    if figures:
        return figures
    cells = list(source.cells)
    for at, cell in enumerate(cells):
        line = _line(cell, layout)
        if line is None:
            continue
        end = at + 1
        while end < len(cells) and cells[end] and read_number(cells[end]) is not None:
            end += 1
        _enter(figures, line, cells[at + 1 : end])
    return figures


def _line(cell: str, layout: Layout) -> tuple[Line, tuple[str, ...]] | None:
    if not is_label(cell):
        return None
    return next((each for each in layout if each[0].pattern.match(cell)), None)


def _enter(figures: Figures, line: tuple[Line, tuple[str, ...]], cells: Sequence[str]) -> None:
    row, columns = line
    read: list[tuple[CellNumber, str]] = []
    for cell in cells:
        number = read_number(cell)
        if number is None:
            return
        read.append((number, cell))
    while len(read) > len(columns) and not read[-1][1]:
        read.pop()
    if len(read) != len(columns):
        return
    for key, (number, raw) in zip(columns, read, strict=True):
        where = f"“{row.name}”行“{DISCLOSED_NAMES[key]}”列"
        figures.setdefault(
            (row.key, key), Figure(number.value, where, raw, number.blank, number.noted, number.step)
        )
