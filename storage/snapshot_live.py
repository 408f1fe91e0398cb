"""Reads the form in which a crawl writes its snapshot: a row for each fetch and body.

Files that were sealed by the first two formats have this form too.
"""

import sqlite3
from collections.abc import Iterator

from storage.snapshot_bodies import BodyLoader
from storage.snapshot_finds import Find
from storage.snapshot_rows import FETCH_COLUMNS, FETCH_FROM, FIRST_FETCH_COLUMNS, fetch_of
from storage.snapshot_schema import format_of
from xunjian.model.observation import Fetch


class RowReader:
    """Reads fetches and bodies of rows."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._columns = FIRST_FETCH_COLUMNS if format_of(db) == 1 else FETCH_COLUMNS
        self.load = BodyLoader(db).load

    def fetches(self) -> Iterator[Fetch]:
        """All, in the order they were first written."""
        for row in self._db.execute(f"SELECT {self._columns} {FETCH_FROM} ORDER BY f.id"):
            yield fetch_of(row)

    def fetches_of(self, url: str) -> list[Fetch]:
        """Those of one address, one for each role."""
        rows = self._db.execute(f"SELECT {self._columns} {FETCH_FROM} WHERE f.url=?", (url,))
        return [fetch_of(row) for row in rows]

    def finds(self, url: str, sha256: str, content_type: str) -> list[Find] | None:
        """What a page led to is told by sealed files only."""
        return None
