"""The audit as the benchmarks run it, timed."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.manual import audit_command
from benchmarks.rounds import Run, run_once
from benchmarks.server import Served

CONCURRENCY = 8
SNAPSHOT = "snapshot.sqlite"


def audit_once(
    server: Served, out: Path, *more: str, concurrency: int = CONCURRENCY, fine: Sequence[int] = (0, 1)
) -> Run:
    """Audits a site into a new folder, without a pause between requests. Exits where it ends otherwise."""
    out.mkdir(parents=True)
    command = audit_command(server.url, out, "--concurrency", str(concurrency), *more)
    return run_once(out.name, command, out.parent, server, fine)
