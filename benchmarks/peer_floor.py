"""The floor: one HTTP client, lxml and a queue, no framework. It checks links and keeps nothing.

    python -m benchmarks.peer_floor RESULT SITE [START]

16 requests at once; uvloop where it is installed.
"""

import asyncio
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp

from benchmarks.peer_links import link_targets, write_result

AT_ONCE = 16
PAGES = {"text/html", "application/xhtml+xml"}


class Floor:
    """Asks for every address of one site once."""

    def __init__(self, site: str, start: str) -> None:
        self.site = site
        self.seen = {start}
        self.dead: list[str] = []
        self.pages = 0
        self.waiting: asyncio.Queue[str] = asyncio.Queue()
        self.waiting.put_nowait(start)

    async def crawl(self) -> None:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            workers = [asyncio.create_task(self.work(session)) for _ in range(AT_ONCE)]
            await self.waiting.join()
            for worker in workers:
                worker.cancel()

    async def work(self, session: aiohttp.ClientSession) -> None:
        while True:
            url = await self.waiting.get()
            try:
                await self.look(session, url)
            except (aiohttp.ClientError, TimeoutError):
                self.dead.append(url)
            finally:
                self.waiting.task_done()

    async def look(self, session: aiohttp.ClientSession, url: str) -> None:
        async with session.get(url) as answer:
            body = await answer.read()
            if answer.status >= 400:
                self.dead.append(url)
            elif answer.content_type in PAGES:
                self.pages += 1
                for found in link_targets(body, answer.charset or "utf-8", str(answer.url)):
                    if found.startswith(self.site) and found not in self.seen:
                        self.seen.add(found)
                        self.waiting.put_nowait(found)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes the event loop; None for the standard library's own."""
    try:
        factory: Callable[[], asyncio.AbstractEventLoop] = importlib.import_module("uvloop").new_event_loop
    except ImportError:
        return None
    return factory


def main(result: Path, site: str, start: str) -> None:
    """Crawls the site and writes what is dead."""
    floor = Floor(site, start)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(floor.crawl())
    write_result(result, floor.pages, floor.dead)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[-1])
