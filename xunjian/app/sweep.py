"""A sweep: many units, several at once, each in a process of its own; a bad one never holds the rest."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xunjian.app.unit_process import UnitOutcome, UnitState
from xunjian.errors import system_fault
from xunjian.model.unit import Unit, host_of

AuditOne = Callable[[Unit, asyncio.Event], Awaitable[UnitOutcome]]
Ended = Callable[[UnitOutcome], None]

FINISHED, NOT_FINISHED = 0, 3


def run_sweep(
    units: Sequence[Unit], audit_one: AuditOne, parallel: int, ended: Ended
) -> tuple[UnitOutcome, ...]:
    """Audit every unit, at most `parallel` at once, and never two on one host: its manners are per host.

    `ended` is told of each as it ends. Outcomes come in the order of the units. SIGINT and SIGTERM end the
    audits under way politely and start no more.
    """
    return asyncio.run(_sweep(units, audit_one, parallel, ended))


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
    audit = outcome.audit
    return {
        "unit": outcome.unit.id,
        "name": outcome.unit.name,
        "state": outcome.state,
        "exit_code": outcome.exit_code,
        "reason": outcome.reason or None,
        "seconds": round(outcome.seconds, 1),
        "run": audit.run.id if audit else None,
        "pages_fetched": audit.run.pages_fetched if audit else None,
        "failing": outcome.failing if audit else None,
        "lowest": audit.score.awarded if audit else None,
        "highest": round(audit.score.highest, 6) if audit else None,
        "maximum": audit.score.maximum if audit else None,
        "folder": str(outcome.folder) if outcome.exit_code is not None or audit else None,
    }


async def _sweep(
    units: Sequence[Unit], audit_one: AuditOne, parallel: int, ended: Ended
) -> tuple[UnitOutcome, ...]:
    places = asyncio.Semaphore(parallel)
    hosts = {unit.id: asyncio.Lock() for unit in units}
    by_host: dict[str, asyncio.Lock] = {}
    for unit in units:
        hosts[unit.id] = by_host.setdefault(host_of(unit.home_url).removeprefix("www."), hosts[unit.id])
    stop = asyncio.Event()

    async def one(unit: Unit) -> UnitOutcome:
        # The host before the place: who waits for a host keeps nobody else waiting.
        async with hosts[unit.id], places:
            outcome = await _contained(unit, audit_one, stop)
        ended(outcome)
        return outcome

    with _stopping(stop):
        return tuple(await asyncio.gather(*(one(unit) for unit in units)))


async def _contained(unit: Unit, audit_one: AuditOne, stop: asyncio.Event) -> UnitOutcome:
    if stop.is_set():
        return UnitOutcome(unit, UnitState.STOPPED, Path(), reason="尚未开始，已被中断")
    try:
        return await audit_one(unit, stop)
    except OSError as error:
        return UnitOutcome(unit, UnitState.FAILED, Path(), reason=f"不能启动检查：{system_fault(error)}")


@contextmanager
def _stopping(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
