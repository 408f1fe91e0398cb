"""`xunjian unit`: the register of units."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat
from xunjian.model.unit import UNIT_TYPE_NAMES, Unit
from xunjian.wrapped import Wrapped, print_lines

app = typer.Typer(help="单位登记表：列出、查看、导入、校验。", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(metavar="文件", help="登记表：.yaml、.xlsx、.xls 或 .csv。")]
GroupOption = Annotated[str | None, typer.Option("--group", metavar="分组", help="只要这个分组。")]


@app.command("list")
def list_units(
    group: GroupOption = None, database: DatabaseOption = None, format: FormatOption = OutputFormat.TEXT
) -> None:
    """列出登记的单位。"""
    from storage.database import open_database
    from storage.units import list_units as registered

    units = registered(open_database(database), group)
    if format is OutputFormat.JSON:
        _print_json([_plain(unit) for unit in units])
        return
    _print_table(units)
    typer.echo(
        f"共 {len(units)} 个单位。" if units else "登记表里没有单位，用 xunjian unit import 文件 登记。"
    )


@app.command()
def show(
    unit: Annotated[str, typer.Argument(metavar="编号", help="单位编号。")],
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """显示一个单位的登记内容。"""
    from storage.database import open_database
    from xunjian.app.register import show_unit

    found = show_unit(open_database(database), unit)
    if format is OutputFormat.JSON:
        _print_json(_plain(found))
        return
    scope = found.scope
    told = (
        ("编号", found.id),
        ("名称", found.name),
        ("类型", _type_name(found)),
        ("首页", found.home_url),
        ("分组", found.group or "–"),
        ("标识码", found.site_code or "–"),
        ("检查范围", f"{'、'.join(sorted(scope.hosts))} 的 {'、'.join(scope.prefixes)}"),
        ("确认的栏目", "；".join(f"{name} {url}" for name, url in found.columns.items()) or "–"),
        ("责任部门", "；".join(f"{_any(name)} {who}" for name, who in found.departments.items()) or "–"),
        ("新媒体账号", "无" if found.newmedia == () else "、".join(found.newmedia or ()) or "–"),
        ("特征", "、".join(found.traits) or "–"),
    )
    print_lines(f"{label}：{value}" for label, value in told)


@app.command("import")
def import_units(
    file: FileArgument, database: DatabaseOption = None, format: FormatOption = OutputFormat.TEXT
) -> None:
    """把登记表登记入库：编号相同的替换，文件中没有的保留；有错则一个也不登记。"""
    from storage.database import open_database
    from xunjian.app.register import import_register, lint_register

    lint_register(file)  # before a database is made
    done = import_register(open_database(database), file)
    if format is OutputFormat.JSON:
        _print_json(
            {"added": done.added, "replaced": done.replaced, "units": [unit.id for unit in done.units]}
        )
        return
    typer.echo(f"已登记 {len(done.units)} 个单位：新增 {done.added} 个，替换 {done.replaced} 个。")


@app.command()
def lint(file: FileArgument, format: FormatOption = OutputFormat.TEXT) -> None:
    """校验登记表，不入库；有错时指明文件、行和应怎样写。"""
    from xunjian.app.register import lint_register

    units = lint_register(file)
    if format is OutputFormat.JSON:
        _print_json([_plain(unit) for unit in units])
        return
    typer.echo(f"没有发现错误：{len(units)} 个单位。")


def _print_table(units: Iterable[Unit]) -> None:
    console = Console()
    if not console.is_terminal:
        for unit in units:
            typer.echo("\t".join((unit.id, unit.name, _type_name(unit), unit.group, unit.home_url)))
        return
    table = Table("编号", "名称、首页", "类型", "分组", box=SIMPLE_HEAD, pad_edge=False)
    table.columns[0].overflow = "fold"
    table.columns[2].no_wrap = True
    for unit in units:
        about = Group(Wrapped(unit.name), Text(unit.home_url, style="dim", overflow="fold"))
        table.add_row(unit.id, about, _type_name(unit), Wrapped(unit.group))
    console.print(table)


def _plain(unit: Unit) -> dict[str, object]:
    return asdict(unit)


def _type_name(unit: Unit) -> str:
    return UNIT_TYPE_NAMES.get(unit.type, unit.type)


def _any(column: str) -> str:
    return "其余" if column == "*" else column


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
