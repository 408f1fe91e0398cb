"""The second client reads whatever a browser reads, and says of the rest what is wrong."""

import asyncio

import pytest

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.names import Names
from crawler.net.plain import request_plainly
from tests.test_crawler.loopback import Reply, free_port, serving

HEAD = b"HTTP/1.1 200 OK\r\n"
LONG = b"x" * 200_000
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def ask(url: str, method: str = "GET", limits: Limits | None = None) -> Answer:
    return asyncio.run(request_plainly(Names({}, allow_private=True), method, url, {}, limits or Limits()))


@pytest.mark.parametrize(
    ("raw", "status", "body", "stage"),
    [
        (HEAD + b"Content-Length: 5\r\n\r\nhello", 200, b"hello", ""),
        (HEAD + b"Content-Length: 5\r\n\r\nhello, you", 200, b"hello", ""),
        (HEAD + b"Content-Length: 9\r\n\r\nhello", 200, b"hello", "body"),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello you", 200, b"hello you", ""),
        (HEAD + b"Content-Length: some\r\n\r\nhello", 200, b"hello", ""),
        (HEAD + b"Content-Length: 0\r\n\r\nhello", 200, b"", ""),
        (HEAD + b"\r\nhello", 200, b"hello", ""),
        (b"\r\n" + HEAD + b"\r\nhello", 200, b"hello", ""),
        (b"http/1.0 404\n\nhello", 404, b"hello", ""),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 410 Gone\r\n\r\nhello", 410, b"hello", ""),
        (b"HTTP/1.1 204 x\r\n\r\nhello", 204, b"", ""),
        (b"HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n", 304, b"", ""),
        (b"<html>nothing but the page", 200, b"<html>nothing but the page", ""),
        (CHUNKED + b"5\r\nhello\r\n4;x=y\r\n you\r\n0\r\n\r\n", 200, b"hello you", ""),
        (CHUNKED + b"5\r\nhello\r\n", 200, b"hello", "body"),
        (CHUNKED + b"9\r\nhello", 200, b"hello", "body"),
        (CHUNKED + b"5\r\nhello\r\nno size\r\n you", 200, b"hello", "body"),
        (CHUNKED + b"hello,\r\nyou", 200, b"hello,\r\nyou", ""),
        (CHUNKED + b"5\r\nhello\r\n0\r\n\r\n4\r\n you\r\n", 200, b"hello", ""),
        # What comes in many pieces.
        (HEAD + b"Content-Length: 200000\r\n\r\n" + LONG, 200, LONG, ""),
        (HEAD + b"\r\n" + LONG, 200, LONG, ""),
        (CHUNKED + b"30d40\r\n" + LONG + b"\r\n0\r\n\r\n", 200, LONG, ""),
        (CHUNKED + b"no chunk\r\n" + LONG, 200, b"no chunk\r\n" + LONG, ""),
    ],
    ids=range(23),
)
def test_what_can_be_read(raw: bytes, status: int, body: bytes, stage: str) -> None:
    with serving({"/": Reply(raw=raw)}) as site:
        answer = ask(f"{site.url}/")
    assert (answer.status, answer.body, answer.stage) == (status, body, stage)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "reset"),
        (b"SSH-2.0-OpenSSH_9.2p1\r\n", "protocol"),
        (b"HTTP", "protocol"),
        (HEAD + b"Server: x", "protocol"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "protocol"),
        (b"HTTP/1.1 OK\r\n\r\n", "protocol"),
    ],
)
def test_what_cannot(raw: bytes, code: str) -> None:
    with serving({"/": Reply(raw=raw)}) as site, pytest.raises(Fault) as fault:
        ask(f"{site.url}/")
    assert (fault.value.code, fault.value.stage) == (code, "first_byte")


def test_fields_come_in_every_shape() -> None:
    raw = (
        HEAD + b"Content-Type : text/html;\r\n charset=gbk\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
        b"no field\r\n: nameless\r\n\r\n"
    )
    with serving({"/": Reply(raw=raw)}) as site:
        answer = ask(f"{site.url}/")
    assert answer.headers == {"content-type": b"text/html; charset=gbk", "set-cookie": b"a=1\nb=2"}


def test_nothing_is_read_of_an_answer_to_head() -> None:
    with serving({"/": Reply("hello")}) as site:
        answer = ask(f"{site.url}/", "HEAD")
    assert (answer.size, answer.body, answer.stage) == (5, b"", "")


def test_it_waits_no_longer_than_it_may() -> None:
    short = Limits(first_byte=0.1)
    with serving({"/": Reply("hello", seconds=1)}) as site, pytest.raises(Fault) as fault:
        ask(f"{site.url}/", limits=short)
    assert fault.value.code == "timeout"


def test_nobody_there() -> None:
    with pytest.raises(Fault) as fault:
        ask(f"http://127.0.0.1:{free_port()}/")
    assert (fault.value.code, fault.value.stage) == ("refused", "connect")
