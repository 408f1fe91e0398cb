"""One writer at a time for one snapshot: a lock that ends with its processes, however they end.

The lock is the kernel's (`flock`) on a small file beside the snapshot, so what a killed process leaves there
blocks nobody. A crawl inherits the lock of the audit that started it: as long as either lives, it is held.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xunjian.errors import StorageError

_ORPHAN_SECONDS = 20.0
"""How long a crawl may take to end whose audit was killed."""
_PAUSE = 0.1


def lock_path(snapshot: Path) -> Path:
    """The file beside a snapshot that stands for its lock; what was begun and not finished leaves it."""
    return snapshot.with_name(snapshot.name + ".lock")


@contextmanager
def snapshot_lock(snapshot: Path, owner: int | None = None) -> Iterator[int]:
    """Held while a snapshot is written; gives the descriptor for processes that shall hold it too.

    Raises StorageError where another process that is alive holds it. Where only the crawl of a killed audit
    or sweep still does, its end is awaited. `owner`: the process for which this one writes; itself else.
    """
    path = lock_path(snapshot)
    until = time.monotonic() + _ORPHAN_SECONDS
    while (descriptor := _take(path, owner or os.getpid())) is None:
        holder = _owner(path)
        if (holder and _is_alive(holder)) or time.monotonic() > until:
            raise StorageError(
                f"“{snapshot.parent}”正由另一个检查进程写入，不能同时再写。", "请等它结束，或换一个 --out。"
            )
        time.sleep(_PAUSE)
    try:
        yield descriptor
        path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _take(path: Path, owner: int) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_ino == path.stat().st_ino:  # else its last holder has just removed it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(owner).encode(), 0)
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _owner(path: Path) -> int:
    """Who took the lock; 0 where that cannot be read."""
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _is_alive(pid: int) -> bool:
    """A process that has ended and is not yet fetched by its parent is dead too."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return not stat.exists() or stat.read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True
