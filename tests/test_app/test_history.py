"""Two looks at one portal: what the second says of the first, and what its snapshot alone repeats."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile
from xunjian.app.accuracy_past import live_through
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.outputs import AuditResult
from xunjian.app.score import ScoreRequest, run_score
from xunjian.app.sweep import SweepOptions, run_sweep
from xunjian.model.audit import Audit, AuditFinding, load_audit
from xunjian.model.unit import Unit
from xunjian.testing.history_defects import dates_of_the_visit
from xunjian.testing.planting import plant
from xunjian.testing.portals.case import AS_OF, department
from xunjian.testing.server import Running, serve
from xunjian.testing.spec import PortalSpec


@pytest.fixture(scope="module")
def spec() -> PortalSpec:
    whole = department(14)
    small = replace(whole, columns=tuple(each for each in whole.columns if each.slug in ("gzdt", "tzgg")))
    return plant(small, dates_of_the_visit("tzgg", 3)).spec


def request_of(running: Running, out: Path) -> AuditRequest:
    return AuditRequest(
        running.home, unit_type="department", as_of=AS_OF, delay=0.0, allow_private=True, browser=False,
        out=out, resolve=running.resolve,
    )  # fmt: skip


def forged(audit: Audit) -> list[AuditFinding]:
    return [each for each in audit.findings if each.check == "update.forged_date"]


def status(audit: Audit) -> str:
    return next(each.status.value for each in audit.checks if each.check == "update.forged_date")


def test_the_second_look_names_both_snapshots(spec: PortalSpec, tmp_path: Path) -> None:
    with serve(spec) as running:
        request = live_through(running, request_of(running, tmp_path / "now"), tmp_path)
        result: AuditResult = run_audit(request)
    (finding,) = forged(result.audit)
    assert finding.status.value == "review"
    old, new, _ = finding.evidence
    with (
        SnapshotFile.open(tmp_path / "earlier/snapshot.sqlite") as earlier,
        SnapshotFile.open(result.snapshot) as now,
    ):
        assert earlier.body_of(old.sha256 or "") is not None
        assert now.body_of(new.sha256 or "") is not None
        assert now.body_of(old.sha256 or "") is None
        assert earlier.sha256 is not None
        assert earlier.sha256 in (old.quote or "")
        taken = earlier.sha256
    (tmp_path / "past.db").unlink()
    (tmp_path / "earlier/snapshot.sqlite").unlink()
    alone = run_score(ScoreRequest(str(tmp_path / "now"), out=tmp_path / "alone", record=False)).audit
    assert [each.message for each in forged(alone)] == [finding.message]
    assert taken in str(forged(alone)[0].evidence)


def test_a_sweep_compares_too(spec: PortalSpec, tmp_path: Path) -> None:
    with serve(spec) as running:
        request = live_through(running, request_of(running, tmp_path / "x"), tmp_path)
        unit = Unit("measured", spec.name, spec.unit_type, running.home, newmedia=spec.past.accounts)
        options = SweepOptions(replace(request, out=None), tmp_path / "sweep")
        (outcome,) = run_sweep([unit], options, lambda each: None)
    assert outcome.result is not None
    text = (tmp_path / "sweep/measured/audit.json").read_text("utf-8")
    assert status(load_audit(text)) == "review"


def test_the_first_look_knows_nothing_of_it(spec: PortalSpec, tmp_path: Path) -> None:
    with serve(spec) as running:
        request = replace(request_of(running, tmp_path / "now"), database=f"sqlite:///{tmp_path}/y.db")
        first = run_audit(request).audit
        assert status(first) == "unknown"
        # Another server under the same name is another site.
        elsewhere = replace(
            request,
            as_of=AS_OF + timedelta(days=1),
            out=tmp_path / "two",
            resolve={"x.example": "127.0.0.9:1"},
        )
        assert status(run_audit(elsewhere).audit) == "unknown"
