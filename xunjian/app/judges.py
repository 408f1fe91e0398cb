"""The judging processes of a sweep: a few that live long, for starting one takes longer than a small unit."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from xunjian.app.judge_worker import ORDER, JudgeOrder
from xunjian.app.processes import kill_with_children, resident_bytes

WORKER = (sys.executable, "-P", "-m", "xunjian.app.judge_worker")
_MOST_UNITS = 50
_MOST_BYTES = 500_000_000
"""What a worker that waits may hold; it is replaced where it holds more."""


@dataclass(frozen=True, slots=True)
class JudgeEnd:
    """What came of judging one unit. `exit_code`: as of `xunjian audit`; none where it came to no end."""

    exit_code: int | None
    message: str = ""
    late: bool = False


class Judges:
    """Judges units in the order in which they come."""

    def __init__(
        self,
        most: int = os.cpu_count() or 1,
        limit_seconds: float = 3600.0,
        command: Sequence[str] = WORKER,
    ) -> None:
        """`most`: processes; `limit_seconds`: for one unit, rendering included."""
        self._places = asyncio.Semaphore(most)
        self._limit = limit_seconds
        self._command = command
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._ending = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        for worker in list(self._all):
            await self._leave(worker)

    async def judge(self, order: JudgeOrder) -> JudgeEnd:
        """Judge one unit once it is its turn. Raises OSError where no process can be started."""
        async with self._places:
            if self._ending:
                return JudgeEnd(None)
            worker = self._idle.pop() if self._idle else await self._start()
            try:
                async with asyncio.timeout(self._limit):
                    end = await worker.judge(order)
            except TimeoutError:
                await self._leave(worker)
                return JudgeEnd(None, f"评判超过 {self._limit / 60:g} 分钟，已结束", late=True)
            if end is None:
                code = await self._leave(worker)
                return JudgeEnd(None, f"评判程序意外结束（退出码 {code}），详情见 {order.log}")
            if worker.units >= _MOST_UNITS or worker.memory > _MOST_BYTES:
                await self._leave(worker)
            else:
                self._idle.append(worker)
            return end

    def end(self) -> None:
        """By force, whatever is under way: a snapshot is judged again as well."""
        self._ending = True
        for worker in self._all:
            worker.kill()

    async def _start(self) -> "_Worker":
        worker = _Worker()
        await worker.start(self._command)
        self._all.add(worker)
        return worker

    async def _leave(self, worker: "_Worker") -> int:
        worker.kill()
        code = await worker.process.wait()
        self._all.discard(worker)
        return code


async def start_worker(command: Sequence[str]) -> asyncio.subprocess.Process:
    """A process that awaits orders."""
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


class _Worker:
    """One process."""

    process: asyncio.subprocess.Process

    def __init__(self) -> None:
        self.units = 0

    async def start(self, command: Sequence[str]) -> None:
        self.process = await start_worker(command)

    @property
    def memory(self) -> int:
        """Bytes."""
        return resident_bytes(self.process.pid)

    async def judge(self, order: JudgeOrder) -> JudgeEnd | None:
        """None where the process ended over it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.units += 1
        self.process.stdin.write(ORDER.dump_json(order) + b"\n")
        line = await self.process.stdout.readline()
        if not line:
            return None
        answer = json.loads(line)
        code = answer["exit_code"]
        return JudgeEnd(None if code is None else int(code), str(answer["message"]))

    def kill(self) -> None:
        if self.process.returncode is None:
            kill_with_children(self.process.pid)


def remove_if_empty(log: Path) -> None:
    if log.exists() and not log.stat().st_size:
        log.unlink()
