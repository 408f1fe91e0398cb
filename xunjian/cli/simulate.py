"""`xunjian simulate`: one snapshot, two indicator systems."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from xunjian.cli.audit import RunArgument
from xunjian.cli.options import (
    AsOfOption,
    DatabaseOption,
    FormatOption,
    OutputFormat,
    UnitTypeOption,
    parse_day,
)
from xunjian.cli.show import readers_may_leave, say_beside
from xunjian.wrapped import print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xunjian.app.simulate import Change, Simulation
    from xunjian.model.audit import Audit, AuditIndicator

_MOST = 40


def simulate(
    run: RunArgument,
    pack: Annotated[
        list[str],
        typer.Option("--pack", metavar="编号", help="要比较的指标体系，写两个；只写一个时与原来用的比较。"),
    ],
    unit_type: UnitTypeOption = None,
    as_of: AsOfOption = None,
    database: DatabaseOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """不联网，用保存的快照比较两个指标体系：总分、等次、否决和逐项有什么变化。"""
    from xunjian.app.simulate import SimulateRequest, run_simulate

    found = run_simulate(SimulateRequest(run, tuple(pack), parse_day(as_of), unit_type, database))
    say_beside(*found.notes)
    with readers_may_leave():
        if format is OutputFormat.JSON:
            typer.echo(json.dumps(as_plain(found), ensure_ascii=False, indent=2))
        else:
            print_lines(told(found))


def told(found: "Simulation") -> "Iterator[str]":
    """What changes, the whole first, then the largest."""
    from xunjian.reports.words import write_number

    for letter, audit in (("甲", found.before), ("乙", found.after)):
        yield f"{letter} {_whole(audit)}"
    changed, same = found.of("changed"), found.of("same")
    added, removed = found.of("added"), found.of("removed")
    yield f"变化 {len(changed)} 项，相同 {len(same)} 项，只在甲 {len(removed)} 项，只在乙 {len(added)} 项"
    for change in changed[:_MOST]:
        names = dict.fromkeys(each.name for each in (change.before, change.after) if each)
        yield f"变化 {' → '.join(names)}：{_one(change.before)} → {_one(change.after)}"
    for title, changes in (("只在乙", added), ("只在甲", removed)):
        for change in changes[:_MOST]:
            yield f"{title} {change.indicator.name}：{_one(change.indicator)}"
        if len(changes) > _MOST:
            yield f"{title}的另有 {write_number(len(changes) - _MOST)} 项，见 --format json"


def _whole(audit: "Audit") -> str:
    from xunjian.reports.words import write_grade, write_interval, write_points

    parts = [
        f"{audit.pack.title or audit.pack.id} {audit.pack.version} 版：得分 {write_interval(audit.score)}"
    ]
    parts.append(f"满分 {write_points(audit.score.maximum)}")
    grade = write_grade(audit.score)
    parts += [f"等次 {grade}"] if grade else []
    names = {each.id: each.name for each in audit.indicators}
    parts += [f"否决：{'、'.join(names[each] for each in audit.score.vetoes)}"] if audit.score.vetoes else []
    parts += [] if audit.score.official else ["测算分，非正式得分"]
    return "，".join(parts)


def _one(indicator: "AuditIndicator | None") -> str:
    from xunjian.reports.words import state_words, write_number

    if indicator is None:
        return "没有这一项"
    figures = ""
    if indicator.points and indicator.status.value != "not_applicable":
        got = "待定" if indicator.awarded is None else write_number(indicator.awarded)
        figures = f" {got} / {write_number(indicator.points)}"
    return f"{state_words(indicator.status, indicator.way)}{figures}"


def as_plain(found: "Simulation") -> dict[str, object]:
    """For other programs."""
    return {
        "before": _side(found.before),
        "after": _side(found.after),
        "changes": [_change(change) for change in found.changes],
    }


def _side(audit: "Audit") -> dict[str, object]:
    score = audit.score.model_dump(mode="json", exclude={"ledger"})
    return {
        "pack": audit.pack.id,
        "version": audit.pack.version,
        "unit_type": audit.unit.type,
        "score": score,
    }


def _change(change: "Change") -> dict[str, object]:
    keys = {"id", "name", "path", "points", "awarded", "lost", "pending", "status"}
    return {
        "kind": change.kind,
        "before": change.before.model_dump(mode="json", include=keys) if change.before else None,
        "after": change.after.model_dump(mode="json", include=keys) if change.after else None,
    }
