"""What a browser showed: the home page as painted, broken rules of accessibility, a clicked entry."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from xunjian.model.finding import Evidence
from xunjian.model.site import Fact, Need

ABOUT_US = frozenset((401, 403, 429, 503))
"""Answers that may be meant for us alone."""

Impact = Literal["minor", "moderate", "serious", "critical"]


@dataclass(frozen=True, slots=True)
class Lost:
    """What a page asked for and did not get. `kind`: `script`, `stylesheet`, `image`, `document` …"""

    url: str
    kind: str
    code: str
    """As of a fetch; `not_fetched`: we did not ask (another site, or over a limit)."""
    own: bool
    """Of the audited site itself."""
    confirmed: bool = False
    """It failed again, after the whole ladder of tries."""

    @property
    def is_ours(self) -> bool:
        """Whether it is missing by our doing, or may be: a visitor might have got it."""
        told = self.code.startswith("http_") and int(self.code[5:]) not in ABOUT_US
        return not (self.own and (self.confirmed or told))


@dataclass(frozen=True, slots=True)
class Thrown:
    """An error that nobody in the page caught. `url`: of the script; may be empty. `unread`: it is none,
    so that nothing of it ran."""

    name: str
    message: str
    url: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Painted(Fact):
    """The home page in a real browser."""

    need: ClassVar[Need] = Need.BROWSER
    url: str
    """Where the browser ended."""
    status: int
    """Of the main document there."""
    chars: int
    """Characters that a visitor can see."""
    media: int
    """Pictures, controls and the like that take up room."""
    blank: bool
    """Nothing of all this, or one colour from top to bottom, on a second look too."""
    seconds: float | None
    """Until everything had loaded, the pauses of our crawl included; None: it never had."""
    lost: tuple[Lost, ...] = ()
    thrown: tuple[Thrown, ...] = ()
    screen: Evidence | None = None
    """The first screen."""
    engine: str = "Chromium"
    """The browser, by the name people know; those built on Chromium are called so."""
    second: "Painted | None" = None
    """The same page, built from the same bytes, in another browser."""
    alone: str = ""
    """Chinese, why no other browser had a look; empty where one had."""

    @property
    def doubts(self) -> tuple[Lost, ...]:
        """What is missing by our doing, or may be."""
        return tuple(each for each in self.lost if each.is_ours)


@dataclass(frozen=True, slots=True)
class Place:
    """One element that breaks a rule."""

    selector: str
    html: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of axe-core that a page breaks. `count`: elements that do, `places`: the first of them."""

    rule: str
    impact: Impact
    help: str
    """Chinese, what the rule asks for."""
    count: int
    places: tuple[Place, ...] = ()
    screen: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """One page after the rules of accessibility. `unstyled`: style sheets that we did not bring; without
    them colours and sizes are not those of the page."""

    url: str
    violations: tuple[Violation, ...]
    unstyled: tuple[str, ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Accessibility(Fact):
    """Pages looked at with axe-core. `unseen`: those that could not be, with the reason in Chinese."""

    need: ClassVar[Need] = Need.BROWSER
    pages: tuple[Inspected, ...]
    unseen: tuple[tuple[str, str], ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class EntryClick(Fact):
    """What came of a click on the accessibility entry; `effect` is None where nobody clicked, or where it
    could not be told."""

    words: str = ""
    effect: bool | None = None
    seen: str = ""
    """Chinese, what was seen after the click."""
    screen: Evidence | None = None
