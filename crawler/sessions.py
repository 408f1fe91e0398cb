"""Session ids under names that nobody knows: told by pages that come again under another value (T26).

Known names are dropped where addresses are made one (`xunjian.html.urls.canonical`). Of a part of an address
that looks random (`?zid=…`, `;zid=…`, a folder `/s-…/`, the `/(S(…))/` of ASP.NET) it is first tried whether
it means anything: where pages of several paths say the same whatever its value, it is a session id, and one
value is enough. Any other part of a query with its value (`?from=menu`, the `?page=1` of lists) may be left
away where pages of several paths are byte for byte the same without it.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_VALUE = r"(?=[0-9A-Za-z_-]*[0-9])[0-9A-Za-z_-]{8,128}"
_PART = re.compile(
    rf"(?:(?P<of_query>[?&][^=&;?]{{1,40}}=)|(?P<of_path>;[^=&;/?]{{1,40}}=)){_VALUE}(?=[?&;/]|$)"
    rf"|(?<=[^/:])(?P<of_step>/)(?:(?:\w{{1,8}}[-.])?(?=[a-zA-Z]*[0-9])[0-9A-Za-z]{{12,64}}"
    rf"|\((?:[A-Z]\([^()/]{{1,200}}\))+\))(?=/)"
)
_ANY = re.compile(r"[?&]([^=&;?#]{1,40}=[^=&;?#]{1,128})(?=&|$)")
_TAG = re.compile(rb"<[^>]*>")
_COUNTED = re.compile(rb"[0-9A-Za-z_-]*[0-9][0-9A-Za-z_-]*")
_PATHS = 3
"""Paths that must say the same under two values."""
_UNLIKE = 5
"""Pages that say something else under another value, before a part is taken to mean something."""
_MOST_TRIED = 300
_MOST_PLAIN = 60
_MOST_BARE = 3000
_BARE_PATHS = 5
"""Paths that must be the same without a part of their query."""


@dataclass(slots=True)
class _Trial:
    """What came of one part of addresses so far."""

    said: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """By the address without it: the first address with it, and what that page said."""
    paths: set[str] = field(default_factory=set)
    alike: int = 0
    unlike: int = 0

    @property
    def is_session(self) -> bool:
        return len(self.paths) >= _PATHS and self.alike >= 4 * self.unlike

    @property
    def means_something(self) -> bool:
        return (self.unlike >= _UNLIKE and self.alike < 4 * self.unlike) or (
            len(self.said) > _MOST_TRIED and not self.alike
        )


class Sessions:
    """Learns which parts of a site's addresses are session ids."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._meant: set[str] = set()
        self._trials: dict[str, _Trial] = {}
        self._plain: dict[str, bytes] = {}
        self._bare: dict[str, bytes] = {}
        self._needless: dict[str, set[str]] = {}
        """Paths on which a part of a query changed nothing so far."""
        self._first: dict[str, str] = {}
        """Addresses without session ids, and the one that stands for all with one."""
        self._stood_for = 0
        """So many of the bare ones were taken up there under all names known by then."""

    def note(self, url: str, body: bytes) -> None:
        """Take up what a page said."""
        self._compare(url, body)
        parts = [part for part in _parts(url) if part[0] not in self._names and part[0] not in self._meant]
        if not parts:
            if len(self._plain) < _MOST_PLAIN and url not in self._plain:
                self._plain[url] = _digest(body)
            return
        digest = _digest(body)
        for name, without in parts:
            trial = self._trials.setdefault(name, _Trial())
            first = trial.said.setdefault(without, (url, self._plain.get(without, digest)))
            if first[0] == url and without not in self._plain:
                continue
            if first[1] == digest:
                trial.alike += 1
                trial.paths.add(urlsplit(without).path)
            else:
                trial.unlike += 1
            self._decide(name, trial)

    def _compare(self, url: str, body: bytes) -> None:
        """Does a part of the query change the page?"""
        exact = hashlib.blake2b(body, digest_size=8).digest()
        if len(self._bare) < _MOST_BARE:
            self._bare.setdefault(url, exact)
        for name, without in _query(url):
            known = self._bare.get(without)
            if known is None or name in self._names or name in self._meant:
                continue
            if known != exact:
                self._meant.add(name)
                self._needless.pop(name, None)
                continue
            paths = self._needless.setdefault(name, set())
            paths.add(urlsplit(without).path)
            if len(paths) >= _BARE_PATHS:
                self._names.add(name)
                del self._needless[name]
                self._take_up(name)

    def _take_up(self, name: str) -> None:
        """Let bare addresses stand for themselves, now that `name` is left away: the new ones, and those that
        have that part."""
        part = name.partition(" ?")[2]
        for number, bare in enumerate(self._bare):
            if number >= self._stood_for or part in bare:
                self._first.setdefault(self._without(bare), bare)
        self._stood_for = len(self._bare)

    def _decide(self, name: str, trial: _Trial) -> None:
        if trial.is_session:
            self._names.add(name)
            self._stood_for = 0  # other parts than those of a query may be in any of them
            for url in (*self._plain, *(url for url, _ in trial.said.values())):
                self._first.setdefault(self._without(url), url)
        elif trial.means_something:
            self._meant.add(name)
        else:
            return
        del self._trials[name]

    def repeats(self, url: str) -> bool:
        """Whether an address only asks for another one again, under another session id."""
        if not self._names:
            return False
        without = self._without(url)
        return without != url and self._first.setdefault(without, url) != url

    def _without(self, url: str) -> str:
        while (cut := next((rest for name, rest in _parts(url) if name in self._names), None)) is not None:
            url = cut
        while (cut := next((rest for name, rest in _query(url) if name in self._names), None)) is not None:
            url = cut
        return url


def _parts(url: str) -> Iterator[tuple[str, str]]:
    """Parts of an address that look random: where they stand, with their host, and the address without."""
    for match in _PART.finditer(url):
        host = urlsplit(url).netloc  # of most addresses nobody asks
        name = match["of_query"] or match["of_path"] or match["of_step"]
        rest = url[: match.start()] + url[match.end() :]
        if match["of_query"] and "?" not in url[: match.start()]:
            rest = url[: match.start()] + url[match.end() :].replace("&", "?", 1)
        place = url.count("/", 0, match.start()) if match["of_step"] else 0
        yield f"{host} {name.lstrip('?&')}{place}", rest


def _query(url: str) -> Iterator[tuple[str, str]]:
    """Parts of a query with their values, behind their host, and the address without them."""
    if "?" not in url:
        return
    host = urlsplit(url).netloc
    for match in _ANY.finditer(url, url.index("?")):
        rest = url[match.end() :]
        if url[match.start()] == "?":
            rest = rest.replace("&", "?", 1)
        yield f"{host} ?{match[1]}", url[: match.start()] + rest


def _digest(body: bytes) -> bytes:
    """What a page says without its tags, numbers and ids."""
    return hashlib.blake2b(_COUNTED.sub(b"", _TAG.sub(b"", body)), digest_size=8).digest()
