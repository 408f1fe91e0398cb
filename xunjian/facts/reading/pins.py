"""Marks of rows that stand above all others whatever their day: 置顶, in words or as a picture (T15)."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from xunjian.html.text import squeeze

PIN = re.compile(
    r"[\[【(]\s*[置固]\s*顶\s*[\]】)]|(?:^|(?<=[\s·•]))\s*[置固]\s*顶(?:[:：|\s]|(?=[^\s]{6}))|[置固]\s?顶\s*$|[\[【(]顶[\]】)]"
)
_PIN_IMAGE = re.compile(r"zhiding|zding|(?:^|[/_-])(?:top|ding|zd)[\w-]{0,6}\.(?:gif|png|jpe?g)", re.I)


def shows_pin(text: str, el: HtmlElement | None) -> bool:
    """Whether a row says 置顶 beside its title, or 顶 in an element of its own."""
    if PIN.search(text) is not None:
        return True
    return el is not None and any(
        squeeze(part.text) == "顶" for part in el.iter("span", "em", "i", "b", "font")
    )


@lru_cache(maxsize=2048)
def is_pin(src: str) -> bool:
    """Whether the address of a picture says 置顶."""
    return _PIN_IMAGE.search(src) is not None
