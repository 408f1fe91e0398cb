"""A sweep: many units at once. A few processes crawl, a few judge; a bad unit never holds the rest."""

import asyncio
import json
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from xunjian.app.audit import AuditRequest, Crawled, Ready, prepare_audit
from xunjian.app.crawl_process import SiteEnd, SiteJob
from xunjian.app.crawls import CrawlLimits, Crawls
from xunjian.app.hurry import SECONDS_TO_END
from xunjian.app.judge_worker import JudgeOrder
from xunjian.app.judges import JudgeEnd, Judges, remove_if_empty
from xunjian.app.outcome import UnitOutcome, UnitState, read_result
from xunjian.errors import XunjianError, system_fault
from xunjian.model.unit import Unit, host_of

Ended = Callable[[UnitOutcome], None]

FINISHED, NOT_FINISHED = 0, 3
_STOPPED = "已被中断，可加 --resume 接着做"


@dataclass(frozen=True, slots=True)
class SweepOptions:
    """`request`: what each audit is asked for, without its target and folder."""

    request: AuditRequest
    out: Path
    parallel: int = 50
    """Units that are crawled at once."""
    deadline_seconds: float = 4 * 3600
    """Of the crawl of one unit."""
    resume: bool = False
    limits: CrawlLimits = field(default_factory=CrawlLimits)


def run_sweep(units: Sequence[Unit], options: SweepOptions, ended: Ended) -> tuple[UnitOutcome, ...]:
    """Audit every unit, never two on one host at once: its manners are per host.

    `ended` is told of each as it ends. Outcomes come in the order of the units. SIGINT and SIGTERM end the
    crawls under way politely and begin no more; what there is time for is judged.
    """
    return asyncio.run(_sweep(units, options, ended))


def exit_code(outcomes: Iterable[UnitOutcome]) -> int:
    """0 where every unit finished, else 3."""
    done = all(outcome.state is UnitState.FINISHED for outcome in outcomes)
    return FINISHED if done else NOT_FINISHED


def write_summary(outcomes: Iterable[UnitOutcome], path: Path) -> str:
    """The summary as JSON; also left in a file beside the results."""
    text = json.dumps([as_plain(outcome) for outcome in outcomes], ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, "utf-8")
    return text


def as_plain(outcome: UnitOutcome) -> dict[str, object]:
    result = outcome.result
    return {
        "unit": outcome.unit.id,
        "name": outcome.unit.name,
        "state": outcome.state,
        "exit_code": outcome.exit_code,
        "reason": outcome.reason or None,
        "seconds": round(outcome.seconds, 1),
        "run": result.run if result else None,
        "pages_fetched": result.pages_fetched if result else None,
        "failing": result.failing if result else None,
        "lowest": result.lowest if result else None,
        "highest": round(result.highest, 6) if result else None,
        "maximum": result.maximum if result else None,
        "grade": result.grade if result else None,
        "official": not result.unconfirmed if result else None,
        "folder": str(outcome.folder) if outcome.exit_code is not None or result else None,
    }


async def _sweep(units: Sequence[Unit], options: SweepOptions, ended: Ended) -> tuple[UnitOutcome, ...]:
    by_host: dict[str, asyncio.Lock] = {}
    async with Crawls(options.out, options.limits) as crawls, Judges() as judges:
        sweep = _Sweep(options, crawls, judges)

        async def one(unit: Unit) -> UnitOutcome:
            # The host before the place: who waits for a host keeps nobody else waiting.
            host = by_host.setdefault(host_of(unit.home_url).removeprefix("www."), asyncio.Lock())
            async with host:
                outcome = await sweep.audit(unit)
            ended(outcome)
            return outcome

        with _on_signal(sweep.stop):
            return tuple(await asyncio.gather(*(one(unit) for unit in units)))


class _Sweep:
    """The audits of one sweep."""

    def __init__(self, options: SweepOptions, crawls: Crawls, judges: Judges) -> None:
        self._options = options
        self._crawls = crawls
        self._judges = judges
        self._places = asyncio.Semaphore(options.parallel)
        self._stopped_at: float | None = None

    def stop(self) -> None:
        """Asked again, it does not wait any longer."""
        if self._stopped_at is not None:
            self._crawls.kill()
            self._judges.end()
            return
        self._stopped_at = time.monotonic()
        self._crawls.stop()
        asyncio.get_running_loop().call_later(SECONDS_TO_END, self._judges.end)

    async def audit(self, unit: Unit) -> UnitOutcome:
        """One unit, whatever happens to it."""
        folder = self._options.out / unit.id
        done = read_result(folder) if self._options.resume else None
        if done is not None and done.complete:
            return UnitOutcome(unit, UnitState.FINISHED, folder, None, 0.0, "上次已完成，未重复检查", done)
        try:
            return await self._audit(unit, folder)
        except OSError as error:
            return UnitOutcome(unit, UnitState.FAILED, folder, reason=f"不能启动检查：{system_fault(error)}")
        except XunjianError as error:
            return UnitOutcome(
                unit, UnitState.FAILED, folder, error.exit_code, reason=error.message.rstrip("。")
            )

    async def _audit(self, unit: Unit, folder: Path) -> UnitOutcome:
        request = replace(
            self._options.request,
            target=unit.id,
            out=folder,
            resume=self._options.resume and (folder / "snapshot.sqlite").exists(),
        )
        async with self._places:
            if self._stopped_at is not None:
                return UnitOutcome(unit, UnitState.STOPPED, folder, reason="尚未开始，已被中断")
            began, started = time.monotonic(), datetime.now(UTC)
            ready = await asyncio.to_thread(prepare_audit, request)
            ends = time.monotonic() + self._options.deadline_seconds
            end = await self._crawls.crawl(self._job(unit, ready, request))
            left = ends - time.monotonic()
        if end is None:
            return UnitOutcome(unit, UnitState.STOPPED, folder, reason="尚未开始，已被中断")
        if end.died:  # as all was to end
            return UnitOutcome(unit, UnitState.STOPPED, folder, None, time.monotonic() - began, _STOPPED)
        if end.fault:
            return UnitOutcome(unit, UnitState.FAILED, folder, 2, time.monotonic() - began, end.fault)
        stopped_at = self._stopped_at if end.finish_reason == "stopped" else None
        log = self._options.out / f"{unit.id}.log"
        crawled = Crawled(end.finish_reason, started, stopped_at, left)
        judged = await self._judges.judge(JudgeOrder(request, crawled, log))
        remove_if_empty(log)
        return self._outcome(unit, folder, end, judged, time.monotonic() - began)

    def _job(self, unit: Unit, ready: Ready, request: AuditRequest) -> SiteJob:
        plan = ready.plan.model_copy(update={"deadline_seconds": self._options.deadline_seconds})
        return SiteJob(unit.id, plan, ready.snapshot.absolute(), request.resume)

    def _outcome(
        self, unit: Unit, folder: Path, end: SiteEnd, judged: JudgeEnd, seconds: float
    ) -> UnitOutcome:
        code = judged.exit_code
        result = read_result(folder) if code in (0, 1, 3) else None
        reason = (result.incomplete_reason if result else "") or judged.message
        if code in (0, 1):
            state, reason = UnitState.FINISHED, ""
        elif end.finish_reason == "deadline":
            state = UnitState.TIMEOUT
            reason = f"超过时限 {self._options.deadline_seconds / 60:g} 分钟，已结束"
        elif self._stopped_at is not None and (code is None or end.finish_reason == "stopped"):
            state, reason = UnitState.STOPPED, _STOPPED
        elif judged.late:
            state = UnitState.TIMEOUT
        else:
            state = UnitState.INCOMPLETE if code == 3 else UnitState.FAILED
        return UnitOutcome(unit, state, folder, code, seconds, end.gave_up or reason.rstrip("。"), result)


@contextmanager
def _on_signal(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
