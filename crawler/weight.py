"""How much memory the processes take that this one has started (the browser's), by what /proc says."""

import os
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def megabytes_below(pid: int | None = None) -> float:
    """Memory of all descendants that they share with nobody; 0 where there is no /proc."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    pages, queue = 0, [os.getpid() if pid is None else pid]
    while queue:
        for child in parents.get(queue.pop(), ()):
            queue.append(child)
            pages += _own_pages(child)
    return pages * _PAGE / 1024 / 1024


def _own_pages(pid: int) -> int:
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    except (OSError, ValueError):
        return 0
    return int(resident) - int(shared)
