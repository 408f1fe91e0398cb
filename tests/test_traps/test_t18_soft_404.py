"""T18: pages that answer 200 and say that they do not exist, by words or as made-up addresses are answered."""

import pytest

from tests.test_facts.portal import HOME, HOST, LONG, article, column, html, portal, probe, rows, target
from tests.test_traps.pages import inspect
from xunjian.facts.page import read_page
from xunjian.model.observation import Role
from xunjian.model.site import TargetState
from xunjian.testing.memory import MemorySnapshot

URL = f"{HOST}/x/t1.html"
WORDS = (
    "您访问的页面不存在",
    "您訪問的頁面不存在或已刪除",
    "该信息已被删除",
    "您要查看的信息已被管理员删除",
    "内容已下架",
    "文章不存在",
    "该栏目不存在",
    "您请求的文件不存在！",
    "该页面已下线",
    "对不起，您访问的页面找不到了",
    "页面不存在，5秒后自动跳转到首页",
    "您要找的页面可能已被删除、更名或暂时不可用",
    "哎呀，页面走丢了",
    "无法找到该页",
    "404 - 找不到文件或目录。",
    "HTTP 错误 404",
    "Page Not Found",
    "系统维护中",
    "网站升级维护中，暂停访问",
    "系统异常，请联系管理员",
    "服务器错误",
    "本域名可转让，有意者请联系",
    "该域名出售",
    "此网站已关闭",
)
FRAMES = {
    "bare": "<html><head><meta charset=utf-8><title>提示信息</title></head><body><div>{}</div></body></html>",
    "in-the-site": html(
        "某某县人民政府", "<div class='tip'><img src='/404.png'><p>{}</p><a href='/'>返回首页</a></div>"
    ),
    "title": "<html><head><title>{0}</title></head><body><table><tr><td><b>{0}</b></td></tr></table></body></html>",
}


def linked() -> MemorySnapshot:
    return portal("<p><a href='/x/t1.html'>关于某某专题的说明</a></p>")


def state(page: str) -> TargetState:
    snapshot = linked()
    snapshot.page(URL, page)
    return target(snapshot, URL).state


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("words", WORDS)
def test_t18_by_its_words(words: str, frame: str) -> None:
    assert state(frame.format(words)) is TargetState.SOFT_404


@pytest.mark.parametrize(
    "page",
    [
        article(
            "关于网站页面不存在问题整改情况的通报", "<p>部分链接打开后显示页面不存在，现已整改。</p>" * 3
        ),
        article(
            "关于政务云系统维护中断服务的公告", "<p>县政务云将进行系统维护，系统维护中请勿操作。</p>" * 3
        ),
        article("域名出售骗局防范提示", "<p>近期有人以域名出售为名行骗。</p>" * 4),
        article("某某村旧房屋登记信息已删除公告", LONG),
        column("通知公告", rows(("第1号建筑抗震404检测公告", "/x/n1.html", "2026-11-01"))),
        column("信息公开", "<p>暂无信息</p>"),
        html("404会议室预约", f"<h1>404会议室预约</h1>{LONG}"),
        html(
            "在线查询",
            "<form action='/q'><input name=q><input type=submit></form><p>信息不存在时请致电窗口。</p>",
        ),
    ],
)
def test_t18_a_page_that_only_speaks_of_errors(page: str) -> None:
    assert state(page) is TargetState.SOUND


def test_t18_by_the_answer_to_a_made_up_address() -> None:
    page = html("某某县人民政府", "<div><img src='/oops.png'><p>小云陪你逛逛别处吧</p></div>")
    assert state(page) is TargetState.SOUND
    snapshot = linked()
    snapshot.page(URL, page)
    probe(snapshot, page)
    assert target(snapshot, URL).state is TargetState.SOFT_404


def test_t18_sent_home_as_made_up_addresses_are() -> None:
    snapshot = linked()
    snapshot.redirect(URL, HOME)
    assert target(snapshot, URL).state is TargetState.SOUND
    snapshot.redirect(f"{HOST}/xunjian-made-up.html", HOME, role=Role.PROBE)
    assert target(snapshot, URL).state is TargetState.SOFT_404


@pytest.mark.parametrize("words", [WORDS[0], WORDS[2], WORDS[14]])
def test_t18_one_page_alone_says_it(words: str) -> None:
    page = FRAMES["bare"].format(words)
    assert read_page(page.encode(), URL).is_error
    assert inspect(page, URL)["kind"] == "other"
