"""What a same-site script or frame puts into its page leads on, as links of the page itself do."""

from pathlib import Path

from crawler.discover import Discoverer
from crawler.net.answer import Answer
from tests.test_crawler.loopback import Reply, Route, crawl, serving
from xunjian.model.observation import Role
from xunjian.model.unit import Scope

HOST = "http://www.example.invalid"


def answer(body: str, kind: bytes = b"application/javascript") -> Answer:
    return Answer(f"{HOST}/images/foot.js", 200, {"content-type": kind}, body.encode())


def nothing(_: str) -> bytes:
    return b""


def discoverer() -> Discoverer:
    return Discoverer(Scope.of_home(f"{HOST}/"), ())


def test_written_links_lead_on_from_the_page() -> None:
    script = 'document.write(\'<p><a href="/wzdt/">网站地图</a> <a href="about.html">关于我们</a></p>\');'
    found = discoverer().read_script(answer(script), f"{HOST}/zwgk/index.html", nothing)
    assert {(each.url, each.role) for each in found} == {
        (f"{HOST}/wzdt/", Role.PAGE),
        (f"{HOST}/zwgk/about.html", Role.PAGE),
    }


def test_a_page_that_a_script_fetches_is_read_as_a_frame_is() -> None:
    for script in ("$('#foot').load('/include/foot.html')", "fetch('/include/foot.html').then(put)"):
        found = discoverer().read_script(answer(script), f"{HOST}/zwgk/index.html", nothing)
        assert [(each.url, each.role) for each in found] == [(f"{HOST}/include/foot.html", Role.PAGE)]
    beside = Discoverer(Scope.of_home(f"{HOST}/jyj/"), ())
    script = "$('#foot').load('/include/foot.html')"
    found = beside.read_script(answer(script), f"{HOST}/jyj/", nothing)
    assert [(each.url, each.role) for each in found] == [(f"{HOST}/include/foot.html", Role.RESOURCE)]
    assert discoverer().read_script(answer("// fetch('/old/foot.html')"), f"{HOST}/", nothing) == []
    assert discoverer().read_script(answer("fetch('/api/list?p=' + n)"), f"{HOST}/", nothing) == []


def test_a_library_leads_nowhere() -> None:
    script = "function go(id){ajax('/api/'+id);} var page='login.html'; // document.writeln"
    assert discoverer().read_script(answer(script), f"{HOST}/", nothing) == []


def test_an_error_page_in_place_of_a_script_leads_nowhere() -> None:
    page = "<html><body><script>document.write('<a href=\"/x/\">x</a>')</script></body></html>"
    assert discoverer().read_script(answer(page, b"text/html"), f"{HOST}/", nothing) == []


def test_the_foot_of_a_shared_host_is_read_in_its_frame() -> None:
    department = Discoverer(Scope.of_home(f"{HOST}/jyj/"), ())
    markup = (
        '<iframe src="/public/foot.html"></iframe><a href="/public/">县政府</a><iframe src="/x.pdf"></iframe>'
    )
    found = department.read(answer(markup, b"text/html")).found
    assert {(each.url, each.role) for each in found} == {
        (f"{HOST}/public/foot.html", Role.RESOURCE),
        (f"{HOST}/public/", Role.TARGET),
        (f"{HOST}/x.pdf", Role.TARGET),
    }
    frame = Answer(
        f"{HOST}/public/foot.html", 200, {"content-type": b"text/html"}, b"<a href='map.html'>map</a>"
    )
    assert [each.url for each in department.read_frame(frame)] == [f"{HOST}/public/map.html"]


def test_an_error_page_in_place_of_a_script_is_no_frame() -> None:
    assert discoverer().read_frame(answer("<a href='/x/'>x</a>", b"text/html")) == []


def test_an_error_page_that_a_script_was_redirected_to_is_no_frame(tmp_path: Path) -> None:
    """Nor is the script a link target, there or where it went; a frame that is redirected stays a frame."""
    pages: dict[str, Route] = {
        "/d/": "<html><script src='/js/menu.js'></script><iframe src='/foot.html'></iframe>",
        "/js/menu.js": Reply(status=302, headers={"Location": "/gone.html"}),
        "/gone.html": "<html><a href='/d/back.html'>返回</a>",
        "/foot.html": Reply(status=302, headers={"Location": "/foot/new.html"}),
        "/foot/new.html": "<html><a href='/d/map.html'>地图</a>",
        "/d/map.html": "<html>地图</html>",
    }
    with serving(pages) as site:
        snapshot = crawl(f"{site.url}/d/", tmp_path / "s.sqlite", prefixes=("/d/",))
        assert "/d/map.html" in site.paths()
        assert "/d/back.html" not in site.paths()
    roles = {fetch.url.removeprefix(site.url): fetch.role for fetch in snapshot.fetches()}
    assert roles["/js/menu.js"] is roles["/gone.html"] is Role.RESOURCE


def test_what_a_script_writes_starts_from_the_base_of_its_page() -> None:
    page = b'<html><head><base href="/help/"></head><body><script src="/js/menu.js"></script></body></html>'
    script = "document.write('<a href=\"text/a.html\">说明</a>');"
    found = discoverer().read_script(answer(script), f"{HOST}/zwgk/index.html", lambda _: page)
    assert [each.url for each in found] == [f"{HOST}/help/text/a.html"]
