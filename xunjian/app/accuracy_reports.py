"""Reads annual reports that lie in a folder as files and says which figures in them do not agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xunjian.facts.annual_report.read import ReadReport, read_report
from xunjian.facts.annual_report.source import make_source
from xunjian.facts.annual_report.titles import is_report, office_of, year_of
from xunjian.facts.documents import read_document
from xunjian.html.text import fold
from xunjian.model.annual_relations import is_fault
from xunjian.model.annual_report import Comparison, ReportFormat
from xunjian.model.document import Document

_TITLE = re.compile(
    r"^.{0,40}20\d\d(?:[-—–]20\d\d)?(?:学?年度?)?.{0,8}(?:信息|政务)公开.{0,8}(?:报告|年报)[。.]?$"
)

REPORT_HEAD = ("报告", "年度", "格式", "数字", "关系", "不符")


@dataclass(frozen=True, slots=True)
class FoundReport:
    """One report in a file; `file` by its name alone."""

    file: str
    title: str
    year: int
    read: ReadReport

    @property
    def faults(self) -> tuple[Comparison, ...]:
        return tuple(each for each in self.read.comparisons if is_fault(each))


def measure_reports(folder: Path) -> list[FoundReport]:
    """Every report in every file of a folder (txt, html, pdf, docx …), by name. A file may hold several."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return [report for file in files for report in _reports(file)]


def _reports(file: Path) -> Iterator[FoundReport]:
    document = read_document(file.read_bytes(), file.name)
    lines = document.text.split("\n")
    starts = [
        at
        for at, line in enumerate(lines)
        if _TITLE.match(fold(line).strip()) and is_report(line.rstrip("。. "))
    ]
    if not starts:
        yield from _one(file.name, file.stem, document, lines, named=False)
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        title = lines[start].strip().rstrip("。.")
        yield from _one(file.name, title, document, lines[start:end], named=True, alone=len(starts) == 1)


def _one(
    file: str, title: str, document: Document, lines: Sequence[str], *, named: bool, alone: bool = True
) -> Iterator[FoundReport]:
    """A report, or nothing where a file without its title holds none of its tables either."""
    year = year_of(title, "\n".join(lines))
    # Of several reports in one file nobody can say whose a table is: their words alone are read.
    read = read_report(make_source(lines, document.tables if alone else ()), year, office_of(title))
    if named or read.format is not ReportFormat.NONE:
        yield FoundReport(file, title, year, read)


def report_rows(reports: Sequence[FoundReport]) -> Iterator[tuple[str, ...]]:
    """A row for each report, under `REPORT_HEAD`."""
    for each in reports:
        read = each.read
        counts = (read.figures, len(read.comparisons), len(each.faults))
        yield (each.title[:24], str(each.year or "—"), read.format or "—", *(str(count) for count in counts))


def report_faults(reports: Sequence[FoundReport]) -> Iterator[str]:
    """A line for each figure that does not agree, and for each table that could not be read."""
    for each in reports:
        for fault in each.faults:
            yield f"✘ {each.title}：{fault.name}；左边：{fault.left}；右边：{fault.right}"
        for why in each.read.unread:
            yield f"? {each.title}：{why}"
