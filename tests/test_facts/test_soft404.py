"""Error pages that answer 200, and what only looks like one."""

import pytest

from tests.test_facts.portal import (
    HOME,
    HOST,
    LONG,
    OTHER,
    article,
    column,
    column_at,
    fact,
    html,
    portal,
    probe,
    rows,
    target,
)
from xunjian.model.observation import Role
from xunjian.model.site import ColumnKind, Pages, TargetState
from xunjian.testing.memory import MemorySnapshot

LINK = "<p><a href='/x/t1.html'>关于某某专题的说明</a></p>"
URL = f"{HOST}/x/t1.html"
STEPS = "".join(
    f"<p>第{n}步：打开办事大厅页面，按要求填写第{n}张表格并提交，等待工作人员审核通过。</p>"
    for n in range(1, 9)
)


def state(snapshot: MemorySnapshot) -> TargetState:
    return target(snapshot, URL).state


@pytest.mark.parametrize(
    "page",
    [
        html("某某县人民政府", "<p>您访问的页面不存在或已删除</p>"),
        html("404 Not Found", "<h1>404</h1>"),
        "<html><head><title>提示</title></head><body>该信息已被删除！</body></html>",
        html("系统提示", "<div>对不起，您要查看的页面已经被删除，3 秒后返回首页</div>"),
        html("某某县人民政府", "<div class='err'>系统维护中，请稍后访问</div>"),
        "<html><head><title>错误</title></head><body><h1>系统出错了</h1></body></html>",
        html("您訪問的頁面不存在", "<p>您訪問的頁面不存在</p>"),
    ],
)
def test_by_words(page: str) -> None:
    snapshot = portal(LINK)
    snapshot.page(URL, page)
    found = target(snapshot, URL)
    assert found.state is TargetState.SOFT_404
    assert found.quote
    assert URL not in {each.fetch.url for each in fact(snapshot, Pages).pages}


@pytest.mark.parametrize(
    "page",
    [
        article(
            "关于网站部分链接显示“页面不存在”问题的说明",
            "<p>近期部分群众反映访问时提示“您访问的页面不存在”，现已修复。</p>",
        ),
        article("全县防灾减灾工作情况通报", LONG * 2 + "<p>经核实，该项目不存在或已被取消。</p>"),
        html("操作说明", f"<h1>操作说明</h1>{STEPS}<p>如提示系统出错，请稍后再试。</p>"),
        column(
            "通知公告",
            rows(
                *[
                    (f"关于第{n}批“404”页面不存在问题整改的通知", f"/x/n{n}.html", f"2026-11-0{n}")
                    for n in (1, 2, 3)
                ]
            ),
        ),
        html("某某专题", "<h1>某某专题</h1><p>本专题介绍县域经济发展。</p>"),
        article("关于停水的通知公告", "", "2026-11-02"),
    ],
)
def test_what_only_speaks_of_errors(page: str) -> None:
    snapshot = portal(LINK)
    snapshot.page(URL, page)
    assert state(snapshot) is TargetState.SOUND


BOX = "<script>alert('{}');history.back();</script>"


@pytest.mark.parametrize("said", ["没有找到此信息", "未找到该信息！", "暂无此信息", "参数错误"])
def test_a_page_that_shows_nothing_speaks_in_a_box(said: str) -> None:
    snapshot = portal(LINK)
    snapshot.page(URL, f"<html><head><meta charset='utf-8'></head><body>{BOX.format(said)}</body></html>")
    found = target(snapshot, URL)
    assert found.state is TargetState.SOFT_404
    assert said.rstrip("！") in found.quote


@pytest.mark.parametrize(
    "page",
    [
        article("关于停水的通知公告", f"<p>停水。</p>{BOX.format('没有找到此信息')}", "2026-11-02"),
        html("某某专题", f"<h1>某某专题</h1><p>本专题介绍县域经济发展。</p>{BOX.format('没有找到此信息')}"),
        "<html><body><script>function f(){alert('没有找到此信息')}</script><div id='a'></div></body></html>",
        "<html><body><form><input type='text'></form><script>alert('没有找到此信息')</script></body></html>",
        html("某某查询", "<p>没有找到相关结果的，可以到窗口查询；暂无信息的栏目正在整理。</p>"),
    ],
)
def test_a_box_of_a_page_with_content_is_no_error(page: str) -> None:
    snapshot = portal(LINK)
    snapshot.page(URL, page)
    assert target(snapshot, URL).state is not TargetState.SOFT_404


def test_by_likeness_to_the_answer_to_a_made_up_address() -> None:
    snapshot = portal(LINK)
    apology = "<div class='c'>抱歉，这里什么也没有。您可以返回上一级或使用检索。编号 {}</div>"
    probe(snapshot, html("温馨说明", apology.format(1001)))
    snapshot.page(URL, html("温馨说明", apology.format(2002)))
    found = target(snapshot, URL)
    assert found.state is TargetState.SOFT_404
    assert "不存在的网址" in found.fault


def test_real_pages_are_unlike_it() -> None:
    snapshot = portal(LINK)
    probe(snapshot, html("某某县人民政府", "<div>抱歉，这里什么也没有。</div>"))
    snapshot.page(URL, article("关于停水的通知公告", "<p>停水。</p>"))
    snapshot.page(f"{HOST}/kb/", column("空栏目", ""))
    assert state(snapshot) is TargetState.SOUND
    assert column_at(snapshot, f"{HOST}/kb/").kind is ColumnKind.LIST


def test_deep_links_sent_home_as_made_up_ones_are() -> None:
    snapshot = portal(LINK + "<a href='/index.jsp'>首页</a>")
    snapshot.redirect(f"{HOST}/made-up.html", HOME, role=Role.PROBE)
    snapshot.redirect(URL, HOME)
    snapshot.redirect(f"{HOST}/index.jsp", HOME)
    assert state(snapshot) is TargetState.SOFT_404
    assert target(snapshot, f"{HOST}/index.jsp").state is TargetState.SOUND


def test_a_picture_sent_home_as_made_up_addresses_are() -> None:
    snapshot = portal("<img src='/i/lost.gif'>")
    snapshot.redirect(f"{HOST}/made-up.html", HOME, role=Role.PROBE)
    snapshot.redirect(f"{HOST}/i/lost.gif", HOME, role=Role.TARGET)
    assert target(snapshot, f"{HOST}/i/lost.gif").state is TargetState.SOFT_404


def test_sent_home_alone_is_no_fault() -> None:
    """Where made-up addresses answer 404, a redirect to the home page is what the site wants."""
    snapshot = portal(LINK)
    snapshot.fail(f"{HOST}/made-up.html", "http_404", role=Role.PROBE)
    snapshot.redirect(URL, HOME)
    assert state(snapshot) is TargetState.SOUND


def test_sent_to_an_error_page() -> None:
    snapshot = portal(LINK)
    snapshot.redirect(f"{HOST}/made-up.html", f"{HOST}/error.html", role=Role.PROBE)
    snapshot.redirect(URL, f"{HOST}/error.html")
    snapshot.page(f"{HOST}/error.html", html("提示", "<p>没有您要的东西</p>"))
    assert state(snapshot) is TargetState.SOFT_404


def test_sent_to_a_login_is_no_error() -> None:
    snapshot = portal(LINK)
    snapshot.redirect(f"{HOST}/made-up.html", f"{HOST}/login.jsp", role=Role.PROBE)
    snapshot.redirect(URL, f"{HOST}/login.jsp")
    snapshot.page(
        f"{HOST}/login.jsp", html("用户登录", "<form>用户名<input name=u> 密码<input type='password'></form>")
    )
    assert state(snapshot) is TargetState.SOUND


def test_home_page_for_everything() -> None:
    snapshot = portal(LINK)
    home = (snapshot.body(snapshot.rows[0]) or b"").decode()
    probe(snapshot, home)
    snapshot.page(URL, home)
    assert state(snapshot) is TargetState.SOFT_404


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("<p>今日访问 1208 次</p>", TargetState.SOFT_404),
        ("<p>今日访问 1208 次</p><a href='/x/t2.html'>关于某某专题的第二份说明</a>", TargetState.SOUND),
    ],
    ids=["counted anew", "with a link of its own"],
)
def test_home_page_built_anew_for_everything(more: str, expected: TargetState) -> None:
    snapshot = portal(LINK)
    home = (snapshot.body(snapshot.rows[0]) or b"").decode()
    probe(snapshot, home.replace("</body>", "<p>今日访问 1207 次</p></body>"))
    snapshot.page(URL, home.replace("</body>", f"{more}</body>"))
    assert state(snapshot) is expected


def test_what_pages_call_the_home_page_may_be_it() -> None:
    snapshot = portal(LINK.replace("关于某某专题的说明", "返回首页"))
    home = (snapshot.body(snapshot.rows[0]) or b"").decode()
    probe(snapshot, home)
    snapshot.page(URL, home)
    assert state(snapshot) is TargetState.SOUND


@pytest.mark.parametrize("change", ["", "?zid=8f3a0c1d"], ids=["to the byte", "with other links"])
def test_the_home_page_asked_for_with_more_is_no_page_of_its_own(change: str) -> None:
    listed = rows(("关于第一次检查的通知", "/tzgg/n1.html", "2026-11-01"))
    snapshot = portal(f"<a href='/?from=top'>回到开头</a>{listed}")
    home = (snapshot.body(snapshot.rows[0]) or b"").decode()
    snapshot.page(f"{HOST}/?from=top", home.replace(".html'", f".html{change}'"))
    assert f"{HOST}/?from=top" not in {each.fetch.url for each in fact(snapshot, Pages).pages}
    assert target(snapshot, f"{HOST}/?from=top").state is TargetState.SOUND


def test_an_application_answers_everything_with_its_shell() -> None:
    shell = (
        "<!DOCTYPE html><html><head><title>某某县人民政府</title></head><body><div id='app'></div>"
        "<script src='/app.js'></script><a href='/x/t1.html'>说明</a></body></html>"
    )
    snapshot = MemorySnapshot.of(HOME)
    snapshot.page(HOME, shell)
    probe(snapshot, shell)
    snapshot.page(URL, shell)
    assert state(snapshot) is not TargetState.SOFT_404


def test_other_sites_are_not_judged() -> None:
    snapshot = portal(f"<a href='{OTHER}/gone'>某某</a>")
    snapshot.page(f"{OTHER}/gone", html("404", "<p>页面不存在</p>"), role=Role.TARGET)
    assert target(snapshot, f"{OTHER}/gone").state is TargetState.SOUND
