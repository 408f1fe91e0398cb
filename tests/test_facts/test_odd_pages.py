"""Odd and mixed pages: hubs, search results, menus full of news, tables in tables, names in a page's head."""

from datetime import date

import pytest

from xunjian.facts.page import read_page
from xunjian.model.page import PageKind, PageReading

HOST = "http://www.luxi.gov.cn"
COLUMNS = ("首页", "新闻中心", "公共服务", "政民互动")
NAV = (
    '<div class="nav"><ul><li><a href="/">网站首页</a></li><li><a href="/xxgk/">政务公开</a></li>'
    '<li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>'
)


def _read(body: str, path: str = "/xxgk/tzgg/", title: str = "芦溪县人民政府网") -> PageReading:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page(page.encode(), HOST + path)


def _columns(body: str) -> list[str]:
    return [link.name for link in _read(body, "/xxgk/").columns]


def test_a_class_for_the_size_of_letters_is_no_share_bar() -> None:
    entries = "".join(
        f'<div class="col-2"><a href="/{i}/">{name}</a></div>' for i, name in enumerate(COLUMNS)
    )
    assert _columns(f'<div class="nav-list fontSize18 text-center">{entries}</div>') == list(COLUMNS)


@pytest.mark.parametrize("name", ["borderBottom pdb20", "border-bottom", "row margin-bottom"])
def test_a_class_for_a_border_is_no_foot(name: str) -> None:
    rows = "".join(
        f'<div class="{name}"><a href="t{i}.html">第{i}批项目验收公告</a><span>2022-0{i}-15</span></div>'
        for i in (2, 1)
    )
    assert len(_read(f"{NAV}<div>{rows}</div>").items) == 2


@pytest.mark.parametrize("word", ["页尾", "页首", "下一翻页"])
def test_words_of_a_pager_are_no_row(word: str) -> None:
    rows = "".join(
        f'<tr><td>已回复</td><td><a href="x.asp?id={i}">反映第{i}号路灯不亮</a></td><td>2009-{i}-3</td></tr>'
        for i in (9, 8, 7)
    )
    pager = f'<tr><td>共 47 条 <b>1</b> <a href="?page=2">2</a> <a href="?page=5">{word}</a></td></tr>'
    assert len(_read(f"<table>{rows}{pager}</table>", "/mail.asp").items) == 3


@pytest.mark.parametrize("after", ["运行维护单位：芦溪县大数据中心", "运行管理：芦溪县大数据中心"])
def test_a_sponsor_ends_before_who_runs_the_site(after: str) -> None:
    foot = f'<div class="footer"><p>主办单位：芦溪县人民政府办公室　　{after}</p></div>'
    sponsor = _read(NAV + foot).footer.sponsor
    assert sponsor is not None
    assert sponsor.value == "芦溪县人民政府办公室"


def test_a_centre_that_runs_sites_may_be_the_sponsor() -> None:
    foot = '<div class="footer"><p>主办单位：芦溪县政务网运行中心　　承办：信息科</p></div>'
    sponsor = _read(NAV + foot).footer.sponsor
    assert sponsor is not None
    assert sponsor.value == "芦溪县政务网运行中心"


def test_a_foot_may_begin_with_a_sponsor_without_a_colon() -> None:
    foot = (
        "<div><p><span>&nbsp; 芦溪县人民政府主办 &nbsp;</span><span>&nbsp; 芦溪县信息中心承办 &nbsp;</span>"
        "<span>热线：0799-7550011</span></p><p>备案：赣ICP备05000123号</p></div>"
    )
    contact = _read(f"{NAV}<p>欢迎访问。</p>{foot}").footer.contact
    assert contact is not None
    assert contact.value == "0799-7550011"


RESULTS = '<a href="/a/1.html"><p>关于医保缴费的通告</p><p>2016-08-30</p></a><p>共 38 条记录</p>'


@pytest.mark.parametrize("name", ["searchText", "toSearch.do", "siteSearch.jsp", "search_result.aspx"])
def test_a_search_is_told_from_its_address(name: str) -> None:
    assert _read(NAV + RESULTS, f"/portal/{name}?text=1").kind is PageKind.SEARCH


def test_research_is_no_search() -> None:
    assert _read(NAV + RESULTS, "/research/list?page=1").kind is not PageKind.SEARCH


PANEL = "".join(
    f'<li><a href="/v/{i}.html">第{i}届运动会开幕式</a><span>2017-1{i}-25</span></li>' for i in range(3)
)
BYLINE = "2018年01月23日 浏览量：次 作者：甲乙 编辑：丙丁"


def _article(line: str) -> str:
    return (
        f"<div><div>视频新闻</div><ul>{PANEL}</ul></div>"
        "<div class='path'>您现在的位置：<a href='/'>首页</a> &gt;&gt; "
        f"<a href='/tt/'>新闻头条</a></div><div><h1>学校召开校舍安全排查会议</h1><div>{line}</div>"
        "<p>1月18日，学校在行政楼召开校舍安全排查会议，要求各部门在月底前完成自查，并把结果报后勤处。</p></div>"
    )


def test_a_date_and_a_counter_under_the_title_make_an_article() -> None:
    page = _read(_article(BYLINE), "/nry.jsp?wbtreeid=1045&wbnewsid=7471", "学校召开校舍安全排查会议-新闻网")
    assert page.kind is PageKind.ARTICLE
    assert page.article is not None
    assert (page.article.title, page.article.published) == ("学校召开校舍安全排查会议", date(2018, 1, 23))


def test_a_counter_under_the_first_row_makes_no_article() -> None:
    rows = "".join(
        f'<div><h3><a href="{i}.html">第{i}批排查结果公示</a></h3><p>2018年01月2{i}日 浏览量：{i}次</p></div>'
        for i in (3, 2, 1)
    )
    page = _read(f"{NAV}<h1>校舍安全排查公示</h1>{rows}", "/gs/", "校舍安全排查公示-新闻网")
    assert page.kind is PageKind.COLUMN
    assert len(page.items) == 3


def test_the_heading_over_date_and_source_is_the_title_though_the_document_bears_the_site_s_name() -> None:
    page = _read(
        f'<div class="top"><span>芦溪县药品稽查支队</span></div>{NAV}<div class="nav"><p>抽验报告</p></div>'
        "<div><h1>支队开展校园周边药店检查</h1><h2>来源： 稽查一科</h2><h3>发布时间：2015-04-09 15:26</h3>"
        "<p>4月8日，支队对三十家药店进行检查，重点查看处方药销售记录。</p></div>",
        "/index.php/News/show/id/88.html",
        "芦溪县药品稽查支队",
    )
    assert page.article is not None
    assert page.article.title == "支队开展校园周边药店检查"
    assert page.article.source == "稽查一科"


GUIDE = "<table>" + "".join(
    f"<tr><td>{name}</td><td>{value}</td></tr>"
    for name, value in (
        ("事项编码", "4499990001"),
        ("办理对象", "自然人"),
        ("办理地点", "区政务服务中心二楼"),
    )
)


@pytest.mark.parametrize(
    ("heading", "kind"), [("养老金资格认证", PageKind.ARTICLE), ("办事指南", PageKind.COLUMN)]
)
def test_a_guide_bears_a_title_of_its_own(heading: str, kind: PageKind) -> None:
    trail = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/bsfw/">办事服务</a> &gt; 办事指南</div>'
    page = _read(
        f"{NAV}{trail}<h2>{heading}</h2>{GUIDE}</table>", "/bsfw/bszn/10221.html", f"{heading}-芦溪县"
    )
    assert page.kind is kind


def test_a_topic_of_blocks_without_dates_is_a_column() -> None:
    names = ("政府信息主动公开办法", "政府信息依申请公开办法")
    blocks = "<ul>" + "".join(f"<li><a href='{len(name)}.html'>{name}</a></li>" for name in names) + "</ul>"
    assert _read(blocks, "/Gpi.aspx", "芦溪县政府信息公开目录").kind is PageKind.COLUMN


def test_news_and_places_of_the_page_in_a_menu_are_no_columns() -> None:
    menu = (
        '<div class="nav"><ul><li><a href="/">网站首页</a></li><li><a href="/xxgk/">政务公开</a>'
        '<div class="sub"><ul><li><a href="/ldzc/">领导之窗</a></li></ul>'
        '<div>县情<a href="/xq/">更多》</a></div>'
        '<ul><li><span>10-20</span><a href="/i/1.aspx">县医院门诊楼启用</a></li>'
        '<li><span>2017-08-22</span><a href="/i/2.aspx">反映路灯不亮</a></li></ul></div></li>'
        '<li><a href="/bsfw/">办事服务</a></li><li><a href="#pl">评论文章</a></li>'
        '<li><a href="#" onclick="add()">加入收藏夹</a></li><li><a href="/rss/">RSS订阅</a></li></ul></div>'
    )
    assert _columns(menu) == ["网站首页", "政务公开", "领导之窗", "办事服务"]


def test_the_day_of_the_visit_beside_a_menu_takes_no_column_away() -> None:
    entries = "".join(
        f'<li><a href="/{name}/">{name}</a></li>' for name in ("政务公开", "办事服务", "互动交流")
    )
    menu = f'<div class="nav"><div>2024年5月6日 <a href="/">网站首页</a></div><ul>{entries}</ul></div>'
    assert _columns(menu) == ["网站首页", "政务公开", "办事服务", "互动交流"]


PLATFORM = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
TRAIL = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">政务公开</a> &gt; {}</div>'


@pytest.mark.parametrize(
    "address", ["/xxgk/zn/index.html", "/xxgk/0/"], ids=["by the trail", "by its address"]
)
def test_a_menu_with_the_page_itself_is_no_list(address: str) -> None:
    entries = "".join(f'<li><a href="/xxgk/{i}/">{name}</a></li>' for i, name in enumerate(PLATFORM))
    name = PLATFORM[0] if address.endswith(".html") else "指南"
    text = "<p>一、公开内容。本机关主动公开的政府信息范围见目录，公众可以在网站上或到服务中心查阅。</p>"
    page = _read(
        f"{NAV}{TRAIL.format(name)}<div><ul>{entries}</ul></div><div><h2>{name}</h2>{text}</div>", address
    )
    assert page.items == ()
    assert [link.name for link in page.columns][-4:] == list(PLATFORM)


def test_a_list_without_dates_under_a_trail_is_read() -> None:
    rows = "".join(
        f'<li><a href="/xxgk/zd/{i}.html">{name}的规定</a></li>' for i, name in enumerate(PLATFORM)
    )
    page = _read(f"{NAV}{TRAIL.format('政府信息公开制度')}<div><ul>{rows}</ul></div>", "/xxgk/zd/")
    assert len(page.items) == 4


def test_what_a_row_links_to_beside_its_title_is_no_column() -> None:
    rows = "".join(
        f'<tr><td><a href="/zj/{i}.html">第{i}批公园名录征求意见</a></td><td>2022-0{i}-01 至 03-28</td>'
        f'<td><a href="/zj/{i}f.html">查看反馈</a></td></tr>'
        for i in (3, 2, 1)
    )
    page = _read(f"{NAV}{TRAIL.format('意见征集')}<table>{rows}</table>", "/hdjl/yjzj/")
    assert len(page.items) == 3
    assert "查看反馈" not in [link.name for link in page.columns]


def test_an_empty_cell_is_an_empty_value() -> None:
    page = _read(
        "<table><tr><td><b>索 引 号：</b></td><td>0000/2018-121</td>"
        "<td><b>发布日期：</b></td><td>2018年12月27日</td></tr>"
        "<tr><td><b>标　　题：</b></td><td colspan='3'>关于加强村级卫生室建设的意见</td></tr></table>"
        "<table><tr><td><b>主 题 词：</b></td><td></td><td></td></tr></table>"
        "<div id='zoom'><p>关于加强村级卫生室建设的意见</p>"
        "<p>各市、县人民政府：到2020年，每个行政村至少有一所卫生室。</p></div>",
        "/content/2018-12/27/content_5.htm",
    )
    assert page.article is not None
    assert page.article.fields["索引号"] == "0000/2018-121"
    assert page.article.fields.get("主题词", "") == ""


def test_rows_that_hold_a_table_each_are_one_list() -> None:
    rows = "".join(
        f'<tr><td><table width="100%"><tr><td width="20"><img src="d.gif"></td><td><a href="s.asp?id={i}">'
        f"关于第{i}号事项办理的通知</a><td>2009-1{i}-2</td></tr></table></td></tr>"
        for i in (2, 1, 0)
    )
    page = _read(f"<table><tr><td>通知公告</td></tr>{rows}</table>", "/list.asp?c=3")
    assert page.kind is PageKind.COLUMN
    assert [item.date for item in page.items] == [date(2009, 12, 2), date(2009, 11, 2), date(2009, 10, 2)]
