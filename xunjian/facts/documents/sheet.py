"""XLSX, XLS, ET: the sheets as tables."""

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from xunjian.facts.documents.limits import BROKEN, EMPTY, ENCRYPTED, MOST_CELLS, MOST_ROWS, TOO_LARGE
from xunjian.html.text import squeeze
from xunjian.model.document import Document, Place, Row, Table

_BROKEN = (CalamineError, ValueError, OSError, KeyError, TypeError, IndexError, OverflowError)


def read_sheets(body: bytes, kind: str) -> Document:
    """Never raises. Sheets that are hidden are left out: nobody is shown them."""
    try:
        tables = tuple(_tables(body))
    except PasswordError:
        return Document(kind, unread=ENCRYPTED)
    except _TooLargeError:
        return Document(kind, unread=TOO_LARGE)
    except _BROKEN:
        return Document(kind, unread=BROKEN)
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # how the library's own faults come; no Exception
            raise
        return Document(kind, unread=BROKEN)
    lines = ["\t".join(table.own(number)).strip() for table in tables for number in range(len(table.rows))]
    text = "\n".join(line for line in lines if line)
    return Document(kind, text, tables, "" if text else EMPTY)


class _TooLargeError(Exception):
    """More cells than are read."""


def _tables(body: bytes) -> Iterator[Table]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
    left = MOST_CELLS
    for data in workbook.sheets_metadata:
        if data.visible is not SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(data.name)
        left -= sheet.total_height * sheet.total_width
        if left < 0 or sheet.total_height > MOST_ROWS:
            raise _TooLargeError
        table = _table(sheet)
        if any(cell for row in table.rows for cell in row):
            yield table


def _table(sheet: CalamineSheet) -> Table:
    rows = [[_word(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row += [""] * (width - len(row))
    covered: set[Place] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for down in range(top, min(bottom + 1, len(rows))):
            for along in range(left, min(right + 1, width)):
                if (down, along) != (top, left):
                    rows[down][along] = rows[top][left]
                    covered.add((down, along))
    while rows and not any(rows[-1]):
        rows.pop()
    lines: tuple[Row, ...] = tuple(map(tuple, rows))
    return Table(lines, frozenset(place for place in covered if place[0] < len(lines)))


def _word(value: object) -> str:
    """A value as it is shown: a whole number without its point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return squeeze(str(value))
