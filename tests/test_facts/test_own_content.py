"""What an article holds of its own, told from the articles beside it."""

import pytest

from tests.test_facts.portal import HOST, LONG, NAV, article, fact, html, portal, rows
from xunjian.facts.clock_lines import is_clock
from xunjian.model.page import Article
from xunjian.model.site import Articles
from xunjian.testing.memory import MemorySnapshot

_COMMENTS = (
    "<div class='rating'>本文尚无评分 1 2 3 4 5</div><div class='c'><h3>评论</h3><p>目前还没有人发表评论</p>"
    "<form><label>您的称呼</label><input name='n'><p>必填项目</p></form></div>"
)
_BADGES = "<div class='box'><p><img src='/i/mark.jpg' width=80><img src='/i/seal.jpg' width=80></p></div>"


def _filled(tail: str, **blank: str) -> MemorySnapshot:
    """Nine articles that end alike, and some of other bodies."""
    snapshot = portal()
    entries = [(f"关于第{n}批项目的通知", f"/tzgg/x{n}.html", "2026-10-01") for n in range(9)]
    for number, (title, url, day) in enumerate(entries):
        snapshot.page(HOST + url, article(title, f"<p>第{number}批项目已经确定。</p>{LONG}{tail}", day))
    for name, body in blank.items():
        snapshot.page(f"{HOST}/tzgg/{name}.html", article(f"关于{name}的公告", body + tail))
        entries.append((f"关于{name}的公告", f"/tzgg/{name}.html", "2026-11-10"))
    snapshot.page(f"{HOST}/tzgg/", html("通知公告", rows(*entries), nav=NAV, crumbs=("首页", "通知公告")))
    return snapshot


def _article(snapshot: MemorySnapshot, name: str) -> Article:
    found = fact(snapshot, Articles).articles
    return next(each.article for each in found if each.page.reading.url.endswith(f"/{name}.html"))


def test_a_form_for_comments_is_no_body() -> None:
    snapshot = _filled(_COMMENTS, blank="", short="<p>会议改期，时间另行通知。</p>")
    assert _article(snapshot, "blank").body_chars == 0
    assert _article(snapshot, "short").body_chars > 0


def test_pictures_of_the_template_fill_no_article() -> None:
    snapshot = _filled(_BADGES, blank="", shown="<p><img src='/upload/2026/a.jpg'></p>")
    assert _article(snapshot, "blank").images == 0
    assert _article(snapshot, "shown").images > 0


def test_two_articles_of_one_picture_keep_it() -> None:
    picture = "<p><img src='/upload/2026/same.jpg'></p>"
    snapshot = _filled("", one=picture, two=picture)
    assert _article(snapshot, "one").images == 1


def test_articles_of_the_same_words_keep_them() -> None:
    snapshot = _filled("", **{f"same{n}": "<p>具体内容请见正文下方所列的说明。</p>" for n in range(6)})
    assert all(_article(snapshot, f"same{n}").body_chars > 0 for n in range(6))


def test_a_hot_list_of_months_and_days_makes_no_list_of_a_blank_article() -> None:
    hot = "".join(
        f"<li><a href='/tzgg/x{n}.html'>关于第{n}批项目的通知</a><span>09-1{n}</span></li>" for n in range(5)
    )
    snapshot = _filled("", blank=f"<div class='hot'><h3>热点信息</h3><ul>{hot}</ul></div>")
    assert _article(snapshot, "blank").body_chars == 0


def test_a_sentence_that_a_script_writes_is_a_body() -> None:
    put = "<div id='b'></div><script>document.getElementById('b').innerHTML='<p>{}</p>'</script>"
    sentence, mark = "联赛定于下月举行，共有十六支代表队参赛。", "扫一扫在手机打开当前页"
    snapshot = _filled("", told=put.format(sentence), mark=put.format(mark))
    assert _article(snapshot, "told").body_chars > 0
    assert _article(snapshot, "mark").body_chars == 0


def test_a_short_sentence_is_a_body() -> None:
    snapshot = _filled("", told="<p>未收到意见。</p>", mark="<p>打印 关闭</p>")
    assert _article(snapshot, "told").body_chars > 0
    assert _article(snapshot, "mark").body_chars == 0


def test_a_sentence_that_names_a_day_is_a_body() -> None:
    told = "<p>现向社会征集意见，截止时间为2026年12月2日，可来信反映。</p>"
    snapshot = _filled("", told=told)
    assert _article(snapshot, "told").body_chars > 0


@pytest.mark.parametrize("mark", ["。", "", "！欢迎访问某某县人民政府网站"])
def test_a_line_of_the_template_that_tells_the_day_is_no_body(mark: str) -> None:
    snapshot = _filled("")
    for name, body in (("blank", ""), ("short", "<p>会议改期，时间另行通知。</p>")):
        line = f"<p class='today'>今天是2026年11月22日 星期日{mark}</p>"
        snapshot.page(f"{HOST}/tzgg/{name}.html", article(f"关于{name}的公告", body + line))
    assert _article(snapshot, "blank").body_chars == 0
    assert _article(snapshot, "short").body_chars > 0


def test_the_weather_of_the_day_beside_other_days_of_a_template_is_no_body() -> None:
    def line(day: int, more: str) -> str:
        return (
            f"<p class='top'>云江县 2026年11月{day}日 星期{'六日一二'[day - 21]} 农历十月十三 {more}℃。</p>"
        )

    snapshot = _filled(line(21, "晴 12～20"))
    for name, body in (("blank", ""), ("short", "<p>会议改期，时间另行通知。</p>")):
        snapshot.page(f"{HOST}/tzgg/{name}.html", article(f"关于{name}的公告", body + line(22, "晴 7～9")))
    assert _article(snapshot, "blank").body_chars == 0
    assert _article(snapshot, "short").body_chars > 0


@pytest.mark.parametrize(
    "body",
    [
        "2026年11月21日，图书馆闭馆一天。",
        "今天是2026年11月21日国庆节，图书馆闭馆一天。",
        "定于2026年11月21日停水一天",
        "2026年11月21日空气质量指数为35，优。",
        "停水时间改为2026年11月21日 8:00至11:00",
        "今天是星期日，县图书馆照常开放。",
    ],
)
def test_a_sentence_that_names_the_day_of_the_visit_is_a_body(body: str) -> None:
    snapshot = _filled("", told=f"<p>{body}</p>")
    # Every day the like of it: a series of short texts, each of its own day.
    for day in range(10, 20):
        told = body.replace("21日", f"{day}日")
        page = article(f"每日一报第{day}期", f"<p>{told}</p>", f"2026-11-{day}")
        snapshot.page(f"{HOST}/tzgg/day{day}.html", page)
    assert _article(snapshot, "told").body_chars > 0
    assert _article(snapshot, "day12").body_chars > 0


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("今天是2026年11月22日星期日。", True),
        ("您好,今天是2026-11-22星期日10:33:05", True),
        ("现在时间:二〇二六年十一月二十二日星期日", True),
        ("欢迎访问云江县人民政府网站!今天是2026年11月22日丙午年[马]十月十四", True),
        ("2026年11月22日", False),
        ("今天是2026年11月22日世界问候日。", False),
        ("今日,县长调研。", False),
    ],
)
def test_lines_that_only_tell_the_day(text: str, clock: bool) -> None:
    assert is_clock(text) is clock


def test_rows_of_another_office_beside_every_article_are_no_body() -> None:
    beside = "".join(
        f"<li><a href='http://www.elsewhere.gov.cn/yw/t2026110{n}_{n}.html'>全县第{n}次项目调度会议召开</a>"
        f"<span>2026-11-0{n}</span></li>"
        for n in range(1, 6)
    )
    box = f"</div><div class='box'><h3><a href='http://www.elsewhere.gov.cn/yw/'>县内要闻</a></h3><ul>{beside}</ul>"
    snapshot = _filled(box, blank="<p>&nbsp;</p>", short="<p>会议改期，时间另行通知各村。</p>")
    assert _article(snapshot, "blank").body_chars == 0
    assert _article(snapshot, "short").body_chars > 0


def test_the_table_of_an_index_number_is_no_body_and_a_summary_in_it_is_one() -> None:
    def head(number: int, more: str = "") -> str:
        return (
            f"<table><tr><td>索引号</td><td>YX0{number}</td><td>文号</td><td>某政〔2026〕{number}号</td></tr>"
            f"<tr><td>发布机构</td><td>某某县水务局</td><td>发布日期</td><td>2026-11-10</td></tr>{more}</table>"
        )

    told = "<tr><td>内容概述</td><td>规定了水费的收取办法和减免范围</td></tr>"
    snapshot = _filled(_COMMENTS)
    for name, top in (("blank", head(71)), ("told", head(72, told))):
        page = article(f"关于{name}的公告", _COMMENTS)
        snapshot.page(f"{HOST}/tzgg/{name}.html", page.replace("<h1>", f"{top}<h1>"))
    assert _article(snapshot, "blank").body_chars == 0
    assert _article(snapshot, "told").body_chars > 0


def test_words_in_a_make_up_of_their_own_are_content_though_no_body_was_found() -> None:
    def letter(name: str, *lines: str) -> str:
        cells = "".join(f"<tr><td>{line}</td></tr>" for line in lines)
        title = f"关于{name}的来信"
        labels = {"ArticleTitle": title, "PubDate": "2026-11-10", "ContentSource": "县政府办公室"}
        return html(title, f"<table width='760'><tr><td>信箱</td></tr>{cells}</table>", labels=labels)

    snapshot = _filled("")
    kept = {
        "closed": ("该信件涉及个人情况，内容不予公开，敬请谅解。",),
        "said": ("该信件内容不公开。来信时间：2026-10-08",),
        "counted": ("访问次数：128　发布单位：某某县人民政府办公室信息中心",),
        "footed": ("承办：某某县水利局融媒体中心",),
        "addressed": ("版权所有：某某县水利局，地址：县城中山路18号，邮编：999000",),
        "none": (),
    }
    for name, lines in kept.items():
        snapshot.page(f"{HOST}/tzgg/{name}.html", letter(name, *lines))
    assert {name: _article(snapshot, name).body_chars > 0 for name in kept} == {
        "closed": True,
        "said": True,
        "counted": False,
        "footed": False,
        "addressed": False,
        "none": False,
    }
