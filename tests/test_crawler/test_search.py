"""The search probe: what it sends, what it keeps, and what it never asks."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.probes.search import posted
from tests.test_crawler.loopback import Reply, Seen, Site, crawl, job, serving, start
from xunjian.facts.search.answers import read_answers
from xunjian.model.observation import Outcome, Snapshot
from xunjian.model.search import Answered, Ask


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/": "<title>首页</title>", "/robots.txt": Reply("", 404)}) as running:
        yield running


def ask(site: Site, path: str, **more: Any) -> dict[str, Any]:
    return {"key": "0-1", "query": "公告", "url": site.url + path, "page": f"{site.url}/", **more}


def probed(site: Site, folder: Path, *asks: dict[str, Any], **plan: Any) -> Snapshot:
    """The snapshot of a crawl of nothing but these asks."""
    return crawl(site.url, folder / "s.sqlite", phase="probe", searches=asks, **plan)


def only(snapshot: Snapshot) -> Answered:
    (answered,) = read_answers(snapshot)
    return answered


def test_a_query_and_its_result_page_are_kept(site: Site, tmp_path: Path) -> None:
    site.routes["/so?q=%E5%85%AC"] = "<title>结果</title>"
    snapshot = probed(
        site, tmp_path, ask(site, "/so?q=%E5%85%AC", title="公告一", target=f"{site.url}/1.html")
    )
    answered = only(snapshot)
    assert (answered.ask.title, answered.ask.target) == ("公告一", f"{site.url}/1.html")
    assert (answered.fetch.outcome, answered.fetch.status) == (Outcome.OK, 200)
    assert snapshot.body(answered.fetch) == "<title>结果</title>".encode()
    seen = next(each for each in site.requests if each.path.startswith("/so"))
    assert seen.headers["Referer"] == f"{site.url}/"
    assert [each.data["why"] for each in snapshot.observations("request")] == ["robots", "search"]


def test_a_form_is_posted_and_its_redirect_followed_with_the_cookie(site: Site, tmp_path: Path) -> None:
    bodies: list[str] = []

    def post(seen: Seen) -> Reply:
        bodies.append(seen.headers["Content-Length"])
        return Reply(status=302, headers={"Location": "/found?id=1", "Set-Cookie": "so=7; path=/"})

    def found(seen: Seen) -> Reply:
        assert seen.method == "GET"
        return Reply(f"cookie {seen.headers.get('Cookie')}")

    site.routes |= {"/so": post, "/found?id=1": found}
    snapshot = probed(site, tmp_path, ask(site, "/so", method="POST", body="key=%B9%AB"))
    answered = only(snapshot)
    assert bodies == [str(len("key=%B9%AB"))]
    assert answered.fetch.url == f"{site.url}/found?id=1"
    assert snapshot.body(answered.fetch) == b"cookie so=7"


def test_a_form_in_parts_keeps_its_charset() -> None:
    ask = Ask(key="0", url="http://a/so", method="POST", multipart=True, body="site=%D5%BE+1&q=%B9%AB%26&x=")
    body, kind = posted(ask)
    line = b"--" + kind.rpartition("boundary=")[2].encode()
    head, *parts, end = body.split(line)
    assert (head, end) == (b"", b"--\r\n")
    assert parts == [
        b'\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % each
        for each in ((b"site", b"\xd5\xbe 1"), (b"q", b"\xb9\xab&"), (b"x", b""))
    ]


@pytest.mark.parametrize(
    ("reply", "code", "requests"),
    [
        (Reply("x", 404), "http_404", 1),
        (Reply("x", 500), "http_500", 2),
        (Reply("x", 403), "http_403", 1),
        (Reply(reset=True), "reset", 2),
        (Reply(status=302, headers={"Location": "/so"}), "bad_redirect", 6),
    ],
)
def test_faults(site: Site, tmp_path: Path, reply: Reply, code: str, requests: int) -> None:
    site.routes["/so"] = reply
    assert only(probed(site, tmp_path, ask(site, "/so"))).fetch.code == code
    assert site.paths().count("/so") == requests


def test_what_robots_forbids_is_not_asked(site: Site, tmp_path: Path) -> None:
    site.routes |= {"/robots.txt": "User-agent: *\nDisallow: /so\n", "/so": "<title>结果</title>"}
    answered = only(probed(site, tmp_path, ask(site, "/so?q=1")))
    assert (answered.fetch.code, answered.fetch.outcome) == ("robots", Outcome.UNKNOWN)
    assert not [path for path in site.paths() if path.startswith("/so")]


def test_a_result_page_of_others_is_not_followed(site: Site, tmp_path: Path) -> None:
    site.routes["/so"] = Reply(status=302, headers={"Location": "http://search.province.invalid/s"})
    answered = only(probed(site, tmp_path, ask(site, "/so")))
    assert (answered.fetch.code, answered.fetch.outcome) == ("not_fetched", Outcome.UNKNOWN)


def test_private_addresses_are_not_asked_without_leave(site: Site, tmp_path: Path) -> None:
    answered = only(probed(site, tmp_path, ask(site, "/so"), allow_private=False))
    assert answered.fetch.code == "private_address"
    assert site.requests == []


def test_there_is_a_pause_between_requests(site: Site, tmp_path: Path) -> None:
    site.routes["/so"] = "<title>结果</title>"
    asks = [ask(site, "/so") | {"key": f"0-{number}"} for number in range(3)]
    snapshot = probed(site, tmp_path, *asks, delay=0.4)
    assert len(read_answers(snapshot)) == 3
    # Three pauses; a busy machine may shorten what the server sees of them. How long they are: test_pacing.
    assert site.times[-1] - site.times[0] > 0.4


def test_a_search_that_stays_silent_is_not_asked_on_and_on(site: Site, tmp_path: Path) -> None:
    site.routes["/so"] = Reply("x", seconds=1.0)
    asks = [ask(site, "/so") | {"key": f"0-{number}"} for number in range(5)]
    snapshot = probed(site, tmp_path, *asks, first_byte_seconds=0.2)
    assert [each.fetch.code for each in read_answers(snapshot)] == ["timeout"] * 5
    assert site.paths().count("/so") == 4


def test_it_ends_at_once_when_told_to_and_says_so(site: Site, tmp_path: Path) -> None:
    site.routes |= {"/a": "<title>结果</title>", "/b": Reply("x", seconds=20.0)}
    asks = [ask(site, "/a"), ask(site, "/b") | {"key": "0-2"}]
    process = start(job(site.url, tmp_path / "s.sqlite", phase="probe", searches=asks))
    while "/b" not in site.paths():
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 0, err
    assert '"finish_reason": "stopped"' in out
