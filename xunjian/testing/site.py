"""A built portal: what each address answers, and what was put on each page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

TargetKind = Literal["page", "attachment", "image"]
PageKind = Literal["home", "column", "article", "single", "hub", "other"]


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where the portal will be served, each as `http://address:port` without a slash at the end."""

    own: str
    other: str
    """Another site, alive."""
    closed: str
    """An address that refuses connections."""

    def absolute(self, target: str) -> str:
        """A path, `other:/path` or `closed:/path` as an address; what is none of these as it stands."""
        for name, base in (("other:", self.other), ("closed:", self.closed)):
            if target.startswith(name):
                return base + target.removeprefix(name)
        return self.own + target if target.startswith("/") else target


@dataclass(frozen=True, slots=True)
class Route:
    """What an address answers to GET; to HEAD the same without a body unless `head` says otherwise."""

    body: bytes = b""
    content_type: str = "text/html"
    status: int = 200
    location: str = ""
    delay: float = 0.0
    """Seconds before the first byte."""
    reset: bool = False
    """The connection is cut instead of an answer."""
    head: int | None = None
    any_query: bool = False
    soft: bool = False
    """An error page although the status says otherwise."""
    spoilt: bool = False
    """An attachment that is empty or of another kind than its name says."""
    shield: bool = False
    """A protection page: what lies behind it cannot be known."""


@dataclass(frozen=True, slots=True)
class Placing:
    """One link, picture or attachment as it stands on a page. Both addresses are absolute."""

    page: str
    target: str
    kind: TargetKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One ordinary page of the unit."""

    url: str
    kind: PageKind
    column: str = ""
    """Slug of the column it belongs to."""
    title: str = ""
    footer_missing: frozenset[str] = frozenset()
    labels_missing: tuple[str, ...] = ()
    blank: bool = False
    """An article without anything in it."""
    reachable: bool = True
    """False where a visitor without a browser, or who obeys robots.txt, cannot come to it."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is served, and what is known of it by construction."""

    hosts: Hosts
    home: str
    """The address that is audited."""
    home_page: str
    """Where it leads: the same unless it redirects."""
    own: Mapping[str, Route]
    """Path and query -> answer, on the portal's own host."""
    other: Mapping[str, Route]
    missing: Route
    """What any other address answers."""
    pages: tuple[PageRecord, ...]
    placings: tuple[Placing, ...]
    home_days: tuple[str, ...] = ()
    """Days of the items on the home page, ISO."""
    robots: tuple[str, ...] = ()
    """Paths that robots.txt forbids."""
    column_urls: Mapping[str, str] = field(default_factory=dict)
    story_urls: Mapping[int, str] = field(default_factory=dict)
    searches: Mapping[str, Callable[[str, str], Route]] = field(default_factory=dict)
    """Path on the portal's own host -> what it answers to a query and a body."""

    def files_on(self, url: str) -> tuple[str, ...]:
        """The attachments of a page, in its order."""
        return tuple(each.target for each in self.placings if each.page == url and each.kind == "attachment")


def chain_end(path: str) -> str:
    """Where the address of a redirect chain ends."""
    return path.rstrip("/") + ".end.html"
