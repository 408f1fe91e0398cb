"""Judges a stored snapshot again: other rules, other day, same pages. No network."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from storage.database import open_database
from storage.reviews import list_marks
from storage.snapshot import SnapshotFile
from xunjian.app.as_of import AsOf
from xunjian.app.carried_over import assessments_for
from xunjian.app.facts import read_facts
from xunjian.app.judge import RunStamp, judge_snapshot
from xunjian.app.locate import locate_snapshot
from xunjian.app.outputs import AuditResult, finish
from xunjian.app.packs import open_pack
from xunjian.app.run_pack import RunPack, pack_of_run
from xunjian.app.runs import new_run_id
from xunjian.app.target import refuse_other_type
from xunjian.app.traits import traits_of_today, with_traits
from xunjian.errors import StorageError
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
    traits: tuple[str, ...] = ()
    out: Path | None = None
    database: str | None = None
    record: bool = True


def run_score(request: ScoreRequest) -> AuditResult:
    """Judge again. Raises UsageError or StorageError where the run or its snapshot is not there."""
    engine = open_database(request.database) if request.record else None
    located = locate_snapshot(request.run, engine)
    snapshot = located.snapshot
    if request.pack is not None:
        used = RunPack(open_pack(request.pack))
    else:
        used = pack_of_run(engine, located.run_id, located.pack_id or "core")
    loaded = used.loaded
    started = datetime.now(UTC)
    run_id = new_run_id()
    with SnapshotFile.open(snapshot) as opened:
        if not opened.plan.units:
            raise StorageError(f"快照“{snapshot}”没有记下被检查的单位，无法重新评判。")
        unit, differs = traits_of_today(engine, opened.plan.units[0])
        unit = with_traits(_override(unit, request), request.traits, loaded.pack)
        refuse_other_type(unit, loaded.pack)
        seen: Snapshot = AsOf(opened, request.as_of, request.seed)
        out = request.out or Path("xunjian-out") / unit.id / run_id
        stamp = RunStamp(run_id, started, datetime.now(UTC), opened.sha256)
        facts = read_facts(seen, snapshot, unit)
        marks = list_marks(engine, unit.id) if engine is not None else ()
        said = assessments_for(engine, unit.id, loaded, seen.plan.as_of)
        judged = judge_snapshot(seen, unit, loaded, stamp, facts, marks, said)
        result = finish(judged, opened, snapshot, out, engine)
    return replace(result, notes=tuple(filter(None, (used.note, differs))))


def _override(unit: Unit, request: ScoreRequest) -> Unit:
    return replace(
        unit,
        type=request.unit_type or unit.type,
        name=request.name or unit.name,
        site_code=request.site_code or unit.site_code,
    )
