"""Draws places, days and words for one portal, and plants as it goes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from xunjian.testing.planting import (
    Defect,
    Planted,
    Promise,
    Where,
    change_column,
    column_of,
    file_of,
    home_of,
    story_of,
)
from xunjian.testing.spec import Claim, Column, ColumnKind, PortalSpec, Story
from xunjian.testing.words import Writer

T = TypeVar("T")

_FIRST_KEY = 3_000_000


class Draw:
    """One portal under way. What is planted never lands on what was planted before: it is added anew."""

    def __init__(self, spec: PortalSpec, seed: int) -> None:
        self.spec = spec
        self.random = Random(seed)
        self.writer = Writer(seed * 31 + 7)
        self.promises: list[Promise] = []
        self.shut: set[tuple[int, int]] = set()
        """Months in which nothing may be published: they are to stay blank."""
        self.kept: set[str] = set()
        """Columns that get no new article: their dates are faults of their own."""
        self._key = _FIRST_KEY + seed * 1000

    def planted(self) -> Planted:
        return Planted(self.spec, tuple(self.promises))

    # -- drawing

    def key(self) -> int:
        self._key += 1
        return self._key

    def pick(self, choices: Sequence[T]) -> T:
        return self.random.choice(choices)

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """So many different ones, fewer where there are not as many."""
        return self.random.sample(list(choices), min(count, len(choices)))

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def day(self, low: int = 20, high: int = 150) -> date:
        """A day so many days ago, in no month that stays blank."""
        for _ in range(200):
            day = self.spec.as_of - timedelta(days=self.number(low, high))
            if (day.year, day.month) not in self.shut:
                return day
        raise ValueError(f"every month from {high} to {low} days ago stays blank")

    def lists(self, *without: str) -> list[str]:
        """Slugs of plain lists that articles of any kind may stand in."""
        return [
            column.slug
            for column in self.spec.walk()
            if column.kind is ColumnKind.LIST
            and column.stories
            and not column.shows
            and column.limit is not None
            and column.slug not in self.kept
            and column.slug not in _OF_THEIR_OWN
            and column.slug not in without
        ]

    def inner_lists(self) -> list[str]:
        """Those of them that the home page does not show."""
        return self.lists(*self.spec.panels)

    # -- planting

    def plant(self, *defects: Defect) -> None:
        for defect in defects:
            done = defect(self.spec)
            self.spec = done.spec
            self.promises += done.promises

    def add(self, slug: str, story: Story) -> Story:
        """An article more; its claims are promised."""

        def longer(column: Column) -> Column:
            rows = (*column.stories, story)
            return replace(column, stories=tuple(sorted(rows, key=_newest_first)))

        self.spec = change_column(self.spec, slug, longer)
        for claim in story.claims:
            other = {"home": home_of, "column": column_of(slug), "file": file_of(story.key)}
            subject = other.get(claim.on, story_of(story.key))
            self.promises.append(Promise(claim.check, claim.status, subject, claim.mentions))
        return story

    def story(
        self, kind: str = "notice", title: str = "", low: int = 20, high: int = 150, paragraphs: int = 2
    ) -> Story:
        """An ordinary article, not yet on the portal."""
        day = self.day(low, high)
        return Story(
            self.key(),
            title or self.writer.title(kind, day.year),
            day,
            self.spec.footer.values["sponsor"],
            self.writer.paragraphs(paragraphs) if paragraphs else (),
        )

    def say(self, *claims: Claim) -> None:
        """Claims about the home page, or about the address that they name."""
        self.spec = replace(self.spec, claims=(*self.spec.claims, *claims))
        for claim in claims:
            subject = _address(claim.to) if claim.to else home_of
            self.promises.append(Promise(claim.check, claim.status, subject, claim.mentions))

    def say_of(self, slug: str, *claims: Claim) -> None:
        """Claims about a column."""
        self.spec = change_column(
            self.spec, slug, lambda column: replace(column, claims=(*column.claims, *claims))
        )
        for claim in claims:
            subject = home_of if claim.on == "home" else column_of(slug)
            self.promises.append(Promise(claim.check, claim.status, subject, claim.mentions))

    def has(self, *slugs: str) -> bool:
        have = {column.slug for column in self.spec.walk()}
        return have.issuperset(slugs)


_OF_THEIR_OWN = frozenset(
    ("xzxx", "jzxx", "zxjd", "yjzj", "zcjd", "gknb", "yjs", "ssj", "zfhy", "bszn", "gkzn", "gkzd")
)
"""Columns whose articles have a form of their own."""


def _newest_first(story: Story) -> int:
    return -story.day.toordinal() if story.day else 0


def _address(target: str) -> Where:
    return lambda site: site.hosts.absolute(target)


def silent(
    checks: str | Iterable[str], about: str, on: str = "story", mentions: str = ""
) -> tuple[Claim, ...]:
    """Claims that nothing may be said of this, one for each check that might."""
    names = (checks,) if isinstance(checks, str) else checks
    return tuple(Claim(check, "silent", on, mentions, about) for check in names)
