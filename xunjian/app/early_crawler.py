"""A crawl process that is started before it is known what to crawl: it loads its modules beside this program,
which has its own to load.

What a crawl is given when it starts, its log and the lock of its snapshot, comes over a socket that is its
standard input; then come its jobs. Light on purpose: imported before anything else of an audit is.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from crawler.handed import HANDED

CRAWLER = (sys.executable, "-P", "-m", "crawler")

_waiting: list[tuple[subprocess.Popen[str], socket.socket]] = []


@contextmanager
def early_crawler() -> Iterator[None]:
    """Have one ready for the first crawl of the block; ended where none comes."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            (*CRAWLER, HANDED),
            stdin=theirs.fileno(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
    _waiting.append((process, ours))
    try:
        yield
    finally:
        while _waiting:
            process, ours = _waiting.pop()
            _drop(process, ours)


def take_early(log: IO[str], lock: int | None) -> "subprocess.Popen[str] | None":
    """The process that is ready, its standard input open for jobs; None where there is none."""
    if not _waiting:
        return None
    process, ours = _waiting.pop()
    try:
        socket.send_fds(ours, [b"\n"], [log.fileno(), *(() if lock is None else (lock,))])
    except OSError:  # it ended by itself: another one will say why
        _drop(process, ours)
        return None
    process.stdin = ours.makefile("w", encoding="utf-8")
    ours.close()  # the stream keeps it open
    return process


def _drop(process: "subprocess.Popen[str]", ours: socket.socket) -> None:
    ours.close()
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
