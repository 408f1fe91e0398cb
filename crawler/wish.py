"""The wish to end, heard from the first moment on: before the crawl can listen, it is remembered."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Wish:
    """`asked`: SIGTERM or SIGINT came before the walk could listen for itself."""

    asked: bool = False
    _at_once: bool = False

    def listen(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """While there is no job yet, there is nothing to keep: end where one stands."""
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        if self._at_once:
            sys.exit(128 + number)


def die_with_parent(parent: int, number: int = signal.SIGTERM) -> None:
    """Get a signal when the parent dies, however it dies (Linux; stack.md P11): by default, end politely."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        sys.exit(0)
