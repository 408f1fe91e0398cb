"""Table 4: reviews and lawsuits. Fifteen numbers, in a row, in three rows or in five."""

import re
from collections.abc import Sequence
from itertools import product

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.cells import CellNumber, read_number
from xunjian.facts.annual_report.layouts import DISPUTE_ENDS, DISPUTE_KINDS
from xunjian.facts.annual_report.source import Source
from xunjian.model.annual_report import Figure

_ENDS = re.compile(
    "(?P<kept>结果维持)|(?P<corrected>结果纠正)|(?P<other>其[他它]结果)|(?P<pending>尚未审结)|(?P<total>[总合]计)"
)
_KINDS = re.compile("(?P<direct>未经复议)|(?P<after>复议后起诉)")
_STANDARD = tuple(line.key for line in DISPUTE_ENDS)
_ALL = 15
_HEAD = re.compile(r"行政复议")
_FAR = 150


def read_disputes(source: Source) -> Figures:
    """The fifteen figures by kind and end, or none where their order is not sure."""
    for table, grid in zip(source.tables, source.grids, strict=True):
        cells = [
            cell
            for number, row in enumerate(grid)
            for column, cell in enumerate(row)
            if (number, column) not in table.covered
        ]
        if any("未经复议" in cell for cell in cells) and (figures := _read(cells, empty=True)):
            return figures
    starts = [at for at, cell in enumerate(source.cells) if _HEAD.search(cell) and len(cell) < 40]
    for start in starts:
        if figures := _read(_until_next(source.cells[start:]), empty=False):
            return figures
    return {}


def _until_next(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the fifteenth number, or to the next part."""
    count = 0
    for at, cell in enumerate(cells):
        if at > _FAR or (at and re.match("五、|第五部分", cell)):
            return cells[:at]
        count += read_number(cell) is not None
        if count == _ALL:
            return cells[: at + 1]
    return cells


def _read(cells: Sequence[str], *, empty: bool) -> Figures:
    """`empty`: cells without words are cells; else they never came."""
    words = "".join(cell for cell in cells if read_number(cell) is None)
    numbers = [(number, cell) for cell in cells if (number := read_number(cell)) is not None]
    if empty and len(numbers) != _ALL:
        written = [(number, cell) for number, cell in numbers if cell]
        numbers = written if len(written) == _ALL else _last(cells)
    if len(numbers) != _ALL:
        return {}
    ends = tuple(match.lastgroup or "" for match in _ENDS.finditer(words))
    kinds = tuple(dict.fromkeys(match.lastgroup or "" for match in _KINDS.finditer(words)))
    if kinds != ("direct", "after"):
        return {}
    kind_keys = tuple(line.key for line in DISPUTE_KINDS)
    by_kind = [(kind, end) for kind, end in product(kind_keys, _STANDARD)]
    if ends == _STANDARD * 3:
        return _figures(by_kind, numbers)
    if ends == _STANDARD:
        by_end = [(kind, end) for end, kind in product(_STANDARD, kind_keys)]
        return _figures(by_end if _interleaved(cells) else by_kind, numbers)
    figures = _figures(by_kind, numbers)  # the names got mixed up: only what adds up proves the order
    return figures if adds_up(figures) else {}


def adds_up(figures: Figures) -> bool:
    """Whether in each of the three kinds the first four make the total."""
    return all(
        sum(figures[kind.key, end].value for end in _STANDARD[:4]) == figures[kind.key, "total"].value
        for kind in DISPUTE_KINDS
    )


def _interleaved(cells: Sequence[str]) -> bool:
    """Whether numbers stand between the names of the ends: the ends are the rows."""
    first = next((at for at, cell in enumerate(cells) if cell and read_number(cell) is not None), len(cells))
    return any(_ENDS.search(cell) for cell in cells[first:])


def _last(cells: Sequence[str]) -> list[tuple[CellNumber, str]]:
    """The last fifteen cells, where no words are among them."""
    read = [(read_number(cell), cell) for cell in cells[-_ALL:]]
    kept = [(number, cell) for number, cell in read if number is not None]
    return kept if len(kept) == _ALL and any(cell for _, cell in kept) else []


def _figures(places: Sequence[tuple[str, str]], numbers: Sequence[tuple[CellNumber, str]]) -> Figures:
    kinds = {line.key: line.name for line in DISPUTE_KINDS}
    ends = {line.key: line.name for line in DISPUTE_ENDS}
    return {
        (kind, end): Figure(
            number.value, f"“{kinds[kind]}”的“{ends[end]}”", raw, number.blank, number.noted, number.step
        )
        for (kind, end), (number, raw) in zip(places, numbers, strict=True)
    }
