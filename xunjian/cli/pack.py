"""`xunjian pack`: the indicator packs."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.tree import Tree

from xunjian.cli.options import FormatOption, OutputFormat
from xunjian.cli.show import say_beside
from xunjian.wrapped import WIDEST, Wrapped, print_lines

if TYPE_CHECKING:
    from xunjian.app.coverage import CoverageRow
    from xunjian.app.pack_view import Branch
    from xunjian.packs.schema import Pack

_ENDLESS = 100_000
"""Columns where nothing is to be wrapped."""

app = typer.Typer(help="指标体系：列出、查看、校验、比较、统计自动化程度。", no_args_is_help=True)

PackArgument = Annotated[str, typer.Argument(metavar="编号", help="指标体系的编号或 YAML 文件。")]


def _table(*columns: str) -> Table:
    """A table whose first column stays whole; figures stand to the right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(columns[0], no_wrap=True)
    for name in columns[1:]:
        table.add_column(name, justify="right", no_wrap=True, min_width=4)
    return table


@app.command("list")
def list_packs(format: FormatOption = OutputFormat.TEXT) -> None:
    """列出可用的指标体系、施行日期和总分。"""
    from xunjian.app.packs import open_packs
    from xunjian.packs.validity import in_force
    from xunjian.packs.words import plain

    packs, faults = open_packs()
    say_beside(*faults)
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
    console = Console(highlight=False)
    if console.is_terminal:
        table = _table("编号", "总分", "版本")
        table.add_column("名称、施行日期、适用单位", ratio=1)
        for p in packs:
            about = Group(Wrapped(p.title), Wrapped("，".join(filter(None, (in_force(p), _types(p)))), "dim"))
            table.add_row(p.id, plain(p.maximum), p.version, about)
        console.print(table, width=min(WIDEST, console.width))
    else:
        for p in packs:
            typer.echo("\t".join((p.id, p.title, p.version, in_force(p), plain(p.maximum), _types(p))))
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
    tree = Tree(Wrapped("\n".join(summary(view))))
    for branch in view.branches:
        _grow(tree, branch, unit_type)
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(tree, width=min(WIDEST, console.width))
    else:
        console.print(tree, soft_wrap=True, width=_ENDLESS)


def _grow(tree: Tree, branch: "Branch", unit_type: str | None) -> None:
    from xunjian.app.pack_view import describe

    below = tree.add(Wrapped(describe(branch, unit_type)))
    for child in branch.children:
        _grow(below, child, unit_type)


@app.command()
def lint(pack: PackArgument) -> None:
    """校验一个指标体系：编号、分值合计、规则、检查和参数；有错时指明文件、行和怎样改。

    没有错误而值得留意的（没有核对过的数值、没有写出处的项等）列在后面，不影响使用。
    """
    from xunjian.app.pack_lint import lint_pack

    print_lines(lint_pack(pack))


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
    head = f"从 {names[0]} 到 {names[1]}：{len(changes)} 处不同。"
    print_lines([head, *(f"- {change.words}" for change in changes)])


@app.command()
def coverage(
    pack: Annotated[str | None, typer.Argument(metavar="编号", help="只看这一个；默认全部。")] = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """统计每个指标体系中自动、浏览器、待确认、人工各占多少分；加分另列。"""
    from xunjian.app.coverage import pack_coverage

    rows = pack_coverage(pack)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(_coverage_table(rows))
        return
    for row in rows:
        typer.echo("\t".join((row.id, row.variant or "全部", *_figures(row))))


def _coverage_table(rows: "Iterable[CoverageRow]") -> Table:
    """A pack with variants: its id on a line of its own, the types below it."""
    table = _table("编号", "总分", "自动", "浏览器", "待人工\n确认", "人工", "另有\n加分")
    above = ""
    for row in rows:
        if row.variant is None:
            table.add_row(row.id, *_figures(row))
            continue
        if row.id != above:
            table.add_row(row.id)
        above = row.id
        table.add_row(f"  {row.variant}", *_figures(row))
    return table


def _figures(row: "CoverageRow") -> list[str]:
    from xunjian.packs.words import plain

    bonus = plain(row.bonus_total) if row.bonus_total else ""
    return [*map(plain, (row.total, *row.shares.values())), bonus]


def _types(pack: "Pack") -> str:
    return " ".join(pack.unit_types)


@app.command()
def schema() -> None:
    """打印指标体系文件的 JSON Schema，供编辑器提示和校验。"""
    from xunjian.packs.form import schema_text

    typer.echo(schema_text(), nl=False)
