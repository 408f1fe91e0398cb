"""T26: addresses that carry a session or a moment: `;jsessionid=…`, `sid`, `timestamp`, `randid` are one page.

The marks are dropped; a parameter that only looks like one (a short number that names a column) stays.
"""

import pytest

from tests.test_traps.pages import ROWS, SITE, inspect, links_of, listing, rows_of, trs
from xunjian.html.urls import canonical


@pytest.mark.parametrize(
    ("address", "one"),
    [
        ("/a.do;jsessionid=8F3A0C1D2E4B5A69788796A5B4C3D2E1?id=7", "/a.do?id=7"),
        ("/a.do;JSESSIONID=8F3A0C1D2E4B5A69788796A5B4C3D2E1.node2", "/a.do"),
        ("/a.do;jsessionid=8F3A0C1D2E4B5A69", "/a.do"),
        ("/zwgk;jsessionid=8F3A0C1D2E4B5A69/a.do", "/zwgk/a.do"),
        ("/a.jsp?jsessionid=8F3A0C1D2E4B5A69&id=7", "/a.jsp?id=7"),
        ("/a.php?PHPSESSID=k3j2h4g5f6d7s8a9k3j2h4g5f6&id=7", "/a.php?id=7"),
        ("/a.asp?id=7&ASPSESSIONIDQQCBTRAR=GHFKJLMNBVCXZASDFGHJKLPO", "/a.asp?id=7"),
        ("/a.do?id=7&sid=8f3a0c1d2e4b5a69788796a5b4c3d2e1", "/a.do?id=7"),
        ("/a.do?id=7&timestamp=1710210000123", "/a.do?id=7"),
        ("/a.do?timestamp=1710210000&id=7", "/a.do?id=7"),
        ("/a.do?id=7&randid=0.8467126351", "/a.do?id=7"),
        ("/a.do?id=7&random=0.17261537", "/a.do?id=7"),
        ("/a.do?id=7&rand=81726351", "/a.do?id=7"),
        ("/a.do?id=7&_t=1710210000123", "/a.do?id=7"),
        ("/a.do?id=7&_=1710210000123", "/a.do?id=7"),
        ("/a.do?id=7&r=0.17261537123", "/a.do?id=7"),
        ("/a.do?id=7&t=1710210000123", "/a.do?id=7"),
        ("/a.do?timestamp=1710210000123", "/a.do"),
        ("/a.do?sessionid=8f3a0c1d2e4b5a69788796a5b4c3d2e1", "/a.do"),
        ("/(S(k3j2h4g5f6d7s8a9k3j2h4g5))/a.aspx?id=7", "/a.aspx?id=7"),
        ("/a.cfm?id=7&CFID=1827361&CFTOKEN=81726354", "/a.cfm?id=7"),
    ],
)
def test_t26_marks_of_a_session_are_dropped(address: str, one: str) -> None:
    assert canonical(SITE + address) == SITE + one


@pytest.mark.parametrize(
    "address",
    [
        "/list.do?sid=35",
        "/list.do?sid=zwgk",
        "/a.do?t=20240312",
        "/a.do?r=3",
        "/a.do?id=8f3a0c1d2e4b5a69788796a5b4c3d2e1",
        "/a.do?time=2024-03",
        "/a.do?type=rand",
        "/a.do?siteid=8f3a0c1d2e4b5a69788796a5b4c3d2e1",
        "/a.do?columnid=1710210000123",
        "/a.do?_p=2",
        "/a;b/c.html",
    ],
)
def test_t26_parameters_that_name_a_page_stay(address: str) -> None:
    assert canonical(SITE + address) == SITE + address


def test_t26_one_page_under_two_sessions_is_one_link() -> None:
    pair = (
        "<a href='/bsfw/a.do;jsessionid=8F3A0C1D2E4B5A69?id=7'>办事指南</a>"
        "<a href='/bsfw/a.do;jsessionid=0011AABBCCDDEEFF?id=7'>办事指南</a>"
    )
    seen = links_of(inspect(trs(pair + listing())))
    assert seen.count(SITE + "/bsfw/a.do?id=7") == 1
    assert not [url for url in seen if "jsessionid" in url.lower()]


def test_t26_rows_of_a_list_with_sessions() -> None:
    rows = [(title, f"{url};jsessionid=8F3A0C1D2E4B5A69788796A5B4C3D2E1", day) for title, url, day in ROWS]
    assert [url for _, url, _ in rows_of(inspect(trs(listing(rows))))] == [SITE + url for _, url, _ in ROWS]
