"""T29: addresses written wrongly: too many `..`, backslashes, blanks and line ends, doubled or full-width schemes.

What a browser opens is what is meant; an address that none can open is no link to somewhere else.
"""

import pytest

from tests.test_traps.pages import (
    ARTICLE,
    COLUMN,
    SITE,
    TEXT,
    TITLE,
    inspect,
    links_of,
    listing,
    rows_of,
    story,
    trs,
)
from xunjian.html.urls import resolve


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("../../../../bsfw/a.html", SITE + "/bsfw/a.html"),
        ("..\\..\\bsfw\\a.html", SITE + "/bsfw/a.html"),
        ("\\bsfw\\a.html", SITE + "/bsfw/a.html"),
        ("http:\\\\www.lanxi.gov.cn\\bsfw\\a.html", SITE + "/bsfw/a.html"),
        ("  /bsfw/a.html  ", SITE + "/bsfw/a.html"),
        ("\n\t/bsfw/a.html\r\n", SITE + "/bsfw/a.html"),
        ("/bsfw/\n  a.html", SITE + "/bsfw/%20%20a.html"),
        ("/bs\tfw/a.html", SITE + "/bsfw/a.html"),
        ("\u3000/bsfw/a.html\u3000", SITE + "/bsfw/a.html"),
        ("&nbsp;/bsfw/a.html", SITE + "/bsfw/a.html"),
        ("\ufeff/bsfw/a.html\u200b", SITE + "/bsfw/a.html"),
        ("http：//www.lanxi.gov.cn/bsfw/a.html", SITE + "/bsfw/a.html"),
        ("ｈｔｔｐ：／／www.lanxi.gov.cn／bsfw／a.html", SITE + "/bsfw/a.html"),
        ("HTTP://WWW.LANXI.GOV.CN/bsfw/a.html", SITE + "/bsfw/a.html"),
        ("http://www.lanxi.gov.cn:80/bsfw/a.html", SITE + "/bsfw/a.html"),
        ("http:/bsfw/a.html", SITE + "/bsfw/a.html"),
        ("//www.lanxi.gov.cn/bsfw/a.html", SITE + "/bsfw/a.html"),
        ("/./bsfw/x/../a.html", SITE + "/bsfw/a.html"),
        ("/bsfw/a.html#sec", SITE + "/bsfw/a.html"),
        ("?id=3&amp;page=2", COLUMN + "?id=3&page=2"),
        ("http://www.lanxi.gov.cn", SITE + "/"),
        ("http://www.lanxi.gov.cn./bsfw/a.html", SITE + "/bsfw/a.html"),
    ],
)
def test_t29_what_a_browser_opens(raw: str, url: str) -> None:
    seen = inspect(trs(f'<p><a href="{raw}">办事指南</a></p>' + listing()))
    assert url in links_of(seen)


@pytest.mark.parametrize(
    "raw",
    [
        "http://",
        "http:///",
        "https://",
        "//",
        "http://:80/",
        "http://[::1",
        "http://www.lanxi.gov.cn:99999/",
        "http://a b.gov.cn/",
    ],
)
def test_t29_no_address_at_all(raw: str) -> None:
    assert resolve(COLUMN, raw) is None
    seen = inspect(trs(f'<p><a href="{raw}">办事指南</a></p>' + listing()))
    assert len(rows_of(seen)) == 3


@pytest.mark.parametrize(
    "raw",
    [
        "http://http://www.lanxi.gov.cn/a.html",
        "http://http：//www.lanxi.gov.cn/a.html",
        "http:///bsfw/a.html",
        "htp://www.lanxi.gov.cn/a.html",
        "http//www.lanxi.gov.cn/a.html",
        "www.lanxi.gov.cn/a.html",
    ],
)
def test_t29_wrong_addresses_are_not_mended_in_silence(raw: str) -> None:
    """A visitor's browser does not open /a.html of the site by them: they must not read as a sound link to it."""
    seen = inspect(trs(f'<p><a href="{raw}">办事指南</a></p>'))
    assert SITE + "/a.html" not in links_of(seen)


def test_t29_rows_with_strange_addresses() -> None:
    markup = (
        "<ul><li><a href=' 202403\\t20240312_10086.html\n'>关于做好春季森林防火工作的通知</a><span>2024-03-12</span></li>"
        "<li><a href='../../../../zwgk/tzgg/202402/t20240226_10071.html '>岚溪县2024年义务教育招生公告</a><span>2024-02-26</span></li>"
        "<li><a href='http：//www.lanxi.gov.cn/zwgk/tzgg/202401/t20240109_10033.html'>关于公布第三批老字号名单的公示</a><span>2024-01-09</span></li></ul>"
    )
    assert [url for _, url, _ in rows_of(inspect(trs(markup)))] == [
        COLUMN + "202403/t20240312_10086.html",
        COLUMN + "202402/t20240226_10071.html",
        COLUMN + "202401/t20240109_10033.html",
    ]


@pytest.mark.parametrize(
    ("base", "raw", "url"),
    [
        ("<base href='http://www.lanxi.gov.cn/xxgk/'>", "a.html", SITE + "/xxgk/a.html"),
        ("<BASE HREF=' /xxgk/ '>", "a.html", SITE + "/xxgk/a.html"),
        ("<base target='_blank'>", "a.html", COLUMN + "a.html"),
        ("<base href=''>", "a.html", COLUMN + "a.html"),
        ("<base href='http://www.lanxi.gov.cn'>", "a.html", SITE + "/a.html"),
    ],
)
def test_t29_base(base: str, raw: str, url: str) -> None:
    seen = inspect(trs(f"<p><a href='{raw}'>办事指南</a></p>" + listing(), head=base))
    assert url in links_of(seen)


def test_t29_title_is_read_all_the_same() -> None:
    page = trs(story(TEXT + "<p><a href='http://[bad'>x</a><a href='http://a:b:c/'>y</a></p>"))
    assert inspect(page, ARTICLE)["title"] == TITLE
