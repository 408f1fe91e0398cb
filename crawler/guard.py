"""`python -m crawler.guard FOLDER MEGABYTES COMMAND…`: runs a browser, and leaves nothing of it behind.

The browser gets a process group of its own, whose number is said on standard output. The group is killed and
the folder removed once standard input ends, which it does however the process that holds the other end goes;
or once the group holds more memory than allowed. Should the guard itself be killed, the browser goes with it
(Linux).
"""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
from functools import partial

from crawler.weight import megabytes_below
from crawler.wish import die_with_parent

_LOOKS_SECONDS = 0.5


def main(folder: str, megabytes: str, *command: str) -> int:
    """Until the browser is gone. 0: it ended, or was to end; 3: it took too much memory."""
    signal.signal(signal.SIGTERM, _end)
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        process_group=0, preexec_fn=partial(die_with_parent, os.getpid(), signal.SIGKILL),
    )  # fmt: skip
    try:
        print(process.pid, flush=True)
        while process.poll() is None and not _is_let_go():
            if megabytes_below() > float(megabytes):
                return 3
        return 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _is_let_go() -> bool:
    """Whether standard input has ended, after a short wait for it."""
    ready, _, _ = select.select([sys.stdin], [], [], _LOOKS_SECONDS)
    return bool(ready) and not os.read(sys.stdin.fileno(), 64)


def _end(number: int, frame: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
