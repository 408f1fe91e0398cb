"""`xunjian db`: the database."""

import json

import typer

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat

app = typer.Typer(help="数据库：升级结构。", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `upgrade` a verb of its own while it is the only one."""


@app.command()
def upgrade(database: DatabaseOption = None, format: FormatOption = OutputFormat.TEXT) -> None:
    """把数据库结构升级到本程序需要的版本；已是最新的不变。升级前请备份。"""
    from storage.database import upgrade_database

    before, after = upgrade_database(database)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps({"before": before, "after": after}))
    elif before == after:
        typer.echo(f"数据库结构已是最新（{after}）。")
    elif before is None:
        typer.echo(f"已建立数据库（结构 {after}）。")
    else:
        typer.echo(f"数据库结构已从 {before} 升级到 {after}。")
