"""What a browser asks for obeys the rules of the crawl, whatever the page tries; the servers' logs tell."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile
from tests.test_crawler.loopback import BROWSER, Reply, Seen, Site, crawl, links, serving
from xunjian.app.requests import list_requests
from xunjian.model.observation import Fetch, Outcome, Role

pytestmark = [pytest.mark.browser, pytest.mark.skipif(BROWSER is None, reason="没有找到浏览器")]

FILL = """
function fill(text) {
  var a = document.createElement('a'); a.href = 'art.html'; a.textContent = text; document.body.append(a)
}"""
SCRIPTS = {
    "get": "fetch('/api/list.json').then(r=>r.json()).then(l=>l.forEach(fill))",
    "post": "fetch('/api/query.do',{method:'POST',body:new URLSearchParams('a=1')})"
            ".then(r=>r.text()).then(fill)",
    "door": "location.replace('/new/index.html')",
    "round": "setTimeout(function(){location.replace('/round.html?'+Math.random())},10)",
    "stuck": "setTimeout(function(){for(;;);},50)",
    "barred": "fetch('/closed/list.json').then(r=>r.text()).then(fill)",
    "counted": "var s=document.createElement('script');s.src='https://hm.baidu.com/hm.js';document.head.append(s);"
               "fill('照常')",
    "odd": "fill('读到')",
    "gbk": "fill('国标'+WORD)",
    "missing": "fetch('/api/gone.json').then(r=>{if(r.ok)fill('有')})",
    "broken": "fetch('/api/broken.json').then(r=>{if(r.ok)fill('有')})",
    "slow": "fetch('/api/slow.json').then(()=>fill('慢慢才有'))",
    "busy": "fetch('/api/busy.json').then(r=>{if(r.ok)fill('第二次才有')})",
    "paused": "fetch('/api/paused.json').then(r=>{if(r.ok)fill('过一会儿才有')})",
    "visited": "fetch('/api/visited.json').then(r=>{if(r.ok)fill('看过页面才有')})",
}  # fmt: skip


def page(name: str, body: str = "") -> str:
    return (
        f"<html><head><title>{name}</title><script src='/js/fill.js'></script></head><body>{body}"
        f"<script>{SCRIPTS.get(name, '')}</script></body></html>"
    )


def attack(other: str) -> str:
    """Everything that must not leave the browser."""
    script = f"""
      alert('一'); confirm('二');
      fetch('{other}/leak.json').catch(function(){{}});
      new WebSocket('{other.replace("http", "ws")}/socket'); new WebSocket('ws://'+location.host+'/own-socket');
      navigator.sendBeacon('/beacon', 'x'); navigator.sendBeacon('{other}/beacon', 'x');
      window.open('/popup.html'); window.open('{other}/popup.html');
      document.getElementById('f').submit();
      document.getElementById('d').click();
      if (navigator.serviceWorker) navigator.serviceWorker.register('/worker.js').catch(function(){{}});
      new EventSource('/events');
      fill('做完了');
    """
    body = f"""
      <link rel=preconnect href={other}><link rel=prefetch href=/ahead.html><link rel=icon href=/own.ico>
      <img src=/picture.png><img src={other}/picture.png><video src=/film.mp4 autoplay></video>
      <style>@font-face{{font-family:f;src:url(/f.woff2)}} p{{font-family:f;background:url(/b.png)}}</style>
      <p>字</p>
      <script src={other}/library.js></script><iframe name=i src={other}/frame.html></iframe>
      <form id=f method=post action=/submit target=i><input name=a value=1></form>
      <a id=d href=/file.zip download>下载</a>
    """
    return page("attack", body).replace("</body>", f"<script>{script}</script></body>")


@dataclass(frozen=True)
class Drawn:
    site: Site
    other: Site
    before: tuple[int, int]
    """Requests to the two until the browser's turn came."""
    snapshot: SnapshotFile
    path: Path

    def fetch(self, name: str) -> Fetch:
        found = self.snapshot.fetch(f"{self.site.url}/{name}.html", Role.RENDERED)
        assert found is not None
        return found

    def text(self, name: str) -> str:
        return (self.snapshot.body(self.fetch(name)) or b"").decode()

    @property
    def asked(self) -> list[Seen]:
        return self.site.requests[self.before[0] :]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    path = tmp_path_factory.mktemp("drawn") / "s.sqlite"
    first = {
        "busy": Reply("", 500),
        "paused": Reply("", 429, headers={"Retry-After": "1"}),
    }

    def once(seen: Seen) -> Reply:
        return first.pop(seen.path[5:-5], Reply("{}"))

    def slow(_: Seen) -> Reply:
        time.sleep(1.6)  # longer than a page without a request under way is watched
        return Reply("{}")

    with serving({}) as other:
        other.fallback = "<html>别处</html>"
        names = (*SCRIPTS, "attack")
        routes: dict[str, object] = {f"/{name}.html": page(name) for name in SCRIPTS}
        routes |= {
            "/": links(*(f"/{name}.html" for name in names)),
            "/robots.txt": Reply(
                "User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"}
            ),
            "/attack.html": attack(other.url),
            "/gbk.html": Reply(
                page("gbk", "<script src=/js/gbk.js></script>").encode("gbk"),
                headers={"Content-Type": "text/html"},
            ),
            "/js/gbk.js": Reply(
                "var WORD='编码';".encode("gbk"), headers={"Content-Type": "text/javascript"}
            ),
            "/odd.html": Reply(
                raw=b"HTTP/1.1 200 OK\r\nContent-Type : text/html\r\n\r\n" + page("odd").encode()
            ),
            "/js/fill.js": Reply(FILL, headers={"Content-Type": "application/javascript"}),
            "/api/list.json": Reply(json.dumps(["甲", "乙"]), headers={"Content-Type": "application/json"}),
            "/api/query.do": lambda seen: "丙" if seen.method == "POST" else Reply("", 405),
            "/closed/list.json": "不许看",
            "/api/broken.json": Reply("", 500),
            "/api/busy.json": once,
            "/api/paused.json": once,
            "/visited.html": Reply(page("visited"), headers={"Set-Cookie": "seen=1; path=/"}),
            "/api/visited.json": lambda seen: Reply(
                "{}", 200 if "seen=1" in seen.headers.get("Cookie", "") else 403
            ),
            "/api/slow.json": slow,
            "/new/index.html": "<html><head><title>新址</title></head><body><a href='art.html'>新</a>",
        }
        with serving(routes) as site:  # type: ignore[arg-type]
            site.fallback = lambda seen: (
                page("round") if seen.path.startswith("/round.html") else Reply("", 404)
            )
            plan = {"first_byte_seconds": 3, "concurrency": 2}
            crawl(site.url, path, **plan).close()
            before = len(site.requests), len(other.requests)
            site.most_at_once = 0
            snapshot = crawl(
                site.url, path, phase="render", targets=[f"{site.url}/{name}.html" for name in names],
                browser=BROWSER, browser_sandbox=False, **plan,
            )  # fmt: skip
            yield Drawn(site, other, before, snapshot, path)
            snapshot.close()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("get", "乙</a>"),
        ("post", "丙</a>"),
        ("counted", "照常</a>"),
        ("attack", "做完了</a>"),
        ("odd", "读到</a>"),
        ("gbk", "国标编码</a>"),
        ("busy", "第二次才有</a>"),
        ("slow", "慢慢才有</a>"),
        ("paused", "过一会儿才有</a>"),
        ("visited", "看过页面才有</a>"),
    ],
)
def test_page_is_built(drawn: Drawn, name: str, words: str) -> None:
    assert words in drawn.text(name)
    assert drawn.fetch(name).outcome is Outcome.OK


def test_nothing_outside_the_scope_is_asked(drawn: Drawn) -> None:
    assert drawn.other.requests[drawn.before[1] :] == []
    assert drawn.before[1] > 0  # it is there: its links were tried


def test_nothing_is_sent_opened_or_loaded_that_is_not_content(drawn: Drawn) -> None:
    posts = [(seen.method, seen.path) for seen in drawn.asked if seen.method not in ("GET", "HEAD")]
    assert posts == [("POST", "/api/query.do")]
    paths = {seen.path.partition("?")[0] for seen in drawn.asked if seen.path != "/robots.txt"}
    pages = {f"/{name}.html" for name in (*SCRIPTS, "attack")}
    api = {
        "/api/list.json", "/api/query.do", "/api/gone.json", "/api/broken.json", "/api/busy.json",
        "/api/slow.json", "/api/paused.json", "/api/visited.json", "/new/index.html",
    }  # fmt: skip
    walked = {"/art.html", "/new/art.html"}  # what the built pages led to
    assert paths - walked == pages | api
    assert drawn.site.most_at_once <= 2


def test_robots_hold_for_what_a_page_asks_for(drawn: Drawn) -> None:
    assert not [seen for seen in drawn.site.requests if seen.path.startswith("/closed/")]


def test_what_could_be_missing_is_said(drawn: Drawn) -> None:
    """Not brought is not proven empty; what visitors do not get either is."""
    partly = {
        name: drawn.fetch(name).truncated
        for name in ("get", "post", "counted", "missing", "broken", "busy", "barred", "attack")
    }
    assert partly == {
        "get": False, "post": False, "counted": False, "missing": False, "broken": False, "busy": False,
        "barred": True, "attack": True,
    }  # fmt: skip


def test_script_that_never_ends_is_left(drawn: Drawn) -> None:
    fetch = drawn.fetch("stuck")
    assert (fetch.outcome, fetch.code) == (Outcome.UNKNOWN, "timeout")
    assert [seen.path for seen in drawn.asked].count("/stuck.html") == 2  # once more at the end


def test_page_that_moves_on_is_read_where_it_ends(drawn: Drawn) -> None:
    assert "新址" in drawn.text("door")
    assert drawn.snapshot.fetch(f"{drawn.site.url}/new/art.html") is not None
    assert len([seen for seen in drawn.asked if seen.path.startswith("/round.html")]) <= 7
    assert "<title>round</title>" in drawn.text("round")


def test_every_request_of_the_browser_is_listed(drawn: Drawn) -> None:
    listed = list_requests(str(drawn.path))
    browser = [f"{each.method} {each.url}" for each in listed.requests if each.why == "browser"]
    walked = ("/robots.txt", "/art.html", "/new/art.html")
    seen = [f"{each.method} {drawn.site.url}{each.path}" for each in drawn.asked if each.path not in walked]
    assert sorted(browser) == sorted(seen)
    assert not [note for note in listed.not_listed if "浏览器" in note]
    agents = {each.headers["User-Agent"] for each in drawn.asked}
    assert agents == {"xunjian-test/1"}


def test_resolve_carries_the_browser_too(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    routes = {
        "/": page("get"), "/js/fill.js": Reply(FILL, headers={"Content-Type": "text/javascript"}),
        "/api/list.json": Reply('["甲"]', headers={"Content-Type": "application/json"}),
    }  # fmt: skip
    with serving(routes) as site:
        plan = {"resolve": {"www.portal.test": site.host}, "hosts": ["www.portal.test"]}
        crawl("http://www.portal.test/", path, **plan).close()
        snapshot = crawl(
            "http://www.portal.test/", path, phase="render", targets=["http://www.portal.test/"],
            browser=BROWSER, browser_sandbox=False, **plan,
        )  # fmt: skip
        drawn = snapshot.fetch("http://www.portal.test/", Role.RENDERED)
    assert drawn is not None
    assert "甲</a>" in (snapshot.body(drawn) or b"").decode()
    assert {seen.headers["Host"] for seen in site.requests} == {"www.portal.test"}
