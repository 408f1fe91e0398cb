"""Parts that meet the hostile: the decoder, Retry-After, growth of addresses, logins told from pages."""

import gzip
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.hosts import Host
from crawler.net.after import retry_after
from crawler.net.answer import Answer
from crawler.net.decode import Decoder
from crawler.patterns import Patterns
from crawler.shield import Shields
from xunjian.paths import config_dir
from xunjian.testing.hostile_bodies import zeros_packed

PAGE = b"<html><body>" + "政务公开".encode() * 500 + b"</body></html>"
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("step", [1, 7, 1 << 16])
@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", PAGE),
        ("gzip", gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:])),
        ("x-gzip, gzip", gzip.compress(gzip.compress(PAGE))),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("deflate", PAGE),
        ("utf-8", PAGE),
        ("", PAGE),
    ],
    ids=["gzip", "not-packed", "members", "twice", "zlib", "raw", "not-deflated", "charset", "nothing"],
)
def test_decoder_undoes_what_can_be_undone(coding: str, data: bytes, step: int) -> None:
    decoder = Decoder(coding)
    pieces = [decoder.feed(data[at : at + step], MEGABYTE) for at in range(0, len(data), step)]
    assert b"".join(pieces) == PAGE
    assert decoder.is_whole


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(PAGE)[:-20]),
        ("gzip", b"\x1f\x8b\x08\x00" + b"\xff" * 99),
        ("br", b"\x0b\x02\x80"),
    ],
    ids=["cut", "broken", "unknown"],
)
def test_decoder_says_what_it_could_not_undo(coding: str, data: bytes) -> None:
    decoder = Decoder(coding)
    decoder.feed(data, MEGABYTE)
    assert not decoder.is_whole


def test_page_that_only_claims_to_be_packed_is_read() -> None:
    decoder = Decoder("br")
    assert decoder.feed(PAGE[:900], MEGABYTE) + decoder.feed(PAGE[900:], MEGABYTE) == PAGE
    assert decoder.is_whole


def test_bomb_gives_no_more_than_was_asked_for() -> None:
    bomb = gzip.compress(zeros_packed(100 * MEGABYTE))
    assert len(bomb) < 20_000
    decoder = Decoder("gzip, gzip")
    assert len(decoder.feed(bomb, MEGABYTE)) < 2 * MEGABYTE


def _answer(value: str, status: int = 503) -> Answer:
    return Answer("http://a.gov.cn/", status, {"retry-after": value.encode()})


def test_retry_after_in_seconds_and_as_a_date() -> None:
    assert retry_after(_answer("120")) == 120
    assert retry_after(_answer("7", 429)) == 7
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 80 < (retry_after(_answer(then)) or 0) <= 90
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert retry_after(_answer(past)) == 0


@pytest.mark.parametrize("value", ["", "soon", "-5", "１２", "Mon, 99 Foo 2026"])
def test_retry_after_that_says_nothing(value: str) -> None:
    assert retry_after(_answer(value)) is None


def test_retry_after_counts_only_where_the_server_is_busy() -> None:
    assert retry_after(_answer("5", 200)) is None


def test_host_rests_as_long_as_it_asks_and_no_longer_than_we_can() -> None:
    host = Host("a.gov.cn", 4, 0.1)
    assert host.rest(30, now=100.0)
    assert host.next_at == 130.0
    assert not host.rest(86400, now=100.0)
    assert host.next_at == 130.0
    assert not all(host.rest(60, now=200.0 + 100 * turn) for turn in range(20))


def test_shielded_host_is_asked_one_by_one_and_then_no_more() -> None:
    host = Host("a.gov.cn", 4, 0.1)
    host.meets_shield("瑞数")
    assert (host.cap, host.blocked) == (1, "")
    host.meets_shield("瑞数")
    host.meets_shield("瑞数")
    assert (host.blocked, host.shielded) == ("shield", 3)


@pytest.mark.parametrize(
    ("parent", "url", "grows"),
    [
        ("http://a.cn/x/", "http://a.cn/x/y/", True),
        ("http://a.cn/s/0123456789abcdef01/a.html", "http://a.cn/s/fedcba98765432100f/b.html", True),
        ("http://a.cn/s/187451787/a.html", "http://a.cn/s/203381245/b.html", True),
        ("http://a.cn/2025/12/a.html", "http://a.cn/2026/01/b.html", False),
        ("http://a.cn/list.jsp?a=1", "http://a.cn/list.jsp?a=1&b=7", True),
        ("http://a.cn/list.jsp", "http://a.cn/list.jsp?b=7", True),
        ("http://a.cn/list.jsp?a=1", "http://a.cn/list.jsp?a=10", False),
        ("http://a.cn/list.jsp?page=1", "http://a.cn/info.jsp?id=7", False),
        ("http://a.cn/zwgk/index.html", "http://a.cn/tzgg/index.html", False),
        ("http://a.cn/zwgk/2026/a.html", "http://a.cn/zwgk/b.html", False),
        ("http://a.cn/zwgk/a.html", "http://a.cn/s/0123456789abcdef01/b.html", False),
    ],
)
def test_growth_of_addresses(parent: str, url: str, grows: bool) -> None:
    assert Patterns.grows(parent, url) is grows


@pytest.mark.parametrize(
    ("path", "pruned"),
    [
        ("a/b/a/b/a/b/c.html", False),
        ("a/b/a/b/a/b/a/c.html", True),
        ("1/1/1/1/1/c.html", False),
        ("/".join("abcdefghijklmnopqrstu") + "/1", False),
        ("/".join("abcdefghijklmnopqrstuv") + "/1", True),
        ("a" * 1980, False),
        ("a" * 2000, True),
    ],
)
def test_paths_that_nest(path: str, pruned: bool) -> None:
    assert Patterns().prune(f"http://a.cn/{path}", 0) is pruned


def test_a_calendar_in_paths_is_bound_where_it_leads_on_to_itself() -> None:
    patterns = Patterns()
    days = [f"http://a.cn/rili/2026/{month:02}/{day:02}/" for month in range(1, 13) for day in range(1, 9)]
    assert not any(patterns.prune(each, 0) for each in days)
    assert sum(not patterns.prune(each, 1) for each in days) == 40
    assert patterns.prune("http://a.cn/hd/2026/11/03/", 25)
    assert not patterns.prune("http://a.cn/hd/2026/11/03/", 24)
    documents = [f"http://a.cn/xw/t{number}.html" for number in range(99)]
    assert not any(patterns.prune(each, 24) for each in documents)


def test_page_that_says_the_same_with_other_links_is_an_echo() -> None:
    patterns = Patterns()
    pages = [f"<p>欢迎</p><a href='{n}/'>下级</a>".encode() for n in range(12)]
    assert [patterns.echoes(page) for page in pages] == [False] * 8 + [True] * 4
    assert not patterns.echoes("<p>另一页</p><a href='1/'>下级</a>".encode())


def test_one_path_under_ever_new_parameters_is_bound() -> None:
    patterns = Patterns()
    urls = [f"http://a.cn/list.jsp?{name}=1&{other}=1" for name in "bcdefg" for other in "hijklmno"]
    assert sum(not patterns.prune(url, 0) for url in urls) == 30
    assert not patterns.prune(urls[0], 0)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://a.cn/s?q={}", 40),
        ("http://a.cn/s?q=x&page={}", 40),
        ("http://a.cn/list?keyword=&page={}", 99),
        ("http://a.cn/{}.html?print=1", 60),
        ("http://a.cn/{}.html?fontsize=3&skin=2", 60),
        ("http://a.cn/a.html?print=1&print={}", 0),
        ("http://a.cn/a.html?c=1&c=2&c=3&c={}", 0),
        ("http://a.cn/a.html?c=1&c=2&c={}", 99),
    ],
)
def test_searches_and_other_looks_of_pages_are_bound(address: str, asked: int) -> None:
    patterns = Patterns()
    assert sum(not patterns.prune(address.format(number), 0) for number in range(99)) == asked


def _is_login(body: str, status: int = 200, **headers: bytes) -> bool:
    shields = Shields((config_dir() / "lexicon" / "shield.yaml").read_text(encoding="utf-8"))
    return shields.is_login(Answer("http://a.gov.cn/", status, headers, body.encode()))


FORM = "<form>用户名<input name='u'>密码<input name='p' type=\"password\"><button>登录</button></form>"


def test_t38_logins() -> None:
    assert _is_login(f"<html><title>统一身份认证</title>{FORM}</html>")
    assert _is_login("请登录", 401, **{"www-authenticate": b"Basic"})


@pytest.mark.parametrize(
    "body",
    [
        FORM + "<a href='/x'>栏目</a>" * 20,
        FORM + "关于开展年度检查的通知全文如下。" * 60,
        "<p>登录后可查看办理进度</p>",
        "<form>搜索<input type='text'></form>",
    ],
    ids=["many-links", "much-text", "no-form", "search"],
)
def test_pages_that_only_offer_a_login_are_no_wall(body: str) -> None:
    assert not _is_login(body)


def test_refusal_without_a_way_to_log_in_is_no_login() -> None:
    assert not _is_login("拒绝", 401)
    assert not _is_login(FORM, 404)
