"""What came of one query."""

from dataclasses import dataclass

from crawler.net.answer import Answer
from xunjian.model.observation import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """`code`: as of a fetch, or `no_field`: the box is nowhere to be seen. `answer.url`: where it ended."""

    code: str
    outcome: Outcome
    answer: Answer | None = None
    picture: bytes | None = None
    """PNG of the result page."""
