"""Keeps endless address patterns from eating the crawl: calendars, session ids, self-nesting paths (T27).

Every address has a pattern: digits and long ids folded, values of the query dropped. What ends a pattern is
never its mere size (a column may hold ten thousand documents) but the way it grows: calendar parameters, or
a long chain of addresses each found only on the one before it. Searches, and other looks of a page (for
print, in big letters, in another order), are no documents: of them only so many are asked for.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.sessions import Sessions

_DIGITS = re.compile(r"\d+")
_LONG_ID = re.compile(r"(?=[0-9a-zA-Z_-]*\d)[0-9a-zA-Z_-]{16,}")
_LONG_ID_BYTES = re.compile(rb"(?=[0-9a-zA-Z_-]*\d)[0-9a-zA-Z_-]{16,}")
_LONG_STEP = re.compile(rf"{_LONG_ID.pattern}|\d{{8,}}")
_COPIES = 5
_ANCHOR = re.compile(rb"(?<=<a )[^>]*", re.IGNORECASE)
_ECHOES = 8
_SHAPES = 30
"""Sets of parameter names under which one path is asked for."""
_NONE: set[bytes] = set()
_CALENDAR_NAME = re.compile(
    r"(?:cal_?|date_?|the|view|show|cur(?:rent)?|s|e|begin|start|end)?_?"
    r"(?:year|yy(?:yy)?|month|mm|mon|day|dd|date|rq|ymd|ym|week|nian|yue|ri)_?",
    re.IGNORECASE,
)
_CALENDAR_PATH = re.compile(r"/(?:19|20|21)\d\d[/-]?\d{1,2}(?:[/-]?\d{1,2})?/?$")
_CALENDAR_WORDS = ("calendar", "rili", "schedule", "richeng")
_CALENDAR_PAGES = 40
_CALENDAR_PAGES_ANYHOW = 60
"""Of one calendar, from wherever its addresses were found."""
_LONGEST_CALENDAR_CHAIN = 24
_PAGER_NAME = re.compile(r"(?:^|&)(?:\w*page\w*|p|pn|start|offset)=", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_YEAR_LETTER = re.compile(r"(?:^|&)y=(?:19|20|21)\d\d(?:&|$)", re.IGNORECASE)
_DATE_LETTERS = frozenset("ymd")
_DATE_VALUE = re.compile(r"-?\d{1,4}|(?:19|20|21)\d\d[./-]?\d{1,2}(?:[./-]?\d{1,2})?")
_LOOK_NAME = re.compile(
    r"(?:is)?_?print(?:able|er|view)?|font_?(?:size)?|skin|theme|style_?(?:name)?|color|contrast|sort(?:_?by|_?order|_?type)?"
    r"|order(?:_?by|_?type)?",
    re.IGNORECASE,
)
_SEARCH_NAME = re.compile(
    r"q|qt|wd|kw|keywords?|key_?words?|search(?:_?(?:word|key|text|value))?|searchkey|query", re.IGNORECASE
)
_LOOKS, _SEARCHES = 60, 40
_LONGEST_CHAIN = 200
_LONGEST_QUERY_CHAIN = 60
_DEEPEST_PATH = 24
_LONGEST_URL = 2000
_REPEATS = 3
_KEPT = 512
"""Addresses of which something is remembered: each is asked about several times, one after the other."""


@lru_cache(maxsize=_KEPT)
def pattern_of(url: str) -> str:
    """The pattern of a canonical address."""
    base, _, query = url.partition("?")
    base = _DIGITS.sub("0", base)
    if not query:
        return base
    names = sorted({pair.partition("=")[0] for pair in query.split("&")})
    return f"{_LONG_ID.sub('x', base)}?{'&'.join(names)}"


@dataclass(slots=True)
class Patterns:
    """Counts patterns and says which addresses to prune."""

    sessions: Sessions = field(default_factory=Sessions)
    _calendars: dict[str, int] = field(default_factory=dict)
    _dated: dict[str, int] = field(default_factory=dict)
    """Of addresses with two date parameters or more: how many of one calendar, found anywhere."""
    _said: dict[int, int] = field(default_factory=dict)
    """Pages that led to others, by their digest without the targets of their links: how often each came."""
    _shapes: dict[str, set[str]] = field(default_factory=dict)
    """Paths with their sets of parameter names."""
    _asked: dict[str, int] = field(default_factory=dict)
    """Searches, and other looks of pages, by what they are made of."""
    _copies: dict[str, tuple[set[bytes], int]] = field(default_factory=dict)
    """Of addresses that differ in long ids of their query only: bodies seen, and how often one came again."""

    def chain(self, parent: str, url: str, parent_chain: int, *, productive: bool) -> int:
        """How many addresses of one pattern led to this one; 0 where the pattern changes.

        `productive`: the parent led to something new besides its own pattern; a list of documents does, page
        after page, so its chain begins anew. A calendar gets no such credit.
        """
        if parent != url and _kin_of(parent) == _kin_of(url):
            return 1 if productive and not _is_calendar(url) else parent_chain + 1
        return 0

    def prune(self, url: str, chain: int) -> bool:
        """Whether an address belongs to an endless pattern; counts it otherwise."""
        if len(url) > _LONGEST_URL or self.sessions.repeats(url):
            return True
        path, _, query = url.partition("?")
        if _nests(path) or chain > (_LONGEST_QUERY_CHAIN if query else _LONGEST_CHAIN):
            return True
        if query and (self._is_beyond_calendar(path, query) or self._is_beyond_budget(path, query)):
            return True
        if query and self._has_too_many_shapes(url):
            return True
        if not chain:
            return False
        if query and self._copies.get(_fold_ids(url), (_NONE, 0))[1] >= _COPIES:
            return True
        if not _is_calendar(url):
            return False
        if chain > _LONGEST_CALENDAR_CHAIN:
            return True
        key = _kin_of(url)
        count = self._calendars[key] = self._calendars.get(key, 0) + 1
        return count > _CALENDAR_PAGES and not _PAGER_NAME.search(query)

    def _has_too_many_shapes(self, url: str) -> bool:
        """Whether its path is asked for with ever new sets of parameters."""
        base, _, names = pattern_of(url).partition("?")
        shapes = self._shapes.setdefault(base, set())
        shapes.add(names)
        if len(shapes) <= _SHAPES:
            return False
        shapes.discard(names)
        return True

    def _is_beyond_calendar(self, path: str, query: str) -> bool:
        """Whether one more address of a calendar is too many, whichever page it was found on.

        Parameters that are no date tell calendars apart: an article id or a page number keeps its own count.
        """
        dates, others = _split(query)
        if len(dates) < 2:
            return False
        key = f"{_DIGITS.sub('0', path)}?{'&'.join(sorted(others))}"
        count = self._dated[key] = self._dated.get(key, 0) + 1
        return count > _CALENDAR_PAGES_ANYHOW

    def _is_beyond_budget(self, path: str, query: str) -> bool:
        """Whether it is one search, or one other look (print, font size, order) of a page, too many."""
        pairs = [pair.partition("=")[::2] for pair in query.split("&")]
        if len(pairs) > _REPEATS and max(Counter(name for name, _ in pairs).values()) > _REPEATS:
            return True  # every page adds to what the one before it was asked
        looks = [name for name, _ in pairs if _is_look(name)]
        if len(looks) > len(set(looks)):
            return True  # the look of a look: it would go on for ever
        searches = any(value and _is_search(name) for name, value in pairs)
        if not searches and not looks:
            return False
        others = sorted({name for name, _ in pairs if name not in looks})
        key = f"{'search' if searches else 'look'} {_DIGITS.sub('0', path)}?{'&'.join(others)}"
        count = self._asked[key] = self._asked.get(key, 0) + 1
        return count > (_SEARCHES if searches else _LOOKS)

    def echoes(self, body: bytes) -> bool:
        """Whether a page only says again what many said before it, with other addresses in its links: trees
        that link to themselves, session ids in paths, error pages with relative links. What such a page leads
        to is more of the same. Counts the page."""
        said = int.from_bytes(hashlib.blake2b(_ANCHOR.sub(b"", body), digest_size=8).digest())
        times = self._said[said] = self._said.get(said, 0) + 1
        return times > _ECHOES

    @staticmethod
    def grows(parent: str, url: str) -> bool:
        """Whether an address lies deeper than the page that led to it, beside it under another long id, or is
        its address with more parameters."""
        if url.startswith(parent) and url[len(parent) : len(parent) + 1] == ("&" if "?" in parent else "?"):
            return True
        above, below = _folder_of(parent), _folder_of(url)
        if below.startswith(above):
            return len(below) > len(above)
        folded = _LONG_STEP.sub("x", below)
        return folded != below and folded == _LONG_STEP.sub("x", above)

    def note(self, url: str, body: bytes) -> None:
        """Remember what a page brought, under which id: a session id brings the same again."""
        self.sessions.note(url, body)
        if "?" not in url or (folded := _fold_ids(url)) == url:
            return
        bodies, copies = self._copies.get(folded) or (set(), 0)
        digest = hashlib.blake2b(_LONG_ID_BYTES.sub(b"x", body), digest_size=8).digest()
        self._copies[folded] = (bodies, copies + 1 if digest in bodies else max(0, copies - 1))
        bodies.add(digest)


def _folder_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0] + "/"


def _fold_ids(url: str) -> str:
    base, mark, query = url.partition("?")
    return base + mark + _LONG_ID.sub("x", query)


def _nests(path: str) -> bool:
    """Whether a path repeats itself: one step comes again and again (`/a/b/a/b/a/b/a/`)."""
    steps = [step for step in path.split("/") if step]
    if len(steps) > _DEEPEST_PATH:
        return True
    if len(steps) <= _REPEATS:
        return False
    if len(set(steps)) > len(steps) - _REPEATS:
        return False  # nothing can stand there so often
    step, count = Counter(steps).most_common(1)[0]
    return count > _REPEATS and not step.isdigit()


def _split(query: str) -> tuple[list[str], list[str]]:
    """The pairs of a query that name a date by numbers, and the others."""
    dates: list[str] = []
    others: list[str] = []
    letters = None
    for pair in query.split("&") if query else ():
        name, _, value = pair.partition("=")
        named = _is_date(name)
        if not named and name.lower() in _DATE_LETTERS:
            letters = letters or _YEAR_LETTER.search(query)
            named = letters is not None
        (dates if named and _DATE_VALUE.fullmatch(value) else others).append(pair)
    return dates, others


# A site has few names of parameters and names them in every address.


@lru_cache(maxsize=_KEPT)
def _is_date(name: str) -> bool:
    return _CALENDAR_NAME.fullmatch(name) is not None


@lru_cache(maxsize=_KEPT)
def _is_look(name: str) -> bool:
    return _LOOK_NAME.fullmatch(name) is not None


@lru_cache(maxsize=_KEPT)
def _is_search(name: str) -> bool:
    return _SEARCH_NAME.fullmatch(name) is not None


@lru_cache(maxsize=_KEPT)
def _kin_of(url: str) -> str:
    """The pattern of an address; a month and a day of one calendar have the same."""
    path, _, query = url.partition("?")
    if not _is_calendar(url):
        return pattern_of(url)
    others = "&".join(sorted({pair.partition("=")[0] for pair in _split(query)[1]}))
    return f"{_DIGITS.sub('0', _CALENDAR_PATH.sub('/', path))}?{others}"


@lru_cache(maxsize=_KEPT)
def _is_calendar(url: str) -> bool:
    """Whether an address names a day, month or year to be shown."""
    path, _, query = url.partition("?")
    if query and (
        any(_is_date(pair.partition("=")[0]) for pair in query.split("&")) or len(_split(query)[0]) > 1
    ):
        return True
    if _YEAR.search(path) is None:
        return False  # no day of a calendar either
    if _CALENDAR_PATH.search(path):
        return True
    low = path.lower()
    return any(word in low for word in _CALENDAR_WORDS)
