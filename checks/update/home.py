"""update.home: the home page shows something new."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pydantic import Field

from checks._seen import gap, home_gap, undecided
from checks._words import cited, cut
from checks.update._dates import Unread, known_dates, newest
from xunjian.model.finding import Finding, Subject
from xunjian.model.moment import day_in_china
from xunjian.model.page import Item
from xunjian.model.site import Articles, Clock, ColumnTree, Coverage, Home, Targets, UnitFacts
from xunjian.plugin import CheckParams, check, fail, ok, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决：首页不更新"


class Params(CheckParams):
    max_days: int = Field(
        default=14, ge=0, description="首页最近一条信息距监测时间点最多多少天（天，含当天）"
    )


@check("update.home", title="首页更新", clause=CLAUSE)
def home_is_updated(
    home: Home,
    articles: Articles,
    columns: ColumnTree,
    targets: Targets,
    coverage: Coverage,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看首页显示的最近一条信息的日期，早于监测时间点前 14 天（按参数）的不通过，第 14 天当天仍算按时。

    首页没写日期的，到它的正文页去看；正文页也没有日期的不算更新；晚于监测时间点次日的日期不算。
    首页只是栏目导航、一条信息也不列的，看各栏目的最近一条信息。
    没读到的正文、脚本、框架可能有更新的信息时，未能判定。
    """
    items = home.page.reading.items
    dates = known_dates(articles, columns)
    visit = day_in_china(home.page.fetch.fetched_at)
    dated = [_dated(item, dates.get(item.url), visit) for item in items]
    limit = clock.earliest(params.max_days)
    rule = f"超过 {params.max_days} 天"
    what = "首页"
    if not items:
        what = "首页只是栏目导航，各栏目"
        dated = [item for column in columns.columns for item in column.items]
    latest = newest(dated, clock)
    doubt = home_gap(home)
    if latest is not None and latest.date is not None and latest.date >= limit and (items or not doubt):
        said = f"{what}最近一条信息“{cut(latest.title)}”发布于 {latest.date}，在 {params.max_days} 天以内。"
        yield ok(said, stored(home.page.fetch, _quote(latest)))
        return
    missed = Unread(articles, targets, coverage, unit).among(dated)
    if not doubt and home.may_change:
        doubt = "首页有脚本另取内容，本次没有用浏览器打开，可能还有更新的信息"
    if not doubt and missed:
        doubt = f"首页有 {len(missed)} 条没写日期的信息，其正文没有读到（如 {missed[0].url}）"
    if not doubt and not items:
        doubt = gap(coverage)
    read = {each.page.reading.url for each in articles.articles}
    if not doubt and latest is None and not any(item.url in read for item in dated):
        doubt = "首页没有读到任何可以确定日期的信息"
    if doubt:
        yield unknown(undecided([doubt]), None, stored(home.page.fetch))
    elif latest is None or latest.date is None:
        yield fail(
            Subject("site", home.page.reading.url, title=unit.name),
            cited(f"{what}的 {len(dated)} 条信息都没有发布日期，未注明发布时间的不算更新", CLAUSE),
            stored(home.page.fetch, _quote(dated[0])),
            expected=f"首页有 {limit} 或以后发布的信息",
            observed="列表和正文页都没有发布日期",
        )
    else:
        late = (clock.as_of - latest.date).days
        yield fail(
            Subject("site", home.page.reading.url, title=unit.name),
            cited(f"{what}最近一条信息发布于 {latest.date}，已 {late} 天未更新，{rule}", CLAUSE),
            stored(home.page.fetch, _quote(latest)),
            expected=f"首页有 {limit} 或以后发布的信息",
            observed=f"最近一条：“{cut(latest.title)}”，{latest.date}",
        )


def _dated(item: Item, told: date | None, visit: date | None) -> Item:
    """With the day that its text or its column tells, where the home page shows none, or that of the visit.

    The clock or the weather of a page's head may stand in one row with a title.
    """
    if item.date is None or (item.date == visit and told is not None and told < item.date):
        return replace(item, date=told)
    return item


def _quote(item: Item) -> str:
    return f"{cut(item.title)} {item.date or ''}".strip()
