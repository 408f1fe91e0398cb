"""How long a crawl may go on and how much it may ask: its deadline, its hours of the day, its requests."""

import time
from datetime import UTC, datetime

from crawler.request_log import RequestLog
from xunjian.model.hours import Hours
from xunjian.model.plan import CrawlPlan


class Budget:
    """What is left for one crawl."""

    def __init__(self, plan: CrawlPlan, log: RequestLog) -> None:
        """`log`: counts the requests that belong to no fetch."""
        now = time.monotonic()
        self._deadline = now + plan.deadline_seconds
        self._closing = float("inf")
        if plan.hours:
            self._closing = now + Hours.parse(plan.hours).seconds_left(datetime.now(UTC))
        self._most = plan.max_requests
        self._log = log
        self.spent = 0
        """Requests of fetches, those of an interrupted crawl included."""

    @property
    def end(self) -> str:
        """Why the crawl has to end now: `deadline`, `hours`, `max_requests`; empty where it may go on."""
        now = time.monotonic()
        if now >= self._closing:
            return "hours"
        if now > self._deadline:
            return "deadline"
        return "max_requests" if self.spent + self._log.count >= self._most else ""

    @property
    def seconds_left(self) -> float:
        return max(0.0, min(self._deadline, self._closing) - time.monotonic())
