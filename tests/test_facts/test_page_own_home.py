"""Home pages away from the root, entries of the main menu, and the site's name that is no heading."""

import pytest

from tests.test_facts.page_parts import BASE, LIST, NAV, TRAIL, page, read
from xunjian.model.page import PageKind

_HOME = BASE + "web/guest/home"
_PANEL = (
    "<h3>要闻</h3><ul><li><a href='/c/1.html'>县政府召开常务会议研究水利工作</a><span>12-03</span></li></ul>"
)


def _menu(home: str) -> str:
    return (
        f'<div class="menu"><ul><li><a href="{home}">首 页</a></li><li><a href="/zwgk">政务公开</a></li>'
        '<li><a href="/hdjl">互动交流</a></li></ul></div>'
    )


@pytest.mark.parametrize("home", ["/web/guest/home", "../guest/home", _HOME])
def test_a_page_that_its_menu_calls_home_is_the_home_page(home: str) -> None:
    assert read(page(_menu(home) + _PANEL), _HOME).kind is PageKind.HOME


@pytest.mark.parametrize("home", ["/", "#", "", "javascript:;"])
def test_a_page_whose_menu_leads_elsewhere_or_nowhere_is_not(home: str) -> None:
    assert read(page(_menu(home) + _PANEL + LIST), _HOME).kind is not PageKind.HOME


def test_the_first_page_of_a_pager_is_no_home_page() -> None:
    pager = '<a href="index.html">首页</a> <i>上一页</i> <i>下一页</i> <a href="index.html">尾页</a>'
    url = BASE + "zwgk/tzgg/index.html"
    assert read(page(_menu("/") + LIST + pager), url).kind is PageKind.COLUMN


def test_a_page_with_a_trail_is_no_home_page() -> None:
    reading = read(page(_menu("index.html") + TRAIL + LIST), BASE + "zwgk/tzgg/index.html")
    assert reading.kind is PageKind.COLUMN


@pytest.mark.parametrize(
    "entry",
    [
        '<li><a href="javascript:void(0)" onclick="window.open(\'/zjyx/\')">走进云溪</a></li>',
        "<li><a href=\"javascript:window.open('/zjyx/')\">走进云溪</a></li>",
        '<li onclick="location.href=\'/zjyx/\'"><a href="#">走进云溪</a></li>',
    ],
)
def test_a_menu_entry_leads_where_its_script_opens(entry: str) -> None:
    columns = read(page(NAV.replace("</ul>", entry + "</ul>") + LIST), BASE).columns
    assert ("走进云溪", BASE + "zjyx/") in [(column.name, column.url) for column in columns]


def test_links_of_a_menu_that_are_never_closed_are_entries() -> None:
    menu = NAV.replace("</a>", "").replace("</li>", "")
    assert read(page(menu + LIST), BASE).columns == read(page(NAV + LIST), BASE).columns


def test_contacts_are_a_column_in_the_main_menu_only() -> None:
    entry = '<li><a href="/lxwm/">联系我们</a></li>'
    inside = read(page(NAV.replace("</ul>", entry + "</ul>") + LIST), BASE).columns
    assert "联系我们" in [column.name for column in inside]
    above = f'<div class="topbar"><ul>{entry}<li><a href="/wzdt/">网站地图</a></li></ul></div>'
    assert "联系我们" not in [column.name for column in read(page(above + NAV + LIST), BASE).columns]


def test_the_name_of_the_site_above_the_menu_is_no_heading() -> None:
    name = '<div class="header"><h1><a href="/">云溪县人民政府</a></h1></div>'
    assert read(page(name + NAV + TRAIL + LIST)).heading == "通知公告"
