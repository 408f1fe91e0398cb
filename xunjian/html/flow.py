"""The one pass over a page's tree; everything that is read off a page afterwards works on its lines."""

import re
from itertools import accumulate

from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.dates import first_date
from xunjian.html.lines import Anchor, Flow, Line
from xunjian.html.regions import (
    BY_NAME,
    BY_STATE,
    LIMITS,
    LISTED,
    ROW_LINES,
    TITLE_CHARS,
    Region,
    region_of,
    state_of,
)
from xunjian.html.text import fold

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot"
        " thead tr ul caption marquee",
    )
)
_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template head title select option datalist iframe object embed textarea svg"
        " math button noframes frameset audio video canvas",
    )
)
_SKIP, _BREAK, _BLOCK, _PART, _LINK, _CELL, _IMAGE, _INPUT = (1 << bit for bit in range(8))
_KINDS = {
    **dict.fromkeys(_BLOCKS, _BREAK | _BLOCK | _PART),
    **dict.fromkeys(_SKIPPED, _SKIP),
    "br": _BREAK,
    "td": _PART | _CELL,
    "th": _PART | _CELL,
    "a": _LINK,
    "img": _IMAGE,
    "input": _INPUT,
}
"""What an element does to the lines; most do nothing."""
_DIGITS = frozenset("0123456789")
_NO_LIST = Region.PAGER | Region.CRUMB | Region.NAV
_HEADINGS = frozenset({"h1", "h2", "h3"})
_DAY_BEGINS = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d")
_DAY_ENDS = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.]\d\d[-/.]\d\d$")
_PART_TAGS = ("footer", "nav", "aside")
"""Elements that are a part of the page by their tag."""


def read_flow(tree: HtmlElement) -> Flow:
    """The lines of a page in order. Text of scripts, styles, comments and form choices is left out."""
    return _Builder().build(tree)


class _Builder:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.anchors: list[Anchor] = []
        self.spans: dict[HtmlElement, tuple[int, int]] = {}
        self._parts: list[str] = []
        self._length = 0
        self._line_anchors: list[Anchor] = []
        self._images: list[HtmlElement] = []
        self._open: Anchor | None = None
        self._open_parts: list[str] = []
        self._home: HtmlElement | None = None
        self._line_region = Region.NONE
        self._region = Region.NONE
        self._linked = 0
        self._marks: list[tuple[int, int, int]] = []

    def build(self, tree: HtmlElement) -> Flow:
        # Most of a page's elements and blanks change nothing: they pass without a call.
        opened: list[int] = []
        changes: list[tuple[HtmlElement, int, int]] = []
        lines, spans, marks = self.lines, self.spans, self._marks
        kinds = _KINDS
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, el in walk:
            kind = kinds.get(el.tag, 0)
            if event == "start":
                if kind & _SKIP:
                    walk.skip_subtree()
                    continue
                if kind & _BREAK and (self._parts or self._images or self._open is not None):
                    self._flush()
                opened.append(len(lines))
                if kind & _PART:
                    attributes = el.items()
                    own = region_of(el.tag, attributes) if attributes or el.tag in _PART_TAGS else 0
                else:  # of words inside a line only what is passed on matters
                    class_, style = el.get("class"), el.get("style")
                    own = state_of(class_, style) if class_ or style else 0
                if own:
                    changes.append((el, self._region, own & BY_NAME))
                    self._region |= own & BY_STATE
                if kind & _LINK:
                    self._begin(el)
                elif kind & _CELL:
                    self._space()
                elif kind & _IMAGE or (kind & _INPUT and el.get("type") == "image"):
                    self._image(el)
                text = el.text
                if text and (self._parts or not text.isspace()):
                    self._add(text, el)
            else:
                if not kind & _SKIP:
                    if kind & _LINK:
                        self._finish()
                    elif kind & _BLOCK and (self._parts or self._images or self._open is not None):
                        self._flush()
                    last = len(lines)
                    if self._parts or self._images:
                        last += 1
                    spans[el] = (opened.pop(), last)
                    if changes and changes[-1][0] is el:
                        _, self._region, own = changes.pop()
                        if own and last > spans[el][0]:
                            marks.append((own, *spans[el]))
                text = el.tail
                if text and (self._parts or not text.isspace()):
                    self._add(text, el.getparent())
        self._flush()
        text = self._fold()
        self._mark()
        return Flow(lines, self.anchors, spans, text)

    def _begin(self, el: HtmlElement) -> None:
        if self._open is not None and self._open_parts:
            self._finish()  # never closed: a browser ends it where the next link begins
        href, title = el.get("href") or "", (el.get("title") or "").strip()
        self._open = Anchor(el, len(self.lines), self._length, self._region, href, title)
        self._open_parts = []

    def _finish(self) -> None:
        anchor = self._open
        if anchor is None:
            return
        self._open = None
        anchor.text = " ".join("".join(self._open_parts).split())
        anchor.end = self._length
        self.anchors.append(anchor)
        if anchor.line == len(self.lines):
            self._line_anchors.append(anchor)

    def _image(self, el: HtmlElement) -> None:
        self._images.append(el)
        if self._home is None:
            self._home, self._line_region = el.getparent(), self._region
        if self._open is not None:
            self._open.image = True

    def _space(self, *, linked: bool = False) -> None:
        if self._parts and self._parts[-1][-1] != " ":
            self._parts.append(" ")
            self._length += 1
            if linked and self._open is not None:
                if not self._open_parts:
                    self._open.line, self._open.start = len(self.lines), self._length - 1
                self._open_parts.append(" ")

    def _add(self, text: str, el: HtmlElement | None) -> None:
        """Adds words, white space squeezed; of blanks that meet, or begin a line, none or one is kept."""
        words = text.split()
        if not words:
            self._space(linked=True)
            return
        whole = " ".join(words)
        if text[-1].isspace():
            whole += " "
        if text[0].isspace() and self._parts and self._parts[-1][-1] != " ":
            whole = " " + whole
        elif whole[0] in _DIGITS and self._parts and self._parts[-1][-1] in _DIGITS:
            self._part_days(whole)
        text = whole
        if not self._parts:
            if self._home is None:
                self._home = el
            self._line_region = self._region
        self._parts.append(text)
        self._length += len(text)
        if self._open is not None:
            if not self._open_parts:
                self._open.line, self._open.start = len(self.lines), self._length - len(text)
            self._open_parts.append(text)
            self._linked += len(text) - text.count(" ")

    def _part_days(self, words: str) -> None:
        """A number and a day, or a day and its time, in elements of their own: their styles part them."""
        if _DAY_BEGINS.match(words) or _DAY_ENDS.search(self._parts[-1]):
            self._space(linked=True)

    def _flush(self) -> None:
        if self._parts or self._images:
            text = "".join(self._parts).rstrip(" ")
            home = self._home
            if home is not None and (text or self._images):
                if self._open is not None and self._open_parts and self._open.line == len(self.lines):
                    self._line_anchors.append(self._open)
                line = Line(
                    len(self.lines),
                    text,
                    self._line_region,
                    home,
                    self._line_anchors,
                    self._images,
                    plain=max(0, len(text) - text.count(" ") - self._linked),
                )
                self.lines.append(line)
                self._line_anchors = []
                self._images = []
            self._parts = []
        self._linked = 0
        self._length = 0
        self._home = None
        if self._open is not None:
            self._open_parts.append(" ")

    def _mark(self) -> None:
        """Gives lines and links the parts they stand in. A part that holds far more than its name is none."""
        plain = [0, *accumulate(line.plain for line in self.lines)]
        rows = self._named_rows()
        for own, first, last in self._marks:
            if (first, last) in rows:
                own &= ~Region.NAV
            amount = plain[min(last, len(self.lines))] - plain[first]
            for part, most, most_lines in LIMITS:
                if own & part and (amount > most or last - first > most_lines):
                    own &= ~part
            if own & _NO_LIST:
                own &= ~self._listed(first, last)
            if own & Region.PAGER and any(line.el.tag in _HEADINGS for line in self.lines[first:last]):
                own &= ~Region.PAGER  # a short text in a part called `page`
            if own:
                for line in self.lines[first:last]:
                    line.region |= own
        for anchor in self.anchors:
            if anchor.line < len(self.lines):
                anchor.region |= self.lines[anchor.line].region & BY_NAME

    def _named_rows(self) -> set[tuple[int, int]]:
        """Small parts with a name of navigation that are rows of a list: each has a title and a day."""
        small = {
            (first, last)
            for own, first, last in self._marks
            if own & Region.NAV and last - first <= ROW_LINES
        }
        surely = sum(1 for part in small if self._is_row(*part, TITLE_CHARS))
        return {part for part in small if self._is_row(*part, 2)} if surely >= LISTED else set()

    def _is_row(self, first: int, last: int, least: int) -> bool:
        lines = self.lines[first:last]
        links = {anchor.href for line in lines for anchor in line.anchors}
        titled = any(len(anchor.text) >= least for line in lines for anchor in line.anchors)
        return titled and len(links) <= 2 and any(first_date(line.text) is not None for line in lines)

    def _listed(self, first: int, last: int) -> int:
        """The parts that lines cannot be, as they hold the titles of a list."""
        titled = [
            line
            for line in self.lines[first:last]
            if line.anchors and max(len(anchor.text) for anchor in line.anchors) >= TITLE_CHARS
        ]
        if len(titled) < LISTED:
            return Region.NONE
        dated = sum(1 for line in titled if first_date(line.text) is not None)
        return _NO_LIST if dated >= LISTED else _NO_LIST & ~Region.NAV

    def _fold(self) -> str:
        whole = fold("\n".join([line.text for line in self.lines]))
        for line, text in zip(self.lines, whole.split("\n"), strict=False):
            line.folded = text
        return whole
