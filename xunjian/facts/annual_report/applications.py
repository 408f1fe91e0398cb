"""Table 3: what applications came in and what became of them, read by the names of its rows and columns."""

import re
from collections.abc import Sequence

from xunjian.facts.annual_report.cells import CellNumber, read_number
from xunjian.facts.annual_report.layouts import APPLICANTS, APPLICATION_ROWS, LEAD, ONLY_2021, Line
from xunjian.facts.annual_report.source import Source, is_label
from xunjian.model.annual_report import Figure

Figures = dict[tuple[str, str], Figure]
"""By row and column key."""
Grid = Sequence[Sequence[str]]

_COLUMNS = len(APPLICANTS)
_FAR = 160
"""Cells without a row's name, after which a pasted table is over."""
_MANY = 5
_LONGEST = 60
"""Letters of a name that the edge of its cell parted in several lines."""
_TORN = re.compile(r"[\d,.]*\d[\d,.]*")
"""Digits that make no number."""
_START = re.compile(f"{LEAD}本年(?:度)?新收")


def read_applications(source: Source) -> Figures:
    """The figures of all rows that could be read with certainty; empty where there is none.

    A table that was cut in two is read from both halves.
    """
    figures: Figures = {}
    order: tuple[str, ...] = ()
    for table, cells in zip(source.tables, source.grids, strict=True):
        grid, covered = cells, table.covered
        if _lies(grid):
            grid = tuple(zip(*cells, strict=True))
            covered = frozenset((column, row) for row, column in covered)
        found, order = _from_grid(grid, covered, order)
        found = found or _from_rows(grid, covered, order)
        for place, figure in found.items():
            figures.setdefault(place, figure)
    return figures or _from_cells(source)


def is_whole(figures: Figures) -> bool:
    """Whether every row of the table was read."""
    rows = {row for row, _ in figures}
    return all(line.key in rows for line in APPLICATION_ROWS if line.key not in ONLY_2021)


def _row_key(cell: str, lines: Sequence[Line] = APPLICATION_ROWS) -> str:
    """The row that a cell names; the last one where the head of a group stands in front of it."""
    if not is_label(cell):
        return ""
    hits = ((match.start(), line.key) for line in lines if (match := line.pattern.search(cell)))
    return max(hits, default=(0, ""))[1]


def _lies(grid: Grid) -> bool:
    """Whether the rows of the format are the columns here."""
    keys = [{key for cell in row if (key := _row_key(cell))} for row in grid]
    columns = [
        {key for row in grid if (key := _row_key(row[at]))} for at in range(len(grid[0]) if grid else 0)
    ]
    return max(map(len, keys), default=0) >= _MANY > max(map(len, columns), default=0)


def _from_grid(
    grid: Grid, covered: frozenset[tuple[int, int]], before: tuple[str, ...]
) -> tuple[Figures, tuple[str, ...]]:
    """Figures, and the order of the columns for a second half without a head."""
    rows: list[tuple[int, str]] = []
    head: list[int] = []
    for number, cells in enumerate(grid):
        own = [cell for column, cell in enumerate(cells) if (number, column) not in covered]
        if any(APPLICANTS[0].pattern.search(cell) or APPLICANTS[1].pattern.search(cell) for cell in own):
            head.append(number)
            continue
        labels = [key for cell in own if read_number(cell) is None and (key := _row_key(cell))]
        if labels:
            rows.append((number, labels[-1]))
    if not any(key not in ("rest", "done") for _, key in rows):
        return {}, before
    data = [number for number, _ in rows]
    counted = [
        column
        for column in range(len(grid[0]))
        if sum(read_number(grid[number][column]) is not None for number in data) * 10 >= len(data) * 9
    ]
    named = _named_columns(grid, head, counted)
    order = tuple(named[column] for column in sorted(named)) if named else before
    places = sorted(named) if named else _without_empty(grid, data, counted)
    if len(places) != _COLUMNS or len(order or APPLICANTS) != _COLUMNS:
        return {}, before
    order = order or tuple(column.key for column in APPLICANTS)
    if any(_strays(cells, places) for cells in (grid[number] for number in data)):
        return {}, before
    figures: Figures = {}
    for number, key in rows:
        if any((number, column) in covered for column in places):
            continue
        read = [(read_number(grid[number][column]), grid[number][column]) for column in places]
        figures |= _row(key, order, read)
    return figures, order


def _strays(cells: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a row has a number beside the seven columns: its cells do not stand below the others."""
    return any(
        cell and column not in places and read_number(cell) is not None for column, cell in enumerate(cells)
    )


def _from_rows(grid: Grid, covered: frozenset[tuple[int, int]], before: tuple[str, ...]) -> Figures:
    """Rows that do not stand below each other, as where a page break tore a merged cell: each by itself.

    A row counts where exactly seven cells follow its name.
    """
    order = before or tuple(column.key for column in APPLICANTS)
    figures: Figures = {}
    for number, cells in enumerate(grid):
        own = [cell for column, cell in enumerate(cells) if (number, column) not in covered]
        while own and not own[-1] and len(own) > _COLUMNS + 1:
            own.pop()
        read = [(read_number(cell), cell) for cell in own[-_COLUMNS:]]
        names = [key for cell in own[:-_COLUMNS] if (key := _row_key(cell))]
        named = len(own) > _COLUMNS and read_number(own[-_COLUMNS - 1]) is None
        if names and named and all(own[-_COLUMNS:]):
            for place, figure in _row(names[-1], order, read).items():
                figures.setdefault(place, figure)
    return figures


def _named_columns(grid: Grid, head: list[int], counted: list[int]) -> dict[int, str]:
    """Column -> key, where the head names each exactly once; empty else."""
    if not head:
        return {}
    last = max(head)
    named: dict[int, str] = {}
    for column in counted:
        for number in range(last, -1, -1):
            key = next((line.key for line in APPLICANTS if line.pattern.search(grid[number][column])), "")
            if key:
                named[column] = key
                break
    keys = list(named.values())
    return named if len(keys) == len(set(keys)) == _COLUMNS else {}


def _without_empty(grid: Grid, data: list[int], columns: list[int]) -> list[int]:
    return [column for column in columns if any(grid[number][column] for number in data)]


def _from_cells(source: Source) -> Figures:
    """A pasted table: after the name of a row its seven numbers, in the order of the format."""
    cells = source.cells
    starts = [
        at for at in range(len(cells)) if is_label(cells[at]) and _START.match("".join(cells[at : at + 2]))
    ]
    best: Figures = {}
    for start in starts:
        figures = _stream(cells[start:], source.cell_lines[start:])
        if len(figures) > len(best):
            best = figures
    return best


def _stream(cells: Sequence[str], lines: Sequence[int]) -> Figures:
    """The seven numbers of a row stand in one line, or each in its own: else one may be cut in two."""
    order = tuple(column.key for column in APPLICANTS)
    keys = [line.key for line in APPLICATION_ROWS]
    figures: Figures = {}
    key, label, reached, idle = "", "", 0, 0
    values: list[tuple[CellNumber | None, str]] = []
    places: list[int] = []
    for cell, line in (*zip(cells, lines, strict=True), (APPLICATION_ROWS[-1].name, -1)):
        number = read_number(cell)
        if number is not None or _TORN.fullmatch(cell):
            values.append((number, cell))
            places.append(line)
            continue
        if values:
            if key and len(values) == _COLUMNS and len(set(places)) in (1, _COLUMNS):
                figures |= _row(key, order, values)
                reached = keys.index(key) + 1  # the head of a group names no row: what it holds may follow
            key, label, values, places = "", "", [], []
        label = f"{label}{cell}"[-_LONGEST:]
        found = _row_key(cell, APPLICATION_ROWS[reached:]) or _row_key(label, APPLICATION_ROWS[reached:])
        idle = 0 if found else idle + 1
        if reached == len(keys) or idle > _FAR:
            break
        key = found or key
    return figures


def _row(key: str, order: Sequence[str], read: Sequence[tuple[CellNumber | None, str]]) -> Figures:
    """A row of figures, or none where one of its cells is no number."""
    if any(number is None for number, _ in read):
        return {}
    row = next(line.name for line in APPLICATION_ROWS if line.key == key)
    names = {column.key: column.name for column in APPLICANTS}
    return {
        (key, column): Figure(
            number.value, f"“{row}”行“{names[column]}”列", raw, number.blank, number.noted, number.step
        )
        for column, (number, raw) in zip(order, read, strict=True)
        if number is not None
    }
