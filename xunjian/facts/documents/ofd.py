"""OFD (GB/T 33190): the words by their place on the page; columns of a table come parted by tabs."""

import re
from collections.abc import Iterator

from lxml import etree

from xunjian.facts.documents.archive import Container, open_container
from xunjian.facts.documents.limits import BROKEN, EMPTY, MOST_CHARACTERS, MOST_PAGES, SCANNED, TOO_LARGE
from xunjian.model.document import Document

_PAGE = re.compile(r"(?:^|/)Pages/[^/]*?(\d+)/Content\.xml$", re.IGNORECASE)
_SAME_LINE = 1.6
"""Millimetres: text within it stands on one line."""
_GAP = 1.5
"""Times the size of the letters: a wider gap parts two cells."""


def read_ofd(body: bytes) -> Document:
    """Never raises."""
    container = open_container(body)
    if container is None:
        return Document("ofd", unread=BROKEN)
    pages = sorted(
        (_document(name), int(match[1]), name) for name in container.names if (match := _PAGE.search(name))
    )
    texts: list[str] = []
    pictures = broken = False
    for _, _, name in pages[:MOST_PAGES]:
        page = _parse(container, name)
        if page is None:
            broken = True
            continue
        pictures |= next(page.iter("{*}ImageObject"), None) is not None
        texts.append("\n".join(_lines(page)))
    text = "\n".join(texts)
    if broken:
        unread = BROKEN
    elif len(pages) > MOST_PAGES or len(text) > MOST_CHARACTERS:
        unread = TOO_LARGE
    else:
        unread = "" if text.strip() else SCANNED if pictures else EMPTY
    return Document("ofd", text[:MOST_CHARACTERS], unread=unread)


def _document(name: str) -> int:
    match = re.search(r"Doc_(\d+)", name)
    return int(match[1]) if match else 0


def _parse(container: Container, name: str) -> etree._Element | None:
    body = container.read(name)
    if body is None:
        return None
    try:
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _lines(page: etree._Element) -> Iterator[str]:
    """The lines of a page from the top down."""
    pieces = sorted(_pieces(page))
    line: list[tuple[float, float, float, str]] = []
    top = 0.0
    for y, x, end, size, text in pieces:
        if line and y - top > _SAME_LINE:
            yield _joined(line)
            line = []
        if not line:
            top = y
        line.append((x, end, size, text))
    if line:
        yield _joined(line)


def _joined(line: list[tuple[float, float, float, str]]) -> str:
    line.sort()
    words, before = "", 0.0
    for x, end, size, text in line:
        words += ("\t" if words and x - before > _GAP * size else "") + text
        before = max(before, end)
    return words


def _pieces(page: etree._Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Down, along, end, size and words of each run, in millimetres."""
    for run in page.iter("{*}TextObject"):
        box = _numbers(run.get("Boundary")) or [0.0, 0.0]
        size = (_numbers(run.get("Size")) or [4.0])[0] or 4.0
        for code in run.iter("{*}TextCode"):
            text = code.text or ""
            if not text.strip() or len(box) < 2:
                continue
            along = box[0] + (_numbers(code.get("X")) or [0.0])[0]
            down = box[1] + (_numbers(code.get("Y")) or [0.0])[0]
            wide = sum(size if ord(letter) > 0x2E7F else size / 2 for letter in text)
            yield down, along, along + wide, size, text


def _numbers(raw: str | None) -> list[float]:
    try:
        return [float(each) for each in (raw or "").replace(",", " ").split()]
    except ValueError:
        return []
