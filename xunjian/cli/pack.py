"""`xunjian pack`: the indicator packs."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from xunjian.cli.options import FormatOption, OutputFormat

if TYPE_CHECKING:
    from xunjian.packs.item import Item

app = typer.Typer(help="指标体系：列出、查看、校验、统计自动化程度。", no_args_is_help=True)

PackArgument = Annotated[str, typer.Argument(metavar="编号", help="指标体系的编号或 YAML 文件。")]


@app.command("list")
def list_packs(format: FormatOption = OutputFormat.TEXT) -> None:
    """列出可用的指标体系。"""
    from xunjian.app.packs import open_pack, pack_texts

    packs = [open_pack(name).pack for name in pack_texts()]
    if format is OutputFormat.JSON:
        rows = [
            {"id": p.id, "title": p.title, "version": p.version, "total": float(p.maximum)} for p in packs
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("编号", "名称", "版本", "总分", "适用单位")
    for pack in packs:
        table.add_row(pack.id, pack.title, pack.version, f"{pack.maximum:f}", "、".join(pack.unit_types))
    Console().print(table)


@app.command()
def show(pack: PackArgument, format: FormatOption = OutputFormat.TEXT) -> None:
    """显示一个指标体系的全部指标、分值和检查。"""
    from xunjian.app.packs import open_pack

    loaded = open_pack(pack)
    if format is OutputFormat.JSON:
        typer.echo(loaded.pack.model_dump_json(indent=2, by_alias=True, exclude_defaults=True))
        return
    head = loaded.pack
    tree = Tree(f"{head.title}（{head.id} {head.version}），{head.maximum:f} 分 · 来源：{head.source.title}")
    for item in head.items:
        _grow(tree, item)
    Console().print(tree)


def _grow(tree: Tree, item: "Item") -> None:
    way = item.check or (f"人工：{item.manual.ask}" if item.manual else "")
    points = f"{item.points:f} 分" if item.points is not None else ""
    branch = tree.add("  ".join(filter(None, (item.id, item.title, points, way))))
    for child in item.children:
        _grow(branch, child)


@app.command()
def lint(pack: PackArgument) -> None:
    """校验一个指标体系：编号、分值合计、检查和参数；有错时指明文件和行。"""
    from xunjian.app.packs import open_pack

    loaded = open_pack(pack)
    count = sum(1 for _ in loaded.pack.leaves())
    typer.echo(f"“{loaded.pack.title}”没有发现错误：{count} 项指标，共 {loaded.pack.maximum:f} 分。")


@app.command()
def coverage(
    pack: Annotated[str | None, typer.Argument(metavar="编号", help="只看这一个；默认全部。")] = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """统计每个指标体系中自动、浏览器、待确认、人工各占多少分。"""
    from xunjian.app.coverage import pack_coverage

    rows = pack_coverage(pack)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
        return
    table = Table("编号", "单位类型", "总分", "自动", "浏览器", "待人工确认", "人工")
    for row in rows:
        numbers = (row.total, row.crawler, row.browser, row.candidate, row.person)
        table.add_row(row.id, row.variant or "全部", *(f"{number:f}" for number in numbers))
    Console().print(table)
