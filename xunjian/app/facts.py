"""The facts of a unit out of a snapshot file: read beside the crawl, and on all cores where there is much."""

import os
import threading
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from xunjian.app.kept_readings import KeptReadings
from xunjian.app.lexicon import load_lexicon
from xunjian.app.progress import Progress, ProgressSink
from xunjian.app.read_job import ReadJob
from xunjian.app.reading_process import ReadingProcess
from xunjian.facts.made import Made
from xunjian.model.observation import Fetch, Snapshot
from xunjian.model.site import FactValues
from xunjian.model.unit import Unit

if TYPE_CHECKING:
    from xunjian.facts.site_pages import SitePages

_MANY = 200
"""Pages from which on the start of another process is soon won back."""
_SOME = 20
"""Pages from which on it is worth while to share them with a process that is there."""
_MOST_PARTS = 4
_SETTLE_SECONDS = 2.0
"""A page takes some milliseconds; a monstrous one is not waited for."""


def read_facts(snapshot: Snapshot, path: Path, unit: Unit) -> FactValues:
    """All facts. `path` is the file of the snapshot, which other processes open for themselves.

    The result does not depend on the number of processes.
    """
    with Readings(path, unit) as readings:
        return readings.facts(snapshot)


class Readings(AbstractContextManager["Readings"]):
    """The readings of a unit's pages, from the start of a crawl to the facts.

    A page that is read while the crawl goes on is read again if what it was made from has changed by then.
    Processes that die cost time and nothing else.
    """

    def __init__(self, path: Path, unit: Unit, kept: KeptReadings | None = None) -> None:
        """`kept`: where readings of an earlier night are taken from."""
        self._path = path
        self._unit = unit
        self._kept = kept
        self._made: dict[str, Made] = {}
        self._recalled: dict[str, Made] = {}
        """Those of an earlier night."""
        self.processes: list[ReadingProcess] = []
        self._began = False

    def __exit__(self, *_: object) -> None:
        while self.processes:
            self.processes.pop().end()

    def watch(self, sink: ProgressSink) -> "ReadsAlong":
        """A sink that lets the reading begin once the crawl has got somewhere."""
        # The crawl need not wait for what is only needed after it, and takes some time to start itself.
        threading.Thread(target=_load, daemon=True).start()
        return ReadsAlong(sink, self)

    def begin(self) -> None:
        """Read beside the crawl, where a core is left for it. Once."""
        if self._began:
            return
        self._began = True
        self._recall()
        known = {made.url: made.served.sha256 or "" for made in self._made.values()}
        parts = min(_cores(), _MOST_PARTS) - 1
        for part in range(parts):
            job = ReadJob(str(self._path), self._unit, True, part, parts, known)
            self.processes.append(ReadingProcess(job))

    def settle(self) -> None:
        """The crawl is over and its file about to be closed: nobody else may have it open."""
        if not self._began:
            return
        self._began = False
        for process in list(self.processes):
            if not process.settle(_SETTLE_SECONDS):
                process.end()
                self.processes.remove(process)
            self._made |= process.made

    def facts(self, snapshot: Snapshot) -> FactValues:
        """The facts of the snapshot as it is now."""
        from xunjian.facts.site import SiteReader

        lexicon = load_lexicon()
        self._recall()
        site = SiteReader(snapshot, self._unit, lexicon)
        fetches = list(site.fetches())
        self._read(site, [fetch for fetch in fetches if not self._holds(site, fetch)])
        made = [(fetch, each) for fetch in fetches if (each := self._made.get(fetch.url)) is not None]
        self._made = {fetch.url: each for fetch, each in made}
        return site.facts(site.reader.page(fetch, each) for fetch, each in made)

    def keep(self, place: KeptReadings, *, whole: bool) -> None:
        """Keep the readings of the last facts for another night, unless it has them. Of a site of which less
        was seen than before, and not the `whole`, those of before are of more use."""
        known, made = self._recalled, self._made
        if len(made) < len(known) and not whole:
            return
        if len(known) != len(made) or any(known.get(url) is not each for url, each in made.items()):
            place.keep(self._made.values())

    def _recall(self) -> None:
        if self._kept is None:
            return
        self._recalled = self._kept.load()
        self._made |= self._recalled
        self._kept = None

    def _holds(self, site: "SitePages", fetch: Fetch) -> bool:
        made = self._made.get(fetch.url)
        if made is None:
            return False
        if not site.reader.holds(fetch, made):
            del self._made[fetch.url]
            return False
        return True

    def _read(self, site: "SitePages", fetches: list[Fetch]) -> None:
        """Read pages, here and in the processes that there are or that it pays to start."""
        if len(fetches) >= _MANY:
            for _ in range(len(self.processes) + 1, min(_cores(), _MOST_PARTS)):
                self.processes.append(ReadingProcess(ReadJob(str(self._path), self._unit)))
        others = self.processes if len(fetches) >= _SOME else []
        parts = len(others) + 1
        for number, process in enumerate(others, 1):
            process.made.clear()
            process.order(fetch.url for fetch in fetches[number::parts])
        self._read_here(site, fetches[::parts])
        for number, process in enumerate(others, 1):
            whole = process.finish()
            self._made |= process.made
            if not whole:
                self._read_here(site, fetches[number::parts])
        self.__exit__()  # nearly all is read: what a browser changes later is little

    def _read_here(self, site: "SitePages", fetches: list[Fetch]) -> None:
        for fetch in fetches:
            made = None if fetch.url in self._made else site.reader.make(fetch)
            if made is not None:
                self._made[fetch.url] = made


def _load() -> None:
    for name in ("xunjian.facts.site", "xunjian.app.probing", "xunjian.app.assess"):
        import_module(name)


class ReadsAlong:
    """Passes progress on, and lets the reading begin when there is something to read."""

    def __init__(self, sink: ProgressSink, readings: Readings) -> None:
        self._sink = sink
        self._readings = readings

    def report(self, progress: Progress) -> None:
        if progress.fetched >= _MANY:
            self._readings.begin()
        self._sink.report(progress)


def _cores() -> int:
    return os.cpu_count() or 1
