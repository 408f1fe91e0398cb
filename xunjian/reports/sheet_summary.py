"""The first sheet, 汇总： what a leader gets printed, on its own."""

from collections import Counter
from collections.abc import Sequence

from xunjian.model.audit import Audit
from xunjian.reports.losses import all_losses, rescaled_losses, vetoes
from xunjian.reports.rows import UNASSIGNED, FailingRow
from xunjian.reports.sheet_style import TEXT_SIZE, Format, Styles, Worksheet, row_height
from xunjian.reports.words import (
    clean_text,
    write_grade,
    write_interval,
    write_number,
    write_pending,
    write_percent,
    write_span,
    write_unofficial,
)

_WIDTHS = (28, 66, 16, 16)
_LAST = len(_WIDTHS) - 1
_LINES_OF_A_PAGE = 45
"""So many lines stay readable when they are made to fit one page."""


class _Pen:
    """Writes downwards."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet, self.styles, self.line = sheet, styles, 0

    def wide(self, text: str, style: Format, height: float) -> None:
        self.sheet.merge_range(self.line, 0, self.line, _LAST, clean_text(text), style)
        self.sheet.set_row(self.line, height)
        self.line += 1

    def pair(self, label: str, value: str) -> None:
        self.sheet.write_string(self.line, 0, label, self.styles.label)
        self.sheet.merge_range(self.line, 1, self.line, _LAST, clean_text(value), self.styles.value)
        self.sheet.set_row(self.line, row_height([(value, sum(_WIDTHS[1:]), TEXT_SIZE)]) + 3)
        self.line += 1

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str | float]]) -> None:
        """A titled table of texts and numbers; the second column of texts takes what is left."""
        self.line += 1
        self.wide(title, self.styles.section, 24)
        for column, heading in enumerate(head):
            right = rows and not isinstance(rows[0][column], str)
            style = self.styles.heading_right if right else self.styles.heading
            self.sheet.write_string(self.line, column, heading, style)
        self.line += 1
        for row in rows:
            texts = [
                (value, width, TEXT_SIZE)
                for value, width in zip(row, _WIDTHS, strict=True)
                if isinstance(value, str)
            ]
            self.sheet.set_row(self.line, row_height(texts))
            for column, value in enumerate(row):
                if isinstance(value, str):
                    self.sheet.write_string(self.line, column, clean_text(value), self.styles.told)
                else:
                    self.sheet.write_number(self.line, column, round(value, 2), self.styles.figure)
            self.line += 1


def write_summary(
    sheet: Worksheet,
    styles: Styles,
    audit: Audit,
    failing: Sequence[FailingRow],
    to_review: Sequence[FailingRow],
) -> None:
    """Score, coverage, and who has how much to mend."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    pen = _Pen(sheet, styles)
    pen.wide(f"{audit.unit.name} 问题清单汇总", styles.title, 34)
    _write_score(pen, audit)
    _write_facts(pen, audit, len(failing), len(to_review))
    _write_tables(pen, audit, failing, to_review)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1 if pen.line <= _LINES_OF_A_PAGE else 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.6)
    sheet.set_footer("&R第 &P 页，共 &N 页")
    sheet.activate()


def _write_score(pen: _Pen, audit: Audit) -> None:
    score = audit.score
    if score.maximum <= 0:
        if write_grade(score):
            pen.wide(write_grade(score), pen.styles.score, 34)
            pen.pair("得分", f"这类单位不计分。{write_unofficial(score)}")
            _write_open(pen, audit)
        return
    grade = write_grade(score)
    if score.graded_only:
        pen.wide(grade or "待定", pen.styles.score, 34)
        pen.pair("得分", f"这类单位只评等次，不公布分数；已判定 {write_percent(score.assessed)}。")
        _write_open(pen, audit)
        return
    pen.wide(write_interval(score), pen.styles.score, 34)
    unofficial = write_unofficial(score)
    if unofficial:
        pen.pair("说明", unofficial)
    told = (
        f"满分 {write_number(score.maximum)} 分，已得 {write_number(score.awarded)} 分，"
        f"失分 {write_number(score.lost)} 分，待定 {write_number(score.pending)} 分，"
        f"已判定 {write_percent(score.assessed)}。"
    )
    if score.bonus or score.bonus_pending:
        open_ = f"，待定 {write_number(score.bonus_pending)} 分" if score.bonus_pending else ""
        told += f"另有加分 {write_number(score.bonus)} 分{open_}。"
    pen.pair("得分", told)
    if grade:
        pen.pair("等次", grade)
    _write_open(pen, audit)


def _write_open(pen: _Pen, audit: Audit) -> None:
    """What is open, what was vetoed, what must be said beside the score."""
    pending = write_pending(audit)
    if pending:
        pen.pair("待定原因", f"{pending}。")
    fired = vetoes(audit)
    if fired:
        pen.pair("单项否决", "✘ " + "、".join(entry.name for entry in fired))
    elif audit.score.open_vetoes:
        pen.pair("单项否决", f"没有触发，另有 {len(audit.score.open_vetoes)} 项尚未判定。")
    for warning in audit.score.warnings:
        pen.pair("注意", warning)


def _write_facts(pen: _Pen, audit: Audit, failing: int, to_review: int) -> None:
    run = audit.run
    pen.pair("问题", f"{failing} 处不通过，{to_review} 处待人工确认。")
    pen.pair("网站", audit.unit.home_url)
    pen.pair("指标体系", f"{audit.pack.title or audit.pack.id} {audit.pack.version} 版")
    pen.pair("监测时间点", run.as_of.isoformat())
    pen.pair("巡检时间", write_span(run))
    seen = f"看过 {run.pages_fetched} 个页面"
    if run.complete:
        few = run.coverage.mostly_unseen if run.coverage is not None else None
        pen.pair("覆盖情况", f"{seen}；{few}。" if few else f"{seen}。")
    else:
        pen.pair("覆盖情况", f"{seen}，未看完：{run.incomplete_reason or '原因未记录。'}")
    if run.coverage is not None and run.coverage.next_step:
        pen.pair("怎样看全", run.coverage.next_step)


def _write_tables(
    pen: _Pen, audit: Audit, failing: Sequence[FailingRow], to_review: Sequence[FailingRow]
) -> None:
    mend = Counter(name for row in failing for name in row.departments)
    judge = Counter(name for row in to_review for name in row.departments)
    names = sorted({*mend, *judge}, key=lambda name: (name == UNASSIGNED, -mend[name], name))
    if names:
        share: dict[str, Counter[str]] = {name: Counter() for name in names}
        for row in failing:
            for name in row.departments:
                share[name][row.check] += 1
        rows = [(name, _most(share[name]), mend[name], judge[name]) for name in names]
        pen.table("按责任部门", ("责任部门", "主要问题", "不通过", "待人工确认"), rows)
    losses = all_losses(audit)
    if losses:
        told = [
            (loss.indicator.name, loss.indicator.explanation, loss.places, loss.points) for loss in losses
        ]
        lost = "失分，折合总分" if rescaled_losses(audit) else "失分"
        pen.table("失分的指标", ("指标", "说明", "问题数", lost), told)


def _most(counted: Counter[str]) -> str:
    """The three commonest checks with their number."""
    parts = [f"{check} {count} 处" for check, count in counted.most_common(3)]
    rest = len(counted) - len(parts)
    return "，".join(parts) + (f"等 {len(counted)} 类" if rest > 0 else "")
