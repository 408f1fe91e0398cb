"""disclosure.topic: enough is published on a topic that a pack names."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from checks._columns import unread_gap
from checks._named import look_up, search_gap, site_of
from checks._published import Published, newest_first, published_items
from checks._seen import gone, undecided
from checks._words import cited, cut, names, quoted
from xunjian.model.finding import Evidence, Finding
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
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, review, stored, unknown

CLAUSE = "指标体系关于本专题信息公开的规定"
_SHOWN = 10
_EVER = 3660


class Params(CheckParams):
    topic: str = Field(default="本专题", description="专题的名称，写在结论里")
    keywords: tuple[str, ...] = Field(min_length=1, description="标题含有其中一个词的信息算本专题的")
    also: tuple[str, ...] = Field(default=(), description="标题还要含有其中一个词；空：不要求")
    except_words: tuple[str, ...] = Field(default=(), description="标题含有其中一个词的不算")
    perhaps: tuple[str, ...] = Field(
        default=(),
        description="条数不够时，标题含有其中一个词的信息、名称含有其中一个词的栏目和导航链接可能就是，待人工确认",
    )
    columns: tuple[ColumnName, ...] = Field(
        default=(), description="只看这些名称的栏目，其中的信息不论标题都算；空：看全站的标题"
    )
    minimum: int = Field(default=1, ge=1, description="至少要有多少条（条）")
    days: int = Field(default=365, ge=1, le=_EVER, description="看监测时间点之前的多少天（天）")

    @property
    def window(self) -> str:
        """The window in words; the longest stands for all that is there."""
        return "" if self.days == _EVER else f"{self.days} 天内"


@check("disclosure.topic", title="专题信息公开", clause=CLAUSE)
def topic_items(
    columns: ColumnTree,
    articles: Articles,
    targets: Targets,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看监测时间点之前一段时间内，标题含有关键词的信息够不够规定的条数，不够的不通过。

    找到的信息列作证据，通过时也列出。只有日期明确落在时间段内的才算数；不够数而网站没有看全、
    有关栏目没有读到、由脚本生成而没有用浏览器打开，或者有关信息没有日期的，未能判定。按参数还可以要求标题同时含有另一组词；
    不够数而有标题相近的信息、名称相近的栏目或导航链接的，待人工确认。
    """
    own = columns.columns
    if params.columns:
        answer = look_up(columns, params.columns, unit, other_site=False)
        own = tuple(match.column for match in answer.sure if match.column is not None)
    inside = {column.name for column in own}
    listed_all = published_items(columns, articles)
    items = [item for item in listed_all if _is_asked(item, params, inside)]
    current = newest_first(item for item in items if item.within(clock, params.days))
    listed = "；".join(f"{item.day} {cut(item.title)}" for item in current[:_SHOWN])
    counted = Evidence(
        "computation", columns.home_url, quote=f"{params.window}{len(current)} 条：{listed or '无'}"
    )
    proof = [stored(item.fetch, item.title) for item in current[:_SHOWN] if item.fetch is not None]
    if len(current) >= params.minimum:
        told = f"{params.window}公开了 {len(current)} 条{params.topic}信息，不少于 {params.minimum} 条。"
        yield ok(told, counted, *proof)
        return
    doubts = []
    if undated := [item for item in items if item.day is None]:
        doubts.append(f"有 {len(undated)} 条没有日期（如{quoted(cut(undated[0].title))}）")
    unseen = "；".join(_unseen(own, gone(targets))[:3])
    if gap := search_gap(columns, coverage, home) or unseen:
        doubts.append(f"没有看全：{gap}")
    short = f"{params.window}只看到 {len(current)} 条{params.topic}信息，少于 {params.minimum} 条"
    if doubts:
        yield unknown(undecided([f"{short}，{each}" for each in doubts]))
        return
    home_page = (stored(columns.home_fetch),) if columns.home_fetch is not None else ()
    if near := _near(columns, listed_all, clock, params):
        yield review(
            site_of(columns, params.topic),
            cited(
                f"{short}；{'、'.join(quoted(cut(title)) for title, _ in near[:3])}可能就是，请人工确认",
                CLAUSE,
            ),
            counted,
            *[proof for _, proof in near[:_SHOWN]],
            expected=_expected(params),
            observed=f"名称相近的有 {len(near)} 处",
            signature=params.topic,
            column=params.columns[0] if params.columns else None,
        )
        return
    yield fail(
        site_of(columns, params.topic),
        cited(short, CLAUSE),
        counted,
        *(proof or home_page),
        expected=_expected(params),
        observed=f"{len(current)} 条",
        signature=params.topic,
        column=params.columns[0] if params.columns else None,
    )


def _unseen(columns: Iterable[Column], dead: frozenset[str]) -> list[str]:
    """Why lists of the unit's own site may hold more than was seen; broken columns hold nothing."""
    lists = (column for column in columns if column.kind in (ColumnKind.LIST, ColumnKind.UNREAD))
    return [reason for column in lists if column.url not in dead and (reason := unread_gap(column))]


def _is_asked(item: Published, params: Params, inside: set[str]) -> bool:
    if any(word in item.title for word in params.except_words):
        return False
    if params.also and not any(word in item.title for word in params.also):
        return False
    if params.columns:
        return item.column in inside
    return any(word in item.title for word in params.keywords)


def _near(
    tree: ColumnTree, items: Iterable[Published], clock: Clock, params: Params
) -> list[tuple[str, Evidence]]:
    """Titles, columns and navigation links that may be the topic's, each with its proof."""
    titles = [
        (item.title, stored(item.fetch, item.title))
        for item in newest_first(items)
        if item.fetch is not None
        and any(word in item.title for word in params.perhaps)
        and (item.day is None or item.within(clock, params.days))
    ]
    places = {column.url: column.name for column in tree.columns} | {link.url: link.name for link in tree.nav}
    named = [
        (name, Evidence("text", url, quote=name))
        for url, name in places.items()
        if any(word in name for word in params.perhaps)
    ]
    return titles + named


def _expected(params: Params) -> str:
    more = f"，还含有{names(params.also)}之一" if params.also else ""
    return f"{params.window}不少于 {params.minimum} 条，标题含有{names(params.keywords)}之一{more}"
