"""The facts of a unit out of a snapshot file, read on all cores where there is much to read."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from xunjian.app.lexicon import load_lexicon
from xunjian.app.read_part import PART_JOB, PartJob, spare_the_collector
from xunjian.errors import StorageError
from xunjian.facts.reads import ReadPage
from xunjian.facts.site import combine, read_part
from xunjian.model.observation import Snapshot
from xunjian.model.site import FactValues
from xunjian.model.unit import Unit

_MANY = 200
"""Pages from which on the start of another process is soon won back."""
_MOST_PARTS = 4


def read_facts(snapshot: Snapshot, path: Path, unit: Unit) -> FactValues:
    """All facts. `path` is the file of the snapshot, which other processes open for themselves.

    The result does not depend on the number of processes.
    """
    lexicon = load_lexicon()
    spare_the_collector()
    pages = int(snapshot.meta.get("pages_fetched", "0"))
    parts = min(os.cpu_count() or 1, _MOST_PARTS) if pages >= _MANY else 1
    with ExitStack() as stack:
        others = [stack.enter_context(_Part(path, unit, part, parts)) for part in range(1, parts)]
        own = list(read_part(snapshot, unit, lexicon, 0, parts))
        return combine(snapshot, unit, lexicon, [*own, *(page for other in others for page in other.pages())])


class _Part:
    """One process at its share of the pages."""

    def __init__(self, path: Path, unit: Unit, part: int, parts: int) -> None:
        self._job = PART_JOB.dump_json(PartJob(str(path), unit, part, parts))
        self._pages: list[ReadPage] = []

    def __enter__(self) -> "_Part":
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "xunjian.app.read_part"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is this program's to answer; it ends the process itself
        )
        # Drained as it comes: a full pipe would hold the other process up.
        self._drain = threading.Thread(target=self._read, daemon=True)
        self._drain.start()
        assert self._process.stdin is not None
        self._process.stdin.write(self._job + b"\n")
        self._process.stdin.close()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._drain.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        unpickler = pickle.Unpickler(self._process.stdout)
        try:
            while True:
                self._pages.append(unpickler.load())
        except (EOFError, pickle.UnpicklingError):
            return

    def pages(self) -> Iterator[ReadPage]:
        """What it read. Raises StorageError where it did not come to its end."""
        self._drain.join()
        if self._process.wait() != 0:
            raise StorageError("读取快照的进程意外结束。", "请重新评判；再出现时请反馈给维护者。")
        yield from self._pages
