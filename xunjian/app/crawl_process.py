"""A crawl process of a sweep, seen from its supervisor: it carries many sites, each told of by a line."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xunjian.app.collect import Phase, job_line, read_event
from xunjian.app.early_crawler import CRAWLER
from xunjian.app.processes import resident_bytes, send_signal
from xunjian.model.plan import CrawlPlan


@dataclass(frozen=True, slots=True)
class SiteJob:
    """One site to crawl; `key` names it."""

    key: str
    plan: CrawlPlan
    snapshot: Path
    resume: bool = False
    phase: Phase = "pages"


@dataclass(frozen=True, slots=True)
class SiteEnd:
    """How the crawl of one site ended, as far as this process goes."""

    finish_reason: str = ""
    fault: str = ""
    """Why there is nothing to judge."""
    died: bool = False
    """The process ended under it."""
    moved: bool = False
    """It was stopped to go on elsewhere."""
    gave_up: str = ""
    """Why it is not gone on with, though it could be."""


@dataclass(slots=True)
class _Carried:
    end: asyncio.Future[SiteEnd]
    movable: bool
    size: int = 0
    """Addresses that it knows of."""
    moved: bool = False


class CrawlProcess:
    """Started by `start`; leads a session of its own, so that Ctrl-C reaches only the sweep."""

    def __init__(
        self, width: int, log: Path, changed: Callable[[], None], command: Sequence[str] = CRAWLER
    ) -> None:
        """`width`: sites at once; `changed` is called when a site or the process has ended."""
        self.width = width
        self.spent = False
        """Takes no further sites."""
        self.begun = 0
        """Sites that it was given in all."""
        self._log = log
        self._changed = changed
        self._command = command
        self._sites: dict[str, _Carried] = {}
        self._heard = time.monotonic()
        self.ended = False

    async def start(self) -> None:
        """Raises OSError where it cannot be started."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        self._heard = time.monotonic()
        self._listening = asyncio.create_task(self._listen())

    @property
    def has_room(self) -> bool:
        return not self.spent and not self.ended and len(self._sites) < self.width

    @property
    def idle(self) -> bool:
        return not self._sites

    @property
    def quiet_seconds(self) -> float:
        """Since it said something; it does so every second, unless something holds all its sites."""
        return time.monotonic() - self._heard

    @property
    def memory(self) -> int:
        """Bytes."""
        return resident_bytes(self._process.pid)

    async def carry(self, job: SiteJob, *, movable: bool) -> SiteEnd:
        """Crawl a site to its end. `movable`: whether it may be stopped to go on elsewhere."""
        carried = _Carried(asyncio.get_running_loop().create_future(), movable)
        self._sites[job.key] = carried
        self.begun += 1
        self._tell(job_line(job.plan, job.snapshot, key=job.key, phase=job.phase, resume=job.resume))
        return await carried.end

    def move_largest(self) -> None:
        """Ask the largest site that may to end here; one at a time."""
        if any(carried.moved for carried in self._sites.values()):
            return
        sizes = {key: carried.size for key, carried in self._sites.items() if carried.movable}
        if sizes:
            key = max(sizes, key=lambda each: sizes[each])
            self._sites[key].moved = True
            self._tell(json.dumps({"stop": key}))

    def close(self) -> None:
        """No further sites: it ends with its last one."""
        self.spent = True
        assert self._process.stdin is not None
        self._process.stdin.close()

    def terminate(self) -> None:
        """Ask it to end politely, with all its sites."""
        self.spent = True
        send_signal(self._process.pid, signal.SIGTERM)

    def kill(self) -> None:
        """With whatever it started."""
        self.spent = True
        if not self.ended:
            os.killpg(self._process.pid, signal.SIGKILL)

    async def wait(self) -> None:
        await self._listening

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        if not self.ended and not self._process.stdin.is_closing():
            self._process.stdin.write(line.encode() + b"\n")

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self._heard = time.monotonic()
            self._note(read_event(line.decode("utf-8", "replace")))
        await self._process.wait()
        self.ended = True
        for key in list(self._sites):
            self._end(key, SiteEnd(died=True))
        self._changed()

    def _note(self, event: dict[str, object]) -> None:
        key, kind = str(event.get("key", "")), event.get("event")
        carried = self._sites.get(key)
        if carried is None:
            return
        if kind == "done":
            self._end(key, SiteEnd(str(event.get("finish_reason", "")), moved=carried.moved))
        elif kind == "failed":
            self._end(key, SiteEnd(fault=str(event.get("reason", ""))))
        elif kind == "progress":
            carried.size = sum(
                value for name in ("fetched", "queued") if isinstance(value := event.get(name), int)
            )

    def _end(self, key: str, end: SiteEnd) -> None:
        carried = self._sites.pop(key)
        if not carried.end.done():
            carried.end.set_result(end)
        if self.spent and not self._sites and not self.ended:
            self.close()
        self._changed()
