"""Where the foot of a page is, and which lines are no content: navigation, trail, foot, pager."""

import re
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement

from xunjian.html.dates import first_date
from xunjian.html.lines import Flow, Line
from xunjian.html.regions import FRAME_MARK, SCRIPT_MARK, Region

FOOT_WORDS = re.compile(
    r"版权所有|(?:主|承)\s?办\s?(?:单位|方)?\s?[::]|网站主办|标识码|网站地图|站点地图|ICP\s?[备证]|公网安备|技术支持\s?[::]|copyright|©|网站声明|邮政?编码?\s?[::]|运行维护\s?[::]|建议使用.{0,20}(?:浏览|分辨率)",
    re.I,
)
_SPONSORED = re.compile(r"[\u4e00-\u9fff]{3,}\s?(?:主|承)\s?办(?=\s|$)")
"""An office named before the word, as feet write it without a colon."""
_TAIL = 45
_PARAGRAPH = 120
_FOOT_LINES = 60
_BADGE_CHARS = 12


@dataclass(slots=True)
class Zones:
    """Line numbers of the foot, and for any run of lines whether something foreign stands in it."""

    foot: frozenset[int]
    foreign: list[int]
    """Running count of navigation, trail and foot lines."""

    def has_foreign(self, first: int, last: int) -> bool:
        """Whether lines first … last − 1 hold navigation, trail or foot."""
        last = min(last, len(self.foreign) - 1)
        return last > first and self.foreign[last] - self.foreign[first] > 0


def find_zones(flow: Flow, trail_line: int | None) -> Zones:
    """Tells the foot from classes, else from its words near the end of the page."""
    lines = flow.lines
    foot = {line.index for line in lines if line.region & Region.FOOT}
    if foot and not _is_foot(lines, foot):
        foot = set()
    foot = _without_heads(lines, foot)
    tail = _tail(lines, foot)
    foot |= set(range(_grown(flow, min(tail)), len(lines))) if tail else set()
    flags = [
        int(line.index in foot or line.index == trail_line or bool(line.region & (Region.NAV | Region.CRUMB)))
        for line in lines
    ]
    return Zones(frozenset(foot), [0, *accumulate(flags)])


def inside(flow: Flow, el: HtmlElement | None) -> tuple[int, int]:
    """First line and line after the last of an element."""
    return flow.spans.get(el, (0, 0)) if el is not None else (0, 0)


def _is_foot(lines: list[Line], foot: set[int]) -> bool:
    """A part called bottom that is most of the page, or holds a dated list, is no foot."""
    if len(foot) > 0.7 * len(lines) and len(lines) > 20:
        return False
    dated = sum(1 for index in foot if lines[index].anchors and first_date(lines[index].text) is not None)
    return dated < 3


def _without_heads(lines: list[Line], foot: set[int]) -> set[int]:
    """Drops a part called bottom in the upper half of the page that says nothing of a foot: of a menu."""
    kept: set[int] = set()
    run: set[int] = set()
    for index in sorted(foot):
        run.add(index)
        if index + 1 in foot:
            continue
        if 2 * index >= len(lines) or any(FOOT_WORDS.search(lines[each].folded) for each in run):
            kept |= run
        run = set()
    return kept


def _is_sentence(line: Line) -> bool:
    """A sentence of a text, though it may name a sponsor or a record number."""
    ends = line.folded.rstrip().endswith(("。", ";", "!", "?"))
    if not ends or len(line.text) <= 20 or "版权" in line.folded or "©" in line.text:
        return False
    told = len(FOOT_WORDS.findall(line.folded)) + ("电话" in line.folded)
    return told < 2 or FOOT_WORDS.match(line.folded) is None


def _grown(flow: Flow, begin: int) -> int:
    """Where the part begins that the first words of a foot stand in: the badges before them belong to it.

    What a script sets or a frame shows is foot as a whole; other parts, as far as they hold but pictures.
    """
    el: HtmlElement | None = flow.lines[begin].el
    while el is not None and el.tag not in {"body", "html", "main", "article"}:
        first, last = flow.spans.get(el, (begin, begin))
        above = flow.lines[first:begin]
        if last - first > _FOOT_LINES or any(first_date(line.folded) is not None for line in above):
            break
        apart = SCRIPT_MARK in el.attrib or FRAME_MARK in el.attrib
        if apart or all(line.images and len(line.text) <= _BADGE_CHARS for line in above):
            begin = min(begin, first)
        el = el.getparent()
    return begin


def _tail(lines: list[Line], known: set[int]) -> set[int]:
    """The last lines from the first that has words of a foot; no paragraph or dated row among them."""
    begin: int | None = None
    for line in reversed(lines[-_TAIL:]):
        if line.index in known:
            continue
        if line.plain > _PARAGRAPH and not FOOT_WORDS.search(line.folded):
            break
        if line.anchors and first_date(line.folded) is not None:
            break
        if _is_sentence(line):
            break
        if line.region & (Region.NAV | Region.CRUMB):
            continue
        if FOOT_WORDS.search(line.folded) or (begin == line.index + 1 and _SPONSORED.search(line.folded)):
            begin = line.index
    return set(range(begin, len(lines))) if begin is not None else set()
