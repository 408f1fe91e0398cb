"""One spelling for each address; what a raw href means (T26, T29)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xunjian.html.urls import canonical, leads_nowhere, resolve

BASE = "http://www.a.gov.cn/zwgk/list/index.html"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("HTTP://WWW.A.GOV.CN:80/X", "http://www.a.gov.cn/X"),
        ("https://a.gov.cn:443", "https://a.gov.cn/"),
        ("https://a.gov.cn:80/", "https://a.gov.cn:80/"),
        ("http://a.gov.cn/x#top", "http://a.gov.cn/x"),
        ("http://a.gov.cn./x?", "http://a.gov.cn/x"),
        ("http://user:pw@a.gov.cn/", "http://a.gov.cn/"),
        ("http://a.gov.cn/a/./b/../c", "http://a.gov.cn/a/c"),
        ("http://a.gov.cn/附件 1.doc", "http://a.gov.cn/%E9%99%84%E4%BB%B6%201.doc"),
        ("http://a.gov.cn/%b8%bd", "http://a.gov.cn/%B8%BD"),
        ("http://a.gov.cn/%7Ex/%41", "http://a.gov.cn/~x/A"),
        ("http://a.gov.cn/50%off", "http://a.gov.cn/50%25off"),
        ("http://中国.cn/", "http://xn--fiqs8s.cn/"),
        ("http://[2400:3200::1]:8080/x", "http://[2400:3200::1]:8080/x"),
        ("http://a.gov.cn/a//b", "http://a.gov.cn/a//b"),
    ],
)
def test_canonical(raw: str, expected: str) -> None:
    assert canonical(raw) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "raw", ["", "a.html", "ftp://a.cn/", "http://", "http://[::1/", "http://a.cn:99999/", "http://a b/"]
)
def test_what_is_no_address(raw: str) -> None:
    assert canonical(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("t20230101_1.html", "http://www.a.gov.cn/zwgk/list/t20230101_1.html"),
        ("../b/", "http://www.a.gov.cn/zwgk/b/"),
        ("../../../content.html", "http://www.a.gov.cn/content.html"),
        ("/x/y.html", "http://www.a.gov.cn/x/y.html"),
        ("?page=2", "http://www.a.gov.cn/zwgk/list/index.html?page=2"),
        ("//b.gov.cn/x", "http://b.gov.cn/x"),
        ("  a.html \r\n", "http://www.a.gov.cn/zwgk/list/a.html"),
        ("\u3000a.html\u00a0", "http://www.a.gov.cn/zwgk/list/a.html"),
        ("a\n.html", "http://www.a.gov.cn/zwgk/list/a.html"),
        ("sub\\a.html", "http://www.a.gov.cn/zwgk/list/sub/a.html"),
        ("http:\\\\b.gov.cn\\x", "http://b.gov.cn/x"),
        ("http：//b.gov.cn/x", "http://b.gov.cn/x"),
        ("http:///b.gov.cn/x", "http://b.gov.cn/x"),
        ("http://http://b.gov.cn/x", "http://http//b.gov.cn/x"),
        ("a.html#part", "http://www.a.gov.cn/zwgk/list/a.html"),
        (".", "http://www.a.gov.cn/zwgk/list/"),
    ],
)
def test_t29_odd_relative_addresses(raw: str, expected: str) -> None:
    assert resolve(BASE, raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "#",
        "#top",
        "mailto:a@b.cn",
        "tel:12345",
        "javascript:void(0)",
        "JavaScript:;",
        "data:,x",
        "weixin://x",
    ],
)
def test_what_is_no_link(raw: str) -> None:
    assert resolve(BASE, raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("/a.do;jsessionid=9A8B7C6D?id=1", "http://www.a.gov.cn/a.do?id=1"),
        ("/a.jsp?JSESSIONID=9A8B7C6D", "http://www.a.gov.cn/a.jsp"),
        ("/a.php?id=1&PHPSESSID=abc", "http://www.a.gov.cn/a.php?id=1"),
        ("/a?sid=0123456789abcdef01&id=2", "http://www.a.gov.cn/a?id=2"),
        ("/a?sid=12&id=2", "http://www.a.gov.cn/a?sid=12&id=2"),
        ("/a?timestamp=1700000000000", "http://www.a.gov.cn/a"),
        ("/a?rand=0.8372", "http://www.a.gov.cn/a"),
        ("/a?timestamp=2023", "http://www.a.gov.cn/a?timestamp=2023"),
    ],
)
def test_t26_session_ids_are_dropped(raw: str, expected: str) -> None:
    assert resolve(BASE, raw) == expected


@given(st.text(max_size=80))
def test_nothing_raises_and_the_one_spelling_is_stable(raw: str) -> None:
    url = resolve(BASE, raw)
    if url is not None:
        assert url.isascii()
        assert canonical(url) == url
        assert resolve(BASE, url) == url


@pytest.mark.parametrize("raw", ["", " ", "#", " #top", "javascript:;", " JavaScript:void(0)", "javascript"])
def test_an_address_that_leads_nowhere(raw: str) -> None:
    assert leads_nowhere(raw)


@pytest.mark.parametrize("raw", ["a.html", "/#/list", "?id=1", "javascript/index.html", "mailto:a@b.cn"])
def test_an_address_that_leads_somewhere(raw: str) -> None:
    assert not leads_nowhere(raw)
