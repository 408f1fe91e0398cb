"""The schedule as data: which job is due when, and the command that it fires."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from xunjian.app.packs import read_text
from xunjian.app.runs import SHANGHAI
from xunjian.model.hours import Hours
from xunjian.paths import config_dir, data_dir
from xunjian.yaml_document import parse_yaml

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = dict(zip(("周一", "周二", "周三", "周四", "周五", "周六", "周日"), WEEKDAYS, strict=True)) | {
    day: day for day in WEEKDAYS
}


def _time(value: object) -> object:
    """YAML reads an unquoted 12:30 as 750 minutes."""
    if type(value) is int and 0 <= value < 24 * 60:
        value = f"{value // 60:02}:{value % 60:02}"
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError(f'时间“{value}”不对，应写作 "02:00"。')
    return value


def _hours(value: object) -> object:
    return str(Hours.parse(str(value)))


def _day(value: object) -> object:
    """Names only: numbers count from different days in different programs."""
    if not isinstance(value, str) or value.lower() not in _DAYS:
        raise ValueError(f"星期“{value}”不对，应写作 周一 至 周日（或 mon 至 sun）。")
    return _DAYS[value.lower()]


def _moment(value: object) -> object:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f'时刻“{value}”不对，应写作 "2026-11-21 02:00"。') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


_VALUED = ("group", "pack", "parallel", "deadline", "memory", "hours", "max_pages", "concurrency", "delay")
_FLAGS = ("no_browser", "no_since", "allow_private")
"""Options of the sweep, by their names in a job."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SweepEntry(_Entry):
    """Options of the sweep that a job fires; what is absent has the default of the command."""

    group: str | None = None
    pack: str | None = None
    parallel: int | None = Field(None, ge=1, le=64)
    deadline: float | None = Field(None, gt=0)
    memory: int | None = Field(None, ge=100)
    hours: Annotated[str, BeforeValidator(_hours)] | None = None
    max_pages: int | None = Field(None, ge=1)
    concurrency: int | None = Field(None, ge=1, le=64)
    delay: float | None = Field(None, ge=0)
    no_browser: bool = False
    no_since: bool = False
    allow_private: bool = False
    out: str | None = None


class ProbeEntry(_Entry):
    """Options of the availability round that a job fires."""

    group: str | None = None
    witness: tuple[str, ...] = ()
    allow_private: bool = False

    def arguments(self) -> list[str]:
        words = ["--group", self.group] if self.group is not None else []
        words += [word for url in self.witness for word in ("--witness", url)]
        return [*words, "--allow-private"] if self.allow_private else words


class JobEntry(_Entry):
    """One job, a sweep unless it says `probe`: daily `at` a time (on `days`), `once`, or `every_minutes`.

    Times are Asia/Shanghai.
    """

    id: str = Field(pattern=r"^\w[\w.-]{0,79}$")
    title: str = ""
    at: Annotated[str, BeforeValidator(_time)] | None = None
    days: tuple[Annotated[str, BeforeValidator(_day)], ...] = WEEKDAYS
    once: Annotated[datetime, BeforeValidator(_moment)] | None = None
    every_minutes: int | None = Field(None, ge=1)
    grace_minutes: float = Field(60, gt=0)
    sweep: SweepEntry = SweepEntry()
    probe: ProbeEntry | None = None

    @model_validator(mode="after")
    def _one_time(self) -> "JobEntry":
        if sum(value is not None for value in (self.at, self.once, self.every_minutes)) != 1:
            raise ValueError(f"任务“{self.id}”应写且只写 at、once、every_minutes 中的一个。")
        if not self.days:
            raise ValueError(f"任务“{self.id}”的 days 是空的，应至少写一天，或删去这一行。")
        if self.probe is not None and "sweep" in self.model_fields_set:
            raise ValueError(f"任务“{self.id}”既写了 sweep 又写了 probe，应分成两个任务。")
        return self


class ScheduleFile(_Entry):
    jobs: tuple[JobEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Job:
    """A job of the schedule: when, and what it fires."""

    id: str
    title: str
    entry: JobEntry

    def arguments(self, slot: datetime) -> list[str]:
        """What follows `xunjian sweep`. Results go to the data folder unless the job says where."""
        sweep = self.entry.sweep
        stamp = f"{slot.astimezone(SHANGHAI):%Y%m%d-%H%M%S}"
        out = Path(sweep.out).expanduser() if sweep.out else data_dir() / "results"
        words = ["--out", str(out / f"{self.id}-{stamp}")]
        for option in _VALUED:
            value = getattr(sweep, option)
            if value is not None:
                words += [f"--{option.replace('_', '-')}", f"{value}"]
        return words + [f"--{name.replace('_', '-')}" for name in _FLAGS if getattr(sweep, name)]

    def command(self, slot: datetime) -> list[str]:
        probe = self.entry.probe
        verb = ["sweep", *self.arguments(slot)] if probe is None else ["probe", *probe.arguments()]
        return [sys.executable, "-P", "-m", "xunjian", *verb]


def schedule_path() -> Path:
    """The user's own schedule, else the shipped one."""
    own = data_dir() / "schedule.yaml"
    return own if own.is_file() else config_dir() / "schedule.yaml"


def read_schedule(path: Path) -> Sequence[Job]:
    """The jobs of a file. Raises ConfigError with file, line and what to write instead."""
    document = parse_yaml(read_text(path), str(path))
    entries = document.validate(ScheduleFile).jobs
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.id in seen:
            first = document.line(("jobs", seen[entry.id], "id"))
            raise document.error(("jobs", index, "id"), f"任务“{entry.id}”重复，第 {first} 行已用过。")
        seen[entry.id] = index
    return [Job(entry.id, entry.title or entry.id, entry) for entry in entries]
