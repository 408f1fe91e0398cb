"""T23: gateways that turn a site into traditional characters are mirrors of it.

`big5.…/gate/big5/HOST/PATH` is the simplified page at HOST/PATH: it is mapped to that address, never walked, and
what it links to is never counted a second time.
"""

import pytest

from tests.test_facts.portal import HOME, HOST, fact, html, portal, rows, target
from tests.test_traps.pages import COLUMN, ITEMS, SITE, inspect, links_of, listing, rows_of, trs
from xunjian.html.urls import canonical, resolve
from xunjian.model.site import Pages, Targets

GATES = [
    (
        "http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/zwgk/a.html",
        "http://www.lanxi.gov.cn/zwgk/a.html",
    ),
    ("http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/", "http://www.lanxi.gov.cn/"),
    ("http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn", "http://www.lanxi.gov.cn/"),
    (
        "https://lanxi.gov.cn:82/gate/big5/www.lanxi.gov.cn/zwgk/t20240312_1.html",
        "http://www.lanxi.gov.cn/zwgk/t20240312_1.html",
    ),
    ("http://www.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/zwgk/?id=3", "http://www.lanxi.gov.cn/zwgk/?id=3"),
    (
        "http://big5.lanxi.gov.cn/gate/big5/lyj.lanxi.gov.cn:8080/a.html",
        "http://lyj.lanxi.gov.cn:8080/a.html",
    ),
]


@pytest.mark.parametrize(("gate", "plain"), GATES)
def test_t23_gateway_is_the_simplified_page(gate: str, plain: str) -> None:
    assert (canonical(gate) or "").replace("https:", "http:") == plain


@pytest.mark.parametrize(
    "address",
    [
        "http://www.lanxi.gov.cn/gate/index.html",
        "http://www.lanxi.gov.cn/big5/a.html",
        "http://www.lanxi.gov.cn/zwgk/gate/big5.html",
        "http://www.lanxi.gov.cn/gate/big5/",
        "http://www.lanxi.gov.cn/gate/big5/readme.html",
    ],
)
def test_t23_what_only_looks_like_a_gateway_stays(address: str) -> None:
    assert canonical(address) == address


def test_t23_items_read_through_a_gateway_have_their_own_addresses() -> None:
    page = trs(listing()).replace("href='/", "href='/gate/big5/www.lanxi.gov.cn/")
    seen = inspect(page, "http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/zwgk/tzgg/")
    assert [(title, url.replace("https:", "http:"), day) for title, url, day in rows_of(seen)] == ITEMS


def test_t23_relative_links_below_a_gateway() -> None:
    base = "http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/zwgk/tzgg/index.html"
    assert resolve(base, "202403/t1.html") == "http://www.lanxi.gov.cn/zwgk/tzgg/202403/t1.html"
    assert resolve(base, "../../") == "http://www.lanxi.gov.cn/"


def test_t23_switch_to_traditional_characters_is_no_second_home() -> None:
    switch = "<a href='http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/zwgk/tzgg/'>繁體版</a>"
    seen = inspect(trs(switch + listing()), COLUMN)
    assert not [url for url in links_of(seen) if "big5" in url]


def test_t23_gateway_is_no_target_of_the_site() -> None:
    gate = f"http://big5.yx.gov.cn/gate/big5/{HOST.removeprefix('http://')}/"
    snapshot = portal(f"<a href='{gate}'>繁體</a><a href='{gate}tzgg/'>通知公告</a>")
    targets = fact(snapshot, Targets).targets
    assert not [each.url for each in targets if "big5" in each.url]
    assert target(snapshot, f"{HOST}/tzgg/").on_home


def test_t23_pages_of_a_gateway_are_none_of_the_unit() -> None:
    gate = f"http://big5.yx.gov.cn/gate/big5/{HOST.removeprefix('http://')}/tzgg/x.html"
    snapshot = portal(f"<a href='{gate}'>繁體</a>")
    snapshot.page(gate, html("縣政府", rows(("縣長調研", "/gate/big5/www.yx.gov.cn/a.html", "2026-11-01"))))
    assert not [page for page in fact(snapshot, Pages).pages if "big5" in page.reading.url]
    assert HOME in {page.reading.url for page in fact(snapshot, Pages).pages}


def test_t23_plain_pages_stay_as_they_are() -> None:
    assert rows_of(inspect(trs(listing()))) == ITEMS
    assert canonical(f"{SITE}/zwgk/tzgg/") == COLUMN


def test_t23_a_site_by_https_is_not_asked_for_by_http_because_of_its_gateway() -> None:
    gate = "http://big5.lanxi.gov.cn/gate/big5/www.lanxi.gov.cn/zwgk/"
    assert resolve("https://www.lanxi.gov.cn/", gate) == "https://www.lanxi.gov.cn/zwgk/"
    assert resolve("https://lanxi.gov.cn/a/b.html", gate) == "https://www.lanxi.gov.cn/zwgk/"
    assert resolve("https://www.other.gov.cn/", gate) == "http://www.lanxi.gov.cn/zwgk/"
