"""Judges a stored snapshot again: other rules, other day, same pages. No network."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine

from storage.database import open_database
from storage.runs import find_run
from storage.snapshot import SnapshotFile
from xunjian.app.as_of import AsOf
from xunjian.app.facts import read_facts
from xunjian.app.judge import RunStamp, judge_snapshot
from xunjian.app.outputs import AuditResult, finish
from xunjian.app.packs import open_pack
from xunjian.app.runs import new_run_id
from xunjian.app.target import refuse_other_type
from xunjian.errors import StorageError, UsageError
from xunjian.model.audit import load_audit
from xunjian.model.observation import Snapshot
from xunjian.model.unit import Unit


@dataclass(frozen=True, slots=True)
class ScoreRequest:
    """`run`: a run id (or its unambiguous beginning), a result folder, an audit.json, or a snapshot."""

    run: str
    pack: str | None = None
    as_of: date | None = None
    seed: int | None = None
    unit_type: str | None = None
    name: str | None = None
    site_code: str | None = None
    out: Path | None = None
    database: str | None = None
    record: bool = True


def run_score(request: ScoreRequest) -> AuditResult:
    """Judge again. Raises UsageError or StorageError where the run or its snapshot is not there."""
    engine = open_database(request.database) if request.record else None
    snapshot, pack = _locate(request.run, engine)
    loaded = open_pack(request.pack or pack or "core")
    started = datetime.now(UTC)
    run_id = new_run_id()
    with SnapshotFile.open(snapshot) as opened:
        if not opened.plan.units:
            raise StorageError(f"快照“{snapshot}”没有记下被检查的单位，无法重新评判。")
        unit = _override(opened.plan.units[0], request)
        refuse_other_type(unit, loaded.pack)
        seen: Snapshot = AsOf(opened, request.as_of, request.seed)
        out = request.out or Path("xunjian-out") / unit.id / run_id
        stamp = RunStamp(run_id, started, datetime.now(UTC), opened.sha256)
        judged = judge_snapshot(seen, unit, loaded, stamp, read_facts(seen, snapshot, unit))
        return finish(judged, opened, snapshot, out, engine)


def _override(unit: Unit, request: ScoreRequest) -> Unit:
    return replace(
        unit,
        type=request.unit_type or unit.type,
        name=request.name or unit.name,
        site_code=request.site_code or unit.site_code,
    )


def _locate(reference: str, engine: Engine | None) -> tuple[Path, str | None]:
    """The snapshot of a run, and the pack that it was judged by."""
    path = Path(reference)
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return _in_folder(path.parent) if path.suffix == ".json" else (path, None)
    if engine is not None:
        run = find_run(engine, reference)
        return Path(run.snapshot_path), run.pack_id
    raise UsageError(f"没有找到检查结果“{reference}”。", "可写运行编号、结果文件夹、audit.json 或快照文件。")


def _in_folder(folder: Path) -> tuple[Path, str | None]:
    snapshot = folder / "snapshot.sqlite"
    if not snapshot.is_file():
        raise UsageError(f"“{folder}”里没有快照 snapshot.sqlite。")
    audit = folder / "audit.json"
    try:
        return snapshot, load_audit(audit.read_text("utf-8")).pack.id if audit.is_file() else None
    except (ValidationError, UnicodeDecodeError):
        raise UsageError(f"“{audit}”不是本程序的检查结果。") from None
