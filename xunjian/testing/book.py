"""Where everything of a portal lies, and the contract of a make."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from xunjian.testing.pen import Pen
from xunjian.testing.site import Route
from xunjian.testing.spec import Column, ColumnKind, File, PortalSpec, Story

Trail = tuple[Column, ...]
"""A column with the columns above it, outermost first."""


class Make(Protocol):
    """How one content system writes a portal. Addresses begin with a slash and are already encoded."""

    charset: str
    content_type: str
    link_style: str
    plain_pages: Mapping[str, str]
    """Pages that are neither column nor article: path below the prefix -> title."""
    assets: tuple[str, ...]
    """Scripts and style sheets of every page, below the prefix."""

    def column_path(self, spec: PortalSpec, trail: Trail, page: int) -> str: ...
    def story_path(self, spec: PortalSpec, trail: Trail, story: Story) -> str: ...
    def file_path(self, spec: PortalSpec, trail: Trail, story: Story, number: int, file: File) -> str: ...
    def search_path(self, spec: PortalSpec) -> str: ...
    def home(self, pen: Pen, book: "Book") -> str: ...
    def column(self, pen: Pen, book: "Book", stories: tuple[Story, ...], page: int, pages: int) -> str: ...
    def hub(self, pen: Pen, book: "Book") -> str: ...
    def single(self, pen: Pen, book: "Book") -> str: ...
    def article(self, pen: Pen, book: "Book") -> str: ...
    def plain(self, pen: Pen, book: "Book", title: str, body: str) -> str: ...
    def missing(self, spec: PortalSpec) -> str: ...
    def extras(self, pen: Pen, book: "Book") -> Mapping[str, Route]: ...


@dataclass(frozen=True, slots=True)
class Book:
    """Addresses of one portal by column and article."""

    spec: PortalSpec
    make: Make
    trails: Mapping[str, Trail]
    columns: Mapping[str, str]
    stories: Mapping[int, str]
    files: Mapping[tuple[int, int], str]
    home: str
    owners: Mapping[int, Trail] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: PortalSpec, make: Make) -> "Book":
        trails: dict[str, Trail] = {}

        def enter(columns: tuple[Column, ...], above: Trail) -> None:
            for column in columns:
                trails[column.slug] = (*above, column)
                enter(column.children, trails[column.slug])

        enter(spec.columns, ())
        columns: dict[str, str] = {}
        stories: dict[int, str] = {}
        files: dict[tuple[int, int], str] = {}
        owners: dict[int, Trail] = {}
        for slug, trail in trails.items():
            column = trail[-1]
            columns[slug] = column.target or make.column_path(spec, trail, 0)
            for story in column.stories:
                single = column.kind is ColumnKind.SINGLE
                owners[story.key] = trail
                stories[story.key] = columns[slug] if single else make.story_path(spec, trail, story)
                for number, file in enumerate(story.files, 1):
                    files[story.key, number] = make.file_path(spec, trail, story, number, file)
        return cls(spec, make, trails, columns, stories, files, spec.prefix, owners)

    def trail(self, pen: Pen) -> Trail:
        """The columns that lead to the page being written."""
        return self.trails[pen.column.slug] if pen.column else ()

    def on_home(self, slug: str) -> tuple[Story, ...]:
        """What the home page shows of a column; of an old build of the page nothing that came later."""
        return self.newest(slug, self.spec.panel_size, self.spec.panels_until)

    def newest(self, slug: str, count: int, until: date | None = None) -> tuple[Story, ...]:
        """The head of a column's list: pinned ones in front, then newest first, undated ones left out."""
        column = self.spec.column(slug)
        shown = [story for story in column.stories if story.day and (until is None or story.day <= until)]
        return ordered(shown)[:count]


def ordered(stories: "tuple[Story, ...] | list[Story]") -> tuple[Story, ...]:
    """List order: pinned first, then newest first, undated last."""
    return tuple(
        sorted(stories, key=lambda story: (not story.pinned, -(story.day.toordinal() if story.day else 0)))
    )
