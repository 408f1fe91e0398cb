"""Crawl processes that can be killed at any moment, and what a crawl left behind, to be compared."""

import json
import os
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from storage.snapshot import SnapshotFile, SnapshotWriter, close_snapshot
from tests.test_crawler.forked import FORKS, fork_crawl
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.model.plan import CrawlPlan
from xunjian.testing.server import Hit

_LONGEST = 60


class Crawl:
    """One crawl process and those it starts."""

    def __init__(self, order: Mapping[str, Any], log: Path) -> None:
        self._log = log
        self._process = fork_crawl(order, log, log)

    @property
    def ended(self) -> bool:
        return self._process.exitcode is not None

    def kill(self) -> None:
        """SIGKILL to the whole group."""
        pid = self._process.pid
        assert pid is not None
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:  # it ended by itself, or does not lead its group yet
            self._process.kill()
        self._process.join(_LONGEST)

    def finish(self) -> None:
        self._process.join(_LONGEST)
        said = self._log.read_text("utf-8") if self._log.exists() else ""
        assert self._process.exitcode == 0, said
        assert "Traceback" not in said, said


def kill_after(crawl: Crawl, log: Sequence[object], requests: int, more_seconds: float) -> None:
    """Kill once the server has seen so many further requests, and a moment has gone by."""
    until = len(log) + requests
    deadline = time.monotonic() + _LONGEST
    while len(log) < until and not crawl.ended and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(more_seconds)
    crawl.kill()


@dataclass(frozen=True)
class Left:
    """What a crawl left in its snapshot, without times, and without what depends on who came first."""

    fetches: Mapping[tuple[str, str], object]
    frontier: frozenset[tuple[str, str, int]]
    observations: frozenset[str]
    meta: Mapping[str, str]


def left_in(path: Path) -> Left:
    with SnapshotFile.open(path, unclosed=True) as snapshot:
        fetches = {
            (fetch.url, fetch.role.value): (
                fetch.outcome.value, fetch.code, fetch.status, fetch.location, fetch.truncated, fetch.sha256,
                tuple((attempt.method, attempt.code) for attempt in fetch.attempts),
            )
            for fetch in snapshot.fetches()
        }  # fmt: skip
        observations = frozenset(
            json.dumps((each.kind, each.key, {**each.data, "examples": None}), sort_keys=True)
            for kind in ("robots", "cut", "shield")
            for each in snapshot.observations(kind)
        )
        names = ("finish_reason", "finish_detail", "complete", "pages_fetched", "requests_failed")
        meta = {name: snapshot.meta[name] for name in names}
    with sqlite3.connect(path) as db:
        frontier = frozenset(db.execute("SELECT url, role, state FROM frontier"))
    db.close()
    return Left(fetches, frontier, observations, meta)


def asked(log: Sequence[Hit]) -> Counter[tuple[str, str]]:
    """How often each address was asked for; robots.txt is by every process anew."""
    return Counter((hit.method, hit.path) for hit in log if hit.path != "/robots.txt")


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LONGEST
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


# ---- processes that die at a certain place

PLAN = CrawlPlan(home_url="http://a.example/", hosts=("a.example",), as_of=date(2026, 11, 21), user_agent="t")


def seal(path: Path) -> None:
    close_snapshot(path, meta={"note": "again"})


def open_to_write(path: Path) -> None:
    SnapshotWriter(path, PLAN).close()


def audit_to(home: str, out: Path, *, resume: bool = False) -> AuditRequest:
    return AuditRequest(
        target=home, as_of=date(2026, 11, 20), delay=0, allow_private=True, browser=False, resume=resume,
        out=out, record=False,
    )  # fmt: skip


def audit_in(home: str, out: Path) -> None:
    run_audit(audit_to(home, out))


def killed_at(place: str, deed: Callable[[Path], None], path: Path) -> None:
    """Do it in a process of its own that is killed where it calls the function of that place."""
    process = FORKS.Process(target=_die_at, args=(place, deed, path))
    process.start()
    process.join(_LONGEST)
    assert process.exitcode == -signal.SIGKILL


def _die_at(place: str, deed: Callable[[Path], None], path: Path) -> None:
    module, _, name = place.rpartition(".")
    setattr(import_module(module), name, _die)
    deed(path)


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
