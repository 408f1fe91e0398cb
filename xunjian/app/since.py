"""The earlier snapshot of a unit that a crawl may lean on."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine

from storage.runs import list_runs
from storage.snapshot import SnapshotFile
from xunjian.errors import StorageError, UsageError
from xunjian.model.unit import Unit

_LOOKED_AT = 40
"""Runs of a unit that are looked through; several may have judged one snapshot."""


def find_since(engine: Engine | None, unit: Unit, resolve: Mapping[str, str], own: Path) -> Path | None:
    """The newest sealed snapshot of the unit that still lies where it was left; a whole crawl comes first.

    None where there is none, or only of another home page or taken at other addresses. `own`: the snapshot
    that is to be written.
    """
    if engine is None:
        return None
    partial: Path | None = None
    looked: set[Path] = {own.resolve()}
    for run in list_runs(engine, unit.id, limit=_LOOKED_AT):
        path = run.snapshot_path
        if path.resolve() in looked or not path.is_file() or not run.pages_fetched:
            continue
        looked.add(path.resolve())
        try:
            with SnapshotFile.open(path) as opened:
                fits = _misfit(opened, unit, resolve) is None
                whole = opened.meta.get("complete") == "1"
        except (StorageError, OSError):
            continue
        if fits and whole:
            return path.resolve()
        if fits and partial is None:
            partial = path.resolve()
    return partial


def check_since(path: Path, unit: Unit, resolve: Mapping[str, str], own: Path) -> Path:
    """The snapshot that the user named, or the one in the folder named. Raises UsageError or StorageError."""
    path = path / "snapshot.sqlite" if path.is_dir() else path
    if path.resolve() == own.resolve():
        raise UsageError(f"--since 的快照“{path}”正是本次要写的文件。", "换一个 --out。")
    with SnapshotFile.open(path) as opened:
        fault = _misfit(opened, unit, resolve)
    if fault is not None:
        raise UsageError(f"--since 的快照“{path}”{fault}。", "换一个快照，或加 --no-since 全部重新取。")
    return path.resolve()


def _misfit(opened: SnapshotFile, unit: Unit, resolve: Mapping[str, str]) -> str | None:
    """Why an earlier snapshot tells nothing of what is to be crawled."""
    plan = opened.plan
    if plan.home_url != unit.home_url:
        return f"是对 {plan.home_url} 的检查，不是对 {unit.home_url} 的"
    if plan.resolve != dict(resolve):
        return "采集时用的 --resolve 与本次不同"
    return None
