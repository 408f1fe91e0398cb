"""`xunjian export`: failing items to departments."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from xunjian.app.export_format import ExportFormat
from xunjian.cli.options import DatabaseOption
from xunjian.errors import UsageError, system_fault


def export(
    unit: Annotated[str | None, typer.Option("--unit", metavar="编号", help="只要这个单位的。")] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="名称", help="只要这个责任部门的。")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", metavar="指标", help="只要这个指标的：编号、名称或上级名称。")
    ] = None,
    run: Annotated[
        str | None,
        typer.Option(
            "--run", metavar="运行", help="运行编号、结果文件夹或 audit.json；默认每个单位最近一次。"
        ),
    ] = None,
    format: Annotated[
        ExportFormat, typer.Option("--format", help="xlsx、csv、json、html。")
    ] = ExportFormat.XLSX,
    out: Annotated[
        str,
        typer.Option("--out", metavar="文件夹", help="文件放在哪里；“-”为标准输出（xlsx 除外）。"),
    ] = "xunjian-out/export",
    database: DatabaseOption = None,
) -> None:
    """把不符合项导出给责任部门：按单位、部门、指标、运行筛选。"""
    from xunjian.app.export import ExportRequest, run_export

    if out == "-" and format is ExportFormat.XLSX:
        raise UsageError("xlsx 不能写到标准输出。", "用 --out 指定文件夹，或改用 --format csv。")
    request = ExportRequest(unit, department, indicator, run, format, database)
    folder = Path("." if out == "-" else out)
    made = run_export(request, folder)
    for audit in made.incomplete:
        reason = (audit.run.incomplete_reason or "没有看全").rstrip("。")
        typer.echo(
            f"注意：{audit.unit.name}的运行 {audit.run.id} 未完成（{reason}），没看到的不在清单里。", err=True
        )
    if out == "-":
        sys.stdout.buffer.write(made.content)
        return
    path = folder / made.file_name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.content)
    except OSError as error:
        raise UsageError(
            f"不能写入“{path}”：{system_fault(error)}。", "用 --out 指定可写的文件夹。"
        ) from None
    typer.echo(f"{made.count} 个问题：{path}" if made.count else f"没有符合条件的问题，清单是空的：{path}")
