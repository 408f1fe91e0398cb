"""What is said of a body by the way it came: whole, cut by us, broken off, late, packed."""

import gzip

import pytest

from crawler.net.answer import Limits, is_html_type
from crawler.net.body import Body, announced_size

LIMITS = Limits(html_bytes=100, other_bytes=10)
HTML = b"<html><p>text</p></html>"
HALF = b"<html><p>text"
PACKED = gzip.compress(HTML)
GZIP = {"content-encoding": "gzip"}
FILE = {"content-type": "application/pdf", "content-length": "5000"}


@pytest.mark.parametrize(
    ("headers", "pieces", "ended", "said"),
    [
        ({}, [HTML], "", (24, 24, False, "", False)),
        ({}, [], "", (0, 0, False, "", False)),
        ({"content-length": "24"}, [HALF, b"", HTML[13:]], "", (24, 24, False, "", False)),
        ({"content-length": "5000"}, [HALF], "broken", (13, 5000, False, "body", False)),
        ({"content-length": "5000"}, [HALF], "late", (13, 5000, False, "body", True)),
        # A page that came to its end is whole, whatever its length was said to be.
        ({"content-length": "5000"}, [HTML], "broken", (24, 24, False, "", False)),
        ({"content-length": "5000"}, [HTML + b" <!-- 7 --> "], "late", (36, 36, False, "", False)),
        # Of what is too long only the head is read; of a file that is enough.
        ({}, [HTML * 5], "", (100, 100, True, "", False)),
        ({"content-length": "120"}, [HTML * 5], "", (100, 120, True, "", False)),
        ({}, [b"<html>" + b"x" * 94], "", (100, 100, False, "", False)),
        (FILE, [b"%PDF-1.4xx"], "", (10, 10, False, "", False)),
        (FILE, [b"%PDF-1.4xxx"], "", (10, 5000, True, "", False)),
        (FILE, [b"%PDF-1.4xxx"], "late", (10, 5000, True, "", False)),
        (FILE | {"content-range": "bytes 0-10/7000"}, [b"%PDF-1.4xxx"], "", (10, 7000, True, "", False)),
        # Lengths of packed bodies are not those of the page.
        (GZIP, [PACKED[:9], PACKED[9:]], "", (24, 24, False, "", False)),
        (GZIP | {"content-length": "5000"}, [PACKED[:-9]], "broken", (24, 24, False, "", False)),
        (GZIP | {"content-length": "5000"}, [PACKED[:-14]], "broken", (None, None, False, "body", False)),
        (GZIP, [PACKED[:-9]], "", (24, 24, False, "decode", False)),
        (GZIP, [PACKED[:-9]], "late", (24, 24, False, "", False)),
        (GZIP, [PACKED[:10] + b"\xff" * 30], "", (0, 0, False, "decode", False)),
        (GZIP, [PACKED[:10] + b"\xff" * 30], "late", (0, 0, False, "decode", True)),
        ({}, [PACKED], "", (24, 24, False, "", False)),
        ({"content-type": "text/html"}, [PACKED], "", (24, 24, False, "", False)),
        ({"content-type": "application/gzip"}, [PACKED], "", (10, None, True, "", False)),
    ],
)
def test_what_is_said_of_a_body(
    headers: dict[str, str],
    pieces: list[bytes],
    ended: str,
    said: tuple[int | None, int | None, bool, str, bool],
) -> None:
    body = Body({name: value.encode() for name, value in headers.items()}, LIMITS)
    wanted = [body.feed(piece) for piece in pieces]
    answer = body.answer("", 200, 0.0, broken=ended == "broken", late=ended == "late")
    length, size = said[:2]
    assert length in (None, len(answer.body))
    assert size in (None, answer.size)
    assert (answer.truncated, answer.stage, answer.late) == said[2:]
    assert answer.received == sum(map(len, pieces))
    # Nothing more is wanted of what is full, or cannot be unpacked.
    failed = answer.stage == "decode" and not answer.body
    assert wanted == [not (answer.truncated or failed) or piece is not pieces[-1] for piece in pieces]


def test_nothing_but_its_size_is_known_of_a_body_that_was_not_asked_for() -> None:
    body = Body({"content-length": b"5000", "content-encoding": b"gzip"}, LIMITS)
    answer = body.answer("", 200, 0.0, method="HEAD")
    assert (answer.size, answer.body, answer.stage) == (5000, b"", "")


@pytest.mark.parametrize(
    ("headers", "size"),
    [
        ({}, 0),
        ({"content-length": b" 12 "}, 12),
        ({"content-length": b"12\n12"}, 12),
        ({"content-length": b"-12"}, 0),
        ({"content-range": b"bytes 0-9/*", "content-length": b"10"}, 10),
        ({"content-range": b"bytes 0-9/700", "content-length": b"10"}, 700),
    ],
)
def test_what_the_headers_say_of_the_size(headers: dict[str, bytes], size: int) -> None:
    assert announced_size(headers) == size


@pytest.mark.parametrize(
    ("kind", "head", "is_page"),
    [
        (b"text/html", b"", True),
        (b"Text/HTML; charset=gbk", b"words", True),
        (b"application/xhtml+xml", b"words", True),
        (b"application/vnd.wap.xhtml+xml", b"words", True),
        *((b"text/html", magic + b"x", False) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF")),
        *((b"text/html", magic + b"x", False) for magic in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!")),
        (b"text/html", b"RIFFx", False),
        *((kind, b"\xef\xbb\xbf\r\n<!DOCTYPE html>", True) for kind in (b"", b"text/plain", b"text/xml")),
        *((b"application/octet-stream", head, True) for head in (b"<html>", b"<head>", b"<script>")),
        (b"*/*", b"<!-- -->", True),
        *((b"", head, True) for head in (b"<meta x>", b"<body>", b" " * 400 + b"<HTML>")),
        *((b"", head, False) for head in (b"", b"words", b"<?xml?><rss>", b"x<html>")),
        *((kind, b"<html>", False) for kind in (b"application/json", b"image/png", b"text/css")),
    ],
)  # fmt: skip
def test_what_is_a_page(kind: bytes, head: bytes, is_page: bool) -> None:
    assert is_html_type(kind, head) is is_page
