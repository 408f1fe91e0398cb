"""Nothing inside is asked on any way to the network; doors and detours are followed, loops are not."""

import asyncio
from pathlib import Path

import pytest

from crawler.hosts import Schedule
from crawler.net import names as names_module
from crawler.net.answer import Fault, Limits
from crawler.net.client import Client
from crawler.net.names import Names
from crawler.net.plain import request_plainly
from crawler.probes.tls import look_at_certificate
from crawler.robots import Robots
from tests.test_crawler.loopback import Reply, Route, Seen, crawl, links, serving
from xunjian.model.observation import Outcome, Role

LIMITS = Limits(first_byte=3, idle=3, total=5)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """For these tests 127.0.0.1 is public, and `inner.test` a name that leads inside."""
    monkeypatch.setattr(names_module, "is_public", lambda ip: ip == "127.0.0.1")
    return Names({"inner.test": "127.0.0.2"}, allow_private=False)


@pytest.mark.parametrize("host", ["inner.test", "127.0.0.2", "localhost.localdomain.invalid"])
def test_no_client_connects_inside(names: Names, host: str) -> None:
    async def ask() -> list[str]:
        client, codes = Client(names), []
        for asking in (
            client.request("GET", f"http://{host}/", {}, LIMITS),
            request_plainly(names, "GET", f"http://{host}/", {}, LIMITS),
            request_plainly(names, "POST", f"https://{host}/", {}, LIMITS, body=b"a=1"),
        ):
            with pytest.raises(Fault) as refused:
                await asking
            codes.append(refused.value.code)
        await client.close()
        return codes

    expected = "dns" if host.endswith(".invalid") else "private_address"
    assert asyncio.run(ask()) == [expected] * 3
    assert asyncio.run(look_at_certificate(f"https://{host}/", names)) is None


def test_robots_that_lead_inside_are_not_followed(names: Names) -> None:
    with serving({}) as site:
        site.routes["/robots.txt"] = Reply("", 302, {"Location": f"http://127.0.0.2:{site.port}/r.txt"})

        async def ask() -> bool:
            client = Client(names)

            robots = Robots(client, "xunjian", names=names)
            try:
                return await robots.allows(f"{site.url}/a", Schedule(2, 0.0).host(site.host))
            finally:
                await client.close()

        assert asyncio.run(ask())
        assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    "door",
    [
        "<meta http-equiv='refresh' content='0;url=/portal/index.html'>",
        "<script>location.href='/portal/index.html'</script>",
        "<script>window.location.replace('/portal/index.html');</script>",
        Reply("", 302, {"Location": "/portal/index.html"}),
    ],
    ids=["refresh", "href", "replace", "redirect"],
)
def test_home_that_is_only_a_door_leads_into_the_house(tmp_path: Path, door: Route) -> None:
    routes = {"/": door, "/portal/index.html": links("/portal/a.html"), "/portal/a.html": "<p>文</p>"}
    with serving(routes) as site, crawl(site.url, tmp_path / "s.sqlite") as snapshot:
        article = snapshot.fetch(f"{site.url}/portal/a.html", Role.PAGE)
        assert snapshot.meta["finish_reason"] == "finished"
    assert article is not None
    assert article.code == "ok"


def test_links_beside_the_path_of_a_unit_are_another_site(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/bm/jyj/": links("a.html", "/bm/wjw/", "/index.html", "/bm/jyj"), "/bm/jyj/a.html": "<p>文</p>",
        "/bm/wjw/": links("deeper.html"), "/index.html": links("/other.html"),
        "/bm/jyj": Reply("", 301, {"Location": "/bm/jyj/"}),
    }  # fmt: skip
    with (
        serving(routes) as site,
        crawl(f"{site.url}/bm/jyj/", tmp_path / "s", prefixes=["/bm/jyj/"]) as snapshot,
    ):
        roles = {
            fetch.url.removeprefix(site.url): fetch.role for fetch in snapshot.fetches() if fetch.depth == 1
        }
    assert (roles["/bm/jyj/a.html"], roles["/bm/wjw/"], roles["/index.html"]) == (
        Role.PAGE, Role.TARGET, Role.TARGET,
    )  # fmt: skip
    assert not {"/bm/wjw/deeper.html", "/other.html"} & set(site.paths())


def _gate(seen: Seen) -> Reply | str:
    """Whoever has no pass is led round by three addresses that give one, and back."""
    if "pass=3" in seen.headers.get("Cookie", ""):
        return "<p>里面</p>"
    return Reply("", 302, {"Location": "/gate/1", "Set-Cookie": "pass=0; path=/"})


def _step(number: int, back: str) -> Reply:
    on = f"/gate/{number + 1}" if number < 3 else back
    return Reply("", 302, {"Location": on, "Set-Cookie": f"pass={number}; path=/"})


def test_detour_for_a_cookie_comes_back_to_the_page(tmp_path: Path) -> None:
    routes: dict[str, Route] = {"/": links("/page.html"), "/page.html": _gate}
    routes |= {f"/gate/{number}": _step(number, "/page.html") for number in (1, 2, 3)}
    with serving(routes) as site, crawl(site.url, tmp_path / "s") as snapshot:
        page = snapshot.fetch(f"{site.url}/page.html", Role.PAGE)
        assert page is not None
        assert (page.outcome, page.code) == (Outcome.OK, "ok")
        assert "里面" in (snapshot.body(page) or b"").decode()


def test_cookie_that_every_page_gives_opens_the_one_that_wants_it(tmp_path: Path) -> None:
    def inner(seen: Seen) -> Reply | str:
        return "<p>里面</p>" if "sid=7" in seen.headers.get("Cookie", "") else Reply("拒绝", 403)

    gives = Reply(links("/a.html", "/b.html"), headers={"Set-Cookie": "sid=7; path=/; HttpOnly"})
    with (
        serving({"/": gives, "/a.html": inner, "/b.html": inner}) as site,
        crawl(site.url, tmp_path / "s", concurrency=1) as snapshot,
    ):
        codes = [fetch.code for fetch in snapshot.fetches(Role.PAGE)]
    assert codes == ["ok"] * 3
    assert site.counts["GET", "/b.html"] == 1  # once it is known to matter it is sent at once


@pytest.mark.parametrize(
    ("told", "is_told"),
    [("/(S(abcdefghij0123456789klmn)){}", "/(S("), ("{};jsessionid=0123456789ABCDEF", ";jsessionid=")],
    ids=["asp.net", "java"],
)
def test_session_id_that_every_address_must_have(tmp_path: Path, told: str, is_told: str) -> None:
    """We know addresses without it; whoever has none is led to the same address with one."""

    def answer(seen: Seen) -> Reply | str:
        if is_told not in seen.path:
            return Reply("", 302, {"Location": told.format(seen.path)})
        return links("/a.html") if "a.html" not in seen.path else "<p>里面</p>"

    robots = {
        "/robots.txt": Reply("User-agent: *\nDisallow: /b.html", headers={"Content-Type": "text/plain"})
    }
    with serving(robots, answer) as site, crawl(site.url, tmp_path / "s") as snapshot:
        read = {fetch.url.removeprefix(site.url): fetch.code for fetch in snapshot.fetches(Role.PAGE)}
    assert read == {"/": "ok", "/a.html": "ok"}


def test_session_id_that_the_rules_forbid_is_not_asked_for(tmp_path: Path) -> None:
    rules = Reply("User-agent: *\nDisallow: /*;jsessionid=", headers={"Content-Type": "text/plain"})
    led = Reply("", 302, {"Location": "/a.html;jsessionid=0123456789ABCDEF"})
    with (
        serving({"/": links("/a.html"), "/robots.txt": rules, "/a.html": led}) as site,
        crawl(site.url, tmp_path / "s"),
    ):
        assert "/a.html" in site.paths()
        assert not [path for path in site.paths() if "jsessionid" in path]


def test_detour_without_end_ends(tmp_path: Path) -> None:
    routes: dict[str, Route] = {"/": links("/page.html")}
    routes["/page.html"] = lambda _: Reply("", 302, {"Location": "/gate/1", "Set-Cookie": "pass=0; path=/"})
    routes |= {f"/gate/{number}": _step(number, "/page.html") for number in (1, 2, 3)}
    with serving(routes) as site, crawl(site.url, tmp_path / "s") as snapshot:
        assert snapshot.meta["finish_reason"] == "finished"
        page = snapshot.fetch(f"{site.url}/page.html", Role.PAGE)
    assert page is not None
    assert page.code == "redirect"  # a loop, as whoever follows the chain will see
    assert site.counts["GET", "/page.html"] <= 4
