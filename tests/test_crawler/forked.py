"""Crawls and judges forked off a process that has loaded what they need: loading takes longer than they do.

What is started is what `python -m crawler` starts, in a session of its own. Tests about the start itself, or
about signals to it, start the real one: `tests.test_crawler.loopback.start`, `xunjian` as a command.
"""

import asyncio
import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import IO, Any

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "tests.test_crawler.forked",
        "crawler.__main__",
        "crawler.process",
        "crawler.spider",
        "crawler.settings",
        "scrapy.crawler",
        "twisted.internet.asyncioreactor",
        "xunjian.app.judge_worker",
        "xunjian.app.probing",
        "xunjian.facts.site",
    ]
)


def fork_crawl(order: Mapping[str, Any], out: Path, err: Path) -> ForkServerProcess:
    """Start a crawl; what it says is added to the two files, which may be one."""
    job, stdin = os.pipe()
    with out.open("ab") as said, err.open("ab") as complaints:
        process = _fork(CRAWLER, job, os.dup(said.fileno()), os.dup(complaints.fileno()))
    with contextlib.suppress(BrokenPipeError), os.fdopen(stdin, "w", encoding="utf-8") as file:
        file.write(json.dumps(order) + "\n")
    return process


class ForkedCrawler:
    """What `xunjian.app.collect.start_crawler` starts, as far as an audit uses it."""

    def __init__(self, log: IO[str], lock: int | None) -> None:
        job, stdin = os.pipe()
        stdout, events = os.pipe()
        locks = () if lock is None else (os.dup(lock),)
        self._process = _fork(CRAWLER, job, events, os.dup(log.fileno()), *locks)
        self.stdin = os.fdopen(stdin, "w", encoding="utf-8")
        self.stdout = os.fdopen(stdout, encoding="utf-8")
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            assert timeout is not None
            raise subprocess.TimeoutExpired("crawler", timeout)
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class ForkedJudge:
    """What `xunjian.app.judges` starts, as far as it uses it."""

    stdin: asyncio.WriteTransport

    async def start(self) -> None:
        orders, stdin = os.pipe()
        stdout, answers = os.pipe()
        self._process = _fork(JUDGE, orders, answers, os.dup(2))
        assert self._process.pid is not None
        self.pid = self._process.pid
        loop, self.stdout = asyncio.get_running_loop(), asyncio.StreamReader()
        self.stdin, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(stdin, "wb"))
        self._reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(self.stdout), os.fdopen(stdout, "rb")
        )

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    async def wait(self) -> int:
        await asyncio.to_thread(self._process.join)
        self.stdin.close()
        self._reading.close()
        assert self._process.exitcode is not None
        return self._process.exitcode


CRAWLER = "crawler.__main__", "start"
JUDGE = "xunjian.app.judge_worker", "main"


def _fork(what: tuple[str, str], *descriptors: int) -> ForkServerProcess:
    """Call a function in a process, with its standard input, output and error, and what else it is to hold;
    they are its own from then on."""
    given = [Connection(each) for each in descriptors]
    process = FORKS.Process(target=_run, args=(what, given, dict(os.environ), Path.cwd()), daemon=True)
    process.start()
    for each in given:
        each.close()
    return process


def _run(
    what: tuple[str, str], given: Sequence[Connection], environment: Mapping[str, str], folder: Path
) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, each in enumerate(given[:3]):
        os.dup2(each.fileno(), number)
        each.close()
    sys.argv = [what[0]]
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8", closefd=False) for number, mode in enumerate("rww")
    )
    begin: Callable[[], int | None] = getattr(import_module(what[0]), what[1])
    code = begin() or 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
