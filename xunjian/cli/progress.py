"""Progress on standard error: a live bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bar

from xunjian.app.progress import Progress, ProgressSink

_PHASES = {"pages": "采集", "render": "浏览器渲染", "probe": "补充查看"}
_PLAIN_SECONDS = 5.0


@contextmanager
def progress_sink() -> Iterator[ProgressSink]:
    """A sink that fits where standard error goes."""
    if sys.stderr.isatty():
        bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("已取 {task.completed} · 待取 {task.fields[queued]} · 失败 {task.fields[failed]}"),
            TextColumn("{task.fields[rate]:.0f} 个/秒 {task.fields[host]}"),
            console=Console(stderr=True),
            transient=True,
        )
        with bar:
            yield _Live(bar)
    else:
        yield _Plain()


class _Live:
    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("采集", total=None, queued=0, failed=0, rate=0.0, host="")

    def report(self, progress: Progress) -> None:
        self._bar.update(
            self._task,
            description=_PHASES.get(progress.phase, progress.phase),
            completed=progress.fetched,
            total=progress.fetched + progress.queued,
            queued=progress.queued,
            failed=progress.failed,
            rate=progress.rate,
            host=progress.host,
        )


class _Plain:
    def __init__(self) -> None:
        self._next = 0.0

    def report(self, progress: Progress) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PLAIN_SECONDS
        phase = _PHASES.get(progress.phase, progress.phase)
        print(
            f"{phase}：已取 {progress.fetched}，待取 {progress.queued}，失败 {progress.failed}，"
            f"{progress.rate:.0f} 个/秒",
            file=sys.stderr,
            flush=True,
        )
