"""Whoever asks a crawl to end is obeyed in time, whatever its hosts do meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile, close_snapshot
from tests.test_crawler.killing import wait_until
from tests.test_crawler.loopback import crawl, job, start
from xunjian.app.hurry import SECONDS_TO_END, in_a_hurry
from xunjian.app.processes import descendants
from xunjian.model.observation import Role
from xunjian.testing.hostile import Trap, answering, page
from xunjian.testing.hostile_bodies import BODIES
from xunjian.testing.hostile_server import HostileSite, serving_hostile

LONGEST = 15.0
"""Seconds from the signal to the end (issue 4)."""

_NAMES = ("endless-page", "endless-chunks", "endless-file", "dripping-body", "dripping-head", "silence")
HANGING = tuple(trap for trap in BODIES if trap.name in (*_NAMES, "silence-after-the-head"))
SOUND = tuple(Trap("sound", f"/sound{n}.html", answering(page(text=f"第 {n} 号公开文件"))) for n in range(5))


@pytest.fixture
def site() -> Iterator[HostileSite]:
    site = HostileSite("main", (*SOUND, *HANGING))
    site.home = answering(page(*(trap.path for trap in site.traps), title="某市人民政府"))
    with serving_hostile(site):
        yield site


def _hangs(site: HostileSite) -> bool:
    asked = {each.target for each in site.log}
    return all(trap.path in asked for trap in HANGING if trap.path.endswith(".html"))


def test_crawl_ends_in_time_while_hosts_hang(site: HostileSite, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    process = start(job(site.origin, path, concurrency=16, body_seconds=300, first_byte_seconds=60))
    wait_until(lambda: _hangs(site))
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - began < LONGEST
    assert process.returncode == 0, err
    assert json.loads(out.splitlines()[-1])["finish_reason"] == "stopped"
    assert "Traceback" not in err
    close_snapshot(path)
    with SnapshotFile.open(path) as stopped:
        assert stopped.meta["complete"] == "0"
    before = len(site.log)
    snapshot = crawl(site.origin, path, resume=True, concurrency=16, body_seconds=1, first_byte_seconds=1)
    assert snapshot.meta["finish_reason"] == "finished"
    fetched = {fetch.url.removeprefix(site.origin) for fetch in snapshot.fetches(Role.PAGE)}
    assert {trap.path for trap in site.traps if trap.path.endswith(".html")} <= fetched
    assert not [fetch for fetch in snapshot.fetches() if fetch.code == "not_fetched"]
    # The home page may be asked for once more, as a witness that a host which hangs gives what it gave.
    assert not {each.target for each in site.log[before:]} & {trap.path for trap in SOUND}


def _audit(site: HostileSite, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "xunjian", "audit", f"{site.origin}/", "--allow-private"),
            *("--no-browser", "--delay", "0", "--concurrency", "16", "--out", str(folder / "out")),
        ],
        env=os.environ | {"XUNJIAN_HOME": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("stuck", [False, True], ids=["hosts hang", "the crawl hangs too"])
def test_audit_ends_in_time(site: HostileSite, tmp_path: Path, stuck: bool) -> None:
    process = _audit(site, tmp_path)
    wait_until(lambda: _hangs(site))
    if stuck:
        for child in descendants(process.pid):
            os.kill(child, signal.SIGSTOP)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM if stuck else signal.SIGINT)
    _, err = process.communicate(timeout=60)
    took = time.monotonic() - began
    assert took < LONGEST
    assert process.returncode == 3, err
    assert "Traceback" not in err
    told = ["巡检：已中断" if stuck else "巡检：检查未完成：中途停止"]
    if took >= SECONDS_TO_END:  # on a busy machine judging may be given up, and it says so
        told.append("巡检：已中断")
    assert err.splitlines()[-1].startswith(tuple(told))
    with SnapshotFile.open(tmp_path / "out" / "snapshot.sqlite", unclosed=True) as snapshot:
        assert snapshot.meta["complete"] == "0"
        assert snapshot.fetch(f"{site.origin}/") is not None


def test_what_is_done_after_the_request_to_end_has_its_limit() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), in_a_hurry(began - SECONDS_TO_END + 0.1):
        time.sleep(30)
    assert time.monotonic() - began < 10
    with in_a_hurry(None):
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
