"""The crawl processes of a sweep: many sites in each, recycled by count and memory.

A process that dies takes no site with it: each goes on in another one. Whose fault it was is found by fewer
and fewer sites a process; who kills one all alone is given up.
"""

import asyncio
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from xunjian.app.collect import POLITE_SECONDS
from xunjian.app.crawl_process import CrawlProcess, SiteEnd, SiteJob
from xunjian.app.early_crawler import CRAWLER

MEGABYTE = 1_000_000
_WATCH_SECONDS = 1.0
_FAR_ABOVE = 1.5
_MOST_MOVES = 3
_LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class CrawlLimits:
    """What the processes of a sweep may grow to."""

    processes: int = min(2, os.cpu_count() or 1)
    widths: tuple[int, ...] = (25, 5, 1)
    """Sites at once in a process, by how often one died under them; who is alone in it then is given up."""
    sites: int = 100
    """In all, until a process is replaced."""
    memory: int = 1000 * MEGABYTE
    """Bytes. Above, a process takes no more sites; far above, its largest ones go on elsewhere."""
    quiet_seconds: float = 120.0
    """A process that says nothing for so long hangs, and is killed."""


class Crawls:
    """Crawls sites, each in some process that has room."""

    def __init__(
        self, logs: Path, limits: CrawlLimits | None = None, command: Sequence[str] = CRAWLER
    ) -> None:
        """`logs`: folder for what the processes say on standard error."""
        self._logs = logs
        self._limits = limits or CrawlLimits()
        self._command = command
        self._processes: list[CrawlProcess] = []
        self._started = 0
        self._placing = asyncio.Lock()
        self._changed = asyncio.Event()
        self._stopping = False

    async def __aenter__(self) -> Self:
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watching.cancel()
        for process in self._processes:
            process.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(POLITE_SECONDS):
                await asyncio.gather(*(process.wait() for process in self._processes))
        for process in self._processes:
            process.kill()
        for log in self._logs.glob("crawl-*.log"):
            if not log.stat().st_size:
                log.unlink()

    async def crawl(self, job: SiteJob) -> SiteEnd | None:
        """Crawl one site to its end, in as many processes as it takes; None where it was never begun.

        Raises OSError where no process can be started.
        """
        left = job.plan.deadline_seconds
        deaths = moves = 0
        end: SiteEnd | None = None
        while (process := await self._room(self._limits.widths[deaths])) is not None:
            began = time.monotonic()
            end = await process.carry(job, movable=moves < _MOST_MOVES)
            left -= time.monotonic() - began
            if self._stopping or not (end.died or end.moved):
                break
            deaths, moves = deaths + end.died, moves + end.moved
            if deaths == len(self._limits.widths):
                reason = f"采集进程接连 {deaths} 次意外结束，最后一次只有这一个站点，不再重试"
                return await self._close(job, SiteEnd("stopped", gave_up=reason))
            if left < _LEAST_SECONDS:
                return await self._close(job, SiteEnd("deadline"))
            plan = job.plan.model_copy(update={"deadline_seconds": left})
            job = replace(job, plan=plan, resume=True)
        return end

    async def _close(self, job: SiteJob, end: SiteEnd) -> SiteEnd | None:
        """Have what is known of a site that is not gone on with brought into order, to be judged."""
        process = await self._room(self._limits.widths[-1])
        if process is None:
            return replace(end, died=True)
        closed = await process.carry(replace(job, phase="close"), movable=False)
        if closed.died:
            return replace(end, fault=end.gave_up or "采集进程意外结束")
        return replace(end, fault=closed.fault)

    def stop(self) -> None:
        """End all crawls politely, then by force; begin no more."""
        self._stopping = True
        self._change()
        for process in self._processes:
            process.terminate()
            asyncio.get_running_loop().call_later(POLITE_SECONDS, process.kill)

    def kill(self) -> None:
        """End all crawls by force: their snapshots can be gone on with."""
        for process in self._processes:
            process.kill()

    async def _room(self, width: int) -> CrawlProcess | None:
        """A process that can take one more site; None once all is to end. One after another asks."""
        async with self._placing:
            while not self._stopping:
                self._processes = [each for each in self._processes if not each.ended]
                for process in self._processes:
                    if process.width == width and process.has_room:
                        process.spent = process.begun + 1 >= self._limits.sites
                        return process
                if len(self._processes) < self._limits.processes:
                    await self._start(width)
                    continue
                for process in self._processes:
                    if process.idle:
                        process.close()
                self._changed.clear()
                await self._changed.wait()
            return None

    async def _start(self, width: int) -> None:
        self._started += 1
        log = self._logs / f"crawl-{self._started}.log"
        process = CrawlProcess(width, log, self._change, self._command)
        await process.start()
        self._processes.append(process)
        if self._stopping:
            process.kill()

    def _change(self) -> None:
        self._changed.set()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            for process in self._processes:
                if process.ended:
                    continue
                if process.quiet_seconds > self._limits.quiet_seconds:
                    process.kill()
                held = process.memory
                if held > self._limits.memory:
                    process.spent = True
                if held > self._limits.memory * _FAR_ABOVE:
                    process.move_largest()
