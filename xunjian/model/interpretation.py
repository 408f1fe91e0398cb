"""Policies of a unit and what explains them (政策解读): pairs told from titles, numbers and links."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from xunjian.model.site import ArticlePage, Fact, Need


class Tie(StrEnum):
    """Whether one page of a pair leads to the other."""

    LINKED = "linked"
    ABSENT = "absent"
    """The page was read whole, and nothing on it leads there."""
    UNSEEN = "unseen"
    """What the page links to is not known: a shell, a part of a page, a link that only a script knows."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article with its copies: the same text under several addresses of the site."""

    copies: tuple[ArticlePage, ...]
    days: tuple[date | None, ...]
    """The day each copy was published on the site."""
    written: date | None = None
    """成文日期, where one of the copies names it."""

    @property
    def title(self) -> str:
        return self.copies[0].article.title

    @property
    def url(self) -> str:
        return self.copies[0].page.fetch.url

    @property
    def first(self) -> date | None:
        """The first day on which it was published here."""
        return min((day for day in self.days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Pair:
    """An interpretation with the policy of this unit that it explains."""

    interpretation: Document
    policy: Document
    by: str
    """Chinese, what told that they belong together: 标题、文号、链接."""
    to_policy: Tie
    to_interpretation: Tie
    why_unseen: str = ""
    """Chinese, of ties that were not seen."""


@dataclass(frozen=True, slots=True)
class Interpretations(Fact):
    """All interpretations of the site, newest first, and the pairs among them whose policy is this unit's."""

    need: ClassVar[Need] = Need.PAGES
    documents: tuple[Document, ...] = ()
    pairs: tuple[Pair, ...] = ()
    unread: int = 0
    """Interpretations whose title names no policy of the site and whose text was not asked: too many."""
