"""Finds the snapshot of a run, however the run is named."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine

from storage.runs import find_exact, find_run
from xunjian.errors import UsageError
from xunjian.model.audit import load_audit


@dataclass(frozen=True, slots=True)
class Located:
    """The snapshot of a run; run and pack are None of a snapshot alone."""

    snapshot: Path
    run_id: str | None = None
    pack_id: str | None = None


def locate_snapshot(reference: str, engine: Engine | None) -> Located:
    """The snapshot of a run, and the pack that it was judged by.

    `reference`: a run id (or its unambiguous beginning), a result folder, an audit.json, or a snapshot.
    Raises UsageError or StorageError where there is none.
    """
    path = Path(reference)
    if path.is_dir():
        return _in_folder(path, engine)
    if path.is_file():
        return _in_folder(path.parent, engine) if path.suffix == ".json" else Located(path)
    if engine is not None:
        run = find_run(engine, reference)
        return Located(run.snapshot_path, run.id, run.pack_id)
    raise UsageError(f"没有找到检查结果“{reference}”。", "可写运行编号、结果文件夹、audit.json 或快照文件。")


def _in_folder(folder: Path, engine: Engine | None) -> Located:
    """What was judged again lies in a folder of its own, without the snapshot: the database knows where."""
    snapshot, file = folder / "snapshot.sqlite", folder / "audit.json"
    if not file.is_file() and snapshot.is_file():
        return Located(snapshot)
    if not file.is_file():
        raise UsageError(f"“{folder}”里没有快照 snapshot.sqlite。")
    try:
        audit = load_audit(file.read_text("utf-8"))
    except (ValidationError, UnicodeDecodeError):
        raise UsageError(f"“{file}”不是本程序的检查结果。") from None
    if not snapshot.is_file():
        known = find_exact(engine, audit.run.id) if engine is not None else None
        if known is None:
            raise UsageError(f"“{folder}”里没有快照 snapshot.sqlite，数据库里也没有这次运行。")
        snapshot = known.snapshot_path
    return Located(snapshot, audit.run.id, audit.pack.id)
