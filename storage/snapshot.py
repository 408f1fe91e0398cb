"""One crawl, one SQLite file: what was seen, immutable once closed.

Written by `SnapshotWriter`, sealed by `close_snapshot`, read by `SnapshotFile`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.snapshot_chunks import ChunkReader, is_sealed_form
from storage.snapshot_finds import FINDS_KEY, Find
from storage.snapshot_live import RowReader
from storage.snapshot_lock import lock_path, snapshot_lock
from storage.snapshot_rows import FETCH_COLUMNS, FETCH_FROM, Waiting, fetch_of, observation_of
from storage.snapshot_schema import FORMAT, check_format, holds_nothing
from storage.snapshot_seal import close_snapshot, content_digest, file_digest
from storage.snapshot_writer import SnapshotWriter, digest_path
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Observation, Role
from xunjian.model.plan import CrawlPlan

__all__ = [
    "FINDS_KEY",
    "FORMAT",
    "SnapshotFile",
    "SnapshotWriter",
    "Waiting",
    "close_snapshot",
    "digest_path",
    "holds_nothing",
    "lock_path",
    "snapshot_lock",
]

_RANK = {
    role: rank for rank, role in enumerate((Role.PAGE, Role.TARGET, Role.RESOURCE, Role.PROBE, Role.RENDERED))
}
_DAMAGED = "请从备份恢复该文件，或重新采集。"


class SnapshotFile:
    """A closed snapshot, read only; implements the model's `Snapshot`."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self.path = path
        self._seen: RowReader | ChunkReader = ChunkReader(db) if is_sealed_form(db) else RowReader(db)
        self._meta: dict[str, str] = dict(db.execute("SELECT key, value FROM meta"))
        self._plan: CrawlPlan | None = None
        self._last_new = 0

    @classmethod
    def open(cls, path: Path | str, *, unclosed: bool = False) -> Self:
        """Open and verify. A crawl that was never closed is refused unless `unclosed` asks for it.

        Raises StorageError: no such file, no snapshot, another format, not closed, changed or damaged.
        """
        path = Path(path)
        if not path.is_file():
            raise StorageError(f"找不到快照文件“{path}”。", "请检查路径是否正确。")
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\x00":
                raise StorageError(f"“{path}”不是快照文件。", "请检查路径是否正确。")
        sealed = digest_path(path)
        expected = sealed.read_text(encoding="utf-8").split()[:1] if sealed.is_file() else []
        if expected and expected[0] != file_digest(path):
            raise StorageError(f"快照“{path}”与封存时的 SHA-256 不一致，可能已损坏或被改动。", _DAMAGED)
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            check_format(db, path)
            snapshot = cls(db, path)
            if not unclosed and "closed_at" not in snapshot.meta:
                raise StorageError(
                    f"快照“{path}”没有正常封存，采集可能中途终止。", "请用 --resume 继续采集，或重新采集。"
                )
            sealed_rows = snapshot.meta.get("content_sha256") if "closed_at" in snapshot.meta else None
            if not expected and sealed_rows and content_digest(db) != sealed_rows:
                raise StorageError(f"快照“{path}”的内容与封存时不一致，可能已损坏或被改动。", _DAMAGED)
        except sqlite3.DatabaseError as error:
            db.close()
            raise StorageError(f"快照“{path}”已损坏，无法读取。", _DAMAGED) from error
        except StorageError:
            db.close()
            raise
        return snapshot

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @property
    def plan(self) -> CrawlPlan:
        if self._plan is None:
            self._plan = CrawlPlan.model_validate_json(self._meta["plan"])
        return self._plan

    @property
    def meta(self) -> Mapping[str, str]:
        return self._meta

    def fetch(self, url: str, role: Role | None = None) -> Fetch | None:
        found = self._seen.fetches_of(url)
        if role is not None:
            return next((fetch for fetch in found if fetch.role is role), None)
        return min(found, key=lambda fetch: _RANK[fetch.role], default=None)

    def fetches(self, role: Role | None = None) -> Iterator[Fetch]:
        for fetch in self._seen.fetches():
            if role is None or fetch.role is role:
                yield fetch

    def new_fetches(self) -> Iterator[Fetch]:
        """Of a crawl that goes on: those written since the last time, without such as replaced others."""
        query = f"SELECT f.id, {FETCH_COLUMNS} {FETCH_FROM} WHERE f.id > ? ORDER BY f.id"
        for row, *values in self._db.execute(query, (self._last_new,)).fetchall():
            self._last_new = row
            yield fetch_of(tuple(values))

    def is_waiting(self, url: str) -> bool:
        """Of a crawl that goes on: whether an address was found and is still to be fetched."""
        query = "SELECT 1 FROM frontier WHERE url=? AND state=0"
        return self._db.execute(query, (url,)).fetchone() is not None

    def body(self, fetch: Fetch) -> bytes | None:
        return None if fetch.sha256 is None else self._seen.load(fetch.sha256)

    def finds(self, url: str, sha256: str, content_type: str) -> list[Find] | None:
        """What a page of these bytes and this type led to when crawled; None where that is not known."""
        return self._seen.finds(url, sha256, content_type)

    def body_of(self, sha256: str) -> bytes | None:
        """Stored bytes by their hash; None where the snapshot does not hold them."""
        return self._seen.load(sha256)

    def common_etags(self, bodies: int) -> frozenset[str]:
        """ETags that more than so many different bodies share, and a fifth of all that have one: they tell
        nothing apart. (One of time and size may well be that of a few files made in the same second.)
        """
        tagged = {(fetch.etag, fetch.sha256) for fetch in self._seen.fetches() if fetch.etag and fetch.sha256}
        most = max(bodies, len({sha256 for _, sha256 in tagged}) // 5)
        return frozenset(etag for etag, count in Counter(etag for etag, _ in tagged).items() if count > most)

    @property
    def sha256(self) -> str | None:
        """Of the file as it was sealed; None where it never was."""
        sealed = digest_path(self.path)
        words = sealed.read_text(encoding="utf-8").split() if sealed.is_file() else []
        return words[0] if words else None

    def observations(self, kind: str) -> Iterator[Observation]:
        rows = self._db.execute(
            "SELECT kind, key, data, at FROM observation WHERE kind=? ORDER BY id", (kind,)
        )
        for row in rows:
            yield observation_of(row)
