"""The end of a crawl and its resume: who is asked once more, what stands, what is taken up."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.again import Again, is_proven, joined
from crawler.before import Before
from crawler.discover import Discoverer
from crawler.hosts import Host
from crawler.net.answer import Answer
from crawler.patterns import Patterns
from crawler.resume import count_again, count_requests, follow_scripts, read_frontier, read_pages
from crawler.shelf import Cut
from storage.snapshot import SnapshotWriter, Waiting
from tests.test_crawler.test_ladder import LATER, MUCH_LATER, OK, PAGE, PLAN, SITE
from xunjian.model.observation import Attempt, Fetch, Outcome, Role

URL = f"{SITE}/a.html"
ITEM, HOME = Waiting(URL, Role.PAGE, 1), Waiting(f"{SITE}/", Role.PAGE, 0)


def came(outcome: Outcome, code: str, status: int | None = None, *, tries: int = 1, url: str = URL) -> Fetch:
    attempt = Attempt("GET", "", 0.1, status, code)
    return Fetch(url, Role.PAGE, outcome, code, status, attempts=(attempt,) * tries)


GOOD, GONE = came(Outcome.OK, "ok", 200), came(Outcome.FAILED, "http_404", 404)
ERROR, RESET = came(Outcome.FAILED, "http_500", 500), came(Outcome.UNKNOWN, "reset")
BUSY, SILENT = came(Outcome.UNKNOWN, "http_503", 503), came(Outcome.FAILED, "timeout")
SHIELD, ROBOTS = came(Outcome.BLOCKED, "shield", 412), came(Outcome.UNKNOWN, "robots")


def a_host(**how: object) -> Host:
    # `how` are fields of a host, of several types.
    return Host("www.example.gov.cn", 4, 0.0, **how)  # type: ignore[arg-type]


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SnapshotWriter]:
    with SnapshotWriter(tmp_path / "s.sqlite", PLAN) as writer:
        yield writer


@pytest.mark.parametrize(
    ("fetch", "wanted"),
    [
        (ERROR, True),
        (SILENT, True),
        (RESET, True),
        (GONE, True),
        (GOOD, False),
        (SHIELD, False),
        (ROBOTS, False),
    ],
)
def test_what_failed_is_asked_once_more(writer: SnapshotWriter, fetch: Fetch, wanted: bool) -> None:
    again = Again(15, Before(None), writer)
    assert again.wants(ITEM, fetch, None, a_host(), first=True) is wanted
    assert not again.wants(ITEM, fetch, OK, a_host(), first=False)
    assert not again.wants(replace(ITEM, role=Role.PROBE), fetch, None, a_host(), first=True)


def test_of_what_is_plainly_gone_only_so_many_of_a_host_are_asked_again(writer: SnapshotWriter) -> None:
    again, other = Again(15, Before(None), writer), Host("other.example.com", 4, 0.0)
    assert sum(again.wants(ITEM, GONE, None, a_host(), first=True) for _ in range(120)) == 100
    assert again.wants(ITEM, GONE, None, other, first=True)
    assert again.wants(ITEM, ERROR, None, a_host(), first=True)


@pytest.mark.parametrize(("item", "turns"), [(ITEM, 3), (HOME, 9)])
def test_who_asks_for_patience_gets_it_for_a_few_turns(
    writer: SnapshotWriter, item: Waiting, turns: int
) -> None:
    again, given = Again(15, Before(None), writer), 0
    for _ in range(20):
        again.take()
        given += again.wants(item, BUSY, LATER, a_host(), first=False)
        assert not again.wants(item, BUSY, MUCH_LATER, a_host(), first=False)
        assert not again.wants(item, BUSY, None, a_host(), first=False)
        assert not again.wants(item, replace(BUSY, outcome=Outcome.FAILED), LATER, a_host(), first=False)
    assert given == turns


def test_whoever_waits_is_taken_once(writer: SnapshotWriter) -> None:
    again = Again(15, Before(None), writer)
    again.add(ITEM, ERROR)
    assert again.left() == [ERROR]
    assert again.take() == [(ITEM, ERROR)]
    assert (again.take(), again.left()) == ([], [])


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        (GONE, SILENT, True),
        (GONE, RESET, True),
        (GONE, ERROR, True),
        (GONE, GOOD, False),
        (GONE, came(Outcome.FAILED, "http_410", 410), False),
        (ERROR, RESET, False),
        (ERROR, GOOD, False),
    ],
)
def test_what_stands_of_two_answers(before: Fetch, after: Fetch, stands: bool) -> None:
    fetch, answer = joined(before, after, OK)
    assert (fetch.code, fetch.outcome) == (
        (before if stands else after).code,
        (before if stands else after).outcome,
    )
    assert fetch.attempts == before.attempts + after.attempts
    assert (answer is None) is stands
    assert is_proven(before) is (before is GONE)


@pytest.mark.parametrize(
    ("fetch", "answered", "timeouts", "hopeless"),
    [(SILENT, False, 7, True), (SILENT, False, 6, False), (SILENT, True, 7, False), (RESET, False, 7, False)],
)
def test_a_host_that_never_spoke_is_not_waited_for_again(
    fetch: Fetch, answered: bool, timeouts: int, hopeless: bool
) -> None:
    assert Again.is_hopeless(fetch, a_host(answered=answered, timeouts=timeouts)) is hopeless


def test_a_home_page_that_failed_gets_a_moment(writer: SnapshotWriter) -> None:
    again = Again(10, Before(None), writer)

    async def waits(item: Waiting, fetch: Fetch) -> bool:
        host, now = a_host(), asyncio.get_running_loop().time()
        again.breathe(item, fetch, host)
        return host.next_at >= now + 1.5

    assert asyncio.run(waits(HOME, ERROR))
    assert not asyncio.run(waits(HOME, SILENT))
    assert not asyncio.run(waits(ITEM, ERROR))
    assert not asyncio.run(waits(replace(HOME, role=Role.TARGET), ERROR))


def test_what_was_taken_over_from_a_liar_is_asked_again_once(writer: SnapshotWriter) -> None:
    over = replace(GOOD, attempts=(Attempt("GET", "", 0.1, 304, "ok"),))
    plain, elsewhere = replace(GOOD, url=f"{SITE}/b.html"), replace(over, url="http://other.example.com/")
    for fetch in (over, plain, elsewhere):
        writer.find([Waiting(fetch.url, Role.PAGE, 1)])
        writer.add(fetch)
        writer.done(fetch.url, Role.PAGE)
    before = Before(None)
    again = Again(15, before, writer)
    assert again.take() == []
    before.distrust("www.example.gov.cn")
    ((item, fetch),) = again.take()
    assert (item, fetch.attempts) == (ITEM, over.attempts)
    assert [each.url for each in writer.waiting()] == [URL]  # a crash in between loses nothing
    assert again.take() == []


def test_a_resume_takes_up_what_waits_as_it_was_left(writer: SnapshotWriter) -> None:
    cut = replace(ERROR, outcome=Outcome.UNKNOWN, code="not_fetched")
    led = replace(GOOD, code="redirect", status=302)
    names = ("new", "error", "cut", "led", "done", "only-said", "robots", "reset")
    items = {name: Waiting(f"{SITE}/{name}", Role.PAGE, 1, hops=3) for name in names}
    shown = Waiting(f"{SITE}/shown", Role.RENDERED, 1)
    writer.find([*items.values(), shown])
    fetches = {"error": ERROR, "cut": cut, "led": led, "done": GOOD, "robots": ROBOTS, "reset": RESET}
    fetches["only-said"] = replace(cut, attempts=())
    for name, fetch in fetches.items():
        writer.add(replace(fetch, url=items[name].url))
    writer.done(items["done"].url, Role.PAGE)
    took = {
        item.url.rpartition("/")[2]: (item, fetch) for item, fetch in read_frontier(writer, rendering=False)
    }
    assert list(took) == ["new", "error", "cut", "led", "only-said", "robots", "reset"]
    assert (took["new"], took["only-said"]) == ((items["new"], None), (items["only-said"], None))
    codes = {name: (fetch.outcome, fetch.code) for name, (_, fetch) in took.items() if fetch is not None}
    assert codes["error"] == codes["cut"] == (Outcome.FAILED, "http_500")  # its last try was cut off
    assert codes["led"] == (Outcome.OK, "redirect")
    assert codes["reset"] == (Outcome.UNKNOWN, "reset")
    assert (took["led"][0].hops, took["error"][0].hops) == (0, 3)
    assert [item for item, _ in read_frontier(writer, rendering=True)] == [shown]
    assert count_requests(writer) == 6


def test_a_resume_knows_the_pages_that_were_kept(writer: SnapshotWriter) -> None:
    html = replace(GOOD, content_type="text/html", depth=1)
    bodies = {
        "page": (html, PAGE),
        "home": (replace(html, depth=0), PAGE),
        "half": (replace(html, truncated=True), PAGE),
        "typeless": (replace(html, content_type=""), PAGE),
        "other": (replace(html, content_type=""), PAGE),
        "file": (replace(html, content_type="image/png"), b"x"),
        "binary": (replace(html, depth=0), b"\x89PNG"),
        "gone": (replace(GONE, content_type="text/html"), PAGE),
    }
    for name, (fetch, body) in bodies.items():
        writer.add(replace(fetch, url=f"{SITE}/{name}"), body)
    partly = Cut()
    assert read_pages(writer, partly) == 5
    assert partly.observation("body", "").data == {"count": 1, "examples": [f"{SITE}/half"]}


def test_a_resume_counts_patterns_as_they_were(writer: SnapshotWriter) -> None:
    """By the pages that led to others: how often they came, and what they said under which id."""
    first, again = Patterns(), Patterns()
    echo, copy = b"<p>same</p><a href='1'>x</a>", b"<p>again</p>"

    def visit(url: str, body: bytes, *finds: str) -> None:
        writer.add(replace(GOOD, url=url, content_type="text/html", depth=1), body)
        writer.find(Waiting(each, Role.PAGE, 2, referer=url) for each in finds)
        first.note(url, body)
        if any(first.grows(url, each) for each in finds):
            first.echoes(body)
        for each in finds:
            first.prune(each, 0)

    for number in range(7):
        visit(f"{SITE}/t{'/x' * number}/", echo, f"{SITE}/t{'/x' * (number + 1)}/", f"{SITE}/s?q={number}")
        visit(f"{SITE}/v?id=0123456789abcdef{number}", copy, f"{SITE}/{number}.html")
        visit(f"{SITE}/w?id=0123456789abcdef{number}", copy)
        visit(f"{SITE}/u?id=0123456789abcdef{number}", b"<p>%s</p>" % (b"words " * number))
    writer.find([Waiting(f"{SITE}/late.html", Role.PAGE, 2, referer=f"{SITE}/t/")])
    count_again(again, writer)
    for patterns in (first, again):
        assert [patterns.echoes(echo) for _ in range(2)] == [False, True]
        assert not patterns.echoes(copy)
        known = [patterns.prune(f"{SITE}/{name}?id=0123456789abcdefx", 1) for name in "vwu"]
        assert known == [True, True, False]
        assert sum(not patterns.prune(f"{SITE}/s?q={number}", 0) for number in range(99)) == 33


def test_a_resume_knows_where_scripts_led(writer: SnapshotWriter) -> None:
    script, page = f"{SITE}/x?v=1", f"{SITE}/y?v=1"
    led = replace(GOOD, url=f"{SITE}/x.js", role=Role.RESOURCE, location=script)
    writer.add(led)
    writer.add(replace(led, url=f"{SITE}/y.js", role=Role.PAGE, location=page))
    discoverer = Discoverer(PLAN.scope, ())
    follow_scripts(discoverer, writer)
    for url, read in ((script, False), (page, True)):
        said = Answer(url, 200, {"content-type": b"text/html"}, b"<html><a href='/a.html'>x</a></html>")
        found = discoverer.read_part(said, f"{SITE}/", lambda _: b"")
        assert [each.url for each in found] == [
            URL
        ] * read  # an error page in place of a script leads nowhere
