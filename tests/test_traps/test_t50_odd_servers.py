"""T50: servers that answer only with the cookie of their first answer, break gzip or chunks, lie about Content-Length.

One session a host, one more try without compression; what came before a break is read.
"""

import gzip
from pathlib import Path

import pytest

from tests.test_crawler.loopback import Reply, Route, Seen, crawl, links, serving
from xunjian.model.observation import Outcome, Role

PAGE = (
    "<html><body><h1>关于做好防火工作的通知</h1><p>"
    + "各乡镇要落实责任，加强巡护。" * 40
    + "</p></body></html>"
)
RAW = PAGE.encode()


def _cookie(seen: Seen) -> Reply | str:
    """No page without the cookie that the first answer sets."""
    if "sid=7" in seen.headers.get("Cookie", ""):
        return PAGE
    return Reply("", 302, headers={"Location": seen.path, "Set-Cookie": "sid=7; path=/"})


def _cookie_403(seen: Seen) -> Reply | str:
    if "visit=ok" in seen.headers.get("Cookie", ""):
        return PAGE
    return Reply("请重试", 403, headers={"Set-Cookie": "visit=ok; path=/; HttpOnly"})


def _gzip_always_cut(seen: Seen) -> Reply | str:
    """Compressed answers break off; without compression the page comes whole."""
    if "gzip" in seen.headers.get("Accept-Encoding", ""):
        return Reply(gzip.compress(RAW)[:-40], headers={"Content-Encoding": "gzip"})
    return PAGE


def _head(length: int, *more: str) -> bytes:
    lines = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/html; charset=utf-8",
        *([f"Content-Length: {length}"] if length >= 0 else []),
        "Connection: close",
        *more,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def _chunks(*, end: bool) -> bytes:
    half = len(RAW) // 2
    parts = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (RAW[:half], RAW[half:]))
    return _head(-1, "Transfer-Encoding: chunked") + parts + (b"0\r\n\r\n" if end else b"")


ODD: dict[str, Route] = {
    "/cookie": _cookie,
    "/cookie403": _cookie_403,
    "/gzip": Reply(gzip.compress(RAW), headers={"Content-Encoding": "gzip"}),
    "/xgzip": Reply(gzip.compress(RAW), headers={"Content-Encoding": "x-gzip"}),
    "/cut": _gzip_always_cut,
    "/notgzip": Reply(RAW, headers={"Content-Encoding": "gzip"}),
    "/tail": Reply(gzip.compress(RAW) + b"\r\n\r\n", headers={"Content-Encoding": "gzip"}),
    "/unknown": Reply(RAW, headers={"Content-Encoding": "utf-8"}),
    "/none": Reply(RAW, headers={"Content-Encoding": ""}),
    "/long": Reply(raw=_head(len(RAW) + 500) + RAW),
    "/short": Reply(raw=_head(len(RAW) - 60) + RAW),
    "/nolength": Reply(raw=_head(-1) + RAW),
    "/chunks": Reply(raw=_chunks(end=True)),
    "/noend": Reply(raw=_chunks(end=False)),
    "/two": Reply(raw=_head(len(RAW), f"Content-Length: {len(RAW)}") + RAW),
    "/both": Reply(
        raw=_head(len(RAW), "Transfer-Encoding: chunked") + _chunks(end=True).partition(b"\r\n\r\n")[2]
    ),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, bytes]]:
    """What came of each address: the outcome of the last fetch and its bytes."""
    with serving({"/": links(*ODD), **ODD}) as site:
        snapshot = crawl(site.url, tmp_path_factory.mktemp("t50") / "s.sqlite")
        got = {}
        for fetch in snapshot.fetches(Role.PAGE):
            if fetch.code != "redirect":
                got[fetch.url.removeprefix(site.url)] = (fetch.outcome, snapshot.body(fetch) or b"")
        snapshot.close()
    return got


@pytest.mark.parametrize("path", list(ODD))
def test_t50_page_is_read(read: dict[str, tuple[Outcome, bytes]], path: str) -> None:
    outcome, body = read[path]
    assert outcome is Outcome.OK
    assert body.startswith(RAW[: len(RAW) - 70])


def test_t50_a_cookie_is_kept_to_its_host(tmp_path: Path) -> None:
    with serving({"/x": "<html>别处</html>"}) as other:

        def gate(seen: Seen) -> Reply | str:
            if "sid=7" in seen.headers.get("Cookie", ""):
                return links("/a", f"{other.url}/x")
            return Reply("", 302, {"Location": "/", "Set-Cookie": "sid=7; path=/"})

        with serving({"/": gate, "/a": PAGE}) as site:
            crawl(site.url, tmp_path / "s.sqlite").close()
            sent = {seen.path: seen.headers.get("Cookie", "") for seen in (*site.requests, *other.requests)}
    assert (sent["/a"], sent["/x"]) == ("sid=7", "")
