"""Hosts that turn us away under way: what they refuse from then on says nothing of its addresses.

They let some requests pass and answer all further ones with 403, with an error, or not at all. Whether the
addresses are meant or we are, a page tells that was read before: a visitor sees it still.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from crawler.hosts import Host, refuses
from crawler.ladder import PLAIN_404, Ladder
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.model.observation import Fetch, Outcome, Role
from xunjian.model.unit import host_of

MANY = 10
"""Refusals in a row after which a host is looked at under way."""
_FEW = 3
"""The same at the end: more do not come."""
_REST = 60.0
"""Seconds that a host in trouble is left alone, as for a restart."""
_RESTS = 3
_ROLES = (Role.PAGE, Role.TARGET, Role.RESOURCE)
_WALL = "中途起一律拒绝访问（403）"
UNDER_WAY = "turned_away"
"""Code of what was refused from then on: unknown, whatever the answer was."""


class Turned:
    """Looks at hosts that refuse one address after another."""

    def __init__(self, writer: SnapshotWriter, ladder: Ladder) -> None:
        self._writer = writer
        self._ladder = ladder
        self._rests: dict[str, int] = {}
        self.why = ""
        """Of the last host that was given up: `refused` (403), `busy` (come later) or `gone`."""
        self.unproven: list[str] = []
        """Addresses that only seemed broken; they may be asked for once more by whoever goes on later."""

    async def look(self, host: Host) -> None:
        """After many refusals: leave the host alone, for a while or for good, if it refuses what it gave."""
        why = await self._why(host)
        if not why:
            return
        rests = self._rests[host.name] = self._rests.get(host.name, 0) + 1
        if why != "refused" and rests <= _RESTS:
            host.next_at = max(host.next_at, asyncio.get_running_loop().time() + _REST)
        else:
            self._give_up(host, why)

    async def settle(self, hosts: Iterable[Host]) -> None:
        """At the end: of hosts that refused to the last, take back what only that made seem broken."""
        for host in hosts:
            if host.refusals >= _FEW and host.blocked != "shield" and (why := await self._why(host)):
                self._give_up(host, why)
            if host.name in self._rests and host.blocked:
                self._take_back(host)

    async def _why(self, host: Host) -> str:
        """How a host refuses what it gave before; empty where it gives it, or never gave anything."""
        host.refusals = 0  # others are under way meanwhile
        before = self._known_page(host)
        if before is None:
            return ""
        fetch, _ = await self._ladder.climb(Waiting(before.url, Role.PAGE, 0), host)
        for attempt in fetch.attempts:
            self._ladder.log.note("alive", fetch.url, attempt)
        if not _refuses(fetch):
            return ""
        code = fetch.attempts[-1].code
        if code in ("http_403", "shield"):
            return "refused"
        return "busy" if code == "http_429" or (fetch.outcome is Outcome.UNKNOWN and fetch.status) else "gone"

    def _known_page(self, host: Host) -> Fetch | None:
        """The page nearest to the home page that the host gave."""
        read = (each for each in self._writer.fetches(Role.PAGE) if each.code == "ok")
        return min((each for each in read if host_of(each.url) == host.name),
                   key=lambda each: each.depth, default=None)  # fmt: skip

    def _give_up(self, host: Host, why: str) -> None:
        self._rests.setdefault(host.name, 0)
        self.why = why
        if why != "refused":
            host.blocked = "not_fetched"
        elif host.blocked != "shield":
            host.meets_wall(_WALL)

    def _take_back(self, host: Host) -> None:
        fetches = [
            each
            for role in _ROLES
            for each in self._writer.fetches(role)
            if host_of(each.url) == host.name and each.code not in PLAIN_404
        ]
        last = max((each.attempts[-1].at for each in fetches if _answered(each)), default="")
        after = [each for each in fetches if _refuses(each) and each.attempts[-1].at > last]
        if host.blocked != "shield":
            for each in after:
                self._writer.add(replace(each, outcome=Outcome.UNKNOWN, code=UNDER_WAY))
                self._writer.reopen(each.url, each.role)
            self.unproven += (each.url for each in after)
        elif host.shield == _WALL:
            host.shielded = len(after)
            unasked = (each for each in fetches if each.code == "shield" and not each.attempts)
            for each in (*after, *unasked):
                self._writer.add(replace(each, outcome=Outcome.BLOCKED, code="http_403"))


def _answered(fetch: Fetch) -> bool:
    return bool(fetch.attempts) and not _refuses(fetch)


def _refuses(fetch: Fetch) -> bool:
    """Whether the last answer may be meant for us rather than the address."""
    return bool(fetch.attempts) and refuses(fetch.attempts[-1].status)
