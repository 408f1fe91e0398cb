"""Wrong expressions on a page, by a list of words."""

from collections.abc import Iterator, Sequence

from xunjian.facts.lexicon import Expression, ExpressionWords
from xunjian.facts.reading.source import Source, folded
from xunjian.html.lines import Line, as_printed
from xunjian.html.regions import Region
from xunjian.model.page import WrongExpression

_MOST = 20
_QUOTE = 40


class Expressions:
    """Finds them. The page is asked as a whole first: nearly all pages hold none."""

    def __init__(self, words: ExpressionWords) -> None:
        self._words = sorted(words.expressions, key=lambda each: -len(each.word))  # the longest first
        self._corrections = words.corrections

    def find(self, source: Source) -> tuple[WrongExpression, ...]:
        """What visitors see of them, at most 20; what explains a mistake makes none."""
        text = source.flow.folded
        held = [each for each in self._words if each.word in text]
        found = list(self._on_lines(source, held)) if held else []
        title = folded(source.document_title)
        known = {each.word for each in found}
        for each, at in self._in(title, [each for each in self._words if each.word in title]):
            if each.word not in known:
                found.append(_found(each, title, at, ""))
        return tuple(found[:_MOST])

    def _on_lines(self, source: Source, held: Sequence[Expression]) -> Iterator[WrongExpression]:
        for line in source.flow.holding(*(each.word for each in held)):
            if line.region & Region.HIDDEN:
                continue
            for each, at in self._in(line.folded, held):
                yield _found(each, as_printed(line), at, _target(source, line, each.word))

    def _in(self, text: str, held: Sequence[Expression]) -> Iterator[tuple[Expression, int]]:
        """Each expression once, with where it stands; longer ones hide the shorter in them."""
        if not held or any(word in text for word in self._corrections):
            return
        taken: list[tuple[int, int]] = []
        for each in held:
            right = [
                (at, at + len(longer)) for longer in each.exceptions for at in _places(longer, text)
            ] + taken
            spots = [(at, at + len(each.word)) for at in _places(each.word, text)]
            wrong = [spot for spot in spots if not any(a <= spot[0] and spot[1] <= b for a, b in right)]
            taken += wrong
            if wrong:
                yield each, wrong[0][0]


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _found(each: Expression, text: str, at: int, target: str) -> WrongExpression:
    first = max(0, at - _QUOTE // 2)
    quote = text[first : at + len(each.word) + _QUOTE // 2]
    return WrongExpression(each.word, each.right, each.severity, quote.strip(), target)


def _target(source: Source, line: Line, word: str) -> str:
    """Where the link leads whose words hold it: those are the title of another page."""
    for anchor in line.anchors:
        if word in folded(anchor.text):
            return source.address(anchor.href) if anchor.href else ""
    return ""
