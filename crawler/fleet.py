"""The sites of one crawl process: begun as they are ordered, each a task of its own and in no other's way."""

import asyncio
import logging
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from pydantic import ValidationError

from crawler.job import Job, Stop, read_order
from crawler.progress import say
from crawler.site import Means, Site
from crawler.wish import Wish
from storage.sqlite_faults import fault_in_words
from xunjian.errors import XunjianError

logger = logging.getLogger(__name__)
_THREADS = 96
"""Name look-ups and second opinions wait in threads; dead hosts must not keep the others waiting."""
_BEAT_SECONDS = 1.0


class Fleet:
    """Runs until standard input has ended and every site too, or until it is told to end."""

    def __init__(self, first: Job, means: Means, wish: Wish) -> None:
        self._first = first
        self._means = means
        self._wish = wish
        self._sites: dict[asyncio.Task[None], Site] = {}
        self._listening = True
        self._changed = asyncio.Event()
        self.refused = False
        """Whether an order could not be carried out."""

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(_THREADS))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        self._begin(self._first)
        if self._wish.asked:  # while this process was still loading
            self._stop()
        threading.Thread(target=self._listen, args=(loop,), daemon=True).start()
        beat = asyncio.create_task(_beat())
        while self._sites or self._listening:
            self._changed.clear()
            await self._changed.wait()
        beat.cancel()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread of its own: orders, until nobody gives any more."""
        for line in sys.stdin:
            loop.call_soon_threadsafe(self._hear, line)
        loop.call_soon_threadsafe(self._deafen)

    def _hear(self, line: str) -> None:
        try:
            order = read_order(line)
        except ValidationError as error:
            logger.error("order not understood: %s", error)
            self.refused = True
            return
        if isinstance(order, Stop):
            for site in self._sites.values():
                if site.job.key == order.stop:
                    site.stop()
        elif self._listening:
            self._begin(order)

    def _deafen(self) -> None:
        self._listening = False
        self._changed.set()

    def _stop(self) -> None:
        for site in self._sites.values():
            site.stop()
        self._deafen()

    def _begin(self, job: Job) -> None:
        site = Site(job, self._means)
        task = asyncio.create_task(site.carry_out())
        self._sites[task] = site
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        site = self._sites.pop(task)
        error = task.exception()
        if error is not None:
            self.refused = True
            known = isinstance(error, XunjianError | OSError)
            logger.error("%s", error, exc_info=None if known else error)
            say({"event": "failed", "key": site.job.key, "reason": fault_in_words(error)})
        self._changed.set()


async def _beat() -> None:
    """Says that nobody keeps the others waiting."""
    while True:
        say({"event": "alive"})
        await asyncio.sleep(_BEAT_SECONDS)
