"""What a file is, by its bytes, and what it says. A name only decides where the bytes do not."""

from xunjian.facts.documents.archive import Container, open_container
from xunjian.facts.documents.doc import read_doc
from xunjian.facts.documents.docx import read_docx
from xunjian.facts.documents.limits import (
    BROKEN,
    EMPTY,
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_FILES,
    PARTLY,
    SCANNED,
    TOO_LARGE,
    UNKNOWN_KIND,
)
from xunjian.facts.documents.ofd import read_ofd
from xunjian.facts.documents.pdf import read_pdf
from xunjian.facts.documents.sheet import read_sheets
from xunjian.facts.documents.web import read_plain, read_web
from xunjian.facts.sniff import looks_like_html
from xunjian.model.document import Document, Part

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_TEXTS = ("txt", "csv")
_SHEETS = ("Workbook", "Book", "WORKBOOK", "BOOK")


def read_document(body: bytes, name: str = "", *, truncated: bool = False) -> Document:
    """The words and tables of a file. Never raises: what cannot be read says why in `unread`.

    `name`: its address or file name. `truncated`: only the beginning of the bytes is here; then nothing is
    read, as no half of a report may be taken for the whole.
    """
    if truncated:
        return Document("", unread=PARTLY)
    return _read(body, name, inside=False)


def _read(body: bytes, name: str, *, inside: bool) -> Document:
    if len(body) > MOST_BYTES:
        return Document("", unread=TOO_LARGE)
    if not body.strip(b"\0 \r\n\t"):
        return Document("", unread=EMPTY)
    if b"%PDF-" in body[:1024]:
        return read_pdf(body)
    if body.startswith(_ZIP):
        return _packed(body, inside=inside)
    if body.startswith(_OLE):
        return _compound(body)
    if looks_like_html(body):
        return read_web(body)
    if body.startswith(_PICTURES):
        return Document("", unread=SCANNED)
    if name.partition("?")[0].lower().rpartition(".")[2] in _TEXTS:
        return read_plain(body)
    return Document("", unread=UNKNOWN_KIND)


def _packed(body: bytes, *, inside: bool) -> Document:
    """A zip container: DOCX, XLSX and OFD by what is in them, else an archive of files."""
    container = open_container(body, names="gbk")
    if container is None:
        return Document("zip", unread=BROKEN)
    names = frozenset(container.names)
    if "word/document.xml" in names:
        return read_docx(body)
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return read_sheets(body, "xlsx")
    if "OFD.xml" in names:
        return read_ofd(body)
    return Document("zip", unread="压缩包中还有压缩包，没有打开") if inside else _archive(container)


def _archive(container: Container) -> Document:
    names = [name for name in container.names if not name.startswith("__MACOSX/")]
    parts: list[Part] = []
    for name in names[:MOST_FILES]:
        body = container.read(name)
        read = Document("", unread=BROKEN) if body is None else _read(body, name, inside=True)
        parts.append(Part(name, read))
    text = "\n".join(part.document.text for part in parts if part.document.text)
    tables = tuple(table for part in parts for table in part.document.tables)
    failing = next((part for part in parts if part.document.unread), None)
    unread = f"其中“{failing.name}”{failing.document.unread}" if failing is not None else ""
    if len(names) > MOST_FILES or len(text) > MOST_CHARACTERS:
        unread = TOO_LARGE
    elif not parts:
        unread = EMPTY
    return Document("zip", text[:MOST_CHARACTERS], tables, unread, tuple(parts))


def _compound(body: bytes) -> Document:
    """An OLE2 container: a sheet where it holds a workbook, else a text."""
    if any(name.encode("utf-16-le") + b"\0\0" in body for name in _SHEETS):
        return read_sheets(body, "xls")
    return read_doc(body)
