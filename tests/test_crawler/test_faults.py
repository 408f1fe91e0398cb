"""One crawl over a site full of faults and decoys; each test looks at one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from storage.snapshot import FORMAT, SnapshotFile
from tests.test_crawler.loopback import Reply, Seen, Site, crawl, free_port, links, serving
from xunjian.model.observation import Outcome, Role

GBK_NAME = quote("附件".encode("gbk"))
ODD_HEAD = b"HTTP/1.0 200\nContent-Type : text/html\n\n"
TEXT = {"Content-Type": "text/plain"}
PDF_TYPE = {"Content-Type": "application/pdf"}
UTF8_NAME = quote("通知")


def _flaky(seen: Seen) -> Reply | str:
    return Reply("忙", 503) if seen.count <= 1 else "<html>好了</html>"


def _no_head(seen: Seen) -> Reply:
    return (
        Reply("", 405) if seen.method == "HEAD" else Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    )


def _wants_referer(seen: Seen) -> Reply:
    return Reply(b"PK\x03\x04") if "Referer" in seen.headers else Reply("拒绝", 403)


def _cookie(seen: Seen) -> Reply | str:
    if "ok=1" in seen.headers.get("Cookie", ""):
        return "<html>有了 Cookie</html>"
    return Reply("", 302, {"Location": "/cookie.html", "Set-Cookie": "ok=1; path=/"})


@dataclass
class Walked:
    site: Site
    other: Site
    snapshot: SnapshotFile
    refused: int


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    refused = free_port()
    other_routes = {
        "/": Reply("<html>别的网站<a href='/inner.html'>里面</a></html>"),
        "/busy": Reply("忙", 503),
        "/gone": Reply("无", 404),
    }
    with serving(other_routes) as other:
        routes: dict[str, object] = {
            "/": Reply(
                links(
                    "/a.html", "/gone.html", "/r1", "/r2", "/loop", "/loop-a", "/reset.html", "/slow.html",
                    "/flaky.html", f"/{GBK_NAME}.html", f"/{UTF8_NAME}.html", "/gbk-target",
                    "/no-length.html", "/odd.html", "/cookie.html",
                    f"/{quote('预算')}.pdf", f"/{quote('决算')}.pdf",
                    "/file.pdf", "/needs-referer.zip", "/private/secret.html", "/500.html", "/bad-redirect",
                    f"http://127.0.0.1:{refused}/x.html", "http://no-such-host.invalid/", f"{other.url}/",
                    f"{other.url}/busy", f"{other.url}/gone", "http://www.beian.gov.cn/portal", "https://bszs.conac.cn/x",
                    "mailto:a@example.cn", "javascript:void(0)", "/a.html#part", "/A/../a.html",
                )
                + '<img src="/no-head.png"><script src="/foot.js"></script>'
                + '<script src="//cdn.invalid/x.js"></script>'
                + "<!-- <a href='/comment.html'>x</a> -->"
            ),
            "/robots.txt": Reply("User-agent: *\nDisallow: /private/", headers=TEXT),
            "/a.html": "<html>甲</html>",
            "/r1": Reply("", 302, {"Location": "/shared.html"}),
            "/r2": Reply("", 301, {"Location": "/shared.html"}),
            "/shared.html": "<html>同一目标</html>",
            "/loop": Reply("", 302, {"Location": "/loop"}),
            "/loop-a": Reply("", 302, {"Location": "/loop-b"}),
            "/loop-b": Reply("", 302, {"Location": "/loop-a"}),
            "/reset.html": Reply(reset=True),
            "/slow.html": Reply("<html>慢而无恙</html>", seconds=1.6),
            "/flaky.html": _flaky,
            f"/{quote('附件')}.html": "<html>按 UTF-8 存放</html>",
            f"/{quote('通知'.encode('gb18030'))}.html": "<html>按 GBK 存放</html>",
            f"/{quote('预算')}.pdf": Reply("", 302, {"Location": "/a.html"}),
            f"/{quote('预算'.encode('gb18030'))}.pdf": Reply(b"%PDF-1.4", headers=PDF_TYPE),
            f"/{quote('决算')}.pdf": Reply("", 302, {"Location": "/a.html"}),
            "/gbk-target": Reply("", 302, {"Location": b"/" + "公告.html".encode("gbk")}),
            "/no-length.html": Reply(raw=ODD_HEAD + b"<html><a href=/deep.html>x</a></html>"),
            "/deep.html": "<html>深处</html>",
            "/odd.html": Reply(raw=b"SSH-2.0-OpenSSH\r\n"),
            "/cookie.html": _cookie,
            "/file.pdf": Reply(b"%PDF-1.4" + b"x" * 600_000, headers={"Content-Type": "application/pdf"}),
            "/needs-referer.zip": _wants_referer,
            "/500.html": Reply("错", 500),
            "/bad-redirect": Reply("", 302, {"Location": "http://["}),
            "/no-head.png": _no_head,
            "/foot.js": Reply("document.write('ICP备1号')", headers={"Content-Type": "text/javascript"}),
        }  # fmt: skip
        with serving(routes) as site:  # type: ignore[arg-type]
            path = tmp_path_factory.mktemp("faults") / "snapshot.sqlite"
            snapshot = crawl(site.url, path, concurrency=8, first_byte_seconds=3)
            yield Walked(site, other, snapshot, refused)
            snapshot.close()


def code(walked: Walked, path: str, role: Role = Role.PAGE) -> str:
    url = path if path.startswith("http") else walked.site.url + path
    fetch = walked.snapshot.fetch(url, role)
    assert fetch is not None, path
    return fetch.code


def test_sound_page_is_ok_and_its_bytes_are_kept(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/a.html")
    assert fetch is not None
    assert (fetch.outcome, fetch.status, fetch.referer) == (Outcome.OK, 200, f"{walked.site.url}/")
    assert walked.snapshot.body(fetch) == "<html>甲</html>".encode()


def test_one_address_in_three_spellings_is_asked_once(walked: Walked) -> None:
    assert walked.site.paths().count("/a.html") == 1


def test_missing_page_fails_with_its_body(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/gone.html")
    assert fetch is not None
    assert (fetch.outcome, fetch.code) == (Outcome.FAILED, "http_404")
    assert walked.snapshot.body(fetch) == "没有".encode()


def test_shared_redirect_target_keeps_both_redirects(walked: Walked) -> None:
    for path in ("/r1", "/r2"):
        fetch = walked.snapshot.fetch(walked.site.url + path)
        assert fetch is not None
        assert (fetch.code, fetch.location) == ("redirect", f"{walked.site.url}/shared.html")
    assert walked.site.paths().count("/shared.html") == 1


def test_redirect_loops_end_and_can_be_seen(walked: Walked) -> None:
    for path, target in (("/loop", "/loop"), ("/loop-a", "/loop-b"), ("/loop-b", "/loop-a")):
        fetch = walked.snapshot.fetch(walked.site.url + path)
        assert fetch is not None
        assert fetch.location == walked.site.url + target
    assert walked.site.paths().count("/loop") == 1


def test_reset_is_tried_by_two_clients_and_once_more(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/reset.html")
    assert fetch is not None
    assert (fetch.outcome, fetch.code) == (Outcome.FAILED, "reset")
    assert len(fetch.attempts) >= 3


def test_slow_answer_within_the_limit_is_sound(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/slow.html")
    assert fetch is not None
    assert fetch.outcome is Outcome.OK
    assert fetch.seconds > 1.5


def test_fault_that_passes_is_no_fault(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/flaky.html")
    assert fetch is not None
    assert fetch.outcome is Outcome.OK
    assert [each.code for each in fetch.attempts] == ["http_503", "ok"]


def test_t30_other_encoding_of_a_path_is_tried(walked: Walked) -> None:
    assert code(walked, f"/{GBK_NAME}.html") == "ok"
    assert code(walked, f"/{UTF8_NAME}.html") == "ok"


def test_t30_a_file_that_comes_as_a_page_is_asked_for_in_the_other_encoding(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/{quote('预算')}.pdf")
    assert fetch is not None
    assert (fetch.code, fetch.content_type) == ("ok", "application/pdf")
    assert code(walked, f"/{quote('决算')}.pdf", Role.TARGET) == "redirect"


def test_gbk_bytes_in_a_location_are_kept(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/gbk-target")
    assert fetch is not None
    assert fetch.location == f"{walked.site.url}/{quote('公告.html'.encode('gbk'))}"
    assert walked.snapshot.fetch(fetch.location) is not None


def test_p4_odd_http_is_understood(walked: Walked) -> None:
    assert code(walked, "/no-length.html") == "ok"
    assert code(walked, "/deep.html") == "ok"


def test_answer_that_is_no_http_is_a_fault(walked: Walked) -> None:
    assert code(walked, "/odd.html") == "protocol"


def test_t50_cookie_set_on_the_first_hit_is_sent_back(walked: Walked) -> None:
    assert code(walked, "/cookie.html") == "ok"


def test_attachment_keeps_its_head_and_true_size(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/file.pdf", Role.TARGET)
    assert fetch is not None
    assert (fetch.truncated, fetch.size) == (True, 600_008)
    body = walked.snapshot.body(fetch)
    assert body is not None
    assert body.startswith(b"%PDF")
    assert len(body) == 256 * 1024


def test_t31_attachment_that_wants_a_referer_is_sound(walked: Walked) -> None:
    assert code(walked, "/needs-referer.zip", Role.TARGET) == "ok"


def test_head_not_allowed_is_followed_by_get(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/no-head.png", Role.TARGET)
    assert fetch is not None
    assert [(each.method, each.code) for each in fetch.attempts] == [("HEAD", "http_405"), ("GET", "ok")]
    assert fetch.sha256 is None


def test_robots_forbids(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/private/secret.html")
    assert fetch is not None
    assert (fetch.outcome, fetch.code) == (Outcome.UNKNOWN, "robots")
    assert "/private/secret.html" not in walked.site.paths()
    assert walked.site.paths().count("/robots.txt") == 1


def test_server_error_is_a_fault_after_all_tries(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/500.html")
    assert fetch is not None
    assert (fetch.outcome, fetch.code, len(fetch.attempts)) == (Outcome.FAILED, "http_500", 3)


def test_redirect_to_nowhere(walked: Walked) -> None:
    assert code(walked, "/bad-redirect") == "bad_redirect"


def test_refused_and_unknown_hosts(walked: Walked) -> None:
    assert code(walked, f"http://127.0.0.1:{walked.refused}/x.html", Role.TARGET) == "refused"
    fetch = walked.snapshot.fetch("http://no-such-host.invalid/")
    assert fetch is not None
    assert (fetch.role, fetch.outcome, fetch.code) == (Role.TARGET, Outcome.FAILED, "dns")


def test_other_site_is_checked_not_walked(walked: Walked) -> None:
    assert code(walked, f"{walked.other.url}/", Role.TARGET) == "ok"
    assert code(walked, f"{walked.other.url}/busy", Role.TARGET) == "http_503"
    assert code(walked, f"{walked.other.url}/gone", Role.TARGET) == "http_404"
    assert "/inner.html" not in walked.other.paths()
    assert walked.other.paths("HEAD").count("/") == 1
    assert walked.other.paths("GET").count("/") == 0


def test_identity_services_are_never_tried(walked: Walked) -> None:
    addresses = [fetch.url for fetch in walked.snapshot.fetches()]
    assert not [url for url in addresses if "beian" in url or "conac" in url]


def test_same_site_script_is_kept_and_other_scripts_are_not_asked(walked: Walked) -> None:
    fetch = walked.snapshot.fetch(f"{walked.site.url}/foot.js", Role.RESOURCE)
    assert fetch is not None
    assert walked.snapshot.body(fetch) == "document.write('ICP备1号')".encode()
    assert not [fetch for fetch in walked.snapshot.fetches() if "cdn.invalid" in fetch.url]


def test_commented_link_does_not_count(walked: Walked) -> None:
    assert walked.snapshot.fetch(f"{walked.site.url}/comment.html") is None


def test_made_up_address_teaches_what_missing_looks_like(walked: Walked) -> None:
    probes = list(walked.snapshot.fetches(Role.PROBE))
    assert probes
    assert {probe.code for probe in probes} == {"http_404"}
    assert walked.snapshot.body(probes[0]) == "没有".encode()


def test_meta_says_how_the_crawl_ended(walked: Walked) -> None:
    meta = walked.snapshot.meta
    assert (meta["finish_reason"], meta["complete"], meta["format"]) == ("finished", "1", str(FORMAT))
    assert meta["started_at"] < meta["finished_at"]
    assert int(meta["pages_fetched"]) == sum(1 for f in walked.snapshot.fetches(Role.PAGE) if f.code == "ok")
