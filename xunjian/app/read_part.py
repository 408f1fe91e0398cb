"""A process that reads pages of a snapshot: `python -m xunjian.app.read_part`.

The job comes as one line of JSON on standard input, orders follow it line by line: `settle` ends the reading
beside a crawl and lets go of the file; a JSON list names pages to read. Each reading goes out as a pickle as
soon as it is made, marks between them. Only the parent that started it ever reads them.
"""

import contextlib
import json
import pickle
import queue
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from storage.snapshot import SnapshotFile
from xunjian.app.lexicon import load_lexicon
from xunjian.app.read_job import READ_JOB, SETTLE, Mark, ReadJob
from xunjian.collector import spare_the_collector
from xunjian.errors import XunjianError
from xunjian.facts.early import EarlyReader
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.made import Made
from xunjian.facts.site_pages import SitePages

_LOOK_SECONDS = 0.1
_SHARED = 1000
"""Readings that share their equal values on the way; all of them would be held in memory for it."""


class _Orders:
    """The lines of a stream, read beside the work."""

    def __init__(self, stream: TextIO) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._came = threading.Event()
        self._stream = stream
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._stream:
            self._lines.put(line.strip())
            self._came.set()
        self._lines.put(None)  # the parent is done with us, or gone
        self._came.set()

    def came(self, seconds: float = 0) -> bool:
        """Whether the first has come, within so many seconds."""
        return self._came.wait(seconds)

    def __iter__(self) -> Iterator[str]:
        while (line := self._lines.get()) is not None:
            yield line


def _early(job: ReadJob, lexicon: Lexicon, orders: _Orders) -> Iterator[Made]:
    with SnapshotFile.open(Path(job.snapshot), unclosed=True) as snapshot:
        reader = EarlyReader(snapshot, job.unit, lexicon, job.part, job.parts, job.known)
        while not orders.came():
            reader.look()
            while (made := reader.read()) is not None:
                yield made
                if orders.came():
                    return
            orders.came(_LOOK_SECONDS)


def _ordered(job: ReadJob, lexicon: Lexicon, urls: Iterable[str]) -> Iterator[Made]:
    with SnapshotFile.open(Path(job.snapshot), unclosed=True) as snapshot:
        site = SitePages(snapshot, job.unit, lexicon)
        fetches = {fetch.url: fetch for fetch in site.fetches()}
        for url in urls:
            made = site.reader.make(fetches[url]) if url in fetches else None
            if made is not None:
                yield made


def main() -> None:
    job = READ_JOB.validate_json(sys.stdin.readline())
    orders = _Orders(sys.stdin)
    lexicon = load_lexicon()
    spare_the_collector()
    out = sys.stdout.buffer
    with contextlib.suppress(BrokenPipeError):  # nobody reads on: the parent is gone
        if job.early:
            _send(_early(job, lexicon, orders), out)
        for order in orders:
            if order != SETTLE:
                _send(_ordered(job, lexicon, json.loads(order)), out)


def _send(readings: Iterable[Made], out: BinaryIO) -> None:
    # One pickler for many pages: a link that stands on each of them crosses once.
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    for number, made in enumerate(readings, 1):
        pickler.dump(made)
        if number % _SHARED == 0:
            pickler.dump(Mark.AFRESH)
            pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dump(Mark.END)
    out.flush()


if __name__ == "__main__":
    try:
        main()
    except XunjianError as error:
        sys.exit(error.message)
