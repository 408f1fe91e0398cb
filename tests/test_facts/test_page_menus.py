"""Menus by many makers: names of parts that mislead, top bars, trails made lists, pagers beside them."""

import pytest

from tests.test_facts.page_parts import ARTICLE, BASE, COLUMN, LIST, NAV, ROWS, TRAIL, page, read
from xunjian.model.page import PageKind

MENU = (
    '<ul><li><a href="/">首页</a></li><li><a href="/jggk/">机构概况</a></li>'
    '<li><a href="/zcfg/">政策法规</a></li><li><a href="/bszn/">办事指南</a></li></ul>'
)
ITEMS = "".join(f"<p>{number}：各单位按照职责做好相关工作，并及时报送情况。</p>" for number in range(12))


def columns(markup: str, url: str = COLUMN) -> list[str]:
    return [column.name for column in read(markup, url).columns]


@pytest.mark.parametrize("name", ["menu_bottom", "head-bottom", "bottom"])
def test_a_menu_called_bottom_at_the_top_is_no_foot(name: str) -> None:
    reading = read(page(f'<div id="navigation"><div class="{name}">{MENU}</div></div>{TRAIL}{LIST}{ITEMS}'))
    assert [column.name for column in reading.columns] == ["首页", "机构概况", "政策法规", "办事指南"]
    assert len(reading.items) == len(ROWS)
    assert reading.footer.sponsor is not None


def test_a_foot_without_words_stays_a_foot_at_the_end_of_the_page() -> None:
    foot = '<div class="bottom"><a href="/a/">关于本站</a><a href="/b/">隐私条款</a></div>'
    assert columns(page(NAV + TRAIL + LIST + ITEMS, foot=foot))[1:] == ["政务公开", "办事服务", "互动交流"]


def test_links_of_the_top_bar_above_the_menu_are_no_columns() -> None:
    bar = '<div class="tn_nav"><a href="http://oa.example.com/">办公平台</a><a href="/m/">主任信箱</a></div>'
    assert columns(page(bar + NAV + LIST)) == ["首页", "政务公开", "办事服务", "互动交流"]


def test_a_menu_that_begins_with_the_home_of_a_part_is_chosen_before_the_pager() -> None:
    menu = (
        '<ul class="dh2"><li><a href="i.jsp">信箱首页</a></li><li><a href="x.jsp">写信须知</a></li>'
        '<li><a href="w.jsp">我要写信</a></li><li><a href="j.jsp">信件选登</a></li></ul>'
    )
    rows = "".join(f'<tr><td><a href="v.jsp?id={n}">反映路灯不亮{n}</a></td></tr>' for n in range(3))
    pager = '<p>第 1/2 页 <a href="javascript:go(1)">首页</a> <a href="javascript:go(2)">下一页</a></p>'
    reading = read(page(f"{menu}<form><table>{rows}</table>{pager}</form>"))
    assert [(column.name, column.level) for column in reading.columns] == [
        ("信箱首页", 1),
        ("写信须知", 1),
        ("我要写信", 1),
        ("信件选登", 1),
    ]


def test_a_list_of_home_and_the_current_place_is_a_trail() -> None:
    trail = (
        '<div id="navbar"><ul><li><a href="/">首页</a></li>'
        '<li><a href="javascript:void(0);">快速检索</a></li></ul></div>'
    )
    assert "快速检索" not in columns(page(NAV + trail + LIST))


def test_a_dead_entry_among_other_side_columns_is_a_column() -> None:
    side = (
        '<div class="side"><ul><li><a href="javascript:;">通知公告</a></li>'
        '<li><a href="/zwgk/gsgg/">公示公告</a></li><li><a href="/zwgk/zcjd/">政策解读</a></li></ul></div>'
    )
    assert {"通知公告", "公示公告", "政策解读"} <= set(columns(page(NAV + TRAIL + side + LIST)))


def test_the_link_to_the_text_before_is_no_row_of_a_list() -> None:
    short = page(
        f'{NAV}{TRAIL}<div class="r"><h1>门诊就医流程</h1><div>时间：2018-11-05 15:20　来源：门诊部</div>'
        "<div><p>到一楼大厅办理建卡，再到相应楼层报到。</p></div>"
        '<div class="pn">上一篇：<a href="2.html">住院患者须知</a>　下一篇：没有了</div></div>'
    )
    reading = read(short, BASE + "zwgk/tzgg/3.html")
    assert reading.kind is PageKind.ARTICLE
    assert reading.items == ()


@pytest.mark.parametrize(("shown", "following"), [(0, 41), (41, 40), (1, None)])
def test_pages_counted_down_by_script_tell_the_next(shown: int, following: int | None) -> None:
    script = """<div id="pag_7"><script>var purl="../../n3/n9/index_7"; function createUrl(pName){
    return "javascript:pageName="+pName+";goPub('"+purl+"_"+pName+".html')"; }
    var maxPageNum=0; maxPageNum = 42; if (maxPageNum>1){ pageName = %d; writePaging(); }</script></div>"""
    reading = read(page(NAV + TRAIL + LIST + script % shown), BASE + "n3/n9/index.html")
    assert reading.next_page == (f"{BASE}n3/n9/index_7_{following}.html" if following else None)


def test_words_that_only_open_a_text_are_no_columns() -> None:
    block = '<div><h2><a href="/zn/">公开指南</a></h2><p>每年更新。</p><a href="/zn/">详细&gt;&gt;</a></div>'
    assert "详细" not in columns(page(NAV + TRAIL + block), ARTICLE)


@pytest.mark.parametrize(
    "entry",
    [
        '<li><a href="/{0}/">{1}</a><div class="drop"><a href="/{0}/a/">{2}</a></div></li>',
        '<li><h3><a href="/{0}/">{1}</a></h3><div><a href="/{0}/a/">{2}</a></div></li>',
        '<dl><dt><a href="/{0}/">{1}</a></dt><dd><a href="/{0}/a/">{2}</a></dd></dl>',
        '<td><a href="/{0}/"><b>{1}</b></a><div class="sub"><a href="/{0}/a/">{2}</a></div></td>',
    ],
)
def test_menus_that_unfold_under_entries_are_of_the_second_level(entry: str) -> None:
    names = (("gk", "信息公开", "公开指南"), ("fw", "办事服务", "表格下载"), ("hd", "互动交流", "在线访谈"))
    first = entry.format("x", "首页", "").split("</a>")[0].replace("/x/", "/") + "</a>"
    body = first + "".join(entry.format(*each) for each in names)
    markup = f'<div class="menu"><table><tr>{body}</tr></table></div>' if "<td>" in entry else ""
    reading = read(page(markup or f'<div class="menu">{body}</div>'))
    assert [(column.name, column.level) for column in reading.columns] == [
        ("首页", 1),
        *((name, level) for _, above, below in names for name, level in ((above, 1), (below, 2))),
    ]


def test_links_beside_each_other_are_of_one_level() -> None:
    rows = "".join(
        f'<p><a href="/{n}/">{a}</a> <a href="/{n}/b/">{b}</a></p>'
        for n, a, b in ((1, "首页", "信息公开"), (2, "办事服务", "互动交流"), (3, "走进云溪", "专题专栏"))
    )
    assert {column.level for column in read(page(f'<div class="nav">{rows}</div>')).columns} == {1}


def test_the_name_of_the_site_as_a_picture_is_no_row_of_a_list() -> None:
    logo = '<div class="name"><a href="/index.htm" title="云溪县人民政府网"><img src="a.png"></a></div>'
    rows = "".join(f'<li><a href="/i/{n}.htm">全县第{n}次春季造林现场会召开</a></li>' for n in (1, 2, 3))
    items = read(page(f"{logo}{NAV}<ul>{rows}</ul>"), BASE + "index.htm", is_home=True).items
    assert [item.url for item in items] == [f"{BASE}i/{n}.htm" for n in (1, 2, 3)]


def test_the_menu_that_is_shown_comes_before_a_hidden_copy() -> None:
    copy = NAV.replace('class="nav"', 'class="m-nav" style="display:none"').replace("政务", "手机政务")
    shown = [(column.name, column.level) for column in read(page(copy + NAV + TRAIL + LIST)).columns]
    assert shown == [(name, 1) for name in ("首页", "政务公开", "办事服务", "互动交流")]


@pytest.mark.parametrize(
    "beside",
    [
        '<p>热搜词：<a href="/so?q=1">社保转移</a> <a href="/so?q=2">公积金</a></p>',
        '<p>公告：<a href="/gg/1.html">关于城区道路施工的公告</a></p>',
    ],
)
def test_words_often_sought_and_documents_inside_a_menu_are_no_columns(beside: str) -> None:
    markup = f'<div class="menu">{MENU}{beside}</div>'
    assert columns(page(markup + LIST)) == ["首页", "机构概况", "政策法规", "办事指南"]


def test_a_name_with_its_translation_beside_it_is_read_without() -> None:
    menu = NAV.replace("首页", "<span>首页</span><span>HOME</span>")
    assert columns(page(menu + LIST)) == ["首页", "政务公开", "办事服务", "互动交流"]
