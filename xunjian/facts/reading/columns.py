"""Names of columns as the navigation shows them: main navigation, its menus, the column beside a list."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from xunjian.facts.reading.data_menus import menu_of_data
from xunjian.facts.reading.items import is_panel
from xunjian.facts.reading.menu_levels import below_entries, in_menu
from xunjian.facts.reading.own_home import HOME_NAME
from xunjian.facts.reading.rows import PAGER_TEXT
from xunjian.facts.reading.source import Source, folded, host_of
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import first_date, partial_date
from xunjian.html.lines import Anchor, Line
from xunjian.html.regions import Region
from xunjian.html.script_links import addresses_in_handler
from xunjian.html.text import compact
from xunjian.html.tree import first_words
from xunjian.html.urls import leads_nowhere
from xunjian.model.page import NavLink

_SOME_HOME = re.compile(r"^(?!设[为成]|[加置转]为|回到)[\u4e00-\u9fff]{2,4}首\s*页$")
"""信箱首页, 学校首页: begins the menu where nothing is called 首页."""
_PAGER_BESIDE = re.compile(r"[上下]\s*一?\s*页|[尾末]\s*页")
_NO_COLUMN = re.compile(
    r"^(?:登\s*录|注\s*册|(?:忘记|找回)密码|退\s*出|更\s*多\W*|more|繁体?(?:版|中文)?|简体?(?:版|中文)?|english|en|无障碍.*|长者.*|适老.*|手机版|电脑版|设为首页|加入收藏夹?|(?:官方|政务)?微[信博](?:公众)?[官账平]?[号台]?|客户端|搜索|大|中|小|rss(?:订阅)?|返回.*|app|个人中心|用户中心|"
    r"(?:打印|关闭)(?:本页|此页|此文|本文|文章|窗口|页面)?|收藏(?:本页|此页|本站)?|挑错|纠错|推荐(?:给好友)?|(?:发送|推荐|转发|告诉)给?(?:好友|朋友)|默认|超大|特大|"
    r"atom|feeds?|(?:read )?more|\d+ comments?|"
    r"[<«‹]*[上下前后]一?个?[月年周日][>»›]*|今天|今日|"
    r"网站地图|站点地图|网站导航|联系我们|关于我们|网站声明|版权声明|帮助|上一篇|下一篇|详细(?:信息|内容)?|(?:查看)?详情|(?:查看|阅读)全文|点击(?:进入|查看)|展开|收起|×|<|>)$",
    re.I,
)
_ABOUT = re.compile(r"^(?:联系我们|关于我们|帮助)$")
"""Elsewhere service links, in a main menu with enough other entries columns."""
_MENU = 4
_WITHIN = re.compile(r"\s*#[A-Za-z_][\w-]*\s*$")
"""A place on the page itself, such as a tab or its comments."""
_MARKS = " \u3000\xa0>＞»›→▶►·•●■▪◆◇★☆※*-—–|｜丨:：+<＜«‹◎○□"
_BRACKETS = {"【": "】", "[": "]", "［": "］", "〖": "〗", "『": "』", "「": "」", "〔": "〕"}
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_TRANSLATED = re.compile(r"([\u4e00-\u9fff、]{2,})\s*(?:[A-Z]{4}|[A-Za-z][A-Za-z .,&'’/-]{4,})$")
"""A name with its translation below."""
_MORE_BEHIND = re.compile(r"[\s>»\[【(（]*(?:更\s?多|more)[\s.>»+…\]】)）]*$", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|zip|rar|7z|txt|rtf)(?:[?#]|$)", re.I)
_NEIGHBOUR = re.compile(r"^\W*(?:(?:上|下|前|后)一?[篇条则]|没有了)")
"""Begins the line that leads to the articles before and behind."""
_SOUGHT = re.compile(
    r"\W*(?:热门?(?:搜索?)?(?:热?词|关键[词字])?|搜索(?:热词|关键[词字])|大家(?:都|正)?在搜|关键[词字])\s?[::]"
)
"""Before words that others searched for."""
_NUMBER = re.compile(r"\d+")
_LONGEST = 16
_LEAST = 3
_TITLE = 6
_MOST = 5
"""Links in one row of a list; a row of a page's layout holds more."""
_MOST_AREAS = 200
_PAGER_CHARS = 120
_DOCUMENT = re.compile(r"^关于.{4,}(?:通知|公告|公示|通告|意见|通报|函|批复|决定|报告|方案|办法)$")
_SOUGHT = re.compile(r"^\W*(?:热(?:门|点)?(?:搜索?|词|关键)|(?:大家)?都?在搜)")
"""Words often sought, beside a search field."""
_MOST_HOMES = 30
"""Links called 首页 that are looked at."""


def read_columns(
    source: Source,
    zones: Zones,
    breadcrumb: tuple[str, ...],
    item_urls: frozenset[str],
    body: tuple[int, int] = (0, 0),
    *,
    dated: bool = False,
) -> tuple[NavLink, ...]:
    """Main navigation (level 1), menus under it and side columns (level 2), in page order, each once.

    `body`: lines of an article's text, whose links are no columns. `dated`: the article tells its day.
    """
    lines = source.flow.lines
    anchors = [
        anchor
        for anchor in source.flow.anchors
        if _reads_like_column(anchor, zones)
        and not (anchor.region & Region.NAV and _is_news(anchor, lines[anchor.line]))
        and not _turns_pages(anchor, lines[anchor.line])
        and not _ends_trail(anchor)
        and not _DOCUMENT.match(anchor.text)
        and not _SOUGHT.match(lines[anchor.line].folded[:12])
    ]
    main = _main_navigation(anchors, source)
    columns: dict[tuple[str, str], NavLink] = {}
    chosen = set(main)
    for name, href in _mapped(source):
        _put(columns, name, href, source, 1)
    for name, href in menu_of_data(source.scripts) if not main and not columns else ():
        _put(columns, name, href, source, 1)
    full = sum(not _NO_COLUMN.match(_bare(tidy_name(anchor.name))) for anchor in main) >= _MENU
    below = below_entries(main)
    for anchor in main:
        level = 2 if anchor in below or in_menu(anchor) else 1
        _add(columns, anchor, source, level, about=full)
    top = main[0].line if main and main[0].region & Region.NAV else 0
    others = [anchor for anchor in anchors if anchor.region & Region.NAV and anchor not in chosen]
    abroad = _lists_abroad(others, source) if main else frozenset()
    for anchor in others:
        if anchor.line < top:
            continue  # links of the page's top bar
        if abroad and _list_of(anchor) in abroad:
            continue
        _add(columns, anchor, source, 2)
    beside = [anchor for anchor in anchors if not body[0] <= anchor.line < body[1]]
    for anchor in _side(beside, chosen, source, breadcrumb, item_urls):
        if dated and _shape(source.address(anchor.href)) == _shape(source.url):
            continue  # another article, as 最新文章 and 推荐内容 show them
        _add(columns, anchor, source, 2)
    return tuple(columns.values())


def _is_news(anchor: Anchor, line: Line) -> bool:
    """Whether a line of a menu is a row of news: one link as long as a title, and a day beside it."""
    if len(line.anchors) != 1 or not line.plain or len(anchor.text) < _TITLE:
        return False
    return first_date(line.folded) is not None or partial_date(line.folded) is not None


def _turns_pages(anchor: Anchor, line: Line) -> bool:
    """Whether a link 首页 leads to the first page of a list: 上一页, 下一页 stand beside it."""
    if "首" not in anchor.text or len(line.text) > _PAGER_CHARS:
        return False
    return _PAGER_BESIDE.search(line.text) is not None


def _ends_trail(anchor: Anchor) -> bool:
    """Whether a link that leads nowhere marks the current place behind 首页 alone, as a trail made a list."""
    if not leads_nowhere(anchor.href):
        return False
    above = next(anchor.el.iterancestors("ul", "ol", "div"), None)
    links = list(islice(above.iter("a"), 3)) if above is not None else []
    if len(links) != 2 or links[1] is not anchor.el or anchor.el.get("onclick"):
        return False
    return HOME_NAME.match(folded(compact(first_words(links[0], 20)))) is not None


def _reads_like_column(anchor: Anchor, zones: Zones) -> bool:
    if anchor.region & (Region.CRUMB | Region.PAGER | Region.SHARE | Region.FRIENDS):
        return False
    if _WITHIN.match(anchor.href):
        return False
    return anchor.line not in zones.foot and _may_be_column(anchor.name)


@lru_cache(maxsize=8192)
def _may_be_column(name: str) -> bool:
    text = compact(tidy_name(name))
    if not 2 <= len(text) <= _LONGEST:
        return False
    name = folded(text)
    return not PAGER_TEXT.match(name) or HOME_NAME.match(name) is not None


@lru_cache(maxsize=8192)
def tidy_name(name: str) -> str:
    """A column's name without the marks and the word 更多 that templates set around it."""
    bare = _MORE_BEHIND.sub("", name.strip(_MARKS)).strip(_MARKS)
    while (closing := _BRACKETS.get(bare[:1])) is not None and bare.endswith(closing) and len(bare) > 3:
        bare = bare[1:-1].strip(_MARKS)
    bare = _BLANK.sub("", bare)
    if translated := _TRANSLATED.match(bare):
        bare = translated[1]
    return bare or name


def _mapped(source: Source) -> Iterator[tuple[str, str]]:
    """Names and addresses of a picture of the navigation: a map whose areas are named, 首页 among them."""
    for el in source.tree.iter("map"):
        areas = [
            (compact(tidy_name(a.get("alt") or a.get("title") or "")), a.get("href"))
            for a in islice(el.iter("area"), _MOST_AREAS)
        ]
        named = [(name, href) for name, href in areas if href and 2 <= len(name) <= _LONGEST]
        if len(named) >= _LEAST and any(HOME_NAME.match(folded(name)) for name, _ in named):
            yield from named


def _add(
    columns: dict[tuple[str, str], NavLink],
    anchor: Anchor,
    source: Source,
    level: int,
    *,
    about: bool = False,
) -> None:
    _put(columns, tidy_name(anchor.name), _led_to(anchor), source, level, about=about)


def _led_to(anchor: Anchor) -> str:
    """The raw address of a link, or where its address leads nowhere the one that its script opens."""
    if not leads_nowhere(anchor.href):
        return anchor.href
    handlers = [anchor.el.get("onclick") or "", anchor.href.strip()]
    parent = anchor.el.getparent()
    if parent is not None and parent.tag in {"li", "td", "dt", "dd"}:
        handlers.append(parent.get("onclick") or "")
    led = (url for handler in handlers if handler for url in addresses_in_handler(handler))
    return next(led, anchor.href)


def _bare(name: str) -> str:
    return folded(compact(name)).strip("[]【】()")


def _put(
    columns: dict[tuple[str, str], NavLink],
    name: str,
    href: str,
    source: Source,
    level: int,
    *,
    about: bool = False,
) -> None:
    bare = _bare(name)
    if _NO_COLUMN.match(bare) and not (about and _ABOUT.match(bare)):
        return
    if href.lstrip()[:7].lower().startswith(("mailto:", "tel:")):
        return
    url = source.address(href)
    columns.setdefault((compact(name), url), NavLink(name, url, level))


def _main_navigation(anchors: list[Anchor], source: Source) -> list[Anchor]:
    """The block of short links that begins with 首页, else the first navigation part of the page."""
    best: tuple[tuple[int, int, int, int], list[Anchor]] | None = None
    by_element = {anchor.el: anchor for anchor in anchors}
    tried = 0
    for anchor in anchors:
        name = folded(compact(anchor.name))
        exact = HOME_NAME.match(name) is not None
        if not exact and not ("首" in name and _SOME_HOME.match(name)):
            continue
        tried += 1
        if tried > _MOST_HOMES:
            break
        block = _block(anchor, by_element)
        if len(block) >= _LEAST:
            shown = not anchor.region & Region.HIDDEN  # before a copy for telephones
            rank = (int(bool(anchor.region & Region.NAV)), int(shown), int(exact), -anchor.line)
            if best is None or rank > best[0]:
                best = (rank, block)
    if best is not None:
        return best[1]
    navigation = [anchor for anchor in anchors if anchor.region & Region.NAV]
    if not navigation:
        return []
    root = _root(navigation[0].el)
    return [anchor for anchor in navigation if _root(anchor.el) is root]


def _block(home: Anchor, by_element: dict[HtmlElement, Anchor]) -> list[Anchor]:
    """All links of the smallest list or part round the link 首页 that holds enough of them."""
    el: HtmlElement | None = home.el.getparent()
    for _ in range(6):
        if el is None or el.tag in {"body", "html"}:
            return []
        held = [by_element[link] for link in el.iter("a") if link in by_element]
        if len(held) > _LEAST:
            return held
        el = el.getparent()
    return []


def _root(el: HtmlElement) -> HtmlElement:
    """The outermost list or part that a navigation link stands in."""
    root = el
    for above in el.iterancestors():
        if above.tag in {"body", "html"}:
            break
        if above.tag in {"ul", "nav", "table", "div"}:
            root = above
            if above.tag in {"ul", "nav"}:
                break
    return root


@lru_cache(maxsize=4096)
def _shape(url: str) -> str:
    """An address with all its numbers alike; the address itself where it ends in a folder."""
    return _NUMBER.sub("0", url) if not url.endswith("/") else url


def _list_of(anchor: Anchor) -> HtmlElement | None:
    return next(anchor.el.iterancestors("ul", "dl", "table", "div"), None)


def _lists_abroad(anchors: list[Anchor], source: Source) -> frozenset[HtmlElement | None]:
    """Lists whose links all lead to hosts of other sites: downloads and friends, not entries of a menu."""
    own = _site_of(host_of(source.url))
    strange: dict[HtmlElement | None, bool] = {}
    for anchor in anchors:
        host = host_of(source.address(_led_to(anchor)))
        held = _list_of(anchor)
        strange[held] = strange.get(held, True) and bool(host) and _site_of(host) != own
    return frozenset(held for held, abroad in strange.items() if abroad)


@lru_cache(maxsize=4096)
def _site_of(host: str) -> str:
    """The part of a host that the hosts of one site share: the name under gov.cn, edu.cn or com."""
    labels = host.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def _row(anchor: Anchor) -> HtmlElement | None:
    return next(anchor.el.iterancestors("tr", "li", "dd", "dt"), None)


def _rows_of(source: Source, item_urls: frozenset[str]) -> set[HtmlElement | None]:
    """The rows of the page's list: what else they link to, such as 查看反馈, is no column."""
    urls = item_urls - {""}
    rows = {_row(anchor) for anchor in source.flow.anchors if urls and source.address(anchor.href) in urls}
    return {row for row in rows if row is not None and len(list(islice(row.iter("a"), _MOST + 1))) <= _MOST}


def _side(
    anchors: list[Anchor],
    chosen: set[Anchor],
    source: Source,
    breadcrumb: tuple[str, ...],
    item_urls: frozenset[str],
) -> list[Anchor]:
    """Short links of the own site in lists without dates, beside an inner page's content or in a frame."""
    if not breadcrumb:
        anchors = [anchor for anchor in anchors if anchor.region & Region.FRAME]
    own = host_of(source.url)
    rows = _rows_of(source, item_urls)
    by_list: dict[HtmlElement, list[Anchor]] = {}
    for anchor in anchors:
        if _row(anchor) in rows:
            continue
        if anchor in chosen or anchor.region & (Region.NAV | Region.TOP | Region.HIDDEN):
            continue
        if _FILE.search(anchor.href) or _NEIGHBOUR.match(source.flow.lines[anchor.line].folded):
            continue
        url = source.address(anchor.href)
        if url and (url in item_urls or host_of(url) != own):
            continue
        root = _list_of(anchor)
        if root is not None:
            by_list.setdefault(root, []).append(anchor)
    side: list[Anchor] = []
    for root, held in by_list.items():
        first = source.flow.spans.get(root, (held[0].line, 0))[0]
        if is_panel(source, first) or is_panel(source, held[0].line):
            continue  # 推荐阅读, 热门点击: articles with short titles
        if _SOUGHT.match(source.flow.lines[held[0].line].folded):
            continue
        if not any(source.address(_led_to(anchor)) for anchor in held):
            continue  # names of leaders, days of a calendar
        if len(held) >= 2 and sum(len(anchor.text) for anchor in held) / len(held) <= 10:
            side += held
    return side
