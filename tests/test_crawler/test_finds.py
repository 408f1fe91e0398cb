"""What a page led to is not read again where its bytes are the same; nothing is missed by that."""

from pathlib import Path

import pytest

from crawler.finds import rules_of
from storage.snapshot import FINDS_KEY, SnapshotFile, SnapshotWriter, close_snapshot
from storage.snapshot_finds import MET, Find
from tests.test_crawler.loopback import Reply, Seen, links, serving
from tests.test_crawler.test_before import honest, night, told
from xunjian.model.observation import Role

LIST = links("/a.html", "/b.html", "/c.pdf")


def finds_of(snapshot: SnapshotFile, url: str) -> list[Find] | None:
    fetch = snapshot.fetch(url, Role.PAGE)
    assert fetch is not None
    return snapshot.finds(url, str(fetch.sha256), fetch.content_type)


def add_find(path: Path, url: str, find: Find, rules: str | None = None) -> None:
    """Let a sealed snapshot say that a page led to one address more, by its own rules or by others."""
    with SnapshotFile.open(path) as sealed:
        fetch = sealed.fetch(url, Role.PAGE)
        assert fetch is not None
        finds = [*(finds_of(sealed, url) or []), find]
        rules = rules or sealed.meta[FINDS_KEY]
    with SnapshotWriter(path) as writer:
        writer.reset_finds(rules)
        writer.keep_finds(url, bytes.fromhex(str(fetch.sha256)), finds)
    close_snapshot(path)


def test_what_a_page_led_to_is_kept(tmp_path: Path) -> None:
    with (
        serving({}, honest({"/": LIST, "/a.html": "<p>甲</p>", "/b.html": LIST})) as site,
        night(site, tmp_path, "first") as first,
    ):
        for path in ("/", "/b.html"):
            finds = finds_of(first, site.url + path) or []
            assert {(url.removeprefix(site.url), role) for url, role, _ in finds} == {
                ("/a.html", Role.PAGE), ("/b.html", Role.PAGE), ("/c.pdf", Role.TARGET),
            }  # fmt: skip
        assert finds_of(first, site.url + "/a.html") == []
        assert first.finds(site.url + "/", "0" * 64, "text/html; charset=utf-8") is None
        home = first.fetch(site.url + "/", Role.PAGE)
        assert home is not None
        assert first.finds(site.url + "/", str(home.sha256), "text/html; charset=gbk") is None
        assert first.finds(site.url + "/none.html", str(home.sha256), home.content_type) is None


@pytest.mark.parametrize("known", [True, False], ids=["the same rules", "other rules"])
def test_finds_are_taken_over_only_where_they_were_read_by_the_same_rules(
    tmp_path: Path, known: bool
) -> None:
    with serving({}, honest({"/": LIST, "/a.html": LIST, "/b.html": LIST})) as site:
        first = night(site, tmp_path, "first")
        first.close()
        only_told = (f"{site.url}/only-told.html", Role.PAGE, 3)
        add_find(first.path, f"{site.url}/", only_told, None if known else "other")
        with night(site, tmp_path, "second", since=str(first.path)) as second:
            assert (second.fetch(only_told[0]) is not None) is known
            assert rules_of(second.plan) == second.meta[FINDS_KEY] == rules_of(first.plan)
            assert (only_told in (finds_of(second, f"{site.url}/") or [])) is known


def test_an_address_that_only_one_unchanged_page_still_names_is_found(tmp_path: Path) -> None:
    """On the first night it had been seen long before that page was read."""
    every = [f"/p{number}.html" for number in range(12)]
    pages = {"/": links(*every), "/x.html": "<p>旧</p>", **{path: links("/x.html", *every) for path in every}}
    with serving({}, honest(pages)) as site:
        first = night(site, tmp_path, "first", concurrency=1)
        url = f"{site.url}/x.html"
        last = f"{site.url}/p11.html"
        assert (url, Role.PAGE, MET) in (finds_of(first, last) or [])
        pages |= {path: links(*every) for path in every[:-1]}
        second = night(site, tmp_path, "second", since=str(first.path))
        full = night(site, tmp_path, "full")
    assert told(second) == told(full)
    fetch = second.fetch(url)
    assert fetch is not None
    assert fetch.referer == last


def test_a_focus_that_changed_is_another_rule(tmp_path: Path) -> None:
    with serving({}, honest({"/": LIST, "/a.html": LIST})) as site:
        first = night(site, tmp_path, "first")
        first.close()
        add_find(first.path, f"{site.url}/", (f"{site.url}/only-told.html", Role.PAGE, 3))
        with night(site, tmp_path, "second", since=str(first.path), focus=("通知公告",)) as second:
            assert second.fetch(f"{site.url}/only-told.html") is None


def test_a_page_that_stayed_leads_where_its_changed_script_does(tmp_path: Path) -> None:
    pages = {
        "/": links("/a.html") + '<script src="/foot.js"></script>',
        "/a.html": "<p>甲</p>",
        "/foot.js": "document.write('<a href=\"/old.html\">旧</a>');",
        "/old.html": "<p>旧</p>",
        "/new.html": "<p>新</p>",
    }

    def answer(seen: Seen) -> Reply:
        reply = honest(pages)(seen)
        script = seen.path.endswith(".js") and reply.status == 200
        return (
            Reply(reply.body, headers={**reply.headers, "Content-Type": "text/javascript"})
            if script
            else reply
        )

    with serving({}, answer) as site:
        first = night(site, tmp_path, "first")
        assert first.fetch(f"{site.url}/old.html") is not None
        pages["/foot.js"] = "document.write('<a href=\"/new.html\">新</a>');"
        second = night(site, tmp_path, "second", since=str(first.path))
        full = night(site, tmp_path, "full")
    assert told(second) == told(full)
    assert second.fetch(f"{site.url}/new.html") is not None


def test_a_page_that_changed_is_read_again(tmp_path: Path) -> None:
    pages = {"/": LIST, "/a.html": links("/d.html"), "/b.html": LIST, "/d.html": "<p>丁</p>", "/e.html": LIST}
    with serving({}, honest(pages)) as site:
        first = night(site, tmp_path, "first")
        pages["/a.html"] = links("/e.html")
        second = night(site, tmp_path, "second", since=str(first.path))
        full = night(site, tmp_path, "full")
        assert told(second) == told(full)
        assert (finds_of(second, f"{site.url}/a.html") or [])[0][0] == f"{site.url}/e.html"


def test_a_crawl_gone_on_with_by_other_rules_forgets_what_was_found_by_the_first(tmp_path: Path) -> None:
    with serving({}, honest({"/": LIST})) as site:
        path = night(site, tmp_path, "first").path
        add_find(path, f"{site.url}/", (f"{site.url}/x.html", Role.PAGE, 3), "one")
        with SnapshotWriter(path) as writer:
            writer.reset_finds("two")
        close_snapshot(path)
        with SnapshotFile.open(path) as opened:
            assert finds_of(opened, f"{site.url}/") is None
