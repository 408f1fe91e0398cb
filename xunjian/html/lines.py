"""A page as its reader sees it: lines in order, and the links in them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from lxml.html import HtmlElement

from xunjian.html.scripts import COMPUTED_MARK

_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


@dataclass(slots=True, eq=False)
class Anchor:
    """A link as it stands in the words."""

    el: HtmlElement
    line: int
    start: int
    region: int
    href: str
    """As written; "" where there is none."""
    title: str
    """Of its title attribute."""
    text: str = ""
    end: int = 0
    image: bool = False

    @property
    def computed(self) -> bool:
        """Whether a script computes the address, so that it cannot be read."""
        return self.el.get(COMPUTED_MARK) is not None

    @property
    def name(self) -> str:
        """Its words; of a picture link the words of its title or its picture."""
        if self.text or not self.image:
            return self.text
        words = (image.get("alt") or image.get("title") or "" for image in self.el.iter("img"))
        alts = (" ".join(each.split()) for each in words)
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
    plain: int = 0
    """Characters that are no link, blanks not counted."""
    words: int = -1
    """Characters of a text on it, once somebody counted them; -1 before."""


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
        found: set[int] = set().union(*map(self._lines_with, words))
        return [self.lines[index] for index in sorted(found)]

    def _lines_with(self, word: str) -> tuple[int, ...]:
        held = self._held.get(word)
        if held is None:
            text = self._in_small() if word.isascii() else self.folded
            at = text.find(word)
            held = self._held[word] = () if at < 0 else tuple(self._find(word, text, at))
        return held

    def _find(self, word: str, text: str, at: int) -> Iterator[int]:
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
