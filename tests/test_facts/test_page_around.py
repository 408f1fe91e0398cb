"""What stands around the content: labels, trail, navigation, entries, links; and that nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_facts.page_parts import BASE, COLUMN, LIST, NAV, TEXT, TRAIL, article, page, read
from xunjian.facts.page import explain_page, read_page


def test_labels_by_standard_spelling_and_empty_ones() -> None:
    head = (
        '<meta name="sitename" content="云溪县人民政府"><meta content="3599990001" name="SiteIDCode"/>'
        '<meta name="ColumnType" content=""><meta name="viewport" content="x">'
    )
    assert dict(read(page(NAV, head=head)).labels) == {
        "SiteName": "云溪县人民政府",
        "SiteIDCode": "3599990001",
        "ColumnType": "",
    }


@pytest.mark.parametrize(
    "trail",
    [
        TRAIL,
        "<p>您现在的位置： 首页 > 政务公开 > 通知公告</p>",
        "<p>您所在的位置:首页&nbsp;&gt;&gt;&nbsp;政务公开&nbsp;&gt;&gt;&nbsp;通知公告</p>",
        "<ol class='breadcrumb'><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a></li>"
        "<li>通知公告</li></ol>",
        "<div class='crumbs'><a href='/'>首页</a> / <a href='/zwgk/'>政务公开</a> / 通知公告</div>",
        "<p>当前位置：首页»政务公开»通知公告</p>",
        "<div>首页->政务公开->通知公告</div>",
        "<p><img src=x>當前位置：首页 > 政务公开 > 通知公告</p>",
    ],
)
def test_trails(trail: str) -> None:
    assert read(page(NAV + trail + LIST)).breadcrumb == ("首页", "政务公开", "通知公告")


def test_a_notice_about_browsers_is_no_trail() -> None:
    assert read(page(NAV + LIST + "<p>您在使用旧版本浏览器，请升级。</p>"), BASE).breadcrumb == ()


def test_navigation_and_side_columns() -> None:
    side = "<div class='left'><ul><li><a href='/zwgk/tzgg/'>通知公告</a></li>"
    side += "<li><a href='/zwgk/zcwj/'>政策文件</a></li></ul></div>"
    columns = read(page(NAV + TRAIL + side + LIST)).columns
    assert [(column.name, column.level) for column in columns] == [
        ("首页", 1), ("政务公开", 1), ("办事服务", 1), ("互动交流", 1), ("通知公告", 2), ("政策文件", 2),
    ]  # fmt: skip
    assert columns[1].url == BASE + "zwgk/"


def test_links_in_an_article_are_no_columns() -> None:
    text = TEXT + "<p>另见<a href='/a/1.html'>上届情况</a>和<a href='/a/2.html'>活动安排</a>。</p>"
    names = [column.name for column in read(article(text)).columns]
    assert names == ["首页", "政务公开", "办事服务", "互动交流"]


def test_t28_picture_links_of_a_navigation_have_names() -> None:
    nav = (
        "<table><tr><td><a href='/'>首　页</a><td><a href='/a/' title='走进云溪'><img src=1.gif></a>"
        "<td><a href='/b/'><img src=2.gif alt='通知公告'></a>"
        "<td><a href='/c/'><img src=3.gif alt='公众互动'></a></table>"
    )
    names = [column.name for column in read(page(nav + LIST), BASE).columns]
    assert names == ["首页", "走进云溪", "通知公告", "公众互动"]


def test_menus_under_the_navigation_are_of_the_second_level() -> None:
    nav = (
        "<ul class='menu'><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a>"
        "<ul><li><a href='/zwgk/zn/'>公开指南</a></li></ul></li>"
        "<li><a href='/bsfw/'>办事服务</a></li><li><a href='/hd/'>互动交流</a></li></ul>"
    )
    assert [(column.name, column.level) for column in read(page(nav + LIST), BASE).columns] == [
        ("首页", 1), ("政务公开", 1), ("公开指南", 2), ("办事服务", 1), ("互动交流", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='/wza/'>无障碍浏览</a>", "<a href='#'>长者模式</a>", "<span>关怀版</span>",
        "<button class='btn'>无障碍</button>", "<input type='button' value='适老版'>",
        "<img src='/a.png' alt='进入适老模式'>", "<script src='/js/wza.min.js'></script>",
    ],
)  # fmt: skip
def test_accessibility_entries(markup: str) -> None:
    assert read(page(markup + NAV + LIST), BASE).accessibility_entry is not None


def test_news_of_barrier_free_building_is_no_entry() -> None:
    news = "<ul><li><a href='1.html'>我县召开无障碍环境建设推进会</a> 2021-06-01</li></ul>"
    assert read(page(NAV + news), BASE).accessibility_entry is None


def test_heading_of_a_column() -> None:
    assert read(page(NAV + TRAIL + "<h2>通知公告</h2>" + LIST)).heading == "通知公告"
    assert read(page(NAV + TRAIL + LIST)).heading == "通知公告"


def test_search_entry() -> None:
    assert read(page("<form action='/search.jsp'><input name=q></form>")).site_search
    assert read(page("<input type=text placeholder='请输入关键字'>")).site_search
    assert not read(page("<form action='/login'><input name=u></form>")).site_search


def test_links_that_a_script_writes_are_links() -> None:
    script = "<script>document.write('<a href=\"/zwgk/a.html\">公开</a>')</script>"
    assert BASE + "zwgk/a.html" in {link.url for link in read(page(NAV + script)).links}


def test_addresses_are_absolute_under_base_href() -> None:
    reading = read(page(LIST, head="<base href='/other/'><title>x</title>"))
    assert reading.items[0].url == BASE + "other/202106/t20210605_1.html"


def test_explained_values_say_where_they_were_read() -> None:
    notes = explain_page(article(TEXT).encode(), COLUMN + "1.html").notes
    assert "utf-8" in notes["charset"]
    assert "页脚文字" in notes["footer.icp"]
    assert "来源" in notes["source"]
    assert notes["published"]


def test_a_monstrous_page_is_read_by_head_and_foot() -> None:
    markup = page(NAV + TRAIL + LIST + "<p>长</p>" * 200_000)
    reading = read(markup)
    assert len(reading.items) == 3
    assert reading.footer.icp is not None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\x00", b"<", b"\xff\xfe", b"<script>document.write(" + b"(" * 20_000, b"<div>" * 20_000 + b"x",
        b"<script>var a=" + b"[{a:" * 20_000 + b"</script>",
        b"<script>" + b"a=a+a+'x';" * 500 + b"document.write(a)</script>",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    ],
)  # fmt: skip
def test_hostile_bytes_do_not_raise(body: bytes) -> None:
    read_page(body, BASE)


PIECES = st.lists(
    st.sampled_from(
        [
            NAV,
            TRAIL,
            LIST,
            TEXT,
            "<table><tr><td>",
            "</table>",
            "<div class='footer'>",
            "</div>",
            "<a href='javascript:;'>",
            "</a>",
            "发布时间：2021-06-05",
            "来源：",
            "主办：",
            "<script>document.write('",
            "')</script>",
            "<iframe src='/a'>",
            "\u200b",
            "<li>",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=120, deadline=None)
@given(PIECES, st.booleans())
def test_never_raises(markup: str, is_home: bool) -> None:
    read_page(markup.encode(), COLUMN, is_home=is_home)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000))
def test_random_truncation_never_raises(noise: bytes, cut: int) -> None:
    read_page(article(TEXT).encode("gbk")[:cut] + noise, COLUMN)
