"""The score sheet in the terminal: losses first, no wider than 100 columns; plain lines where piped."""

from collections.abc import Iterator
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from xunjian.model.audit import Audit, AuditIndicator, IndicatorStatus
from xunjian.model.finding import Status
from xunjian.reports.losses import lost_points, pending_points, vetoes
from xunjian.reports.words import (
    clean_text,
    state_words,
    write_grade,
    write_interval,
    write_number,
    write_pending,
    write_percent,
    write_unofficial,
)

_WIDEST = 100
_MOST_ROWS = 40
_COLOURS = {
    IndicatorStatus.PASS: "green",
    IndicatorStatus.FAIL: "red",
    IndicatorStatus.PARTIAL: "red",
    IndicatorStatus.REVIEW: "yellow",
    IndicatorStatus.UNKNOWN: "bright_black",
    IndicatorStatus.NOT_APPLICABLE: "bright_black",
}
_ORDER = (
    IndicatorStatus.FAIL,
    IndicatorStatus.PARTIAL,
    IndicatorStatus.REVIEW,
    IndicatorStatus.UNKNOWN,
)


def print_score_sheet(audit: Audit, files: tuple[Path, ...] = (), console: Console | None = None) -> None:
    """Write the result to standard output (or the console given), then the paths of the files."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        for line in plain_lines(audit, files):
            console.out(line, highlight=False)
        return
    width = min(_WIDEST, console.width)
    for line in _head_lines(audit):
        console.print(Text(line), width=width)
    console.print(_table(audit), width=width)
    rest = _rest_line(audit)
    if rest:
        console.print(Text(rest, style="bright_black"), width=width)
    for path in files:
        console.print(Text(str(path)), soft_wrap=True)


def plain_lines(audit: Audit, files: tuple[Path, ...] = ()) -> Iterator[str]:
    """The same for a pipe: one fact a line, no box, no colour."""
    yield from _head_lines(audit)
    for entry in _listed(audit):
        told = zip(("得分", "失分", "待定", "问题"), _figures(entry), strict=True)
        figures = "，".join(f"{word} {figure}" for word, figure in told if figure)
        yield f"{state_words(entry.status, entry.way)} {_name(entry)}" + (f"：{figures}" if figures else "")
    rest = _rest_line(audit)
    if rest:
        yield rest
    for path in files:
        yield str(path)


def _head_lines(audit: Audit) -> Iterator[str]:
    score = audit.score
    yield clean_text(f"{audit.unit.name} 监测时间点 {audit.run.as_of} 看过 {audit.run.pages_fetched} 页")
    if not audit.run.complete:
        yield clean_text(f"未完成：{audit.run.incomplete_reason or '原因未记录。'}")
    pending = write_pending(audit)
    grade = write_grade(score)
    if score.graded_only:
        yield f"等次 {grade or '待定'}（只评等次，不公布分数" + (f"；{pending}）" if pending else "）")
    elif score.maximum > 0:
        told = f"得分 {write_interval(score)}" + (f"，等次 {grade}" if grade else "")
        yield told + (f"（{pending}）" if pending else "")
        unofficial = write_unofficial(score)
        if unofficial:
            yield unofficial
        yield (
            f"满分 {write_number(score.maximum)}，已得 {write_number(score.awarded)}，"
            f"失分 {write_number(score.lost)}，待定 {write_number(score.pending)}，"
            f"已判定 {write_percent(score.assessed)}"
        )
        if score.bonus or score.bonus_pending:
            open_ = f"，待定 {write_number(score.bonus_pending)}" if score.bonus_pending else ""
            yield f"另有加分 {write_number(score.bonus)}{open_}"
    else:
        if grade:
            yield f"等次 {grade}（这类单位不计分）"
            yield from filter(None, [write_unofficial(score)])
        yield from filter(None, [pending])
    for entry in vetoes(audit):
        yield clean_text(f"✘ 单项否决：{entry.name}")
    for warning in score.warnings:
        yield clean_text(f"注意：{warning}")
    failing = sum(1 for finding in audit.findings if finding.status is Status.FAIL)
    yield f"不通过 {failing} 处，待人工确认 {len(audit.findings) - failing} 处"


def _listed(audit: Audit) -> list[AuditIndicator]:
    """What a person must act on: losses first, largest first, then what is open."""
    open_entries = [entry for entry in audit.indicators if entry.status in _ORDER]
    return sorted(
        open_entries,
        key=lambda entry: (-lost_points(entry), _ORDER.index(entry.status), -entry.points),
    )[:_MOST_ROWS]


def _name(entry: AuditIndicator) -> str:
    return clean_text(entry.name).replace("\n", " ").replace("\t", " ")


def _figures(entry: AuditIndicator) -> tuple[str, str, str, str]:
    """Awarded, lost, pending, items (to be reviewed ones too); empty where there is nothing to say."""
    awarded = "" if entry.awarded is None else write_number(entry.awarded)
    lost, pending = lost_points(entry), pending_points(entry)
    return (
        awarded,
        write_number(lost) if lost else "",
        write_number(pending) if pending else "",
        str(len(entry.finding_ids) or ""),
    )


def _table(audit: Audit) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("状态", no_wrap=True, min_width=12)
    table.add_column("指标", overflow="fold", ratio=1)
    for heading in ("得分", "失分", "待定", "问题"):
        table.add_column(heading, justify="right", no_wrap=True, min_width=4)
    for entry in _listed(audit):
        state = Text(state_words(entry.status, entry.way), style=_COLOURS[entry.status])
        table.add_row(state, escape(_name(entry)), *_figures(entry))
    return table


def _rest_line(audit: Audit) -> str:
    """What the table leaves out, counted."""
    states = [entry.status for entry in audit.indicators]
    passed, skipped = states.count(IndicatorStatus.PASS), states.count(IndicatorStatus.NOT_APPLICABLE)
    cut = len(states) - passed - skipped - len(_listed(audit))
    parts = [f"{state_words(IndicatorStatus.PASS)} {passed} 项"] if passed else []
    parts += [f"{state_words(IndicatorStatus.NOT_APPLICABLE)} {skipped} 项"] if skipped else []
    parts += [f"另有 {cut} 项见报告"] if cut else []
    return "，".join(parts)
