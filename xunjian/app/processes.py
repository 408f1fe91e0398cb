"""Processes of ours: who is below one, what it holds, and its end."""

import os
import signal
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int) -> tuple[int, ...]:
    """Children of a process, and theirs, by what /proc says; empty where there is no /proc."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, queue = [], [pid]
    while queue:
        for child in children.get(queue.pop(), ()):
            found.append(child)
            queue.append(child)
    return tuple(found)


def resident_bytes(pid: int) -> int:
    """What a process holds in memory; 0 where that cannot be told."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def send_signal(pid: int, number: signal.Signals) -> None:
    """To a process that may have ended."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def kill_with_children(pid: int) -> None:
    """A child may lead a session of its own: it is named before its parent is gone."""
    for each in (pid, *descendants(pid)):
        send_signal(each, signal.SIGKILL)
