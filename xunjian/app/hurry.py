"""A limit of time for what is done after somebody asked to end."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS_TO_END = 13.0
"""From the request to end until whatever is still being done is given up."""
_RINGS_AGAIN = 1.0


@contextmanager
def in_a_hurry(asked_at: float | None) -> Iterator[None]:
    """Raise KeyboardInterrupt, as a second Ctrl-C would, once the time since `asked_at` is up.

    `asked_at`: of the monotonic clock; None: nobody asked, there is no limit. Outside the main thread, which
    no signal reaches, there is none either.
    """
    if asked_at is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _give_up)
    # Rings again: an exception raised where memory is being freed is swallowed there.
    signal.setitimer(
        signal.ITIMER_REAL, max(0.01, asked_at + SECONDS_TO_END - time.monotonic()), _RINGS_AGAIN
    )
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
