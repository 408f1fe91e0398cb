"""What a page is, without any list of hosts."""

import pytest

from tests.test_facts.page_parts import (
    ARTICLE,
    BASE,
    COLUMN,
    FOOT,
    LIST,
    NAV,
    TEXT,
    TRAIL,
    article,
    page,
    read,
)
from xunjian.model.page import PageKind

CALENDAR = (
    "<h2>2021年6月</h2><table><tr>"
    + "".join(f"<th>{day}</th>" for day in "日一二三四五六")
    + "</tr>"
    + "".join(
        "<tr>"
        + "".join(
            f'<td><a href="?d={day}">{day}</a></td>' for day in range(week * 7 + 1, min(week * 7 + 8, 31))
        )
        + "</tr>"
        for week in range(5)
    )
    + "</table>"
)


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        (page(NAV + LIST + LIST.replace(".html", "x.html")), BASE, PageKind.HOME),
        (page(NAV + TRAIL + LIST), COLUMN, PageKind.COLUMN),
        (article(TEXT), ARTICLE, PageKind.ARTICLE),
        (article(""), ARTICLE, PageKind.ARTICLE),
        (
            page(NAV + "<h2>网站地图</h2>" + LIST, head="<title>网站地图</title>"),
            BASE + "map/",
            PageKind.OTHER,
        ),
        (
            page(f"<p>共找到 3 条结果</p>{LIST}", head="<title>搜索结果</title>"),
            BASE + "s?q=1",
            PageKind.SEARCH,
        ),
    ],
)
def test_kind(markup: str, url: str, kind: PageKind) -> None:
    assert read(markup, url).kind is kind


def test_the_crawl_may_say_which_page_is_the_home() -> None:
    assert read(page(NAV + LIST), BASE + "portal/a.jsp", is_home=True).kind is PageKind.HOME


def test_an_article_saved_at_the_root_stays_an_article() -> None:
    assert read(article(TEXT), BASE + "index.html").kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        TRAIL + '<div class="list"><h2>通知公告</h2><ul></ul></div>',
        TRAIL + "<p>暂无信息</p>",
        TRAIL + "<table><tr><td>标题</td><td>日期</td></tr></table>",
        "",
    ],
)
def test_an_empty_column_is_a_column_and_no_shell(body: str) -> None:
    head = '<title>通知公告</title><meta name="ColumnName" content="通知公告">'
    reading = read(page(NAV + body, head=head))
    assert reading.kind is PageKind.COLUMN
    assert reading.items == ()
    assert not reading.is_shell


def test_t17_a_column_that_is_a_single_text_is_an_article() -> None:
    trail = '<div class="pos">当前位置：首页 &gt; 机构职能</div>'
    reading = read(page(f'{NAV}{trail}<div class="con"><h2>机构职能</h2>{TEXT}</div>'), BASE + "jgzn/")
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    assert reading.article.body_chars > 100
    assert reading.article.published is None


def test_t38_a_login_page_is_no_column() -> None:
    form = "<form>用户名<input name=u>密码<input type=password name=p><button>登录</button></form>"
    reading = read(page(f"{TRAIL}<h2>用户登录</h2>{form}", head="<title>统一身份认证</title>"), BASE + "sso/")
    assert reading.is_login
    assert reading.kind is PageKind.OTHER


def test_a_login_box_beside_a_list_makes_no_login_page() -> None:
    reading = read(page(f"{NAV}{TRAIL}<input type=password>{LIST}"))
    assert not reading.is_login
    assert reading.kind is PageKind.COLUMN


LOGIN_BOX = "用户名<input name=u>密码<input type=password name=p><button>登录</button>"


@pytest.mark.parametrize(
    "markup",
    [
        f"{NAV}<div class='header'><form>{LOGIN_BOX}</form></div>{TRAIL}<div class='list'></div>",
        f"<form id='aspnetForm'>{NAV}<table><tr><td>{LOGIN_BOX}</td></tr></table>{TRAIL}<div></div></form>",
        f"{NAV}{TRAIL}<div class='list'></div><div class='sidebar'>{LOGIN_BOX}</div>",
        f"{NAV}<div class='top'>{LOGIN_BOX}</div><h2>通知公告</h2>",
    ],
    ids=["in the head", "above the trail, in a form around all", "at the side", "no trail"],
)
def test_a_template_with_a_login_box_makes_no_login_page_of_an_empty_column(markup: str) -> None:
    assert not read(page(markup), COLUMN).is_login


@pytest.mark.parametrize(
    "markup",
    [
        f"{NAV}{TRAIL}<form>{LOGIN_BOX}</form>",
        f"{NAV}<div class='header'>{LOGIN_BOX}</div>{TRAIL}<form>请先登录：{LOGIN_BOX}</form>",
        f"<div><form>{LOGIN_BOX}</form></div>",
    ],
    ids=["below the trail", "in the head and as content", "alone"],
)
def test_a_page_that_asks_for_a_password_in_place_of_its_content_is_one(markup: str) -> None:
    assert read(page(markup), COLUMN).is_login


def test_t27_a_calendar_is_no_column() -> None:
    reading = read(page(NAV + TRAIL + CALENDAR), BASE + "rl/?m=6")
    assert reading.is_calendar
    assert reading.kind is PageKind.OTHER


def test_a_small_calendar_beside_a_list_is_no_calendar_page() -> None:
    reading = read(page(NAV + TRAIL + LIST + CALENDAR))
    assert not reading.is_calendar
    assert len(reading.items) == 3


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("404", "您访问的页面不存在或已删除"),
        ("提示信息", "该信息已被删除"),
        ("云溪县人民政府", "抱歉，找不到您要访问的页面"),
        ("404 Not Found", "nginx"),
        ("系统提示", "系统维护中，请稍后访问"),
    ],
)
def test_t18_error_pages_by_their_words(title: str, words: str) -> None:
    reading = read(
        page(f"<div>{words}</div><a href='/'>返回首页</a>", head=f"<title>{title}</title>"), ARTICLE
    )
    assert reading.is_error
    assert reading.error_quote


def test_an_article_about_missing_pages_is_no_error_page() -> None:
    text = TEXT + "<p>针对部分栏目出现“404”“页面不存在”等问题，各单位要立即整改。</p>"
    markup = article(text).replace("关于开展夏季防汛演练的通知", "关于整改网站页面不存在等问题的通报")
    reading = read(markup, ARTICLE)
    assert not reading.is_error
    assert reading.kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        '<ul><li v-for="i in list"><a :href="i.url">{{i.title}}</a></li></ul>',
        '<ul id="l"></ul><script>$.ajax({url:"/api/list",success:fill})</script>',
        '<div id="app"></div><script src="/js/app.js"></script>',
        "<div id=l></div><script>fetch('/list.json').then(show)</script>",
    ],
)
def test_t2_a_list_that_a_script_fills_is_a_shell(body: str) -> None:
    assert read(page(NAV + TRAIL + body)).is_shell


def test_a_filled_list_is_no_shell_though_scripts_fetch_other_things() -> None:
    assert not read(page(NAV + TRAIL + LIST + "<script>$.ajax({url:'/hits'})</script>")).is_shell


def test_frames() -> None:
    assert read("<html><frameset cols=1><frame src=a.html></frameset></html>").is_frame
    assert read(FOOT, BASE + "foot.html").is_frame
    assert not read(page(NAV + LIST), BASE).is_frame


LABEL = '<meta name="ColumnName" content="通知公告">'
DATED = "<h1>关于做好防汛工作的通知</h1><p>发布时间：2026-06-09 09:07　信息来源：县水利局</p>"
HOT = "<h3>热点信息</h3><ul>{}</ul>".format(
    "".join(
        f'<li><a href="/x/{n}.html">县里召开第{n}次工作会议</a><span>06-0{n}</span></li>' for n in range(1, 6)
    )
)


@pytest.mark.parametrize("beside", [HOT, '<p>[<a href="javascript:history.back()">返回</a>]</p>'])
def test_day_and_source_under_the_title_tell_an_article_whatever_stands_beside(beside: str) -> None:
    markup = page(
        f"{NAV}{TRAIL}<div>{DATED}{beside}</div>", head=f"<title>关于做好防汛工作的通知</title>{LABEL}"
    )
    assert read(markup, BASE + "show.do?cid=1&id=9").kind is PageKind.ARTICLE
