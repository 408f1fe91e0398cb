"""A process that reads pages, seen from its parent."""

import contextlib
import json
import logging
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable

from xunjian.app.read_job import READ_JOB, SETTLE, Mark, ReadJob
from xunjian.facts.made import Made

_log = logging.getLogger(__name__)


class ReadingProcess:
    """Started at once. However it ends, what it sent before is whole and holds."""

    def __init__(self, job: ReadJob) -> None:
        self.made: dict[str, Made] = {}
        """What it read so far, by address; looked at while nothing is under way."""
        self._ends: queue.Queue[bool] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "xunjian.app.read_part"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what it fails at fails again in the parent, which says so
            start_new_session=True,  # Ctrl-C is this program's to answer; it ends the process itself
        )
        # Drained as it comes: a full pipe would hold the other process up.
        self._drain = threading.Thread(target=self._read, daemon=True)
        self._drain.start()
        self._send(READ_JOB.dump_json(job).decode())

    def settle(self, seconds: float) -> bool:
        """End the reading beside a crawl; True where the file is let go of within so many seconds."""
        self._send(SETTLE)
        return self.finish(seconds)

    def order(self, urls: Iterable[str]) -> None:
        """Have some pages read."""
        self._send(json.dumps(list(urls)))

    def finish(self, seconds: float | None = None) -> bool:
        """Wait for what is under way; False where the process died, or takes longer."""
        try:
            return self._ends.get(timeout=seconds)
        except queue.Empty:
            return False

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Leave nothing behind."""
        self.kill()
        self._process.wait()
        self._drain.join()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()

    def _send(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            _log.warning("a reading process ended by itself")

    def _read(self) -> None:
        assert self._process.stdout is not None
        unpickler = pickle.Unpickler(self._process.stdout)
        try:
            while True:
                sent = unpickler.load()
                if isinstance(sent, Made):
                    self.made[sent.url] = sent
                    continue
                unpickler = pickle.Unpickler(self._process.stdout)
                if sent is Mark.END:
                    self._ends.put(True)
        except (EOFError, pickle.UnpicklingError):
            pass  # it ended, maybe in the middle of a reading
        finally:
            self._ends.put(False)
