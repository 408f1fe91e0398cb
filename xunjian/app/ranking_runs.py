"""Finds the finished audits that a group pass compares."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine

from storage.runs import find_run, newest_runs
from storage.runs import load_audit as load_stored
from xunjian.app.register import select_units
from xunjian.errors import UsageError
from xunjian.model.audit import Audit, load_audit

_DEEPEST = 3
"""Folders below one that is named: a sweep keeps unit/run/audit.json."""


def gather(references: Sequence[str], engine: Engine | None) -> tuple[Audit, ...]:
    """The newest audit of each unit among runs, audit.json files and folders of them, by unit id.

    Raises UsageError or StorageError where a reference leads to none.
    """
    return newest(audit for reference in references for audit in _read(reference, engine))


def gather_group(engine: Engine, group: str | None) -> tuple[Audit, ...]:
    """The newest audit of each registered unit of a group, or of all."""
    wanted = {unit.id for unit in select_units(engine, group)}
    runs = [run for run in newest_runs(engine) if run.unit_id in wanted]
    if not runs:
        raise UsageError("这些单位还没有检查结果。", "先用 xunjian sweep 检查。")
    return newest(load_stored(engine, run.id) for run in runs)


def newest(audits: Iterable[Audit]) -> tuple[Audit, ...]:
    by_unit: dict[str, Audit] = {}
    for audit in audits:
        other = by_unit.get(audit.unit.id)
        if other is None or _age(audit) > _age(other):
            by_unit[audit.unit.id] = audit
    return tuple(by_unit[name] for name in sorted(by_unit))


def _age(audit: Audit) -> tuple[object, ...]:
    return audit.run.as_of, audit.run.finished_at, audit.run.id


def _read(reference: str, engine: Engine | None) -> Iterator[Audit]:
    path = Path(reference)
    if path.is_dir():
        files = [path / "audit.json"] if (path / "audit.json").is_file() else list(_below(path, _DEEPEST))
        if not files:
            raise UsageError(f"“{reference}”里没有检查结果 audit.json。")
        yield from (_load(file) for file in files)
    elif path.is_file():
        yield _load(path)
    elif engine is not None:
        yield load_stored(engine, find_run(engine, reference).id)
    else:
        raise UsageError(f"没有找到检查结果“{reference}”。", "可写运行编号、结果文件夹或 audit.json。")


def _below(folder: Path, depth: int) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.name == "audit.json":
            yield each
        elif depth and each.is_dir() and not each.is_symlink():
            yield from _below(each, depth - 1)


def _load(file: Path) -> Audit:
    try:
        return load_audit(file.read_text("utf-8"))
    except (ValidationError, UnicodeDecodeError):
        raise UsageError(f"“{file}”不是本程序的检查结果。") from None
