"""What is asked for once more at the end of a run: the last rung of the ladder.

Whatever failed gets one more try. So does what is plainly gone (404, 410), for pages are missing for a moment
while a site is written anew; but of one host only so many, the others are believed. Whoever asks for patience
even then gets it, for a few turns. What was taken over on the word of a host that was caught lying later is
asked for plainly.
"""

import asyncio
from collections import Counter
from dataclasses import replace

from crawler.before import Before
from crawler.doubt import Doubt
from crawler.hosts import Host
from crawler.ladder import PLAIN_404, is_retried
from crawler.net.after import retry_after
from crawler.net.answer import Answer
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.model.observation import Fetch, Outcome, Role

_GONE = 100
_TURNS, _TURNS_OF_HOME = 4, 10
_TIMEOUTS_OF_THE_DEAD = 6
_BREATH = 0.15
"""Of the time that a first byte may take: the pause before a home page is asked for again. All depends on it,
and nothing else passes the time."""


class Again:
    """Addresses that wait for their last try, with what came of them before."""

    def __init__(self, first_byte_seconds: float, earlier: Before, writer: SnapshotWriter) -> None:
        self._doubt = Doubt(earlier, writer)
        self._breath = first_byte_seconds * _BREATH
        self._items: list[tuple[Waiting, Fetch]] = []
        self._gone: Counter[str] = Counter()
        self._turn = 0

    def add(self, item: Waiting, before: Fetch) -> None:
        self._items.append((item, before))

    def take(self) -> list[tuple[Waiting, Fetch]]:
        """All of them: their turn begins."""
        items, self._items = [*self._items, *self._doubt.take()], []
        self._turn += 1
        return items

    def left(self) -> list[Fetch]:
        """What came of those whose last try never was."""
        return [before for _, before in (*self._items, *self._doubt.take())]

    def wants(self, item: Waiting, fetch: Fetch, answer: Answer | None, host: Host, *, first: bool) -> bool:
        """Whether an address is to be asked for once more. `first`: it was its first turn."""
        if item.role is Role.PROBE:
            return False
        if not first:
            pause = retry_after(answer) if answer is not None else None
            waits = pause is not None and fetch.outcome is Outcome.UNKNOWN and host.would_rest(pause)
            return waits and self._turn < (_TURNS if item.depth else _TURNS_OF_HOME)
        if fetch.code in PLAIN_404:
            self._gone[host.name] += 1
            return self._gone[host.name] <= _GONE
        return is_retried(fetch)

    @staticmethod
    def is_hopeless(fetch: Fetch, host: Host) -> bool:
        """Whether its host never said anything: many of its addresses stood for this one."""
        return fetch.code == "timeout" and not host.answered and host.timeouts > _TIMEOUTS_OF_THE_DEAD

    def breathe(self, item: Waiting, fetch: Fetch, host: Host) -> None:
        """Let a moment pass where it is the home page that failed; one that was silent had its time."""
        if item.role is Role.PAGE and not item.depth and fetch.code != "timeout":
            host.next_at = max(host.next_at, asyncio.get_running_loop().time() + self._breath)


def is_proven(before: Fetch) -> bool:
    """Whether an earlier answer stands although the last try was cut off, or brought none."""
    return before.code in PLAIN_404


def joined(before: Fetch, fetch: Fetch, answer: Answer | None) -> tuple[Fetch, Answer | None]:
    """What came of an address in both turns; without an answer where that of the earlier one stands."""
    stands = is_proven(before) and fetch.outcome is not Outcome.OK and fetch.code not in PLAIN_404
    attempts = before.attempts + fetch.attempts
    return replace(before if stands else fetch, attempts=attempts), None if stands else answer
