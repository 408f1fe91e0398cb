"""DOCX: paragraphs and tables in the order they stand."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from lxml import etree

from xunjian.facts.documents.archive import open_container
from xunjian.facts.documents.limits import BROKEN, EMPTY, MOST_CHARACTERS, MOST_TABLES, SCANNED, TOO_LARGE
from xunjian.html.grids import grid_of
from xunjian.html.text import squeeze
from xunjian.model.document import Document, Table

_BROKEN = (
    OpcError, InvalidXmlError, etree.XMLSyntaxError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, NotImplementedError, OSError, EOFError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(body: bytes) -> Document:
    """Never raises."""
    if open_container(body) is None:
        return Document("docx", unread=BROKEN)
    try:
        document = docx.Document(io.BytesIO(body))
        lines: list[str] = []
        tables: list[Table] = []
        for block in document.iter_inner_content():
            if not isinstance(block, WordTable):
                lines.append(block.text)
                continue
            for table in _tables(block):
                tables.append(table)
                lines += ("\t".join(table.own(number)) for number in range(len(table.rows)))
        lines += _boxes(document)
    except _BROKEN:
        return Document("docx", unread=BROKEN)
    text = "\n".join(lines)
    unread = TOO_LARGE if len(text) > MOST_CHARACTERS or len(tables) > MOST_TABLES else ""
    if not text.strip():
        unread = SCANNED if document.inline_shapes else EMPTY
    return Document("docx", text[:MOST_CHARACTERS], tuple(tables[:MOST_TABLES]), unread)


def _tables(table: WordTable) -> Iterator[Table]:
    """The table, or the tables inside it where it only lays them out."""
    inner = [nested for row in table.rows for cell in row.cells for nested in cell.tables]
    if inner:
        for nested in {id(each._tbl): each for each in inner}.values():
            yield from _tables(nested)
        return
    yield grid_of(_cells(table))


def _cells(table: WordTable) -> Iterator[tuple[int, int, int, int, str]]:
    """Each cell once, with the places it covers: python-docx names a merged cell at every one of them."""
    seen: dict[object, list[int]] = {}  # keyed by the element, which must live on to stay the same
    words: dict[object, str] = {}
    for number, row in enumerate(table.rows):
        column = row.grid_cols_before
        for cell in row.cells:
            key = cell._tc
            place = seen.setdefault(key, [number, column, number, column])
            place[2], place[3] = max(place[2], number), max(place[3], column)
            words.setdefault(key, squeeze(" ".join(map(_words, cell.paragraphs))))
            column += 1
    for key, (top, left, bottom, right) in seen.items():
        yield top, left, bottom - top + 1, right - left + 1, words[key]


def _words(paragraph: Paragraph) -> str:
    """The words of a cell; a raised number behind a number is the mark of a footnote, told as [1]."""
    if next(paragraph._p.iter(f"{_W}vertAlign"), None) is None:
        return paragraph.text
    words = ""
    for run in paragraph.runs:
        note = run.font.superscript and run.text.strip().isdigit() and words[-1:].isdigit()
        words += f"[{run.text.strip()}]" if note else run.text
    return words


def _boxes(document: WordDocument) -> Iterator[str]:
    """The words of text boxes, which stand in no paragraph of their own."""
    for box in document.element.body.iter(f"{_W}txbxContent"):
        for paragraph in box.iter(f"{_W}p"):
            yield "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t"))
