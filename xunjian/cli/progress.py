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
_SOON = 60.0
"""Seconds: what takes less needs no estimate, and after less there is none."""


def pace_in_words(progress: Progress, seconds: float) -> str:
    """How fast it goes, after so many seconds, and how long what is known so far will take at that pace."""
    pace = progress.fetched / seconds if seconds > 0 else progress.rate
    said = f"{pace:.0f} 个/秒" if pace >= 1 or not pace else f"{1 / pace:.0f} 秒一个"
    left = progress.queued / pace if pace else 0.0
    if seconds < _SOON or left < _SOON:
        return said
    return f"{said}，已发现的照此还要约 {_span(left)}"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 100 else f"{minutes / 60:.1f} 小时"


@contextmanager
def progress_sink() -> Iterator[ProgressSink]:
    """A sink that fits where standard error goes."""
    if sys.stderr.isatty():
        bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("已取 {task.completed} · 待取 {task.fields[queued]} · 失败 {task.fields[failed]}"),
            TextColumn("{task.fields[pace]} {task.fields[host]}"),
            console=Console(stderr=True),
            transient=True,
        )
        with bar:
            yield _Live(bar)
    else:
        yield _Plain()


class _Since:
    """How long the phase under way has taken."""

    def __init__(self) -> None:
        self._phase, self._began = "", 0.0

    def seconds(self, progress: Progress) -> float:
        now = time.monotonic()
        if progress.phase != self._phase:
            self._phase, self._began = progress.phase, now
        return now - self._began


class _Live:
    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("采集", total=None, queued=0, failed=0, pace="", host="")
        self._since = _Since()

    def report(self, progress: Progress) -> None:
        self._bar.update(
            self._task,
            description=_PHASES.get(progress.phase, progress.phase),
            completed=progress.fetched,
            total=progress.fetched + progress.queued,
            queued=progress.queued,
            failed=progress.failed,
            pace=pace_in_words(progress, self._since.seconds(progress)),
            host=progress.host,
        )


class _Plain:
    def __init__(self) -> None:
        self._next = 0.0
        self._since = _Since()

    def report(self, progress: Progress) -> None:
        now, seconds = time.monotonic(), self._since.seconds(progress)
        if now < self._next:
            return
        self._next = now + _PLAIN_SECONDS
        phase = _PHASES.get(progress.phase, progress.phase)
        print(
            f"{phase}：已取 {progress.fetched}，待取 {progress.queued}，失败 {progress.failed}，"
            f"{pace_in_words(progress, seconds)}",
            file=sys.stderr,
            flush=True,
        )
