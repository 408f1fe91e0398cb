"""The spider: one unit's part of a site, from the home page to the sealed list of what was seen."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from scrapy import Spider

from crawler.fetcher import EngineFetcher
from crawler.job import Job
from crawler.ladder import Ladder
from crawler.net.answer import Answer
from crawler.net.client import Client
from crawler.net.names import Names
from crawler.probes.dns import look_up
from crawler.probes.missing import made_up_items
from crawler.probes.tls import look_at_certificate
from crawler.progress import Progress
from crawler.request_log import RequestLog
from crawler.robots import Robots
from crawler.shield import Shields
from crawler.walk import Walk, render_item, seed_item
from crawler.wish import Wish
from storage.snapshot import SnapshotWriter
from xunjian.html.urls import canonical
from xunjian.model.observation import Fetch, Observation, Outcome, Role

logger = logging.getLogger(__name__)
_LOOKS_SECONDS = 12.0
_GRACE_SECONDS = 1.0
_THREADS = 32
_MAX_HOPS = 10


class Render(Protocol):
    """What renders a page; `crawler.render` has it."""

    async def render(self, url: str) -> Answer: ...


class PortalSpider(Spider):
    """Runs the phases of one job; Scrapy's engine carries its requests."""

    name = "portal"

    def __init__(
        self,
        job: Job,
        writer: SnapshotWriter,
        shields: Shields,
        progress: Progress,
        wish: Wish,
        renderer: "Callable[[PortalSpider], Render] | None" = None,
    ) -> None:
        super().__init__()
        self.job = job
        self.writer = writer
        self.progress = progress
        self.wish = wish
        plan = job.plan
        names = Names(plan.resolve, allow_private=plan.allow_private)
        self.names = names
        self.client = Client(names)
        fetcher = EngineFetcher(self)
        ladder = Ladder(plan, fetcher, names, shields)
        robots = Robots(fetcher, plan.user_agent, names=names, shields=shields, limits=ladder.page_limits)
        ladder.log = robots.log = RequestLog(writer)
        self.walk = Walk(plan, writer, ladder, robots, progress)
        if renderer is not None:
            self.walk.render = renderer(self).render
        self.result = {"finish_reason": "stopped"}

    async def start(self) -> AsyncIterator[object]:
        """Walks; yields nothing to Scrapy's scheduler."""
        loop = asyncio.get_running_loop()
        # Name look-ups and second opinions wait in threads; a dead host must not keep the others waiting.
        loop.set_default_executor(ThreadPoolExecutor(_THREADS))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.walk.stop, "stopped")
        if self.wish.asked:  # while this process was still loading
            self.walk.stop("stopped")
        looks = [asyncio.create_task(look) for look in self._looks()]
        try:
            self.result = await self._walk()
            await self._gather(looks)
        finally:
            for look in looks:
                look.cancel()
        return
        yield  # makes this an (empty) asynchronous generator, as Scrapy asks

    async def _walk(self) -> dict[str, str]:
        walk, home = self.walk, canonical(self.job.plan.home_url) or self.job.plan.home_url
        if self.job.phase == "render":
            walk.restore(rendering=True)
            walk.add([render_item(url) for url in self.job.targets[: self.job.plan.max_rendered]])
        elif not self.job.resume or not walk.restore():
            walk.add([seed_item(home)])
        await walk.run()
        walk.retry()
        await walk.run()
        reason, detail = self._home_fault(home)
        if not reason and not walk.stop_reason and self.job.phase == "pages":
            walk.add(made_up_items(self.writer, self.job.plan))
            await walk.run()
        result = walk.finish()
        if reason and result["finish_reason"] != "stopped":
            result = {"finish_reason": reason, "finish_detail": detail}
        return result

    def _home_fault(self, home: str) -> tuple[str, str]:
        """Why the home page could not be read: finish reason and code; empty where it could."""
        url = home
        seen: set[str] = set()
        for _ in range(_MAX_HOPS + 1):
            fetch = self.writer.fetch(url, Role.PAGE)
            if fetch is None:
                return ("", "") if self.walk.stop_reason else ("unreachable", "not_fetched")
            if fetch.code == "redirect" and fetch.location:
                if fetch.location in seen:
                    return "unreachable", "redirect_loop"
                seen.add(fetch.location)
                url = fetch.location
                continue
            return _fault_of_home(fetch, self.walk.pages)
        return "unreachable", "redirect_loop"

    def _looks(self) -> list[Coroutine[object, object, Observation | None]]:
        plan = self.job.plan
        if self.job.phase != "pages" or self.wish.asked:
            return []
        return [look_up(plan.home_url), look_at_certificate(plan.home_url, self.names)]

    async def _gather(self, looks: list["asyncio.Task[Observation | None]"]) -> None:
        if not looks:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_SECONDS if self.walk.stop_reason else _LOOKS_SECONDS):
                await asyncio.wait(looks)
        for look in looks:
            if look.done() and not look.cancelled():
                seen = look.result()
                if seen is not None:
                    self.writer.observe(seen)


def _fault_of_home(fetch: Fetch, pages: int) -> tuple[str, str]:
    if fetch.outcome is Outcome.BLOCKED:
        return "blocked", fetch.code
    if fetch.code == "robots":
        return "blocked", "robots"
    if fetch.outcome is not Outcome.OK:
        return "unreachable", fetch.code
    if not fetch.size:
        return "unreachable", "empty"
    return ("", "") if pages else ("unreachable", "not_html")
