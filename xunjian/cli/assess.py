"""`xunjian assess`: the items that a person decides."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from xunjian.cli.options import DatabaseOption
from xunjian.cli.show import say_beside
from xunjian.errors import UsageError
from xunjian.wrapped import print_lines


def assess(
    run: Annotated[str, typer.Argument(metavar="运行", help="运行编号、结果文件夹或 audit.json。")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="把要人评的项打成一张表（.xlsx）。")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="连同程序判定的项一起打印，供单位自评；那些项只写自评分。")
    ] = False,
    form: Annotated[
        Path | None, typer.Option("--import", metavar="文件", help="读入填好的表（.xlsx）。")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="列出历次评分：谁、什么时候、给了多少。")
    ] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="姓名", help="由谁读入；表里没有写填写人的行也算这个人的。")
    ] = "",
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until",
            formats=["%Y-%m-%d"],
            metavar="日期",
            help="评分有效到哪一天，最长 366 天；不写即 180 天。",
        ),
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option("--pack", metavar="文件", help="换用的 YAML 文件；默认用这次运行存下的。"),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """人工评分：打印评分表，填好后读入，记下历次评分。

    没有填的项仍然待定；自评分与考核评分并列，只有考核评分计入得分。以后的检查在有效期内沿用，并写明沿用。
    """
    from xunjian.app.assess import AssessRequest, assessment_history, print_form, take_form
    from xunjian.app.assess_history import history_lines

    if sum((out is not None, form is not None, history)) != 1:
        raise UsageError("--out、--import、--history 要写一个，也只写一个。", "先用 --out 打印评分表。")
    if every and out is None:
        raise UsageError("--all 只用于 --out。", "读入时不用写。")
    request = AssessRequest(run, pack, by, until.date() if until else None, database)
    if out is not None:
        printed = print_form(request, out, every=every)
        say_beside(printed.note)
        own = f" --pack {pack}" if pack else ""
        typer.echo(
            f"评分表在 {out}，共 {printed.items} 项。填好后用 xunjian assess {run}{own} --import {out} 读入。"
        )
        return
    if history:
        lines = history_lines(assessment_history(request))
        print_lines(lines)
        typer.echo(f"共 {len(lines)} 条。" if lines else "还没有评分。")
        return
    assert form is not None
    taken = take_form(request, form)
    say_beside(taken.note)
    if not (taken.settled or taken.self_only or taken.withdrawn):
        same = f"，{taken.unchanged} 项与以前相同" if taken.unchanged else ""
        typer.echo(f"表里没有新的评分{same}。")
        return
    parts = [f"已记下 {taken.settled} 项评分"]
    parts += [f"{taken.self_only} 项只有自评分，不计入得分"] if taken.self_only else []
    parts += [f"撤回 {taken.withdrawn} 项"] if taken.withdrawn else []
    parts += [f"{taken.unchanged} 项与以前相同"] if taken.unchanged else []
    typer.echo("，".join(parts) + f"；有效期至 {taken.until}。")
    own = f" --pack {pack}" if pack else ""
    typer.echo(f"用 xunjian score {taken.run_id}{own} 重新评判，得分就用上；以后的检查也会沿用。")
