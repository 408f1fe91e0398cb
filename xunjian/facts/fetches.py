"""The fetches of a snapshot by address, and where an address leads in the end."""

from dataclasses import dataclass
from enum import StrEnum

from xunjian.html.urls import canonical
from xunjian.model.observation import Fetch, Outcome, Role, Snapshot

MAX_HOPS = 10
"""Redirects beyond this number are a fault (contract: Broken)."""

_RANK = {Role.PAGE: 0, Role.TARGET: 1, Role.RESOURCE: 2, Role.PROBE: 3}


class Ending(StrEnum):
    """How following an address ends."""

    ANSWER = "answer"
    """An answer below 400."""
    FAULT = "fault"
    """Failed after the whole ladder of tries."""
    LOOP = "loop"
    TOO_MANY = "too_many"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    MISSING = "missing"
    """Never asked for."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The fetches from an address to its end."""

    fetches: tuple[Fetch, ...]
    ending: Ending
    next_url: str = ""
    """Of MISSING: the address that was not asked for."""

    @property
    def last(self) -> Fetch | None:
        return self.fetches[-1] if self.fetches else None

    @property
    def answer(self) -> Fetch | None:
        """The fetch that answered, if it ends well."""
        return self.last if self.ending is Ending.ANSWER else None


class FetchIndex:
    """All fetches in memory: a snapshot is asked once, not once per link."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._by_url: dict[str, Fetch] = {}
        self._rendered: dict[str, Fetch] = {}
        self._resources: dict[str, Fetch] = {}
        self.pages: list[Fetch] = []
        self.probes: list[Fetch] = []
        for fetch in snapshot.fetches() if snapshot is not None else ():
            self.add(fetch)

    def add(self, fetch: Fetch) -> None:
        """Take up one more, in the order in which they were written."""
        if fetch.role is Role.RENDERED:
            self._rendered[fetch.url] = fetch
            return
        if fetch.role is Role.RESOURCE:
            self._resources[fetch.url] = fetch
        elif fetch.role is Role.PROBE:
            self.probes.append(fetch)
        elif fetch.role is Role.PAGE:
            self.pages.append(fetch)
        known = self._by_url.get(fetch.url)
        if known is None or _better(fetch, known):
            self._by_url[fetch.url] = fetch

    def get(self, url: str) -> Fetch | None:
        """The fetch of an address: page before target before resource before probe."""
        return self._by_url.get(url)

    def rendered(self, url: str) -> Fetch | None:
        """The page as a browser built it, if that went well."""
        fetch = self._rendered.get(url)
        return fetch if fetch is not None and fetch.outcome is Outcome.OK else None

    def resource(self, url: str) -> Fetch | None:
        """A script or frame that is read with a page."""
        return self._resources.get(url) or self.get(url)

    def follow(self, url: str) -> Chain:
        """The chain of redirects from an address to its end."""
        steps: list[Fetch] = []
        seen: set[str] = set()
        while True:
            if url in seen:
                return Chain(tuple(steps), Ending.LOOP)
            if len(steps) > MAX_HOPS:
                return Chain(tuple(steps), Ending.TOO_MANY)
            seen.add(url)
            fetch = self.get(url)
            if fetch is None:
                return Chain(tuple(steps), Ending.MISSING, url)
            steps.append(fetch)
            if not is_redirect(fetch):
                return Chain(tuple(steps), _ending(fetch))
            assert fetch.location is not None
            target = canonical(fetch.location)
            if target is None:
                return Chain(tuple(steps), Ending.FAULT)
            url = target


def is_redirect(fetch: Fetch) -> bool:
    return fetch.location is not None and fetch.code == "redirect"


def is_login_page(fetch: Fetch) -> bool:
    """Whether a login page came in place of what was asked for: that was not seen, the page itself was."""
    return fetch.code == "login" and fetch.status is not None and fetch.status < 400


def _ending(fetch: Fetch) -> Ending:
    if fetch.outcome is Outcome.BLOCKED:
        return Ending.ANSWER if is_login_page(fetch) else Ending.BLOCKED
    if fetch.outcome is Outcome.UNKNOWN:
        return Ending.UNKNOWN
    sound = fetch.outcome is Outcome.OK or fetch.code == "too_large"
    return Ending.ANSWER if sound else Ending.FAULT


def _better(new: Fetch, old: Fetch) -> bool:
    """A page read after the same address was only checked, or an answer after none."""
    if new.role is not old.role:
        known = old.outcome is not Outcome.UNKNOWN or new.outcome is Outcome.UNKNOWN
        return _RANK[new.role] < _RANK[old.role] if known else True
    return True
