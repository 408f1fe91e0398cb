"""PDF: the words of its pages. A page of pictures alone has none: it is a scan."""

import io
import logging
import re
import struct
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from xunjian.facts.documents.limits import (
    BROKEN,
    EMPTY,
    ENCRYPTED,
    MOST_CHARACTERS,
    MOST_PAGES,
    SCANNED,
    TOO_LARGE,
)
from xunjian.model.document import Document

# What malformed files were seen to raise inside the library.
_BROKEN = (
    PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError,
    AssertionError, NotImplementedError, OSError, EOFError, zlib.error, struct.error,
)  # fmt: skip
_FEW = 12
"""Characters: a page with fewer shows a number or a stamp."""

# Fonts whose table of characters names the radical where the character looks the same: ⾏政, ⻋辆.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_LIKE = zip(
    "⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻥⻦⻨⻩⻬⻮⻰⺠",
    "西见角贝车长门青页风飞食马骨鱼鸟麦黄齐齿龙民",
    strict=True,
)
_RADICALS |= {ord(radical): character for radical, character in _LIKE}
_PAGE = re.compile(r"\W*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:[\s,，/]*共?\s*\d{1,4}\s*页?)?\W*$")
_OFTEN = 2

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a broken file is told of by `unread`, not on stderr


def read_pdf(body: bytes) -> Document:
    """Never raises."""
    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Document("pdf", unread=ENCRYPTED)
        count = len(reader.pages)
    except FileNotDecryptedError:
        return Document("pdf", unread=ENCRYPTED)
    except (ImportError, *_BROKEN):  # a cipher that needs a library which is not here
        return Document("pdf", unread=BROKEN)
    texts: list[str] = []
    length = scans = broken = 0
    for number in range(min(count, MOST_PAGES)):
        try:
            page = reader.pages[number]
            text = page.extract_text()
            scans += len("".join(text.split())) < _FEW and _has_picture(page.get("/Resources"))
        except _BROKEN:
            broken += 1
            continue
        texts.append(text.translate(_RADICALS))
        length += len(text)
        if length > MOST_CHARACTERS:
            break
    whole = "\n".join(_without_page_numbers(texts))
    unread = ""
    if broken:
        unread = BROKEN
    elif scans:
        unread = SCANNED if scans == count else "有的页是扫描件，没有可读的文字"
    elif len(texts) < count or length > MOST_CHARACTERS:
        unread = TOO_LARGE
    elif not whole.strip():
        unread = EMPTY
    return Document("pdf", whole[:MOST_CHARACTERS], unread=unread)


def _without_page_numbers(texts: list[str]) -> Iterator[str]:
    """The pages without the line at head or foot that counts them: it would cut tables and sentences."""
    pages = [text.strip().split("\n") for text in texts]
    for end in (0, -1):
        counted = [
            (number, match)
            for number, lines in enumerate(pages)
            if lines and (match := _PAGE.match(lines[end]))
        ]
        starts = Counter(int(match[1]) - number for number, match in counted)
        start, often = starts.most_common(1)[0] if starts else (0, 0)
        if often < _OFTEN or often * 2 < len(pages):
            continue
        for number, match in counted:
            if int(match[1]) - number == start:
                del pages[number][end]
    return ("\n".join(lines) for lines in pages)


def _has_picture(resources: object) -> bool:
    """Whether the resources of a page name a picture or a form."""
    from pypdf.generic import DictionaryObject

    plain = resources.get_object() if hasattr(resources, "get_object") else None
    return isinstance(plain, DictionaryObject) and "/XObject" in plain
