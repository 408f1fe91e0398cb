"""The crawl process run against hostile sites, watched; and what is wrong with what came of a trap."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.snapshot import SnapshotFile
from tests.test_crawler.loopback import job, start
from xunjian.model.observation import Role
from xunjian.testing.hostile import Trap
from xunjian.testing.hostile_server import HostileServer, HostileSite, serving_hostile

LONGEST = 150
"""Seconds after which a crawl surely does not end by itself."""


@dataclass(frozen=True)
class Crawled:
    snapshot: SnapshotFile
    peak_megabytes: float


@contextmanager
def crawl_sites(
    sites: tuple[HostileSite, ...], unit: tuple[str, ...], path: Path, **plan: object
) -> Iterator[tuple[HostileServer, Crawled]]:
    """Serve, crawl the first site's home with the hosts of the unit in scope, and open what came of it."""
    with serving_hostile(*sites) as server:
        hosts = [server[name].host for name in unit]
        process = start(job(server[unit[0]].origin, path, **{"hosts": hosts, **plan}))
        peak: list[float] = [0.0]
        watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
        watcher.start()
        try:
            out, err = process.communicate(timeout=LONGEST)
        finally:
            process.kill()
        watcher.join(5)
        assert process.returncode == 0, err
        assert json.loads(out.splitlines()[-1])["event"] == "done"
        assert "Traceback" not in err, err
        snapshot = SnapshotFile.open(path, unclosed=True)
        try:
            yield server, Crawled(snapshot, peak[0])
        finally:
            snapshot.close()


def _watch(process: "subprocess.Popen[str]", peak: list[float]) -> None:
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            lines = status.read_text(encoding="utf-8").splitlines()
        except OSError:
            return
        for line in lines:
            if line.startswith("VmHWM"):
                peak[0] = max(peak[0], int(line.split()[1]) / 1024)
        time.sleep(0.05)


def problems(site: HostileSite, trap: Trap, snapshot: SnapshotFile) -> list[str]:
    """How what came of a trap differs from what was expected of it."""
    expected = trap.expected
    fetch = snapshot.fetch(site.origin + trap.path, Role(expected.role))
    asked = len(site.asked_for(trap))
    most = expected.most
    if fetch is not None and expected.code != "timeout":
        # On a busy machine our own clock may ring too early; such a try is recorded and costs two more.
        most += 2 * sum(each.code == "timeout" for each in fetch.attempts)
    found = [f"{asked} requests, at most {most}"] if asked > most else []
    if fetch is None:
        return [*found, f"no fetch in the role {expected.role}"]
    pairs = {
        "outcome": (fetch.outcome.value, expected.outcome),
        "code": (fetch.code, expected.code),
        "truncated": (fetch.truncated, expected.truncated),
    }
    if expected.stage:
        pairs["stage"] = (fetch.stage, expected.stage)
    found += [f"{name}: {got}, expected {wanted}" for name, (got, wanted) in pairs.items() if got != wanted]
    if expected.holds and expected.holds.encode() not in (snapshot.body(fetch) or b""):
        found.append(f"the body does not hold {expected.holds}")
    return found


def targets_in(examples: object, site: HostileSite, trap: Trap) -> bool:
    """Whether one of the addresses belongs to the trap."""
    assert isinstance(examples, list)
    paths = [str(each).removeprefix(site.origin) for each in examples]
    return any(trap.plays(path) for path in paths)
