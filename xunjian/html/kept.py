"""Answers about a text, remembered: the scripts of a template stand on every page of a site."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_SMALL = 20_000
"""Characters: with the numbers below the texts held are some tens of megabytes, whatever a site sends."""
_MOST_SMALL, _MOST_LARGE = 512, 32

_Answer = TypeVar("_Answer")


def kept(ask: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """Asks a question that depends on a text alone once of each; the answer is not to be changed."""
    small = lru_cache(maxsize=_MOST_SMALL)(ask)
    large = lru_cache(maxsize=_MOST_LARGE)(ask)

    @wraps(ask)
    def answer(text: str) -> _Answer:
        return small(text) if len(text) <= _SMALL else large(text)

    return answer
