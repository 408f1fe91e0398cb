"""The home page and some others as a visitor sees them (for `site.render`, `site.accessibility` and the
effect of `site.accessibility_entry`).

What is seen becomes observations: `paint` of the home page, `axe` of every page looked at. Pictures are
bodies of the snapshot, with the numbers of citizens masked.
"""

import asyncio
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import astuple
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.net.answer import Fault
from crawler.probes.look import measure
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.html.urls import canonical
from xunjian.model.observation import Observation, Outcome, Role
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.errand import Errand
    from crawler.job import Painting
    from crawler.net.answer import Answer
    from crawler.probes.browser import Visitor
    from crawler.probes.look import View
    from crawler.site import Site

_LONGEST = 90.0
"""Seconds for one page."""
_LATER = 3.0
"""Seconds after which a home page that answered with an error is asked for again."""
_AT_ONCE = 2
_MOST_HOPS = 5
_MOST_PICTURES = 12
_MOST_FAILED = 50
_MOST_CONFIRMED = 5
"""Scripts that are asked for once more."""


async def paint(site: "Site", writer: SnapshotWriter) -> None:
    """Look at what the job names, with the browser."""
    job = site.job.painting
    if job is None or site.renderer is None:
        return
    painter = _Painter(site, writer, job)
    seen = await painter.home()
    status = seen.get("status")
    if isinstance(status, int) and status >= 400:  # one answer is no proof
        await asyncio.sleep(_LATER)
        seen = await painter.home()
    if not seen["error"]:  # else the others are of no use
        urls = iter(job.pages)

        async def look() -> None:
            for url in urls:
                await painter.page(url)

        async with asyncio.TaskGroup() as looks:
            for _ in range(_AT_ONCE):
                looks.create_task(look())
    # Last: where it stands, all was looked at that was to be; a probe that was cut off begins anew. What the
    # second browser would have added is no reason to.
    try:
        if site.job.plan.second_browser is not None:
            seen |= await painter.second(seen)
    finally:
        painter.keep("paint", job.home, seen)


class _Painter:
    def __init__(self, site: "Site", writer: SnapshotWriter, job: "Painting") -> None:
        self._site = site
        self._writer = writer
        self._job = job
        self._pictured: set[str] = set()
        """Rules that have their picture."""
        self._confirmed: dict[str, bool] = {}
        """Scripts that were asked for once more: whether they failed again."""
        self._served: tuple[Answer, Errand] | None = None
        """What brought the home page, and all that it was given."""

    async def home(self) -> dict[str, object]:
        """What the home page shows, what it lacks, and what comes of its accessibility entry."""
        url = self._job.home
        data: dict[str, object] = {"error": ""}
        inspected = False
        try:
            async with asyncio.timeout(_LONGEST), self._open(url) as visitor:
                data |= await self._look(visitor)
                if visitor.status < 400:  # else it is an error in the place of the page
                    self._served = visitor.served, visitor.errand
                await self._axe(url, visitor)
                inspected = True
                if self._job.entry:
                    data["entry"] = await self._entry(visitor)
        except (TimeoutError, Fault) as error:
            code = _code_of(error)
            if "chars" not in data:
                data["error"] = code
            elif not inspected:
                self.keep("axe", url, {"error": code})
        return data

    async def page(self, url: str) -> None:
        """Which rules of accessibility a page breaks."""
        try:
            async with asyncio.timeout(_LONGEST), self._open(url) as visitor:
                await self._axe(url, visitor)
        except (TimeoutError, Fault) as error:
            self.keep("axe", url, {"error": _code_of(error)})

    async def second(self, seen: dict[str, object]) -> dict[str, object]:
        """The home page in another browser, from what the first one was given: `second`, and what the first
        shows on another look. A browser that shows nothing where the other does is asked once more."""
        if self._served is None:
            return {}
        other, more = await self._elsewhere(*self._served), {}
        if other.get("blank") is True and seen["blank"] is False:
            again = await self._elsewhere(*self._served)
            other = again if "blank" in again else other
        elif other.get("blank") is False and seen["blank"] is True:
            with suppress(TimeoutError, Fault):
                async with asyncio.timeout(_LONGEST), self._open(self._job.home) as visitor:
                    more = await self._look(visitor)
        return more | {"second": other}

    async def _elsewhere(self, served: "Answer", first: "Errand") -> dict[str, object]:
        from crawler.probes.second import open_second

        data: dict[str, object] = {"error": ""}
        try:
            async with asyncio.timeout(_LONGEST), open_second(self._site, served, first) as view:
                version = view.window.version.partition(".")[0]
                data |= {"engine": f"Firefox {version}".strip(), **await self._look(view)}
        except (TimeoutError, Fault) as error:
            data["error"] = _code_of(error)
        return data

    async def _look(self, visitor: "View") -> dict[str, object]:
        """The page as it is painted, and all that went wrong on the way."""
        seen = await measure(visitor)
        picture = seen.pop("picture")
        return seen | {
            "url": visitor.url,
            "status": visitor.status,
            "first_byte": round(visitor.served.seconds, 3),
            "requests": visitor.errand.asked,
            "missed": await self._missed(visitor),
            "errors": [astuple(each) for each in await visitor.errors()],
            "console": visitor.console,
            "screenshot": self._writer.keep_body(picture) if isinstance(picture, bytes) else None,
        }

    async def _missed(self, visitor: "View") -> list[dict[str, object]]:
        """What the page did not get. A script of the site is asked for once more, by the whole ladder."""
        missed: dict[str, dict[str, object]] = {}
        confirmed = 0
        for each in visitor.errand.missed[:_MOST_FAILED]:
            if each.url in missed or not each.url.startswith(("http://", "https://")):
                continue
            own = host_of(each.url) in self._site.job.plan.scope.hosts
            missed[each.url] = {"url": each.url, "kind": each.kind, "code": each.code, "own": own}
            if own and each.kind == "script" and confirmed < _MOST_CONFIRMED:
                confirmed += 1
                missed[each.url]["confirmed"] = await self._confirm(each.url, visitor.url)
        return list(missed.values())

    async def _confirm(self, url: str, referer: str) -> bool:
        if url not in self._confirmed:
            self._confirmed[url] = await self._fails(url, referer)
        return self._confirmed[url]

    async def _fails(self, url: str, referer: str) -> bool:
        walk = self._site.walk
        for _ in range(_MOST_HOPS):
            host = walk.schedule.host(host_of(url))
            if host.blocked or host.name not in self._site.job.plan.scope.hosts:
                return False
            item = Waiting(canonical(url) or url, Role.RESOURCE, 1, referer=referer)
            if not await walk.robots.allows(item.url, host):
                return False
            fetch, _ = await walk.ladder.climb(item, host, again=True)
            for attempt in fetch.attempts:
                walk.ladder.log.note("browser", item.url, attempt)
            if fetch.code != "redirect" or not fetch.location:
                return fetch.outcome is Outcome.FAILED
            url = fetch.location
        return False

    async def _axe(self, url: str, visitor: "Visitor") -> None:
        from crawler.probes.axe import find_violations, is_grave, picture_of

        if visitor.status >= 400:
            self.keep("axe", url, {"error": f"http_{visitor.status}"})
            return
        found = await find_violations(visitor)
        rules = found.get("rules")
        for rule in rules if isinstance(rules, list) else []:
            new = rule["id"] not in self._pictured and len(self._pictured) < _MOST_PICTURES
            picture = await picture_of(visitor, rule) if new and is_grave(rule) else None
            if picture is not None:
                self._pictured.add(rule["id"])
                rule["screenshot"] = self._writer.keep_body(picture)
        # Colours are told by style sheets: without one that a visitor gets they are not those of the page.
        unstyled = [
            each.url
            for each in visitor.errand.missed
            if each.kind == "stylesheet" and each.code not in ("http_404", "http_410")
        ]
        self.keep("axe", url, {"error": "", **found, "unstyled": unstyled[:_MOST_FAILED]})

    async def _entry(self, visitor: "Visitor") -> dict[str, object]:
        from crawler.probes.entry import click_entry

        told = await click_entry(visitor, self._job.entry)
        picture = await visitor.picture() if told["effect"] is not None else None
        return told | {"screenshot": self._writer.keep_body(picture) if picture is not None else None}

    def _open(self, url: str) -> "AbstractAsyncContextManager[Visitor]":
        from crawler.probes.browser import open_visitor

        return open_visitor(self._site, url)

    def keep(self, kind: str, url: str, data: dict[str, object]) -> None:
        self._writer.observe(Observation(kind, url, data, _now()))
        self._writer.commit()


def _code_of(error: TimeoutError | Fault) -> str:
    """Why a look came to nothing."""
    return error.code if isinstance(error, Fault) else "timeout"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
