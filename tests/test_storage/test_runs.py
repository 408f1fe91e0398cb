"""Runs come back as they were saved."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from storage import runs
from storage.tables import FindingRow, IndicatorRow, ResultRow, RunRow, SnapshotRow
from storage.units import find_unit, list_units
from tests.test_storage.audits import START, audit, finding
from xunjian.errors import StorageError
from xunjian.model.audit import dump_audit


def count(engine: Engine, table: type) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_audit_json_comes_back_byte_for_byte(engine: Engine) -> None:
    odd = "引号“”\t制表 \u0000 零字节 \U0001f600 0.30000000000000004"
    saved = audit("r1", [finding("x", text=odd), finding("y", "review")])
    runs.save_audit(engine, saved, Path("/data/s1.sqlite"), "aa")
    assert runs.load_audit_text(engine, "r1").encode() == dump_audit(saved).encode()
    assert dump_audit(runs.load_audit(engine, "r1")) == dump_audit(saved)


def test_the_rows_can_be_counted(engine: Engine) -> None:
    runs.save_audit(engine, audit("r1", [finding("x"), finding("y", "review")]), Path("s.sqlite"), "aa")
    assert [count(engine, table) for table in (ResultRow, IndicatorRow, FindingRow)] == [1, 1, 2]
    with engine.connect() as connection:
        row = connection.execute(select(*FindingRow.__table__.columns).order_by(FindingRow.position)).first()
        awarded = connection.scalar(select(RunRow.awarded))
        pending = connection.scalar(select(IndicatorRow.awarded))
    assert row is not None
    assert (row.status, row.subject_url, row.responsible) == ("fail", "http://a.example/x", ["办公室"])
    assert row.evidence == [{"kind": "http", "url": "http://a.example/x", "status": 404}]
    assert (awarded, pending) == (7.1, None)


def test_a_run_is_listed_with_its_snapshot(engine: Engine) -> None:
    runs.save_audit(engine, audit("r1", [finding("x")]), Path("/data/s1.sqlite"), "aa")
    (run,) = runs.list_runs(engine)
    assert (run.unit_id, run.unit_name, run.failing, run.complete) == ("a", "a局", 1, True)
    assert (run.snapshot_path, run.snapshot_sha256) == (Path("/data/s1.sqlite"), "aa")
    assert run.started_at == START
    assert run.started_at.utcoffset() is not None


def test_judging_again_keeps_one_snapshot_and_its_time(engine: Engine) -> None:
    runs.save_audit(engine, audit("r1"), Path("/old/s.sqlite"), "aa")
    runs.save_audit(engine, audit("r2", day=9), Path("/new/s.sqlite"), "aa")
    assert count(engine, SnapshotRow) == 1
    for run in runs.list_runs(engine):
        assert run.taken_at == START
        assert run.snapshot_path == Path("/new/s.sqlite")


def test_the_newest_run_is_of_the_newest_look(engine: Engine) -> None:
    runs.save_audit(engine, audit("old", day=0), Path("1"), "s1")
    runs.save_audit(engine, audit("new", day=1), Path("2"), "s2")
    runs.save_audit(engine, audit("old-judged-again", day=2), Path("1"), "s1")
    runs.save_audit(engine, audit("other", unit="b"), Path("3"), "s3")
    assert [run.id for run in runs.newest_runs(engine)] == ["new", "other"]
    assert [run.id for run in runs.list_runs(engine, "a")] == ["new", "old-judged-again", "old"]
    assert [run.id for run in runs.list_runs(engine, "a", limit=1)] == ["new"]


def test_a_run_is_found_by_its_beginning(engine: Engine) -> None:
    for name in ("20261121-aa", "20261121-ab", "2026%"):
        runs.save_audit(engine, audit(name), Path(name), name)
    assert runs.find_run(engine, "20261121-aa").id == "20261121-aa"
    assert runs.find_run(engine, "20261121-ab"[:11]).id == "20261121-ab"
    assert runs.find_run(engine, "2026%").id == "2026%"
    with pytest.raises(StorageError, match="不止一次"):
        runs.find_run(engine, "20261121")
    for missing in ("x", "", "20261121_aa"):
        with pytest.raises(StorageError, match="没有运行"):
            runs.find_run(engine, missing)
    with pytest.raises(StorageError, match="没有运行"):
        runs.load_audit(engine, "x")


def test_saving_twice_is_refused_and_changes_nothing(engine: Engine) -> None:
    runs.save_audit(engine, audit("r1"), Path("1"), "s1")
    with pytest.raises(StorageError, match="已经在数据库里"):
        runs.save_audit(engine, audit("r1", [finding("x")]), Path("2"), "s2")
    assert count(engine, FindingRow) == 0
    assert count(engine, SnapshotRow) == 1


def test_a_unit_audited_by_address_is_not_of_the_register(engine: Engine) -> None:
    runs.save_audit(engine, audit("r1"), Path("1"), "s1")
    assert list_units(engine) == ()
    assert find_unit(engine, "a") is None


def test_many_may_save_at_once(engine: Engine) -> None:
    """Six writers on one unit: no run is lost, and one defect stays one issue."""

    def save(number: int) -> None:
        runs.save_audit(engine, audit(f"r{number}", [finding("x")], day=number), Path("p"), f"s{number}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(save, range(12)))
    assert len(runs.list_runs(engine)) == 12
    (issue,) = runs.ledger.list_issues(engine, "a")
    assert (issue.first_run, issue.last_run) == ("r0", "r11")
