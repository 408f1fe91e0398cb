"""Runs a crawl process of one, for one audit; `xunjian.app.crawls` runs those of a sweep.

The crawl is a process of its own and in a session of its own: Ctrl-C reaches this program alone, which
asks the crawl to end politely and keeps what it saw.
"""

import json
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from xunjian.app.early_crawler import CRAWLER, take_early
from xunjian.app.progress import Progress, ProgressSink
from xunjian.errors import CollectError
from xunjian.model.plan import CrawlPlan

_log = logging.getLogger(__name__)

POLITE_SECONDS = 9.0
"""How long a crawl may take to end once asked to. It needs three; what hangs is ended by force, and the
snapshot holds whatever came before."""

Phase = Literal["pages", "render", "probe", "close"]


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How a crawl process ended. `interrupted_at`: when the user of this program asked it to (monotonic)."""

    finish_reason: str
    interrupted_at: float | None = None


def run_crawl(
    plan: CrawlPlan,
    snapshot: Path,
    sink: ProgressSink,
    *,
    phase: Phase = "pages",
    targets: Sequence[str] = (),
    orders: Mapping[str, object] | None = None,
    resume: bool = False,
    lock: int | None = None,
) -> CrawlEnd:
    """Run one phase of a crawl to its end. Raises CollectError where the process dies.

    `orders`: what a probe is to look at, as `crawler.job.Job` names it.
    `lock`: descriptor of the snapshot's lock, which the crawl holds too for as long as it lives.
    """
    job = job_line(
        plan, snapshot, phase=phase, targets=targets, orders=orders, resume=resume, locked=lock is not None
    )
    log_path = snapshot.with_suffix(".log")
    with log_path.open("a", encoding="utf-8") as log:
        early = take_early(log, lock) if phase == "pages" else None
        process = early or start_crawler(log, lock)
        try:
            return _follow(process, job, phase, sink, log_path)
        finally:
            _end_group(process)


def start_crawler(log: IO[str], lock: int | None) -> subprocess.Popen[str]:
    """A crawl process that awaits its job."""
    return subprocess.Popen(
        CRAWLER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        pass_fds=() if lock is None else (lock,),
    )


def _follow(
    process: subprocess.Popen[str], job: str, phase: Phase, sink: ProgressSink, log_path: Path
) -> CrawlEnd:
    assert process.stdin is not None
    assert process.stdout is not None
    interrupted_at: float | None = None
    finish_reason = fault = ""
    by_force = threading.Timer(POLITE_SECONDS, process.kill)
    by_force.daemon = True
    try:
        process.stdin.write(job + "\n")
        process.stdin.close()
    except BrokenPipeError:
        _log.warning("the crawl process ended before it read its job")
    while True:
        try:
            for line in process.stdout:
                event = read_event(line)
                if event.get("event") == "done":
                    finish_reason = str(event.get("finish_reason", ""))
                elif event.get("event") == "failed":
                    fault = str(event.get("reason", ""))
                elif event.get("event") == "progress":
                    sink.report(_progress(phase, event))
            process.wait(timeout=POLITE_SECONDS)
            break
        except KeyboardInterrupt:
            if interrupted_at is not None:  # asked twice: do not wait any longer
                process.kill()
                continue
            interrupted_at = time.monotonic()
            process.send_signal(signal.SIGTERM)
            by_force.start()
        except subprocess.TimeoutExpired:
            process.kill()
    by_force.cancel()
    if not finish_reason and interrupted_at is not None:
        raise _cut_short(log_path.with_suffix(".sqlite"))
    if not finish_reason and fault:
        raise CollectError(
            f"采集停了下来：{fault}。已采集的内容保留在快照中。",
            f"排除之后用同一 --out 加 --resume 接着采集；详情见日志 {log_path}。",
        )
    if not finish_reason:
        raise CollectError(
            f"采集程序意外结束（退出码 {process.returncode}），已采集的内容保留在快照中。",
            f"详情见日志 {log_path}；可加 --resume 接着采集。",
        )
    return CrawlEnd(finish_reason, interrupted_at)


def _cut_short(snapshot: Path) -> CollectError:
    """The crawl ended before it could say so: asked twice, or as it was about to begin."""
    if snapshot.exists():
        return CollectError(
            f"已中断，来不及评判；已采集的内容保留在 {snapshot}。", "用同一 --out 加 --resume 接着采集。"
        )
    return CollectError("已中断，还没有采集到内容。")


def job_line(
    plan: CrawlPlan,
    snapshot: Path,
    *,
    key: str = "",
    phase: Phase = "pages",
    targets: Sequence[str] = (),
    orders: Mapping[str, object] | None = None,
    resume: bool = False,
    locked: bool = False,
) -> str:
    """One crawl as a crawl process is told of it."""
    job = {
        "plan": plan.model_dump(mode="json"),
        "snapshot": str(snapshot),
        "key": key,
        "phase": phase,
        "targets": list(targets),
        "resume": resume,
        "locked": locked,
        **(orders or {}),
    }
    return json.dumps(job)


def read_event(line: str) -> dict[str, object]:
    """What a crawl process says; empty where it is no event."""
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _progress(phase: Phase, event: dict[str, object]) -> Progress:
    def number(key: str) -> float:
        value = event.get(key, 0)
        return float(value) if isinstance(value, int | float) else 0.0

    return Progress(
        phase,
        int(number("fetched")),
        int(number("queued")),
        int(number("failed")),
        number("rate"),
        str(event.get("host", "")),
    )


def _end_group(process: subprocess.Popen[str]) -> None:
    """Leave nothing behind: a killed crawl's browser lives on in its process group."""
    if process.stdout is not None:
        process.stdout.close()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
