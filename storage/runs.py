"""Runs: what was judged, kept so that it can be counted, and so that audit.json comes back byte for byte."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import zstandard
from sqlalchemy import Connection, Engine, Row, Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from storage import ledger
from storage.database import writing
from storage.packs import PackUsed, keep_pack
from storage.run_rows import finding_rows, indicator_rows, result_rows
from storage.tables import FindingRow, IndicatorRow, ResultRow, RunDocumentRow, RunRow, SnapshotRow, UnitRow
from storage.units import note_unit
from storage.upserts import insert_into
from xunjian.errors import StorageError
from xunjian.model.audit import Audit, dump_audit
from xunjian.model.audit import load_audit as parse_audit
from xunjian.model.finding import Status
from xunjian.model.unit import Unit

_NEWEST_FIRST = (
    SnapshotRow.taken_at.desc(),
    RunRow.started_at.desc(),
    RunRow.finished_at.desc(),
    RunRow.id.desc(),
)


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One run as the database lists it. Points are those of its pack."""

    id: str
    unit_id: str
    unit_name: str
    pack_id: str
    pack_version: str
    as_of: date
    seed: int
    started_at: datetime
    finished_at: datetime
    complete: bool
    pages_fetched: int
    failing: int
    awarded: float
    lost: float
    pending: float
    maximum: float
    snapshot_path: Path
    snapshot_sha256: str
    taken_at: datetime
    """When the crawl began, also where the run judged it later."""


def save_audit(
    engine: Engine,
    audit: Audit,
    snapshot_path: Path,
    snapshot_sha256: str,
    pack: PackUsed | None = None,
    looked_at: Collection[str] | None = None,
) -> None:
    """Keep an audit, all of it or nothing: run, results, scores, findings, ledger, the document itself, and
    the pack that it was judged by. `looked_at`: see `storage.ledger.record`."""
    run = audit.run
    document = zstandard.ZstdCompressor(level=10).compress(dump_audit(audit).encode("utf-8"))
    try:
        with writing(engine).begin() as connection:
            _take_unit(connection, audit)
            snapshot_id, taken_at = _note_snapshot(connection, audit, snapshot_path, snapshot_sha256)
            told = keep_pack(connection, pack) if pack is not None else {}
            connection.execute(insert(RunRow), [_run_row(audit, snapshot_id) | told])
            connection.execute(
                insert(RunDocumentRow),
                [{"run_id": run.id, "schema_id": audit.schema_id, "content": document}],
            )
            for table, rows in (
                (ResultRow, result_rows(audit)),
                (IndicatorRow, indicator_rows(audit)),
                (FindingRow, finding_rows(audit)),
            ):
                if rows:
                    connection.execute(insert(table), rows)
            ledger.record(connection, audit, taken_at, looked_at)
    except IntegrityError:
        if find_exact(engine, run.id) is not None:
            raise StorageError(f"运行 {run.id} 已经在数据库里，没有重复保存。") from None
        raise


def load_audit(engine: Engine, run_id: str) -> Audit:
    """A stored audit. Raises StorageError where there is none."""
    return parse_audit(load_audit_text(engine, run_id))


def load_audit_text(engine: Engine, run_id: str) -> str:
    """The text of audit.json as it was written."""
    query = select(RunDocumentRow.content).where(RunDocumentRow.run_id == run_id)
    with engine.connect() as connection:
        content = connection.scalar(query)
    if content is None:
        raise StorageError(f"数据库里没有运行 {run_id}。", "用 xunjian export --format json 查看最近的运行。")
    return zstandard.ZstdDecompressor().decompress(content).decode("utf-8")


def list_runs(engine: Engine, unit_id: str | None = None, limit: int | None = None) -> tuple[StoredRun, ...]:
    """Runs, the newest first."""
    query = _listed()
    if unit_id is not None:
        query = query.where(RunRow.unit_id == unit_id)
    with engine.connect() as connection:
        return tuple(_stored(row) for row in connection.execute(query.limit(limit)))


def newest_runs(engine: Engine) -> tuple[StoredRun, ...]:
    """Of each unit the newest run of its newest snapshot, by unit id."""
    place = func.row_number().over(partition_by=RunRow.unit_id, order_by=_NEWEST_FIRST).label("place")
    ranked = select(RunRow.id, place).join(SnapshotRow, RunRow.snapshot_id == SnapshotRow.id).subquery()
    first = select(ranked.c.id).where(ranked.c.place == 1)
    query = _listed().where(RunRow.id.in_(first)).order_by(None).order_by(RunRow.unit_id)
    with engine.connect() as connection:
        return tuple(_stored(row) for row in connection.execute(query))


def find_exact(engine: Engine, run_id: str) -> StoredRun | None:
    with engine.connect() as connection:
        row = connection.execute(_listed().where(RunRow.id == run_id)).first()
    return _stored(row) if row else None


def find_run(engine: Engine, ref: str) -> StoredRun:
    """The run of an id or of the only id that begins so. Raises StorageError for none or several."""
    exact = find_exact(engine, ref)
    if exact is not None:
        return exact
    query = _listed().where(RunRow.id.startswith(ref, autoescape=True)).limit(4)
    with engine.connect() as connection:
        found = [_stored(row) for row in connection.execute(query)] if ref else []
    if not found:
        raise StorageError(f"数据库里没有运行“{ref}”。", "请给出运行编号、编号的开头，或存放结果的文件夹。")
    if len(found) > 1:
        names = "、".join(run.id for run in found[:3]) + (" 等" if len(found) > 3 else "")
        raise StorageError(f"“{ref}”对应不止一次运行：{names}。", "请多写几位编号。")
    return found[0]


def _take_unit(connection: Connection, audit: Audit) -> None:
    """The unit's row, locked: two runs of one unit enter the ledger one after the other."""
    unit = audit.unit
    note_unit(connection, Unit(unit.id, unit.name, unit.type, unit.home_url, site_code=unit.site_code))
    connection.execute(select(UnitRow.id).where(UnitRow.id == unit.id).with_for_update())


def _note_snapshot(connection: Connection, audit: Audit, path: Path, sha256: str) -> tuple[int, datetime]:
    values = {
        "sha256": sha256,
        "path": str(path.absolute()),
        "pages": audit.run.pages_fetched,
        "taken_at": audit.run.started_at,
    }
    put = insert_into(connection, SnapshotRow).values(values)
    # The same file may have been moved since; when it was taken stays.
    connection.execute(put.on_conflict_do_update(index_elements=["sha256"], set_={"path": put.excluded.path}))
    query = select(SnapshotRow.id, SnapshotRow.taken_at).where(SnapshotRow.sha256 == sha256)
    row = connection.execute(query).one()
    return row.id, row.taken_at


def _run_row(audit: Audit, snapshot_id: int) -> dict[str, object]:
    run, score = audit.run, audit.score
    return {
        "id": run.id,
        "unit_id": audit.unit.id,
        "snapshot_id": snapshot_id,
        "pack_id": audit.pack.id,
        "pack_version": audit.pack.version,
        "as_of": run.as_of,
        "seed": run.seed,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "complete": run.complete,
        "incomplete_reason": run.incomplete_reason,
        "pages_fetched": run.pages_fetched,
        "requests_failed": run.requests_failed,
        "awarded": score.awarded,
        "lost": score.lost,
        "pending": score.pending,
        "maximum": score.maximum,
        "bonus": score.bonus,
        "grade": score.grade,
        "vetoes": list(score.vetoes),
        "failing": sum(item.status is Status.FAIL for item in audit.findings),
    }


def _listed() -> Select[tuple[object, ...]]:
    return (
        select(
            *RunRow.__table__.columns,
            UnitRow.name.label("unit_name"),
            SnapshotRow.path.label("snapshot_path"),
            SnapshotRow.sha256.label("snapshot_sha256"),
            SnapshotRow.taken_at,
        )
        .join_from(RunRow, UnitRow, RunRow.unit_id == UnitRow.id)
        .join(SnapshotRow, RunRow.snapshot_id == SnapshotRow.id)
        .order_by(*_NEWEST_FIRST)
    )


def _stored(row: Row[tuple[object, ...]]) -> StoredRun:
    return StoredRun(
        id=row.id,
        unit_id=row.unit_id,
        unit_name=row.unit_name,
        pack_id=row.pack_id,
        pack_version=row.pack_version,
        as_of=row.as_of,
        seed=row.seed,
        started_at=row.started_at,
        finished_at=row.finished_at,
        complete=row.complete,
        pages_fetched=row.pages_fetched,
        failing=row.failing,
        awarded=row.awarded,
        lost=row.lost,
        pending=row.pending,
        maximum=row.maximum,
        snapshot_path=Path(row.snapshot_path),
        snapshot_sha256=row.snapshot_sha256,
        taken_at=row.taken_at,
    )
