"""The home page and some others as a visitor sees them (for `site.render`, `site.accessibility` and the
effect of `site.accessibility_entry`).

What is seen becomes observations: `paint` of the home page, `axe` of every page looked at. Pictures are
bodies of the snapshot, with the numbers of citizens masked.
"""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import astuple
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.net.answer import Fault
from crawler.probes.plain import is_plain
from crawler.probes.scripts import script
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.html.urls import canonical
from xunjian.model.observation import Observation, Outcome, Role
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.job import Painting
    from crawler.probes.browser import Visitor
    from crawler.site import Site

_LONGEST = 90.0
"""Seconds for one page."""
_LATER = 3.0
"""Seconds after which a page that showed nothing is looked at again."""
_AT_ONCE = 2
_MOST_HOPS = 5
_MOST_PICTURES = 12
_MOST_FAILED = 50
_MOST_CONFIRMED = 5
"""Scripts that are asked for once more."""
_SCREENS = 5


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
    # Last: where it stands, all was looked at that was to be; a probe that was cut off begins anew.
    painter.keep("paint", job.home, seen)


class _Painter:
    def __init__(self, site: "Site", writer: SnapshotWriter, job: "Painting") -> None:
        self._site = site
        self._writer = writer
        self._job = job
        self._pictured: set[str] = set()
        """Rules that have their picture."""

    async def home(self) -> dict[str, object]:
        """What the home page shows, what it lacks, and what comes of its accessibility entry."""
        url = self._job.home
        data: dict[str, object] = {"error": ""}
        inspected = False
        try:
            async with asyncio.timeout(_LONGEST), self._open(url) as visitor:
                data |= await self._look(visitor)
                await self._axe(url, visitor)
                inspected = True
                if self._job.entry:
                    data["entry"] = await self._entry(visitor)
        except (TimeoutError, Fault) as error:
            code = error.code if isinstance(error, Fault) else "timeout"
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
            self.keep("axe", url, {"error": error.code if isinstance(error, Fault) else "timeout"})

    async def _look(self, visitor: "Visitor") -> dict[str, object]:
        """The page as it is painted, and all that went wrong on the way."""
        seen = await _measure(visitor)
        if seen["blank"]:
            await asyncio.sleep(_LATER)
            await visitor.settle()
            seen = await _measure(visitor)
        picture = seen.pop("picture")
        status = visitor.statuses.get(visitor.page.url, visitor.served.status)
        return seen | {
            "url": visitor.page.url,
            "status": status,
            "first_byte": round(visitor.served.seconds, 3),
            "requests": visitor.errand.asked,
            "missed": await self._missed(visitor),
            "errors": [astuple(each) for each in await visitor.errors()],
            "console": visitor.console,
            "screenshot": self._writer.keep_body(picture) if isinstance(picture, bytes) else None,
        }

    async def _missed(self, visitor: "Visitor") -> list[dict[str, object]]:
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
                missed[each.url]["confirmed"] = await self._fails(each.url, visitor.page.url)
        return list(missed.values())

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

        status = visitor.statuses.get(visitor.page.url, visitor.served.status)
        if status >= 400:
            self.keep("axe", url, {"error": f"http_{status}"})
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


async def _measure(visitor: "Visitor") -> dict[str, object]:
    """How much there is to see, and the picture of it. `blank`: nothing."""
    chars = media = 0
    loaded: object = None
    for frame in visitor.page.frames:
        seen = await frame.evaluate(script("measure"))
        chars, media = chars + int(seen["chars"]), media + int(seen["media"])
        loaded = seen["loaded"] if frame is visitor.page.main_frame else loaded
    picture = await visitor.picture()
    plain = picture is not None and is_plain(picture)
    for screen in range(1, _SCREENS):  # what lies below the first one counts too
        if not plain or not await visitor.page.evaluate(script("scroll"), screen):
            break
        below = await visitor.picture()
        plain = below is not None and is_plain(below)
    if plain:
        await visitor.page.evaluate(script("scroll"), 0)
    return {
        "chars": chars, "media": media, "plain": plain, "blank": plain or not (chars or media),
        "loaded": loaded, "picture": picture,
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
