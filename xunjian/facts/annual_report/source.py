"""A text with its tables, made ready: one width, simplified characters, tables as cells."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xunjian.facts.annual_report.cells import plain
from xunjian.html.text import fold
from xunjian.model.document import Table

_NUMBER = re.compile(
    r"[-+]?[\d,.]*\d(?:[.,]\d+)?(?:件次|人次|万元|件|条|项|次|宗|笔|份|个|人|元|篇)?|[-—–/]+"
)
_LONGEST_LABEL = 70
_WIDE = 20
_ENDED = re.compile("[。;；!?:：|]$")
_BEGINS = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|\d{1,2}\.(?!\d)|第[一二三四五六七八九十]+|[-\d.,/—\s]+$"
)
"""A heading, an item of a list, or the cell of a table."""
_ROW = re.compile(r"(?:^|[\s|])[-—/]?[\d.,]*\s+[-—/]?[\d.,]*\d(?:\s|$)|[|\t]")


@dataclass(frozen=True)
class Source:
    """A report's words, line by line, and the tables that stand in them or in its files."""

    lines: tuple[str, ...]
    """Folded."""
    grids: tuple[tuple[tuple[str, ...], ...], ...]
    """Cells as `plain` gives them, rows of equal length."""
    tables: tuple[Table, ...]
    cells: tuple[str, ...]
    """The lines as a table that was pasted: labels and numbers in order, empty cells lost."""

    cell_lines: tuple[int, ...]
    """Of each cell the line that it stands in."""
    paragraphs: tuple[str, ...]
    """The lines again, those joined that a page's edge parted in the middle of a sentence."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def make_source(lines: Iterable[str], tables: Iterable[Table] = ()) -> Source:
    """Folds everything once."""
    folded = tuple(line for line in fold("\n".join(lines)).split("\n") if line.strip())
    kept = tuple(tables)
    grids = tuple(tuple(tuple(plain(cell) for cell in row) for row in table.rows) for table in kept)
    cells = [(cell, number) for number, line in enumerate(folded) for cell in _cells(line)]
    return Source(
        folded,
        grids,
        kept,
        tuple(cell for cell, _ in cells),
        tuple(number for _, number in cells),
        tuple(_joined(folded)),
    )


def _joined(lines: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        words = line.strip()
        if _goes_on(before, words):
            before += words
        else:
            yield before
            before = words
    yield before


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the sentence that the one before it does not end."""
    if len(before) < _WIDE or _ENDED.search(before) or _BEGINS.match(line):
        return False
    return _ROW.search(before) is None and _ROW.search(line) is None


def _cells(line: str) -> Iterable[str]:
    """The cells of a line: parted by bars or tabs; else each number is a cell, and the words between."""
    if "|" in line or "\t" in line:
        yield from (cell for piece in re.split(r"[|\t]", line) if (cell := "".join(piece.split())))
        return
    words: list[str] = []
    for word in line.split():
        if _NUMBER.fullmatch(word):
            if words:
                yield "".join(words)
                words = []
            yield word
        else:
            words.append(word)
    if words:
        yield "".join(words)


def is_label(cell: str) -> bool:
    """Whether a cell may name a row: words, and not many."""
    return 1 < len(cell) <= _LONGEST_LABEL
