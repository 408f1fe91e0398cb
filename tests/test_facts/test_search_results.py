# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""First result pages as engines of many houses make them: what counts as the title, and what does not."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from xunjian.facts.search.forms import SearchBox
from xunjian.facts.search.verdict import WayResult, judge_way
from xunjian.model.observation import Fetch, Outcome, Role
from xunjian.model.search import Answered, Ask, Shown

HOST = "http://www.a.gov.cn"
TITLES = (
    "【图解】《云江县“十四五”规划》解读之一",
    "关于2026年（第3批）小微企业贴息的公示",
    "云江县召开防汛抗旱工作会议部署安排",
    "县长调研重点项目建设工作并召开座谈会",
)
NONSENSE = "bcdfghjkmpqrst"
MENU = '<a href="/">首页</a><a href="/tzgg/">通知公告</a><a href="/n/9.html">本站公告：检索系统升级</a>'
HOT = "".join(f'<a href="/hot/{n}.html">热门信息第{n}条的一个标题</a>' for n in range(5))
Page = Callable[[str, str], str]
"""Words and the address of what bears them -> what stands in the middle of the page; no address: nonsense."""


def judged(page: Page, around: str = MENU) -> WayResult:
    """All five queries, answered by a made-up engine."""
    bodies: dict[str, bytes] = {}
    answers = []
    for number, title in enumerate((*TITLES, "")):
        query = title or NONSENSE
        target = f"{HOST}/2026/{number}/content_{number}.html" if title else ""
        url = f"{HOST}/so?q={quote(query)}"
        bodies[url] = f"<html><body>{around}<div>{page(query, target)}</div></body></html>".encode()
        ask = Ask(key=f"0-{number}", query=query, title=title, target=target, url=url)
        fetch = Fetch(
            url=url, role=Role.PROBE, outcome=Outcome.OK, code="ok", status=200,
            content_type="text/html; charset=utf-8",
        )  # fmt: skip
        answers.append(Answered(ask, fetch))
    return judge_way(SearchBox(page=f"{HOST}/", action=f"{HOST}/so"), tuple(answers), lambda f: bodies[f.url])


def row(title: str, url: str = "/x/1.html") -> str:
    return f'<li><a href="{url}">{title}</a></li>'


def told(page: Callable[[str, str], str], nothing: str = "<p>没有找到相关信息</p>") -> Page:
    return lambda words, target: page(words, target) if target else nothing


def spread(words: str, mark: str) -> str:
    return " ".join(f"<{mark}>{words[at : at + 3]}</{mark.split()[0]}>" for at in range(0, len(words), 3))


def data(words: str, **more: Any) -> str:
    return json.dumps({"total": 1, "rows": [{"id": 7, "title": words, **more}]})


OTHER = row("关于开展2025年森林防火督查的通知", "/y/2.html")

FOUND: dict[str, Page] = {
    "plain": told(lambda words, target: row(words)),
    "marked by em": told(lambda words, target: row(spread(words, "em"))),
    "marked by font": told(lambda words, target: row(spread(words, "font color=red"))),
    "marked by b, words apart": told(lambda words, target: row(spread(words, "b"))),
    "marks shown as text": told(lambda words, target: row(f"&lt;em&gt;{words[:4]}&lt;/em&gt;{words[4:]}")),
    "entities shown as text": told(lambda words, target: row(words.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;"))),
    "full width": told(lambda words, target: row(words.replace("2026", "２０２６").replace("（", "("))),
    "without signs": told(lambda words, target: row(words.strip("【").replace("】", " ").replace("《", "").replace("》", ""))),
    "cut off": told(lambda words, target: row(words[:18] + "…")),
    "cut off, whole in its hint": told(lambda words, target: f'<a href="/x/1.html" title="{words}">{words[:6]}...</a>'),
    "cut off short, at its own address": told(lambda words, target: row(words[:5] + "...", target)),
    "with the column before it": told(lambda words, target: row(f"[要闻动态] {words} 2026-09-01")),
    "rows of a table": told(lambda words, target: f"<table><tr onclick=\"view(7)\"><td>1</td><td>{words}</td><td>2026-09-01</td></tr></table>"),
    "behind a counter": told(lambda words, target: row("查看详情", f"/link?url={quote(target, safe='')}")),
    "data that a script shows": told(lambda words, target: f"<div id=list></div><script>var data={data(words)};$.each(data.rows,show)</script>", "<div id=list></div><script>var data={\"total\":0,\"rows\":[]};$.each(data.rows,show)</script>"),
    "data with marks": told(lambda words, target: f"<script>var d={data(spread(words, 'em'))};render(d)</script>", "<script>var d={};render(d)</script>"),
    "beside hot titles": told(lambda words, target: HOT + row(words), HOT + "<p>共找到 0 条</p>"),
    "second of many": told(lambda words, target: OTHER + row(words) + OTHER.replace("2025", "2024")),
    "echo and title": lambda words, target: f"<h3>检索“{words}”</h3>" + (row(words) if target else "<p>共 0 条</p>"),
    "echo as a link and title": lambda words, target: f"<a href=\"javascript:so('{words}')\">{words}</a>" + (row(words) if target else "没有找到"),
}  # fmt: skip

MISSING: dict[str, Page] = {
    "nothing found": lambda words, target: "<p>抱歉，没有找到相关内容</p>",
    "a script that only dates the page": lambda words, target: "<script>document.write(new Date().toLocaleDateString());</script>",
    "none counted": lambda words, target: "<p>共找到 <b>0</b> 条记录</p>",
    "echo": lambda words, target: f"<h1>“{words}”的检索结果</h1><p>共找到0条</p>",
    "echo in the box": lambda words, target: f'<input name=q value="{words}"><p>没有搜到任何信息</p>',
    "echo as a link": lambda words, target: f'<a href="/so?q={quote(words)}&t=2">{words}</a><p>无相关结果</p>',
    "echo as a link of a script": lambda words, target: f"搜索历史：<a href=\"javascript:so('{words}')\">{words}</a><p>没有找到</p>",
    "echo in data": lambda words, target: f'<script>var page={json.dumps({"keyword": words, "rows": []})}</script><p>没有找到</p>',
    "words to try": lambda words, target: "".join(f'<a href="/so?q={quote(each)}">{each}</a>' for each in TITLES if each != words) + "<p>没有找到</p>",
    "hot titles": lambda words, target: HOT + "<p>没有查询到数据</p>",
    "other rows, sorted by day": told(lambda words, target: OTHER + row("关于另一件事情的公告", "/z.html") + '<a href="/so?q=1&page=2">下一页</a>'),
    "a piece of the title": told(lambda words, target: row(words[4:10] + "工作动态", "/w.html") + OTHER),
}  # fmt: skip

UNKNOWN: dict[str, tuple[Page, str]] = {
    "filled in by a script": (lambda words, target: "<ul id=list></ul><script>$.getJSON('/api/so',show)</script>", "脚本"),
    "patterns of a list": (lambda words, target: "<ul><li v-for='x in rows'>{{x.title}}</li></ul>", "脚本"),
    "searched by a script of its own": (lambda words, target: "<div id=r></div><script>var q=decodeURI(location.search.slice(3));document.getElementById('r').innerHTML=rows(q)</script>", "脚本"),
    "results in a frame": (lambda words, target: f'<iframe src="/list?q={quote(words)}"></iframe>', "框架"),
    "sends its visitor on": (lambda words, target: "正在检索……<script>location.href='/result?id=7'</script>", "另一个页面"),
    "moves by itself": (lambda words, target: "<meta http-equiv='refresh' content='1;url=/result?id=7'>请稍候", "另一个页面"),
    "error of the system": (lambda words, target: "<h2>系统错误，请与管理员联系</h2>", "出错"),
    "trace of an error": (lambda words, target: "java.lang.NullPointerException at a.b.C", "出错"),
    "error of a database": (lambda words, target: "数据库连接失败", "出错"),
    "refused": (lambda words, target: "您的输入包含非法字符", "拒绝"),
    "log in first": (lambda words, target: "请先登录后再检索", "拒绝"),
    "asks for a captcha": (lambda words, target: "请输入验证码继续 <input name=yzm>", "验证码"),
    "too often": (lambda words, target: "检索过于频繁", "频繁"),
    "cut off too short": (told(lambda words, target: row(words[:9] + "...", f"/x/{len(words)}{ord(words[1])}.html")), "截得太短"),
}  # fmt: skip


def shown(result: WayResult) -> set[Shown]:
    return {trial.shown for trial in result.trials}


@pytest.mark.parametrize("page", FOUND.values(), ids=FOUND)
def test_a_title_is_known(page: Page) -> None:
    result = judged(page)
    assert shown(result) == {Shown.FOUND}
    assert result.nonsense is not None
    assert result.nonsense.shown is not Shown.FOUND


@pytest.mark.parametrize("page", MISSING.values(), ids=MISSING)
def test_what_is_no_hit(page: Page) -> None:
    result = judged(page)
    assert shown(result) == {Shown.MISSING}
    assert result.nonsense is not None
    assert result.nonsense.shown is Shown.MISSING


@pytest.mark.parametrize(("page", "why"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_page_that_is_no_result(page: Page, why: str) -> None:
    result = judged(page)
    assert shown(result) == {Shown.UNKNOWN}
    assert all(why in trial.reason for trial in result.trials)


EVERYTHING = "".join(row(title, f"/2026/{n}/content_{n}.html") for n, title in enumerate(TITLES))
NEWEST = "".join(row(f"最近发布的第{n}条信息的标题", f"/new/{n}.html") for n in range(1, 7))


def test_the_same_list_whatever_is_asked() -> None:
    assert shown(judged(lambda words, target: EVERYTHING)) == {Shown.ANYWAY}


@pytest.mark.parametrize(
    ("nothing", "listed"),
    [
        (NEWEST, True),
        (EVERYTHING, True),
        (f"<p>没有找到“{NONSENSE}”，为您推荐：</p>{NEWEST}", False),
        ("<p>共 0 条</p>", False),
        (f"<a href='/so?q={NONSENSE}&tab=news'>{NONSENSE}</a>", False),
        (HOT, False),
        (row("一条不知为何的信息标题"), False),
        ("<script>$.get('/api',show)</script>" + NEWEST, True),
    ],
)
def test_a_word_of_no_meaning_must_find_nothing(nothing: str, listed: bool) -> None:
    page = told(lambda words, target: HOT + row(words, target), nothing if nothing != HOT else HOT)
    result = judged(page)
    assert result.nonsense is not None
    assert (result.nonsense.shown is Shown.FOUND) is listed
