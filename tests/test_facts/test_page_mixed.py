"""Pages of every sort as they come: what is no column, what is found, what is only a form."""

from datetime import date

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


OVERVIEW = (
    "<p>　　云溪县位于省境西部，东接山阳县，南临清水河，总面积一千二百平方公里，辖六镇四乡。</p>"
    "<p>　　境内以丘陵为主，气候温和，主要农产品有谷子、玉米和核桃，两条公路穿境而过。</p>"
    "<p>　　全县有中小学三十二所，卫生院十所，县级医院两所，图书馆、文化馆各一所。</p>"
)
HERE = (
    '<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zj/">走进云溪</a> &gt; 云溪概况</div>'
    '<div class="l"><h3>走进云溪</h3><ul><li><a href="/zj/gk/">云溪概况</a></li>'
    '<li><a href="/zj/ls/">历史沿革</a></li></ul></div>'
)
LABELS = '<title>云溪概况_云溪县人民政府</title><meta name="ColumnName" content="云溪概况">'


def test_a_text_without_day_or_list_is_an_article_by_the_name_of_its_column() -> None:
    reading = read(page(f"{NAV}{HERE}<h2>云溪概况</h2>{OVERVIEW}", head=LABELS), BASE + "zj/gk/index.html")
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    assert reading.article.title == "云溪概况"
    assert reading.article.published is None


def test_a_column_that_tells_how_to_apply_above_its_form_is_no_article() -> None:
    form = '<form><input name="a"><input name="b"><textarea name="c"></textarea></form>'
    body = f"{NAV}{HERE}<h2>云溪概况</h2>{OVERVIEW}{form}"
    assert read(page(body, head=LABELS), BASE + "zj/gk/index.html").kind is PageKind.OTHER


def test_a_column_with_a_text_above_its_list_stays_one() -> None:
    body = f"{NAV}{HERE}<h2>云溪概况</h2>{OVERVIEW}{LIST}"
    assert read(page(body, head=LABELS), BASE + "zj/gk/index.html").kind is PageKind.COLUMN


def test_a_day_in_an_element_of_its_own_ends_the_title_and_is_the_day_of_publication() -> None:
    head = "<title>关于开展夏季防汛演练的通知_要闻</title>"
    title = "<h2>关于开展夏季防汛演练的通知<small>（2021年06月05日）</small></h2><p>来源：县应急局</p>"
    reading = read(page(f"{NAV}{TRAIL}{title}{TEXT}", head=head), BASE + "nw12/20210605/9c1a.html")
    assert reading.article is not None
    assert reading.article.title == "关于开展夏季防汛演练的通知"
    assert reading.article.published == date(2021, 6, 5)


def test_a_day_that_is_of_the_title_stays_in_it() -> None:
    name = "云溪县疫情防控工作通告（2021年6月5日）"
    title = f"<h2>{name}</h2><p>发布时间：2021-06-06　来源：县卫健局</p>"
    reading = read(page(f"{NAV}{TRAIL}{title}{TEXT}", head=f"<title>{name}</title>"), ARTICLE)
    assert reading.article is not None
    assert reading.article.title == name
    assert reading.article.published == date(2021, 6, 6)
