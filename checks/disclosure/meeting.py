"""disclosure.meeting: what the government's meetings decided is published."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks._columns import column_gap
from checks._named import look_up, looked_through, search_gap, site_of
from checks._published import Published, newest_first, published_items
from checks._seen import undecided
from checks._words import cited, cut, quoted
from xunjian.model.finding import Evidence, Finding
from xunjian.model.site import Articles, Clock, Column, ColumnTree, Coverage, Home, UnitFacts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, stored, unknown

CLAUSE = "《关于全面推进政务公开工作的意见》实施细则（国办发〔2016〕80号）关于会议公开的规定"
_GOVERNING = frozenset({"city", "county"})
_MEETING = re.compile(
    r"常务会议|常務會議|政府[^，。；]{0,20}(?:全体(?:[（(]扩大[)）])?会议|全體(?:[（(]擴大[)）])?會議)"
)
"""A plenary meeting must be the government's: every bureau holds one."""
_OTHERS = re.compile(
    r"国务院|國務院|中央|人大|人民代表|政协|政協|党委|党组|县委|市委|区委|省委|常委会|纪委|代表大会|理事|学会|协会"
)
"""Meetings of other bodies: to report on them, or to study them, publishes no meeting of one's own."""
_SHOWN = 5


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("政府会议", "常务会议", "政府常务会议", "全体会议", "政府全体会议", "会议公开", "会议信息"),
        min_length=1,
        description="会议公开栏目的名称，有其中一个即可",
    )
    days: int = Field(default=365, ge=1, le=3660, description="看监测时间点之前的多少天（天）")


@check("disclosure.meeting", title="政府会议公开", clause=CLAUSE, unit_types=_GOVERNING)
def meetings(
    columns: ColumnTree,
    articles: Articles,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看监测时间点之前一年内（按参数），有没有公开本级政府常务会议、全体会议的信息，有一条即通过。

    会议栏目里的信息，以及别处标题写明常务会议、全体会议的信息都算；国务院、人大、党委等会议的不算。
    会议栏目设在别的网站、没有读到、由脚本生成而没有用浏览器打开，或者网站没有看全的，未能判定。
    """
    answer = look_up(columns, params.names, unit, other_site=True)
    own = {match.column.url: match.column for match in answer.sure if match.column is not None}
    items = [item for item in published_items(columns, articles) if _is_meeting(item, own)]
    current = newest_first(item for item in items if item.within(clock, params.days))
    if current:
        named = "、".join(f"{quoted(cut(item.title))}（{item.day}）" for item in current[:_SHOWN])
        proof = [stored(item.fetch, item.title) for item in current[:_SHOWN] if item.fetch is not None]
        yield ok(f"{params.days} 天内公开了 {len(current)} 条政府会议信息：{named}。", *proof)
        return
    doubts = [reason for column in own.values() if (reason := column_gap(column))]
    doubts += [f"{quoted(match.found)}设在 {match.url}" for match in answer.sure if match.column is None]
    doubts += [f"{quoted(cut(item.title))}没有日期" for item in items if item.day is None]
    if gap := search_gap(columns, coverage, home):
        doubts.append(f"没有看全：{gap}")
    if doubts:
        yield unknown(
            undecided([f"已看到的部分没有 {params.days} 天内的政府会议信息，{each}" for each in doubts])
        )
        return
    newest = newest_first(items)[:1]
    last = f"最近一条是 {newest[0].day} 的{quoted(cut(newest[0].title))}" if newest else "一条也没有"
    proof = [stored(each.page.fetch) for each in own.values() if each.page is not None]
    text = Evidence(
        "computation", columns.home_url, quote=f"看过 {len(columns.columns)} 个栏目，政府会议信息{last}"
    )
    yield fail(
        site_of(columns, "政府会议"),
        cited(
            f"网站在 {clock.earliest(params.days)} 以后没有公开政府常务会议、全体会议的信息，{last}", CLAUSE
        ),
        *(proof or looked_through(columns)),
        text,
        expected=f"{params.days} 天内至少公开一次政府常务会议或全体会议",
        observed=last,
        column="政府会议",
    )


def _is_meeting(item: Published, own: dict[str, Column]) -> bool:
    if _OTHERS.search(item.title):
        return False
    return _MEETING.search(item.title) is not None or any(
        item.column == column.name for column in own.values()
    )
