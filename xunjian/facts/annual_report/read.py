"""One report: its words and tables in, its format, parts, figures and what must agree out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xunjian.facts.annual_report.applications import Figures, is_whole, read_applications
from xunjian.facts.annual_report.disclosed import read_disclosed
from xunjian.facts.annual_report.disputes import read_disputes
from xunjian.facts.annual_report.layouts import ONLY_2021
from xunjian.facts.annual_report.narrative import narrative_relations
from xunjian.facts.annual_report.relations import (
    application_relations,
    disclosed_relations,
    dispute_relations,
    statistics_relations,
)
from xunjian.facts.annual_report.said import said_relations
from xunjian.facts.annual_report.shares import share_relations
from xunjian.facts.annual_report.source import Source
from xunjian.facts.annual_report.table_before import is_mostly_read, read_statistics
from xunjian.model.annual_report import Comparison, ReportFormat, ReportTable

_MAIN = r"第?[一二三四五六七八九十]+(?:部分[、.:]?|[、.:])"
_NUMBERED = r"(?:第?[一二三四五六七八九十]+(?:部分)?[、.:)]?|[(（]?[一二三四五六七八九十\d]+[)）、.])"
_PARTS = {
    1: r"总体情况|工作概述|概述|概况|基本情况",
    2: r"主动公开(?:政府信息)?(?:的)?情况",
    3: r"收到和处理|依申请公开.{0,12}情况",
    4: r"行政复议.{0,12}行政诉讼|行政诉讼.{0,12}行政复议|复议.{0,4}诉讼",
    5: r"主要问题|存在的?问题|问题(?:及|和|与)改进|不足",
    6: r"其[他它]需要?(?:报告|说明)|其[他它].{0,4}事项",
}
_HEADINGS = {part: re.compile(words) for part, words in _PARTS.items()}
_LONGEST_HEADING = 48
_LEAST_WORDS = 10
_MOST_NUMBERED = 4
_MARKS = {
    ReportTable.APPLICATIONS: re.compile(
        r"本年(?:度)?新收政府信息公开申请|新收.{0,8}申请数量.*结转下", re.DOTALL
    ),
    ReportTable.DISPUTES: re.compile(r"未经复议"),
    ReportTable.DISCLOSED: re.compile(
        r"第二十条第.{0,3}[一1]|本年制发件?数|本年新制作|现行有效件?数|对外公开总数"
    ),
}


@dataclass(frozen=True)
class ReadReport:
    """What a report's words and tables say."""

    format: ReportFormat
    parts: frozenset[int]
    empty_parts: frozenset[int]
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


def read_report(source: Source, year: int = 0) -> ReadReport:
    """Reads one report. A table whose cells are not sure gives no figures and is named in `unread`."""
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
    parts, empty = _parts(source)
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
        *statistics_relations(statistics, format),
        *said_relations(source.lines, applications, disputes, statistics, format, year),
        *share_relations(source.lines, applications),
        *narrative_relations(source.lines),
    )
    return ReadReport(
        format, parts, empty, frozenset(tables), tuple(unread),
        applications, disputes, disclosed, statistics, comparisons,
    )  # fmt: skip


def _format(text: str, applications: Figures, tables: set[ReportTable], year: int) -> ReportFormat:
    """By its tables; where they leave it open by its year."""
    if not tables:
        return ReportFormat.NONE
    later = "本年制发" in text or "现行有效" in text or any(row in ONLY_2021 for row, _ in applications)
    earlier = "本年新制作" in text or "上一年项目数量" in text or "对外公开总数" in text
    if later != earlier:
        return ReportFormat.F2021 if later else ReportFormat.F2019
    return ReportFormat.F2021 if year >= 2021 else ReportFormat.F2019


def _parts(source: Source) -> tuple[frozenset[int], frozenset[int]]:
    """Parts whose heading stands there, and those of them with nothing below it."""
    found: dict[int, int] = {}
    for at, part in _headings(source.lines):
        found[part] = at  # a list of contents comes first: the last one counts
    empty = set()
    places = sorted(found.values())
    for part, at in found.items():
        following = [each for each in places if each > at]
        end = following[0] if following else len(source.lines)
        words = "".join("".join(source.lines[at + 1 : end]).split())
        heading = "".join(source.lines[at].split())
        inline = len(heading) > _LONGEST_HEADING or "。" in heading
        if part == 5 and not inline and len(words) < _LEAST_WORDS:
            empty.add(part)
    return frozenset(found), frozenset(empty)


def _headings(lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Line and part: by 一、二、…; where too few are so numbered, by any number; else by short lines."""
    levels: tuple[list[tuple[int, int]], ...] = ([], [], [])
    for at, line in enumerate(lines):
        words = "".join(line.split())
        level = 0 if re.match(_MAIN, words) else 1 if re.match(_NUMBERED, words) else 2
        if level == 2 and (len(words) > _LONGEST_HEADING or re.search("[,，。;；]", words)):
            continue
        head = words[:_LONGEST_HEADING].partition("。")[0]
        part = next((part for part, pattern in _HEADINGS.items() if pattern.search(head)), 0)
        if part:
            levels[level].append((at, part))
    known: set[int] = set()
    for found in levels:
        if len(known) < _MOST_NUMBERED:
            yield from [(at, part) for at, part in found if part not in known]
            known |= {part for _, part in found}
