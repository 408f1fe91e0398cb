"""A day that stands in the heading itself, in an element of its own: 标题<small>(2022年3月31日)</small>."""

from itertools import islice

from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source, folded
from xunjian.html.dates import find_dates
from xunjian.html.text import compact, squeeze
from xunjian.html.tree import first_words

_HOLDERS = ("small", "span", "em", "i", "font", "time", "b", "strong")
_MOST = 8
_CHARS = range(8, 30)
_AROUND = "()[]【】〔〕 "


def day_in_title(source: Source, el: HtmlElement, text: str) -> str:
    """The words of the day that end a heading's text; "" where none do, or the document's title has them."""
    if "20" not in text and "19" not in text:
        return ""
    whole = el
    while whole.tag in _HOLDERS and (above := whole.getparent()) is not None:
        whole = above
    for child in islice(whole.iter(*_HOLDERS), _MOST):
        words = squeeze(first_words(child, 40))
        if len(words) not in _CHARS or not text.endswith(words) or len(words) >= len(text):
            continue
        told = folded(words)
        found = find_dates(told)
        if len(found) != 1 or (told[: found[0].start] + told[found[0].end :]).strip(_AROUND):
            continue
        if compact(words) not in compact(source.document_title):
            return words
    return ""
