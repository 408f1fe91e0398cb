"""DOC (Word 97 to 2003, and WPS): the words by its piece table. Source: [MS-DOC] 2.4.1, Clx and PlcPcd."""

import io
import re
import struct

import olefile

from xunjian.facts.documents.limits import BROKEN, EMPTY, ENCRYPTED, MOST_CHARACTERS, TOO_LARGE, UNKNOWN_KIND
from xunjian.model.document import Document

_BROKEN = (OSError, ValueError, struct.error, IndexError, KeyError, AttributeError, TypeError, RecursionError)
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_MARKS = {7: "\t", 11: "\n", 12: "\n", 13: "\n", 30: "-", 31: None, **dict.fromkeys((1, 2, 3, 4, 5, 8, 21))}
_HAS_1TABLE, _ENCRYPTED_BIT = 0x0200, 0x0100
_CLX_AT = 0x01A2


def read_doc(body: bytes) -> Document:
    """Never raises. Cells come parted by tabs; where a row ends the marks do not say for sure."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as ole:
            if not ole.exists("WordDocument"):
                return Document("doc", unread=UNKNOWN_KIND)
            main = ole.openstream("WordDocument").read()
            flags = struct.unpack_from("<H", main, 10)[0]
            if flags & _ENCRYPTED_BIT:
                return Document("doc", unread=ENCRYPTED)
            table = ole.openstream("1Table" if flags & _HAS_1TABLE else "0Table").read()
        words = _words(main, table)
    except _BROKEN:
        return Document("doc", unread=BROKEN)
    if words is None:
        return Document("doc", unread=BROKEN)
    text = _clean(words)
    unread = TOO_LARGE if len(text) > MOST_CHARACTERS else "" if text.strip() else EMPTY
    return Document("doc", text[:MOST_CHARACTERS], unread=unread)


def _words(main: bytes, table: bytes) -> str | None:
    """The text of all pieces; None where there is no piece table."""
    start, size = struct.unpack_from("<II", main, _CLX_AT)
    clx = table[start : start + size]
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting that the pieces refer to
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        return None
    length = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + length]
    count = (length - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    kept: list[str] = []
    for number in range(count):
        where = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        characters = places[number + 1] - places[number]
        if not 0 <= characters <= len(main):
            return None
        if where & 0x40000000:
            begin = (where & 0x3FFFFFFF) // 2
            kept.append(main[begin : begin + characters].decode("cp1252", "replace"))
        else:
            kept.append(main[where : where + 2 * characters].decode("utf-16-le", "replace"))
    return "".join(kept)


def _clean(words: str) -> str:
    """Without field codes; marks of cells, paragraphs and pages as blanks of their kind."""
    for _ in range(3):  # fields stand in fields
        words = _FIELD.sub(lambda field: field[1] or "", words)
    return words.translate(_MARKS)
