"""Runs a command and says how long it took and how much memory its processes held together at most."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall and processor time; memory in MB (10⁶ bytes), resident sizes added over the tree."""

    wall: float
    cpu: float
    memory: float
    status: int
    timed_out: bool


def parents() -> dict[int, int]:
    """Every process's parent."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            found[int(entry.name)] = int(fields[1])
    return found


def resident(root: int) -> int:
    """Resident bytes of a process and all below it; shared pages count once for each."""
    tree, total, table = {root}, 0, parents()
    grown = True
    while grown:
        below = {child for child, parent in table.items() if parent in tree} - tree
        tree |= below
        grown = bool(below)
    for process in tree:
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue  # it ended meanwhile
    return total


def measure(command: list[str], log: Path, limit: float, env: dict[str, str] | None = None) -> Measured:
    """Runs the command to its end, or ends it after `limit` seconds. What it prints goes to `log`."""
    peak, ended = 0, threading.Event()
    begin = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=env)

        def watch() -> None:
            nonlocal peak
            while not ended.wait(EVERY):
                peak = max(peak, resident(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        late = threading.Timer(limit, process.terminate)
        late.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        late.cancel()
        ended.set()
        watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(wall, usage.ru_utime + usage.ru_stime, peak / 1e6, process.returncode, wall >= limit)
