"""What Scrapy runs: a spider that carries the sites of this process; its engine carries their browser."""

from collections.abc import AsyncIterator, Callable

from scrapy import Spider

from crawler.fleet import Fleet
from crawler.job import Job
from crawler.shield import Shields
from crawler.site import Means, Render, Site
from crawler.wish import Wish


class PortalSpider(Spider):
    """One for all sites: a further one costs no engine of its own (perf.md §4)."""

    name = "portal"

    def __init__(
        self,
        first: Job,
        shields: Shields,
        wish: Wish,
        renderer: Callable[[Site], Render] | None = None,
        missing: str = "",
    ) -> None:
        super().__init__()
        self.fleet = Fleet(first, Means(self, shields, renderer, missing), wish)

    async def start(self) -> AsyncIterator[object]:
        """Carries the sites; yields nothing to Scrapy's scheduler."""
        await self.fleet.run()
        return
        yield  # makes this an (empty) asynchronous generator, as Scrapy asks
