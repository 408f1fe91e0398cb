"""The facts of a site as a whole: pages, coverage, transport, and reading in parts."""

import pickle
from datetime import date

import pytest

from tests.test_facts.portal import HOME, HOST, LONG, article, column, fact, facts, html, portal, rows, unit
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.site import SiteReader, read_site
from xunjian.model.observation import Role
from xunjian.model.site import Clock, ColumnTree, Coverage, Pages, Targets, Transport, UnitFacts
from xunjian.testing.memory import MemorySnapshot


def test_ordinary_pages_only() -> None:
    snapshot = portal("<iframe src='/inc/foot.html'></iframe>")
    snapshot.page(f"{HOST}/inc/foot.html", "<p>主办：某某县人民政府办公室</p>")
    snapshot.page(
        f"{HOST}/login.jsp", html("用户登录", "<form>用户名<input> 密码<input type='password'></form>")
    )
    snapshot.page(
        f"{HOST}/search.jsp?q=1",
        html("搜索结果", "<p>共找到 3 条结果</p>" + rows(("某某通知", "/tzgg/t202609.html", "2026-09-05"))),
    )
    snapshot.page(f"{HOST}/e.html", html("出错了", "<p>您访问的页面不存在</p>"))
    snapshot.page("http://other.gov.cn/", html("别的网站", LONG))
    snapshot.answer(f"{HOST}/api/list", b'{"a": 1}', role=Role.PAGE, content_type="application/json")
    snapshot.page(f"{HOST}/ok.html", article("关于停水的通知公告", LONG))
    urls = [page.fetch.url for page in fact(snapshot, Pages).pages]
    assert urls[0] == HOME
    assert f"{HOST}/ok.html" in urls
    assert len(urls) == 10


def test_one_page_under_several_addresses() -> None:
    snapshot = portal()
    page = column("人事信息", rows(("任职通知公告", "/rsxx/a.html", "2026-07-01")))
    front = f"{HOST}/rsxx/"
    for url in (front, f"{front}index.html", "https://www.yx.gov.cn/rsxx/", "http://yx.gov.cn/rsxx/"):
        snapshot.page(url, page)
    snapshot.page(f"{front}other.html", page)
    urls = [each.fetch.url for each in fact(snapshot, Pages).pages if "rsxx" in each.fetch.url]
    assert urls == [front, f"{front}other.html"]


def test_clock_and_unit() -> None:
    values = facts(portal())
    assert values[Clock] == Clock(date(2026, 11, 21))
    about = values[UnitFacts]
    assert isinstance(about, UnitFacts)
    assert (about.name, about.type, about.home_url) == ("某某县人民政府", "county", HOME)


def test_a_whole_crawl() -> None:
    snapshot = portal()
    snapshot.observe("cut", "pattern", {"count": 12, "examples": []})
    coverage = fact(snapshot, Coverage)
    assert (coverage.complete, coverage.reason, coverage.pages) == (True, "", 9)


@pytest.mark.parametrize(
    ("finish", "cut", "words"),
    [
        ("max_pages", "max_pages", "达到页数上限"),
        ("deadline", "deadline", "达到时间上限"),
        ("stopped", "stopped", "中途停止"),
        ("blocked", "", "白名单"),
        ("", "", "采集没有完成"),
    ],
)
def test_a_crawl_that_is_not_whole(finish: str, cut: str, words: str) -> None:
    snapshot = portal()
    snapshot.meta = {"complete": "0", "finish_reason": finish}
    if cut:
        snapshot.observe("cut", cut, {"count": 1, "examples": []})
    snapshot.fail(f"{HOST}/late.html", "not_fetched", role=Role.PAGE)
    coverage = fact(snapshot, Coverage)
    assert not coverage.complete
    assert words in coverage.reason
    assert coverage.undecided == (f"{HOST}/late.html",)


@pytest.mark.parametrize(
    ("home", "is_ip", "standard"),
    [
        ("http://www.yx.gov.cn/", False, True),
        ("https://www.yx.gov.cn/", False, True),
        ("http://192.0.2.7/", True, True),
        ("http://[2001:db8::7]/", True, True),
        ("http://www.yx.gov.cn:8080/", False, False),
    ],
)
def test_transport(home: str, is_ip: bool, standard: bool) -> None:
    snapshot = MemorySnapshot.of(home)
    snapshot.observe("dns", "www.yx.gov.cn", {"aaaa": [], "a": ["192.0.2.1"], "error": None})
    snapshot.observe("tls", "elsewhere.gov.cn", {"offered": True})
    found = fact(snapshot, Transport)
    assert (found.is_ip, found.standard_port) == (is_ip, standard)
    assert (found.dns is None) is is_ip
    assert found.tls is None


def test_reading_in_parts_gives_the_same(lexicon: Lexicon) -> None:
    """Parts may be read in processes: they survive pickling and come in any order."""
    snapshot = portal("<a href='/gone.html'>旧专题</a>")
    snapshot.fail(f"{HOST}/gone.html", "http_404", role=Role.PAGE)
    snapshot.page(f"{HOST}/rsxx/", column("人事信息", rows(("任职通知公告", "/rsxx/a.html", "2026-07-01"))))
    parts = []
    for part in (2, 0, 1):
        site = SiteReader(snapshot, unit(), lexicon)
        parts.append([site.reader.read(fetch) for fetch in list(site.fetches())[part::3]])
    pages = [page for part in pickle.loads(pickle.dumps(parts)) for page in part if page is not None]
    whole = read_site(snapshot, unit(), lexicon)
    joined = SiteReader(snapshot, unit(), lexicon).facts(pages)
    for kind in (Pages, Targets, ColumnTree, Coverage):
        assert joined[kind] == whole[kind]


def test_repeated_links_are_kept_once(lexicon: Lexicon) -> None:
    snapshot = portal()
    site = SiteReader(snapshot, unit(), lexicon)
    pages = [site.reader.read(fetch) for fetch in site.fetches()]
    links = [
        link
        for page in pages
        if page is not None
        for link in page.reading.links
        if link.url == f"{HOST}/tzgg/"
    ]
    assert len(links) > len({id(link) for link in links})
