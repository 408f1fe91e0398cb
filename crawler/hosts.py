"""Who is asked next: one queue per host, each with its limit, its pause and its troubles.

A host is asked at most `cap` times at once and at least `delay` seconds apart; what waits for one host
never holds another (manners of the contract).
"""

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from crawler.backlog import Backlog
from crawler.places import Places, Share
from storage.overflow import Overflow
from storage.snapshot import Waiting
from xunjian.model.observation import Fetch

_SLOWEST = 5.0
_TROUBLE_DELAY = 0.5
_BUSY = 3
_CALM = 10
_SLOW_SECONDS = 3.0
_SHIELDS_TO_STOP = 3
_LONGEST_REST = 60.0
_MOST_REST = 600.0
"""Seconds of rest that one host gets in one crawl."""

_LOOK_AGAIN = 0.1
"""Seconds until a host that other sites keep busy, or a place that they hold, is looked at once more."""


def refuses(status: int | None) -> bool:
    """Whether an answer, or none, says nothing of the address where all are answered like this."""
    return status is None or status in (403, 429) or status >= 500


@dataclass(slots=True, weakref_slot=True)
class Door:
    """What all crawls of a process share of one host: how many are at it, and when it may be asked next."""

    active: int = 0
    next_at: float = 0.0


Doors = WeakValueDictionary[str, Door]


@dataclass(slots=True)
class Host:
    """One host of the crawl."""

    name: str
    cap: int
    delay: float
    door: Door = field(default_factory=Door)
    queue: Backlog = field(default_factory=lambda: Backlog(0, Overflow()))
    active: int = 0
    """Of this crawl; `door` counts those of the others too."""
    listed: bool = False
    """Whether it stands in one of the scheduler's lists."""
    blocked: str = ""
    """Why nothing more is asked of it."""
    shields: int = 0
    """Answers of a shield, one after another."""
    shield: str = ""
    """Name of the shield that answered last."""
    shielded: int = 0
    """Answers of a shield in all."""
    rested: float = 0.0
    """Seconds that it was left alone because it asked for that."""
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a host that showed a shield is asked: one request after another."""
    timeouts: int = 0
    """One after another without an answer between them."""
    refusals: int = 0
    """Addresses in a row that it answered with 403, 429 or an error, or not at all."""
    answered: bool = False
    cookies: dict[str, str] = field(default_factory=dict)
    """What its visitors carry; sent once it was found to matter."""
    offered: dict[str, str] = field(default_factory=dict)
    """What its pages gave, and nothing asked for so far."""
    base_cap: int = 0
    base_delay: float = 0.0
    busy: int = 0
    """Answers in a row that say it is asked too much."""
    calm: int = 0
    """Answers in a row that do not."""
    latency: float = 0.0
    """Moving mean of the seconds to the first byte."""

    def __post_init__(self) -> None:
        self.base_cap, self.base_delay = self.cap, self.delay

    @property
    def next_at(self) -> float:
        """When it may be asked next."""
        return self.door.next_at

    @next_at.setter
    def next_at(self, at: float) -> None:
        self.door.next_at = at

    def judge(self, fetch: Fetch) -> None:
        """Count what came of an address, for or against the host."""
        if fetch.code == "shield":
            return  # the ladder counted its answers
        if fetch.status is not None and self.blocked != "shield":
            self.shields = 0
        if fetch.attempts:
            self.refusals = self.refusals + 1 if refuses(fetch.attempts[-1].status) else 0

    def heard(self, status: int, seconds: float, *, asked_to_wait: bool) -> None:
        """Take note of an answer: slower when the host slows down, back again when it is at ease."""
        self.timeouts, self.answered = 0, True
        self.latency += (seconds - self.latency) * 0.2
        self.busy = self.busy + 1 if status in (429, 503) else 0
        if status == 429 or (status == 503 and asked_to_wait) or self.busy >= _BUSY:
            self.delay = min(_SLOWEST, max(_TROUBLE_DELAY, self.delay * 2))
            self.cap = max(1, self.cap // 2)
            self.calm = self.busy = 0
            return
        self.calm += 1
        if self.calm >= _CALM:
            self.calm = 0
            slow = self.latency > _SLOW_SECONDS
            self.cap = max(1, self.base_cap // 2) if slow else self.base_cap
            self.delay = max(self.base_delay, self.delay / 2 if self.delay > _TROUBLE_DELAY else 0.0)

    def meets_shield(self, name: str) -> None:
        """A shield answered: one request at a time from now on, and none after a few more of these."""
        self.shield = name
        self.shields += 1
        self.shielded += 1
        self.cap, self.calm = 1, 0
        if self.shields >= _SHIELDS_TO_STOP:
            self.blocked = "shield"

    def meets_wall(self, name: str) -> None:
        """It refuses us and nobody else: left alone as if a shield stood before it."""
        self.shield, self.blocked = name, "shield"
        self.shields = _SHIELDS_TO_STOP
        self.shielded += 1

    def would_rest(self, seconds: float) -> bool:
        """Whether a pause is one that the host gets."""
        return seconds <= _LONGEST_REST and self.rested + seconds <= _MOST_REST

    def rest(self, seconds: float, now: float) -> bool:
        """Leave the host alone for as long as its Retry-After says; False where that is too long for us."""
        if not self.would_rest(seconds):
            return False
        if now + seconds > self.next_at:
            self.rested += now + seconds - max(now, self.next_at)
            self.next_at = now + seconds
        return True

    def obey(self, pause: float) -> None:
        """A Crawl-delay of its robots.txt: one request at a time, that far apart."""
        self.base_delay = self.delay = max(self.delay, pause)
        self.base_cap = self.cap = 1


class Schedule:
    """Queues of all hosts. `share` and `doors`: what this crawl has in common with others of its process."""

    def __init__(
        self, cap: int, delay: float, share: Share | None = None, doors: Doors | None = None
    ) -> None:
        self._cap = cap
        self._delay = delay
        self._share = share or Places().share()
        self._doors = Doors() if doors is None else doors
        self.overflow = Overflow()
        """Takes what does not fit into memory; queue 0 is free for the walk, the hosts have the others."""
        self._hosts: dict[str, Host] = {}
        self._ready: deque[Host] = deque()
        self._pausing: list[tuple[float, int, Host]] = []
        self._number = 0
        self._refused = False
        """Whether the last look found no place."""
        self.queued = 0

    def host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            door = self._doors.setdefault(name, Door())
            queue = Backlog(len(self._hosts) + 1, self.overflow)
            host = self._hosts[name] = Host(name, self._cap, self._delay, door, queue)
        return host

    def push(self, name: str, item: Waiting) -> None:
        host = self.host(name)
        self._number += 1
        host.queue.push((item.depth, item.rank, self._number, item))
        self.queued += 1
        self._list(host)

    def _list(self, host: Host) -> None:
        if not host.listed and host.queue and host.active < host.cap:
            host.listed = True
            self._ready.append(host)

    def pop(self, now: float) -> tuple[Host, Waiting] | None:
        """The next address that may be asked now; its host counts as busy until `release`."""
        while self._pausing and self._pausing[0][0] <= now:
            self._ready.append(heapq.heappop(self._pausing)[2])
        self._refused = bool(self._ready) and not self._share.free
        if self._refused:
            return None
        while self._ready:
            host = self._ready.popleft()
            host.listed = False
            if not host.queue or host.active >= host.cap:
                continue
            crowded = host.door.active >= host.cap  # by other crawls
            if crowded or host.next_at > now:
                host.listed = True
                self._number += 1
                at = max(host.next_at, now + _LOOK_AGAIN) if crowded else host.next_at
                heapq.heappush(self._pausing, (at, self._number, host))
                continue
            item = host.queue.pop()[3]
            host.next_at = now + host.delay
            self.occupy(host)
            self.queued -= 1
            self._list(host)
            return host, item
        return None

    def pause(self, now: float) -> float | None:
        """Seconds until there is reason to look again; None where only an answer can be one."""
        pause = max(0.0, self._pausing[0][0] - now) if self._pausing else None
        if self._refused:
            return _LOOK_AGAIN if pause is None else min(pause, _LOOK_AGAIN)
        return pause

    def occupy(self, host: Host) -> None:
        """Count one more request to a host; until `release`."""
        host.active += 1
        host.door.active += 1
        self._share.take()

    def release(self, host: Host) -> None:
        host.active -= 1
        host.door.active -= 1
        self._share.give()
        self._list(host)

    def hosts(self) -> list[Host]:
        """Every host that was thought of."""
        return list(self._hosts.values())


async def take_turn(host: Host) -> None:
    """Wait for the host's pause before a further request of one that already holds a place."""
    loop = asyncio.get_running_loop()
    now = loop.time()
    at = max(now, host.next_at)
    host.next_at = at + host.delay
    if at > now:
        await asyncio.sleep(at - now)
