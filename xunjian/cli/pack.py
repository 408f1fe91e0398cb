"""`xunjian pack`: the indicator packs."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from xunjian.cli.options import FormatOption, OutputFormat

if TYPE_CHECKING:
    from xunjian.app.pack_view import Branch

app = typer.Typer(help="指标体系：列出、查看、校验、比较、统计自动化程度。", no_args_is_help=True)

PackArgument = Annotated[str, typer.Argument(metavar="编号", help="指标体系的编号或 YAML 文件。")]


def _folded(identifier: str, *others: str) -> Iterator[Column]:
    """Columns that cut nothing off: the id stays whole on one line, other words go on below."""
    yield Column(identifier, no_wrap=True)
    for other in others:
        yield Column(other, overflow="fold")


@app.command("list")
def list_packs(format: FormatOption = OutputFormat.TEXT) -> None:
    """列出可用的指标体系、施行日期和总分。"""
    from xunjian.app.packs import open_packs
    from xunjian.packs.validity import in_force
    from xunjian.packs.words import plain

    packs, faults = open_packs()
    for fault in faults:
        typer.echo(f"巡检：{fault}", err=True)
    if format is OutputFormat.JSON:
        rows = [
            {
                "id": p.id,
                "title": p.title,
                "version": p.version,
                "total": float(p.maximum),
                "unit_types": list(p.unit_types),
                "effective": p.effective.isoformat() if p.effective else None,
                "until": p.until.isoformat() if p.until else None,
            }
            for p in packs
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        raise typer.Exit(2 if faults else 0)
    table = Table(*_folded("编号", "名称", "版本", "施行", "总分", "适用单位"))
    for p in packs:
        table.add_row(p.id, p.title, p.version, in_force(p), plain(p.maximum), " ".join(p.unit_types))
    Console().print(table)
    raise typer.Exit(2 if faults else 0)


@app.command()
def show(
    pack: PackArgument,
    unit_type: Annotated[
        str | None, typer.Option("--unit-type", metavar="类型", help="只看适用于这种单位的指标。")
    ] = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """显示一个指标体系的全部指标：分值、谁来判定、怎样赋分、责任部门、出处是否核对过。"""
    from xunjian.app.pack_view import summary, view_pack

    view = view_pack(pack, unit_type)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps(view.as_dict(), ensure_ascii=False, indent=2))
        return
    tree = Tree(Text("\n".join(summary(view))))
    for branch in view.branches:
        _grow(tree, branch, unit_type)
    Console().print(tree)


def _grow(tree: Tree, branch: "Branch", unit_type: str | None) -> None:
    from xunjian.app.pack_view import describe

    below = tree.add(Text(describe(branch, unit_type)))
    for child in branch.children:
        _grow(below, child, unit_type)


@app.command()
def lint(pack: PackArgument) -> None:
    """校验一个指标体系：编号、分值合计、规则、检查和参数；有错时指明文件、行和怎样改。

    没有错误而值得留意的（没有核对过的数值、没有写出处的项等）列在后面，不影响使用。
    """
    from xunjian.app.pack_lint import lint_pack

    for line in lint_pack(pack):
        typer.echo(line)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="甲", help="指标体系的编号或 YAML 文件。")],
    after: Annotated[str, typer.Argument(metavar="乙", help="与它比较的指标体系。")],
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """逐项说明两个指标体系的不同：增加、删除、分值、规则、参数、单位类型、出处。"""
    from dataclasses import asdict

    from xunjian.app.packs import open_pack
    from xunjian.catalog import load_catalog
    from xunjian.packs.difference import compare_packs

    first, second = open_pack(before), open_pack(after)
    changes = compare_packs(first.written, second.written, load_catalog().checks)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2))
        return
    names = [f"“{each.pack.title}”（{each.pack.id} {each.pack.version}）" for each in (first, second)]
    typer.echo(f"从 {names[0]} 到 {names[1]}：{len(changes)} 处不同。")
    for change in changes:
        typer.echo(f"- {change.words}")


@app.command()
def coverage(
    pack: Annotated[str | None, typer.Argument(metavar="编号", help="只看这一个；默认全部。")] = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """统计每个指标体系中自动、浏览器、待确认、人工各占多少分；加分另列。"""
    from xunjian.app.coverage import pack_coverage
    from xunjian.packs.words import plain

    rows = pack_coverage(pack)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
        return
    table = Table(*_folded("编号", "单位类型", "总分", "自动", "浏览器", "待人工确认", "人工", "另有加分"))
    for row in rows:
        numbers = (row.total, *row.shares.values())
        bonus = plain(row.bonus_total) if row.bonus_total else ""
        table.add_row(row.id, row.variant or "全部", *(plain(number) for number in numbers), bonus)
    Console().print(table)


@app.command()
def schema() -> None:
    """打印指标体系文件的 JSON Schema，供编辑器提示和校验。"""
    from xunjian.packs.form import schema_text

    typer.echo(schema_text(), nl=False)
