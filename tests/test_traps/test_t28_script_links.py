"""T28: navigation without a plain `href`: onclick, `javascript:`, maps, selects. Their addresses are links by script.

What a script does that opens no page (favourites, home page setting, printing, folding) is no link.
"""

import pytest

from tests.test_traps.pages import (
    COLUMN,
    ITEMS,
    ROWS,
    SITE,
    columns_of,
    inspect,
    links_of,
    listing,
    modern,
    rows_of,
    tables,
    trs,
)

TO = SITE + "/bsfw/index.html"


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='#' onclick=\"location.href='/bsfw/index.html'\">办事服务</a>",
        "<a href='javascript:void(0)' onclick=\"window.location.href='/bsfw/index.html';return false;\">办事服务</a>",
        "<a href='javascript:;' onclick='window.open(\"/bsfw/index.html\")'>办事服务</a>",
        "<a href=\"javascript:window.open('/bsfw/index.html','_blank','width=800,height=600');void(0);\">办事服务</a>",
        "<a href=\"javascript:location.replace('/bsfw/index.html')\">办事服务</a>",
        '<a href="JavaScript:window.open(&#39;/bsfw/index.html&#39;)">办事服务</a>',
        "<a href='javascript:open(&quot;../../bsfw/index.html&quot;)'>办事服务</a>",
        "<div style='cursor:pointer' onclick=\"self.location='/bsfw/index.html'\">办事服务</div>",
        "<td onClick=\"parent.location.href='../../bsfw/index.html'\">办事服务</td>",
        "<span onclick=\"top.location = '/bsfw/index.html'\">办事服务</span>",
        "<img src='/bs.gif' alt='办事服务' onclick=\"document.location='/bsfw/index.html'\">",
        "<input type='button' value='办事服务' onclick=\"javascript:window.location.assign('/bsfw/index.html')\">",
        "<button onclick=\"MM_openBrWindow('/bsfw/index.html','','width=400')\">办事服务</button>",
        "<a onclick=\"window.open( '/bsfw/index.html' , 'newwin' )\">办事服务</a>",
        "<a href=\"javascript:goUrl('/bsfw/index.html')\">办事服务</a>",
        "<a href=\"#\" onclick=\"return toPage('/bsfw/index.html', '_blank')\">办事服务</a>",
    ],
)
def test_t28_address_inside_a_script(markup: str) -> None:
    seen = inspect(trs(f"<div class='box'>{markup}</div>" + listing()))
    assert TO in links_of(seen, "script")
    assert rows_of(seen) == ITEMS


@pytest.mark.parametrize(
    ("markup", "url", "via"),
    [
        (
            "<map name=m><area shape=rect coords='0,0,90,30' href='../../bsfw/index.html' alt='办事服务'></map>",
            TO,
            "area",
        ),
        ("<MAP NAME='m'><AREA COORDS='1,2,3,4' HREF=\"/bsfw/index.html\"></MAP>", TO, "area"),
        (
            "<select onchange=\"window.open(this.value)\"><option>友情链接</option><option value='../../yqlj/a.html'>乡镇</option></select>",
            SITE + "/yqlj/a.html",
            "option",
        ),
        (
            "<select onchange=\"MM_jumpMenu('parent',this,0)\"><option value='http://www.example.gov.cn/'>省政府</option></select>",
            "http://www.example.gov.cn/",
            "option",
        ),
        (
            "<select><option value='http://lyj.example.gov.cn'>林业局</option></select>",
            "http://lyj.example.gov.cn/",
            "option",
        ),
        ("<iframe src='../../frame/left.html'></iframe>", SITE + "/frame/left.html", "frame"),
        ("<form action='/search/s.jsp' method=get><input name=q></form>", SITE + "/search/s.jsp", "form"),
    ],
)
def test_t28_other_routes(markup: str, url: str, via: str) -> None:
    assert url in links_of(inspect(tables(markup + listing())), via)


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=\"javascript:goTo('/zwgk/jgzn/')\">机构职能</a>",
        "<div onclick=\"jumpUrl('../jgzn/')\">机构职能</div>",
        "<a href='#' onclick=\"openLink('http://www.lanxi.gov.cn/zwgk/jgzn/')\">机构职能</a>",
    ],
)
def test_t28_functions_of_the_pages_own(markup: str) -> None:
    assert SITE + "/zwgk/jgzn/" in links_of(inspect(trs(f"<div>{markup}</div>" + listing())), "script")


def test_t28_refresh_and_script_of_a_page_that_only_forwards() -> None:
    refresh = (
        '<html><head><META HTTP-EQUIV=Refresh CONTENT="0; URL=zwgk/index.html"></head><body></body></html>'
    )
    assert links_of(inspect(refresh, SITE + "/"), "meta") == [SITE + "/zwgk/index.html"]
    script = "<html><head><script>window.location.href='zwgk/index.html';</script></head><body></body></html>"
    assert SITE + "/zwgk/index.html" in links_of(inspect(script, SITE + "/"), "script")


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='javascript:void(0)' onclick=\"this.style.behavior='url(#default#homepage)';this.setHomePage('http://www.lanxi.gov.cn/sy.html')\">设为首页</a>",
        "<a href=\"javascript:window.external.addFavorite('http://www.lanxi.gov.cn/sc.html','岚溪县政府')\">加入收藏</a>",
        "<a href='javascript:window.print()'>打印</a>",
        "<a href='javascript:window.close();'>关闭</a>",
        "<a href='javascript:history.go(-1)'>返回</a>",
        "<a href='javascript:doZoom(16)'>大</a>",
        "<a href='#top'>返回顶部</a>",
        "<a href='tel:0579-88112233'>电话</a><a href='mailto:a@lanxi.gov.cn'>邮箱</a>",
        "<select name=year><option value='2024'>2024年</option><option value='0'>全部</option></select>",
        "<select><option value='title'>标题</option><option value='content'>正文</option></select>",
        "<a href='javascript:setTab(\"one\",1,2)'>要闻</a>",
        "<a onclick=\"alert('请先登录')\">我要留言</a>",
        "<a href='javascript:'>更多</a>",
        "<img src='/s.jpg' onclick=\"showPic('/images/big.jpg')\">",
        "<a href='#' onclick=\"loadList('/api/list',1)\">换一换</a>",
        "<a href='#' onclick=\"goPage(2)\">2</a>",
        "<a href='javascript:showDiv(\"menu_2\")'>展开</a>",
        "<!-- <a onclick=\"window.open('/old/index.html')\">旧版</a> -->",
    ],
)
def test_t28_scripts_that_open_no_page(markup: str) -> None:
    plain = set(links_of(inspect(trs(listing()))))
    assert set(links_of(inspect(trs(markup + listing())))) == plain


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='#' onclick=\"window.open('{url}')\">{title}</a><span>{day}</span></li>",
        "<li onclick=\"location.href='{url}'\"><span>{title}</span><em>{day}</em></li>",
        "<li><a href=\"javascript:window.open('{url}','_self');\">{title}</a><i>{day}</i></li>",
        "<li><a href='javascript:void(0);' onclick='openNews(\"{url}\")'>{title}</a> [{day}]</li>",
    ],
)
def test_t28_rows_of_a_list_by_script(row: str) -> None:
    lines = "".join(row.format(url=url, title=title, day=day) for title, url, day in ROWS)
    assert rows_of(inspect(modern(f"<ul>{lines}</ul>"))) == ITEMS


def test_t28_table_rows_by_script() -> None:
    lines = "".join(
        f"<tr style='cursor:hand' onclick=\"window.open('{url}','','')\"><td>·</td><td>{title}</td><td>{day}</td></tr>"
        for title, url, day in ROWS
    )
    assert rows_of(inspect(tables(f"<table>{lines}</table>"))) == ITEMS


@pytest.mark.parametrize(
    "entry",
    [
        "<li onclick=\"location.href='{url}'\">{name}</li>",
        "<li><a href='javascript:void(0)' onclick=\"window.location='{url}'\">{name}</a></li>",
        "<li><a href=\"javascript:window.location.href='{url}'\">{name}</a></li>",
    ],
)
def test_t28_navigation_by_script(entry: str) -> None:
    names = (("首页", "/"), ("政务公开", "/zwgk/"), ("办事服务", "/bsfw/"), ("互动交流", "/hdjl/"))
    menu = "".join(entry.format(url=url, name=name) for name, url in names)
    page = trs(listing())
    start, end = page.index("<ul>") + 4, page.index("</ul>")
    seen = inspect(page[:start] + menu + page[end:])
    assert columns_of(seen) == [(name, SITE + url) for name, url in names]


def test_t28_next_page_by_script() -> None:
    pager = "<div>共 5 页 <a href='#' onclick=\"location.href='index_2.html'\">下一页</a></div>"
    assert inspect(trs(listing() + pager), COLUMN)["next_page"] == COLUMN + "index_2.html"


def test_t28_table_rows_by_script_with_links_that_lead_nowhere() -> None:
    lines = "".join(
        f"<tr onclick=\"location.href='{url}'\"><td><a>{title}</a></td><td>{day}</td></tr>"
        for title, url, day in ROWS
    )
    assert rows_of(inspect(tables(f"<table>{lines}</table>"))) == ITEMS
