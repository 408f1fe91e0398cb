"""One scheduler at a time: a lock that ends with its process, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from xunjian.errors import StorageError

_SCHEDULER_KEY = 0x78756E7363686564  # "xunsched", for PostgreSQL


@contextmanager
def scheduler_lock(engine: Engine) -> Iterator[None]:
    """Held while the scheduler of this database runs. Raises StorageError where another one holds it."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _SCHEDULER_KEY}):
                raise _held()
            try:
                yield
            finally:
                connection.scalar(text("SELECT pg_advisory_unlock(:key)"), {"key": _SCHEDULER_KEY})
        return
    with open(f"{engine.url.database}.scheduler", "a") as file:  # noqa: PTH123  # the address is text
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held() from None
        yield


def _held() -> StorageError:
    return StorageError("这个数据库已有一个调度进程在运行。", "请先结束它，或换一个数据库（--database）。")
