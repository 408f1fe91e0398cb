"""A page as its reader sees it: lines in order, the links in them, and the part of the page they are in.

One pass over the tree; everything that is read off a page afterwards works on these lines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.scripts import COMPUTED_MARK
from xunjian.html.text import fold

SCRIPT_MARK = "data-xunjian-script"
"""On wrappers of what a script wrote; its value says which."""
FRAME_MARK = "data-xunjian-frame"
"""On wrappers of what a frame shows."""


class Region:
    """Parts of a page, told from tags, classes and ids. Plain bits: an enum costs a fifth of the reading."""

    NONE = 0
    FOOT = 1
    NAV = 2
    CRUMB = 4
    SIDE = 8
    PAGER = 16
    HIDDEN = 32
    SHARE = 64
    SCRIPT = 128
    FRAME = 256
    FRIENDS = 512
    TOP = 1024


@dataclass(slots=True, eq=False)
class Anchor:
    """A link as it stands in the words."""

    el: HtmlElement
    line: int
    start: int
    region: int
    text: str = ""
    end: int = 0
    image: bool = False

    @property
    def href(self) -> str:
        """As written; "" where there is none."""
        return self.el.get("href") or ""

    @property
    def computed(self) -> bool:
        """Whether a script computes the address, so that it cannot be read."""
        return self.el.get(COMPUTED_MARK) is not None

    @property
    def title(self) -> str:
        return (self.el.get("title") or "").strip()

    @property
    def name(self) -> str:
        """Its words; of a picture link the words of its title or its picture."""
        if self.text or not self.image:
            return self.text
        words = (image.get("alt") or image.get("title") or "" for image in self.el.iter("img"))
        alts = (_BLANK.sub(" ", each).strip() for each in words)
        return self.title or next((alt for alt in alts if alt), "")


@dataclass(slots=True, eq=False)
class Line:
    """One line: white space squeezed, no blanks at its ends."""

    index: int
    text: str
    region: int
    el: HtmlElement
    anchors: list[Anchor] = field(default_factory=list)
    images: list[HtmlElement] = field(default_factory=list)
    folded: str = ""
    linked: int = 0
    """Characters inside links, blanks not counted."""

    @property
    def plain(self) -> int:
        """Characters that are no link, blanks not counted."""
        return max(0, len(self.text) - self.text.count(" ") - self.linked)


def as_printed(line: Line) -> str:
    """The line as written where its letters line up with the folded ones, else the folded line."""
    return line.text if len(line.text) == len(line.folded) else line.folded


@dataclass(slots=True)
class Flow:
    lines: list[Line]
    anchors: list[Anchor]
    spans: dict[HtmlElement, tuple[int, int]]
    """First line and line after the last, of each element."""
    folded: str = ""
    """The folded lines, one below the other."""
    _starts: list[int] = field(default_factory=list)
    _held: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _lower: str = ""

    def text(self) -> str:
        return "\n".join([line.text for line in self.lines])

    def holding(self, *words: str) -> list[Line]:
        """The lines, in order, whose folded text has one of the words; Latin ones, given small, in any case.

        Asked of the page as a whole and remembered: what a pattern cannot do without is told so in one go.
        """
        if len(words) == 1:
            return [self.lines[index] for index in self._lines_with(words[0])]
        found = {index for word in words for index in self._lines_with(word)}
        return [self.lines[index] for index in sorted(found)]

    def _lines_with(self, word: str) -> tuple[int, ...]:
        held = self._held.get(word)
        if held is None:
            held = self._held[word] = tuple(self._find(word))
        return held

    def _find(self, word: str) -> Iterator[int]:
        text = self._in_small() if word.isascii() else self.folded
        at = text.find(word)
        if at < 0:
            return
        if not self._starts:
            self._starts = [0, *accumulate([len(line.folded) + 1 for line in self.lines])]
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = text.find(word, self._starts[index + 1])

    def _in_small(self) -> str:
        if not self._lower:
            lower = self.folded.lower()
            # A few letters (İ) grow when made small; offsets must stay.
            same = len(lower) == len(self.folded)
            self._lower = lower if same else self.folded.translate(_SMALL)
        return self._lower


_BLOCK = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot"
        " thead tr ul caption marquee",
    )
)
_SKIP = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template head title select option datalist iframe object embed textarea svg"
        " math button noframes frameset audio video canvas",
    )
)
_TAG_REGION = {
    "footer": Region.FOOT,
    "nav": Region.NAV,
    "aside": Region.SIDE,
}
_FOOT = re.compile(
    r"foot|bottom|copy_?-?right|banquan|beian|dibu|yejiao|conac|(?:^|[\s_-])(?:bq|dibu|db|copy)(?:$|[\s_-])",
    re.I,
)
_NAV = re.compile(
    r"(?<!crumb)(?<!crumb-)(?<!crumb_)(?:nav(?!ig?ator)|menu|daohang|(?:^|[\s_-])dh(?:$|[\s_-]))", re.I
)
_CRUMB = re.compile(
    r"crumb|position|location|dqwz|cur(?:rent)?[-_]?(?:path|loc|mb|pos)|weizhi|(?:^|[\s_-])(?:dz|place|path|wz|loc|addr)(?:$|[\s_-])",
    re.I,
)
_SIDE = re.compile(
    r"side(?!\w*search)|(?:^|[\s_-])(?:hot|rank|phb|related?|recommend|tuijian)|hot_?list|ranking|rightlist",
    re.I,
)
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:page[rs]?|paging|pagination|fenye|turnpage|flip|pagelist|page_?(?:bar|num|div|nav))(?:$|[\s_\d-])",
    re.I,
)
_SHARE = re.compile(r"share|(?:^|[\s_-])(?:print|fontsize|font_?zoom|switchsize|bdshare)", re.I)
_FRIENDS = re.compile(r"friend|(?:^|[\s_-])(?:yqlj|youqing|wzlj|links?)(?:$|[\s_-])", re.I)
_TOP = re.compile(r"(?:^|[\s_-])(?:header|top|topbar|head|logo)(?:$|[\s_-])|^(?:header|top)", re.I)
_BY_STATE = Region.HIDDEN | Region.SCRIPT | Region.FRAME
"""What an element passes on to all inside it."""
_BY_NAME = ~_BY_STATE
# The most text that is no link, and the most lines, that a part of this name can hold. Templates call whole
# pages `page`, `position` or `nav-content`.
_LIMITS = (
    (Region.CRUMB, 160, 14),
    (Region.PAGER, 160, 40),
    (Region.NAV, 200, 400),
    (Region.SHARE, 120, 30),
    (Region.FRIENDS, 300, 300),
    (Region.TOP, 400, 400),
    (Region.SIDE, 1500, 200),
)
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_BREAKS = _BLOCK | {"br"}
_NO_SHOW = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PARTS = _BLOCK | {"td", "th"}
_HIDE = frozenset({"hide", "hidden"})
_BLANK = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def _region(tag: str, class_: str, id_: str) -> int:
    region = _TAG_REGION.get(tag, Region.NONE)
    if not class_ and not id_:
        return region
    names = f"{class_} {id_}"
    if _CRUMB.search(names):
        return region | Region.CRUMB
    if _FOOT.search(names):
        region |= Region.FOOT
    if _NAV.search(names):
        region |= Region.NAV
    if _SIDE.search(names):
        region |= Region.SIDE
    if _PAGER.search(names):
        region |= Region.PAGER
    if _SHARE.search(names):
        region |= Region.SHARE
    if _FRIENDS.search(names):
        region |= Region.FRIENDS
    if _TOP.search(names):
        region |= Region.TOP
    if _HIDE & set(class_.split()):
        region |= Region.HIDDEN
    return region


def _region_of(tag: str, attributes: list[tuple[str, str]]) -> int:
    class_ = id_ = ""
    state = Region.NONE
    for name, value in attributes:
        if name == "class":
            class_ = value
        elif name == "id":
            id_ = value
        elif name == "style":
            if _NO_SHOW.search(value):
                state |= Region.HIDDEN
        elif name == SCRIPT_MARK:
            state |= Region.SCRIPT
        elif name == FRAME_MARK:
            state |= Region.FRAME
    return _region(tag, class_, id_) | state


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
        stack: list[tuple[int, int, int]] = []
        lines, spans = self.lines, self.spans
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, el in walk:
            tag = el.tag
            if event == "start":
                if tag in _SKIP:
                    walk.skip_subtree()
                    continue
                if tag in _BREAKS and (self._parts or self._images or self._open is not None):
                    self._flush()
                above = self._region
                attributes = el.items()
                own = _region_of(tag, attributes) if attributes else _TAG_REGION.get(tag, Region.NONE)
                stack.append((above, len(lines), own & _BY_NAME if own and tag in _PARTS else Region.NONE))
                if own & _BY_STATE:
                    self._region = above | (own & _BY_STATE)
                if tag == "a":
                    self._begin(el)
                elif tag == "img" or (tag == "input" and el.get("type") == "image"):
                    self._image(el)
                elif tag == "td" or tag == "th":
                    self._space()
                text = el.text
                if text and (self._parts or not text.isspace()):
                    self._add(text, el)
            else:
                if tag not in _SKIP:
                    if tag == "a":
                        self._finish()
                    if tag in _BLOCK and (self._parts or self._images or self._open is not None):
                        self._flush()
                    self._region, first, own = stack.pop()
                    last = len(lines) + (1 if self._parts or self._images else 0)
                    spans[el] = (first, last)
                    if own and last > first:
                        self._marks.append((own, first, last))
                text = el.tail
                if text and (self._parts or not text.isspace()):
                    self._add(text, el.getparent())
        self._flush()
        text = self._fold()
        self._mark()
        return Flow(lines, self.anchors, spans, text)

    def _begin(self, el: HtmlElement) -> None:
        self._open = Anchor(el, len(self.lines), self._length, self._region)
        self._open_parts = []

    def _finish(self) -> None:
        anchor = self._open
        if anchor is None:
            return
        self._open = None
        anchor.text = _BLANK.sub(" ", "".join(self._open_parts)).strip()
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
        if self._parts and not self._parts[-1].endswith(" "):
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
        before = text[0].isspace() and self._parts and not self._parts[-1].endswith(" ")
        after = text[-1].isspace()
        text = " ".join(words)
        if before or after:
            text = f"{' ' if before else ''}{text}{' ' if after else ''}"
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
                    "",
                    self._linked,
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
        for own, first, last in self._marks:
            amount = plain[min(last, len(self.lines))] - plain[first]
            for part, most, most_lines in _LIMITS:
                if own & part and (amount > most or last - first > most_lines):
                    own &= ~part
            if own:
                for line in self.lines[first:last]:
                    line.region |= own
        for anchor in self.anchors:
            if anchor.line < len(self.lines):
                anchor.region |= self.lines[anchor.line].region & _BY_NAME

    def _fold(self) -> str:
        whole = fold("\n".join([line.text for line in self.lines]))
        for line, text in zip(self.lines, whole.split("\n"), strict=False):
            line.folded = text
        return whole
