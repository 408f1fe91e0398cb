"""What the crawl process says: JSON lines on standard output, of each site at most one a second; four while
it begins, so that whoever reads its pages begins soon."""

import json
import sys
import time

_BEGINNING = 3.0
"""Seconds."""


class Progress:
    """Counts what was fetched of one site and says so; `key` names the site."""

    def __init__(self, key: str = "", every: float = 1.0) -> None:
        self._key = key
        self._every = every
        self._started = time.monotonic()
        self._last = 0.0
        self.fetched = 0
        self.failed = 0

    def tell(self, queued: int, host: str) -> None:
        """Called after every fetch; says something once a second."""
        now = time.monotonic()
        pause = self._every if now - self._started > _BEGINNING else self._every / 4
        if now - self._last < pause:
            return
        self._last = now
        rate = self.fetched / max(now - self._started, 0.001)
        say(
            {
                "event": "progress",
                "key": self._key,
                "fetched": self.fetched,
                "queued": queued,
                "failed": self.failed,
                "rate": round(rate, 1),
                "host": host,
            }
        )

    def done(self, finish_reason: str, detail: str = "") -> None:
        say(
            {
                "event": "done",
                "key": self._key,
                "finish_reason": finish_reason,
                "detail": detail,
                "fetched": self.fetched,
                "failed": self.failed,
            }
        )


def say(line: dict[str, object]) -> None:
    """One line; nobody needs to listen."""
    try:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115, PTH123 - nobody listens any more
