"""`xunjian newmedia`: what accounts in new media posted."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat

app = typer.Typer(help="政务新媒体：导入、列出各账号的发布记录。", no_args_is_help=True)


@app.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="文件", help="表格（.xlsx .xls .csv），表头：单位 平台 账号 日期 标题 网址；一行一条。"
        ),
    ],
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], metavar="日期", help="数据截止到哪一天；默认为今天。"),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """导入发布记录；已有的不重复，有错则一条也不导入。没有新内容的账号也要写一行，日期留空。"""
    from storage.database import open_database
    from xunjian.app.newmedia import import_posts

    done = import_posts(open_database(database), file, until.date() if until else None)
    typer.echo(f"{done.accounts} 个账号，{done.posts} 条记录，其中新增 {done.new} 条。")


@app.command("list")
def list_units_accounts(
    unit: Annotated[str | None, typer.Option("--unit", metavar="编号", help="只要这个单位的。")] = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """列出各账号：最近一条、数据截止日。"""
    from storage.database import open_database
    from storage.newmedia import list_accounts
    from xunjian.app.register import select_units, show_unit

    engine = open_database(database)
    units = select_units(engine) if unit is None else (show_unit(engine, unit),)
    rows = [
        {
            "unit": each.id,
            "platform": account.platform,
            "account": account.name,
            "known_until": account.known_until.isoformat(),
            "newest": account.posts[0].day.isoformat() if account.posts else None,
            "title": account.posts[0].title if account.posts else None,
        }
        for each in units
        for account in list_accounts(engine, each.id, since=datetime.max.date())
    ]
    if format is OutputFormat.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        newest = f"最近 {row['newest']} {row['title']}" if row["newest"] else "没有记录"
        typer.echo(
            f"{row['unit']}\t{row['platform']}\t{row['account']}\t{newest}\t数据到 {row['known_until']}"
        )
    if not rows:
        typer.echo("还没有导入，用 xunjian newmedia import 文件 导入。")
