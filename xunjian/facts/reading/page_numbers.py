"""A pager of bare numbers: 1 2 3 …, where no link says 下一页."""

import re

from xunjian.facts.reading.source import Source, folded
from xunjian.html.lines import Anchor, Line
from xunjian.html.regions import Region
from xunjian.html.urls import leads_nowhere, resolve

_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?![\d.])")
_CHOSEN = re.compile(r"\b(?:cur(?:rent)?|active|on|sel(?:ected)?|this|now|hover)", re.I)
_TOLD = re.compile(r"共\s?\d+\s?页|第\s?\d+\s?(?:/\s?\d+\s?)?页|页次\s?:")
"""Words of a pager whose class does not say so."""
_MOST = 40


def next_by_number(source: Source) -> str | None:
    """The address behind the number after that of the page itself, which is marked or no link."""
    numbered: dict[int, Anchor] = {}
    lines: set[int] = set()
    told = {line.index for line in source.flow.holding("页") if _TOLD.search(line.folded)}
    for anchor in source.flow.anchors:
        text = folded(anchor.text)
        if (anchor.region & Region.PAGER or anchor.line in told) and 0 < len(text) <= 4 and text.isdecimal():
            numbered.setdefault(int(text), anchor)
            lines.add(anchor.line)
    if not numbered or len(numbered) > _MOST:
        return None
    here = _here(numbered, lines, source)
    following = numbered.get(here + 1) if here is not None else None
    url = _leads_to(following, source) if following is not None else None
    if url is None or url == source.url:
        return None
    source.notes["next_page"] = f"页码 {here}之后的链接"
    return url


def _here(numbered: dict[int, Anchor], lines: set[int], source: Source) -> int | None:
    for number, anchor in numbered.items():
        if _leads_to(anchor, source) == source.url or _CHOSEN.search(anchor.el.get("class") or ""):
            return number
    beside = [
        int(found.group())
        for line in source.flow.lines[max(0, min(lines) - 1) : max(lines) + 2]
        if line.region & Region.PAGER or line.index in lines
        for found in _NUMBER.finditer(_unlinked(line))
    ]
    for step in (1, -1):
        if near := [number for number in beside if number not in numbered and number + step in numbered]:
            return near[0]
    return 1 if min(numbered) == 2 else None


def _unlinked(line: Line) -> str:
    """The words of a line that are no link; numbers side by side are parted."""
    text = line.text
    for anchor in line.anchors:
        text = f"{text[: anchor.start]}{' ' * (anchor.end - anchor.start)}{text[anchor.end :]}"
    return folded(text)


def _leads_to(anchor: Anchor, source: Source) -> str | None:
    return None if leads_nowhere(anchor.href) else resolve(source.base, anchor.href)
