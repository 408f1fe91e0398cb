"""One page that a browser builds: what it asked for so far, and what it could not be given."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawler.net.answer import Answer, Fault
from crawler.targets import is_identity_service
from xunjian.model.unit import host_of

_MOST_REQUESTS = 80
_MOST_MOVES = 6
_MOST_RETURNS = 2
"""Times that a page opens at one address: it may set a cookie and ask once more."""
_MOST_MISSED = 200
MOST_POSTED = 64 * 1024
"""Bytes of a body that a page may post."""
_MOST_KEPT_BYTES = 32 * 1024 * 1024
_NEEDED = frozenset(("document", "script", "stylesheet", "xhr", "fetch"))
"""Kinds that content comes from; films, sockets and beacons are never asked for."""
_SHOWN = frozenset(("image", "font"))
"""Kinds that only a visitor needs."""
FILLS = frozenset(("document", "script", "xhr", "fetch"))
"""Kinds that may fill a page."""
_BY_THE_WAY = (
    "hm.baidu.com", "tongji.baidu.com", "bdimg.share.baidu.com", "cnzz.com", "umeng.com", "51.la",
    "jiathis.com", "growingio.com", "sensorsdata.cn", "google-analytics.com", "googletagmanager.com",
)  # fmt: skip
"""Counters of visitors and buttons to share: without them a page says the same."""
_THEIRS = frozenset(("http_404", "http_410", "http_400", "http_405", "http_500"))
"""Answers that a visitor gets as well: what they leave empty is empty. 500: after a second try."""

Key = tuple[str, str, bytes]
"""Method, address and body of a request."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that a page asked for and did not get. `kind`: as Playwright names it."""

    url: str
    kind: str
    code: str


@dataclass(slots=True)
class Errand:
    """`host`: of the page, where its place in the schedule is held while the page is built."""

    host: str
    ready: dict[str, Answer] = field(default_factory=dict)
    """Pages that are here already, by address, until the browser takes them."""
    opening: bool = True
    """Whether the page is still being opened, empty."""
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """One request after another where all go in the place of the page."""
    partly: str = ""
    """Why something that may fill the page was not brought; empty where nothing of the kind happened."""
    missed: list[Missed] = field(default_factory=list)
    """What was not brought, or was brought as an error; counters and the like left aside."""
    painted: bool = False
    """Whether the page is to look as a visitor sees it: pictures and fonts too."""
    sends: bool = False
    """Whether a form may be sent (of a search: it asks, and changes nothing)."""
    also: frozenset[str] = frozenset()
    """Hosts beside those of the plan that the page may ask."""
    most_requests: int = _MOST_REQUESTS
    most_moves: int = _MOST_MOVES
    asked: int = 0
    """Requests so far."""
    waiting: int = 0
    """Requests under way for what may fill the page: it is not yet all there."""
    taken: int = 0
    """The same, as the browser counts them: what was brought is there only once the browser has taken it."""
    stays: bool = False
    """Whether the page is to stay where it is, whatever is pressed on it; nor is anything posted."""
    known: Mapping[Key, Answer | Fault] = field(default_factory=dict)
    """What another look at the page was told: both are to see the same."""
    brought: dict[Key, Answer | Fault] = field(default_factory=dict)
    """What this look was told, for another one."""
    _kept_bytes: int = 0
    _moves: int = 0
    _opened: Counter[str] = field(default_factory=Counter)

    @property
    def busy(self) -> bool:
        """Whether anything is under way that may fill the page."""
        return self.waiting > 0 or self.taken > 0

    def count(self) -> None:
        """One more request. Raises Fault beyond the budget of a page."""
        self.asked += 1
        if self.asked > self.most_requests:
            raise Fault("not_fetched", "一页里的请求太多")

    @property
    def restless(self) -> bool:
        """Whether the page opens itself again and again: what it holds in between is not what it shows."""
        return any(times > _MOST_RETURNS for times in self._opened.values())

    def turn_to(self, url: str) -> None:
        """The page goes to an address, or would if it were let."""
        self._opened[url.partition("#")[0].partition("?")[0]] += 1

    def move(self, url: str) -> Answer | None:
        """The page goes to an address: what is there, if it is here already; of the first page whatever its
        address is called by now. Raises Fault where it goes on and on."""
        self.turn_to(url)
        self._moves += 1
        if self._moves > self.most_moves:
            raise Fault("not_fetched", "一页里的跳转太多")
        known = self.ready.pop(url, None)
        if known is None and self._moves == 1 and self.ready:
            known = self.ready.popitem()[1]
        return known

    def take(self, kind: str, more: int) -> None:
        """The browser asked for something of a kind, or has it now, or never will."""
        if kind in FILLS:
            self.taken += more

    def give_up(self) -> None:
        """The page is taken as it is, whatever is still under way."""
        if self.waiting:
            self.partly = self.partly or "timeout"

    @property
    def lacks(self) -> bool:
        """Whether something that may fill the page was not brought, or its server failed (which leaves a list
        of a page empty for everybody, but is no answer to a question)."""
        return bool(self.partly) or any(
            each.kind in FILLS and each.code == "http_500" for each in self.missed
        )

    def keep(self, asked: "Wanted", told: Answer | Fault) -> None:
        """What was told of a request, as far as there is room."""
        size = len(told.body) if isinstance(told, Answer) else 0
        if self.painted and self._kept_bytes + size <= _MOST_KEPT_BYTES:
            self._kept_bytes += size
            self.brought[asked.key] = told

    def miss(self, url: str, kind: str, code: str) -> None:
        """Something was not brought: could the page lack content for it?"""
        name = host_of(url).partition(":")[0]
        aside = is_identity_service(url) or any(
            name == each or name.endswith(f".{each}") for each in _BY_THE_WAY
        )
        if aside:
            return
        if len(self.missed) < _MOST_MISSED:
            self.missed.append(Missed(url, kind, code))
        if kind in FILLS and code not in _THEIRS:
            self.partly = self.partly or code


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a page asks for, as far as it matters here."""

    url: str
    kind: str
    method: Literal["GET", "HEAD", "POST"]
    moves: bool
    """Whether it is the page itself that goes there (and no frame or part of it)."""
    headers: dict[str, str]
    body: bytes = b""

    @property
    def key(self) -> Key:
        return self.method, self.url, self.body


def wanted(
    url: str,
    kind: str,
    method: str,
    headers: dict[str, str],
    body: bytes | None,
    *,
    moves: bool,
    painted: bool = False,
    sends: bool = False,
) -> Wanted:
    """What a page asks for. Raises Fault where it is nothing that we would ask for: a form that is sent (but
    `sends`), a picture (but `painted`), another scheme. What a script posts to read its own list is a
    question like any other."""
    known = kind in _NEEDED or (painted and kind in _SHOWN)
    if not known or not url.startswith(("http://", "https://")):
        raise Fault("not_fetched", kind)
    if method in ("GET", "HEAD"):
        return Wanted(url, kind, "GET" if method == "GET" else "HEAD", moves, headers)
    asks = kind in ("xhr", "fetch") or (sends and kind == "document")
    asks = asks and "multipart" not in headers.get("content-type", "").lower()
    if method != "POST" or not asks or len(body or b"") > MOST_POSTED:
        raise Fault("not_fetched", method)
    return Wanted(url, kind, "POST", moves, headers, body or b"")
