"""The probes of a crawl that facts ask for, one after another, for as long as the crawl may go on.

A further one is a coroutine of the site and its writer, begun by what the job says, and a line below.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from crawler.probes.painting import paint
from crawler.probes.search import search
from storage.snapshot import SnapshotWriter

if TYPE_CHECKING:
    from crawler.site import Site

Probe = Callable[["Site", SnapshotWriter], Awaitable[None]]

PROBES: tuple[Probe, ...] = (search, paint)
_LOOK_SECONDS = 0.2


async def run_probes(site: "Site", writer: SnapshotWriter) -> None:
    """Each probe of the job; none is begun, and the one under way is let go, once the crawl has to end."""
    for probe in PROBES:
        task = asyncio.ensure_future(probe(site, writer))
        while not task.done():
            if site.walk.stop_reason or site.walk.budget.end:
                task.cancel()
            await asyncio.wait({task}, timeout=_LOOK_SECONDS)
        writer.commit()
        if task.cancelled():
            return
        task.result()
