"""Failing items for the departments that answer for them."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine

from storage.database import open_database
from storage.runs import find_run, list_runs, load_audit, newest_runs
from xunjian.app.export_format import ExportFormat as ExportFormat
from xunjian.errors import UsageError
from xunjian.model.audit import Audit, AuditIndicator
from xunjian.model.audit import load_audit as parse_audit
from xunjian.reports.items import render_csv, render_html, render_json
from xunjian.reports.rows import FailingRow, failing_rows
from xunjian.reports.xlsx import Head, render_items


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which items. `run`: a run id or its beginning, a result folder, or an audit.json; none: newest runs."""

    unit: str | None = None
    department: str | None = None
    indicator: str | None = None
    run: str | None = None
    format: ExportFormat = ExportFormat.XLSX
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An audit and the folder where its evidence lies."""

    audit: Audit
    folder: Path


@dataclass(frozen=True, slots=True)
class Export:
    """The items found, as bytes of the format asked for."""

    content: bytes
    file_name: str
    count: int
    incomplete: tuple[Audit, ...]
    """Runs among the sources that did not finish: what they did not see is not in the list."""


def run_export(request: ExportRequest, out: Path) -> Export:
    """Gather and write the items; `out` is where the file will lie. Raises UsageError or StorageError."""
    if request.format is ExportFormat.DOCX:
        raise UsageError("还不能导出 docx。", "现在可用：xlsx、csv、json、html。")
    sources = _sources(request)
    if request.indicator and not any(_bearing(source.audit, request.indicator) for source in sources):
        raise UsageError(
            f"这些运行里没有指标“{request.indicator}”。", "可写指标编号、指标名称或上级名称，见报告的指标树。"
        )
    rows: list[FailingRow] = []
    origins: list[tuple[str, str]] = []
    for source in sources:
        for row in _rows(source, request):
            evidence = _relative(source.folder, row.evidence_path, out)
            rows.append(replace(row, number=len(rows) + 1, evidence_path=evidence))
            origins.append((source.audit.unit.id, source.audit.run.id))
    head = _head(request, sources)
    return Export(
        _render(request, rows, origins, head),
        _file_name(request, sources),
        len(rows),
        tuple(source.audit for source in sources if not source.audit.run.complete),
    )


def _sources(request: ExportRequest) -> Sequence[Source]:
    if request.run is not None:
        found = _of_file(Path(request.run)) or _of_run(open_database(request.database), request.run)
        if request.unit not in (None, found.audit.unit.id):
            raise UsageError(
                f"运行 {found.audit.run.id} 是单位 {found.audit.unit.id} 的，不是 {request.unit} 的。"
            )
        return [found]
    engine = open_database(request.database)
    if request.unit is not None:
        runs = list_runs(engine, request.unit, limit=1)
        if not runs:
            raise UsageError(f"单位“{request.unit}”还没有检查过。", "用 xunjian audit 检查后再导出。")
    else:
        runs = newest_runs(engine)
        if not runs:
            raise UsageError("数据库里还没有检查结果。", "先用 xunjian audit 或 xunjian sweep 检查。")
    return [Source(load_audit(engine, run.id), run.snapshot_path.parent) for run in runs]


def _of_run(engine: Engine, reference: str) -> Source:
    run = find_run(engine, reference)
    return Source(load_audit(engine, run.id), run.snapshot_path.parent)


def _of_file(path: Path) -> Source | None:
    """A result folder or its audit.json; none where the reference is no path."""
    file = path / "audit.json" if path.is_dir() else path
    if not file.is_file():
        return None
    try:
        return Source(parse_audit(file.read_text("utf-8")), file.parent)
    except (UnicodeDecodeError, ValidationError):
        raise UsageError(f"“{file}”不是检查结果 audit.json。") from None


def _rows(source: Source, request: ExportRequest) -> Sequence[FailingRow]:
    rows = failing_rows(source.audit)
    if request.department:
        rows = tuple(row for row in rows if request.department in row.departments)
    if request.indicator:
        wanted = {
            finding for item in _bearing(source.audit, request.indicator) for finding in item.finding_ids
        }
        rows = tuple(row for row in rows if row.finding_id in wanted)
    return rows


def _bearing(audit: Audit, name: str) -> Sequence[AuditIndicator]:
    """Indicators of an id, a name, or a level above."""
    return [
        item
        for item in audit.indicators
        if name in (item.id, item.name, *item.path) or item.id.startswith(f"{name}.")
    ]


def _relative(folder: Path, path: str | None, out: Path) -> str | None:
    """Stored evidence as seen from the new file; nothing where it is no longer there."""
    if path is None or not (folder / path).is_file():
        return None
    return os.path.relpath(folder / path, out)


def _head(request: ExportRequest, sources: Sequence[Source]) -> Head:
    names = [source.audit.unit.name for source in sources]
    owner = names[0] if len(names) == 1 else f"全部 {len(names)} 个单位"
    if request.department:
        owner += f" {request.department}"
    days = sorted({source.audit.run.as_of.isoformat() for source in sources})
    moment = days[0] if len(days) == 1 else f"{days[0]} 至 {days[-1]}"
    return Head(owner, f"监测时间点 {moment}")


def _file_name(request: ExportRequest, sources: Sequence[Source]) -> str:
    day = max(source.audit.run.as_of for source in sources).isoformat()
    owner = sources[0].audit.unit.name if len(sources) == 1 else "全部单位"
    parts = (day, owner, request.department, request.indicator, "问题清单")
    name = "_".join(part for part in parts if part)
    return re.sub(r"[\s\\/:*?\"<>|\x00-\x1f]+", "", name)[:80] + f".{request.format}"


def _render(
    request: ExportRequest, rows: Sequence[FailingRow], origins: Sequence[tuple[str, str]], head: Head
) -> bytes:
    if request.format is ExportFormat.CSV:
        return render_csv(rows).encode("utf-8")
    if request.format is ExportFormat.JSON:
        return render_json(rows, origins).encode("utf-8")
    if request.format is ExportFormat.HTML:
        return render_html(rows, head).encode("utf-8")
    return render_items(rows, head, split=request.department is None)
