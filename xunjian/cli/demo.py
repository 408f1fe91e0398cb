"""`xunjian demo`: a first look, on a portal that is bundled with the program."""

from pathlib import Path
from typing import Annotated

import typer

from xunjian.cli.options import FormatOption, OutputFormat
from xunjian.cli.progress import progress_sink
from xunjian.cli.show import show_result

OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="文件夹", help="结果放在哪里；默认 ./xunjian-out/demo/<运行>。"),
]


def demo(out: OutOption = None, format: FormatOption = OutputFormat.TEXT) -> None:
    """检查随程序附带的演示网站，出一份完整的报告。不需要网络，也不需要任何设置。

    演示网站是虚构的，只在检查期间于本机提供，检查结束即关闭；报告中的网址此后打不开，证据在结果文件夹里。
    """
    from xunjian.app.demo import run_demo
    from xunjian.app.runs import new_run_id, today

    folder = out or Path("xunjian-out") / "demo" / new_run_id()
    with progress_sink() as sink:
        result = run_demo(folder, today(), sink)
    show_result(result, format)
    if not result.audit.run.complete:
        raise typer.Exit(3)
