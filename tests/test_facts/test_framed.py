"""Pages within frames: no pages of their own, unless they can be reached by themselves."""

import pytest

from tests.test_facts.portal import AS_OF, HOME, HOST, NAV, column, fact, html, portal, rows
from xunjian.model.site import ColumnTree, Pages
from xunjian.testing.memory import MemorySnapshot

_INNER = "/inc/list.asp?lm=3"
_TITLED = "<html><head><title>列表</title></head><body>{}</body></html>"
_FIRST = rows(
    ("关于汛期用水调度安排的通知", "/a1.html", "2026-11-02"),
    ("关于渠道检修停水的通知", "/a2.html", "2026-11-01"),
)
_SECOND = rows(
    ("关于开展灌区普查工作的通知", "/a3.html", "2026-08-02"),
    ("关于检查水表计量的通知", "/a4.html", "2026-08-01"),
)


def test_a_list_that_only_a_frame_shows_is_no_page_nor_column() -> None:
    snapshot = portal(nav=(*NAV, ("用水信息", "/ysxx.asp")))
    nav = (*NAV, ("用水信息", "/ysxx.asp"))
    frame = f"<iframe src='{_INNER}' width='100%'></iframe>"
    pager = "<a href='/inc/list.asp?lm=3&page={}'>{}</a>"
    snapshot.page(f"{HOST}/ysxx.asp", column("用水信息", frame, nav=nav))
    snapshot.page(f"{HOST}{_INNER}", _TITLED.format(_FIRST + pager.format(2, "下一页")))
    snapshot.page(f"{HOST}{_INNER}&page=2", _TITLED.format(_SECOND + pager.format(1, "上一页")))
    snapshot.page(f"{HOST}{_INNER}&page=1", _TITLED.format(_FIRST + pager.format(2, "下一页") + " "))
    own = {page.fetch.url for page in fact(snapshot, Pages).pages}
    columns = {each.url: each for each in fact(snapshot, ColumnTree).columns}
    assert not any("/inc/" in url for url in own | columns.keys())
    assert len(columns[f"{HOST}/ysxx.asp"].items) == 4


@pytest.mark.parametrize(
    "outside",
    [
        f"<a href='{_INNER}'>单独打开</a>",
        f"<select onchange='go()'><option value='{_INNER}'>用水信息</option></select>",
    ],
    ids=["link", "option"],
)
def test_what_can_be_opened_by_itself_is_a_page(outside: str) -> None:
    snapshot = portal()
    snapshot.page(f"{HOST}/a.html", html("用水", f"<iframe src='{_INNER}'></iframe>"))
    snapshot.page(f"{HOST}/b.html", html("入口", outside))
    snapshot.page(f"{HOST}{_INNER}", _TITLED.format(_FIRST))
    assert f"{HOST}{_INNER}" in {page.fetch.url for page in fact(snapshot, Pages).pages}


def test_parts_of_a_frameset_are_no_pages_and_what_their_menu_leads_to_is_one() -> None:
    snapshot = portal(nav=(*NAV, ("法规", "/flfg/")))
    snapshot.page(
        f"{HOST}/flfg/",
        "<html><head><title>法规</title></head><frameset cols='180,*'>"
        "<frame src='left.htm'><frame src='right.htm' name='main'></frameset></html>",
    )
    snapshot.page(
        f"{HOST}/flfg/left.htm",
        _TITLED.format(
            "<a href='right.htm' target='main'>法规</a><a href='other.htm' target='_top'>其他规定</a>"
        ),
    )
    snapshot.page(f"{HOST}/flfg/right.htm", _TITLED.format(_FIRST))
    snapshot.page(f"{HOST}/flfg/other.htm", html("其他规定", _SECOND))
    own = {page.fetch.url.removeprefix(f"{HOST}/flfg/") for page in fact(snapshot, Pages).pages}
    assert {"left.htm", "right.htm"}.isdisjoint(own)
    assert "other.htm" in own


_SET = (
    "<html><head><title>某某局</title></head><frameset rows='90,*,60'><frame src='top.htm' name='top'>"
    "<frame src='main.htm' name='main'><frame src='foot.htm' name='foot'></frameset></html>"
)
_FOOT = "<p>主办单位：某某县粮食局　联系电话：0999-1234567　粤ICP备12345678号</p>"


def _feet(menu: str, *, elsewhere: str = "") -> dict[str, tuple[bool, bool]]:
    """Of each page, whether a record number and a badge stand in its foot."""
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.page(HOME, _SET)
    snapshot.page(f"{HOST}/top.htm", _TITLED.format(menu))
    snapshot.page(f"{HOST}/main.htm", _TITLED.format(_FIRST))
    snapshot.page(f"{HOST}/foot.htm", _TITLED.format(_FOOT))
    snapshot.page(
        f"{HOST}/list.asp?c=1", _TITLED.format(_SECOND + "<a href='list.asp?c=1&page=2'>下一页</a>")
    )
    snapshot.page(f"{HOST}/list.asp?c=1&page=2", _TITLED.format(_FIRST))
    snapshot.page(f"{HOST}/whole.html", html("关于汛期用水调度安排的通知", f"<p>正文。</p>{elsewhere}"))
    return {
        page.fetch.url.removeprefix(HOST): (
            page.reading.footer.icp is not None,
            page.reading.footer.party_badge is not None,
        )
        for page in fact(snapshot, Pages).pages
    }


@pytest.mark.parametrize("target", ["main", "MAIN"])
def test_a_page_that_opens_in_a_frameset_has_the_foot_around_it(target: str) -> None:
    feet = _feet(f"<a href='/list.asp?c=1' target='{target}'>通知公告</a>")
    assert feet["/list.asp?c=1"] == feet["/list.asp?c=1&page=2"] == feet["/"] == (True, False)


@pytest.mark.parametrize(
    ("menu", "elsewhere"),
    [
        ("<a href='/list.asp?c=1' target='_blank'>通知公告</a>", ""),
        ("<a href='/list.asp?c=1' target='_top'>通知公告</a>", ""),
        ("<a href='/list.asp?c=1' target='main'>通知公告</a>", "<a href='/list.asp?c=1'>返回列表</a>"),
    ],
    ids=["own window", "whole window", "led to by a whole page"],
)
def test_a_page_that_opens_by_itself_has_its_own_foot_alone(menu: str, elsewhere: str) -> None:
    assert _feet(menu, elsewhere=elsewhere)["/list.asp?c=1"] == (False, False)


def test_what_opens_in_a_frameset_without_any_foot_is_a_part_of_it() -> None:
    snapshot = portal(nav=(*NAV, ("县情", "/gk.asp")))
    snapshot.page(f"{HOST}/gk.asp", "<frameset><frame src='l.asp'><frame src='r.asp' name='r'></frameset>")
    snapshot.page(f"{HOST}/l.asp", _TITLED.format("<a href='r.asp?b=2' target='r'>地理</a>"))
    for inner in ("r.asp", "r.asp?b=2"):
        snapshot.page(f"{HOST}/{inner}", _TITLED.format("<p>本县地处丘陵，四季分明。</p>"))
    assert not any("r.asp" in page.fetch.url for page in fact(snapshot, Pages).pages)
