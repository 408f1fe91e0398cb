"""The second opinion: a client of the standard library alone, as forgiving as browsers are.

A fault is only believed when two clients that share no code meet it (stack.md P4). This one takes what
aiohttp is too strict for: blanks before a colon, headers of a megabyte, lengths that contradict each other,
chunks with absurd sizes, no status line at all. It asks for the body as it is (T50: once with identity).
"""

import asyncio
import re
import time
from collections.abc import Mapping

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.body import Body
from crawler.net.client import at_connect, fault_of, lenient_tls, parts_of
from crawler.net.names import Names

_PIECE = 64 * 1024
_MOST_HEAD = 2 * 1024 * 1024
_STATUS = re.compile(rb"\s*HTTP/\d(?:\.\d{1,2})?[ \t]+(\d{3})(?!\d)", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n")
_NO_BODY = frozenset((204, 205, 304))


async def request_plainly(
    names: Names, method: str, url: str, headers: Mapping[str, str], limits: Limits, *, body: bytes = b""
) -> Answer:
    """One request over a connection of its own. Raises Fault like the crawl's own client.

    `body`: what a page's own script posts to read its list; nothing else here ever sends one.
    """
    scheme, host, port, netloc, target = parts_of(url)
    ip, real_port = (await names.addresses(host, port))[0]
    started = time.monotonic()
    try:
        async with asyncio.timeout(limits.first_byte):
            reader, writer = await asyncio.open_connection(
                ip,
                real_port,
                ssl=lenient_tls() if scheme == "https" else None,
                server_hostname=host if scheme == "https" else None,
            )
    except TimeoutError as error:
        raise Fault("timeout", "连接超时", stage="connect") from error
    except OSError as error:
        raise at_connect(fault_of(error)) from error
    try:
        fields = {"Host": netloc, **headers, "Accept-Encoding": "identity", "Connection": "close"}
        if method == "POST":
            fields["Content-Length"] = str(len(body))
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        writer.write("\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body)
        status, head, rest = await _answer_head(reader, limits.first_byte - (time.monotonic() - started))
        seconds = time.monotonic() - started
        return await _read_body(reader, url, method, status, head, rest, seconds, limits)
    except OSError as error:
        raise fault_of(error) from error
    finally:
        writer.transport.abort()


async def _answer_head(reader: asyncio.StreamReader, seconds: float) -> tuple[int, dict[str, bytes], bytes]:
    """Status, headers, and what came of the body already. Raises Fault or OSError."""
    data = b""
    try:
        async with asyncio.timeout(max(0.05, seconds)):
            while True:
                piece = await reader.read(_PIECE)
                data = (data + piece).lstrip(b"\r\n") if not data else data + piece
                made = _split_head(data, ended=not piece)
                if made is not None:
                    return made
    except TimeoutError as error:
        raise Fault("timeout", "没有在限定时间内应答") from error


def _split_head(data: bytes, *, ended: bool) -> tuple[int, dict[str, bytes], bytes] | None:
    """The head of an answer once it is there; None while more is to come. Raises Fault."""
    if not data:
        if ended:
            raise Fault("reset", "连接在应答前断开")
        return None
    if not data[:5].upper().startswith(b"HTTP/"[: len(data)]):
        if len(data) < 16 and not ended:
            return None
        if data.lstrip()[:1] == b"<":
            return 200, {}, data  # HTTP/0.9: nothing but the page
        raise Fault("protocol", "应答不是 HTTP")
    end = _HEAD_END.search(data)
    if end is None:
        if ended or len(data) > _MOST_HEAD:
            raise Fault("protocol", "应答头不完整或过长")
        return None
    status = _STATUS.match(data)
    if status is None:
        raise Fault("protocol", "状态行不合法")
    number, rest = int(status[1]), data[end.end() :]
    if 100 <= number < 200 and number != 101:
        return _split_head(rest.lstrip(b"\r\n"), ended=ended)
    return number, _fields(data[: end.start()]), rest


def _fields(head: bytes) -> dict[str, bytes]:
    """Header fields; of one that comes again the values joined by a line feed."""
    fields: dict[str, bytes] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).replace(b"\r\n", b"\n").split(b"\n")[1:]:
        raw_name, colon, value = line.partition(b":")
        name = raw_name.strip().lower().decode("latin-1")
        if colon and name:
            value = value.strip()
            fields[name] = fields[name] + b"\n" + value if name in fields else value
    return fields


async def _read_body(
    reader: asyncio.StreamReader, url: str, method: str, status: int, head: dict[str, bytes], rest: bytes,
    seconds: float, limits: Limits,
) -> Answer:  # fmt: skip
    body = Body(head, limits)
    broken = late = False
    if method != "HEAD" and status not in _NO_BODY:
        chunked = b"chunked" in head.get("transfer-encoding", b"").lower()
        framing = _Chunks() if chunked else _Length(head)
        try:
            async with asyncio.timeout(limits.total):
                while body.feed(framing.take(rest)) and not framing.done:
                    async with asyncio.timeout(limits.idle):
                        rest = await reader.read(_PIECE)
                    if not rest:
                        break
            broken = not framing.may_end
        except TimeoutError:
            late = True
        except OSError:
            broken = True
    return body.answer(url, status, seconds, method=method, broken=broken, late=late)


class _Length:
    """A body of known length, the longest of several; without any it ends with the connection."""

    def __init__(self, head: Mapping[str, bytes]) -> None:
        said = re.split(rb"[\n,]", head.get("content-length", b""))
        lengths = [int(each) for each in said if each.strip().isdigit() and len(each) < 19]
        self._left = max(lengths) if lengths else None
        self.done = self._left == 0

    @property
    def may_end(self) -> bool:
        return not self._left

    def take(self, data: bytes) -> bytes:
        if self._left is None:
            return data
        data = data[: self._left]
        self._left -= len(data)
        self.done = not self._left
        return data


class _Chunks:
    """Chunks, as far as they are chunks; a body that never was chunked is taken as it is."""

    def __init__(self) -> None:
        self._pending = b""
        self._left = 0
        self._begun = False
        self._plain = False
        self.done = False
        self.may_end = False

    def take(self, data: bytes) -> bytes:
        if self._plain:
            return data
        self._pending += data
        out: list[bytes] = []
        while self._pending and not self.done:
            if self._left:
                out.append(self._pending[: self._left])
                self._pending = self._pending[self._left :]
                self._left -= len(out[-1])
                continue
            start = self._pending.lstrip(b"\r\n") if self._begun else self._pending
            size = _SIZE.match(start)
            if size is None:
                if len(start) < 64 and b"\n" not in start:
                    break  # the line of the size is still on its way
                if not self._begun:
                    self._plain = self.may_end = True
                    return self._pending
                self.done = True  # nonsense after whole chunks: what came is all there is
                break
            self._begun = True
            self._left = int(size[1], 16)
            self._pending = start[size.end() :]
            if not self._left:
                self.done = self.may_end = True
        return b"".join(out)
