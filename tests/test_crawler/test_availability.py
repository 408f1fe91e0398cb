"""Availability rounds: what a look at a home page is worth, and when a failure counts."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from crawler.net.names import Names
from crawler.probes.availability import Sampler
from crawler.shield import Shields
from tests.test_crawler.loopback import Reply, Route, Seen, Site, free_port, serving
from xunjian.model.availability import Sample
from xunjian.model.observation import Outcome
from xunjian.paths import config_dir

SHIELDS = Shields((config_dir() / "lexicon" / "shield.yaml").read_text("utf-8"))
HOME = "<html><body>首页</body></html>"
LOGIN = "<html>请登录 用户名<input type='password' name='p'></html>"


def look(
    urls: Sequence[str], witnesses: Sequence[str] = (), *, seconds: float = 5.0, allow_private: bool = True
) -> Mapping[str, Sample]:
    async def run() -> Mapping[str, Sample]:
        sampler = Sampler(Names({}, allow_private=allow_private), SHIELDS, "xunjian-test/1", seconds)
        return await sampler.round(urls, witnesses)

    return asyncio.run(run())


def one(
    route: Route, *, seconds: float = 5.0, more: Mapping[str, Route] | None = None
) -> tuple[Sample, Site]:
    """A look at a home page, while another site is well."""
    with serving({"/": HOME}) as well, serving({"/": route, **(more or {})}) as site:
        return look([site.url + "/"], [well.url + "/"], seconds=seconds)[site.url + "/"], site


def _until_cookie(seen: Seen) -> Reply | str:
    if "ok=1" in seen.headers.get("Cookie", ""):
        return HOME
    return Reply("", 302, {"Location": "/", "Set-Cookie": "ok=1; path=/"})


@pytest.mark.parametrize(
    "route",
    [HOME, Reply("", 302, {"Location": "/index.html"}), _until_cookie, Reply(HOME, seconds=0.3)],
    ids=["at once", "after a redirect", "with its cookie", "slow, in time"],
)
def test_a_home_page_that_opens(route: Route) -> None:
    sample, _ = one(route, more={"/index.html": HOME})
    assert (sample.outcome, sample.code, sample.status) == (Outcome.OK, "ok", 200)
    assert sample.counts
    assert sample.words == ""


@pytest.mark.parametrize(
    ("route", "code", "words"),
    [
        (Reply("坏了", 500), "http_500", "返回 500"),
        (Reply("没有", 404), "http_404", "返回 404"),
        (Reply("", 302, {"Location": "/loop"}), "redirect", "重定向超过 10 次"),
        (Reply(""), "empty", "没有返回内容"),
        (Reply(reset=True), "reset", "连接被重置"),
        (Reply(raw=b"SSH-2.0-x\r\n"), "protocol", "返回的不是网页协议内容"),
    ],
)
def test_a_home_page_that_does_not_open(route: Route, code: str, words: str) -> None:
    sample, site = one(route, more={"/loop": Reply("", 302, {"Location": "/"})})
    assert (sample.outcome, sample.code, sample.words) == (Outcome.FAILED, code, words)
    assert sample.counts
    assert set(site.paths()) <= {"/", "/loop"}


@pytest.mark.parametrize(
    "route",
    [
        Reply(HOME, seconds=1.5),
        Reply(HOME, headers={"Content-Length": "9999"}, seconds=0.0),
    ],
    ids=["no first byte", "never whole"],
)
def test_a_page_that_is_not_there_in_time(route: Route) -> None:
    sample, _ = one(route, seconds=0.6)
    assert (sample.outcome, sample.code) == (Outcome.FAILED, "timeout")
    assert sample.seconds >= 0.6


@pytest.mark.parametrize(
    ("route", "code"),
    [
        (Reply("请完成安全验证", 403), "shield"),
        (Reply("拒绝", 403), "http_403"),
        (Reply("太快", 429), "http_429"),
        (LOGIN, "login"),
    ],
)
def test_a_page_that_is_kept_from_us_says_nothing(route: Route, code: str) -> None:
    sample, _ = one(route)
    assert (sample.outcome, sample.code, sample.counts) == (Outcome.BLOCKED, code, False)


def test_a_home_page_is_asked_for_once_a_round() -> None:
    _, site = one(Reply("坏了", 500))
    assert site.paths() == ["/"]


def test_two_units_on_one_host_follow_each_other() -> None:
    with serving({"/": HOME}, lambda seen: Reply(HOME, seconds=0.05)) as site:
        seen = look([site.url + path for path in ("/", "/a/", "/b/")])
        assert [sample.outcome for sample in seen.values()] == [Outcome.OK] * 3
        assert site.most_at_once == 1


def test_where_nobody_is_well_our_own_line_may_be_to_blame() -> None:
    """As on the night when the office's line was cut: no site is accused."""
    urls = [f"http://127.0.0.1:{free_port()}/" for _ in range(4)]
    seen = look(urls)
    assert {sample.outcome for sample in seen.values()} == {Outcome.UNKNOWN}
    assert {sample.code for sample in seen.values()} == {"line"}


def test_a_proxy_that_answers_for_everybody_accuses_nobody() -> None:
    with serving({}, lambda seen: Reply("网关错误", 502)) as one_site, serving({"/": Reply("x", 502)}) as two:
        assert {each.outcome for each in look([one_site.url + "/", two.url + "/"]).values()} == {
            Outcome.UNKNOWN
        }


def test_a_failure_counts_where_another_site_is_well() -> None:
    dead = f"http://127.0.0.1:{free_port()}/"
    with serving({"/": HOME}) as site:
        seen = look([dead, site.url + "/"])
        assert seen[dead].outcome is Outcome.FAILED
        assert look([dead], [site.url + "/"])[dead].code == "refused"


def test_a_single_site_is_accused_only_by_its_own_answer() -> None:
    dead = f"http://127.0.0.1:{free_port()}/"
    assert look([dead])[dead].outcome is Outcome.UNKNOWN
    with serving({"/": Reply("坏了", 500)}) as site:
        assert look([site.url + "/"])[site.url + "/"].outcome is Outcome.FAILED


def test_private_addresses_are_not_asked() -> None:
    with serving({"/": HOME}) as site:
        sample = look([site.url + "/"], allow_private=False)[site.url + "/"]
        assert (sample.outcome, sample.code) == (Outcome.UNKNOWN, "private_address")
        assert site.requests == []


def test_a_name_that_does_not_exist() -> None:
    with serving({"/": HOME}) as well:
        sample = look(["http://nobody.invalid/"], [well.url + "/"])["http://nobody.invalid/"]
    assert (sample.outcome, sample.code) == (Outcome.FAILED, "dns")
