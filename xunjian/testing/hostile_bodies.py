"""Bodies that are too big, never end, drip, or are packed to burst."""

import asyncio
import gzip
import zlib
from functools import cache

from xunjian.testing.hostile import Asked, Expected, Play, Trap, Wire, answering, page

_PIECE = b"<p>" + "政务公开".encode() * 2000 + b"</p>\n"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_START = b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"
_HUGE = 100 * 1024 * 1024


def _pouring(size: int | None, *, kind: bytes = b"text/html", chunked: bool = False) -> Play:
    """A body of so many bytes; None: for as long as anybody reads."""

    async def play(asked: Asked, wire: Wire) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n"
        if chunked:
            head += b"Transfer-Encoding: chunked\r\n"
        elif size is not None:
            head += b"Content-Length: %d\r\n" % size
        await wire.send(head + b"\r\n")
        if asked.method == "HEAD":
            return
        sent = 0
        piece = _START
        while size is None or sent < size:
            await wire.send(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            sent += len(piece)
            piece = _PIECE if size is None else _PIECE[: max(0, size - sent)]
            await asyncio.sleep(0)

    return play


@cache
def zeros_packed(size: int) -> bytes:
    """Gzip of a page that is nearly nothing but zeros."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [squeeze.compress(_START)]
    block = bytes(1024 * 1024)
    parts += [squeeze.compress(block) for _ in range(size // len(block))]
    return b"".join(parts) + squeeze.flush()


@cache
def _nested() -> bytes:
    return gzip.compress(gzip.compress(zeros_packed(_HUGE), 9, mtime=0), 9, mtime=0)


def _bomb(encoding: str) -> Play:
    async def play(asked: Asked, wire: Wire) -> None:
        body = zeros_packed(_HUGE) if encoding == "gzip" else _nested()
        await wire.reply(asked, body, Content_Encoding=encoding)

    return play


def _dripping(head: bytes, body: bytes, seconds: float, *, whole_head: bool = True) -> Play:
    """A byte, a pause, a byte, for as long as anybody waits."""

    async def play(asked: Asked, wire: Wire) -> None:
        if whole_head:
            await wire.send(head)
        else:
            await wire.drip(head, seconds)
        while asked.method != "HEAD":
            await wire.drip(body, seconds)

    return play


async def _slow_but_sure(asked: Asked, wire: Wire) -> None:
    """Slow to begin, in small pieces, and whole in the end."""
    body = page(text="慢而完整").encode()
    await asyncio.sleep(0.5)
    await wire.send(_HEAD + b"Content-Length: %d\r\n\r\n" % len(body))
    for start in range(0, len(body), 64):
        await wire.send(body[start : start + 64])
        await asyncio.sleep(0.1)


async def _silent(asked: Asked, wire: Wire) -> None:
    await asyncio.sleep(60)


async def _head_then_silence(asked: Asked, wire: Wire) -> None:
    await wire.send(_HEAD + b"Content-Length: 4000\r\n\r\n" + _START)
    await asyncio.sleep(60)


_PDF = {"Content_Type": "application/pdf"}

BODIES: tuple[Trap, ...] = (
    Trap("huge-page", "/huge.html", _pouring(_HUGE), Expected(truncated=True, cut="body")),
    Trap("endless-page", "/endless.html", _pouring(None), Expected(truncated=True, cut="body")),
    Trap("endless-chunks", "/endless-chunks.html", _pouring(None, chunked=True),
         Expected(truncated=True, cut="body")),
    Trap("huge-file", "/huge.pdf", _pouring(_HUGE, kind=b"application/pdf"),
         Expected(truncated=True, role="target")),
    Trap("endless-file", "/endless.zip", _pouring(None, kind=b"application/zip"),
         Expected(truncated=True, role="target")),
    Trap("endless-picture", "/endless.png", _pouring(None, kind=b"image/png"), Expected(role="target")),
    Trap("bomb", "/bomb.html", _bomb("gzip"), Expected(truncated=True, cut="body")),
    Trap("bomb-in-a-bomb", "/nested.html", _bomb("gzip, gzip, gzip"), Expected(truncated=True, cut="body")),
    Trap("dripping-body", "/drip.html", _dripping(_HEAD + b"\r\n", _START + b"a" * 4000, 1.0),
         Expected(truncated=True, most=2, cut="body")),
    Trap("dripping-head", "/drip-head.html", _dripping(_HEAD * 50, b"", 1.0, whole_head=False),
         Expected("failed", "timeout", stage="first_byte", most=3)),
    Trap("slow-but-sure", "/slow.html", _slow_but_sure, Expected(most=2, holds="慢而完整")),
    Trap("silence", "/silence.html", _silent, Expected("failed", "timeout", stage="first_byte", most=3)),
    Trap("silence-after-the-head", "/half-silence.html", _head_then_silence,
         Expected(truncated=True, most=3, cut="body")),
    Trap("empty-page", "/empty.html", answering(b""), Expected()),
    Trap("picture-called-page", "/picture.html", answering(b"\x89PNG\r\n\x1a\n" + bytes(500)), Expected()),
    Trap("file-with-a-page-in-it", "/page.pdf", answering(page(text="文件不存在"), **_PDF),
         Expected(role="target")),
    Trap("script-type-for-a-page", "/plain.html", answering(page(), Content_Type="text/plain"), Expected()),
)  # fmt: skip
