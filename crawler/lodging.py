"""A folder for whatever a browser leaves lying about (profile, sockets, downloads), gone when the crawl is.

Chromium tidies up only where it ends by itself, and its driver only where that outlives it. So both get a
folder of ours for their temporary files; a small process listens at a pipe of ours, and removes the folder
however the crawl ends.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SWEEP = """
import os, shutil, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stdin.read()
for _ in range(100):  # a browser that is just ending may still write
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    if not os.path.exists(sys.argv[1]):
        break
    time.sleep(0.1)
"""


@contextmanager
def lodging() -> Iterator[Path]:
    """The folder, where every process started from here on puts its temporary files. Raises OSError."""
    before = os.environ.get("TMPDIR")
    folder = tempfile.mkdtemp(prefix="xunjian-browser-")
    sweeper = subprocess.Popen(
        (sys.executable, "-I", "-S", "-c", _SWEEP, folder),
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.environ["TMPDIR"] = folder
    try:
        yield Path(folder)
    finally:
        os.environ.pop("TMPDIR", None) if before is None else os.environ.update(TMPDIR=before)
        sweeper.communicate()
