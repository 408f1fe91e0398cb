"""The statistics tables before 2019: a name, a unit and a number on each line."""

import re
from collections.abc import Sequence

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.cells import CellNumber, read_number
from xunjian.facts.annual_report.source import Source, is_label
from xunjian.facts.annual_report.statistics import GENERATIONS, Entry, Statistics
from xunjian.model.annual_report import Figure, ReportFormat

_UNIT = re.compile(r"[条件次篇个人宗份]|人次|万?元|—+|-+|单位|数据统计|统计数|数量|指标|指标名称")
_ENOUGH = 8


def read_statistics(source: Source) -> tuple[ReportFormat, Figures]:
    """The generation that most lines were read of, and its figures by number and an empty column."""
    best: tuple[ReportFormat, Figures] = (ReportFormat.NONE, {})
    whole = "".join(source.text.split()) + "".join(
        cell for grid in source.grids for row in grid for cell in row
    )
    for layout in GENERATIONS:
        if sum(word in whole for word in layout.tokens) < 2:
            continue
        rows = [
            [cell for column, cell in enumerate(row) if (number, column) not in table.covered]
            for table, grid in zip(source.tables, source.grids, strict=True)
            for number, row in enumerate(grid)
        ]
        figures = _from_rows(rows, layout)  # of all tables: one may be cut in two
        if len(figures) < _ENOUGH:
            figures = _from_cells(source.cells, layout)
        if len(figures) >= _ENOUGH and len(figures) > len(best[1]):
            best = (layout.format, figures)
    return best


def is_mostly_read(format: ReportFormat, figures: Figures) -> bool:
    """Whether at least half of the sums of a generation have all their lines."""
    layout = next(each for each in GENERATIONS if each.format is format)
    held = [all((key, "") in figures for key in (each.whole, *each.parts)) for each in layout.sums]
    return sum(held) * 2 >= len(held)


class _Place:
    """Where in the table one is: a name that stands in two sections is told by what came before."""

    def __init__(self, layout: Statistics) -> None:
        self._entries: tuple[Entry, ...] = layout.entries
        self._at = -1

    def find(self, cell: str) -> Entry | None:
        if not is_label(cell):
            return None
        heads = [at for at in range(max(self._at, 0) + 1, len(self._entries)) if self._entries[at].head]
        end = heads[0] if heads else len(self._entries)
        for at in (*range(self._at + 1, end), *heads):
            entry: Entry = self._entries[at]
            if entry.pattern.match(cell):
                self._at = at
                return entry
        return None


def _from_rows(rows: Sequence[Sequence[str]], layout: Statistics) -> Figures:
    figures: Figures = {}
    place = _Place(layout)
    for row in rows:
        entry: Entry | None = None
        rest: list[str] = []
        for cell in row:
            if entry is None:
                entry = place.find(cell)
            else:
                rest.append(cell)
        if entry is None:
            continue
        numbers = [
            (number, cell) for cell in rest if cell and (number := read_number(cell)) and not number.blank
        ]
        if len(numbers) == 1:
            _enter(figures, entry, *numbers[0])
        elif not numbers and rest and not [cell for cell in rest[-1:] if cell and read_number(cell) is None]:
            _enter(figures, entry, read_number(rest[-1]), rest[-1])
    return figures


def _from_cells(cells: Sequence[str], layout: Statistics) -> Figures:
    best: Figures = {}
    first = layout.entries[0]
    for start in [at for at, cell in enumerate(cells) if is_label(cell) and first.pattern.match(cell)]:
        figures: Figures = {}
        place = _Place(layout)
        entry: Entry | None = None
        for cell in cells[start:]:
            number = read_number(cell)
            if number is not None and not number.blank:
                if entry is not None:
                    _enter(figures, entry, number, cell)
                entry = None
            elif not _UNIT.fullmatch(cell) and number is None:
                entry = place.find(cell) or entry
        if len(figures) > len(best):
            best = figures
    return best


def _enter(figures: Figures, entry: Entry, number: CellNumber | None, raw: str) -> None:
    if number is not None:
        where = f"“{entry.name}”"
        figures[entry.key, ""] = Figure(number.value, where, raw, number.blank, number.noted, number.step)
