"""What an article holds of its own, told from the articles beside it."""

from tests.test_facts.portal import HOST, LONG, NAV, article, fact, html, portal, rows
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


def test_a_sentence_that_names_a_day_is_a_body() -> None:
    told = "<p>现向社会征集意见，截止时间为2026年12月2日，可来信反映。</p>"
    snapshot = _filled("", told=told)
    assert _article(snapshot, "told").body_chars > 0


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
