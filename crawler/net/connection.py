"""One HTTP/1.1 connection, tolerant of what real servers send.

Accepts what browsers accept and stricter clients refuse (stack.md P4): a blank before the colon of a
header, bare line feeds, no reason phrase, raw GBK bytes, broken chunks, short bodies.
"""

import asyncio
import re
import zlib

from crawler.net.answer import Fault, Limits, is_html_type

_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD_BYTES = 256 * 1024


class Connection(asyncio.Protocol):
    """Speaks with one server; used for one exchange after another."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.closed = False
        self.error: Exception | None = None
        self.used = 0
        self.idle_since = 0.0
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self._wake()

    def eof_received(self) -> None:
        self.closed = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        self.error = exc
        self._wake()

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def close(self) -> None:
        self.closed = True
        if self._transport is not None:
            self._transport.abort()

    async def _more(self) -> bool:
        """Wait for more bytes; False at the end of the connection."""
        if self.closed:
            return False
        self._waiter = asyncio.get_running_loop().create_future()
        size = len(self.buffer)
        await self._waiter
        return len(self.buffer) > size or not self.closed

    def send(self, request: bytes) -> None:
        if self._transport is None or self.closed:
            raise Fault("reset", "连接已断开")
        self._transport.write(request)

    async def head(self) -> tuple[int, dict[str, bytes], bool]:
        """Status, headers, and whether the server keeps the connection. Interim answers are skipped."""
        while True:
            end = _HEAD_END.search(self.buffer)
            if end is None:
                self._check_start()
                if len(self.buffer) > _HEAD_BYTES:
                    raise Fault("protocol", "应答头过长")
                if await self._more():
                    continue
                self._check_cut()
            head = bytes(self.buffer[: end.start()] if end else self.buffer)
            del self.buffer[: end.end() if end else len(self.buffer)]
            status, headers, keep = _parse_head(head)
            if status >= 200 or status == 101:
                return status, headers, keep

    def _check_start(self) -> None:
        start = bytes(self.buffer[:5])
        if start and not b"HTTP/".startswith(start[:5]):
            raise Fault("protocol", "应答不是 HTTP")

    def _check_cut(self) -> None:
        if not self.buffer:
            raise Fault("reset", "连接在应答前断开") from self.error
        if not _STATUS.match(bytes(self.buffer)):
            raise Fault("protocol", "应答不是 HTTP")

    async def body(self, headers: dict[str, bytes], limits: Limits) -> tuple[bytes, bool, bool, int]:
        """The decoded body, whether it was cut by us, whether it broke off, and its size on the wire."""
        sink = _Sink(headers, limits)
        broken = False
        try:
            if b"chunked" in headers.get("transfer-encoding", b"").lower():
                await self._chunked(sink, limits)
            else:
                await self._plain(sink, headers, limits)
        except _Broken:
            broken = True
        body, bad = sink.finish()
        return body, sink.full, broken or bad, sink.received

    async def _plain(self, sink: "_Sink", headers: dict[str, bytes], limits: Limits) -> None:
        length = _length(headers)
        left = length
        while left is None or left > 0:
            if self.buffer:
                piece = bytes(self.buffer if left is None else self.buffer[:left])
                del self.buffer[: len(piece)]
                left = None if left is None else left - len(piece)
                sink.put(piece)
                if sink.full:
                    return
                continue
            if not await self._more_soon(limits):
                if left is None and not isinstance(self.error, ConnectionError):
                    return
                raise _Broken

    async def _chunked(self, sink: "_Sink", limits: Limits) -> None:
        while True:
            line = await self._line(limits)
            try:
                left = int(line.partition(b";")[0].strip() or b"0", 16)
            except ValueError as error:
                raise _Broken from error
            if left == 0:
                while await self._line(limits):
                    pass
                return
            while left > 0:
                if not self.buffer and not await self._more_soon(limits):
                    raise _Broken
                piece = bytes(self.buffer[:left])
                del self.buffer[: len(piece)]
                left -= len(piece)
                sink.put(piece)
                if sink.full:
                    return
            await self._line(limits)

    async def _line(self, limits: Limits) -> bytes:
        while (end := self.buffer.find(b"\n")) < 0:
            if not await self._more_soon(limits):
                raise _Broken
        line = bytes(self.buffer[:end]).rstrip(b"\r")
        del self.buffer[: end + 1]
        return line

    async def _more_soon(self, limits: Limits) -> bool:
        try:
            async with asyncio.timeout(limits.idle):
                return await self._more() or bool(self.buffer)
        except TimeoutError as error:
            raise _Broken from error


class _Broken(Exception):  # noqa: N818 - a way out of nested loops, caught in this file
    """The body ended early; what came is kept."""


class _Sink:
    """Takes the pieces of a body, undoes gzip or deflate, stops at the limit."""

    def __init__(self, headers: dict[str, bytes], limits: Limits) -> None:
        self._headers = headers
        self._limits = limits
        self._parts: list[bytes] = []
        self._kept = 0
        self._limit: int | None = None
        self._coding = headers.get("content-encoding", b"").strip().lower()
        self._inflate = zlib.decompressobj(47) if self._coding in (b"gzip", b"x-gzip", b"deflate") else None
        self._bad = False
        self.received = 0
        self.full = False

    def put(self, piece: bytes) -> None:
        self.received += len(piece)
        if self._bad:
            return
        if self._inflate is not None:
            piece = self._undo(piece)
        if self._limit is None and piece:
            html = is_html_type(self._headers.get("content-type", b""), piece)
            self._limit = self._limits.html_bytes if html else self._limits.other_bytes
        self._parts.append(piece)
        self._kept += len(piece)
        if self._limit is not None and self._kept > self._limit:
            self.full = True

    def _undo(self, piece: bytes) -> bytes:
        assert self._inflate is not None
        first = not self._parts
        try:
            return self._inflate.decompress(piece, self._limits.html_bytes + 1)
        except zlib.error:
            if first and self._coding == b"deflate":
                self._inflate = zlib.decompressobj(-15)  # many servers send it without its envelope
                return self._undo_raw(piece)
            if first:
                self._inflate = None  # announced as gzip, sent plain
                return piece
            self._bad = True
            return b""

    def _undo_raw(self, piece: bytes) -> bytes:
        assert self._inflate is not None
        try:
            return self._inflate.decompress(piece, self._limits.html_bytes + 1)
        except zlib.error:
            self._inflate = None
            return piece

    def finish(self) -> tuple[bytes, bool]:
        body = b"".join(self._parts)
        if self._limit is not None and len(body) > self._limit:
            body = body[: self._limit]
        cut = self._inflate is not None and bool(body) and not self._inflate.eof and not self.full
        return body, self._bad or cut


def _parse_head(head: bytes) -> tuple[int, dict[str, bytes], bool]:
    lines = head.split(b"\n")
    match = _STATUS.match(lines[0])
    if match is None:
        raise Fault("protocol", "应答不是 HTTP")
    headers: dict[str, bytes] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if not colon:
            continue
        key = name.strip().lower().decode("latin-1")
        value = value.strip()
        headers[key] = headers[key] + b"\n" + value if key in headers else value
    old = match[1] == b"1" and match[2] == b"0"
    connection = headers.get("connection", b"").lower()
    keep = b"keep-alive" in connection if old else b"close" not in connection
    return int(match[3]), headers, keep


def _length(headers: dict[str, bytes]) -> int | None:
    raw = headers.get("content-length", b"").partition(b"\n")[0].strip()
    return int(raw) if raw.isdigit() else None


def announced_size(headers: dict[str, bytes]) -> int:
    """What Content-Length or Content-Range says of the whole body; 0 where they say nothing."""
    whole = headers.get("content-range", b"").rpartition(b"/")[2].strip()
    return int(whole) if whole.isdigit() else (_length(headers) or 0)


def has_body(method: str, status: int) -> bool:
    return method != "HEAD" and status not in (204, 304) and status >= 200
