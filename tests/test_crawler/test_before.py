"""The second night: what did not change is asked for on condition, and the pages are the same as ever."""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from storage.snapshot import SnapshotFile, close_snapshot
from tests.test_crawler.loopback import Reply, Seen, Site, crawl, links, serving
from xunjian.model.observation import Fetch, Outcome, Role

LONG_AGO = "Fri, 20 Nov 2020 08:00:00 GMT"
PAGES = [f"/p{number}.html" for number in range(8)]
Pages = dict[str, str]


def tag(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:12]}"'


def page(path: str, words: str = "正文") -> str:
    return f"<html><title>{path}</title><body><p>{words}{path}</p></body></html>"


def honest(pages: Pages) -> Callable[[Seen], Reply]:
    """Answers with an ETag, and 304 where the request has it."""

    def answer(seen: Seen) -> Reply:
        text = pages.get(seen.path)
        if text is None:
            return Reply("没有", 404)
        if seen.headers.get("If-None-Match") == tag(text):
            return Reply("", 304, {"ETag": tag(text)})
        return Reply(text, headers={"ETag": tag(text)})

    return answer


def some_pages() -> Pages:
    return {"/": links(*PAGES), **{path: page(path) for path in PAGES}}


def night(site: Site, folder: Path, name: str, **plan: object) -> SnapshotFile:
    """Crawl and seal."""
    path = folder / f"{name}.sqlite"
    crawl(site.url, path, **plan).close()
    close_snapshot(path)
    return SnapshotFile.open(path)


def two_nights(
    site: Site, folder: Path, between: Callable[[], None] = lambda: None, **plan: object
) -> tuple[SnapshotFile, SnapshotFile]:
    first = night(site, folder, "first")
    between()
    site.requests.clear()
    return first, night(site, folder, "second", since=str(first.path), **plan)


def told(snapshot: SnapshotFile) -> dict[tuple[str, str], tuple[object, ...]]:
    """What a snapshot says of each address, apart from times and tries."""
    return {
        (each.url, each.role.value): (
            each.outcome, each.code, each.status, each.location, each.content_type, each.size, each.truncated,
            snapshot.body(each), each.depth, each.referer, each.disposition,
        )
        for each in snapshot.fetches()
    }  # fmt: skip


def of(snapshot: SnapshotFile, site: Site, path: str) -> Fetch:
    fetch = snapshot.fetch(site.url + path, Role.PAGE)
    assert fetch is not None
    return fetch


def unchanged(snapshot: SnapshotFile) -> list[Fetch]:
    return [each for each in snapshot.fetches() if each.attempts and each.attempts[-1].unchanged]


def asked_on_condition(site: Site) -> set[str]:
    return {seen.path for seen in site.requests if conditions(seen.headers)}


def conditions(headers: Mapping[str, str]) -> list[str]:
    return [name for name in headers if name.lower() in ("if-none-match", "if-modified-since")]


def test_an_unchanged_site_is_not_sent_again(tmp_path: Path) -> None:
    with serving({}, honest(some_pages())) as site:
        first, second = two_nights(site, tmp_path)
    assert told(first) == told(second)
    assert len(unchanged(second)) == len(PAGES) - 2  # the first two are held against a plain answer
    kept = unchanged(second)[0]
    assert (kept.outcome, kept.code, kept.status, kept.attempts[-1].status) == (Outcome.OK, "ok", 200, 304)
    assert kept.etag
    assert (kept.attempts[-1].size, kept.attempts[-1].url) == (0, "")


def test_the_new_snapshot_stands_alone(tmp_path: Path) -> None:
    with serving({}, honest(some_pages())) as site:
        first, second = two_nights(site, tmp_path)
        first.path.unlink()
        assert all(second.body(each) for each in unchanged(second))
        site.requests.clear()
        third = night(site, tmp_path, "third", since=str(second.path))
    assert told(third) == told(second)
    assert len(unchanged(third)) == len(PAGES) - 2


def test_home_robots_and_made_up_addresses_are_asked_plainly(tmp_path: Path) -> None:
    with serving({}, honest(some_pages())) as site:
        two_nights(site, tmp_path)
        assert asked_on_condition(site) == set(PAGES)
        assert {"/", "/robots.txt"} < set(site.paths("GET"))


def test_what_changed_came_or_went_is_seen_as_in_a_full_crawl(tmp_path: Path) -> None:
    pages = some_pages()

    def change() -> None:
        pages["/p1.html"] = page("/p1.html", "新的") + '<a href="/new.html">新</a>'
        pages["/new.html"] = page("/new.html")
        del pages["/p6.html"]

    with serving({}, honest(pages)) as site:
        _, second = two_nights(site, tmp_path, change)
        full = night(site, tmp_path, "full")
    assert told(second) == told(full)
    assert len(of(second, site, "/p6.html").attempts) == len(of(full, site, "/p6.html").attempts)


def test_a_304_that_nobody_asked_for_is_no_page(tmp_path: Path) -> None:
    pages = some_pages()
    answer = honest(pages)

    def odd(seen: Seen) -> Reply:
        return Reply("", 304) if seen.path == "/p3.html" else answer(seen)

    with serving({}, odd) as site:
        only = night(site, tmp_path, "only")
        fetch = of(only, site, "/p3.html")
        assert (fetch.outcome, fetch.code, fetch.sha256 and only.body(fetch)) != (Outcome.OK, "ok", b"")
        assert fetch.outcome is Outcome.UNKNOWN
        assert site.paths("GET").count("/p3.html") >= 3


def test_a_304_once_is_asked_again_plainly(tmp_path: Path) -> None:
    answer = honest(some_pages())

    def odd(seen: Seen) -> Reply:
        return Reply("", 304) if seen.path == "/p3.html" and seen.count == 1 else answer(seen)

    with serving({}, odd) as site:
        only = night(site, tmp_path, "only")
        assert only.body(of(only, site, "/p3.html")) == page("/p3.html").encode()


def test_a_304_without_its_old_body_is_asked_again_plainly(tmp_path: Path) -> None:
    with serving({}, honest(some_pages())) as site:
        first = night(site, tmp_path, "first")
        first.close()
        db = sqlite3.connect(first.path, isolation_level=None)
        db.execute("UPDATE chunk SET data=zeroblob(size) WHERE kind='body'")
        db.execute("DELETE FROM meta WHERE key IN ('closed_at', 'content_sha256')")
        db.close()
        close_snapshot(first.path)  # sealed as it is now: only the bodies themselves tell
        second = night(site, tmp_path, "second", since=str(first.path))
        plain = night(site, tmp_path, "plain")
    assert told(second) == told(plain)
    assert unchanged(second) == []


def test_a_snapshot_that_is_gone_or_damaged_changes_nothing(tmp_path: Path) -> None:
    with serving({}, honest(some_pages())) as site:
        first = night(site, tmp_path, "first")
        second = night(site, tmp_path, "second", since=str(tmp_path / "gone.sqlite"))
        (tmp_path / "damaged.sqlite").write_bytes(first.path.read_bytes()[:4096])
        third = night(site, tmp_path, "third", since=str(tmp_path / "damaged.sqlite"))
    assert told(first) == told(second) == told(third)
    assert asked_on_condition(site) == set()


def test_a_server_that_says_304_to_everything_is_found_out(tmp_path: Path) -> None:
    pages = some_pages()
    answer = honest(pages)

    def lazy(seen: Seen) -> Reply:
        return Reply("", 304) if conditions(seen.headers) else answer(seen)

    def change() -> None:
        pages.update({path: page(path, "全新") for path in PAGES})

    with serving({}, lazy) as site:
        _, second = two_nights(site, tmp_path, change)
        full = night(site, tmp_path, "full")
    assert told(second) == told(full)


def test_one_tag_for_every_page_is_no_validator(tmp_path: Path) -> None:
    pages = some_pages()

    def same(seen: Seen) -> Reply:
        if seen.headers.get("If-None-Match"):
            return Reply("", 304, {"ETag": '"1"'})
        return Reply(pages.get(seen.path, ""), 200 if seen.path in pages else 404, {"ETag": '"1"'})

    with serving({}, same) as site:
        first, second = two_nights(site, tmp_path)
        assert asked_on_condition(site) == set()
    assert told(first) == told(second)


def test_another_body_under_the_old_tag_is_taken_and_the_tag_forgotten(tmp_path: Path) -> None:
    pages = some_pages()

    def fixed(seen: Seen) -> Reply:
        text = pages.get(seen.path)
        return Reply("没有", 404) if text is None else Reply(text, headers={"ETag": f'"{seen.path}"'})

    with serving({}, fixed) as site:
        _, second = two_nights(site, tmp_path, lambda: pages.update({"/p2.html": page("/p2.html", "新的")}))
        changed = of(second, site, "/p2.html")
        assert second.body(changed) == page("/p2.html", "新的").encode()
        assert changed.etag == ""
        assert unchanged(second) == []


def test_a_date_alone_will_do_once_it_has_settled(tmp_path: Path) -> None:
    pages = some_pages()

    def dated(seen: Seen) -> Reply:
        text = pages.get(seen.path)
        if text is None:
            return Reply("没有", 404)
        fresh = seen.path == "/p0.html"  # written in this very second
        now = {"Date": "Fri, 20 Nov 2026 08:00:00 GMT"}
        headers = now | {"Last-Modified": now["Date"] if fresh else LONG_AGO}
        since = seen.headers.get("If-Modified-Since")
        return Reply("", 304, headers) if since == headers["Last-Modified"] else Reply(text, headers=headers)

    with serving({}, dated) as site:
        first, second = two_nights(site, tmp_path)
        assert asked_on_condition(site) == set(PAGES) - {"/p0.html"}
    assert told(first) == told(second)
    assert len(unchanged(second)) == len(PAGES) - 3


def test_what_came_in_part_is_asked_for_plainly(tmp_path: Path) -> None:
    pages = some_pages()
    answer = honest(pages)

    def broken(seen: Seen) -> Reply:
        reply = answer(seen)
        if seen.path == "/p4.html":
            body = page("/p4.html").encode()[:-20]
            head = (
                f'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "x"\r\nContent-Length: {len(body) + 20}'
            )
            return Reply(raw=head.encode() + b"\r\n\r\n" + body)
        return reply

    with serving({}, broken) as site:
        first, _ = two_nights(site, tmp_path)
        assert of(first, site, "/p4.html").truncated
        assert "/p4.html" not in asked_on_condition(site)


def test_a_site_at_another_address_is_another_site(tmp_path: Path) -> None:
    with serving({}, honest(some_pages())) as site:
        two_nights(site, tmp_path, resolve={"other.example": "127.0.0.9"})
        assert asked_on_condition(site) == set()


def test_a_412_is_asked_again_plainly(tmp_path: Path) -> None:
    answer = honest(some_pages())

    def strict(seen: Seen) -> Reply:
        return Reply("", 412) if conditions(seen.headers) and seen.path != "/" else answer(seen)

    with serving({}, strict) as site:
        first, second = two_nights(site, tmp_path)
        assert asked_on_condition(site)
    assert {key: value[:3] for key, value in told(second).items()} == {
        key: value[:3] for key, value in told(first).items()
    }


def test_requests_for_robots_are_written_down(tmp_path: Path) -> None:
    def robots(seen: Seen) -> Reply:
        return Reply("", 302, {"Location": "/rules.txt"})

    routes = {"/robots.txt": robots, "/rules.txt": Reply("User-agent: *\nDisallow: /no/")}
    with serving({**routes, "/": links("/a.html"), "/a.html": page("/a.html")}) as site:
        only = night(site, tmp_path, "only")
        seen = [(each.data["url"], each.data["status"]) for each in only.observations("request")]
    assert seen == [(f"{site.url}/robots.txt", 302), (f"{site.url}/rules.txt", 200)]
