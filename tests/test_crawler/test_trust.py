"""How a server that says 304 of what changed gives itself away, in ways that cost an honest one nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from crawler.before import Before
from crawler.fetcher import Fetcher
from crawler.hosts import Schedule
from crawler.memory import Memory
from crawler.net.answer import Answer
from crawler.robots import Robots
from crawler.trust import Trust, contradicts
from storage.snapshot import SnapshotFile, SnapshotWriter
from tests.test_crawler.killing import PLAN
from tests.test_crawler.loopback import Reply, Seen, links, serving
from tests.test_crawler.test_before import asked_on_condition, conditions, night, page, tag, told, two_nights
from xunjian.model.observation import Fetch, Outcome, Role

EARLY, LATE = "Fri, 20 Nov 2020 08:00:00 GMT", "Fri, 20 Nov 2026 08:00:00 GMT"
HOME = "http://www.example.gov.cn/"
Pages = dict[str, str]


@pytest.mark.parametrize(
    ("headers", "another"),
    [
        ({}, False),
        ({"etag": '"a"'}, False),
        ({"etag": 'W/"a"'}, False),
        ({"etag": '"a-gzip"'}, False),
        ({"etag": '"a;br"', "last-modified": LATE}, False),
        ({"last-modified": EARLY, "content-type": "text/html"}, False),
        ({"content-type": 'text/html; charset="UTF-8"'}, False),
        ({"etag": '"b"'}, True),
        ({"last-modified": LATE}, True),
        ({"content-type": "application/pdf"}, True),
        ({"content-type": "text/html; charset=gbk"}, True),
    ],
)
def test_a_304_that_names_another_body_contradicts_itself(headers: dict[str, str], another: bool) -> None:
    old = Fetch(
        HOME, Role.PAGE, Outcome.OK, "ok", content_type="text/html;charset=utf-8", etag='"a"', modified=EARLY
    )
    answer = Answer(HOME, 304, {name: value.encode() for name, value in headers.items()})
    assert contradicts(answer, old) is another


def test_each_folder_and_each_kind_of_address_is_checked_once() -> None:
    trust = Trust()

    def believes(path: str) -> bool:
        taken = trust.believes(HOME + path)
        trust.checked += not taken
        return taken

    firsts = ("xw/index.html", "gg/index.html", "xw/202611/1.html", "xw/list.jsp?id=1")
    assert [believes(path) for path in firsts] == [False] * 4
    assert [believes(path) for path in ("xw/list.html", "xw/202612/2.html", "gg/list.jsp?id=2")] == [True] * 3
    assert sum(believes(f"xw/202611/{number}.html") for number in range(300)) == 296  # one of fifty
    assert sum(not believes(f"f{number}/index.html") for number in range(300)) < 20


def test_nothing_is_believed_before_two_checks_or_after_a_lie() -> None:
    trust = Trust(checked=1)
    assert [trust.believes(f"{HOME}xw/{name}.html") for name in "ab"] == [False] * 2
    trust.checked = 2
    assert trust.believes(f"{HOME}xw/c.html")
    trust.broken = True
    assert not trust.believes(f"{HOME}xw/d.html")


def site_of(pages: Pages, lie: Callable[[Seen, str], Reply | None]) -> Callable[[Seen], Reply]:
    """Honest, but for what `lie` says of a request."""

    def answer(seen: Seen) -> Reply:
        text = pages.get(seen.path, "")
        lied = lie(seen, text)
        if lied is not None:
            return lied
        if not text:
            return Reply("没有", 404)
        same = seen.headers.get("If-None-Match") == tag(text)
        return Reply("" if same else text, 304 if same else 200, {"ETag": tag(text)})

    return answer


LISTS = [f"/c{number}/index.html" for number in range(3)]
ARTICLES = [f"/c0/a/{number}.html" for number in range(9)]


def some_pages() -> Pages:
    lists = {path: links(*ARTICLES[at::3]) for at, path in enumerate(LISTS)}
    return {"/": links(*LISTS), **lists, **{path: page(path) for path in ARTICLES}}


def of_articles(seen: Seen, text: str) -> Reply | None:
    """Of articles it never looks what the condition says."""
    return Reply("", 304) if conditions(seen.headers) and "/a/" in seen.path else None


def by_address(seen: Seen, text: str) -> Reply | None:
    """The ETag is made of the address."""
    if not text:
        return None
    same = seen.headers.get("If-None-Match") == tag(seen.path)
    return Reply("" if same else text, 304 if same else 200, {"ETag": tag(seen.path)})


def refusing(status: int) -> Callable[[Seen, str], Reply | None]:
    def lie(seen: Seen, text: str) -> Reply | None:
        return Reply("", status, {"Location": "/"}) if conditions(seen.headers) else None

    return lie


def shielded(seen: Seen, text: str) -> Reply | None:
    return Reply("<script>$_ts={};$_ts.nsd=1;</script>", 412) if conditions(seen.headers) else None


def remove_an_article(pages: Pages) -> None:
    del pages[ARTICLES[5]]


def change_home_and_list(pages: Pages) -> None:
    pages["/"] = links(*LISTS, "/new.html")
    pages[LISTS[2]] += links("/new.html")
    pages["/new.html"] = page("/new.html")


@pytest.mark.parametrize(
    ("lie", "change", "asked"),
    [
        (of_articles, remove_an_article, 12),
        (by_address, change_home_and_list, 0),
        (refusing(412), remove_an_article, 3),
        (refusing(404), remove_an_article, 3),
        (refusing(302), remove_an_article, 3),
        (refusing(200), remove_an_article, 3),
        (shielded, remove_an_article, 3),
    ],
)
def test_a_server_that_conditions_mislead_is_asked_plainly(
    tmp_path: Path, lie: Callable[[Seen, str], Reply | None], change: Callable[[Pages], None], asked: int
) -> None:
    pages = some_pages()
    with serving({}, site_of(pages, lie)) as site:
        _, second = two_nights(site, tmp_path, lambda: change(pages))
        assert len(asked_on_condition(site)) <= asked
        full = night(site, tmp_path, "full")
    assert told(second) == told(full)
    # What only the condition brought is not told of a link that is broken.
    assert tries_of(second) == tries_of(full)


LATE_PAGE = "/c0/a/late.html"


def by_address_but_for_one(seen: Seen, text: str) -> Reply | None:
    """One page is sent whatever the condition is, under its old ETag."""
    lied = by_address(seen, text)
    return Reply(text, headers={"ETag": tag(seen.path)}) if lied and seen.path == LATE_PAGE else lied


def test_what_was_believed_is_asked_again_once_its_host_is_caught(tmp_path: Path) -> None:
    pages = some_pages()
    pages[ARTICLES[8]] += links(LATE_PAGE)
    pages[LATE_PAGE] = page(LATE_PAGE)

    def change() -> None:
        pages[LATE_PAGE] = page(LATE_PAGE, "新的")
        pages[ARTICLES[6]] = page(ARTICLES[6], "新的") + links("/new.html")
        pages["/new.html"] = page("/new.html")
        del pages[ARTICLES[7]]

    with serving({}, site_of(pages, by_address_but_for_one)) as site:
        _, second = two_nights(site, tmp_path, change, concurrency=1)
        full = night(site, tmp_path, "full", concurrency=1)
        changed = second.fetch(site.url + ARTICLES[6], Role.PAGE)
        assert changed is not None
        assert [each.status for each in changed.attempts] == [304, 200]
    assert told(second) == told(full)
    assert tries_of(second) == tries_of(full)


def test_a_host_that_was_caught_is_known_after_a_kill(tmp_path: Path) -> None:
    robots = Robots(cast(Fetcher, None), "a test")  # nothing is asked for
    with SnapshotWriter(tmp_path / "s.sqlite", PLAN) as writer:
        before, schedule = Before(None), Schedule(4, 0.0)
        memory = Memory(writer, schedule, robots, before)
        host = schedule.host("www.example.gov.cn")
        memory.keep(host)
        before.distrust(host.name)
        memory.keep(host)
        again = Before(None)
        Memory(writer, Schedule(4, 0.0), robots, again).recall()
    assert again.distrusted == {host.name}


def tries_of(snapshot: SnapshotFile) -> dict[tuple[str, Role], int]:
    return {(each.url, each.role): len(each.answers) for each in snapshot.fetches()}


def test_every_address_is_asked_plainly_within_fourteen_nights(tmp_path: Path) -> None:
    paths = [f"/xw/{number}.html" for number in range(20)]
    pages = {"/": links(*paths), **{path: page(path) for path in paths}}
    plain: list[set[str]] = []
    with serving({}, site_of(pages, lambda seen, text: None)) as site:
        before = night(site, tmp_path, "first")
        for number in range(1, 16):
            site.requests.clear()
            before = night(site, tmp_path, f"{number}", since=str(before.path))
            asked = {seen.path for seen in site.requests} & set(paths)
            plain.append(asked - asked_on_condition(site))
    assert not plain[0]  # the second night takes over what the first was sent
    assert sorted(path for asked in plain[1:] for path in asked) == sorted(paths)
