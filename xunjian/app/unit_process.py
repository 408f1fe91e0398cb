"""One unit of a sweep: an audit in a process of its own, watched until it ends."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from xunjian.model.audit import Audit, load_audit
from xunjian.model.finding import Status
from xunjian.model.unit import Unit

_SAID = ("巡检:", "巡检：")


class UnitState(StrEnum):
    """How the audit of one unit ended."""

    FINISHED = "finished"
    INCOMPLETE = "incomplete"
    """Unreachable, shielded, cut off: what was seen is kept."""
    FAILED = "failed"
    """Could not be audited: wrong configuration, or the process died."""
    TIMEOUT = "timeout"
    STOPPED = "stopped"
    """The sweep was stopped before or while it ran."""


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What came of one unit. `exit_code`: of its process; none where it was not started."""

    unit: Unit
    state: UnitState
    folder: Path
    exit_code: int | None = None
    seconds: float = 0.0
    reason: str = ""
    audit: Audit | None = None

    @property
    def failing(self) -> int:
        return sum(item.status is Status.FAIL for item in self.audit.findings) if self.audit else 0


@dataclass(frozen=True, slots=True)
class UnitProcess:
    """Audits a unit by a command: `(*command, unit id, --out folder, *arguments)`.

    The process leads a session of its own, so that Ctrl-C at the terminal reaches only the sweep, which then
    ends its children one by one.
    """

    out: Path
    arguments: Sequence[str] = ()
    database: str = ""
    deadline_seconds: float = 4 * 3600
    grace_seconds: float = 90
    """Between the request to end and the end by force."""
    command: Sequence[str] = (sys.executable, "-P", "-m", "xunjian", "audit")
    resume: bool = False

    async def audit(self, unit: Unit, stop: asyncio.Event) -> UnitOutcome:
        """Run to the end, to the deadline, or until `stop` is set."""
        folder = self.out / unit.id
        done = read_result(folder) if self.resume else None
        if done is not None and done.run.complete:
            return UnitOutcome(unit, UnitState.FINISHED, folder, None, 0.0, "上次已完成，未重复检查", done)
        log_path = self.out / f"{unit.id}.log"
        began = time.monotonic()
        with log_path.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *self._line(unit, folder),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=os.environ | ({"XUNJIAN_DATABASE_URL": self.database} if self.database else {}),
            )
            ended_by = await self._watch(process, stop)
        seconds = time.monotonic() - began
        state, reason = self._judge(process.returncode, ended_by)
        result = read_result(folder) if process.returncode in (0, 1, 3) else None
        if state is not UnitState.FINISHED and not reason:
            reason = (result.run.incomplete_reason if result else None) or last_word(log_path)
        if not reason and state is UnitState.FAILED:
            reason = f"检查程序意外结束（退出码 {process.returncode}），详情见 {log_path}"
        return UnitOutcome(unit, state, folder, process.returncode, seconds, reason, result)

    def _line(self, unit: Unit, folder: Path) -> list[str]:
        resume = ["--resume"] if self.resume and (folder / "snapshot.sqlite").exists() else []
        return [*self.command, unit.id, "--out", str(folder), *resume, *self.arguments]

    async def _watch(self, process: asyncio.subprocess.Process, stop: asyncio.Event) -> UnitState | None:
        """Wait; end the process politely where time is up or the sweep stops. Returns what ended it."""
        waiting, stopping = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
        try:
            await asyncio.wait(
                {waiting, stopping}, timeout=self.deadline_seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if waiting.done():
                return None
            ended_by = UnitState.STOPPED if stop.is_set() else UnitState.TIMEOUT
            _signal(process.pid, signal.SIGINT)
            await asyncio.wait({waiting}, timeout=self.grace_seconds)
            return ended_by
        finally:
            stopping.cancel()
            if not waiting.done():
                # The crawl leads a session of its own: name it before its parent is gone.
                for pid in (process.pid, *descendants(process.pid)):
                    _signal(pid, signal.SIGKILL)
            await waiting

    def _judge(self, exit_code: int | None, ended_by: UnitState | None) -> tuple[UnitState, str]:
        if exit_code in (0, 1):
            return UnitState.FINISHED, ""
        if ended_by is UnitState.TIMEOUT:
            return ended_by, f"超过时限 {self.deadline_seconds / 60:g} 分钟，已结束"
        if ended_by is UnitState.STOPPED:
            return ended_by, "已被中断"
        return (UnitState.INCOMPLETE if exit_code == 3 else UnitState.FAILED), ""


def read_result(folder: Path) -> Audit | None:
    """The audit.json of a folder, if there is a whole one."""
    try:
        return load_audit((folder / "audit.json").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def last_word(log: Path) -> str:
    """The line that the command ended with on standard error."""
    lines = log.read_text("utf-8", "replace").splitlines()
    said = next((line for line in reversed(lines) if line.startswith(_SAID)), "")
    return said[len(_SAID[0]) :].strip()


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


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
