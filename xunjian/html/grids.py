"""Tables of a page as grids: merged cells at each place they cover."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from xunjian.html.text import squeeze
from xunjian.model.document import Place, Table

_MOST_ROWS = 2000
_MOST_COLUMNS = 200
_MOST_SPAN = 500
_CELLS = ("td", "th")
_SKIP = frozenset(("script", "style", "noscript", "template"))


def read_grids(tree: HtmlElement) -> tuple[Table, ...]:
    """The tables of a tree in page order. Of nested tables only the inner ones: the outer one is layout."""
    return tuple(
        grid for table in tree.iter("table") if next(table.iterdescendants("table"), None) is None
        for grid in _grid(table)
    )  # fmt: skip


def grid_of(cells: Iterator[tuple[int, int, int, int, str]]) -> Table:
    """A grid from cells as (row, column, rows, columns, text); the first that claims a place keeps it."""
    places: dict[Place, str] = {}
    covered: set[Place] = set()
    height = width = 0
    for row, column, rows, columns, text in cells:
        for down in range(rows):
            for right in range(columns):
                place = (row + down, column + right)
                if place in places:
                    continue
                places[place] = text
                if down or right:
                    covered.add(place)
        height, width = max(height, row + rows), max(width, column + columns)
    lines = tuple(tuple(places.get((row, column), "") for column in range(width)) for row in range(height))
    return Table(lines, frozenset(covered))


def _grid(table: HtmlElement) -> Iterator[Table]:
    rows = list(table.iter("tr"))[:_MOST_ROWS]
    if not rows:
        return
    grid = grid_of(_placed(rows))
    if any(cell for line in grid.rows for cell in line):
        yield grid


def _placed(rows: list[HtmlElement]) -> Iterator[tuple[int, int, int, int, str]]:
    taken: set[Place] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while (number, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan") or len(rows), len(rows) - number)
            right = min(_span(cell, "colspan") or 1, _MOST_COLUMNS)
            if column + right > _MOST_COLUMNS:
                break
            for place in ((number + a, column + b) for a in range(down) for b in range(right)):
                taken.add(place)
            yield number, column, down, right, squeeze("".join(_words(cell)))
            column += right


def _words(cell: HtmlElement) -> Iterator[str]:
    if cell.tag in _SKIP or not isinstance(cell.tag, str):
        return
    if cell.text:
        yield cell.text
    for child in cell:
        if child.tag == "br" or child.tag in ("p", "div", "li"):
            yield " "
        if child.tag == "sup" and _is_note(child):
            yield f"[{squeeze(child.text_content())}]"
        else:
            yield from _words(child)
        if child.tail:
            yield child.tail


def _is_note(raised: HtmlElement) -> bool:
    """Whether a raised number is the mark of a footnote behind a number, and not its last digits."""
    before = raised.getprevious()
    parent = raised.getparent()
    if before is None:
        front = parent.text if parent is not None else ""
    else:
        front = "".join(before.itertext()) + (before.tail or "") if isinstance(before.tag, str) else ""
    return (front or "").rstrip()[-1:].isdigit() and raised.text_content().strip().isdigit()


def _span(cell: HtmlElement, name: str) -> int:
    """The span that a cell names; 0: to the end; a wrong one is 1."""
    raw = (cell.get(name) or "1").strip()
    return min(int(raw), _MOST_SPAN) if raw.isascii() and raw.isdigit() else 1
