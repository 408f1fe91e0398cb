"""`xunjian audit` and `xunjian score`: one unit judged now, or a stored snapshot judged again."""

from typing import Annotated

import typer

from xunjian.app.early_crawler import early_crawler
from xunjian.cli.options import (
    AllowPrivateOption,
    AsOfOption,
    ConcurrencyOption,
    DatabaseOption,
    DelayOption,
    FormatOption,
    MaxPagesOption,
    NameOption,
    NoBrowserOption,
    NoSinceOption,
    OutOption,
    OutputFormat,
    PackOption,
    ResolveOption,
    ResumeOption,
    SeedOption,
    SinceOption,
    SiteCodeOption,
    TraitOption,
    UnitTypeOption,
    parse_day,
)
from xunjian.cli.progress import progress_sink
from xunjian.cli.show import show_result
from xunjian.errors import UsageError

TargetArgument = Annotated[str, typer.Argument(metavar="目标", help="登记的单位编号，或首页网址。")]
RunArgument = Annotated[
    str, typer.Argument(metavar="运行", help="运行编号、结果文件夹、audit.json 或快照文件。")
]


def audit(
    target: TargetArgument,
    pack: PackOption = "core",
    unit_type: UnitTypeOption = None,
    name: NameOption = None,
    site_code: SiteCodeOption = None,
    trait: TraitOption = None,
    as_of: AsOfOption = None,
    seed: SeedOption = 0,
    max_pages: MaxPagesOption = 5000,
    concurrency: ConcurrencyOption = 4,
    delay: DelayOption = 0.1,
    resolve: ResolveOption = None,
    no_browser: NoBrowserOption = False,
    allow_private: AllowPrivateOption = False,
    resume: ResumeOption = False,
    since: SinceOption = None,
    no_since: NoSinceOption = False,
    out: OutOption = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """立即检查一个单位的网站：采集、评判、出报告。

    退出状态：0 全部符合；1 有不符合项；2 用法或配置不对；
    3 未完成（不可访问、被中断、被拦截），已采集的内容保留。
    """
    if since is not None and no_since:
        raise UsageError("--since 和 --no-since 不能同时用。", "只留一个。")
    with early_crawler():
        from xunjian.app.audit import AuditRequest, run_audit
        from xunjian.app.target import parse_resolve

        request = AuditRequest(
            target=target,
            pack=pack,
            unit_type=unit_type,
            name=name,
            site_code=site_code,
            traits=tuple(trait or ()),
            as_of=parse_day(as_of),
            seed=seed,
            max_pages=max_pages,
            concurrency=concurrency,
            delay=delay,
            resolve=parse_resolve(tuple(resolve or ())),
            browser=not no_browser,
            allow_private=allow_private,
            resume=resume,
            since=since,
            use_earlier=not no_since,
            out=out,
            database=database,
        )
        with progress_sink() as sink:
            result = run_audit(request, sink)
    show_result(result, format)
    raise typer.Exit(result.exit_code)


def score(
    run: RunArgument,
    pack: Annotated[
        str | None, typer.Option("--pack", metavar="编号", help="换用的指标体系；默认与原来相同。")
    ] = None,
    unit_type: UnitTypeOption = None,
    name: NameOption = None,
    site_code: SiteCodeOption = None,
    trait: TraitOption = None,
    as_of: AsOfOption = None,
    seed: Annotated[int | None, typer.Option("--seed", help="换用的随机种子；默认与原来相同。")] = None,
    out: OutOption = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """不联网，用保存的快照重新评判：可换指标体系、换监测时间点。

    退出状态与 audit 相同。
    """
    from xunjian.app.score import ScoreRequest, run_score

    result = run_score(
        ScoreRequest(
            run=run,
            pack=pack,
            as_of=parse_day(as_of),
            seed=seed,
            unit_type=unit_type,
            name=name,
            site_code=site_code,
            traits=tuple(trait or ()),
            out=out,
            database=database,
        )
    )
    show_result(result, format)
    raise typer.Exit(result.exit_code)
