"""Facts: what a whole site says, in the shape that checks ask for it.

A check asks for a fact by its type. Each fact names what must be collected for it (`need`). A fact that
could not be had is `Unavailable`; the check is then not run and its status is `unknown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Protocol

from xunjian.model.observation import Fetch, Observation
from xunjian.model.page import Article, Item, NavLink, PageReading
from xunjian.model.unit import Scope


class Need(StrEnum):
    """What must be collected."""

    NOTHING = "nothing"
    PAGES = "pages"
    HTTP = "http"
    BROWSER = "browser"
    DNS = "dns"


@dataclass(frozen=True, slots=True)
class Fact:
    need: ClassVar[Need] = Need.NOTHING


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why a fact could not be had: Chinese, said as ours (未能判定:…)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Clock(Fact):
    """The declared 监测时间点. Every window ends on it, both ends included, in Asia/Shanghai."""

    as_of: date

    def earliest(self, days: int) -> date:
        """The oldest date that is still in time under a limit of `days`."""
        return self.as_of - timedelta(days=days)

    def months(self, count: int) -> tuple[tuple[int, int], ...]:
        """The `count` full calendar months before the month of as_of, oldest first, as (year, month)."""
        month = self.as_of.year * 12 + self.as_of.month - 1
        return tuple(((month - back) // 12, (month - back) % 12 + 1) for back in range(count, 0, -1))


@dataclass(frozen=True, slots=True)
class UnitFacts(Fact):
    """What the register says of the unit."""

    id: str
    name: str
    type: str
    home_url: str
    scope: Scope
    site_code: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage(Fact):
    """How much of the site was seen."""

    complete: bool
    reason: str = ""
    """Chinese, why the crawl is incomplete."""
    pages: int = 0
    undecided: tuple[str, ...] = ()
    """Addresses in scope that were found and not read (blocked, robots, failed, cut)."""
    mostly_unseen: str = ""
    """Chinese, why most of the pages found were not read although the crawl came to its end."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the unit with the fetch that brought it. `found_on`: some pages that link to it."""

    reading: PageReading
    fetch: Fetch
    rendered: bool = False


@dataclass(frozen=True, slots=True)
class Home(Fact):
    """The home page, and what it shows by way of items."""

    need: ClassVar[Need] = Need.PAGES
    page: Page
    unread: tuple[str, ...] = ()
    """Same-site scripts and frames of the home page that could not be read: they may write entries."""
    may_change: bool = False
    """A script of the page fetches something and no browser was there: it may show newer items."""


@dataclass(frozen=True, slots=True)
class Pages(Fact):
    """The unit's own ordinary pages: no frame documents, error, login or search pages, none out of scope."""

    need: ClassVar[Need] = Need.PAGES
    pages: tuple[Page, ...]
    home_url: str


class ColumnKind(StrEnum):
    LIST = "list"
    ARTICLE = "article"
    EXTERNAL = "external"
    LOGIN = "login"
    WECHAT = "wechat"
    CALENDAR = "calendar"
    HUB = "hub"
    """A page of sub-columns only; its items are theirs."""
    UNREAD = "unread"
    """Linked, not read (blocked, robots, broken, over budget): nothing is known of its items."""


class Rhythm(StrEnum):
    """How often a column owes something new, told from its name (config/lexicon/rhythm.yaml)."""

    NEWS = "news"
    """动态要闻: 14 days."""
    NOTICE = "notice"
    """通知公告, 政策文件: 183 days."""
    OTHER = "other"
    """Other columns that should be updated: 365 days."""
    STATIC = "static"
    """历史专题, 机构职能, 领导, 法规库 …: owes nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its first page, with the items of its pagination."""

    name: str
    url: str
    kind: ColumnKind
    rhythm: Rhythm
    items: tuple[Item, ...] = ()
    """Of all its list pages that were read; dates completed from the articles where the list has none."""
    page: Page | None = None
    path: tuple[str, ...] = ()
    """Names of the columns above, outermost first."""
    seen_whole: bool = True
    """False where list pages of it were not read (budget, stop, blocked)."""
    unrendered: bool = False
    """Its list is filled by a script and no browser was there: whether it is blank is unknown."""
    reason: str = ""
    """Why it is UNREAD."""
    where: str = ""
    """For people: 首页导航, 侧栏, 面包屑, ColumnName 标签."""
    may_change: bool = False
    """A script of its page fetches something and no browser was there: it may show newer items than these."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name asked for, and what on the site answers to it."""

    asked: str
    found: str
    url: str
    score: float
    """100: equal after folding or a listed synonym; lower: alike."""
    column: Column | None = None
    """None where it is only a link (to another site, or not read)."""
    sure: bool = True
    """False: alike but not surely the same; a person should look."""


class NameMatcher(Protocol):
    """Folds (繁→简, 全角→半角), knows synonyms (config/lexicon/columns.yaml), compares."""

    def score(self, asked: str, found: str) -> float:
        """0–100; 100 where equal after folding, a synonym, or with or without 专栏/信息/公开."""


@dataclass(frozen=True, slots=True)
class ColumnTree(Fact):
    """All columns of the unit, and every navigation link by name (links to other sites included)."""

    need: ClassVar[Need] = Need.PAGES
    columns: tuple[Column, ...]
    nav: tuple[NavLink, ...]
    """Navigation links and other links whose text reads like a column's name."""
    home_url: str
    matcher: NameMatcher = field(compare=False)
    complete: bool = True
    incomplete_reason: str = ""
    home_fetch: Fetch | None = None

    sure_from: ClassVar[float] = 90.0
    doubtful_from: ClassVar[float] = 75.0

    def find(self, name: str) -> tuple[NameMatch, ...]:
        """What answers to a name, best first, columns before bare links; empty if nothing does."""
        hits: list[NameMatch] = []
        known: set[str] = set()
        for column in self.columns:
            score = self.matcher.score(name, column.name)
            if score >= self.doubtful_from:
                known.add(column.url)
                hits.append(NameMatch(name, column.name, column.url, score, column, score >= self.sure_from))
        for link in self.nav:
            score = self.matcher.score(name, link.name)
            if score >= self.doubtful_from and link.url not in known:
                known.add(link.url)
                hits.append(NameMatch(name, link.name, link.url, score, None, score >= self.sure_from))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.column is None)))


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article of the unit with the page it stands on."""

    article: Article
    page: Page
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Articles(Fact):
    """All articles that were read."""

    need: ClassVar[Need] = Need.PAGES
    articles: tuple[ArticlePage, ...]


class TargetKind(StrEnum):
    PAGE = "page"
    ATTACHMENT = "attachment"
    IMAGE = "image"


class TargetState(StrEnum):
    SOUND = "sound"
    BROKEN = "broken"
    """After the whole ladder of tries."""
    SOFT_404 = "soft_404"
    DOUBTFUL = "doubtful"
    """Of another site: 401, 403, 405, 429, 5xx, certificate faults: for a person."""
    UNKNOWN = "unknown"
    """Not fetched or blocked; `reason` says why."""
    RECOGNISED = "recognised"
    """Central identity services: known, never tried."""


@dataclass(frozen=True, slots=True)
class Target:
    """One link target with its verdict-ready outcome; redirects are already followed."""

    url: str
    kind: TargetKind
    state: TargetState
    on_home: bool
    same_site: bool
    found_on: tuple[str, ...]
    """The pages that hold it, the home page first; of a sound or recognised one only the first."""
    text: str = ""
    fault: str = ""
    """Chinese: 返回 404 · 域名无法解析 · 拒绝连接 · 15 秒内无响应 · 重定向循环 · 0 字节 · 内容不符 …"""
    reason: str = ""
    chain: tuple[Fetch, ...] = ()
    """The fetches from the address to its end."""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Targets(Fact):
    """Every link target of the unit's pages."""

    need: ClassVar[Need] = Need.HTTP
    targets: tuple[Target, ...]
    home_read: bool = True
    pages_read: int = 0


@dataclass(frozen=True, slots=True)
class Transport(Fact):
    """Name and certificate of the home host. `None`: it was not observed."""

    need: ClassVar[Need] = Need.DNS
    host: str
    is_ip: bool
    standard_port: bool
    tls: Observation | None = None
    dns: Observation | None = None


FactValues = Mapping[type[Fact], Fact | Unavailable]
