"""update.future_date: nothing is dated later than tomorrow."""

from collections.abc import Iterator
from datetime import timedelta

from pydantic import Field

from checks._seen import gap, undecided
from checks._words import cited, cut, quoted
from checks.update._dates import day
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.page import Item
from xunjian.model.site import Articles, Clock, Column, ColumnTree, Coverage
from xunjian.plugin import CheckParams, check, fail, ok, review, stored, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）关于信息发布时间的规定"


class Params(CheckParams):
    days_ahead: int = Field(default=1, ge=0, description="发布日期最多可以晚于监测时间点多少天（天）")


@check("update.future_date", title="发布日期超前", clause=CLAUSE)
def future_dates(
    articles: Articles, columns: ColumnTree, coverage: Coverage, clock: Clock, params: Params
) -> Iterator[Finding]:
    """看有没有文章的发布日期晚于监测时间点次日（按参数），有的不通过；次日当天不算。

    以文章页写明的发布日期为准。只有列表写着超前日期、文章页没有日期或没有读到的，待人工确认；
    列表没写年份、日期取自网址的，不以此报告。
    """
    last = clock.as_of + timedelta(days=params.days_ahead)
    dated: set[str] = set()
    flawed = False
    for each in articles.articles:
        if each.article.published is None:
            continue
        published = day(each.article.published)
        dated |= {each.page.reading.url, each.page.fetch.url}
        if published > last:
            flawed = True
            ahead = (published - clock.as_of).days
            yield fail(
                Subject("article", each.page.reading.url, title=each.article.title),
                cited(
                    f"文章“{cut(each.article.title)}”的发布日期是 {published}，晚于监测时间点 {clock.as_of}，"
                    f"超前 {ahead} 天",
                    CLAUSE,
                ),
                stored(each.page.fetch, f"{each.article.published_where} {each.article.published}".strip()),
                expected=f"发布日期不晚于 {last}",
                observed=str(published),
                column=each.column,
            )
    for column, item in _listed(columns):
        if item.date is None or item.date <= last or item.url in dated or _completed(item):
            continue
        dated.add(item.url)
        flawed = True
        yield review(
            Subject("article", item.url or column.url, (column.url,), item.title),
            cited(
                f"{quoted(column.name)}栏目的列表写着{quoted(cut(item.title))}的日期是 {item.date}，"
                f"晚于监测时间点 {clock.as_of}，文章页没有日期可以核对，请人工确认",
                CLAUSE,
            ),
            *_proof(column, item),
            expected=f"发布日期不晚于 {last}",
            observed=str(item.date),
            column=column.name,
        )
    if flawed:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已读的文章没有超前的发布日期，但没有看全：{reason}"]))
    elif not dated:
        yield unknown(undecided(["没有读到写明发布日期的文章"]))
    else:
        yield ok(f"{len(articles.articles)} 篇文章的发布日期都不晚于 {last}。")


def _listed(tree: ColumnTree) -> Iterator[tuple[Column, Item]]:
    for column in tree.columns:
        if column.page is not None:
            for item in column.items:
                yield column, item


def _completed(item: Item) -> bool:
    """Whether the list itself does not show the whole date: no ground for an accusation."""
    return any(word in item.date_where for word in ("年份", "网址"))


def _proof(column: Column, item: Item) -> tuple[Evidence, ...]:
    quote = f"{cut(item.title)} {item.date}"
    return (stored(column.page.fetch, quote),) if column.page else (Evidence("text", item.url, quote=quote),)
