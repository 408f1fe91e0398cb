"""What is left of a site's time: crawl, browser and looks share one deadline."""

import time

from xunjian.model.plan import CrawlPlan

_LEAST = 1.0
"""Seconds of a phase whose time is up: it ends at once, and says why."""
_KEPT = 0.1
"""Share of a site's time that a crawl, however long it went on, leaves to what comes after it."""


class Remaining:
    """A plan whose deadline comes nearer."""

    def __init__(self, plan: CrawlPlan, left: float) -> None:
        """`left`: seconds that the crawl did not use."""
        self._plan = plan
        self._ends = time.monotonic() + max(left, _KEPT * plan.deadline_seconds)

    @property
    def plan(self) -> CrawlPlan:
        """The plan of a phase that begins now."""
        left = max(_LEAST, self._ends - time.monotonic())
        return self._plan.model_copy(update={"deadline_seconds": left})
