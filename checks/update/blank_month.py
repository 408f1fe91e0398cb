"""update.blank_month: no calendar month goes by without anything published."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks._seen import gap, gone, undecided
from checks._words import cited, quoted
from checks.update._dates import Unread, column_doubt, day, newest_first
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.page import Item
from xunjian.model.site import (
    Articles,
    Clock,
    Column,
    ColumnKind,
    ColumnTree,
    Coverage,
    Home,
    Targets,
    UnitFacts,
)
from xunjian.model.unit import Scope
from xunjian.plugin import CheckParams, ColumnName, check, fail, not_applicable, ok, stored, unknown

CLAUSE = "政务公开日常监测关于空白月（当月没有发布任何信息）的规定"

_LEAST_LISTS, _MOST = 4, 0.6
"""So many columns, and such a share of them, show a row of another office that stands beside every list."""

Month = tuple[int, int]


class Params(CheckParams):
    months: int = Field(default=12, ge=1, le=60, description="看监测时间点所在月份之前的多少个整月（月）")
    minimum: int = Field(default=1, ge=1, description="每个整月至少应发布多少条（条）；1：有一条即可")
    names: tuple[ColumnName, ...] = Field(
        default=(), description="逐个看这些名称的栏目；空：看全站，任何栏目有一条信息即不算空白"
    )


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A reason why a month may hold what we did not see; up to and with `until`, or any month."""

    reason: str
    until: Month | None = None

    def covers(self, month: Month) -> bool:
        return self.until is None or month <= self.until


@check("update.blank_month", title="空白月", clause=CLAUSE)
def blank_months(
    columns: ColumnTree,
    articles: Articles,
    home: Home,
    targets: Targets,
    coverage: Coverage,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看监测时间点所在月份之前的 12 个整月（按参数），有没有哪个月全站没有发布任何信息；一个月报一个问题。

    当月不算。只要任何栏目、任何文章的日期落在该月，就不算空白；按参数也可要求每月不少于多少条（同一网址算一条），
    或者逐个看指定的栏目。
    列表没有读完、由脚本生成而没有浏览器的，未能判定；早于最早一条信息的月份可能尚未开站，也不算空白。
    """
    window = clock.months(params.months)
    unread = Unread(articles, targets, coverage, unit)
    if not params.names:
        doubts = list(_site_doubts(columns, home, targets, coverage, unread))
        subject = Subject("site", columns.home_url, title=unit.name)
        proof = (stored(home.page.fetch),)
        found = _by_month(_site_months(columns, articles, home, unit.scope))
        yield from _judge("全站", subject, found, doubts, window, proof, params)
        return
    for name in params.names:
        own = [match.column for match in columns.find(name) if match.sure and match.column is not None]
        column = next((each for each in own if each.kind is ColumnKind.LIST and each.items), None)
        if column is None or column.page is None:
            # A missing or blank column is column.required's or column.blank's to report.
            yield not_applicable(f"不适用：没有读到有信息的{quoted(name)}栏目。")
            continue
        missed = unread.among(column.items)
        subject = Subject("column", column.url, title=column.name)
        proof = (stored(column.page.fetch),)
        found = _by_month(_months(column.items))
        doubts = list(_column_doubts(column, missed))
        yield from _judge(f"{quoted(column.name)}栏目", subject, found, doubts, window, proof, params)


def _judge(
    what: str,
    subject: Subject,
    found: Counter[Month],
    doubts: list[_Doubt],
    window: tuple[Month, ...],
    proof: tuple[Evidence, ...],
    params: Params,
) -> Iterator[Finding]:
    if not found:
        reasons = [doubt.reason for doubt in doubts] or [f"{what}没有读到任何有日期的信息"]
        yield unknown(undecided(reasons), subject)
        return
    first = min(found)
    least = params.minimum
    blank = [month for month in window if found[month] < least]
    counted = Evidence("computation", subject.url, quote=_counts(found, window, least))
    unsure: dict[str, list[Month]] = {}
    for month in blank:
        reason = next((doubt.reason for doubt in doubts if doubt.covers(month)), "")
        if not reason and month < first:
            reason = f"看到的最早一条信息在 {_name(first)}，此前可能尚未开设"
        if reason:
            unsure.setdefault(reason, []).append(month)
            continue
        yield fail(
            subject,
            cited(f"{what}在 {_name(month)} {_short(found[month], least)}", CLAUSE),
            counted,
            *proof,
            expected=f"每个整月至少发布{f' {least} ' if least > 1 else '一'}条信息",
            observed=f"{_name(month)} {f'有 {found[month]} 条' if found[month] else '没有一条信息'}",
            signature=_name(month),
            column=subject.title if subject.kind == "column" else None,
        )
    for reason, months in unsure.items():
        listed = "、".join(_name(month) for month in months)
        few = "没有看到" if least == 1 else f"没有看到不少于 {least} 条"
        yield unknown(undecided([f"{what}{few} {listed} 的信息：{reason}"]), subject)
    if not blank:
        enough = "有信息" if least == 1 else f"不少于 {least} 条"
        yield ok(f"{what}在 {_name(window[0])} 至 {_name(window[-1])} 每个月都{enough}。", counted, *proof)


def _counts(found: Counter[Month], window: tuple[Month, ...], least: int) -> str:
    if least == 1:
        return "各月有无信息：" + "、".join(f"{_name(m)} {'有' if found[m] else '无'}" for m in window)
    return "各月条数：" + "、".join(f"{_name(m)} {found[m]}" for m in window)


def _short(count: int, least: int) -> str:
    if not count:
        return "没有发布任何信息，是空白月"
    return f"只发布了 {count} 条信息，少于 {least} 条"


def _name(month: Month) -> str:
    return f"{month[0]}-{month[1]:02d}"


def _month(when: date) -> Month:
    return when.year, when.month


def _months(items: Iterable[Item]) -> set[tuple[str, Month]]:
    """Address and month of what is dated: what several lists show in one month is one item."""
    return {(item.url, _month(item.date)) for item in items if item.date is not None}


def _site_months(tree: ColumnTree, articles: Articles, home: Home, scope: Scope) -> set[tuple[str, Month]]:
    beside = _beside_all(tree, home, scope)
    found = _months(item for item in home.page.reading.items if item.url not in beside)
    for column in tree.columns:
        found |= _months(column.items)
    for each in articles.articles:
        if each.article.published is not None:
            found.add((each.page.reading.url, _month(day(each.article.published))))
    return found


def _beside_all(tree: ColumnTree, home: Home, scope: Scope) -> set[str]:
    """Addresses out of the unit that the home page and most columns show: news of the office around it."""
    foreign = {item.url for item in home.page.reading.items if item.url and not scope.contains(item.url)}
    lists = [each.page for each in tree.columns if each.kind is ColumnKind.LIST and each.page is not None]
    if not foreign or len(lists) < _LEAST_LISTS:
        return set()
    shown = Counter(
        url for page in lists for url in {link.url for link in page.reading.all_links if link.url in foreign}
    )
    return {url for url, count in shown.items() if count >= len(lists) * _MOST}


def _by_month(found: set[tuple[str, Month]]) -> Counter[Month]:
    return Counter(month for _, month in found)


def _site_doubts(
    tree: ColumnTree, home: Home, targets: Targets, coverage: Coverage, unread: Unread
) -> Iterator[_Doubt]:
    if reason := gap(coverage):
        yield _Doubt(reason)
    dead = gone(targets)
    for column in tree.columns:
        if column.kind is ColumnKind.UNREAD and column.url not in dead:
            yield _Doubt(f"{quoted(column.name)}栏目没有读到：{column.reason.rstrip('。') or '原因不明'}")
        elif column.kind is ColumnKind.LIST:
            yield from _column_doubts(column, unread.among(column.items))
    if missed := unread.among(home.page.reading.items):
        yield _Doubt(f"首页有 {len(missed)} 条没写日期的信息，其正文没有读到")


def _column_doubts(column: Column, missed: list[Item]) -> Iterator[_Doubt]:
    what = f"{quoted(column.name)}栏目"
    if doubt := column_doubt(column):
        yield _Doubt(what + doubt)
    if missed:
        yield _Doubt(f"{what}有 {len(missed)} 条没写日期的信息，其正文没有读到")
    if not column.seen_whole and not doubt:
        # Of a list that runs from new to old only what is older than its seen end is hidden.
        dates = [item.date for item in column.items if item.date is not None and not item.pinned]
        oldest = min(dates) if dates and newest_first(column.items) else None
        yield _Doubt(f"{what}没有读完", _month(oldest) if oldest else None)
