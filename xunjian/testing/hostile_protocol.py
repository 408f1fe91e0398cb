"""Answers that are not quite HTTP, and yet a browser shows them (P4 of stack.md, T50)."""

import gzip
import zlib

from xunjian.testing.hostile import Asked, Expected, Play, Trap, Wire, answering, page, sending

_OK = b"HTTP/1.1 200 OK\r\n"
_TYPE = b"Content-Type: text/html; charset=utf-8\r\n"
_CHUNKED = _OK + _TYPE + b"Transfer-Encoding: chunked\r\n\r\n"


def _body(words: str) -> bytes:
    return page(text=words).encode()


def _whole(body: bytes, *lines: bytes, first: bytes = _OK) -> bytes:
    return first + b"".join(lines) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _cut(words: str, keep: int = 90) -> bytes:
    return _body(words)[:keep]


def _chunks(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


async def _reset_before(asked: Asked, wire: Wire) -> None:
    wire.reset()


async def _reset_amid(asked: Asked, wire: Wire) -> None:
    await wire.send(_OK + _TYPE + b"Content-Length: 9000\r\n\r\n" + _cut("断了"))
    wire.reset()


async def _reset_once(asked: Asked, wire: Wire) -> None:
    """A connection that breaks the first time only."""
    if asked.count == 1:
        await _reset_amid(asked, wire)
    else:
        await wire.reply(asked, page(text="第二次是完整的"))


async def _silent_close(asked: Asked, wire: Wire) -> None:
    """Closes without a word."""


async def _body_after_head(asked: Asked, wire: Wire) -> None:
    """Sends a body with the answer to HEAD as well, which spoils the connection for whoever comes next."""
    await wire.send(_whole(b"\x89PNG" + bytes(400), b"Content-Type: image/png\r\n"))
    wire.keep = True


async def _more_than_announced(asked: Asked, wire: Wire) -> None:
    """The rest of the body lies on the connection as if it were the next answer."""
    await wire.send(_OK + _TYPE + b"Content-Length: 100\r\n\r\n" + _body("长度写小了") + b"x" * 3000)
    wire.keep = True


async def _packed_once_refused(asked: Asked, wire: Wire) -> None:
    """Broken gzip for whoever accepts gzip, the page as it is for others."""
    if "gzip" in asked.headers.get("accept-encoding", ""):
        await wire.reply(asked, b"\x1f\x8b\x08\x00" + b"\xff" * 400, Content_Encoding="gzip")
    else:
        await wire.reply(asked, page(text="不压缩就好了"))


def _packed(words: str, encoding: str, data: bytes) -> Play:
    return answering(data, Content_Encoding=encoding)


def _deflated(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def _odd(name: str, words: str, play: Play, most: int = 1, *, truncated: bool = False) -> Trap:
    """A page that must be read in spite of its protocol."""
    expected = Expected(most=most, truncated=truncated, holds=words, cut="body" if truncated else "")
    return Trap(name, f"/{name}.html", play, expected)


_RAW = {
    "length-too-long": (
        "长度写大了", _OK + _TYPE + b"Content-Length: 90000\r\n\r\n" + _body("长度写大了"), 1),
    "no-length": ("没有长度", b"HTTP/1.0 200 OK\r\n" + _TYPE + b"\r\n" + _body("没有长度"), 1),
    "blank-before-colon": (
        "冒号前有空格", _whole(_body("冒号前有空格"), b"Content-Type : text/html; charset=utf-8\r\n"), 2),
    "no-reason": ("没有短语", _whole(_body("没有短语"), _TYPE, first=b"HTTP/1.1 200\r\n"), 1),
    "no-http": ("不报协议", _body("不报协议"), 2),
    "line-feeds-only": ("只有换行", b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + _body("只有换行"), 2),
    "other-version": ("版本不对", _whole(_body("版本不对"), _TYPE, first=b"HTTP/1.2 200 OK\r\n"), 2),
    "no-type": ("没有类型", _whole(_body("没有类型")), 1),
    "two-lengths": (
        "两个长度", _whole(_body("两个长度"), _TYPE, b"Content-Length: 7\r\n"), 2),
    "two-types": ("两个类型", _whole(_body("两个类型"), _TYPE, _TYPE, b"X-A: 1\r\nX-A: 2\r\n"), 1),
    "length-and-chunks": (
        "又有长度又分块",
        _OK + _TYPE + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
        + _chunks(_body("又有长度又分块")) + b"0\r\n\r\n", 2),
    "length-in-words": ("长度不是数", _OK + _TYPE + b"Content-Length: many\r\n\r\n" + _body("长度不是数"), 2),
    "header-of-a-megabyte": (
        "头太长", _whole(_body("头太长"), _TYPE, b"X-Long: " + b"x" * 1_000_000 + b"\r\n"), 2),
    "thousand-headers": (
        "头太多", _whole(_body("头太多"), _TYPE, *(b"X-%d: 1\r\n" % n for n in range(1000))), 2),
    "header-without-colon": ("头没有冒号", _whole(_body("头没有冒号"), _TYPE, b"this is no header\r\n"), 2),
    "header-in-gbk": ("头里有汉字", _whole(_body("头里有汉字"), _TYPE, b"X-Name: " + "服务器".encode("gbk")
                                     + b"\r\n"), 1),
    "continue-first": ("先说继续", b"HTTP/1.1 100 Continue\r\n\r\n" + _whole(_body("先说继续"), _TYPE), 1),
    "hints-first": (
        "先给提示", b"HTTP/1.1 103 Early Hints\r\n\r\n" + _whole(_body("先给提示"), _TYPE), 1),
    "chunks-without-end": (
        "分块没有结尾", _CHUNKED + _chunks(_body("分块没有结尾")), 1),
    "chunk-size-absurd": (
        "分块长度乱写", _CHUNKED + _chunks(_body("分块长度乱写"))
        + b"zz\r\nrubbish\r\n0\r\n\r\n", 2),
    "chunked-in-name-only": (
        "说分块没分块", _CHUNKED + _body("说分块没分块"), 2),
    "blank-lines-first": ("先有空行", b"\r\n\r\n" + _whole(_body("先有空行"), _TYPE), 2),
}  # fmt: skip


PROTOCOL: tuple[Trap, ...] = (
    *(_odd(name, words, sending(raw), most) for name, (words, raw, most) in _RAW.items()),
    _odd("length-too-short", "", _more_than_announced, 2),
    _odd("reset-once", "第二次是完整的", _reset_once, 2),
    Trap("reset-before", "/reset-before.html", _reset_before,
         Expected("failed", "reset", stage="first_byte", most=3)),
    Trap("reset-amid", "/reset-amid.html", _reset_amid, Expected(truncated=True, most=2, cut="body")),
    Trap("closes-silently", "/closes.html", _silent_close,
         Expected("failed", "reset", stage="first_byte", most=3)),
    Trap("other-protocol", "/ssh.html", sending(b"SSH-2.0-OpenSSH_9\r\n"),
         Expected("failed", "protocol", stage="first_byte", most=3)),
    Trap("cut-in-the-middle", "/cut.html",
         sending(_OK + _TYPE + b"Content-Length: 9000\r\n\r\n" + _cut("半页")),
         Expected(truncated=True, most=2, cut="body")),
    Trap("body-after-head", "/body-after-head.png", _body_after_head, Expected(most=2, role="target")),
    _odd("says-gzip-is-not", "没有压缩", answering(page(text="没有压缩"), Content_Encoding="gzip")),
    _odd("gzip-unsaid-twice", "压缩了两次", _packed("", "gzip, gzip", gzip.compress(gzip.compress(
        _body("压缩了两次"), mtime=0), mtime=0))),
    _odd("deflate-raw", "裸的压缩", _packed("", "deflate", _deflated(_body("裸的压缩")))),
    _odd("deflate-zlib", "带头的压缩", _packed("", "deflate", zlib.compress(_body("带头的压缩")))),
    _odd("gzip-with-rubbish", "后面有杂物", _packed("", "gzip", gzip.compress(_body("后面有杂物"), mtime=0)
                                              + b"\0\0rubbish")),
    _odd("gzip-cut", "", _packed("", "gzip", gzip.compress(_body("半截压缩" * 300), mtime=0)[:-30]), 2,
         truncated=True),
    _odd("gzip-unannounced", "没有说压缩", answering(gzip.compress(_body("没有说压缩"), mtime=0))),
    _odd("encoding-unknown", "没听说过的编码",
         answering(page(text="没听说过的编码"), Content_Encoding="x-gov")),
    _odd("encoding-named-charset", "写成了字符集",
         answering(page(text="写成了字符集"), Content_Encoding="UTF-8")),
    _odd("packed-once-refused", "不压缩就好了", _packed_once_refused, 2),
    _odd("charset-wrong", "其实是另一种编码", answering(page(text="其实是另一种编码"),
                                                Content_Type="text/html; charset=big5")),
    Trap("type-called-file", "/typed.html", answering(page(), Content_Type="application/octet-stream"),
         Expected()),
)  # fmt: skip
