"""The demonstration: its faults are there on any day, and the audit says so."""

from datetime import date, timedelta
from pathlib import Path

from xunjian.app.demo import run_demo
from xunjian.testing.portal import build
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.site import Hosts
from xunjian.testing.truth import truth

HOSTS = Hosts("http://127.0.0.1:8001", "http://127.0.0.2:8002", "http://127.0.0.3:8003")


def test_the_same_faults_on_every_day_of_the_year() -> None:
    counted = set()
    for step in range(0, 366, 13):
        case = demo_case(date(2026, 1, 5) + timedelta(days=step))
        told = truth(case.spec, build(case.spec, HOSTS))
        counted.add(tuple(sorted(each.check for each in told.findings)))
    assert len(counted) == 1
    assert 15 <= len(counted.pop()) <= 30


def test_every_promise_of_the_demonstration_is_kept() -> None:
    planted = demo_case(date(2026, 11, 20)).planted
    site = build(planted.spec, HOSTS)
    told = truth(planted.spec, site)
    for promise in planted.promises:
        if promise.status == "unknown":
            continue
        subject = promise.subject(site) if promise.subject else None
        assert any(subject is None or subject in each.subjects for each in told.of(promise.check)), promise


def test_the_demonstration_runs_and_leaves_its_files(tmp_path: Path) -> None:
    result = run_demo(tmp_path / "demo", date(2026, 11, 20))
    assert result.audit.unit.name == "江北县人民政府"
    assert result.audit.run.complete
    assert result.audit.run.pages_fetched >= 60
    failing = {each.check for each in result.audit.checks if str(each.status) == "fail"}
    assert {"footer.police", "links.home", "links.attachment", "column.required", "update.column"} <= failing
    for name in ("audit.json", "report.html", "failing-items.xlsx", "snapshot.sqlite"):
        assert (tmp_path / "demo" / name).stat().st_size > 0
