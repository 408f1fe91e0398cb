"""What a due job does: takes its slot in the database and starts the sweep as a process of its own."""

import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from storage.slots import SlotState, claim_slot, note_ended, note_started
from xunjian.app.schedule import Job
from xunjian.errors import XunjianError, system_fault

Say = Callable[[str], None]


@dataclass(slots=True)
class Firing:
    """The sweeps that one scheduler has started."""

    engine: Engine
    address: str
    logs: Path
    say: Say
    grace_seconds: float = 120
    """For sweeps under way to end, when the scheduler does."""
    _running: dict[str, tuple[int, subprocess.Popen[bytes]]] = field(default_factory=dict)

    def fire(self, job: Job, due: datetime) -> None:
        """Fire once for each time that the job was due, whoever comes first. Faults are said, not raised."""
        try:
            self.reap()
            command = job.command(due)
            slot = claim_slot(self.engine, job.id, due, command)
            if slot is None:
                self.say(f"{job.id}：这一次已由别的进程执行")
            elif job.id in self._running:
                note_ended(self.engine, slot, SlotState.SKIPPED)
                self.say(f"{job.id}：上一次还没结束，这一次跳过")
            else:
                self._start(job.id, slot, command)
        except XunjianError as error:
            self.say(f"{job.id}：{error.message}{error.hint}")

    def reap(self) -> None:
        """Note the end of sweeps that have ended."""
        for job, (slot, process) in list(self._running.items()):
            code = process.poll()
            if code is not None:
                del self._running[job]
                self.say(f"{job}：已结束，退出码 {code}")
                note_ended(self.engine, slot, SlotState.ENDED, code)

    def end(self) -> None:
        """End the sweeps under way politely: they keep what they have found."""
        for job, (_, process) in self._running.items():
            self.say(f"{job}：正在结束进行中的检查")
            process.send_signal(signal.SIGTERM)
        for _, process in self._running.values():
            try:
                process.wait(self.grace_seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.reap()

    def _start(self, job: str, slot: int, command: list[str]) -> None:
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            with (self.logs / f"schedule-{job}-{slot}.log").open("wb") as log:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    env=os.environ | {"XUNJIAN_DATABASE_URL": self.address},
                )
        except OSError as error:
            note_ended(self.engine, slot, SlotState.FAILED)
            self.say(f"{job}：不能启动检查：{system_fault(error)}")
            return
        self._running[job] = (slot, process)
        note_started(self.engine, slot, process.pid)
        self.say(f"{job}：已启动检查（进程 {process.pid}，日志 {log.name}）")
