"""Titles as they are compared: one script, one width, no blanks, no punctuation."""

import re
from functools import lru_cache

from xunjian.html.text import fold

_SIGNS = re.compile(r"[\W_]+")
_CUT = re.compile(r"(?:\.{2,}|·{3,}|。{3,})\s*$")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Letters, digits and characters alone, folded."""
    return _SIGNS.sub("", fold(text)).lower()


def is_cut(text: str) -> bool:
    """Whether words end in the dots that stand for the rest of them."""
    return _CUT.search(fold(text)) is not None
