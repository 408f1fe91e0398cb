"""The schedule: read with line numbers, fired once for each slot, ended cleanly."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler import next_due, trigger_of
from storage.database import open_database
from storage.slots import SlotState, list_slots
from xunjian.app.firing import Firing
from xunjian.app.runs import SHANGHAI
from xunjian.app.schedule import Job, JobEntry, read_schedule
from xunjian.errors import ConfigError
from xunjian.paths import config_dir

DUE = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sleeper(Job):
    """A job whose sweep is a sleep."""

    seconds: float = 60
    code: int = 0

    def command(self, slot: datetime) -> list[str]:
        return [sys.executable, "-c", f"import time; time.sleep({self.seconds}); exit({self.code})"]


def job(**fields: object) -> Job:
    entry = JobEntry.model_validate({"id": "j"} | fields)
    return Job(entry.id, "任务", entry)


def sleeper(seconds: float = 60, code: int = 0) -> Sleeper:
    return Sleeper("j", "任务", job(at="02:00").entry, seconds, code)


def read(tmp_path: Path, text: str) -> list[Job]:
    path = tmp_path / "schedule.yaml"
    path.write_text(text, "utf-8")
    return list(read_schedule(path))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_shipped_schedule_is_nightly_with_samples_all_day() -> None:
    nightly, samples = read_schedule(config_dir() / "schedule.yaml")
    assert next_due(nightly, None, local("2026-11-21 12:00")) == local("2026-11-22 02:00")
    assert samples.command(DUE)[3:] == ["xunjian", "probe"]
    assert 24 * 60 / (samples.entry.every_minutes or 999) >= 20


def test_a_job_may_take_samples(tmp_path: Path) -> None:
    probe = "group: 市直, witness: ['https://a.example/', 'https://b.example/'], allow_private: true"
    (found,) = read(tmp_path, f"jobs: [{{id: p, every_minutes: 45, probe: {{{probe}}}}}]")
    assert found.command(DUE)[4:] == [
        *("probe", "--group", "市直", "--witness", "https://a.example/"),
        *("--witness", "https://b.example/", "--allow-private"),
    ]


@pytest.mark.parametrize(
    ("fields", "now", "due"),
    [
        ({"at": "02:00"}, "2026-11-21 01:59", "2026-11-21 02:00"),
        ({"at": 750}, "2026-11-21 12:00", "2026-11-21 12:30"),
        ({"at": "02:00", "days": ["周一"]}, "2026-11-21 12:00", "2026-11-23 02:00"),
        ({"at": "02:00", "days": ["周日", "sat"]}, "2026-11-21 12:00", "2026-11-22 02:00"),
        ({"once": "2026-12-01 05:00"}, "2026-11-21 12:00", "2026-12-01 05:00"),
        ({"every_minutes": 30}, "2026-11-21 12:01", "2026-11-21 12:30"),
    ],
)
def test_when_a_job_is_due(fields: dict[str, object], now: str, due: str) -> None:
    """2026-11-23 is a Monday. All times are Asia/Shanghai, whatever the machine thinks."""
    assert next_due(job(**fields), None, local(now).astimezone(UTC)) == local(due)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        ("2026-11-20 02:00", "2026-11-21 02:30", "2026-11-21 02:00"),
        ("2026-11-20 02:00", "2026-11-21 03:30", "2026-11-22 02:00"),
        ("2026-11-21 02:00", "2026-11-21 02:30", "2026-11-22 02:00"),
        (None, "2026-11-21 02:30", "2026-11-22 02:00"),
    ],
    ids=["missed, within the hour", "missed, too late", "was fired", "never ran before"],
)
def test_a_missed_time_is_made_up_for(last: str | None, now: str, due: str) -> None:
    assert next_due(job(at="02:00"), local(last) if last else None, local(now)) == local(due)


def test_a_one_off_that_was_fired_is_over() -> None:
    once = job(once="2026-12-01 05:00")
    assert next_due(once, local("2026-12-01 05:00"), local("2026-12-01 05:10")) is None
    assert trigger_of(once).get_next_fire_time(local("2026-12-01 05:00"), local("2026-12-01 05:01")) is None


def test_options_reach_the_command(tmp_path: Path) -> None:
    options = "group: 市直, parallel: 2, max_pages: 9, no_browser: true, no_since: true, out: /o"
    text = f"jobs: [{{id: n, at: '02:00', sweep: {{{options}}}}}]"
    (found,) = read(tmp_path, text)
    assert found.arguments(DUE) == [
        *("--out", "/o/n-20261121-020000"),
        *("--group", "市直", "--parallel", "2", "--max-pages", "9", "--no-browser", "--no-since"),
    ]
    assert found.command(DUE)[:5] == [sys.executable, "-P", "-m", "xunjian", "sweep"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("jobs:\n  - id: a\n    at: 25:00\n", 3, "02:00"),
        ("jobs:\n  - id: a\n    at: '02:00'\n    days: [0]\n", 4, "周一"),
        ("jobs:\n  - id: a\n", 2, "at、once、every_minutes"),
        ("jobs:\n  - id: a\n    at: '02:00'\n    once: '2026-11-21 02:00'\n", 2, "只写"),
        ("jobs:\n  - id: a\n    once: tomorrow\n", 3, "2026-11-21 02:00"),
        ("jobs:\n  - id: a\n    at: '02:00'\n    grop: x\n", 4, "grop"),
        ("jobs:\n  - {id: a, at: '02:00'}\n  - {id: a, at: '03:00'}\n", 3, "第 2 行已用过"),
        ("jobs:\n  - id: a\n    id: b\n", 3, "重复"),
        ("jobs:\n  - {id: a, at: '02:00', sweep: {}, probe: {}}\n", 2, "两个任务"),
        ("jobs: []\n", 1, "jobs"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert f"第 {line} 行" in caught.value.message
    assert said in caught.value.message + caught.value.hint


@pytest.fixture
def firing(tmp_path: Path) -> Firing:
    address = f"sqlite:///{tmp_path}/x.db"
    return Firing(open_database(address), address, tmp_path / "logs", lambda line: None, 10)


def test_two_schedulers_fire_one_slot_once(firing: Firing) -> None:
    other = replace(firing, _running={})
    first = sleeper(0)
    threads = [threading.Thread(target=each.fire, args=(first, DUE)) for each in (firing, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (slot,) = list_slots(firing.engine)
    assert (slot.job, slot.slot_at, slot.state) == ("j", DUE, SlotState.FIRED)
    firing.end()
    other.end()


def test_the_end_of_a_sweep_is_noted(firing: Firing) -> None:
    firing.fire(sleeper(0, code=3), DUE)
    for _ in range(200):
        firing.reap()
        if list_slots(firing.engine)[0].state is SlotState.ENDED:
            break
        time.sleep(0.05)
    slot = list_slots(firing.engine)[0]
    assert (slot.state, slot.exit_code) == (SlotState.ENDED, 3)
    assert slot.pid


def test_a_job_still_at_work_is_not_started_again(firing: Firing) -> None:
    firing.fire(sleeper(), DUE)
    firing.fire(sleeper(), DUE + timedelta(days=1))
    assert [slot.state for slot in list_slots(firing.engine)] == [SlotState.SKIPPED, SlotState.FIRED]
    firing.end()
    assert [slot.exit_code for slot in list_slots(firing.engine)] == [None, -signal.SIGTERM]


def test_a_command_that_cannot_be_started_is_noted(firing: Firing) -> None:
    firing.logs.write_text("a file where the folder should be")
    firing.fire(sleeper(), DUE)
    assert list_slots(firing.engine)[0].state is SlotState.FAILED


def start_scheduler(tmp_path: Path, jobs: Path) -> subprocess.Popen[str]:
    code = (
        "import sys\nfrom pathlib import Path\nfrom scheduler import run_scheduler\n"
        "from xunjian.app.schedule import read_schedule\nfrom xunjian.errors import StorageError\n"
        "def say(line): print(line, flush=True)\n"
        "try:\n    run_scheduler(read_schedule(Path(sys.argv[1])), say, sys.argv[2])\n"
        "except StorageError as error:\n    say(error.message)\n    sys.exit(2)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(jobs), f"sqlite:///{tmp_path}/x.db"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"XUNJIAN_HOME": str(tmp_path / "home")},
    )


def read_until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"the scheduler never said {words}")


def test_a_real_scheduler_fires_and_ends_cleanly(tmp_path: Path) -> None:
    """A one-off two seconds ahead: one of two processes runs, fires it, notes its end, obeys SIGTERM."""
    once = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    jobs = tmp_path / "jobs.yaml"
    jobs.write_text(f"jobs: [{{id: soon, once: '{once}'}}]", "utf-8")
    first = start_scheduler(tmp_path, jobs)
    limit = threading.Timer(60, first.kill)  # what is never said must not be waited for
    limit.start()
    try:
        read_until(first, "调度开始")
        second = start_scheduler(tmp_path, jobs)
        said, _ = second.communicate(timeout=30)
        assert (second.returncode, "已有一个调度进程" in said) == (2, True)
        read_until(first, "soon：已结束")
        first.send_signal(signal.SIGTERM)
        read_until(first, "调度结束")
        assert first.wait(30) == 0
    finally:
        limit.cancel()
        first.kill()
        first.wait()
    (slot,) = list_slots(open_database(f"sqlite:///{tmp_path}/x.db"))
    assert (slot.job, slot.state) == ("soon", SlotState.ENDED)
    assert slot.slot_at.isoformat() == once
    assert slot.exit_code is not None
