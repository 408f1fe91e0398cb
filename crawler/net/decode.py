"""Undoes Content-Encoding piece by piece, never holding more than was asked for.

Servers announce gzip and send none, pack twice, cut the last bytes off or pack zeros until a client bursts.
What can be read is read; a bomb is cut where the limit of the body is.
"""

import re
import zlib
from typing import Protocol

_PIECE = 64 * 1024
_MOST_LAYERS = 4
_GZIP = b"\x1f\x8b"
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?:!doctype|\?xml|html|head|meta|body)\b)", re.IGNORECASE)
"""What no packed stream begins with, whatever its header says."""
_UNREADABLE = frozenset(("br", "zstd", "compress", "x-compress"))


class _Inflater(Protocol):
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes: ...


class _Layer:
    """One coding; what is not packed at all goes through as it is."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._inflater: _Inflater | None = None
        self._begun = False
        self._between: bytes | None = None
        """After a whole member of gzip: the first bytes of what may be another."""
        self.ended = False

    @property
    def is_open(self) -> bool:
        """Whether the packed stream wants more."""
        return self._inflater is not None and not self._inflater.eof and not self.ended

    def _begin(self, data: bytes) -> None:
        self._begun = True
        if self._coding == "gzip":
            if data.startswith(_GZIP[: len(data)]):
                self._inflater = zlib.decompressobj(31)
        elif data[0] & 0x0F == 8 and (len(data) < 2 or int.from_bytes(data[:2]) % 31 == 0):
            self._inflater = zlib.decompressobj(15)
        elif not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            self._inflater = zlib.decompressobj(-15)

    def split(self, data: bytes) -> "tuple[bytes, bytes]":
        """A bounded piece of what the data means, and the data that is left. Raises zlib.error."""
        if not self._begun:
            self._begin(data)
        inflater = self._inflater
        if inflater is None:
            return data, b""
        if self.ended:
            return b"", b""
        if self._between is not None:
            data = self._between + data
            if len(data) < len(_GZIP):
                self._between = data
                return b"", b""
            self._between = None
            if not data.startswith(_GZIP):
                self.ended = True  # what follows is rubbish that no browser shows
                return b"", b""
            inflater = self._inflater = zlib.decompressobj(31)
        piece = inflater.decompress(data, _PIECE)
        if not inflater.eof:
            return piece, inflater.unconsumed_tail
        if self._coding == "gzip":
            self._between = b""
            return piece, inflater.unused_data
        self.ended = True
        return piece, b""


class Decoder:
    """Decodes one body. `failed`: what came could not be undone."""

    def __init__(self, codings: str, *, unannounced: bool = False) -> None:
        """`unannounced`: the body is a page; gzip in place of it is undone although nothing says so."""
        names = [name.strip().lower().removeprefix("x-") for name in codings.split(",")]
        self.failed = any(name in _UNREADABLE for name in names) or len(names) > _MOST_LAYERS
        self._unread = self.failed
        self._layers = [_Layer(name) for name in reversed(names) if name in ("gzip", "deflate")]
        self._unannounced = unannounced and not self._layers
        if self.failed:
            self._layers = []

    def feed(self, data: bytes, most: int) -> bytes:
        """Decode a piece, up to about `most` bytes of result."""
        if self._unread and data:
            self._unread = False
            self.failed = not _PLAIN.match(data)
        if self._unannounced and data:
            self._unannounced = False
            if data.startswith(_GZIP):
                self._layers = [_Layer("gzip")]
        parts: list[bytes] = []
        self._through(0, data, parts, most)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _through(self, depth: int, data: bytes, parts: list[bytes], most: int) -> int:
        if depth == len(self._layers):
            parts.append(data)
            return most - len(data)
        layer = self._layers[depth]
        while data and most > 0 and not self.failed:
            try:
                piece, rest = layer.split(data)
            except zlib.error:
                self.failed = True
                break
            if piece:
                most = self._through(depth + 1, piece, parts, most)
            elif len(rest) >= len(data):
                break
            data = rest
        return most

    @property
    def is_whole(self) -> bool:
        """Whether no packed stream was left open."""
        return not self.failed and not any(layer.is_open for layer in self._layers)
