"""Pages of every sort as they come: what is no column, what is found, what is only a form."""

from tests.test_facts.page_parts import ARTICLE, BASE, LIST, NAV, TEXT, TRAIL, article, page, read
from xunjian.model.page import PageKind

NAMES = ["首页", "政务公开", "办事服务", "互动交流"]


def names(markup: str, url: str = ARTICLE) -> list[str]:
    return [column.name for column in read(markup, url).columns]


def test_files_below_a_text_are_no_columns() -> None:
    files = (
        '<div class="dl"><h5>附件：</h5><ul><li><a href="/attach/a.xls">登记表.xls</a></li>'
        '<li><a href="/attach/b.docx?n=1">名册.docx</a></li></ul></div>'
    )
    assert names(article(TEXT) + files) == NAMES


def test_the_articles_before_and_behind_are_no_columns() -> None:
    beside = '<p>上一篇：<a href="/12/9.htm">召开春季例会</a><br>下一篇：<a href="/13/1.htm">检查安全</a></p>'
    assert (
        names(
            page(
                f"{NAV}{TRAIL}<h1>关于开展夏季防汛演练的通知</h1><p>2021-06-05 来源：应急局</p>{TEXT}{beside}"
            )
        )
        == NAMES
    )


def test_a_box_called_menu_of_links_to_other_sites_is_no_menu() -> None:
    box = (
        '<div class="menuLeft"><ul><li><a href="http://www.other-county.gov.cn/bg/">省局表格</a></li>'
        '<li><a href="http://cx.example.com/">药品查询</a></li></ul></div>'
    )
    assert names(page(NAV + TRAIL + LIST + box), BASE + "zwgk/tzgg/") == NAMES


def test_a_box_called_menu_of_links_to_the_own_sites_other_hosts_is_a_menu() -> None:
    box = (
        '<div class="menuLeft"><ul><li><a href="http://xxgk.yunxi.gov.cn/zn/">公开指南</a></li>'
        '<li><a href="http://xxgk.yunxi.gov.cn/nb/">公开年报</a></li></ul></div>'
    )
    assert names(page(NAV + TRAIL + LIST + box), BASE + "zwgk/tzgg/") == [*NAMES, "公开指南", "公开年报"]


def test_what_a_search_found_is_listed() -> None:
    found = "".join(
        f'<div class="r"><h3><a href="/art/{n}.html">第{n}次<em>防汛</em>工作会议召开</a></h3>'
        f"<p>会议部署今年的<em>防汛</em>工作。</p><span>2021-06-0{n}</span></div>"
        for n in (1, 2, 3)
    )
    reading = read(page(f"<div>共找到 3 条相关结果</div>{found}"), BASE + "search.jsp?q=x")
    assert reading.kind is PageKind.SEARCH
    assert [item.title for item in reading.items] == [f"第{n}次防汛工作会议召开" for n in (1, 2, 3)]


def test_words_that_others_asked_for_are_not_found() -> None:
    asked = "".join(f'<li><a href="?q={n}">医保缴费办理{n}</a></li>' for n in (1, 2, 3))
    form = '<form><input name="q"><input type="submit" value="搜索"></form>'
    reading = read(page(f"{form}<div>热门搜索</div><ul>{asked}</ul>"), BASE + "search.jsp?q=")
    assert reading.kind is PageKind.SEARCH
    assert reading.items == ()
