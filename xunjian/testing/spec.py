"""What a made-up portal is: frozen values, written by hand or by `xunjian.testing.tree`.

A spec says what is on the portal and what is wrong with it; how it looks is the business of its make.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ColumnKind(StrEnum):
    LIST = "list"
    HUB = "hub"
    """A page of sub-columns."""
    SINGLE = "single"
    """One article, such as 机构职能."""
    EXTERNAL = "external"
    """A navigation link to another site."""
    LOGIN = "login"
    CALENDAR = "calendar"
    XHR = "xhr"
    """A list that a script fetches: without a browser nobody knows what it holds."""


class State(StrEnum):
    """How an address answers."""

    SOUND = "sound"
    GONE = "gone"
    SOFT_404 = "soft_404"
    LOOP = "loop"
    TO_GONE = "to_gone"
    """Redirects to an address that answers 404."""
    CHAIN = "chain"
    """Redirects three times and ends well."""
    SHIELD = "shield"
    """A protection page that asks for a script."""
    RESET = "reset"
    ERROR = "error"
    """500."""
    FORBIDDEN = "forbidden"
    """403."""
    SLOW = "slow"
    """First byte after two seconds: slow, and sound."""
    NO_HEAD = "no_head"
    """HEAD answers 405, GET is sound."""


class Search(StrEnum):
    """How the portal's own search works."""

    SOUND = "sound"
    NONE = "none"
    GONE = "gone"
    """The form leads to an address that answers 404."""
    SILENT = "silent"
    """It never finds anything."""
    MISSES = "misses"
    """It knows the newest items only."""
    OLD = "old"
    """Its index was not renewed for most of a year."""
    COLUMN = "column"
    """It searches the first column of the home page alone."""
    BEHIND = "behind"
    """It lists everything else first: what was asked for stands on the second page."""
    SHORT = "short"
    """It finds nothing for more than a few words."""
    ECHO = "echo"
    """It finds nothing, and repeats the words as links beside titles that are often read."""
    EVERYTHING = "everything"
    """It lists all there is whatever is asked."""
    RECOMMENDS = "recommends"
    """Sound, but where it finds nothing it lists the newest without a word of it."""
    DATA = "data"
    """Sound; a script shows the results, whose data stand in the page."""
    POST = "post"
    """Sound; its form posts in GBK."""
    HOST = "host"
    """Sound; on a host of its own below the portal's name."""
    ENTRY = "entry"
    """Sound; the box stands on a page of its own, behind a link."""
    SCRIPT = "script"
    """Sound; only a script knows where the box leads."""
    SHELL = "shell"
    """A script brings the results."""
    CAPTCHA = "captcha"
    REGION = "region"
    """A platform of another government."""


class Box(StrEnum):
    """How the portal's own search is asked; the way of its make where nothing else is said."""

    OWN = "own"
    MULTIPART = "multipart"
    OVERLAY = "overlay"
    """Hidden until an icon is clicked."""
    OUTSIDE = "outside"
    """Its button stands outside of the form."""
    WHOLE_PAGE = "whole_page"
    """One form around all that the page's head holds, sent by POST with its state."""
    LINK = "link"
    """A script makes the address."""
    CARRIED = "carried"
    """A script carries the words into a hidden form."""
    AMONG_OTHERS = "among_others"
    """Beside a vote, a query by number, a list of mails and a complaint."""


class FileFault(StrEnum):
    NONE = "none"
    MISSING = "missing"
    EMPTY = "empty"
    HTML = "html"
    """Answers 200 with an error page."""
    WRONG_KIND = "wrong_kind"
    """The bytes are of another kind than the name says."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A verdict that some content must cause, told where the content is made.

    `on`: story, file (of the story), column or home, whose address is the subject; a finding must hold the
    words `mentions`.
    `status` fail, review, or silent: a careless check would report it, and nothing may be said of it.
    """

    check: str
    status: str = "fail"
    on: str = "story"
    mentions: str = ""
    about: str = ""
    to: str = ""
    """The subject, where it is none of these: an address as `Placed.to` writes it."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment. `ext` without dot."""

    title: str
    ext: str
    fault: FileFault = FileFault.NONE
    gbk_path: bool = False
    """Its address holds a Chinese name, percent-encoded in GBK."""
    content: bytes = b""
    """What it holds; empty: a tiny sound file of its kind."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article."""

    key: int
    title: str
    day: date | None
    source: str = ""
    paragraphs: tuple[str, ...] = ()
    pictures: int = 0
    video: bool = False
    files: tuple[File, ...] = ()
    number: str = ""
    """文号."""
    pinned: bool = False
    dated_in_list: bool = True
    state: State = State.SOUND
    blocks: tuple[str, ...] = ()
    """HTML after the paragraphs: tables and the like. `{story:KEY|words}` in it is a link to an article,
    `{column:SLUG|words}` to a column."""
    explains: int | None = None
    """Key of the policy that it explains; the pages lead to each other."""
    leads: str = ""
    """How they do on this page: box, row, line, picture, script or none; empty: one of the first three."""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `limit`: days within which a person would expect something new; none: it owes nothing."""

    slug: str
    name: str
    kind: ColumnKind = ColumnKind.LIST
    stories: tuple[Story, ...] = ()
    children: tuple["Column", ...] = ()
    limit: int | None = 365
    type: str = ""
    """The label ColumnType; empty: its name."""
    target: str = ""
    """Of an external column: `other:/path`."""
    style: str = ""
    """How its list is written, one of the make's styles; empty: the make's first."""
    state: State = State.SOUND
    robots: bool = False
    """robots.txt forbids it."""
    page_size: int = 15
    shows: str = ""
    """Slug of another column whose page stands at this one's address; it has no articles of its own then."""
    claims: tuple[Claim, ...] = ()

    def walk(self) -> tuple["Column", ...]:
        """This column and all below it."""
        return (self, *(below for child in self.children for below in child.walk()))


ITEMS = ("icp", "police", "site_code", "party_badge", "sponsor", "contact")
"""Footer items, named as the checks `footer.*` name them."""


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands at the foot. `how`: item -> text, split, alt, comment, link or none (left out)."""

    values: Mapping[str, str]
    how: Mapping[str, str] = field(default_factory=dict)
    by: str = "page"
    """Who writes it: the page, a same-site script or an iframe."""
    missing_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item -> where it is left out: `articles`, `columns`, `home`, or a column's slug (with its articles)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Something put on one page besides its own content.

    `where`: `home`, `all`, `column:<slug>` or `article:<key>`. `to`: a path, `other:/path` or `closed:/path`.
    `form`: href, img, onclick, option, area, raw (the address as it stands, such as `tel:`) or markup (`text`
    is HTML as it stands, and leads nowhere).
    """

    where: str
    text: str
    to: str
    form: str = "href"


@dataclass(frozen=True, slots=True)
class Answer:
    """How an address that is no article answers. `host`: own or other."""

    path: str
    state: State
    host: str = "own"
    title: str = "专题"
    says: str = ""
    """HTML of the page's own part; of an error page of its whole body. Empty: as the make writes it."""


@dataclass(frozen=True, slots=True)
class Past:
    """What came before the audit that is measured."""

    days: int = 3
    """How long before the portal was audited as `earlier`."""
    earlier: "PortalSpec | None" = None
    down: int | None = None
    """Of the 140 availability samples of the week so many failed; none: there are no samples."""
    posts: tuple[tuple[str, str, int], ...] = ()
    """Platform, account and how many days ago it posted last."""
    accounts: tuple[str, ...] | None = None
    """What the register says of accounts in new media."""


@dataclass(frozen=True, slots=True)
class PortalSpec:
    """A whole portal of one unit."""

    name: str
    short: str
    unit_type: str
    make: str
    as_of: date
    columns: tuple[Column, ...]
    footer: Footer
    panels: tuple[str, ...] = ()
    """Slugs of the columns whose newest items the home page shows."""
    panel_size: int = 6
    panels_until: date | None = None
    """The home page shows nothing newer: it was not built again since."""
    placed: tuple[Placed, ...] = ()
    answers: tuple[Answer, ...] = ()
    labels_missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Page kind (home, column, article) -> labels left out."""
    labels_empty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    error_report: str = "link"
    """link, script, onclick, iframe, comment or none."""
    accessibility: str = "link"
    """link, script, alt, toggle (the only one that does something), comment or none."""
    prefix: str = "/"
    """The folder of a unit on a shared host."""
    search: Search = Search.SOUND
    box: Box = Box.OWN
    not_found: int = 404
    """What a made-up address answers: 404, or 200 with the site's error page."""
    shielded: bool = False
    """The whole portal stands behind a protection page."""
    friends: bool = True
    today: bool = False
    """The head of every page shows the day of the visit, as clocks and weather boxes do."""
    sidebar: bool = False
    """Columns and articles show the newest items of another column beside their own content."""
    home_at: str = ""
    """Where the home page really lies below the prefix; the home address redirects there."""
    host: str = ""
    """A name of its own, resolved to loopback for the audit alone; empty: an address and a port."""
    tls: str = ""
    """What the name offers on 443: self_signed, expired or nothing."""
    compressed: bool = False
    """Answers are gzipped for those who accept it."""
    past: Past = Past()
    claims: tuple[Claim, ...] = ()
    """Of the home page."""
    statuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Check -> the statuses that are right, where no claim decides and it is not `pass`."""

    def walk(self) -> tuple[Column, ...]:
        """All columns, outermost first."""
        return tuple(below for column in self.columns for below in column.walk())

    def column(self, slug: str) -> Column:
        """Raises LookupError where there is none."""
        for column in self.walk():
            if column.slug == slug:
                return column
        raise LookupError(slug)
