"""Gathers a body: undoes its coding, stops at its limit, and says whether all of it came."""

import re
from collections.abc import Mapping

from crawler.net.answer import Answer, Limits, is_html_type
from crawler.net.decode import Decoder

_END = re.compile(
    rb"</html\s*>\s*(?:<!--[^<]{0,400}-->\s*|<script[^<]{0,400}</script>\s*){0,3}\Z", re.IGNORECASE
)
_TAIL = 2048


class Body:
    """One body on its way in."""

    def __init__(self, headers: Mapping[str, bytes], limits: Limits) -> None:
        self._headers = headers
        self._limits = limits
        self._type = headers.get("content-type", b"")
        codings = headers.get("content-encoding", b"").replace(b"\n", b",").decode("latin-1")
        html = not self._type.strip() or b"html" in self._type.lower()
        self._decoder = Decoder(codings, unannounced=html)
        self._parts: list[bytes] = []
        self._limit: int | None = None
        self.kept = 0
        self.received = 0
        self.full = False

    def feed(self, piece: bytes) -> bool:
        """Take a piece as it came; False once nothing more is wanted."""
        if not piece:
            return not self.full
        self.received += len(piece)
        room = self._limits.largest if self._limit is None else self._limit
        data = self._decoder.feed(piece, room - self.kept + 1)
        if self._limit is None and data:
            html = is_html_type(self._type, data)
            self._limit = self._limits.html_bytes if html else self._limits.other_bytes
        self._parts.append(data)
        self.kept += len(data)
        self.full = self._limit is not None and self.kept > self._limit
        return not self.full and not self._decoder.failed

    def answer(
        self,
        url: str,
        status: int,
        seconds: float,
        *,
        method: str = "GET",
        broken: bool = False,
        late: bool = False,
    ) -> Answer:
        """What came of it. `broken`: the connection ended first; `late`: the time did."""
        body = b"".join(self._parts)
        if self._limit is not None:
            body = body[: self._limit]
        stage = ""
        if not self.full:
            if self._decoder.failed or not (broken or late or self._decoder.is_whole):
                stage = "decode"
            elif broken or late:
                # A page that came to its end is whole, whatever its length was said to be.
                stage = "" if _END.search(body[-_TAIL:]) else "body"
        announced = announced_size(self._headers)
        if method == "HEAD":
            size = announced
        elif self.full or stage:
            size = max(announced if not self._packed else 0, len(body))
        else:
            size = len(body)
        return Answer(
            url, status, dict(self._headers), body, self.full, stage, late and bool(stage), seconds, size,
            self.received,
        )  # fmt: skip

    @property
    def _packed(self) -> bool:
        return bool(self._headers.get("content-encoding", b"").strip())


def announced_size(headers: Mapping[str, bytes]) -> int:
    """What Content-Length or Content-Range says of the whole body; 0 where they say nothing."""
    whole = headers.get("content-range", b"").rpartition(b"/")[2].strip()
    length = headers.get("content-length", b"").partition(b"\n")[0].strip()
    return int(whole) if whole.isdigit() else int(length) if length.isdigit() else 0
