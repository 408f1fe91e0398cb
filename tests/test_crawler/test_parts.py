"""Parts of the crawler by themselves: robots without a race, names, shields, patterns, the schedule."""

import asyncio
import gzip
import signal

import pytest

from crawler.encodings import other_encoding
from crawler.hosts import Schedule
from crawler.net.answer import Answer, Fault, Limits
from crawler.net.client import Client
from crawler.net.names import Names, is_public
from crawler.patterns import Patterns, pattern_of
from crawler.robots import Robots
from crawler.shield import Shields
from crawler.targets import is_attachment, is_identity_service
from crawler.wish import Wish
from storage.snapshot import Waiting
from tests.test_crawler.loopback import Reply, serving
from xunjian.model.observation import Role
from xunjian.paths import config_dir


class _Direct:
    """A fetcher without Scrapy."""

    async def request(self, method: str, url: str, headers: dict[str, str], limits: Limits) -> Answer:
        client = Client(Names({}, allow_private=True))
        try:
            return await client.request(method, url, headers, limits)
        finally:
            await client.close()


def test_p1_no_request_slips_past_robots_while_it_is_on_its_way() -> None:
    rules = Reply("User-agent: *\nDisallow: /no", headers={"Content-Type": "text/plain"}, seconds=0.3)
    with serving({"/robots.txt": rules}) as site:

        async def ask() -> list[bool]:
            robots = Robots(_Direct(), "xunjian")
            host = Schedule(8, 0.0).host(site.host)
            paths = ("/no1", "/no2", "/yes", "/no3", "/no4", "/yes2")
            return await asyncio.gather(*(robots.allows(site.url + path, host) for path in paths))

        assert asyncio.run(ask()) == [False, False, True, False, False, True]
        assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("kind", ["text/plain", "text/html; charset=utf-8"])
def test_robots_behind_a_byte_order_mark_is_obeyed(kind: str) -> None:
    rules = Reply("\ufeffUser-agent: *\r\nDisallow: /no", headers={"Content-Type": kind})
    with serving({"/robots.txt": rules}) as site:

        async def ask() -> list[bool]:
            robots = Robots(_Direct(), "xunjian")
            host = Schedule(8, 0.0).host(site.host)
            return [await robots.allows(site.url + path, host) for path in ("/no1", "/yes")]

        assert asyncio.run(ask()) == [False, True]


def test_robots_on_another_host_speak_for_this_one() -> None:
    rules = Reply("User-agent: *\nDisallow: /no", headers={"Content-Type": "text/plain"})
    with serving({"/rules.txt": rules}) as other:
        moved = Reply("", 301, {"Location": f"{other.url}/rules.txt"})
        with serving({"/robots.txt": moved}) as site:

            async def ask() -> list[bool]:
                robots = Robots(_Direct(), "xunjian")
                host = Schedule(8, 0.0).host(site.host)
                return [await robots.allows(site.url + path, host) for path in ("/no1", "/yes")]

            assert asyncio.run(ask()) == [False, True]
            assert (site.paths(), other.paths()) == (["/robots.txt"], ["/rules.txt"])


def test_pause_that_robots_ask_for() -> None:
    rules = "User-agent: *\nCrawl-delay: 0.5\n\nUser-agent: Xunjian\nCrawl-delay: 1.5\nRequest-rate: 1/2s\n"
    with serving({"/robots.txt": Reply(rules, headers={"Content-Type": "text/plain"})}) as site:

        async def ask() -> float:
            robots = Robots(_Direct(), "Mozilla/5.0 (compatible; Xunjian/1)")
            host = Schedule(8, 0.0).host(site.host)
            await robots.allows(site.url + "/yes", host)
            return host.delay

        assert asyncio.run(ask()) == 2.0


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1",
     "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1"],
)  # fmt: skip
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


def test_public_addresses() -> None:
    assert is_public("114.114.114.114")
    assert is_public("2400:3200::1")


def test_resolve_maps_like_curl() -> None:
    names = Names({"a.gov.cn": "127.0.0.1:81", "b.gov.cn:443": "[::1]:444"}, allow_private=True)

    async def ask() -> list[object]:
        return [
            await names.addresses("a.gov.cn", 80),
            await names.addresses("b.gov.cn", 443),
            await names.addresses("127.0.0.1", 8080),
        ]

    assert asyncio.run(ask()) == [[("127.0.0.1", 81)], [("::1", 444)], [("127.0.0.1", 8080)]]


def test_body_that_breaks_off_is_kept_and_marked() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<html>half"
    with serving({"/": Reply(raw=raw)}) as site:
        answer = asyncio.run(_Direct().request("GET", f"{site.url}/", {}, Limits()))
    assert (answer.body, answer.broken_off) == (b"<html>half", True)


def test_gzip_and_chunks_are_undone() -> None:
    packed = gzip.compress(b"<html>" + b"x" * 50_000)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (packed[:20], packed[20:])) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving({"/": Reply(raw=head + chunks)}) as site:
        answer = asyncio.run(_Direct().request("GET", f"{site.url}/", {}, Limits()))
    assert (len(answer.body), answer.broken_off) == (50_006, False)


def test_body_stops_at_the_limit() -> None:
    with serving({"/": Reply(b"<html>" + b"x" * 300_000)}) as site:
        answer = asyncio.run(_Direct().request("GET", f"{site.url}/", {}, Limits(html_bytes=1000)))
    assert (len(answer.body), answer.truncated, answer.size) == (1000, True, 300_006)


def test_connection_that_says_nothing_is_a_timeout() -> None:
    with serving({"/": Reply("x", seconds=2)}) as site, pytest.raises(Fault) as fault:
        asyncio.run(_Direct().request("GET", f"{site.url}/", {}, Limits(first_byte=0.3)))
    assert fault.value.code == "timeout"


def _shields() -> Shields:
    return Shields((config_dir() / "lexicon" / "shield.yaml").read_text(encoding="utf-8"))


def _answer(body: str, status: int = 200, **headers: bytes) -> Answer:
    return Answer("http://a.gov.cn/", status, {"content-type": b"text/html", **headers}, body.encode())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<script>var arg1='12';document.cookie='acw_sc__v2=x'</script>", 200),
        ("<script>document.cookie='k='+(3+4);location.reload()</script>", 412),
        ("<script>$_ts=window['$_ts'];</script>", 412),
        ("<script>document.cookie='__jsl_clearance_s=1';location.href=location.pathname</script>", 521),
        ("<html>浏览器安全检查中…还剩 5 秒</html>", 503),
        ("<html><title>访问被拦截</title>您的请求疑似攻击行为,已被拦截</html>", 403),
        ("<html><script src='/_bot_sbu/sbu_fpc.js'></script></html>", 200),
        ("<html>请完成安全验证后继续访问</html>", 200),
        ("<p>当前访问疑似黑客攻击，已被网站管理员设置为拦截并记录</p>", 403),
        ("<p>当前访问疑似黑客攻击，已被网站管理员设置为拦截并记录</p>", 200),
        ("<p>您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断</p>", 501),
        ("<p>请求存在威胁，已被拦截</p><p>安全检测能力由雷池 WAF 提供</p>", 403),
        ("<title>Request Rejected</title>The requested URL was rejected. Your support ID is: 123", 200),
        (
            "<iframe src='/_Incapsula_Resource?x'>Request unsuccessful. Incapsula incident ID: 1-2</iframe>",
            200,
        ),
        ("<h1>Access Denied</h1>Reference #18.2d351ab8.1557", 403),
        ("<noscript>Enable JavaScript</noscript><script>window._cf_chl_opt={cvId:'3'};</script>", 403),
        ("<p>别离开，请进行验证，通过后即可继续访问网页</p>", 200),
        ("<script src='/_guard/auto.js'></script>", 200),
    ],
)
def test_t19_t20_shields_are_recognised(body: str, status: int) -> None:
    assert _shields().name(_answer(body, status)) is not None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<html>您访问的页面不存在</html>", 404),
        ("<html>403 Forbidden</html>", 403),
        ("<html>" + "<a href='/x'>栏目</a>" * 30 + "网站安全验证工作通知:浏览器安全检查 5 秒</html>", 200),
        ("<html>登录 <input name=captcha> 验证码</html>", 200),
        ("<html>403 - 禁止访问: 访问被拒绝。您无权查看此目录或页面。</html>", 403),
        ("<html>521: Web server is down</html>", 521),
        ("<html>系统维护中，请稍候再访问</html>", 503),
        ("<h1>打不开网页怎么办</h1>发布时间：2026-11-20 有群众反映提示“您的访问被拦截”，系防火墙误拦截", 200),
        ("<meta name='ArticleTitle' content='通报'>疑似黑客攻击，已被防火墙拦截并记录，事件ID为1827", 200),
        ("<h1>人机验证</h1>请完成安全验证后继续办理。" + "正文" * 200, 200),
        ("<html>关于开展人机验证技术交流的通知</html>" + "<a href='/x'>更多</a>" * 20, 200),
        ("<p>疑似黑客攻击，已被防火墙拦截</p>" + "<a href='/x'>更多</a>" * 3, 200),
        ("<p>疑似黑客攻击，已被防火墙拦截</p>" + "<i class='x'></i>" * 900, 200),
        ("<script>var arg1='12';document.cookie='acw_sc__v2=x'</script>" + "<i class='x'></i>" * 4000, 200),
        ("<script>document.cookie='ok=1';location.reload()</script>", 200),
        (
            "<h1>出错了</h1>"
            + "<p>系统维护中，请稍后再来。</p>" * 9
            + "<script>document.cookie='a';location.href</script>",
            503,
        ),
    ],
)
def test_ordinary_pages_are_no_shields(body: str, status: int) -> None:
    assert _shields().name(_answer(body, status)) is None


def test_other_encoding_goes_both_ways() -> None:
    assert other_encoding("http://a.cn/%B8%BD%BC%FE.doc") == "http://a.cn/%E9%99%84%E4%BB%B6.doc"
    assert other_encoding("http://a.cn/%E9%99%84%E4%BB%B6.doc") == "http://a.cn/%B8%BD%BC%FE.doc"
    assert other_encoding("http://a.cn/a.doc") is None
    mixed = "http://a.cn/%E9%99%84%E4%BB%B6/2024/%B8%BD%BC%FE.doc"
    assert other_encoding(mixed) == "http://a.cn/%B8%BD%BC%FE/2024/%B8%BD%BC%FE.doc"


def test_patterns_fold_numbers_and_values() -> None:
    assert pattern_of("http://a.cn/t20230101_12.html") == pattern_of("http://a.cn/t20240202_7.html")
    assert pattern_of("http://a.cn/i.jsp?b=1&a=2") == pattern_of("http://a.cn/i.jsp?a=9&b=8")
    assert pattern_of("http://a.cn/a/1.html") != pattern_of("http://a.cn/b/1.html")


def test_dated_document_folders_are_no_calendar() -> None:
    patterns = Patterns()
    urls = [
        f"http://a.cn/zwgk/2023/{month}/{day}/art_{day}.html"
        for month in range(1, 13)
        for day in range(1, 28)
    ]
    assert not any(patterns.prune(url, 0) for url in urls)


def test_calendar_is_bound_wherever_its_addresses_are_found() -> None:
    patterns = Patterns()
    days = [
        f"http://a.cn/{path}"
        for month in range(1, 13)
        for day in range(1, 29)
        for path in (
            f"rili.html?year=2026&month={month}&day={day}",
            f"cal?y=2026&m={month}&d={day}&type=1",
        )
    ]
    assert sum(not patterns.prune(url, 0) for url in days) == 2 * 60


def test_paging_and_article_ids_are_no_calendar() -> None:
    patterns = Patterns()
    urls = [
        f"http://a.cn/{path}"
        for number in range(1, 300)
        for path in (
            f"list?page={number}",
            f"list.asp?classid=3&page={number}",
            f"show.asp?id={number}",
            f"show.asp?year=2026&month=11&id={number}",
            f"index.php?m=content&c=index&a=show&catid={number % 9}&id={number}",
            f"list?year=2025&month=3&page={number}",
        )
    ]
    assert not any(patterns.prune(url, 0) for url in urls)


def test_months_and_days_of_one_calendar_are_one_chain() -> None:
    patterns = Patterns()
    for month, day in (
        ("http://a.cn/rili?year=2026&month=11", "http://a.cn/rili?year=2026&month=11&day=3"),
        ("http://a.cn/rili/2026/11/", "http://a.cn/rili/2026/11/03/"),
    ):
        assert patterns.chain(month, day, 4, productive=True) == 5
        assert patterns.chain(day, month, 5, productive=True) == 6
    assert patterns.chain("http://a.cn/2026/11/", "http://a.cn/2026/11/t1.html", 4, productive=True) == 0


def test_a_chain_that_leads_to_nothing_new_ends() -> None:
    patterns = Patterns()
    for one, other, longest in (
        ("http://a.cn/list?page=1", "http://a.cn/list?page=2", 60),
        ("http://a.cn/list_1.html", "http://a.cn/list_2.html", 200),
    ):
        assert patterns.chain(one, other, 4, productive=True) == 1
        assert patterns.chain(one, other, 4, productive=False) == 5
        assert patterns.chain("http://a.cn/", other, 4, productive=False) == 0
        assert not patterns.prune(other, longest)
        assert patterns.prune(other, longest + 1)


def test_the_wish_to_end_is_remembered_or_where_nothing_is_to_be_kept_obeyed() -> None:
    before = [(number, signal.getsignal(number)) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        wish = Wish()
        wish.listen()
        assert not wish.asked
        signal.raise_signal(signal.SIGTERM)
        assert wish.asked
        with pytest.raises(SystemExit) as ended, wish.at_once():
            signal.raise_signal(signal.SIGTERM)
        assert ended.value.code == 128 + signal.SIGTERM
        signal.raise_signal(signal.SIGINT)  # with a job, it only is remembered again
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def test_schedule_is_fair_between_hosts_and_keeps_depth_order() -> None:
    schedule = Schedule(1, 0.0)
    for host in ("a", "b"):
        for depth in (2, 1):
            schedule.push(host, Waiting(f"http://{host}/{depth}", Role.PAGE, depth))
    first = [schedule.pop(0.0), schedule.pop(0.0)]
    assert [taken[1].url for taken in first if taken] == ["http://a/1", "http://b/1"]
    assert schedule.pop(0.0) is None
    assert first[0] is not None
    schedule.release(first[0][0])
    again = schedule.pop(0.0)
    assert again is not None
    assert again[1].url == "http://a/2"


def test_kinds_of_addresses() -> None:
    assert is_attachment("http://a.cn/x/%E9%99%84.DOCX?v=1")
    assert not is_attachment("http://a.cn/x.pdf/index.html")
    assert is_identity_service("https://bszs.conac.cn/sitename")
    assert is_identity_service("http://www.beian.gov.cn/portal/registerSystemInfo")
    assert not is_identity_service("http://www.notconac.cn/")
