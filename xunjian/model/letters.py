"""Letters of the public (信箱, 咨询, 留言) as the site publishes them, with what was read of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from xunjian.model.site import Fact, Need, Page


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a letter: its words, the day in them, and the line they were read from."""

    words: str
    quote: str = ""
    day: date | None = None


class Reply(StrEnum):
    """What became of a letter, by its answer or by the state that the site shows."""

    GIVEN = "given"
    OPEN = "open"
    """No answer stands there, or the site says 未回复, 处理中 and the like."""
    UNSURE = "unsure"
    """No answer was read, and it may stand where we cannot see (picture, attachment, another page)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One public message. A field that was not found is None; `hidden` says why it may yet be there."""

    url: str
    title: str
    column: str
    page: Page
    """Where it was read: its own page, or the list that shows it whole."""
    asked: Told | None = None
    answered: Told | None = None
    office: Told | None = None
    answer: Told | None = None
    state: str = ""
    """The state as the site words it."""
    reply: Reply = Reply.GIVEN
    withheld: bool = False
    """The site says that its content is not made public."""
    hidden: tuple[str, ...] = ()
    """Chinese, what of the page could not be read."""
    listed_only: bool = False
    """Only a row of a list was read: what the row lacks may stand on the letter's own page."""
    shared: bool = False
    """Several letters stand on its page."""


@dataclass(frozen=True, slots=True)
class Letters(Fact):
    """All public messages of the consulting and mailbox columns."""

    need: ClassVar[Need] = Need.PAGES
    letters: tuple[Letter, ...] = ()
    columns: tuple[str, ...] = ()
    """Names of the columns that were looked through."""
    unread: tuple[str, ...] = ()
    """Chinese, each something of these columns that was not seen."""
