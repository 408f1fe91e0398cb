"""Groups of like rows with a link each: lists by <ul>, <table>, <div>, <dl>, or lines broken by <br>."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from xunjian.facts.reading.headline import TITLE_NAME
from xunjian.facts.reading.link_words import (
    day_in_attribute,
    full_title,
    is_category,
    title_in_cell,
    without_day,
)
from xunjian.facts.reading.own_home import is_logo
from xunjian.facts.reading.pins import PIN, is_pin, shows_pin
from xunjian.facts.reading.row_dates import day_of_row
from xunjian.facts.reading.row_days import (
    day_beside,
    day_by_parts,
    day_of_column,
)
from xunjian.facts.reading.row_elements import count_links, find_row, term_of, words_of_pair
from xunjian.facts.reading.source import Source, folded
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import find_dates, first_date
from xunjian.html.lines import Anchor, Line
from xunjian.html.regions import Region
from xunjian.html.script_links import addresses_in_handler
from xunjian.html.text import squeeze
from xunjian.html.tree import first_words
from xunjian.html.urls import leads_nowhere
from xunjian.model.page import Item

PAGER_TEXT = re.compile(
    r"^(?:[<>«»‹›|\s]*(?:首\s?页|上一?页|下一?页|前一?页|后一?页|[尾末]\s?页|页\s?[首尾]|[上下]一?翻页|最后一?页|第一页|第?\d+页?|next|prev(?:ious)?|first|last|go|跳转|转到|\.\.\.|…)[<>«»‹›|\s]*|[<>«»‹›|\s\d.]+)$",
    re.I,
)
_MORE = re.compile(
    r"^[\s>+»\[【(]*(?:更\s*多|(?:read )?more|查看更多|更多内容|更多信息|进入栏目|查看全部"
    r"|详情|详细|查看详情|阅读全文|全文|\[?查看\]?|\d+\s*(?:comments?|条?评论))[\s.>+»\]】)…]*$",
    re.I,
)
_BULLET = re.compile(r"^[\s·•●■◆◇▪▫►▶▸◦‧∙○□*>»\-–—◎※★☆→+・]+")
_SERVICE = re.compile(
    r"^(?:设为首页|设为主页|加入收藏|收藏本站|返回首页|网站首页|首\s*页|登\s*录|注\s*册|站长信箱|网站地图|无障碍.{0,4}|长者.{0,4}|适老化?.{0,4}|"
    r"繁[體体](?:版|中文)?|简体(?:版|中文)?|手机版|english|(?:https?://|www\.)\S+)$"
    r"|^[\[【(（]?(?:(?:打\s?印|关\s?闭|收藏|分享|转发|复制)(?:本|此|该|全)?(?:页|文|正文|窗口|链接)?|(?:进入)?后台(?:管理|编辑|登录)|返\s?回(?:上一?[页级层]|列表页?|顶部)?)[\])】）]?$",
    re.I,
)
"""Links of a page's head, and tools beside a text, that are never rows of a list."""
_BYLINE = re.compile(
    r"(?:附\s?件|作\s?者|来\s?源|发布(?:者|人|单位|机构)|编\s?辑|分\s?类|栏\s?目|标\s?签|[上下前后]一?[篇条则])\s?[:：]\s?$|\b(?:by|in|author\s?:|tags?\s?:)\s+$",
    re.I,
)
"""Before a link that tells of an article who wrote it, where it stands, what goes with it; no row."""
_BYLINE_ENDS = (" ", ":", "：")
_WEATHER = re.compile(r"天气\s?[:：]|^\W*天气(?:预报)?\W*$|(?:晴|多云|阴|小雨|中雨|阵雨|小雪)(?:转|到)|℃")
_SHORTEST_NEWS = 26
"""Characters; the weather of a day is told in fewer (T16)."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_OF_TITLE = re.compile(r"[(（]\s?\d{4}年\d{1,2}月\d{1,2}日\s?[)）]$")
"""A day that ends a title as words do: of a report (2021年6月5日)."""
_ROW_LINES, _SHOWN_LINES = 24, 12
_SHORT_LINE = 60
_LONG_LINE, _NEAR = 1000, 150
_TITLE = 6


@dataclass(slots=True)
class Row:
    anchor: Anchor
    el: HtmlElement | None
    item: Item
    text: str


@dataclass(slots=True)
class Group:
    """Rows that stand together. `first`: number of its first line."""

    parent: HtmlElement | None
    rows: list[Row] = field(default_factory=list)
    region: int = Region.NONE

    @property
    def dated(self) -> int:
        """Rows that show a day, be it without its year."""
        return sum(row.item.date is not None or row.item.month_day is not None for row in self.rows)

    @property
    def first(self) -> int:
        return self.rows[0].anchor.line

    @property
    def title_length(self) -> float:
        return sum(len(row.item.title) for row in self.rows) / len(self.rows)


def find_groups(source: Source, zones: Zones, trail_line: int | None = None) -> list[Group]:
    """All groups of link rows outside navigation, trail, foot and pagers, in page order.

    Below the trail a part called a menu counts where its lines show days.
    """
    lines = source.flow.lines
    anchors = [
        anchor
        for anchor in source.flow.anchors
        if _counts(anchor, zones, lines, trail_line) and not _in_byline(anchor, lines)
    ]
    counts = count_links(anchors)
    known = Counter((anchor.href, anchor.text) for anchor in anchors)
    groups: dict[object, Group] = {}
    rows_seen: dict[HtmlElement, Row] = {}
    last: Row | None = None
    for anchor in anchors:
        el = find_row(anchor, counts)
        if el is not None and el in rows_seen:
            _better(rows_seen[el], anchor, source, known)
            continue
        row = _read_row(anchor, el, source)
        if row is None or _goes_on(row, last):
            continue
        last = row
        parent = el.getparent() if el is not None else anchor.el.getparent()
        if el is not None and el.tag == "td" and words_of_pair(el) and parent is not None:
            parent = parent.getparent()
        if parent is not None and parent.tag in {"tbody", "thead"}:
            parent = parent.getparent()
        key = _key(parent)
        group = groups.setdefault(key, Group(parent, region=anchor.region))
        group.rows.append(row)
        if el is not None:
            rows_seen[el] = row
    return [group for group in groups.values() if group.rows]


def _goes_on(row: Row, last: Row | None) -> bool:
    """Whether a link leads where the row before it does: the summary below a title."""
    if last is None or row.el is None or last.el is None or not row.item.url or row.item.url != last.item.url:
        return False
    if row.el.tag == last.el.tag or row.el.getparent() is not last.el.getparent():
        return False
    return len(row.item.title) > len(last.item.title) >= _TITLE


def _counts(anchor: Anchor, zones: Zones, lines: list[Line], trail_line: int | None) -> bool:
    if anchor.line in zones.foot or anchor.region & (Region.CRUMB | Region.PAGER | Region.SHARE):
        return False
    if anchor.region & Region.NAV and (
        trail_line is None or anchor.line <= trail_line or first_date(lines[anchor.line].folded) is None
    ):
        return False
    return _may_be_title(anchor.text or anchor.title) or title_in_cell(anchor) != ""


@lru_cache(maxsize=8192)
def _may_be_title(text: str) -> bool:
    if len(text) < 2 or any(rule.match(text) for rule in (PAGER_TEXT, _MORE, _SERVICE)):
        return False
    return len(text) > _SHORTEST_NEWS or _WEATHER.search(text) is None


def _in_byline(anchor: Anchor, lines: list[Line]) -> bool:
    if anchor.start < 2 or anchor.line >= len(lines):
        return False
    before = lines[anchor.line].text[max(0, anchor.start - 12) : anchor.start]
    return before[-1:] in _BYLINE_ENDS and _BYLINE.search(before) is not None


def _key(parent: HtmlElement | None) -> object:
    """Lists cut into several pieces of the same make beside each other are one list."""
    if parent is None:
        return None
    above = parent.getparent()
    return (
        (above, parent.tag, parent.get("class") or "")
        if above is not None and parent.tag in {"ul", "table", "dl", "ol"}
        else parent
    )


def _better(row: Row, anchor: Anchor, source: Source, known: Counter[tuple[str, str]]) -> None:
    """A row of several links is titled by the longest; not by a column or office."""
    title, pinned = _title(anchor)
    lines, held = source.flow.lines, row.item.title
    named = is_category(row.anchor, lines, known)
    if named == is_category(anchor, lines, known):
        # 图解: and the title is told of it, no other title.
        told = len(held) >= _TITLE and held in title and row.anchor.href != anchor.href
        better = len(title) > len(held) and not told
    else:
        better = named and len(title) > 1
    if better:
        old = row.item
        row.anchor = anchor
        day, where, short = (
            (old.date, old.date_where, None)
            if old.date
            else day_of_row(row.text, title, _address(anchor, source))
        )
        row.item = Item(
            title,
            _address(anchor, source),
            day,
            old.pinned or pinned,
            where,
            short,
        )


def _address(anchor: Anchor, source: Source) -> str:
    """Where a row leads; a link without an address may be opened by its handler."""
    if anchor.computed:
        return ""
    if not leads_nowhere(anchor.href):
        return source.address(anchor.href)
    found = next(iter(addresses_in_handler(f"{anchor.href};{anchor.el.get('onclick') or ''}")), "")
    return source.address(found) if found else ""


def _read_row(anchor: Anchor, el: HtmlElement | None, source: Source) -> Row | None:
    title, pinned = _title(anchor)
    if len(title) < 2 or is_logo(anchor, source):
        return None
    first, last = (
        source.flow.spans.get(el, (anchor.line, anchor.line + 1))
        if el is not None
        else (anchor.line, anchor.line + 1)
    )
    last = max(last, anchor.line + 1)
    if el is not None and el.tag == "dt":
        for number, following in enumerate(islice(el.itersiblings(), 3)):
            if following.tag != "dd" or (number and next(following.iter("a"), None) is not None):
                break
            last = max(last, source.flow.spans.get(following, (0, last))[1])
    if el is not None and el.tag == "dd" and (term := term_of(el)) is not None:
        first = min(first, source.flow.spans.get(term, (first, last))[0])
    lines = source.flow.lines[first : min(last, first + _ROW_LINES)]
    # A box that opens on a click tells other days of a document than the row does.
    lines = [line for line in lines if not line.region & Region.HIDDEN] or lines
    lines = lines[:_SHOWN_LINES]
    if el is not None and el.tag in _HEADINGS:
        lines += _under_heading(el, last, source)
    text = " ".join(_nearby(line, anchor) for line in lines)
    if el is None and lines:
        begin, end = source.flow.spans.get(anchor.el, (0, 0))
        if end - begin > 1:  # the link holds the whole row
            held = source.flow.lines[begin : min(end, begin + 12)]
            text = " ".join(_nearby(line, anchor) for line in held)
        elif without_day(anchor, anchor.text) != anchor.text:
            text = folded(anchor.text)  # the day stands in the link: what is beside it is of other rows
        else:
            text = _around(anchor, _nearby(lines[0], anchor))
    if el is not None and el.tag == "td" and (pair := words_of_pair(el)):
        text = folded(pair)
    title = _whole_title(title, anchor, text)
    url = _address(anchor, source)
    shown = folded(title)
    day, where, short = day_of_row(text, shown if shown in text else folded(anchor.text), url)
    if day is None and (told := day_in_attribute(anchor)) is not None:
        day, where, short = told, "列表,链接的 title 属性", None
    if el is not None:
        day, where, short = _by_markup(el, text, (day, where, short))
    if not pinned:
        pinned = ("顶" in text and shows_pin(text.replace(shown, ""), el)) or any(
            is_pin(image.get("src") or "") or "置顶" in (image.get("alt") or "")
            for line in lines
            for image in line.images
        )
    return Row(anchor, el, Item(title, url, day, pinned, where, short), text)


def _by_markup(
    el: HtmlElement, text: str, read: tuple[date | None, str, tuple[int, int] | None]
) -> tuple[date | None, str, tuple[int, int] | None]:
    """The day of a row, looked for in its markup where its words tell none, or where it shows several."""
    day, _, short = read
    told: date | None = None
    if day is None and short is None:
        told = day_by_parts(el) if "20" in text else day_beside(el)
    elif day is not None and el.tag == "tr" and len(find_dates(text)) > 1:
        told = day_of_column(el)
    return read if told is None else (told, "列表", None)


def _under_heading(el: HtmlElement, last: int, source: Source) -> list[Line]:
    """Short lines between a heading that is a row and the next such: its date may stand there."""
    following = next(iter(el.itersiblings(el.tag)), None)
    if following is None and next(iter(el.itersiblings(el.tag, preceding=True)), None) is None:
        return []
    above = el.getparent()
    spans = source.flow.spans
    end = spans.get(following if following is not None else above, (last, last))[following is None]
    return [line for line in source.flow.lines[last : min(end, last + 8)] if len(line.text) <= _SHORT_LINE]


def _nearby(line: Line, anchor: Anchor) -> str:
    """The line, of an enormous one what stands near the link: all rows of a list may be a single line."""
    if len(line.folded) <= _LONG_LINE:
        return line.folded
    at = anchor.start if line.index == anchor.line else 0
    return line.folded[max(0, at - _NEAR) : at + _NEAR]


def _around(anchor: Anchor, line: str) -> str:
    """The part of a line that belongs to one of several links: from the end of the one before to the next."""
    if line.count(folded(anchor.text)) != 1:
        return line
    begin = line.index(folded(anchor.text))
    return line[max(0, begin - 14) : begin + len(anchor.text) + 24]


def _own_words(anchor: Anchor) -> str:
    """The title inside a link that holds a whole card: its heading, else its words."""
    if in_cell := title_in_cell(anchor):
        return in_cell
    if len(anchor.el) < 2 and (len(anchor.el) == 0 or len(anchor.el[0]) < 2):
        return anchor.text
    for el in anchor.el.iter("h1", "h2", "h3", "h4", "h5", "h6", "div", "p", "span", "strong", "em"):
        if el.tag in _HEADINGS or TITLE_NAME.search(el.get("class") or ""):
            words = squeeze(first_words(el, 400))
            if len(words) >= 4:
                return words
    return anchor.text


def _whole_title(title: str, anchor: Anchor, text: str) -> str:
    """The title with the day at its edge, where the row shows another day beside it: it is of the title."""
    if "20" not in anchor.text and "19" not in anchor.text:
        return title
    whole = _title(anchor, cut=False)[0]
    if whole == title or folded(whole) not in text:
        return title
    beside = find_dates(text.replace(folded(whole), " ", 1))
    return whole if beside and all(found.day != beside[0].day for found in find_dates(whole)) else title


def _title(anchor: Anchor, *, cut: bool = True) -> tuple[str, bool]:
    """The title and whether it says 置顶. `cut`: without a day that stands at its edge."""
    text, full = without_day(anchor, _own_words(anchor)), full_title(anchor)
    shown = text.rstrip(".… ")
    if not text or (text != shown and full.startswith(shown[: max(4, len(shown) - 2)])):
        text = full or text
    pinned = False
    if "顶" in text:
        if text[0] == "顶" and next(
            (True for el in anchor.el if squeeze(first_words(el, 10)) == "顶"), False
        ):
            return text[1:].strip(), True
        bare = PIN.sub("", text).strip()
        pinned = bare != text.strip() and len(bare) >= 4
        if pinned:
            text = bare
    text = _BULLET.sub("", text).strip()
    for found in find_dates(text) if cut else ():
        # A date set inside the link, before or behind the title.
        if len(text) == len(folded(text)):
            if _OF_TITLE.search(text) is not None:
                break
            if found.end >= len(text) - 2 and found.start > 6:
                text = text[: found.start].rstrip(" [(【（")
            elif found.start <= 1 and len(text) - found.end > 6:
                text = text[found.end :].lstrip(" ])】）")
        break
    return text.strip(), pinned
