"""What every page is searched for by lists of words, ready to be looked for."""

from dataclasses import dataclass
from typing import Self

from xunjian.facts.lexicon import Lexicon
from xunjian.facts.reading.expressions import Expressions
from xunjian.facts.reading.spam import Spam


@dataclass(frozen=True, slots=True)
class PageLists:
    expressions: Expressions
    spam: Spam

    @classmethod
    def of(cls, lexicon: Lexicon) -> Self:
        return cls(Expressions(lexicon.expressions), Spam(lexicon.spam))
