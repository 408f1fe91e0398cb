"""The score sheet in the terminal: losses first, no wider than 100 columns; plain lines where piped."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from xunjian.model.audit import Audit, AuditIndicator, IndicatorStatus
from xunjian.model.finding import Status
from xunjian.reports.losses import (
    lost_points,
    pending_points,
    rescaled_losses,
    vetoes,
    whole_losses,
)
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
from xunjian.wrapped import WIDEST, Wrapped, print_lines

_MOST_ROWS = 40
_MOST_UNKNOWN = 12
"""Where hardly anything was seen, the rows would all say the same."""
_NARROW = 72
"""Columns below which the words of a state stand beside the name."""
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
    print_lines(_head_lines(audit), console)
    width = min(WIDEST, console.width)
    console.print(_table(audit, narrow=width < _NARROW), width=width)
    rest = _rest_line(audit)
    if rest:
        console.print(Wrapped(rest, "bright_black"), width=width)
    for path in files:
        console.print(Text(str(path)), soft_wrap=True)


def plain_lines(audit: Audit, files: tuple[Path, ...] = ()) -> Iterator[str]:
    """The same for a pipe: one fact a line, no box, no colour."""
    yield from _head_lines(audit)
    whole = rescaled_losses(audit)
    for entry in _listed(audit):
        told = zip(_headings(whole), _figures(entry, whole), strict=True)
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
    seen = audit.run.coverage
    if seen is not None and audit.run.complete and seen.mostly_unseen:
        yield clean_text(f"只看到一小部分：{seen.mostly_unseen}。")
    if seen is not None and seen.next_step:
        yield clean_text(f"怎样看全：{seen.next_step}")
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
    lost = whole_losses(audit)
    ordered = sorted(
        open_entries,
        key=lambda entry: (-lost[entry.id], _ORDER.index(entry.status), -entry.points),
    )
    unknown = [entry for entry in ordered if entry.status is IndicatorStatus.UNKNOWN]
    beyond = {entry.id for entry in unknown[_MOST_UNKNOWN:]}
    return [entry for entry in ordered if entry.id not in beyond][:_MOST_ROWS]


def _headings(whole: Mapping[str, float]) -> tuple[str, ...]:
    return ("得分", "失分", *(("折合总分",) if whole else ()), "待定", "问题")


def _name(entry: AuditIndicator) -> str:
    return clean_text(entry.name).replace("\n", " ").replace("\t", " ")


def _figures(entry: AuditIndicator, whole: Mapping[str, float]) -> tuple[str, ...]:
    """Awarded, lost, lost in points of the whole where those are others, pending, items (to be reviewed ones
    too); empty where there is nothing to say."""
    awarded = "" if entry.awarded is None else write_number(entry.awarded)
    lost, pending = lost_points(entry), pending_points(entry)
    of_the_whole = (write_number(whole[entry.id]) if lost else "",) if whole else ()
    return (
        awarded,
        write_number(lost) if lost else "",
        *of_the_whole,
        write_number(pending) if pending else "",
        str(len(entry.finding_ids) or ""),
    )


def _table(audit: Audit, *, narrow: bool = False) -> Table:
    """`narrow`: the sign of the state alone, and beside the name whom an open one waits for."""
    whole = rescaled_losses(audit)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0) if narrow else (0, 1))
    table.add_column("" if narrow else "状态", no_wrap=True)
    table.add_column("指标", ratio=1)
    for heading in _headings(whole):
        told = "折合\n总分" if heading == "折合总分" and narrow else heading
        table.add_column(told, justify="right", no_wrap=True, min_width=4)
    for entry in _listed(audit):
        words = state_words(entry.status, entry.way)
        state = Text(words[0] if narrow else words, style=_COLOURS[entry.status])
        waits = f"（{words[2:]}）" if narrow and entry.status in _ORDER[2:] else ""
        table.add_row(state, Wrapped(_name(entry) + waits), *_figures(entry, whole))
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
