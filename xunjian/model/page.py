"""What a careful person reads off one page, each value with where it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Day = date
"""The type under a name that a field called `date` does not hide."""


class PageKind(StrEnum):
    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    SEARCH = "search"
    OTHER = "other"


class Closing(StrEnum):
    """What a visitor is told in place of a page's content."""

    RANGE = "range"
    """His address is not among those allowed: 仅限校内访问."""
    LOGIN = "login"
    """He is to log in."""
    PERMISSION = "permission"
    """He has no permission."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with the place it was read from and the words around it."""

    value: str
    where: str
    """For people: 页脚文字, 页脚脚本, meta PubDate, 图片 alt …"""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One way out of a page. `via`: href, script, form, frame, area, option, meta."""

    url: str
    """Absolute, canonical, without fragment."""
    text: str = ""
    via: str = "href"


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list."""

    title: str
    url: str
    date: Day | None = None
    pinned: bool = False
    date_where: str = ""
    """列表 · 网址 · 正文页; completed year-less dates say so."""
    month_day: tuple[int, int] | None = None
    """What an undated row shows: a month and a day without any year on the page."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A column's name as a navigation shows it."""

    name: str
    url: str
    level: int = 1
    """1: the page's main navigation; 2: a sub-column or side column."""


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    published: date | datetime | None = None
    published_where: str = ""
    written: date | None = None
    """成文日期, kept apart from the day of publication."""
    source: str | None = None
    body_chars: int = 0
    """Characters of body text, blanks not counted."""
    images: int = 0
    videos: int = 0
    attachments: tuple[Attachment, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """索引号, 文号 and the like, from label/value tables."""
    body_quote: str = ""
    """The first words of the body."""


@dataclass(frozen=True, slots=True)
class PrivateValue:
    """A number that names a citizen and stands on the page unmasked; only its masked form is kept."""

    kind: str
    """identity, bank_card, mobile."""
    masked: str
    quote: str
    """The words around it, all such numbers in them masked."""


@dataclass(frozen=True, slots=True)
class WrongExpression:
    """Words of the list of wrong expressions, as a visitor sees them."""

    word: str
    right: str
    severity: str
    """serious, common, doubtful."""
    quote: str
    target: str = ""
    """Where the link leads that says it: the title of another page; empty where it is no link."""


@dataclass(frozen=True, slots=True)
class HiddenSpam:
    """Foreign content that was put into a page. `kind`: text, link, title, junk."""

    kind: str
    words: tuple[str, ...]
    quote: str
    hosts: tuple[str, ...] = ()
    """Unrelated sites that it leads to."""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Footer:
    """The items that 国办发〔2017〕47号 asks of every page's foot; `None` where not found on this page."""

    icp: Reading | None = None
    police: Reading | None = None
    site_code: Reading | None = None
    sponsor: Reading | None = None
    contact: Reading | None = None
    party_badge: Reading | None = None
    error_report: Reading | None = None
    unread: tuple[str, ...] = ()
    """Frames and scripts that may write footer items and were not available: what they hold is unknown."""
    copyright_holder: Reading | None = None
    """版权所有 with an office named: no sponsor by itself; a pack may let it count as one."""

    @property
    def whole(self) -> bool:
        """Whether every item that the standard asks for was found."""
        items = (self.icp, self.police, self.site_code, self.sponsor, self.contact)
        return all((*items, self.party_badge, self.error_report))


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything read off one page. The addresses in it are absolute and canonical."""

    url: str
    kind: PageKind
    charset: str
    document_title: str = ""
    article: Article | None = None
    items: tuple[Item, ...] = ()
    next_page: str | None = None
    columns: tuple[NavLink, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    footer: Footer = field(default_factory=Footer)
    labels: Mapping[str, str] = field(default_factory=dict)
    """Meta page labels present, by their standard spelling (SiteName …); empty values kept."""
    links: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    """Links of a large menu that a script of the site writes into every page of it, where `links` lacks them:
    one and the same value on all of these pages."""
    images: tuple[Image, ...] = ()
    is_frame: bool = False
    """A frame or frameset document, or a fragment meant to be framed."""
    is_login: bool = False
    is_error: bool = False
    """Says by its words that it does not exist or failed, whatever its status."""
    is_shell: bool = False
    """A page whose content a script fills in later: not to be judged as served."""
    list_is_empty: bool = False
    """Its list stands in it as data and holds nothing: what a script draws of it is nothing."""
    is_calendar: bool = False
    text_chars: int = 0
    """Visible characters, blanks not counted."""
    title_quote: str = ""
    error_quote: str = ""
    """The words that make it an error page."""
    heading: str = ""
    """The main heading of a column page."""
    site_search: bool = False
    left_out: int = 0
    """Characters of a monstrous page that were not read: what may stand there is never judged absent."""
    private: tuple[PrivateValue, ...] = ()
    wrong: tuple[WrongExpression, ...] = ()
    spam: tuple[HiddenSpam, ...] = ()
    closed: tuple[Closing, str] | None = None
    """What it tells its visitor in place of its content, and the words."""
    accessibility_entry: Reading | None = None
    """无障碍 / 适老化 / 长者 entry."""

    @property
    def all_links(self) -> tuple[Link, ...]:
        """Those of the page, and those of the menu."""
        return self.links + self.menu if self.menu else self.links
