"""The search of a site: what is asked of it, and what its first result pages held."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from xunjian.model.observation import Fetch
from xunjian.model.site import Fact, Need
from xunjian.model.unit import host_of, is_ip

OBSERVED = "search"
"""Kind of the observations; the key is that of the ask. Data: `ask`, and what came of it: `url status code
outcome content_type size truncated sha256 seconds at picture`."""


class Ask(BaseModel):
    """One query as it is sent, or one page that may hold the search box. It crosses a process border."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    """Names it within its crawl."""
    query: str = ""
    """Empty: the page itself is wanted, to look for a search box."""
    title: str = ""
    """The title that the query stands for, which a box may cut. Empty: a word of no meaning."""
    target: str = ""
    """Address of the page that bears the title."""
    way: int = 0
    """Number of the way in which the search is asked."""
    method: str = "GET"
    """GET or POST."""
    url: str
    body: str = ""
    """What is posted, percent-encoded."""
    multipart: bool = False
    """It is sent as multipart/form-data."""
    page: str = ""
    """The page on which the box stands."""
    hosts: tuple[str, ...] = ()
    """Of the same government, and named on the page: a script may ask them too."""
    field: str = ""
    """CSS selector of the box, where only a browser can use it."""
    button: str = ""
    """CSS selector of its button; empty: the Enter key."""
    opener: str = ""
    """CSS selector of what is clicked first, where no box was read: an icon or a link called 搜索."""

    @property
    def by_browser(self) -> bool:
        return bool(self.field or self.opener)


@dataclass(frozen=True, slots=True)
class Answered:
    """An ask with what came of it. `fetch.url`: where the answer stands, redirects followed."""

    ask: Ask
    fetch: Fetch
    picture: str = ""
    """SHA-256 of the screenshot; empty where there is none."""


class Shown(StrEnum):
    """Whether a first result page holds a title."""

    FOUND = "found"
    MISSING = "missing"
    ANYWAY = "anyway"
    """It stands there whatever is searched for."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trial:
    """One query with its first result page."""

    query: str
    title: str
    target: str
    shown: Shown
    reason: str = ""
    """Chinese, why it is unknown, or what the page says in place of the title."""
    fetch: Fetch | None = None
    picture: str = ""
    """SHA-256 of the screenshot of the result page."""


@dataclass(frozen=True, slots=True)
class SiteSearch(Fact):
    """What came of looking for things with the site's own search."""

    need: ClassVar[Need] = Need.HTTP
    where: str = ""
    """Chinese, where the box stands and where it leads; empty where none was found."""
    trials: tuple[Trial, ...] = ()
    nonsense: Trial | None = None
    """A word of no meaning; FOUND: the page lists something for it all the same."""
    reason: str = ""
    """Chinese, why the search could not be tried; empty where it was, or where there is none."""
    absent: bool = False
    """No search was found anywhere on what was read."""


def is_of_same_government(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address lies with the office that runs these hosts: on one of them, on another port of one,
    or below the same registered name (`search.a.gov.cn` beside `www.a.gov.cn`).

    Of an address without a name nobody can tell whose it is, unless the register says so.
    """
    name = _name(host_of(url))
    owners = {_name(host) for host in hosts}
    if name in owners:
        return True
    if is_ip(name):
        return False
    registered = registered_name(name)
    return any(not is_ip(owner) and registered_name(owner) == registered for owner in owners)


def registered_name(host: str) -> str:
    """The part of a name that one office registered: `a.gov.cn` of `www.a.gov.cn`, `a.com` of `www.a.com`."""
    labels = host.split(".")
    public = 2 if len(labels) > 2 and labels[-1] == "cn" and labels[-2] in _SECOND else 1
    return ".".join(labels[-public - 1 :])


_SECOND = frozenset((
    "gov", "edu", "org", "com", "net", "ac", "mil", "bj", "sh", "tj", "cq", "he", "sx", "nm", "ln", "jl",
    "hl", "js", "zj", "ah", "fj", "jx", "sd", "ha", "hb", "hn", "gd", "gx", "hi", "sc", "gz", "yn", "xz",
    "sn", "gs", "qh", "nx", "xj", "tw", "hk", "mo",
))  # fmt: skip
"""Second levels below .cn under which names are registered."""


def _name(host: str) -> str:
    return host.partition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0]
