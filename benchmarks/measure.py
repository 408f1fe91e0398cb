"""Runs a command and says how long it took and how much memory its processes held, all together and each."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.environments import measured_environment

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
    largest: dict[str, float] = field(default_factory=dict)
    """By program (the module behind `-m`, else the file): what one process of it held at most, in MB."""


def children(process: int) -> list[int]:
    """Of a process, as the kernel lists them: a look at every process would slow down what is measured."""
    found: list[int] = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, listed.read_text().split())
        except OSError:
            continue  # it ended meanwhile
    return found


def resident(root: int) -> dict[int, int]:
    """Resident bytes of a process and of each below it; shared pages count once for each."""
    held, waiting = {}, [root]
    while waiting:
        process = waiting.pop()
        waiting += children(process)
        try:
            held[process] = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue  # it ended meanwhile
    return held


def program_of(process: int) -> str:
    """The module that Python was told to run, else the name of the file; empty where it ended meanwhile."""
    try:
        words = Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace").split("\0")
    except OSError:
        return ""
    if "-m" in words[:-1]:
        return words[words.index("-m") + 1]
    return Path(words[0]).name


def measure(command: list[str], log: Path, limit: float) -> Measured:
    """Runs the command to its end, or ends it after `limit` seconds. What it prints goes to `log`."""
    env = measured_environment()
    peak, ended = 0, threading.Event()
    largest: dict[str, float] = {}
    begin = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=env)

        def watch() -> None:
            nonlocal peak
            while not ended.wait(EVERY):
                held = resident(process.pid)
                peak = max(peak, sum(held.values()))
                for each, size in held.items():
                    name = program_of(each)
                    if name:
                        largest[name] = max(largest.get(name, 0), size / 1e6)

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
    cpu = usage.ru_utime + usage.ru_stime
    return Measured(wall, cpu, peak / 1e6, process.returncode, wall >= limit, largest)
