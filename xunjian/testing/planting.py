"""How defects are planted: a change of the spec, and the verdicts that it must cause.

`plant(spec, *defects)` gives the spec with all of them and everything they promise; the tests hold the
promises against the truth that is computed from the finished portal.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce

from xunjian.testing.site import Site
from xunjian.testing.spec import Claim, Column, Placed, PortalSpec, Story

Where = Callable[[Site], str]
"""The address of the subject, once the portal is built."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A verdict that a defect must cause. `status` fail or review; unknown: of the check as a whole."""

    check: str
    status: str = "fail"
    subject: Where | None = None
    mentions: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """A spec with its defects in place."""

    spec: PortalSpec
    promises: tuple[Promise, ...] = ()


Defect = Callable[[PortalSpec], Planted]


def plant(spec: PortalSpec, *defects: Defect) -> Planted:
    """All defects, one after the other."""

    def add(done: Planted, defect: Defect) -> Planted:
        more = defect(done.spec)
        return Planted(more.spec, done.promises + more.promises)

    return reduce(add, defects, Planted(spec))


# -- changing a spec


def change_column(spec: PortalSpec, slug: str, change: Callable[[Column], Column | None]) -> PortalSpec:
    """The spec with one column changed, or without it where `change` gives nothing."""
    spec.column(slug)

    def visit(columns: tuple[Column, ...]) -> tuple[Column, ...]:
        changed = [change(column) if column.slug == slug else column for column in columns]
        return tuple(
            replace(column, children=visit(column.children)) for column in changed if column is not None
        )

    panels = spec.panels
    spec = replace(spec, columns=visit(spec.columns))
    have = {column.slug for column in spec.walk()}
    return replace(spec, panels=tuple(panel for panel in panels if panel in have))


def add_stories(spec: PortalSpec, slug: str, *stories: Story) -> PortalSpec:
    """The spec with more articles at the end of one column."""
    return change_column(spec, slug, lambda column: replace(column, stories=(*column.stories, *stories)))


def change_story(spec: PortalSpec, slug: str, number: int, change: Callable[[Story], Story]) -> PortalSpec:
    def stories(column: Column) -> Column:
        rows = list(column.stories)
        rows[number] = change(rows[number])
        return replace(column, stories=tuple(rows))

    return change_column(spec, slug, stories)


def rewrite(slug: str, number: int, change: Callable[[Story], Story], *claims: Claim) -> Defect:
    """One article of a column, changed, with what that must cause."""

    def defect(spec: PortalSpec) -> Planted:
        def claimed(story: Story) -> Story:
            story = change(story)
            return replace(story, claims=(*story.claims, *claims))

        subject = story_of(spec.column(slug).stories[number].key)
        promises = tuple(Promise(claim.check, claim.status, subject, claim.mentions) for claim in claims)
        return Planted(change_story(spec, slug, number, claimed), promises)

    return defect


def claim_of_home(spec: PortalSpec, *claims: Claim) -> Planted:
    """The spec with claims of its home page, and the promises that follow."""
    promises = tuple(Promise(claim.check, claim.status, home_of, claim.mentions) for claim in claims)
    return Planted(replace(spec, claims=spec.claims + claims), promises)


def home_of(site: Site) -> str:
    return site.home


def column_of(slug: str) -> Where:
    return lambda site: site.column_urls[slug]


def story_of(key: int) -> Where:
    return lambda site: site.story_urls[key]


def file_of(key: int, at: int = 0) -> Where:
    """An attachment of an article, by its place."""
    return lambda site: site.files_on(site.story_urls[key])[at]


def own(path: str) -> Where:
    return lambda site: site.hosts.own + path


def place(spec: PortalSpec, *placed: Placed) -> PortalSpec:
    return replace(spec, placed=spec.placed + placed)
