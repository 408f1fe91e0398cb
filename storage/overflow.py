"""Queues that are too long for memory, in a file without a name.

Nothing here outlives the process, and nothing has to: what survives is the frontier of the snapshot
(decision 0003), which holds the same addresses.
"""

import sqlite3
from collections.abc import Sequence

from storage.snapshot_rows import Waiting
from xunjian.model.observation import Role

Entry = tuple[int, int, int, Waiting]
"""What a queue is ordered by (depth, rank, number), and the address itself."""

_CACHE_KIB = 512
_TABLE = """
CREATE TABLE entry (queue INTEGER, depth INTEGER, rank INTEGER, number INTEGER,
  url TEXT, role TEXT, waiting_depth INTEGER, waiting_rank INTEGER, referer TEXT, hops INTEGER, chain INTEGER,
  PRIMARY KEY (queue, depth, rank, number)) WITHOUT ROWID
"""
_PUT = "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?)"
_TAKE = (
    "SELECT depth, rank, number, url, role, waiting_depth, waiting_rank, referer, hops, chain FROM entry "
    "WHERE queue=? ORDER BY depth, rank, number LIMIT ?"
)
_TAKEN = "DELETE FROM entry WHERE queue=? AND (depth, rank, number) <= (?,?,?)"


class Overflow:
    """Keeps entries of numbered queues. The file is made when the first is put."""

    def __init__(self) -> None:
        self._db: sqlite3.Connection | None = None

    def put(self, queue: int, entries: Sequence[Entry]) -> None:
        db = self._open()
        db.execute("BEGIN")
        db.executemany(
            _PUT,
            (
                (queue, *key, w.url, w.role.value, w.depth, w.rank, w.referer, w.hops, w.chain)
                for *key, w in entries
            ),
        )
        db.execute("COMMIT")

    def take(self, queue: int, most: int) -> list[Entry]:
        """The first ones of a queue, in their order; they are no longer here."""
        db = self._open()
        entries: list[Entry] = [
            (depth, rank, number, Waiting(url, Role(role), *rest))
            for depth, rank, number, url, role, *rest in db.execute(_TAKE, (queue, most))
        ]
        if entries:
            db.execute(_TAKEN, (queue, *entries[-1][:3]))
        return entries

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            # No name: SQLite makes the file where temporary ones lie, and it is gone with the process.
            self._db = sqlite3.connect("", isolation_level=None)
            self._db.execute("PRAGMA journal_mode=OFF")
            self._db.execute("PRAGMA synchronous=OFF")
            self._db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            self._db.execute(_TABLE)
        return self._db
