"""One job of a crawl process: a unit's part of a site, from the home page to the list of what was seen."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import xunjian
from crawler.before import NIGHT_KEY
from crawler.further import render_item, seed_item
from crawler.hosts import Doors, Schedule
from crawler.job import Job
from crawler.ladder import Ladder
from crawler.net.answer import Answer
from crawler.net.client import Client
from crawler.net.names import Names
from crawler.places import Places, Share
from crawler.probes.dns import look_up
from crawler.probes.missing import made_up_items
from crawler.probes.run import run_probes
from crawler.probes.tls import look_at_certificate
from crawler.progress import Progress
from crawler.request_log import RequestLog
from crawler.robots import Robots
from crawler.shield import Shields
from crawler.walk import Walk
from storage.snapshot import SnapshotWriter, snapshot_lock
from xunjian.html.urls import canonical
from xunjian.model.observation import Fetch, Observation, Outcome, Role
from xunjian.model.plan import CrawlPlan

if TYPE_CHECKING:
    from playwright.async_api import Page
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.errand import Errand
    from crawler.render import Prepare

logger = logging.getLogger(__name__)
_LOOKS_SECONDS = 12.0
_GRACE_SECONDS = 1.0
_MAX_HOPS = 10


class Render(Protocol):
    """What renders a page; `crawler.render` has it."""

    async def render(self, url: str) -> Answer: ...
    def visit(
        self, url: str, errand: "Errand", prepare: "Prepare"
    ) -> "AbstractAsyncContextManager[tuple[Page, Answer]]": ...


@dataclass(frozen=True, slots=True)
class Means:
    """What the sites of one process have in common."""

    spider: "Spider | None"
    """Whose engine carries the browser; None where there is none to carry."""
    shields: Shields
    renderer: "Callable[[Site], Render] | None" = None
    """None where this process has no browser."""
    missing: str = ""
    """What a browser would need and is not installed."""
    places: Places = field(default_factory=Places)
    doors: Doors = field(default_factory=Doors)
    _names: dict[str, Names] = field(default_factory=dict)

    def names_for(self, plan: CrawlPlan) -> Names:
        """What one site learned of a name, all know."""
        key = f"{plan.allow_private} {sorted(plan.resolve.items())}"
        names = self._names.setdefault(key, Names(plan.resolve, allow_private=plan.allow_private))
        names.favour(plan.hosts)
        return names


class Site:
    """Carries out one job."""

    walk: Walk

    def __init__(self, job: Job, means: Means) -> None:
        self.job = job
        self.shields = means.shields
        self.names = means.names_for(job.plan)
        self.client = Client(self.names)
        self.renderer: Render | None = None
        self._means = means
        self._stopped = job.phase == "close"

    @property
    def crawler(self) -> "Crawler":
        """Scrapy's, where there is a browser."""
        assert self._means.spider is not None
        return self._means.spider.crawler

    def stop(self) -> None:
        """End politely, wherever it stands."""
        self._stopped = True
        if hasattr(self, "walk"):
            self.walk.stop("stopped")

    async def carry_out(self) -> None:
        """Until the snapshot holds what was seen, and the reason of the end. Raises XunjianError, OSError."""
        progress = Progress(self.job.key)
        with ExitStack() as stack:
            if not self.job.locked:
                # In a thread: it may have to wait for a crawl that is just ending.
                await asyncio.to_thread(stack.enter_context, snapshot_lock(self.job.snapshot, os.getppid()))
            writer = stack.enter_context(_open(self.job))
            before = writer.meta().get("finish_reason", "finished")
            writer.set_meta({"finish_reason": "stopped", "complete": "0"})
            writer.commit()
            result = await self._crawl(writer, progress)
            looks_again = self.job.phase == "probe" and result["finish_reason"] != "stopped"
            if looks_again or (self.job.phase == "render" and before != "finished"):
                result["finish_reason"] = before  # what cut the pages off still holds
            writer.set_meta(_meta(writer, result))
        progress.done(result["finish_reason"], result.get("finish_detail", ""))

    async def _crawl(self, writer: SnapshotWriter, progress: Progress) -> dict[str, str]:
        share = self._means.places.share()
        self.walk = self._walk(writer, progress, share)
        if self._means.renderer is not None:
            self.renderer = self._means.renderer(self)
            self.walk.render = self.renderer.render
        elif self.job.phase in ("render", "probe") and self.job.plan.browser is not None:
            data: dict[str, object] = {"error": "no_playwright", "detail": self._means.missing}
            writer.observe(Observation("render", "browser", data, _now()))
        if self._stopped:
            self.walk.stop("stopped")
        looks = [asyncio.create_task(look) for look in self._looks()]
        crawl = asyncio.create_task(self._phases(writer))
        try:
            await asyncio.wait({crawl})
            await self._gather(looks, writer)
        finally:
            for task in (crawl, *looks):
                task.cancel()
            await self.client.close()
            share.leave()
        error = crawl.exception()
        if error is not None:
            logger.error("crawl broke off: %s", self.job.plan.home_url, exc_info=error)
            return {"finish_reason": "stopped"}
        return crawl.result()

    def _walk(self, writer: SnapshotWriter, progress: Progress, share: Share) -> Walk:
        plan = self.job.plan
        ladder = Ladder(plan, self.client, self.names, self.shields)
        if self.job.phase == "pages":
            writer.set_meta({NIGHT_KEY: str(ladder.before.night)})
        robots = Robots(
            self.client, plan.user_agent, names=self.names, shields=self.shields, limits=ladder.page_limits
        )
        ladder.log = robots.log = RequestLog(writer)
        ladder.permits = robots.permits
        schedule = Schedule(plan.concurrency, plan.delay, share, self._means.doors)
        return Walk(plan, writer, ladder, robots, progress, schedule)

    async def _phases(self, writer: SnapshotWriter) -> dict[str, str]:
        job, walk = self.job, self.walk
        if job.phase == "probe":
            walk.restore(rendering=True)
            await run_probes(self, writer)
            return walk.finish()
        home = canonical(job.plan.home_url) or job.plan.home_url
        if job.phase == "render":
            walk.restore(rendering=True)
            walk.add([render_item(url) for url in job.targets[: job.plan.max_rendered]])
        elif not (job.resume or job.phase == "close") or not walk.restore():
            walk.add([seed_item(home)])
        await walk.run()
        while walk.retry():
            await walk.run()
        await walk.settle()
        reason, detail = _home_fault(walk, writer, home)
        if not reason and not walk.stop_reason and job.phase == "pages":
            walk.add(made_up_items(writer, job.plan))
            await walk.run()
        result = walk.finish()
        if reason and result["finish_reason"] != "stopped":
            result = {"finish_reason": reason, "finish_detail": detail}
        return result

    def _looks(self) -> list[Coroutine[object, object, Observation | None]]:
        home = self.job.plan.home_url
        if self.job.phase != "pages" or self._stopped:
            return []
        return [look_up(home), look_at_certificate(home, self.names)]

    async def _gather(self, looks: "list[asyncio.Task[Observation | None]]", writer: SnapshotWriter) -> None:
        if not looks:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_SECONDS if self.walk.stop_reason else _LOOKS_SECONDS):
                await asyncio.wait(looks)
        for look in looks:
            if look.done() and not look.cancelled():
                seen = look.result()
                if seen is not None:
                    writer.observe(seen)


def _open(job: Job) -> SnapshotWriter:
    goes_on = job.resume or job.phase != "pages"
    if not goes_on:
        for suffix in ("", "-wal", "-shm", "-journal"):
            job.snapshot.with_name(job.snapshot.name + suffix).unlink(missing_ok=True)
    writer = SnapshotWriter(job.snapshot, job.plan)
    if "started_at" not in writer.meta():
        writer.set_meta({"started_at": _now(), "tool": f"xunjian {xunjian.__version__}"})
    return writer


def _meta(writer: SnapshotWriter, result: dict[str, str]) -> dict[str, str]:
    return {
        "finish_detail": "",
        **result,
        "finished_at": _now(),
        "complete": "1" if result["finish_reason"] == "finished" else "0",
        "pages_fetched": str(writer.count_pages()),
        "requests_failed": str(writer.count_failed()),
    }


def _home_fault(walk: Walk, writer: SnapshotWriter, home: str) -> tuple[str, str]:
    """Why the home page could not be read: finish reason and code; empty where it could."""
    url = home
    seen: set[str] = set()
    for _ in range(_MAX_HOPS + 1):
        fetch = writer.fetch(url, Role.PAGE)
        if fetch is None:
            return ("", "") if walk.stop_reason else ("unreachable", "not_fetched")
        if fetch.code == "redirect" and fetch.location:
            if fetch.location in seen:
                return "unreachable", "redirect_loop"
            seen.add(fetch.location)
            url = fetch.location
            continue
        return _fault_of_home(fetch, walk.pages)
    return "unreachable", "redirect_loop"


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
