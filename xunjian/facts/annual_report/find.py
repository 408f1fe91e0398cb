"""Which pages and files of a site are annual reports, and what they say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from xunjian.facts.annual_report.identity import likeness, other_periods, own_letters, untold
from xunjian.facts.annual_report.read import ReadReport, read_report
from xunjian.facts.annual_report.said import disclosed_said
from xunjian.facts.annual_report.source import make_source
from xunjian.facts.annual_report.summed import (
    Told,
    is_below,
    is_government,
    sum_relations,
    sums_up,
    totals_of,
)
from xunjian.facts.annual_report.titles import (
    is_bare,
    is_foreign,
    is_near,
    is_report,
    is_report_column,
    office_of,
    year_of,
)
from xunjian.facts.annual_report.years import ReadTables, year_relations
from xunjian.facts.attachments import extension_of
from xunjian.model.annual_relations import is_fault
from xunjian.model.annual_report import AnnualReport, AnnualReports, ReportFormat, ReportTable
from xunjian.model.document import Table
from xunjian.model.page import Attachment, Item, Link
from xunjian.model.site import ArticlePage, Articles, ColumnTree, Page
from xunjian.model.texts import Texts

_MOST_REPORTS = 60
_MOST_LISTED = 400
_MOST_FILES = 8
_MOST_BELOW = 80
_SCHOOL_YEAR = re.compile("学年|学校|大学|学院")
_SOME_PARTS = 3
_TABLES_SINCE_2019 = frozenset((ReportTable.DISCLOSED, ReportTable.APPLICATIONS, ReportTable.DISPUTES))


@dataclass(frozen=True)
class _Found:
    report: AnnualReport
    read: ReadReport | None


def read_annual_reports(articles: Articles, columns: ColumnTree, texts: Texts, unit: str) -> AnnualReports:
    """All reports that titles tell of. Only their pages and files are read; without any, nothing is.

    `unit`: the name of the unit, by which reports of other offices are told apart.
    """
    found: list[_Found] = []
    listed: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    days = {item.url: item.date for _, item in _items(columns) if item.date is not None}
    for each in articles.articles:
        title = each.article.title
        if _is_one(title, each.column or "") and each.page.fetch.url not in seen:
            seen |= {each.page.fetch.url, each.page.reading.url}
            if is_foreign(title, unit):
                found.append(_of_another(title, each.page.fetch.url, each.page))
            elif sum(not other.report.foreign for other in found) < _MOST_REPORTS:
                report = _from_page(each, texts, days.get(each.page.fetch.url), unit)
                if year_of(title) or _looks_like_one(report):
                    found.append(report)
        elif is_near(title):
            seen |= {each.page.fetch.url, each.page.reading.url}
            listed.append((year_of(title), title, each.page.fetch.url))
    for column, item in _items(columns):
        one = item.url not in seen and _is_one(item.title, column)
        if item.url in seen or not (one or is_near(item.title)):
            continue
        seen.add(item.url)
        if one and is_foreign(item.title, unit):
            found.append(_of_another(item.title, item.url))
            continue
        read = _from_item(item, texts, unit) if one and len(found) < _MOST_LISTED else None
        if read is None:
            listed.append((year_of(item.title), item.title, item.url))
        else:
            found.append(read)
    told = [_identified(each, unit) for each in found]
    reports = (_held_against_below(each, found, texts, unit) for each in _held_against_years(told))
    return AnnualReports(tuple(reports), tuple(listed))


def _items(columns: ColumnTree) -> Iterator[tuple[str, Item]]:
    return ((column.name, item) for column in columns.columns for item in column.items)


def _is_one(title: str, column: str) -> bool:
    """Whether a title is a report's; in their own column 2025年 says enough."""
    return is_report(title) or (is_report_column(column) and is_bare(title))


def _looks_like_one(found: _Found) -> bool:
    """Whether a page whose title names no year is a report by what it holds, and not a list of them."""
    report = found.report
    return report.format is not ReportFormat.NONE or len(report.parts) >= _SOME_PARTS


def _of_another(title: str, url: str, page: Page | None = None) -> _Found:
    """A report of another office: what it says is not asked."""
    return _Found(AnnualReport(title, year_of(title), url, page, foreign=True), None)


def _from_page(each: ArticlePage, texts: Texts, listed: date | None, unit: str) -> _Found:
    """A report on a page; its files are opened where the page itself does not hold the tables.

    `listed`: the day that a list gives it.
    """
    article, page = each.article, each.page
    title, published = article.title, _day(article.published) or listed
    words = texts.page(page.fetch.url)
    hidden: list[str] = []
    lines: list[str] = []
    tables: list[Table] = []
    if words is None:
        hidden.append("正文没有读到")
    else:
        lines += words.lines
        tables += words.tables
    if page.reading.left_out:
        hidden.append("页面过大或没有下载完整")
    if page.reading.is_shell and not page.rendered:
        hidden.append("正文由脚本生成，本次没有用浏览器打开")
    year = year_of(title, "\n".join(lines)) or (published.year - 1 if published else 0)
    source = make_source(lines, tables)
    read = read_report(source, year, unit)
    files = {file.url: file for file in (*article.attachments, *_linked(words.links if words else ()))}
    if not _whole(read):
        for file in list(files.values())[:_MOST_FILES]:
            document = texts.document(file.url)
            if document is None or document.unread:
                why = document.unread if document is not None else "没有取得"
                hidden.append(f"附件“{file.title or file.url}”{why}")
            if document is not None:
                lines += document.text.split("\n")
                tables += document.tables
        if len(files) > _MOST_FILES:
            hidden.append("附件过多，没有全部打开")
        if files:
            source = make_source(lines, tables)
            read = read_report(source, year, unit)
        if article.images:
            hidden.append("正文中有图片，表格可能在图片里")
        if article.videos:
            hidden.append("正文中有视频")
    report = AnnualReport(title, year, page.fetch.url, page, published)
    return _Found(_filled(report, read, hidden), read)


def _linked(links: Iterable[Link]) -> Iterator[Attachment]:
    """Files that the body links to in its words (详见附件)."""
    return (Attachment(link.text, link.url) for link in links if extension_of(link.url))


def _from_item(item: Item, texts: Texts, unit: str) -> _Found | None:
    """A report that a list links to, a file or a page that is no article; None where it was not read."""
    hidden: list[str] = []
    lines: Sequence[str]
    if extension_of(item.url):
        document = texts.document(item.url)
        if document is None:
            return None
        lines, tables = document.text.split("\n"), document.tables
        hidden += [f"文件{document.unread}"] if document.unread else []
    else:
        words = texts.page(item.url)
        if words is None:
            return None
        lines, tables = words.lines, words.tables
        hidden += ["页面不像正文页，可能没有读全"]
    source = make_source(lines, tables)
    year = year_of(item.title, source.text) or (item.date.year - 1 if item.date else 0)
    read = read_report(source, year, unit)
    report = AnnualReport(item.title, year, item.url, None, item.date)
    return _Found(_filled(report, read, hidden), read)


def _whole(read: ReadReport) -> bool:
    if read.format is ReportFormat.NONE:
        return False
    return bool(read.statistics) or (read.tables >= _TABLES_SINCE_2019 and not read.unread)


def _filled(report: AnnualReport, read: ReadReport, hidden: list[str]) -> AnnualReport:
    unique = {(each.rule, each.cells): each for each in read.comparisons}
    return replace(
        report,
        format=read.format,
        parts=read.parts.found,
        empty_parts=read.parts.empty,
        tables=read.tables,
        unread=read.unread,
        hidden=tuple(dict.fromkeys(hidden)),
        figures=read.figures,
        comparisons=tuple(unique.values()),
    )


def _identified(each: _Found, unit: str) -> _Found:
    """With the period that it gives, and what does not say whose report it is."""
    if each.read is None:
        return each
    lines, report = each.read.parts.lines, each.report
    titled = year_of(report.title) == report.year and not _SCHOOL_YEAR.search(report.title)
    report = replace(
        report,
        periods=other_periods(lines, report.year) if titled else (),
        untold=untold(lines, report.title, unit),
        disclosed=next(iter(disclosed_said(lines, report.year)), None),
    )
    return replace(each, report=report)


def _held_against_years(found: list[_Found]) -> Iterator[_Found]:
    """Newest first; each own report with figures is held against the own one of the year before."""
    best: dict[int, _Found] = {}
    for each in found:
        if not each.report.foreign and each.report.figures > (
            best[each.report.year].report.figures if each.report.year in best else 0
        ):
            best[each.report.year] = each
    for each in sorted(found, key=lambda each: (-each.report.year, each.report.url)):
        report, before = each.report, best.get(each.report.year - 1)
        if best.get(report.year) is each and before is not None and each.read and before.read:
            more = year_relations(report.year, _tables(each.read), _tables(before.read))
            one, two = own_letters(each.read.parts), own_letters(before.read.parts)
            report = replace(
                report,
                comparisons=(*report.comparisons, *more),
                likeness=likeness(one, two) if one and two else None,
                before=before.report.url,
                letters=min(len(one), len(two)),
            )
        yield replace(each, report=report)


def _held_against_below(each: _Found, found: list[_Found], texts: Texts, unit: str) -> AnnualReport:
    """A government's own report that sums up others, against those that stand on the site."""
    report, read = each.report, each.read
    if read is None or not read.applications or not (is_government(unit) and sums_up(read.parts.lines)):
        return report
    others = [one.report for one in found if one.report.foreign and one.report.year == report.year]
    below = (_told(one, texts) for one in others[:_MOST_BELOW] if is_below(office_of(one.title)))
    own = totals_of({**read.applications, **read.disputes})
    more = sum_relations(own, (one for one in below if one is not None))
    return replace(report, comparisons=(*report.comparisons, *more))


def _told(report: AnnualReport, texts: Texts) -> Told | None:
    """The totals of a report of another office; None where it was not read."""
    if extension_of(report.url):
        document = texts.document(report.url)
        lines: Sequence[str] = document.text.split("\n") if document else ()
        tables = document.tables if document else ()
    else:
        page = texts.page(report.url)
        lines, tables = (page.lines, page.tables) if page else ((), ())
    if not lines:
        return None
    office, read = office_of(report.title), read_report(make_source(lines, tables), report.year)
    return Told(office, totals_of({**read.applications, **read.disputes}, office))


def _tables(read: ReadReport) -> ReadTables:
    doubted = frozenset(cell for each in read.comparisons if is_fault(each) for cell in each.cells)
    settled = any(each.rule == "S-11" for each in read.comparisons)
    return ReadTables(read.applications, read.disclosed, read.statistics, read.format, settled, doubted)


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when
