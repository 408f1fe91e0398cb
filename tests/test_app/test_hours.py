"""A sweep keeps to its hours of the day, says so, and is gone on with in the next; an audit is not bound."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.test_app.sweeping import small_site, sweep
from tests.test_crawler.loopback import serving
from xunjian.app.outcome import UnitState
from xunjian.app.runs import SHANGHAI
from xunjian.app.schedule import Job, read_schedule
from xunjian.cli.options import parse_hours
from xunjian.errors import ConfigError, UsageError


def test_sweep_outside_its_hours_waits_for_the_next(tmp_path: Path) -> None:
    now = datetime.now(SHANGHAI)
    closed = f"{now + timedelta(hours=2):%H:%M}-{now + timedelta(hours=3):%H:%M}"
    with serving(small_site()) as site:
        outcome = sweep(tmp_path, {"one": site.url}, hours=parse_hours(closed))["one"]
        assert site.requests == []
        assert outcome.state is UnitState.INCOMPLETE
        assert "不在规定的检查时段内" in outcome.reason
        around = f"{now - timedelta(hours=1):%H:%M}-{now + timedelta(hours=2):%H:%M}"
        again = sweep(tmp_path, {"one": site.url}, hours=parse_hours(around), resume=True)["one"]
        assert again.state is UnitState.FINISHED


def test_hours_of_a_schedule_reach_the_sweep(tmp_path: Path) -> None:
    text = 'jobs:\n  - id: n\n    at: "22:00"\n    sweep: {{hours: "{}"}}\n'
    path = tmp_path / "schedule.yaml"
    path.write_text(text.format("22:00-6:00"), "utf-8")
    (job,) = read_schedule(path)
    assert isinstance(job, Job)
    arguments = job.arguments(datetime(2026, 11, 21, 14, tzinfo=UTC))
    assert arguments[arguments.index("--hours") + 1] == "22:00-06:00"
    path.write_text(text.format("夜里"), "utf-8")
    with pytest.raises(ConfigError, match="22:00-06:00"):
        read_schedule(path)


def test_hours_that_are_none_are_refused_in_one_line() -> None:
    with pytest.raises(UsageError, match="--hours"):
        parse_hours("夜里")
