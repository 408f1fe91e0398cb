"""Facts read on several cores are the facts read on one."""

from datetime import date
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile
from xunjian.app import facts as facts_module
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.facts import read_facts
from xunjian.errors import StorageError
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import serve


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("audit")
    with serve(demo_case(date(2026, 11, 20)).spec) as running:
        request = AuditRequest(
            target=running.home,
            as_of=date(2026, 11, 20),
            delay=0,
            allow_private=True,
            browser=False,
            out=out,
            record=False,
        )
        return run_audit(request).snapshot


def test_several_processes_read_what_one_reads(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SnapshotFile.open(snapshot) as opened:
        unit = opened.plan.units[0]
        alone = read_facts(opened, snapshot, unit)
        monkeypatch.setattr(facts_module, "_MANY", 1)
        monkeypatch.setattr("os.cpu_count", lambda: 3)
        together = read_facts(opened, snapshot, unit)
    assert alone == together


def test_a_process_that_dies_is_an_error_not_a_shorter_site(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_module, "_MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with SnapshotFile.open(snapshot) as opened, pytest.raises(StorageError):
        read_facts(opened, tmp_path / "not-there.sqlite", opened.plan.units[0])
