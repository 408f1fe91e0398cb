"""A queue of addresses of which only the next ones lie in memory, however many wait.

Ordered by depth, rank and number. Beyond `_NEAR` entries the later ones go to an `Overflow`; what comes
when some are there goes to the near part or the far one by its place in the order, so that the order is
that of one queue.
"""

import heapq

from storage.overflow import Entry, Overflow

_NEAR = 500

_Key = tuple[int, int, int]


class Backlog:
    """One queue. `number` tells it from the others of the same overflow."""

    __slots__ = ("_far", "_last", "_near", "_number", "_overflow", "_stored")

    def __init__(self, number: int, overflow: Overflow) -> None:
        self._number = number
        self._overflow = overflow
        self._near: list[Entry] = []
        """A heap."""
        self._last: _Key | None = None
        """Everything behind this place is far; None where all is near."""
        self._far: list[Entry] = []
        """Far, and not yet in the overflow."""
        self._stored = 0

    def __len__(self) -> int:
        return len(self._near) + len(self._far) + self._stored

    def push(self, entry: Entry) -> None:
        if self._last is not None and entry[:3] > self._last:
            self._far.append(entry)
        else:
            heapq.heappush(self._near, entry)
            if len(self._near) > 2 * _NEAR:
                self._near.sort()
                self._far += self._near[_NEAR:]
                del self._near[_NEAR:]
                self._last = self._near[-1][:3]
        if len(self._far) >= _NEAR:
            self._store()

    def pop(self) -> Entry:
        """The first one. Raises IndexError where there is none."""
        if not self._near:
            self._refill()
        return heapq.heappop(self._near)

    def _store(self) -> None:
        self._overflow.put(self._number, self._far)
        self._stored += len(self._far)
        self._far = []

    def _refill(self) -> None:
        if self._stored:
            if self._far:
                self._store()
            self._near = self._overflow.take(self._number, _NEAR)
            self._stored -= len(self._near)
            self._last = self._near[-1][:3] if self._stored else None
        else:
            self._near, self._far, self._last = self._far, [], None
            heapq.heapify(self._near)
