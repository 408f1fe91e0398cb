"""What an answer says besides its body: its code, where it leads, and its cookies."""

import pytest

from crawler.net.answer import Answer
from crawler.told import code_of, fill_jar, location_of, way_of

URL = "http://a.gov.cn/b/c.html"


def led(location: bytes, headers: dict[str, bytes] | None = None) -> Answer:
    return Answer(URL, 302, {"location": location} | (headers or {}))


COOKIE = {"set-cookie": b"a=1"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        *((Answer(URL, status, {}), "ok") for status in (200, 204, 299)),
        *((Answer(URL, status, {}), f"http_{status}") for status in (400, 404, 500, 999)),
        *((Answer(URL, status, {}), "protocol") for status in (101, 199, 304)),
        *((Answer(URL, status, {}), "bad_redirect") for status in (300, 302, 399)),
        (led(b"/x"), "redirect"),
        (led(b"/x", COOKIE), "redirect"),
        # To its own address: a loop, unless something changes on the way.
        (led(b"c.html"), "redirect"),
        (led(b"c.html", COOKIE), "redirect_self"),
        (led(b"c.html;jsessionid=0123456789ABCDEF"), "redirect_self"),
        (led(b"http://["), "bad_redirect"),
    ],
)
def test_code_of_an_answer(answer: Answer, code: str) -> None:
    assert code_of(answer) == code


@pytest.mark.parametrize(
    ("location", "target", "way"),
    [
        (b"/x y", "http://a.gov.cn/x%20y", "http://a.gov.cn/x%20y"),
        (b" /x\n/y", "http://a.gov.cn/x", "http://a.gov.cn/x"),
        (b"/x#part", "http://a.gov.cn/x", "http://a.gov.cn/x"),
        (b"/\xb9\xab", "http://a.gov.cn/%B9%AB", "http://a.gov.cn/%B9%AB"),
        (b"https://b.gov.cn/", "https://b.gov.cn/", "https://b.gov.cn/"),
        (
            b"/x;jsessionid=0123456789ABCDEF",
            "http://a.gov.cn/x",
            "http://a.gov.cn/x;jsessionid=0123456789ABCDEF",
        ),
        (b"c.html", URL, ""),
        (b"mailto:a@b.cn", None, ""),
        (b"http://[", None, ""),
        (b"", None, ""),
    ],
)
def test_where_an_answer_leads(location: bytes, target: str | None, way: str) -> None:
    assert (location_of(led(location)), way_of(led(location))) == (target, way)


def test_cookies_are_kept_up_to_a_limit() -> None:
    jar = {"old": "1"}
    lines = [b"a=1; path=/", b" b = 2 ;x", b"old=2", b"=3", b"c", b"long=" + b"x" * 5000]
    fill_jar(jar, Answer(URL, 200, {"set-cookie": b"\n".join(lines)}))
    assert jar == {"old": "2", "a": "1", "b": "2", "c": ""}
    fill_jar(jar, Answer(URL, 200, {"set-cookie": b"\n".join(b"n%d=1" % number for number in range(99))}))
    assert len(jar) == 40
