"""Where the home page is, and what is said where it could not be read."""

import pytest

from tests.test_facts.portal import AS_OF, HOME, HOST, LONG, article, fact, facts, html, portal, rows, unit
from xunjian.model.observation import Role
from xunjian.model.page import PageKind
from xunjian.model.site import Articles, ColumnTree, Coverage, Home, Pages, Targets, TargetState, Unavailable
from xunjian.testing.memory import MemorySnapshot

MAIN = html("某某县人民政府", rows(("县长调研重点项目建设工作情况", "/a.html", "2026-11-15")))


@pytest.mark.parametrize("location", [f"{HOST}/index.html", f"{HOST}/portal/", "https://www.yx.gov.cn/"])
def test_its_own_redirect_is_sound(location: str) -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.redirect(HOME, location)
    snapshot.page(location, MAIN.replace('<a href="/">首页', f'<a href="{HOME}">首页'))
    home = fact(snapshot, Home)
    assert home.page.fetch.url == location
    assert home.page.reading.kind is PageKind.HOME
    states = {each.url: each.state for each in fact(snapshot, Targets).targets}
    assert states[HOME] is TargetState.SOUND


def test_a_door_page_leads_on() -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.page(
        HOME, "<html><head><meta http-equiv='refresh' content='0;url=/web/index.html'></head></html>"
    )
    snapshot.page(f"{HOST}/web/index.html", MAIN)
    assert fact(snapshot, Home).page.fetch.url == f"{HOST}/web/index.html"
    assert [page.fetch.url for page in fact(snapshot, Pages).pages] == [f"{HOST}/web/index.html"]


def test_the_index_file_is_the_same_page() -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.page(HOME, MAIN)
    snapshot.page(f"{HOST}/index.html", MAIN)
    snapshot.page(f"{HOST}/other.html", MAIN)
    urls = [page.fetch.url for page in fact(snapshot, Pages).pages]
    assert urls == [HOME, f"{HOST}/other.html"]


def _row(url: str, title: str) -> str:
    return f"<li><a href='{url}'>{title}</a></li>"


def test_items_get_their_dates_from_the_articles() -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    links = (("/a.html", "县长调研重点项目建设工作情况"), ("/b.html", "县政府召开第十次常务会议"))
    undated = f"<ul>{''.join(_row(url, title) for url, title in links)}</ul>"
    snapshot.page(HOME, html("某某县人民政府", undated))
    snapshot.page(f"{HOST}/a.html", article("县长调研重点项目建设工作情况", LONG, "2026-11-20"))
    items = {item.url: item for item in fact(snapshot, Home).page.reading.items}
    first = items[f"{HOST}/a.html"]
    assert (str(first.date), first.date_where) == ("2026-11-20", "正文页")
    assert items[f"{HOST}/b.html"].date is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dns", "域名无法解析"),
        ("refused", "拒绝连接"),
        ("shield", "白名单"),
        ("http_500", "返回 500"),
        ("robots", "robots"),
    ],
)
def test_unreadable(code: str, words: str) -> None:
    snapshot = MemorySnapshot.of(
        HOME,
        AS_OF,
    )
    snapshot.meta = {"complete": "0", "finish_reason": "unreachable"}
    snapshot.fail(HOME, code, role=Role.PAGE)
    values = facts(snapshot)
    for kind in (Home, Pages, ColumnTree, Articles, Targets):
        value = values[kind]
        assert isinstance(value, Unavailable)
        assert words in value.reason
    coverage = values[Coverage]
    assert isinstance(coverage, Coverage)
    assert not coverage.complete
    assert coverage.reason


def test_a_picture_is_no_home_page() -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.answer(HOME, b"\x89PNG\r\n", role=Role.PAGE, content_type="image/png")
    value = facts(snapshot)[Home]
    assert isinstance(value, Unavailable)
    assert "image/png" in value.reason


def test_an_empty_answer_is_no_home_page() -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.answer(HOME, b"", role=Role.PAGE)
    assert isinstance(facts(snapshot)[Home], Unavailable)


@pytest.mark.parametrize(
    ("finish", "detail", "rule", "words"),
    [
        ("unreachable", "dns", {}, "站点无法访问：域名无法解析"),
        ("unreachable", "http_503", {}, "站点无法访问：首页返回 503"),
        ("unreachable", "redirect_loop", {}, "站点无法访问：首页不停重定向"),
        ("unreachable", "not_html", {}, "站点无法访问：首页返回的不是网页"),
        ("unreachable", "some_new_code", {}, "站点无法访问"),
        ("blocked", "robots", {"status": 200, "rule": "obeyed"}, "robots.txt 不允许抓取"),
        ("blocked", "robots", {"status": 500, "rule": "forbidden"}, "robots.txt 返回 500，按规定本次不抓取"),
        ("blocked", "shield", {}, "站点返回验证页面，请将本程序加入白名单后复查"),
    ],
)
def test_why_a_crawl_is_unfinished(finish: str, detail: str, rule: dict[str, object], words: str) -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.meta = {"complete": "0", "finish_reason": finish, "finish_detail": detail}
    if rule:
        snapshot.observe("robots", "www.yx.gov.cn", rule)
    coverage = facts(snapshot)[Coverage]
    assert isinstance(coverage, Coverage)
    assert coverage.reason == words


def test_a_unit_below_a_path() -> None:
    """Pages of the host outside the unit's folder are another site's."""
    home = f"{HOST}/bm/czj/"
    snapshot = MemorySnapshot.of(home, AS_OF)
    snapshot.page(
        home, html("某某县财政局", "<a href='/bm/czj/a.html'>公开信息</a><a href='/zx/b.html'>县政府资讯</a>")
    )
    snapshot.page(f"{home}a.html", article("财政局预算公开说明文件", LONG))
    snapshot.page(f"{HOST}/zx/b.html", article("县政府信息公开说明文件", LONG), role=Role.TARGET)
    assert {page.fetch.url for page in fact(snapshot, Pages, unit(home)).pages} == {home, f"{home}a.html"}
    same = {each.url: each.same_site for each in fact(snapshot, Targets, unit(home)).targets}
    assert same[f"{home}a.html"]
    assert not same[f"{HOST}/zx/b.html"]


def test_scripts_that_could_not_be_read_are_named() -> None:
    snapshot = portal()
    page = (
        html("某某县人民政府", "<p>正文</p>")
        .replace("</body>", "<div id='footer'><script src='/js/foot.js'></script></div></body>")
        .replace("网站标识码：4499990001", "")
    )
    snapshot.rows = [row for row in snapshot.rows if row.url != HOME]
    snapshot.page(HOME, page)
    assert fact(snapshot, Home).unread == (f"{HOST}/js/foot.js",)
    snapshot.answer(
        f"{HOST}/js/foot.js", "document.write('网站标识码：4499990001')".encode(), role=Role.RESOURCE
    )
    home = fact(snapshot, Home)
    assert home.unread == ()
    assert home.page.reading.footer.site_code is not None
