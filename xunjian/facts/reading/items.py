"""The items of a list page, in page order; what is navigation, hot list or friend link is none."""

import re
from dataclasses import dataclass

from xunjian.facts.reading.islands import read_islands
from xunjian.facts.reading.rows import Group, find_groups
from xunjian.facts.reading.source import Source, host_of
from xunjian.facts.reading.zones import Zones
from xunjian.html.regions import Region
from xunjian.html.text import compact
from xunjian.model.page import Item

PANEL_HEADING = re.compile(
    r"\W*(?:(?:热点|热门|推荐|相关|近期|最近|最新|随机)(?:文章|新闻|阅读|推荐|信息|链接|文档|更新|评论|发布|排行|点击|专题|标签|稿件)?"
    r"|(?:点击|阅读|浏览|下载|热点|热门|人气|本月|本周|一周)?排行榜?|猜你喜欢|友情链接|(?:文章)?(?:归档|存档)|(?:文章|分类)目录|文章分类|标签云?"
    r"|(?:recent|latest|popular|related|hot|top|new)\s+(?:posts?|articles?|news|comments?|stories)|archives?|categor(?:y|ies)|tags?|authors?|feeds?|blogroll|meta|links)\W*",
    re.I,
)
"""Words over a panel beside a list or text: what stands under them is not the page's own list."""
_LIST_TITLE = 8.0


@dataclass(frozen=True, slots=True)
class ListReading:
    """`main`: the list of a column page. `all`: the rows of every list, as a home page shows them."""

    main: tuple[Item, ...]
    all: tuple[Item, ...]
    dated: int
    groups: tuple[Group, ...]
    first_line: int | None = None
    by_data: bool = False


def read_items(source: Source, zones: Zones, trail_line: int | None, has_body: bool) -> ListReading:
    """Reads the lists of a page; a list that only stands as data is read where no other is there.

    `has_body`: the page shows a dated text; lists beside it are not its own.
    """
    groups = find_groups(source, zones)
    for group in groups:
        if is_panel(source, group.first):
            group.region |= Region.SIDE
    chosen = _main(groups, trail_line, source, has_body)
    main = [row.item for group in chosen for row in group.rows]
    every = [row.item for group in groups if _is_content(group, source) for row in group.rows]
    dated = sum(item.date is not None for item in main)
    by_data = False
    if dated < 2:
        island = read_islands(source)
        if len(island) > len(main) or (island and not dated and any(item.date for item in island)):
            main, by_data = list(island), True
            every += main
            dated = sum(item.date is not None for item in main)
    first = min((group.first for group in chosen), default=None)
    return ListReading(tuple(main), tuple(dict.fromkeys(every)), dated, tuple(groups), first, by_data)


def is_panel(source: Source, first: int) -> bool:
    """Whether the words right above a line are those over a panel such as 热点新闻, Recent Posts."""
    lines = source.flow.lines
    above = next((line for line in reversed(lines[max(0, first - 3) : first]) if line.text), None)
    return above is not None and len(above.text) <= 20 and PANEL_HEADING.fullmatch(above.folded) is not None


def _main(groups: list[Group], trail_line: int | None, source: Source, has_body: bool) -> list[Group]:
    """The list of the page: most dated rows, in the main part; without dates, rows that read like titles."""
    able = [group for group in groups if _is_content(group, source) and not (has_body and _aside(group))]
    dated = [
        group
        for group in able
        if group.dated and group.dated * 2 >= len(group.rows) and not (_aside(group) and _yearless(group))
    ]
    if dated:
        best = max(dated, key=lambda group: (not _aside(group), group.dated, -group.first))
        return [group for group in dated if group is best or _twin(group, best)]
    after = [group for group in able if trail_line is None or group.first > trail_line] or able
    titled = [
        group
        for group in after
        if len(group.rows) >= 2
        and group.title_length >= _LIST_TITLE
        and not _aside(group)
        and not _foreign(group, source)
        and not _leads_here(group, source, trail_line)
    ]
    if not titled:
        return []
    return [max(titled, key=lambda group: (len(group.rows) * min(group.title_length, 30), -group.first))]


def _leads_here(group: Group, source: Source, trail_line: int | None) -> bool:
    """Whether one of the rows is the page itself, by its address or the trail's last name: a menu."""
    trail = compact(source.flow.lines[trail_line].folded) if trail_line is not None else ""
    return any(
        row.item.url == source.url or (len(row.item.title) > 1 and trail.endswith(compact(row.item.title)))
        for row in group.rows
    )


def _twin(group: Group, best: Group) -> bool:
    """Another piece of the same list: same make, same place."""
    one, two = group.parent, best.parent
    if one is None or two is None:
        return False
    if one.tag != two.tag or one.getparent() is not two.getparent():
        return False
    names, others = set((one.get("class") or "").split()), set((two.get("class") or "").split())
    # Marks such as `first`, or those of an animation under way, come beside the names of the make.
    return names == others or bool(names and others and (names <= others or others <= names))


def _yearless(group: Group) -> bool:
    return all(row.item.date is None for row in group.rows)


def _aside(group: Group) -> bool:
    return bool(group.region & (Region.SIDE | Region.FRIENDS))


def _is_content(group: Group, source: Source) -> bool:
    if group.region & Region.FRIENDS and not group.dated:
        return False
    return group.dated > 0 or (group.title_length >= 6 and not _foreign(group, source))


def _foreign(group: Group, source: Source) -> bool:
    """Links to other sites only: friend links."""
    own = host_of(source.url)
    hosts = [host_of(row.item.url) for row in group.rows if row.item.url]
    return len(hosts) >= 3 and all(host != own for host in hosts)
