"""update.column: each column that owes something new shows it in time."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks._seen import gap, gone, undecided
from checks._words import cited, cut, names, quoted
from checks.update._dates import Unread, column_doubt, newest, newest_first
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import Item
from xunjian.model.site import (
    Articles,
    Clock,
    Column,
    ColumnKind,
    ColumnTree,
    Coverage,
    Rhythm,
    Targets,
    UnitFacts,
)
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决：栏目不更新"


class Params(CheckParams):
    news_days: int = Field(default=14, ge=0, description="动态要闻类栏目的期限（天，含当天）")
    notice_days: int = Field(default=183, ge=0, description="通知公告、政策文件类栏目的期限（天，含当天）")
    other_days: int = Field(default=365, ge=0, description="其他应更新栏目的期限（天，含当天）")
    this_year: bool = Field(
        default=False, description="是否还要求更新到监测时间点所在的年度（跨年度栏目更新到当前；是／否）"
    )
    names: tuple[ColumnName, ...] = Field(
        default=(), description="只看这些名称的栏目；空：看全部应更新的栏目"
    )


@check(
    "update.column",
    title="栏目更新",
    clause=CLAUSE,
    classes={"news": "动态要闻类", "notice": "通知公告、政策文件类", "other": "其他应更新的栏目"},
)
def columns_are_updated(
    columns: ColumnTree,
    articles: Articles,
    targets: Targets,
    coverage: Coverage,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看每个应更新的列表栏目最近一条信息的日期，早于该类栏目期限的不通过，到期当天仍算按时。

    动态要闻 14 天，通知公告、政策文件 183 天，其他应更新栏目 365 天（按参数）；按参数还可要求本年有更新。
    历史专题、机构职能、领导、法规库等静态栏目不要求更新；空白栏目归 column.blank，不再算不更新；
    置顶的旧信息不遮住新信息；晚于监测时间点次日的日期不算。
    栏目没有读完而又不是按日期从新到旧排列的、信息没有日期的、列表由脚本生成而没有浏览器的，未能判定。
    """
    unread = Unread(articles, targets, coverage, unit)
    fresh: list[tuple[Column, Item]] = []
    doubts: list[str] = []
    stale = 0
    for column in _owing(columns, targets, params):
        latest = newest(column.items, clock)
        limit = _limit(column, params, clock)
        if latest is not None and latest.date is not None and latest.date >= clock.earliest(limit):
            fresh.append((column, latest))
        elif doubt := _doubt(column, latest, unread.among(column.items)):
            doubts.append(f"{quoted(column.name)}栏目（{column.url}）{doubt}")
        elif latest is not None:
            stale += 1
            yield _stale(column, latest, limit, clock, params)
    if doubts:
        yield unknown(undecided(doubts))
    if stale or doubts:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已看到的 {len(fresh)} 个应更新栏目都按时更新，但没有看全：{reason}"]))
    elif not fresh:
        yield unknown(undecided(["没有认出任何应更新的列表栏目"]))
    else:
        evidence = [stored(c.page.fetch, f"{cut(i.title)} {i.date}") for c, i in fresh if c.page][:3]
        shown = names([column.name for column, _ in fresh])
        yield ok(f"{len(fresh)} 个应更新的栏目都按时更新：{shown}。", *evidence)


def _owing(tree: ColumnTree, targets: Targets, params: Params) -> list[Column]:
    """Columns that owe something new and are not charged elsewhere (blank, broken, another's page)."""
    chosen: frozenset[str] | None = None
    if params.names:
        hits = [match for name in params.names for match in tree.find(name)]
        chosen = frozenset(match.url for match in hits if match.sure)
    dead = gone(targets)
    return [
        column
        for column in tree.columns
        if column.rhythm is not Rhythm.STATIC
        and (chosen is None or column.url in chosen)
        and (
            (column.kind is ColumnKind.LIST and (column.items or column_doubt(column)))
            or (column.kind is ColumnKind.UNREAD and column.url not in dead)
        )
        and not _shows_another(column, tree)
    ]


def _shows_another(column: Column, tree: ColumnTree) -> bool:
    """Whether its page is another column's, name and items: that is for column.mismatch to say."""
    if column.page is None or not column.items:
        return False
    reading = column.page.reading
    said = {reading.heading.strip(), reading.labels.get("ColumnName", "").strip()}
    urls = {item.url for item in column.items}
    return column.name not in said and any(
        other.name in said and other.url != column.url and {item.url for item in other.items} == urls
        for other in tree.columns
    )


def _limit(column: Column, params: Params, clock: Clock) -> int:
    by_kind = {Rhythm.NEWS: params.news_days, Rhythm.NOTICE: params.notice_days}
    days = by_kind.get(column.rhythm, params.other_days)
    return min(days, (clock.as_of - _new_year(clock)).days) if params.this_year else days


def _new_year(clock: Clock) -> date:
    return date(clock.as_of.year, 1, 1)


def _doubt(column: Column, latest: Item | None, missed: list[Item]) -> str:
    """Why a column that looks stale may be fresh; empty where it is surely stale."""
    if column.kind is ColumnKind.UNREAD:
        return f"没有读到：{column.reason.rstrip('。') or '原因不明'}"
    if doubt := column_doubt(column):
        return doubt
    if column.may_change:
        return "的页面有脚本另取内容，本次没有用浏览器打开，可能还有更新的信息"
    if missed:
        return f"有 {len(missed)} 条信息没写日期，其正文没有读到"
    if latest is None:
        return "的信息都没有可用的日期"
    if not column.seen_whole and not newest_first(column.items):
        return "没有读完，又不按日期排列"
    return ""


def _stale(column: Column, latest: Item, limit: int, clock: Clock, params: Params) -> Finding:
    assert latest.date is not None  # newest() gives dated items only
    late = (clock.as_of - latest.date).days
    said = f"{quoted(column.name)}栏目最近一条信息发布于 {latest.date}，已 {late} 天未更新，超过 {limit} 天"
    if params.this_year and clock.earliest(limit) == _new_year(clock):
        said = f"{quoted(column.name)}栏目最近一条信息发布于 {latest.date}，{clock.as_of.year} 年没有更新"
    quote = f"{cut(latest.title)} {latest.date}"
    assert column.page is not None  # _doubt has seen to it
    return fail(
        Subject("column", column.url, title=column.name),
        cited(said, CLAUSE),
        stored(column.page.fetch, quote),
        expected=f"最近一条信息发布于 {clock.earliest(limit)} 或以后",
        observed=f"最近一条：“{cut(latest.title)}”，{latest.date}",
        kind=column.rhythm.value,
        column=column.name,
    )
