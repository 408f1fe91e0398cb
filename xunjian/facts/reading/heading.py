"""What a column page calls itself."""

import re

from xunjian.facts.reading.headline import heading_of
from xunjian.facts.reading.items import ListReading
from xunjian.facts.reading.source import Source, folded
from xunjian.facts.reading.zones import Zones
from xunjian.html.lines import Line
from xunjian.html.regions import Region
from xunjian.html.text import compact

_NO_HEADING = re.compile(r"[>»]|位置|更多|搜索|首页|登录|欢迎|[::。]|^\d|\d{4}")
_HOME = re.compile(r"^\s*(?:网站|本站)?(?:首\s*页|首\s*頁)\s*$")
_LONGEST = 24
_REACH = 8


def read_heading(source: Source, zones: Zones, rows: ListReading, breadcrumb: tuple[str, ...]) -> str:
    """The heading over the list where one stands there, else the last entry of the trail, else ColumnName."""
    names = {
        compact(folded(name))
        for name in (breadcrumb[-1] if breadcrumb else "", source.labels.get("ColumnName", ""))
        if name
    }
    lines = source.flow.lines
    limit = rows.first_line if rows.first_line is not None and not rows.by_data else None
    above = (
        [line for line in lines[_below_menu(lines, limit) : limit] if _able(line, zones)]
        if limit is not None
        else []
    )
    for line in reversed(above):
        if heading_of(line) is not None or compact(line.folded) in names:
            return line.text
    if breadcrumb and len(breadcrumb) > 1:
        return breadcrumb[-1]
    if name := source.labels.get("ColumnName"):
        return name
    if above and above[-1].el.tag not in {"th", "tr", "td"}:
        return above[-1].text
    for line in lines:
        if line.el.tag in {"h1", "h2"} and _able(line, zones):
            return line.text
    return breadcrumb[-1] if breadcrumb else ""


def _below_menu(lines: list[Line], limit: int) -> int:
    """Where to begin to look: what stands above the main navigation is the name of the site."""
    first = max(0, limit - _REACH)
    for line in reversed(lines[first:limit]):
        if line.region & Region.NAV and any(_HOME.match(anchor.text) for anchor in line.anchors):
            return line.index + 1
    return first


def _able(line: Line, zones: Zones) -> bool:
    if not 2 <= len(line.text) <= _LONGEST or len(line.anchors) > 1 or line.index in zones.foot:
        return False
    return not line.region & (Region.NAV | Region.CRUMB | Region.PAGER) and not _NO_HEADING.search(
        line.folded
    )
