"""`xunjian schedule`: the scheduler in the foreground."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from xunjian.cli.options import DatabaseOption


def schedule(
    jobs: Annotated[
        Path | None,
        typer.Option(
            "--jobs", metavar="文件", help="任务文件；默认为数据文件夹里的 schedule.yaml，没有则用自带的。"
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="只校验任务文件并列出下次时刻，不执行。")] = False,
    database: DatabaseOption = None,
) -> None:
    """在前台运行调度：到时刻就启动检查，直到 Ctrl-C 或 SIGTERM。"""
    from scheduler import next_due, run_scheduler
    from xunjian.app.runs import SHANGHAI
    from xunjian.app.schedule import read_schedule, schedule_path

    path = jobs or schedule_path()
    listed = read_schedule(path)

    def say(line: str) -> None:
        typer.echo(f"{datetime.now(SHANGHAI):%Y-%m-%d %H:%M:%S} {line}", err=True)

    if check:
        typer.echo(f"{path} 没有发现错误：{len(listed)} 个任务。")
        for job in listed:
            due = next_due(job, None, datetime.now(SHANGHAI))
            when = f"下次 {due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if due else "不再执行"
            typer.echo(f"{job.id}\t{job.title}\t{when}")
        return
    run_scheduler(listed, say, database)
