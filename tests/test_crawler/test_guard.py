"""Whatever ends a crawl, its second browser ends with it: tried with a shell in the place of the browser."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_crawler.killing import wait_until
from xunjian.app.processes import descendants

SHELL = ("/bin/sh", "-c", "sleep 600 & sleep 600 & wait")
HOLDER = """
import subprocess, sys
guard = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, start_new_session=True)
guard.wait()
"""


def start(folder: Path, megabytes: float = 500) -> subprocess.Popen[str]:
    """A process that holds a guard, which holds the shell."""
    guard = (sys.executable, "-P", "-m", "crawler.guard", str(folder), str(megabytes), *SHELL)
    return subprocess.Popen(
        (sys.executable, "-c", HOLDER, *guard), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )


def is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="没有 /proc")
@pytest.mark.parametrize("end", ["holder killed", "guard ended", "guard killed", "too large"])
def test_nothing_is_left(tmp_path: Path, end: str) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "user.js").write_text("")
    holder = start(folder, 0.01 if end == "too large" else 500)
    assert holder.stdout is not None
    shell = int(holder.stdout.readline())
    started = {shell}
    if end != "too large":
        assert os.getpgid(shell) == shell
        (guard,) = descendants(holder.pid)[:1]
        wait_until(lambda: len(descendants(shell)) == 2)
        started |= {guard, *descendants(shell)}
        victim = holder.pid if end == "holder killed" else guard
        os.kill(victim, signal.SIGTERM if end == "guard ended" else signal.SIGKILL)
    if end == "guard killed":  # whoever started it knows the group
        wait_until(lambda: not is_there(shell))
        os.killpg(shell, signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    wait_until(lambda: not any(map(is_there, started)))
    assert folder.exists() == (end == "guard killed")
