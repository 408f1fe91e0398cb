"""`xunjian advise`: what to mend first."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from xunjian.cli.options import DatabaseOption, FormatOption, OutputFormat
from xunjian.cli.show import readers_may_leave

if TYPE_CHECKING:
    from xunjian.app.advise import Advice, Step
    from xunjian.app.root_causes import Cause
    from xunjian.model.audit import Audit


def advise(
    run: Annotated[str, typer.Argument(metavar="运行", help="运行编号、结果文件夹或 audit.json。")],
    most: Annotated[int, typer.Option("--most", min=1, max=100, help="最多列出多少步。")] = 15,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """先改什么：按每改一处能拿回多少分排序，同一原因的问题算一件事。

    每一步都是去掉这些问题后重新计分得出的，封顶、加分门槛和单项否决都计算在内。不联网，也不需要快照。
    """
    from storage.database import open_database
    from xunjian.app.advise import advise as advise_on
    from xunjian.app.ranking_runs import gather
    from xunjian.app.rescoring import prepare_scoring
    from xunjian.app.run_pack import pack_of_run
    from xunjian.errors import UsageError

    engine = open_database(database)
    audits = gather([run], engine)
    if len(audits) > 1:
        raise UsageError(f"“{run}”里有 {len(audits)} 个单位的结果。", "写其中一个单位的结果文件夹。")
    (audit,) = audits
    used = pack_of_run(engine, audit.run.id, audit.pack.id)
    if used.note:
        typer.echo(f"巡检：{used.note}", err=True)
    advice = advise_on(prepare_scoring(audit, used.loaded), most)
    with readers_may_leave():
        if format is OutputFormat.JSON:
            typer.echo(json.dumps(as_plain(audit, advice), ensure_ascii=False, indent=2))
        else:
            for line in told(audit, advice):
                typer.echo(line)


def told(audit: "Audit", advice: "Advice") -> Iterator[str]:
    """Steps in the order in which to take them, each with what it brings."""
    from xunjian.reports.words import write_interval, write_unofficial

    yield f"{audit.unit.name} 监测时间点 {audit.run.as_of}，现在得分 {write_interval(audit.score)}"
    unofficial = write_unofficial(audit.score)
    if unofficial:
        yield unofficial
    if not advice.steps:
        yield "没有能拿回分数的问题。"
    for number, step in enumerate(advice.steps, 1):
        yield f"{number}. {_what(step)}：{_brings(step)}"
        if step.responsible:
            yield f"   责任部门：{'、'.join(step.responsible)}"
    if advice.without_points:
        parts = "；".join(_cause(cause) for cause in advice.without_points[:10])
        yield f"另有 {len(advice.without_points)} 类问题，改好不增加得分，也应当改：{parts}。"
    if advice.unlisted:
        yield f"另有 {advice.unlisted} 类问题没有列出，加 --most 可以列出更多。"


def _what(step: "Step") -> str:
    parts = "；".join(_cause(cause) for cause in step.causes)
    if step.needed < step.repairs:
        return f"{parts}，至少改好 {step.needed} 处"
    return parts


def _cause(cause: "Cause") -> str:
    if len(cause.findings) == 1 and not cause.fault:
        column = cause.findings[0].column or cause.findings[0].subject.title or ""
        fault = f"（{column}）" if column not in ("", cause.title) else ""
    else:
        fault = f"（{cause.fault}）" if cause.fault else ""
    places = f"{len(cause.findings)} 处" if len(cause.findings) > 1 else ""
    pages = f"，涉及 {cause.pages} 个页面" if cause.pages > 1 else ""
    return f"{cause.title}{fault}" + (f" {places}{pages}" if places or pages else "").replace(" ，", "，")


def _brings(step: "Step") -> str:
    from xunjian.scoring.rounding import half_up, plain

    parts = [f"解除单项否决“{name}”" for name in step.lifted]
    if step.gain > 0:
        waits = half_up(step.gain - step.sure, 2)
        open_ = f"，其中 {plain(waits)} 分还要等待定项有结论" if 0 < waits <= step.gain else ""
        parts.append(f"可拿回 {plain(step.gain)} 分{open_}")
    elif step.sure > 0:
        parts.append(f"最低得分提高 {plain(step.sure)} 分")
    after = step.after
    ends = plain(after.low) if after.low == after.high else f"{plain(after.low)}–{plain(after.high)}"
    parts.append(f"改后得分 {ends} 分" + (f"，等次 {after.grade}" if after.grade else ""))
    return "，".join(parts)


def as_plain(audit: "Audit", advice: "Advice") -> dict[str, object]:
    """For other programs."""
    return {
        "unit": audit.unit.id,
        "run": audit.run.id,
        "pack": {"id": audit.pack.id, "version": audit.pack.version},
        "score": [float(advice.before.low), float(advice.before.high)],
        "official": audit.score.official,
        "steps": [
            {
                "causes": [_plain_cause(cause) for cause in step.causes],
                "repairs": step.repairs,
                "needed": step.needed,
                "gain": float(step.gain),
                "sure": float(step.sure),
                "lifts": list(step.lifted),
                "indicators": list(step.indicators),
                "responsible": list(step.responsible),
                "score_after": [float(step.after.low), float(step.after.high)],
                "grade_after": step.after.grade,
            }
            for step in advice.steps
        ],
        "unlisted": advice.unlisted,
        "without_points": [_plain_cause(cause) for cause in advice.without_points],
    }


def _plain_cause(cause: "Cause") -> dict[str, object]:
    return {
        "check": cause.check,
        "title": cause.title,
        "fault": cause.fault,
        "pages": cause.pages,
        "findings": [finding.id for finding in cause.findings],
    }
