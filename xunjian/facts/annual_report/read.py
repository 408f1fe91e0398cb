"""One report: its words and tables in, its format, parts, figures and what must agree out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xunjian.facts.annual_report.applications import Figures, is_whole, read_applications
from xunjian.facts.annual_report.disclosed import read_disclosed
from xunjian.facts.annual_report.disputes import read_disputes
from xunjian.facts.annual_report.layouts import ONLY_2021
from xunjian.facts.annual_report.narrative import narrative_relations
from xunjian.facts.annual_report.parts import OTHER, Parts, find_parts
from xunjian.facts.annual_report.relations import (
    application_relations,
    blank_cells,
    disclosed_relations,
    dispute_relations,
    number,
    settled_relation,
    statistics_relations,
)
from xunjian.facts.annual_report.said import carried_said, said_relations
from xunjian.facts.annual_report.shares import share_relations
from xunjian.facts.annual_report.source import Source
from xunjian.facts.annual_report.table_before import is_mostly_read, read_statistics
from xunjian.model.annual_report import Comparison, ReportFormat, ReportTable

_MARKS = {
    ReportTable.APPLICATIONS: re.compile(
        r"本年(?:度)?新收政府信息公开申请|新收.{0,8}申请数量.*结转下", re.DOTALL
    ),
    ReportTable.DISPUTES: re.compile(r"未经复议"),
    ReportTable.DISCLOSED: re.compile(
        r"第二十条第.{0,3}[一1]|本年制发件?数|本年新制作|现行有效件?数|对外公开总数"
    ),
}
_NONE = re.compile(r"(?:\([一1]\)|[1一][.、])?(?:暂?无|没有|[-/—]+)[。.!;]?")


@dataclass(frozen=True)
class ReadReport:
    """What a report's words and tables say."""

    format: ReportFormat
    parts: Parts
    tables: frozenset[ReportTable]
    unread: tuple[str, ...]
    applications: Figures = field(default_factory=dict)
    disputes: Figures = field(default_factory=dict)
    disclosed: Figures = field(default_factory=dict)
    statistics: Figures = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()

    @property
    def figures(self) -> int:
        """How many figures of tables were read."""
        return len(self.applications) + len(self.disputes) + len(self.disclosed) + len(self.statistics)


def read_report(source: Source, year: int = 0, office: str = "") -> ReadReport:
    """Reads one report, of an office by its name. A table whose cells are not sure gives no figures and is
    named in `unread`."""
    compact = "".join(source.text.split()) + "".join(
        cell for grid in source.grids for row in grid for cell in row
    )
    tables = {table for table, mark in _MARKS.items() if mark.search(compact)}
    applications = read_applications(source) if ReportTable.APPLICATIONS in tables else {}
    disputes = read_disputes(source) if ReportTable.DISPUTES in tables else {}
    format = _format(compact, applications, tables, year)
    disclosed = read_disclosed(source, format) if ReportTable.DISCLOSED in tables else {}
    statistics: Figures = {}
    if format is ReportFormat.NONE:
        format, statistics = read_statistics(source)
        if statistics:
            tables.add(ReportTable.STATISTICS)
    parts = find_parts(source.lines)
    unread = []
    if statistics and not is_mostly_read(format, statistics):
        unread.append(f"{ReportTable.STATISTICS}有不少行没有读准")
    if ReportTable.APPLICATIONS in tables and not is_whole(applications):
        unread.append(f"{ReportTable.APPLICATIONS}的行列没有全部读准")
    if ReportTable.DISPUTES in tables and not disputes:
        unread.append(f"{ReportTable.DISPUTES}的行列没有读准")
    comparisons = (
        *application_relations(applications),
        *dispute_relations(disputes),
        *disclosed_relations(disclosed, format),
        *fee_relation(disclosed, parts, format),
        *statistics_relations(statistics, format),
        *settled_relation(statistics, format, carried_said(source.paragraphs, year) if statistics else ()),
        *blank_cells(applications, disputes, disclosed, _lines(statistics)),
        *said_relations(source.paragraphs, applications, disputes, statistics, format, year, office),
        *share_relations(source.paragraphs, applications),
        *narrative_relations(source.paragraphs, year),
    )
    return ReadReport(
        format, parts, frozenset(tables), tuple(unread),
        applications, disputes, disclosed, statistics, comparisons,
    )  # fmt: skip


def _lines(statistics: Figures) -> Figures:
    """The lines that want a number: heads of sections have letters."""
    return {key: figure for key, figure in statistics.items() if key[0].isdigit()}


def fee_relation(disclosed: Figures, parts: Parts, format: ReportFormat) -> Iterator[Comparison]:
    """X-1: where fees were taken, the last part does not say 无."""
    fee, said = disclosed.get(("fees", "money")), parts.below(OTHER)
    if fee is None or not said or format is not ReportFormat.F2021:
        return
    none = _NONE.fullmatch("".join(said[0].split())) and not any("费" in line for line in said[1:])
    yield Comparison(
        "X-1",
        "收费金额大于 0 的，第六部分不应写“无”",
        f"{fee.where} {number(fee.value)}",
        f"第六部分写“{said[0][:30]}”",
        holds=not (fee.value > 0 and none),
        difference=fee.value,
        cells=frozenset((fee.where, "第六部分")),
    )


def _format(text: str, applications: Figures, tables: set[ReportTable], year: int) -> ReportFormat:
    """By its tables; where they leave it open by its year."""
    if not tables:
        return ReportFormat.NONE
    later = "本年制发" in text or "现行有效" in text or any(row in ONLY_2021 for row, _ in applications)
    earlier = "本年新制作" in text or "上一年项目数量" in text or "对外公开总数" in text
    if later != earlier:
        return ReportFormat.F2021 if later else ReportFormat.F2019
    return ReportFormat.F2021 if year >= 2021 else ReportFormat.F2019
