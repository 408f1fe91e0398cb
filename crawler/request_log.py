"""Requests that no fetch tells of: robots.txt, the look whether a host is still there, what a browser
asks for to build a page, what is asked of the site's search, and what only a condition was answered.

Each is an observation of its own and written at once: neither a kill nor a second phase loses it.
"""

import secrets
from typing import Literal

from storage.snapshot import SnapshotWriter
from xunjian.model.observation import Attempt, Observation

Why = Literal["robots", "alive", "browser", "search", "condition"]


class RequestLog:
    """Writes requests into the snapshot of one process of a crawl."""

    def __init__(self, writer: SnapshotWriter | None = None) -> None:
        """Without a writer nothing is kept."""
        self._writer = writer
        self._run = secrets.token_hex(4)
        """Tells the processes of one crawl apart: each counts from one."""
        self.count = 0
        """Requests that were noted, written down or not."""

    def note(self, why: Why, url: str, attempt: Attempt) -> None:
        self.count += 1
        if self._writer is None:
            return
        data = {
            "why": why,
            "url": attempt.url or url,
            "method": attempt.method,
            "seconds": round(attempt.seconds, 4),
            "status": attempt.status,
            "code": attempt.code,
            "stage": attempt.stage,
            "size": attempt.size,
        }
        self._writer.observe(Observation("request", f"{self._run}-{self.count}", data, attempt.at))
