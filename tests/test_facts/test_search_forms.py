# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Finding the search box among the forms of a page, and what it sends."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from xunjian.facts.opened import open_page
from xunjian.facts.search.forms import SearchBox, read_forms
from xunjian.model.search import is_of_same_government

HOME = "http://www.a.gov.cn/"


def boxes(html: str, charset: str = "utf-8", **scripts: str) -> list[SearchBox]:
    page = f"<html><head><meta charset={charset}></head><body>{html}</body></html>"
    kept = {f"{HOME}{name}.js": text.encode() for name, text in scripts.items()}
    return read_forms(open_page(page.encode(charset), HOME, "", kept.get).source)


def box(html: str, charset: str = "utf-8", **scripts: str) -> SearchBox:
    found = boxes(html, charset, **scripts)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "html",
    [
        '<form action="/search/"><input name="searchword"><input type=submit value="搜索"></form>',
        '<form name=frm action="search.jsp" method=get><input name=q><input type=image src=so.gif></form>',
        "<FORM ACTION=search.asp>站内搜索：<INPUT NAME=key><INPUT TYPE=submit VALUE=搜索></FORM>",
        '<form role="search" action="/s"><input type="search" name="q"><button>搜一搜</button></form>',
        '<form id="searchform" method="get" action="/so/s" onsubmit="return check()"><input name="qt"></form>'
        "<script>function check(){if(!document.getElementById('qt').value){alert('请输入');return false}"
        "return true}</script>",
    ],
)
def test_forms_that_search(html: str) -> None:
    found = box(html)
    assert found.action.startswith(HOME)
    assert found.plain


@pytest.mark.parametrize(
    "html",
    [
        '<form action="/login"><input name="user"><input type="password" name="p"><button>登录</button></form>',
        '<form action="/xj/query"><input name="code" placeholder="请输入查询码"><button>查询信件</button></form>',
        '<form action="/mail"><input name="title"><textarea name="text"></textarea><button>提交</button></form>',
        '<form action="/dy"><input name="email" placeholder="邮箱订阅"><button>订阅</button></form>',
        "<p>本站可以搜索政策文件。</p>",
        '<form action="/q"><input name="name" placeholder="姓名"><input name="sfz" placeholder="身份证号"></form>',
    ],
)
def test_forms_of_another_purpose(html: str) -> None:
    assert boxes(html) == []


@pytest.mark.parametrize(
    "html",
    [
        '<div class="search"><input id="kw" placeholder="请输入搜索内容"><a onclick="go()">搜索</a></div>',
        '<form onsubmit="return false;" action="/so"><input name="keywords"><button>搜索</button></form>',
        '<form id="so"><input name="qt" placeholder="搜索"><button>搜索</button></form>'
        "<script>$('#so').on('submit',function(){location.href='/so?q='+1})</script>",
        '<form action="javascript:void(0)"><input name="q"><button onclick="doSearch()">搜索</button></form>',
        '<form action="/so" method=post enctype="text/plain"><input name="q"><button>搜索</button></form>',
    ],
)
def test_boxes_that_only_a_script_can_send(html: str) -> None:
    assert box(html).scripted


def test_a_form_without_address_and_without_script_sends_to_its_own_page() -> None:
    found = box('<form action="#"><input name="q"><input type="submit" value="搜索"></form>')
    assert found.action == HOME
    assert found.plain


def test_a_script_that_may_change_what_is_sent_leaves_doubt() -> None:
    form = '<form action="/so" onsubmit="return prepare(this)"><input name="q"><button>搜索</button></form>'
    assert not box(form).plain
    script = "<script>function prepare(f){f.action='/other?q='+encodeURIComponent(f.q.value)}</script>"
    assert not box(form + script).plain
    assert box(form, extra="function prepare(f){return f.q.value.length>1}").plain is False  # not loaded here
    assert box(form + '<script src="/extra.js"></script>', extra="function prepare(f){return 1}").plain


def test_what_a_get_form_sends() -> None:
    found = box(
        '<form action="/s?old=1"><input type=hidden name=site value="4"><input name="q" value="请输入搜索词">'
        '<select name=scope><option value=a>全部<option value=b selected>标题</select>'
        '<input type=checkbox name=c value=1 checked><input type=checkbox name=d value=1>'
        '<input type=submit name=go value=搜索></form>'
    )  # fmt: skip
    url, body = found.request("公告 一")
    assert not body
    assert url.partition("?")[0] == f"{HOME}s"
    sent = parse_qsl(urlsplit(url).query)
    assert sent == [("site", "4"), ("q", "公告 一"), ("scope", "b"), ("c", "1"), ("go", "搜索")]


def test_what_a_form_posts_in_gbk() -> None:
    form = '<form action="/s.asp" method="POST"><input name="key"><input type=submit value=搜索></form>'
    url, body = box(form, "gb18030").request("公告")
    assert (url, body) == (f"{HOME}s.asp", "key=%B9%AB%B8%E6")
    utf8 = form.replace("<form ", '<form accept-charset="utf-8" ')
    assert box(utf8, "gb18030").request("公告")[1] == "key=%E5%85%AC%E5%91%8A"


def test_a_captcha_and_the_length_of_the_box_are_seen() -> None:
    found = box(
        '<form action="/s"><input name="q" maxlength="30"><input name="yzm" placeholder="验证码"><button>搜索</button></form>'
    )
    assert found.captcha
    assert (found.name, found.longest) == ("q", 30)


def test_the_search_of_the_whole_site_comes_first() -> None:
    found = boxes(
        '<form action="/fw"><input name="keyword" placeholder="搜服务"></form>'
        '<form action="/so"><input name="q" placeholder="站内搜索"></form>'
    )
    assert [each.action for each in found] == [f"{HOME}so", f"{HOME}fw"]


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://www.a.gov.cn:8080/so", True),
        ("https://search.a.gov.cn/s", True),
        ("http://search.province.gov.cn/s", False),
        ("http://www.baidu.com/s", False),
        ("http://10.1.1.1/so", False),
        ("http://10.1.1.2:81/so", True),
    ],
)
def test_whose_host_a_search_lies_on(url: str, same: bool) -> None:
    assert is_of_same_government(url, ("www.a.gov.cn", "a.gov.cn", "10.1.1.2:8080")) is same


def test_a_form_in_a_frame_is_sent_to_where_the_frame_says() -> None:
    frame = b'<html><body><form action="so.jsp"><input name="q"><button>\xe6\x90\x9c\xe7\xb4\xa2</button></form></body></html>'
    page = b'<html><body><iframe src="/inc/head.html"></iframe></body></html>'
    opened = open_page(page, HOME, "", {f"{HOME}inc/head.html": frame}.get)
    assert [each.action for each in read_forms(opened.source)] == [f"{HOME}inc/so.jsp"]
