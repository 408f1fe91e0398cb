"""Words of error pages in raw bytes: a quick first look, so that only pages in doubt are parsed again."""

import codecs
from collections import Counter
from collections.abc import Iterable

from xunjian.facts.lexicon import Soft404Words

_ENGLISH = (b"not found", b"requested url")
_ASCII = bytes(range(128))
_PIECE = 2
"""Characters: what most phrases share (存在, 找不, 访问)."""
_LONGEST_CHARACTER = 4
"""Bytes, in UTF-8."""


class ErrorWords:
    """Finds words of error pages in raw bytes, in the two charsets that sites use: a quick first look."""

    def __init__(self, words: Soft404Words) -> None:
        phrases = sorted(word for word in words.texts if not word.isascii())
        # Plain searches one after another: ten times as fast as one alternation. And a few pieces stand in
        # all phrases: nearly every page lacks them all. They are looked for among what is no markup.
        groups = by_piece(phrases)
        self._in_utf8 = {piece: [phrase.encode() for phrase in holding] for piece, holding in groups.items()}
        self._in_either = [
            (_without_ascii(piece.encode(charset)), [phrase.encode(charset) for phrase in holding])
            for piece, holding in groups.items()
            for charset in ("utf-8", "gb18030")
        ]
        of_gb = [phrase.encode("gb18030") for phrase in phrases]
        self._in_both = [raw for raw in of_gb if _may_stand_in_utf8(_without_ascii(raw))]

    def within(self, body: bytes) -> bool:
        foreign = _without_ascii(body)
        try:
            text = foreign.decode()
        except UnicodeDecodeError:
            found = any(piece in foreign and _any_in(body, raw) for piece, raw in self._in_either)
        else:
            # Among characters a search is many times as quick as among bytes, which all begin alike.
            found = any(piece in text and _any_in(body, raw) for piece, raw in self._in_utf8.items())
            found = found or _any_in(body, self._in_both)
        return found or _any_in(body.lower(), _ENGLISH)


def _any_in(body: bytes, words: Iterable[bytes]) -> bool:
    return any(word in body for word in words)


def by_piece(phrases: Iterable[str]) -> dict[str, list[str]]:
    """The phrases by a piece that each of them holds, the piece of most phrases first."""
    left = list(dict.fromkeys(phrases))
    found: dict[str, list[str]] = {}
    while left:
        pieces = Counter(piece for phrase in left for piece in sorted(_pieces(phrase)))
        piece, _ = pieces.most_common(1)[0]
        found[piece] = [phrase for phrase in left if piece in _pieces(phrase)]
        left = [phrase for phrase in left if piece not in _pieces(phrase)]
    return found


def _pieces(phrase: str) -> set[str]:
    kept = "".join(character for character in phrase if not character.isascii())
    return {kept[at : at + _PIECE] for at in range(max(1, len(kept) - _PIECE + 1))}


def _without_ascii(raw: bytes) -> bytes:
    """What is left stands together as before: where it lacks a part, the whole is not there."""
    return raw.translate(None, _ASCII)


def _may_stand_in_utf8(raw: bytes) -> bool:
    """Whether bytes may be part of a text: the end of one character, whole ones, the beginning of one."""
    for begin in range(_LONGEST_CHARACTER):
        if any(byte >> 6 != 0b10 for byte in raw[:begin]):
            return False
        try:
            codecs.getincrementaldecoder("utf-8")().decode(raw[begin:])
        except UnicodeDecodeError:
            continue
        return True
    return False
