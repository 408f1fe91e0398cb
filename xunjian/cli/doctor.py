"""`xunjian doctor`: what is installed and reachable, and what each missing part costs."""

import json
from dataclasses import asdict

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat

WIDEST = 100


def doctor(database: DatabaseOption = None, format: FormatOption = OutputFormat.TEXT) -> None:
    """查看本机装了什么、连得上什么，缺少的部分各有什么影响。

    退出状态：0 可以运行（可选部分可能缺少）；2 有必需的部分缺少或损坏。
    """
    from xunjian.app.doctor import State, examine

    parts = examine(database)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=2))
    else:
        signs = {
            State.READY: Text("✔ 正常", "green"),
            State.ABSENT: Text("– 缺少", "yellow"),
            State.BROKEN: Text("✘ 有误", "red"),
        }
        table = Table("项目", "状态", Column("情况", overflow="fold"), box=None, pad_edge=False)
        for part in parts:
            table.add_row(
                part.name, signs[part.state], Text("\n".join(filter(None, (part.detail, part.cost))))
            )
        console = Console(highlight=False)
        if not console.is_terminal:
            console = Console(highlight=False, width=WIDEST)
        console.print(table)
    if any(part.state is State.BROKEN for part in parts):
        raise typer.Exit(2)
