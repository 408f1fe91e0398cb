"""Fires the jobs of the schedule at their times; `xunjian schedule` runs it.

It fires and never works: a firing takes a slot in the database and starts a sweep as a process of its own.
Two schedulers on one database cannot run; were they to, each slot would still be fired once.
"""

import signal
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_MISSED
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from storage.database import default_address, open_database
from storage.locks import scheduler_lock
from storage.slots import last_slot
from xunjian.app.firing import Firing
from xunjian.app.runs import SHANGHAI
from xunjian.app.schedule import Job
from xunjian.paths import data_dir

REAP_SECONDS = 2
_EPOCH = datetime(2026, 1, 1, tzinfo=SHANGHAI)
"""Intervals count from here, so that every process has the same slots."""


class SlotExecutor(DebugExecutor):  # type: ignore[misc]  # apscheduler has no types
    """Runs jobs in the scheduler's own thread, and keeps when one was due, which APScheduler tells nobody."""

    due = _EPOCH

    def _do_submit_job(self, job: object, run_times: list[datetime]) -> None:
        self.due = run_times[-1].astimezone(UTC)
        super()._do_submit_job(job, run_times)


def trigger_of(job: Job) -> BaseTrigger:
    """When a job is due. Weekdays go by name: 0 is Monday here and Sunday in crontab."""
    entry = job.entry
    if entry.once is not None:
        return DateTrigger(entry.once, timezone=SHANGHAI)
    if entry.every_minutes is not None:
        return IntervalTrigger(minutes=entry.every_minutes, start_date=_EPOCH, timezone=SHANGHAI)
    hour, _, minute = str(entry.at).partition(":")
    return CronTrigger(
        day_of_week=",".join(entry.days), hour=int(hour), minute=int(minute), timezone=SHANGHAI
    )


def next_due(job: Job, last: datetime | None, now: datetime) -> datetime | None:
    """When to fire next. A time that passed while no scheduler ran is made up for, within the job's grace."""
    if last is None:
        since = now
    elif job.entry.once is not None and last >= job.entry.once:
        return None
    else:
        grace = timedelta(minutes=job.entry.grace_minutes)
        since = max(last + timedelta(seconds=1), now - grace)
    due: datetime | None = trigger_of(job).get_next_fire_time(None, since)
    return due


def run_scheduler(
    jobs: Sequence[Job], say: Callable[[str], None], address: str | None = None, grace_seconds: float = 120
) -> None:
    """Run until SIGTERM or SIGINT. Raises StorageError where another scheduler holds the database."""
    address = address or default_address()
    engine = open_database(address)
    with scheduler_lock(engine):
        firing = Firing(engine, address, data_dir() / "logs", say, grace_seconds)
        executor = SlotExecutor()
        scheduler = BlockingScheduler(
            timezone=SHANGHAI,
            executors={"default": executor},
            job_defaults={"coalesce": True, "max_instances": 1},
        )
        for job in jobs:
            due = next_due(job, last_slot(engine, job.id), datetime.now(UTC))
            if due is None:
                say(f"{job.id}：时刻已过，不再执行")
                continue
            scheduler.add_job(
                lambda job=job: firing.fire(job, executor.due),
                trigger_of(job),
                id=job.id,
                name=job.title,
                next_run_time=due,
                misfire_grace_time=max(1, int(job.entry.grace_minutes * 60)),
            )
            say(f"{job.id}（{job.title}）：下次 {due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
        scheduler.add_job(firing.reap, IntervalTrigger(seconds=REAP_SECONDS), misfire_grace_time=None)
        scheduler.add_listener(lambda event: say(f"{event.job_id}：错过了时刻，未执行"), EVENT_JOB_MISSED)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=scheduler.shutdown).start())
        say(f"调度开始，任务 {len(jobs)} 个，按 Ctrl-C 结束")
        scheduler.start()
        firing.end()
        say("调度结束")
