"""Progress as JSON lines on standard output, at most one a second."""

import json
import sys
import time


class Progress:
    """Counts what was fetched and says so."""

    def __init__(self, every: float = 1.0) -> None:
        self._every = every
        self._started = time.monotonic()
        self._last = 0.0
        self.fetched = 0
        self.failed = 0

    def tell(self, queued: int, host: str) -> None:
        """Called after every fetch; says something once a second."""
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        rate = self.fetched / max(now - self._started, 0.001)
        _say(
            {
                "event": "progress",
                "fetched": self.fetched,
                "queued": queued,
                "failed": self.failed,
                "rate": round(rate, 1),
                "host": host,
            }
        )

    def done(self, finish_reason: str, detail: str = "") -> None:
        _say(
            {
                "event": "done",
                "finish_reason": finish_reason,
                "detail": detail,
                "fetched": self.fetched,
                "failed": self.failed,
            }
        )


def _say(line: dict[str, object]) -> None:
    try:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115, PTH123 - nobody listens any more
