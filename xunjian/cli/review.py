"""`xunjian review`: findings that a person marked."""

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xunjian.cli.options import LARGEST_NUMBER, DatabaseOption, FormatOption, OutputFormat

if TYPE_CHECKING:
    from xunjian.model.mark import Mark

app = typer.Typer(help="复核：把一条问题标为误报或豁免，写明理由、姓名和有效期。", no_args_is_help=True)

ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="由谁作出。")]
NumberArgument = Annotated[
    int, typer.Argument(metavar="标记号", min=1, max=LARGEST_NUMBER, help="xunjian review list 列出的号。")
]


class VerdictName(StrEnum):
    FALSE_ALARM = "误报"
    EXEMPT = "豁免"


@app.command()
def add(
    finding: Annotated[
        str, typer.Argument(metavar="问题编号", help="报告和问题清单里的编号，形如 F-0a1b2c3d4e5f。")
    ],
    verdict: Annotated[VerdictName, typer.Option("--as", help="误报：结论不对。豁免：结论对，但不计。")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="一句话写明理由。")],
    by: ByOption,
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until", formats=["%Y-%m-%d"], metavar="日期", help="有效到哪一天，最长 180 天；不写即 180 天。"
        ),
    ] = None,
    run: Annotated[str | None, typer.Option("--run", metavar="运行", help="只在这次运行里找。")] = None,
    database: DatabaseOption = None,
) -> None:
    """标记一条问题。以后的检查再看到它，不再计为不通过；到期或撤销后照常报出。"""
    from xunjian.app.review import MarkRequest, mark_finding
    from xunjian.model.mark import Verdict

    kind = Verdict.FALSE_ALARM if verdict is VerdictName.FALSE_ALARM else Verdict.EXEMPT
    day = until.date() if until else None
    mark = mark_finding(MarkRequest(finding, kind, reason, by, day, run, database))
    typer.echo(f"已记下第 {mark.id} 号标记：{_line(mark)}")
    typer.echo("从下一次检查起生效；用 xunjian score 重新评判已有的结果，也会用上。")


@app.command("list")
def list_marks(
    unit: Annotated[str | None, typer.Option("--unit", metavar="编号", help="只要这个单位的。")] = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """列出标记，已撤销和到期的也在内。"""
    from xunjian.app.review import marks_of

    marks = marks_of(unit, database)
    if format is OutputFormat.JSON:
        typer.echo(json.dumps([_plain(mark) for mark in marks], ensure_ascii=False, indent=2))
        return
    for mark in marks:
        typer.echo(f"{mark.id}  {_line(mark)}")
    typer.echo(f"共 {len(marks)} 个标记。" if marks else "没有标记。")


@app.command()
def end(number: NumberArgument, by: ByOption, database: DatabaseOption = None) -> None:
    """撤销一个标记；以后的检查照常报出那条问题。"""
    from xunjian.app.review import take_back

    mark = take_back(number, by, database)
    typer.echo(f"已撤销第 {mark.id} 号标记：{mark.message}")


@app.command()
def case(
    number: NumberArgument,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="测试页面放在哪里。")] = Path(
        "xunjian-cases"
    ),
    database: DatabaseOption = None,
) -> None:
    """把一条标记过的问题做成测试页面：截取它所依据的页面，可反复评判，看程序改对了没有。"""
    from xunjian.app.review_case import write_case

    made = write_case(number, out, database)
    if made.fires:
        typer.echo(f"测试页面在 {made.folder}，现在的程序仍会报出这条问题。")
    else:
        typer.echo(f"测试页面在 {made.folder}，现在的程序已不再报出这条问题。")


@app.command()
def cases(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="xunjian review case 所写的文件夹。")
    ] = Path("xunjian-cases"),
) -> None:
    """重新评判全部测试页面，列出仍会报出的；有则退出状态为 1。"""
    from xunjian.app.review_case import judge_case, list_cases

    judged = [judge_case(each) for each in list_cases(folder)]
    for each in judged:
        typer.echo(f"{'仍报出' if each.fires else '已改对'}  {each.check}  {each.folder}")
    firing = sum(each.fires for each in judged)
    typer.echo(
        f"共 {len(judged)} 个测试页面，{firing} 个仍会报出。" if judged else f"“{folder}”里没有测试页面。"
    )
    if firing:
        raise typer.Exit(1)


def _line(mark: "Mark") -> str:
    from xunjian.model.mark import VERDICT_WORDS

    state = f"已由{mark.ended_by}撤销" if mark.ended_at else f"有效至 {mark.until}"
    return (
        f"F-{mark.fingerprint[:12]} {VERDICT_WORDS[mark.verdict]}（{mark.by}，{state}）"
        f"理由：{mark.reason}；原来的结论：{mark.message}"
    )


def _plain(mark: "Mark") -> dict[str, object]:
    return {
        "id": mark.id,
        "unit": mark.unit_id,
        "fingerprint": mark.fingerprint,
        "check": mark.check,
        "subject": mark.subject_url,
        "message": mark.message,
        "verdict": mark.verdict.value,
        "reason": mark.reason,
        "by": mark.by,
        "at": mark.at.isoformat(),
        "until": mark.until.isoformat(),
        "ended_at": mark.ended_at.isoformat() if mark.ended_at else None,
        "ended_by": mark.ended_by or None,
    }
