"""The walk over a site: takes addresses from the schedule, climbs the ladder, keeps what was seen.

Own frontier, kept in the snapshot (stack.md P2): a killed crawl goes on where it stood. Scrapy's scheduler
and downloader are not used (decision 0009).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime

from crawler.again import Again, is_proven, joined
from crawler.backlog import Backlog
from crawler.budget import Budget
from crawler.discover import Found, Leads
from crawler.finds import Finder
from crawler.further import waiting_of
from crawler.hosts import Host, Schedule
from crawler.ladder import Ladder
from crawler.memory import Memory
from crawler.net.answer import Answer, Fault
from crawler.patterns import Patterns
from crawler.progress import Progress
from crawler.resume import count_again, count_requests, follow_scripts, read_frontier, read_pages
from crawler.robots import Robots
from crawler.seen import Seen
from crawler.shelf import Cut, family_of, stores_body
from crawler.told import code_of
from crawler.turned import MANY, Turned
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.model.observation import Fetch, Outcome, Role
from xunjian.model.plan import CrawlPlan
from xunjian.model.unit import host_of

logger = logging.getLogger(__name__)
_MAX_HOPS = 10
_GRACE_SECONDS = 2.0
_HUGE = 256 * 1024


class Walk:
    """One crawl."""

    def __init__(
        self,
        plan: CrawlPlan,
        writer: SnapshotWriter,
        ladder: Ladder,
        robots: Robots,
        progress: Progress,
        schedule: Schedule,
    ) -> None:
        self.plan = plan
        self.scope = plan.scope
        self.writer = writer
        self.ladder = ladder
        self.robots = robots
        self.progress = progress
        self._seen = Seen()
        self.discoverer = Finder(plan, self._seen, ladder.before, writer)
        self.patterns = Patterns()
        self.schedule = schedule
        self.memory = Memory(writer, self.schedule, robots, ladder.before)
        self.pages = 0
        """Pages kept, against the budget."""
        self.render: Callable[[str], Awaitable[Answer]] | None = None
        """The browser; only in the render phase."""
        self.stop_reason = ""
        """Once the walk was told to end: `stopped`, or what its budget says."""
        self.crashed = False
        self._flying = 0
        """Pages on their way, counted against the budget until they land."""
        self._held = Backlog(0, schedule.overflow)
        """Pages beyond the budget."""
        self._times_held = 0
        self.turned = Turned(writer, ladder)
        self._again = Again(plan.first_byte_seconds, ladder.before, writer)
        self._before: dict[tuple[str, Role], Fetch] = {}
        """Of addresses under way for the last time: what came of them before."""
        self._pruned = Cut()
        self._partly = Cut()
        """Pages of which only a part came or was read."""
        self._tasks: dict[asyncio.Task[None], Waiting] = {}
        self._rendering = False
        self._lost: list[Waiting] = []
        """Let go while on their way."""
        self._wake = asyncio.Event()
        self.budget = Budget(plan, ladder.log)

    # ---- what is to be fetched

    def add(self, items: list[Waiting], pruned: Collection[str] = ()) -> None:
        """Queue addresses that were never queued before, and remember them in the snapshot as they came;
        pages among `pruned` are remembered only."""
        fresh = [item for item in items if self._seen.add(item.url, item.role)]
        self.writer.find(fresh)
        for item in fresh:
            if item.role is Role.PAGE and item.url in pruned:
                self._prune(item)
            else:
                self.schedule.push(host_of(item.url), item)
        if fresh:
            self._wake.set()

    def restore(self, *, rendering: bool = False) -> int:
        """Take up an unfinished crawl; how many addresses wait. `rendering`: only those for the browser."""
        self._rendering = rendering
        if not rendering:
            self.writer.drop_unfetched()
        for url, role in self.writer.known():
            self._seen.add(url, role)
        self.memory.recall()
        self.budget.spent = count_requests(self.writer)
        count_again(self.patterns, self.writer)
        self.pages = read_pages(self.writer, self._partly)
        self._pruned.extend(self.writer.left_out())
        follow_scripts(self.discoverer, self.writer)
        count = 0
        for item, before in read_frontier(self.writer, rendering=rendering):
            count += 1
            if before is not None and before.code != "redirect":
                self._again.add(item, before)
                continue
            if before is not None:
                self._before[item.url, item.role] = before
            self.schedule.push(host_of(item.url), item)
        return count

    def found(self, item: Waiting, finds: list[Found], body: bytes = b"") -> None:
        """Sort what a page with this body led to: queue, prune or leave."""
        fresh = [find for find in finds if (find.url, find.role) not in self._seen]
        self.add(*waiting_of(item, fresh, body, self.patterns, self.plan.max_depth))

    def _prune(self, item: Waiting) -> None:
        self._pruned.add(item.url)
        self._not_fetched(item)
        self.writer.done(item.url, item.role)

    # ---- the loop

    async def run(self) -> None:
        """Until nothing is left, or the walk is told to stop."""
        try:
            await self._run()
        finally:
            await self._land()

    async def _run(self) -> None:
        while not self.stop_reason:
            if self.budget.end:
                self.stop(self.budget.end)
                break
            taken = self.schedule.pop(asyncio.get_running_loop().time())
            if taken is not None:
                # What came is kept before more is asked for: a kill loses only what is on its way.
                self.writer.commit()
                self._start(*taken)
                continue
            if not self._tasks and not self.schedule.queued:
                break
            await self._wait(self.budget.seconds_left)

    def stop(self, reason: str) -> None:
        """End politely: nothing new is asked for; the first reason stands."""
        self.stop_reason = self.stop_reason or reason
        self._wake.set()

    async def _wait(self, longest: float) -> None:
        self._wake.clear()
        pause = self.schedule.pause(asyncio.get_running_loop().time())
        seconds = max(0.001, longest if pause is None else min(pause, longest))
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _land(self) -> None:
        """What is on its way may land for a moment, then it is let go (and stays in the frontier)."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_GRACE_SECONDS)
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, host: Host, item: Waiting) -> None:
        again = (item.url, item.role) in self._before
        if host.blocked and not again:
            self._leave(host, item)
            return
        if item.role is Role.PAGE and not again and self.patterns.sessions.repeats(item.url):
            self._prune(item)
            self.schedule.release(host)
            return
        if item.role is Role.PAGE and not again and self.pages + self._flying >= self.plan.max_pages:
            self._times_held += 1
            self._held.push((0, 0, self._times_held, item))
            self.schedule.release(host)
            return
        self._flying += item.role is Role.PAGE
        task = asyncio.create_task(self._visit(host, item))
        self._tasks[task] = item
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        item = self._tasks.pop(task)
        self._wake.set()
        error = None if task.cancelled() else task.exception()
        if error is not None:
            logger.error("address not handled: %s", item.url, exc_info=error)
            self.crashed = True
        if task.cancelled() or error is not None:
            self._lost.append(item)

    def _leave(self, host: Host, item: Waiting) -> None:
        """A host that gave up on us, or we on it: the rest of it is not asked for."""
        outcome = Outcome.BLOCKED if host.blocked == "shield" else Outcome.UNKNOWN
        code = host.blocked
        self.writer.add(Fetch(item.url, item.role, outcome, code, depth=item.depth, referer=item.referer))
        if code == "shield":
            self.writer.done(item.url, item.role)
        self.schedule.release(host)

    async def _visit(self, host: Host, item: Waiting) -> None:
        before = self._before.get((item.url, item.role))
        try:
            fetch, answer = await self._fetch(host, item, again=before is not None)
            self.budget.spent += len(fetch.attempts)
            if before is not None:
                fetch, answer = joined(before, fetch, answer)
            if host.refusals >= MANY and not host.blocked:
                await self.turned.look(host)
            leads = None
            if answer is not None and len(answer.body) > _HUGE and answer.is_html:
                # In a thread: while a monster is read, the others must not seem to be silent.
                leads = await asyncio.to_thread(self.discoverer.read, answer)
            self._keep(host, item, fetch, answer, leads)
        finally:
            self._flying -= item.role is Role.PAGE
            if item.role is Role.PAGE and self._held and self.pages + self._flying < self.plan.max_pages:
                held = self._held.pop()[3]
                self.schedule.push(host_of(held.url), held)
            self.schedule.release(host)

    async def _fetch(self, host: Host, item: Waiting, *, again: bool = False) -> tuple[Fetch, Answer | None]:
        if not await self.robots.allows(item.url, host):
            shut = host.blocked == "shield"  # its robots.txt already was the shield's
            outcome, code = (Outcome.BLOCKED, "shield") if shut else (Outcome.UNKNOWN, "robots")
            return Fetch(
                item.url, item.role, outcome, code, fetched_at=_now(), depth=item.depth, referer=item.referer
            ), None
        if item.role is Role.RENDERED:
            return await self._render(item)
        return await self.ladder.climb(item, host, again=again)

    async def _render(self, item: Waiting) -> tuple[Fetch, Answer | None]:
        """A page as the browser builds it; that it could not is no fault of the page."""
        seen = Fetch(item.url, item.role, Outcome.UNKNOWN, "not_fetched", fetched_at=_now(), depth=item.depth)
        if self.render is None:
            return seen, None
        try:
            answer = await self.render(item.url)
        except Fault as fault:
            return replace(seen, code=fault.code), None
        code = code_of(answer)
        outcome = Outcome.OK if code == "ok" else Outcome.UNKNOWN
        return replace(
            seen, outcome=outcome, code=code, status=answer.status, content_type=answer.content_type,
            size=answer.size, seconds=answer.seconds, truncated=answer.truncated,
        ), answer  # fmt: skip

    # ---- what came of it

    def _keep(
        self, host: Host, item: Waiting, fetch: Fetch, answer: Answer | None, leads: Leads | None
    ) -> None:
        host.judge(fetch)
        self.memory.keep(host)
        is_page = item.role is Role.PAGE and fetch.code == "ok" and answer is not None and answer.is_html
        before = self._before.pop((item.url, item.role), None)
        first = before is None or before.code == "ok"  # of a host that lied: as if it had never been asked
        body = answer.body if answer is not None and stores_body(item, fetch, answer) else None
        if answer is None and fetch.status is not None and before is not None:
            body = self.writer.body(self.writer.fetch(item.url, item.role) or before)  # an earlier one stands
        family = family_of(item.url) if is_page or item.role is Role.RENDERED else ""
        self.writer.add(fetch, body, family=family)
        if self._again.wants(item, fetch, answer, host, first=first):
            self._again.add(item, fetch)
        else:
            self.writer.done(item.url, item.role)
        self.progress.fetched += before is None
        if item.role is not Role.PROBE:
            self.progress.failed += fetch.outcome is Outcome.FAILED
            self.progress.failed -= before is not None and before.outcome is Outcome.FAILED
        if fetch.location and item.role is not Role.PROBE:
            self._follow(
                item, fetch.location, gave_cookie=answer is not None and "set-cookie" in answer.headers
            )
        if answer is not None and (is_page or (item.role is Role.RENDERED and fetch.code == "ok")):
            if before is None or not first:
                self.pages += is_page
                self.patterns.note(item.url, answer.body)
            leads = leads or self.discoverer.read_kept(answer, keep=is_page)
            if is_page and (fetch.truncated or leads.left_out):
                self._partly.add(item.url)
            self.found(item, leads.found, answer.body)
        elif item.role is Role.RESOURCE and fetch.code == "ok" and answer is not None:
            page = item.referer or item.url
            self.found(item, self.discoverer.read_part(answer, page, self.writer.page_body))
        self.writer.commit_if_due()
        self.progress.tell(self.schedule.queued, host.name)

    def _follow(self, item: Waiting, location: str, *, gave_cookie: bool) -> None:
        """The target of a redirect is a fetch of its own; whoever reads resolves the chain."""
        if item.hops > _MAX_HOPS:
            return
        role = self.discoverer.sort(location)
        if role is None:
            return
        if item.role in (Role.RESOURCE, Role.RENDERED) or (item.role is Role.PAGE and item.depth == 0):
            role = item.role  # the home page is read wherever it lives
        if role is Role.RESOURCE:
            self.discoverer.leads_on(item.url, location)
        target = replace(item, url=location, role=role, hops=item.hops + 1)
        if gave_cookie and item.hops and (location, role) in self._seen:
            self._return_with_cookie(target)
        self.add([target])

    def _return_with_cookie(self, item: Waiting) -> None:
        """The way led off for a cookie and back: asked for once more, now that we have it (T50)."""
        before = self.writer.fetch(item.url, item.role)
        if before is not None and before.code == "redirect":
            self._before[item.url, item.role] = before
            self.writer.reopen(item.url, item.role)
            self.schedule.push(host_of(item.url), replace(item, hops=0))

    def _not_fetched(self, item: Waiting) -> None:
        self.writer.add(
            Fetch(item.url, item.role, Outcome.UNKNOWN, "not_fetched", depth=item.depth, referer=item.referer)
        )

    # ---- the end

    def retry(self) -> bool:
        """The last rung: queue what failed once more, at the end of the run. Whether there was anything."""
        again = self._again.take()
        for item, fetch in again:
            host = self.schedule.host(host_of(item.url))
            if self._again.is_hopeless(fetch, host):
                self.writer.done(item.url, item.role)  # many of its addresses stood for this one
            else:
                self._before[item.url, item.role] = fetch
                self._again.breathe(item, fetch, host)
                self.schedule.push(host.name, item)
        return bool(again)

    async def settle(self) -> None:
        """Before the end: what hosts that turned us away do not prove."""
        if not self.stop_reason:
            await self.turned.settle([self.schedule.host(name) for name in self.scope.hosts])

    def finish(self) -> dict[str, str]:
        """Say of everything left that it was not fetched, and why; what belongs into the meta table."""
        cut = Cut()
        for item in self._lost:
            if (item.url, item.role) not in self._before:
                self._not_fetched(item)
                cut.add(item.url)
        cut.extend(self.writer.leave_unasked(rendering=self._rendering))
        cut.extend(self.turned.unproven)
        # Of some the last try was cut off, or never came: not proven broken.
        for before in (*self._before.values(), *self._again.left()):
            if not is_proven(before):
                self.writer.add(replace(before, outcome=Outcome.UNKNOWN, code="not_fetched"))
                cut.add(before.url)
        reason = self.stop_reason or ("stopped" if self.crashed else "")
        if not reason and self._held:
            reason = "max_pages"
        if not reason:
            reason = self._lost_host()
        why = self.turned.why if reason == "unreachable" else reason
        for key, what in ((why, cut), ("pattern", self._pruned), ("body", self._partly)):
            if key and what.count:
                self.writer.observe(what.observation(key, _now()))
        self.schedule.overflow.close()
        self.memory.close()
        return {"finish_reason": reason or "finished", "finish_detail": self.turned.why}

    def _lost_host(self) -> str:
        """Whether a host of the unit itself was given up under way."""
        blocked = {self.schedule.host(name).blocked for name in self.scope.hosts}
        if "shield" in blocked:
            return "blocked"
        return "unreachable" if "not_fetched" in blocked else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
