"""Finds the snapshot of a run, however the run is named."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine

from storage.runs import find_run
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
        return _in_folder(path)
    if path.is_file():
        return _in_folder(path.parent) if path.suffix == ".json" else Located(path)
    if engine is not None:
        run = find_run(engine, reference)
        return Located(Path(run.snapshot_path), run.id, run.pack_id)
    raise UsageError(f"没有找到检查结果“{reference}”。", "可写运行编号、结果文件夹、audit.json 或快照文件。")


def _in_folder(folder: Path) -> Located:
    snapshot = folder / "snapshot.sqlite"
    if not snapshot.is_file():
        raise UsageError(f"“{folder}”里没有快照 snapshot.sqlite。")
    file = folder / "audit.json"
    if not file.is_file():
        return Located(snapshot)
    try:
        audit = load_audit(file.read_text("utf-8"))
    except (ValidationError, UnicodeDecodeError):
        raise UsageError(f"“{file}”不是本程序的检查结果。") from None
    return Located(snapshot, audit.run.id, audit.pack.id)
