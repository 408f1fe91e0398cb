"""What a column page calls itself."""

import re

from xunjian.facts.reading.closing_words import CLOSING_WORDS
from xunjian.facts.reading.headline import heading_of
from xunjian.facts.reading.items import ListReading
from xunjian.facts.reading.own_home import HOME_NAME
from xunjian.facts.reading.source import Source, folded
from xunjian.facts.reading.zones import Zones
from xunjian.html.lines import Line
from xunjian.html.regions import Region
from xunjian.html.text import compact

_NO_HEADING = re.compile(r"[>»]|位置|更多|搜索|首页|登录|欢迎|[::。]|^\d|\d{4}")
_MORE = re.compile(r"[\s>»+\[【(]*(?:查看)?(?:更\s*多|more)[\s.>»+…\]】)]*", re.I)
_LONGEST = 24
_LINKED = 14
_REACH = 8


def read_heading(source: Source, zones: Zones, rows: ListReading, breadcrumb: tuple[str, ...]) -> str:
    """The heading over the list where one stands there, else the last entry of the trail, else ColumnName."""
    while len(breadcrumb) > 1 and breadcrumb[-1] in CLOSING_WORDS:
        breadcrumb = breadcrumb[:-1]
    names = {
        compact(folded(name))
        for name in (breadcrumb[-1] if breadcrumb else "", source.labels.get("ColumnName", ""))
        if name
    }
    lines = source.flow.lines
    limit = rows.first_line if rows.first_line is not None and not rows.by_data else None
    above = (
        [line for line in lines[_below_menu(lines, limit) : limit] if _able(line, zones, names)]
        if limit is not None
        else []
    )
    higher = {compact(folded(entry)) for entry in breadcrumb[:-1]} - names
    for line in reversed(above):
        said = compact(folded(_said(line)))
        if said in higher and _heads_menu(line, lines):
            continue  # the head of a side menu: the column that this one belongs to
        if said in names or (heading_of(line) is not None and not rows.in_blocks):
            return _said(line)
    if breadcrumb and len(breadcrumb) > 1:
        return breadcrumb[-1]
    if name := source.labels.get("ColumnName"):
        return name
    if above and not rows.in_blocks and above[-1].el.tag not in {"th", "tr", "td"}:
        return _said(above[-1])
    for line in lines:
        if line.el.tag in {"h1", "h2"} and _able(line, zones, names):
            return line.text
    return breadcrumb[-1] if breadcrumb else ""


def _heads_menu(line: Line, lines: list[Line]) -> bool:
    """Whether nothing but a link stands right below."""
    below = next((each for each in lines[line.index + 1 : line.index + 4] if each.text), None)
    return below is None or (bool(below.anchors) and below.plain == 0)


def _below_menu(lines: list[Line], limit: int) -> int:
    """Where to begin to look: what stands above the main navigation is the name of the site."""
    first = max(0, limit - _REACH)
    for line in reversed(lines[first:limit]):
        if line.region & Region.NAV and any(HOME_NAME.match(folded(anchor.text)) for anchor in line.anchors):
            return line.index + 1
    return first


def _able(line: Line, zones: Zones, names: set[str]) -> bool:
    if len(line.text) > 2 * _LONGEST or len(line.anchors) > 2 or line.index in zones.foot:
        return False
    if line.region & (Region.NAV | Region.CRUMB | Region.PAGER):
        return False
    said = _said(line)
    anchors = len(line.anchors) - (len(said) < len(line.text))
    if not 2 <= len(said) <= _LONGEST or anchors > 1:
        return False
    if anchors and len(said) > _LINKED and line.plain == 0:
        return False  # the first news, set large
    return not _NO_HEADING.search(folded(said)) or compact(folded(said)) in names


def _said(line: Line) -> str:
    """The words of a line without the link 更多 that stands beside a heading."""
    for anchor in line.anchors:
        if len(line.anchors) <= 2 and _MORE.fullmatch(folded(anchor.text)) and anchor.end <= len(line.text):
            return f"{line.text[: anchor.start]} {line.text[anchor.end :]}".strip()
    return line.text
