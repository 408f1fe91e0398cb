"""The items of a list page, in page order; what is navigation, hot list or friend link is none."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from xunjian.facts.reading.emptiness import list_is_empty
from xunjian.facts.reading.islands import read_islands
from xunjian.facts.reading.rows import Group, find_groups
from xunjian.facts.reading.source import Source, host_of
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import date_in_url
from xunjian.html.regions import Region
from xunjian.html.text import compact
from xunjian.html.urls import leads_nowhere
from xunjian.model.page import Item

PANEL_HEADING = re.compile(
    r"\W*(?:(?:热点|热门|推荐|相关|近期|最近|最新|随机)(?:文章|新闻|资讯|内容|图文|下载|阅读|推荐|信息|链接|文档|更新|评论|发布|排行|点击|专题|标签|稿件)?"
    r"|(?:频道|栏目|本站|全站)?(?:点击|阅读|浏览|下载|热点|热门|人气|本月|本周|一周|总)?排行榜?|(?:栏目|频道|本站)(?:更新|热点|推荐)|猜你喜欢|友情链接|(?:文章)?(?:归档|存档)|(?:文章|分类)目录|文章分类|标签云?"
    r"|(?:recent|latest|popular|related|hot|top|new)\s+(?:posts?|articles?|news|comments?|stories)|archives?|categor(?:y|ies)|tags?|authors?|feeds?|blogroll|meta|links)\W*",
    re.I,
)
"""Words over a panel beside a list or text: what stands under them is not the page's own list."""
_LIST_TITLE = 8.0
_BLOCKS_ABOVE = 4
_BESIDE_LOGIN = 3
_HEADING = 20
_DEEP = 5
"""Slashes in the address of a folder below the first one of a site."""
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.I)
_ISSUE = re.compile(
    r"(?:\d{4}年?)?(?:[总第(]*[\d一二三四五六七八九十百〇零]+(?:-\d+)?[期号辑卷集册版][)]*){1,2}"
)
"""第3期, 2026年第3期(总第88期)."""
_NOTHING = re.compile(
    r"暂无|没有(?:相关|任何|符合.{0,6}的?)?(?:信息|内容|数据|记录|文章)|无相关(?:信息|内容|数据)|(?:建设|更新)中"
)
_SAYING = 30
_DIGITS = re.compile(r"\d+")
_ARTICLE = re.compile(
    r"/(?:content|post|art|t20\d{6})_\d|/info/\d+/\d+|/c\d+a\d+/page|/(?:item|article|detail|show|view)[-_/]\d"
    r"|/(?:show|view|detail|read|content)\w*\.(?:jsp|aspx?|php|do|html?)\?",
    re.I,
)
"""Addresses of single documents as their makers write them; those of columns look otherwise."""
_LIST_ADDRESS = re.compile(r"(?:list|index|col(?:umn)?|node|channel|category|class|lm)[-_/]?0", re.I)
_DOCUMENT = re.compile(r"[/_=-]0(?:\.s?html?|\.aspx|\.jsp|\.php)?$")


@dataclass(frozen=True, slots=True)
class ListReading:
    """`main`: the list of a column page. `all`: the rows of every list, as a home page shows them."""

    main: tuple[Item, ...]
    all: tuple[Item, ...]
    dated: int
    groups: tuple[Group, ...]
    first_line: int | None = None
    by_data: bool = False
    in_blocks: bool = False
    """The list is of several blocks, each of which may have a heading of its own."""


def read_items(source: Source, zones: Zones, trail_line: int | None, has_body: bool) -> ListReading:
    """Reads the lists of a page; a list that only stands as data is read where no other is there.

    `has_body`: the page shows a dated text; lists beside it are not its own.
    """
    groups = find_groups(source, zones, trail_line)
    for group in groups:
        if is_panel(source, group.first):
            group.region |= Region.SIDE
    chosen = _main(groups, trail_line, source, has_body)
    main = [row.item for group in chosen for row in group.rows]
    if len(chosen) > 1:  # tabs and lists for small screens show rows again
        main = list({(item.title, item.url, item.date): item for item in main}.values())
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
    blocks = len(chosen) > 1 and not all(_twin(group, chosen[0]) for group in chosen)
    return ListReading(tuple(main), tuple(dict.fromkeys(every)), dated, tuple(groups), first, by_data, blocks)


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
    lone: list[Group] = []
    if dated:
        best = max(dated, key=lambda group: (not _aside(group), group.dated, -group.first))
        if _headed_elsewhere(best, source) and not _below(best, source):
            # A few rows of its own, beside boxes with the news of another office.
            own = [group for group in dated if not _aside(group) and _below(group, source) == len(group.rows)]
            if own:
                best = max(own, key=lambda group: (group.dated, -group.first))
                return [group for group in own if group is best or _twin(group, best)]
        lone = [group for group in dated if group is best or _twin(group, best) or _block_twin(group, best)]
        if len(lone) > 1 or len(best.rows) > 1:
            return lone
    after = [group for group in able if trail_line is None or group.first > trail_line] or able
    titled = [
        group
        for group in after
        if len(group.rows) >= 2
        and group.title_length >= _LIST_TITLE
        and any(row.item.url for row in group.rows)  # names of leaders, days of a calendar lead nowhere
        and not _aside(group)
        and not _foreign(group, source)
        and not _leads_here(group, source, trail_line)
    ]
    if not titled:
        below = [group for group in groups if trail_line is None or group.first > trail_line]
        return lone or _short_titled(below, source, trail_line)
    best = max(titled, key=lambda group: (len(group.rows) * min(group.title_length, 30), -group.first))
    blocks = [group for group in titled if group is best or _block_twin(group, best)]
    if not lone:
        return blocks
    # A first news with its day, over blocks without days.
    return [*lone, *blocks] if len(blocks) > 1 and lone[0].first < blocks[0].first else lone


def _below(group: Group, source: Source) -> int:
    """How many rows lead to documents in the folder of the page, or below it."""
    folder = source.url.partition("?")[0].rpartition("/")[0] + "/"
    if folder.count("/") < _DEEP:
        return 0  # of the whole site
    return sum(row.item.url.startswith(folder) for row in group.rows)


def _headed_elsewhere(group: Group, source: Source) -> bool:
    """Whether the words over a list are a link to another page: the list is of that page."""
    lines = source.flow.lines
    above = next((line for line in reversed(lines[max(0, group.first - 3) : group.first]) if line.text), None)
    if above is None or not above.anchors or len(above.text) > _HEADING:
        return False
    return not any(
        leads_nowhere(anchor.href) or _page(source.address(anchor.href)) == _page(source.url)
        for anchor in above.anchors
    )


def _page(url: str) -> str:
    """An address without the name of an index file."""
    return _INDEX.sub("/", url)


def _short_titled(groups: list[Group], source: Source, trail_line: int | None) -> list[Group]:
    """A list whose titles are as short as names of columns: issues, pictures with their names, documents."""
    able = [
        group
        for group in groups
        if not _aside(group)
        and not _foreign(group, source)
        and not _leads_here(group, source, trail_line)
        and (
            _is_single(group)
            if len(group.rows) == 1
            else all(_ISSUE.fullmatch(compact(row.item.title)) for row in group.rows)
            or _is_gallery(group)
            or (len(group.rows) > 2 and all(_ARTICLE.search(row.item.url) for row in group.rows))
        )
    ]
    if able and (list_is_empty(source) or _says_nothing(source)):
        return []
    return [max(able, key=lambda group: (len(group.rows), -group.first))] if able else []


def _says_nothing(source: Source) -> bool:
    """Whether the page says, or shows, that its list has no entries: what stands beside it is a menu."""
    said = source.flow.holding("暂无", "没有", "无相关", "建设中", "更新中")
    if any(len(line.text) <= _SAYING and _NOTHING.search(line.folded) for line in said):
        return True
    return any(len(el) == 0 and not (el.text or "").strip() for el in source.tree.iter("ul", "tbody"))


def _is_single(group: Group) -> bool:
    """Whether the only row of a list leads to a document, by its title and address."""
    row = group.rows[0]
    return (
        row.el is not None
        and len(row.item.title) >= _LIST_TITLE
        and (date_in_url(row.item.url) is not None or _ARTICLE.search(row.item.url) is not None)
    )


def _is_gallery(group: Group) -> bool:
    """Rows with a picture each that lead to numbered documents, all of one make."""
    if len(group.rows) < 3:
        return False
    makes = {_DIGITS.sub("0", row.item.url) for row in group.rows}
    make = makes.pop()
    return (
        not makes
        and _DOCUMENT.search(make) is not None
        and _LIST_ADDRESS.search(make) is None
        and all(row.el is not None and next(row.el.iter("img"), None) is not None for row in group.rows)
    )


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
    return one.getparent() is two.getparent() and _same_make(one, two)


def _same_make(one: HtmlElement, two: HtmlElement) -> bool:
    if one.tag != two.tag:
        return False
    names, others = set((one.get("class") or "").split()), set((two.get("class") or "").split())
    # Marks such as `first`, or those of an animation under way, come beside the names of the make.
    return names == others or bool(names and others and (names <= others or others <= names))


def _block_twin(group: Group, best: Group) -> bool:
    """The list of another block of the page, beside the block of the best and of the same make."""
    one, two = group.parent, best.parent
    if one is None or two is None or _aside(group) or one.tag in {"body", "html", "td"}:
        return False
    for _ in range(_BLOCKS_ABOVE):
        if not _same_make(one, two):
            return False
        one, two = one.getparent(), two.getparent()
        if one is two:
            return one is not None
        if one is None or two is None or one.tag in {"body", "html"}:
            return False
    return False


def _yearless(group: Group) -> bool:
    return all(row.item.date is None for row in group.rows)


def _aside(group: Group) -> bool:
    return bool(group.region & (Region.SIDE | Region.FRIENDS))


def _is_content(group: Group, source: Source) -> bool:
    if not group.dated and (group.region & Region.FRIENDS or _is_login_box(group)):
        return False
    return group.dated > 0 or (group.title_length >= 6 and not _foreign(group, source))


def _is_login_box(group: Group) -> bool:
    """Whether the rows stand beside a field for a password: 注册, 首次登录."""
    if group.parent is None or len(group.rows) > _BESIDE_LOGIN:
        return False
    return any((field.get("type") or "").lower() == "password" for field in group.parent.iter("input"))


def _foreign(group: Group, source: Source) -> bool:
    """Links to other sites only: friend links."""
    own = host_of(source.url)
    hosts = [host_of(row.item.url) for row in group.rows if row.item.url]
    return len(hosts) >= 3 and all(host != own for host in hosts)
