"""Many sites in one crawl process: each has its own snapshot and end, and none is in another's way."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from crawler.hosts import Doors, Schedule
from crawler.net.answer import Fault
from crawler.net.names import Names
from crawler.places import MOST, Places
from storage.snapshot import SnapshotFile, Waiting
from tests.test_crawler.loopback import ROOT, Reply, crawl, job, links, serving
from xunjian.model.observation import Role


class Process:
    """A crawl process that is told of one site after another."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crawler"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def tell(self, **order: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def events(self) -> Iterator[Mapping[str, Any]]:
        assert self.process.stdout is not None
        yield from map(json.loads, self.process.stdout)

    def finish(self, code: int = 0) -> dict[str, str]:
        """By key, how each site ended."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        ended = {
            str(event["key"]): str(event.get("finish_reason", event["event"]))
            for event in self.events()
            if event["event"] in ("done", "failed")
        }
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        assert self.process.wait(60) == code, said
        assert "Traceback" not in said
        return ended


@pytest.fixture
def process() -> Iterator[Process]:
    process = Process()
    with process.process:
        yield process
        process.process.kill()


def small_site(pages: int = 8) -> dict[str, str]:
    routes = {"/": links(*(f"/p{number}.html" for number in range(pages)), "/gone.html")}
    return routes | {f"/p{number}.html": f"<p>第 {number} 页</p>" for number in range(pages)}


def seen_in(path: Path) -> set[tuple[str, str, str]]:
    with SnapshotFile.open(path, unclosed=True) as snapshot:
        return {(fetch.url, fetch.role.value, fetch.code) for fetch in snapshot.fetches()}


def test_sites_at_once_end_like_each_alone(process: Process, tmp_path: Path) -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(small_site(number + 2))) for number in range(12)]
        for number, site in enumerate(sites):
            process.tell(key=f"s{number}", **job(site.url, tmp_path / f"{number}.sqlite", concurrency=2))
        assert process.finish() == {f"s{number}": "finished" for number in range(12)}
        for number in (0, 7):
            with crawl(sites[number].url, tmp_path / "alone.sqlite", concurrency=2):
                pass
            assert seen_in(tmp_path / f"{number}.sqlite") == seen_in(tmp_path / "alone.sqlite")
        assert max(site.most_at_once for site in sites) <= 2


def test_one_that_hangs_holds_no_other_and_is_stopped_alone(process: Process, tmp_path: Path) -> None:
    hanging = {"/": links("/p.html", "/q.html"), "/p.html": Reply("迟", seconds=30), "/q.html": "<p>快</p>"}
    with serving(hanging) as bad, serving(small_site()) as good:
        process.tell(key="bad", **job(bad.url, tmp_path / "bad.sqlite", first_byte_seconds=30))
        process.tell(key="good", **job(good.url, tmp_path / "good.sqlite"))
        ended = next(event for event in process.events() if event["event"] == "done")
        assert (ended["key"], ended["finish_reason"]) == ("good", "finished")
        process.tell(stop="bad")
        assert process.finish() == {"bad": "stopped"}
    with SnapshotFile.open(tmp_path / "bad.sqlite", unclosed=True) as snapshot:
        codes = {fetch.url.removeprefix(bad.url): fetch.code for fetch in snapshot.fetches()}
    assert (codes["/q.html"], codes["/p.html"]) == ("ok", "not_fetched")


def test_one_over_its_deadline_and_one_that_cannot_begin(process: Process, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"no snapshot at all" * 100)
    endless = {"/": Reply(links("/a.html"), seconds=0.0)}
    with (
        serving(endless, fallback=lambda seen: Reply(links(f"{seen.path}x"), seconds=0.2)) as long,
        serving(small_site()) as good,
    ):
        process.tell(key="long", **job(long.url, tmp_path / "long.sqlite", deadline_seconds=1.5))
        process.tell(key="broken", **job(good.url, tmp_path / "broken.sqlite", resume=True))
        process.tell(key="good", **job(good.url, tmp_path / "good.sqlite"))
        assert process.finish(2) == {"long": "deadline", "broken": "failed", "good": "finished"}


def test_signal_ends_all_of_them(process: Process, tmp_path: Path) -> None:
    slow = {"/": links(*(f"/p{number}.html" for number in range(50)))}
    with ExitStack() as stack:
        sites = [
            stack.enter_context(serving(slow, fallback=lambda seen: Reply("<p>页</p>", seconds=0.3)))
            for _ in range(3)
        ]
        for number, site in enumerate(sites):
            process.tell(key=f"s{number}", **job(site.url, tmp_path / f"{number}.sqlite", concurrency=1))
        for event in process.events():
            if event["event"] == "progress" and all(len(site.requests) > 2 for site in sites):
                break
        process.process.terminate()
        assert process.finish() == {f"s{number}": "stopped" for number in range(3)}
    for number in range(3):
        with SnapshotFile.open(tmp_path / f"{number}.sqlite", unclosed=True) as snapshot:
            assert snapshot.meta["complete"] == "0"
            assert snapshot.fetch(sites[number].url + "/") is not None


def test_host_that_several_sites_link_to_is_asked_as_by_one(process: Process, tmp_path: Path) -> None:
    with ExitStack() as stack:
        asked = Reply("<p>页</p>", seconds=0.05)
        shared = stack.enter_context(serving({}, fallback=lambda seen: asked))
        for number in range(6):
            outside = [f"{shared.url}/{number}-{each}.html" for each in range(5)]
            site = stack.enter_context(serving({"/": links(*outside)}))
            process.tell(key=f"s{number}", **job(site.url, tmp_path / f"{number}.sqlite", concurrency=2))
        assert set(process.finish().values()) == {"finished"}
        assert shared.most_at_once <= 2
        assert len({path for path in shared.paths() if path != "/robots.txt"}) == 30


def test_dead_names_do_not_hold_a_site_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def look_up(name: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        if name.startswith("dead"):
            over.wait(30)
            raise socket.gaierror(socket.EAI_AGAIN, "no name server")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.113.9", 0))]

    async def ask() -> list[tuple[str, int]]:
        names = Names({}, allow_private=True)
        names.favour(["www.ours.example:8080"])
        dead = [asyncio.create_task(names.addresses(f"dead{n}.example", 80)) for n in range(200)]
        await asyncio.sleep(0.05)
        found = await names.addresses("www.ours.example", 8080)
        over.set()
        assert all(isinstance(each, Fault) for each in await asyncio.gather(*dead, return_exceptions=True))
        return found

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert asyncio.run(ask()) == [("203.0.113.9", 8080)]


def _many(schedule: Schedule, name: str, count: int) -> None:
    for number in range(count):
        schedule.push(f"{name}{number}", Waiting(f"http://{name}{number}/", Role.TARGET, 1))


def test_hanging_hosts_of_some_sites_leave_places_for_the_others() -> None:
    places, doors = Places(100), Doors()
    greedy = [Schedule(4, 0.0, places.share(), doors) for _ in range(24)]
    modest = Schedule(4, 0.0, places.share(), doors)
    taken: Counter[int] = Counter()
    for number, schedule in enumerate(greedy):
        _many(schedule, f"g{number}-", 200)
        while schedule.pop(0.0) is not None:
            taken[number] += 1
    assert max(taken.values()) <= MOST
    assert taken.total() <= 98
    _many(modest, "m", 9)
    first = [modest.pop(0.0), modest.pop(0.0)]
    assert None not in first
    assert modest.pop(0.0) is None
    assert modest.pause(0.0)  # it looks again before one of its own has come back
    assert first[0] is not None
    modest.release(first[0][0])
    assert modest.pop(0.0) is not None


def test_site_alone_has_all_that_it_may_have() -> None:
    schedule = Schedule(4, 0.0)
    _many(schedule, "h", 200)
    assert sum(schedule.pop(0.0) is not None for _ in range(200)) == MOST
