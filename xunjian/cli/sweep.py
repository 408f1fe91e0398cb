"""`xunjian sweep`: every unit of the register."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from xunjian.app.outcome import UnitOutcome, UnitState
from xunjian.cli.options import (
    AllowPrivateOption,
    AsOfOption,
    ConcurrencyOption,
    DatabaseOption,
    DelayOption,
    FormatOption,
    MaxPagesOption,
    NoBrowserOption,
    NoSinceOption,
    OutputFormat,
    PackOption,
    ResolveOption,
    SeedOption,
    parse_day,
    parse_hours,
)
from xunjian.cli.show import readers_may_leave
from xunjian.errors import UsageError, system_fault
from xunjian.model.unit import Unit

_WORDS = {
    UnitState.FINISHED: "✔ 完成",
    UnitState.INCOMPLETE: "? 未完成",
    UnitState.FAILED: "✘ 未能检查",
    UnitState.TIMEOUT: "? 超时",
    UnitState.STOPPED: "– 已中断",
}


def sweep(
    group: Annotated[str | None, typer.Option("--group", metavar="分组", help="只检查这个分组。")] = None,
    register: Annotated[
        Path | None,
        typer.Option("--register", metavar="文件", help="先登记这个文件里的单位，并只检查这些单位。"),
    ] = None,
    parallel: Annotated[int, typer.Option("--parallel", min=1, max=64, help="同时采集几个单位的网站。")] = 50,
    deadline: Annotated[
        float, typer.Option("--deadline", min=0.01, metavar="分钟", help="一个单位最多采集多少分钟。")
    ] = 240,
    hours: Annotated[
        str | None,
        typer.Option(
            "--hours",
            metavar="时段",
            help="只在这个时段（北京时间）采集，如 22:00-06:00；到点停下，以后可续做。",
        ),
    ] = None,
    memory: Annotated[
        int,
        typer.Option(
            "--memory", min=100, metavar="MB", help="一个采集进程的内存超过多少 MB 就不再接新的网站。"
        ),
    ] = 1000,
    pack: PackOption = "core",
    as_of: AsOfOption = None,
    seed: SeedOption = 0,
    max_pages: MaxPagesOption = 5000,
    concurrency: ConcurrencyOption = 4,
    delay: DelayOption = 0.1,
    resolve: ResolveOption = None,
    no_browser: NoBrowserOption = False,
    allow_private: AllowPrivateOption = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="接着同一 --out 里未做完的批次：已完成的不再检查。")
    ] = False,
    no_since: NoSinceOption = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件夹", help="结果放在哪里；默认 ./xunjian-out/批次-时间。"),
    ] = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """检查登记的全部单位：几个同时进行，一个出错不影响其余。

    退出状态：0 每个单位都已完成；3 有的未完成；2 用法或配置不对。
    """
    from storage.database import open_database
    from xunjian.app.audit import AuditRequest
    from xunjian.app.crawls import MEGABYTE, CrawlLimits
    from xunjian.app.packs import open_pack
    from xunjian.app.register import import_register, select_units
    from xunjian.app.runs import SHANGHAI, today
    from xunjian.app.sweep import SweepOptions, exit_code, run_sweep, write_summary
    from xunjian.app.target import parse_resolve

    open_pack(pack)
    addresses = parse_resolve(tuple(resolve or ()))
    day = parse_day(as_of) or today()
    engine = open_database(database)
    units: tuple[Unit, ...]
    if register is not None:
        named = import_register(engine, register).units
        units = tuple(unit for unit in named if group is None or unit.group == group)
        if not units:
            raise UsageError(f"“{register}”里没有分组“{group}”的单位。")
    else:
        units = select_units(engine, group)
    folder = out or Path("xunjian-out") / f"批次-{datetime.now(SHANGHAI):%Y%m%d-%H%M%S}"
    _prepare(folder, units, resume=resume)
    options = SweepOptions(
        AuditRequest(
            "",
            pack=pack,
            as_of=day,
            seed=seed,
            max_pages=max_pages,
            hours=parse_hours(hours),
            concurrency=concurrency,
            delay=delay,
            resolve=addresses,
            browser=not no_browser,
            allow_private=allow_private,
            use_earlier=not no_since,
            database=database,
        ),
        folder,
        parallel,
        deadline * 60,
        resume,
        CrawlLimits(memory=memory * MEGABYTE),
    )
    log = Console(stderr=True, highlight=False, soft_wrap=True)
    log.print(f"检查 {len(units)} 个单位，同时 {parallel} 个，结果放在 {escape(str(folder))}")
    ended = 0

    def tell(outcome: UnitOutcome) -> None:
        nonlocal ended
        ended += 1
        log.print(f"[{ended}/{len(units)}] ".replace("[", r"\[") + escape(_line(outcome)))

    outcomes = run_sweep(units, options, tell)
    text = write_summary(outcomes, folder / "sweep.json")
    with readers_may_leave():
        if format is OutputFormat.JSON:
            sys.stdout.write(text)
        else:
            _print_table(outcomes, folder)
    raise typer.Exit(exit_code(outcomes))


def _prepare(folder: Path, units: tuple[Unit, ...], *, resume: bool) -> None:
    taken = next((unit.id for unit in units if (folder / unit.id / "snapshot.sqlite").exists()), None)
    if taken and not resume:
        raise UsageError(
            f"“{folder}”里已有单位 {taken} 的结果。", "换一个 --out，或加 --resume 接着未做完的批次。"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"不能写入输出文件夹“{folder}”：{system_fault(error)}。", "用 --out 指定可写的文件夹。"
        ) from None


def _line(outcome: UnitOutcome) -> str:
    parts = [f"{_WORDS[outcome.state]} {outcome.unit.name}（{outcome.unit.id}）"]
    result = outcome.result
    if result is not None:
        unit = "" if result.graded_only else " 分"
        parts.append(f"{_score(outcome)}{unit}，问题 {result.failing} 个，{result.pages_fetched} 页")
    if outcome.seconds:
        parts.append(_duration(outcome.seconds))
    if outcome.reason:
        parts.append(outcome.reason.rstrip("。"))
    return "，".join(parts)


def _score(outcome: UnitOutcome) -> str:
    if outcome.result is None:
        return "–"
    if outcome.result.graded_only:
        return outcome.result.grade or "待定"
    low, high = f"{round(outcome.result.lowest, 2):g}", f"{round(outcome.result.highest, 2):g}"
    return low if low == high else f"{low}–{high}"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} 秒" if seconds < 90 else f"{seconds / 60:.1f} 分钟"


def _print_table(outcomes: tuple[UnitOutcome, ...], folder: Path) -> None:
    finished = sum(outcome.state is UnitState.FINISHED for outcome in outcomes)
    console = Console(highlight=False)
    if console.is_terminal:
        table = Table("单位", "结果", "得分", "问题", "说明")
        for outcome in outcomes:
            cells = (outcome.unit.name, _WORDS[outcome.state], _score(outcome))
            problems = str(outcome.result.failing) if outcome.result else "–"
            table.add_row(*map(escape, cells), problems, escape(outcome.reason))
        console.print(table)
    else:
        for outcome in outcomes:
            problems = str(outcome.result.failing) if outcome.result else "–"
            name, word = outcome.unit.name, _WORDS[outcome.state]
            typer.echo("\t".join((outcome.unit.id, name, word, _score(outcome), problems, outcome.reason)))
    if any(outcome.result is not None and outcome.result.unconfirmed for outcome in outcomes):
        typer.echo("得分是测算分，非正式得分：有分值或依据没有与文件原文核对。")
    typer.echo(f"共 {len(outcomes)} 个单位，完成 {finished} 个，未完成 {len(outcomes) - finished} 个。")
    if finished < len(outcomes):
        typer.echo(
            "没有看全的，怎样看全写在各自文件夹里 report.html 的“覆盖情况”；"
            "因时间、中断或网站临时故障没有看完的，"
            f"用 xunjian sweep --out {folder} --resume 接着看，其余选项同上次。"
        )
    typer.echo(f"结果：{folder}")
