"""Writes a snapshot while the crawl runs: crash-safe, in batches.

What a page brought and what it led to go into one transaction, so a killed crawl either knows a page with
all its links or will ask for it again.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.snapshot_bodies import BodyLoader, BodyStore
from storage.snapshot_chunks import is_sealed_form
from storage.snapshot_finds import FINDS_KEY, Find, FindsWriter, clear_finds
from storage.snapshot_pack import in_place_of, unpack_into
from storage.snapshot_rows import FETCH_COLUMNS, FETCH_FROM, INSERT_FETCH, Waiting, fetch_of, row_of
from storage.snapshot_schema import FORMAT, HOSTS, TABLES, check_format, create_tables, is_blank, upgrade
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Observation, Role
from xunjian.model.plan import CrawlPlan

_ROWS_PER_COMMIT = 400
_SECONDS_PER_COMMIT = 0.1
_PAGES_PER_CHECKPOINT = 8000
"""32 MB of journal."""

_LEAVE = """
INSERT INTO fetch (url, role, outcome, code, content_type, size, truncated, fetched_at, seconds, depth,
  referer, disposition, attempts)
SELECT url, role, 'unknown', 'not_fetched', '', 0, 0, '', 0.0, depth, referer, '', '[]' FROM frontier w
WHERE state=0 AND NOT EXISTS (SELECT 1 FROM fetch f WHERE f.url=w.url AND f.role=w.role)
"""


class SnapshotWriter:
    """One crawl's file, open for writing. A new file needs the plan; an existing one is gone on with."""

    def __init__(self, path: Path, plan: CrawlPlan | None = None) -> None:
        self._path = Path(path)
        if plan is None and not self._path.exists():
            raise StorageError(f"找不到快照文件“{path}”。", "请检查路径，或去掉 --resume 重新采集。")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        meta = {} if plan is None else {"format": str(FORMAT), "plan": plan.model_dump_json()}
        self._db = sqlite3.connect(self._path, isolation_level=None)
        try:
            if self._path.stat().st_size == 0 or is_blank(self._db):
                create_tables(self._db, TABLES, meta)
            check_format(self._db, self._path)
            # What a digest said of an earlier, closed state holds no longer once the file is written to.
            digest_path(self._path).unlink(missing_ok=True)
            if is_sealed_form(self._db):
                self._db = _unpacked(self._db, self._path)
            upgrade(self._db)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            # Each of many small commits writes the same pages again: they are brought into the file seldom.
            self._db.execute(f"PRAGMA wal_autocheckpoint={_PAGES_PER_CHECKPOINT}")
            self._db.execute(HOSTS)
            self._bodies = BodyStore(self._db)
            self._loader = BodyLoader(self._db)
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"快照“{path}”已损坏或正被占用：{error}。", "请另选输出目录重新采集。"
            ) from error
        self._fetches: list[tuple[object, ...]] = []
        self._found: list[tuple[object, ...]] = []
        self._finds: FindsWriter | None = None
        self._done: list[tuple[str, str]] = []
        self._last = time.monotonic()
        self._unsaved = True
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM meta WHERE key IN ('closed_at', 'content_sha256')")
        self.set_meta(meta)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, fetch: Fetch, body: bytes | None = None, *, family: str = "") -> Fetch:
        """Keep a fetch (an earlier one of the same address and role is replaced) and its body."""
        self._unsaved = True
        body_id = None
        if body is not None:
            body_id, _ = self._bodies.add(body, family)
        self._fetches.append(row_of(fetch, body_id))
        return fetch

    def keep_body(self, data: bytes) -> str:
        """Keep bytes that no fetch brought, as a screenshot; their SHA-256, to be named by an observation."""
        self._unsaved = True
        return self._bodies.add(data)[1]

    def observe(self, observation: Observation) -> None:
        """Keep an observation; a second one of the same kind and key replaces the first."""
        self._unsaved = True
        self._db.execute(
            "INSERT INTO observation (kind, key, data, at) VALUES (?,?,?,?) "
            "ON CONFLICT (kind, key) DO UPDATE SET data=excluded.data, at=excluded.at",
            (
                observation.kind,
                observation.key,
                json.dumps(observation.data, ensure_ascii=False),
                observation.at,
            ),
        )

    def set_meta(self, values: Mapping[str, str]) -> None:
        self._unsaved = True
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", list(values.items()))

    def meta(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT key, value FROM meta"))

    def find(self, items: Iterable[Waiting]) -> None:
        """Remember addresses that are to be fetched."""
        self._unsaved = True
        self._found += [(w.url, w.role.value, w.depth, w.rank, w.referer, w.hops, w.chain) for w in items]

    def reset_finds(self, rules: str) -> None:
        """Begin to keep what pages lead to; what was kept by other rules is forgotten."""
        if self.meta().get(FINDS_KEY) != rules:
            clear_finds(self._db)
            self.set_meta({FINDS_KEY: rules})
        self._finds = FindsWriter(self._db)

    def keep_finds(self, url: str, digest: bytes, finds: Sequence[Find]) -> None:
        """Keep what a page of these bytes (by their SHA-256) leads to."""
        if self._finds is not None:
            self._unsaved = True
            self._finds.add(url, digest, finds)

    def done(self, url: str, role: Role) -> None:
        """The address is fetched (its fetch was added) and needs no second look after a crash."""
        self._unsaved = True
        self._done.append((url, role.value))

    def waiting(self) -> Iterator[Waiting]:
        """The addresses found and not done, in the order they were found."""
        self.flush()
        rows = self._db.execute(
            "SELECT url, role, depth, rank, referer, hops, chain FROM frontier WHERE state=0 ORDER BY id"
        )
        for url, role, depth, rank, referer, hops, chain in rows:
            yield Waiting(url, Role(role), depth, rank, referer, hops, chain)

    def known(self) -> Iterator[tuple[str, Role]]:
        """Every address and role that was ever found or fetched; most of them twice."""
        self.flush()
        for table in ("frontier", "fetch"):
            for url, role in self._db.execute(f"SELECT url, role FROM {table}"):
                yield url, Role(role)

    def drop_unfetched(self) -> None:
        """Forget the rows that only say that nothing was fetched: the crawl goes on.

        A row with attempts says more: that the last try of an address was cut off.
        """
        self.flush()
        self._unsaved = True
        self._db.execute(
            "DELETE FROM fetch WHERE code='not_fetched' AND attempts='[]' AND EXISTS (SELECT 1 FROM "
            "frontier w WHERE w.url=fetch.url AND w.role=fetch.role AND w.state=0)"
        )
        self._db.execute("DELETE FROM observation WHERE kind='cut'")

    def leave_unasked(self, *, rendering: bool) -> Iterator[str]:
        """Say of every address that was found and never asked for that it was not fetched: of those for the
        browser, or of the others. The addresses, in the order in which they would have been asked for."""
        self.flush()
        self._unsaved = True
        (last,) = self._db.execute("SELECT coalesce(max(id), 0) FROM fetch").fetchone()
        self._db.execute(f"{_LEAVE} AND (role='rendered')=? ORDER BY depth, rank, id", (rendering,))
        rows = self._db.execute("SELECT url FROM fetch WHERE id > ? ORDER BY id", (last,))
        return (url for (url,) in rows)

    def left_out(self) -> Iterator[str]:
        """Pages that were found, and not asked for on purpose."""
        self.flush()
        rows = self._db.execute(
            "SELECT url FROM fetch WHERE role='page' AND code='not_fetched' AND NOT EXISTS (SELECT 1 FROM "
            "frontier w WHERE w.url=fetch.url AND w.role='page' AND w.state=0) ORDER BY id"
        )
        for (url,) in rows:
            yield url

    def finds(self) -> Iterator[Waiting]:
        """The pages that other pages led to, done or not, in the order they were found."""
        self.flush()
        rows = self._db.execute(
            "SELECT url, depth, rank, referer, chain FROM frontier "
            "WHERE role='page' AND hops=0 AND referer IS NOT NULL ORDER BY id"
        )
        for url, depth, rank, referer, chain in rows:
            yield Waiting(url, Role.PAGE, depth, rank, referer, 0, chain)

    def reopen(self, url: str, role: Role) -> None:
        """An address that was done is to be asked for once more, after a crash too."""
        self.flush()
        self._unsaved = True
        self._db.execute("UPDATE frontier SET state=0 WHERE url=? AND role=?", (url, role.value))

    def remember(self, host: str, state: str) -> None:
        """Keep how a host of the crawl stands."""
        self._unsaved = True
        self._db.execute("INSERT OR REPLACE INTO host VALUES (?,?)", (host, state))

    def remembered(self) -> Iterator[tuple[str, str]]:
        """The hosts with what was remembered of each."""
        yield from self._db.execute("SELECT name, state FROM host")

    def body(self, fetch: Fetch) -> bytes | None:
        """The stored bytes of a fetch; None where none were kept. Raises StorageError if damaged."""
        return None if fetch.sha256 is None else self._loader.load(fetch.sha256)

    def fetch(self, url: str, role: Role) -> Fetch | None:
        """What is kept of one address so far."""
        self.flush()
        row = self._db.execute(
            f"SELECT {FETCH_COLUMNS} {FETCH_FROM} WHERE f.url=? AND f.role=?", (url, role.value)
        ).fetchone()
        return None if row is None else fetch_of(row)

    def page_body(self, url: str) -> bytes:
        """The stored bytes of a page; empty where there are none so far."""
        fetch = self.fetch(url, Role.PAGE)
        return (self.body(fetch) if fetch is not None else None) or b""

    def fetches(self, role: Role) -> Iterator[Fetch]:
        """What is kept of one role so far, in the order it was written."""
        self.flush()
        rows = self._db.execute(
            f"SELECT {FETCH_COLUMNS} {FETCH_FROM} WHERE f.role=? ORDER BY f.id", (role.value,)
        )
        for row in rows:
            yield fetch_of(row)

    def count_pages(self) -> int:
        """Pages that were read: sound answers that are no redirects."""
        self.flush()
        row = self._db.execute("SELECT count(*) FROM fetch WHERE role='page' AND code='ok'").fetchone()
        return int(row[0])

    def count_failed(self) -> int:
        """Addresses that failed after the whole ladder; made-up ones are expected to and do not count."""
        self.flush()
        row = self._db.execute(
            "SELECT count(*) FROM fetch WHERE outcome='failed' AND role != 'probe'"
        ).fetchone()
        return int(row[0])

    def commit_if_due(self) -> None:
        """Commit when enough was gathered; cheap to call after every page."""
        now = time.monotonic()
        if len(self._fetches) >= _ROWS_PER_COMMIT or now - self._last >= _SECONDS_PER_COMMIT:
            self.commit()

    def commit(self) -> None:
        """Commit what is not committed; costs nothing where there is nothing."""
        if not self._unsaved:
            return
        self.flush()
        self._unsaved = False
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")
        self._last = time.monotonic()

    def flush(self) -> None:
        """Bring the gathered rows into the open transaction."""
        if self._found:
            self._db.executemany(
                "INSERT OR IGNORE INTO frontier (url, role, depth, rank, referer, hops, chain, state) "
                "VALUES (?,?,?,?,?,?,?,0)",
                self._found,
            )
        if self._fetches:
            self._db.executemany(INSERT_FETCH, self._fetches)
        if self._finds is not None:
            self._finds.flush()
        if self._done:
            self._db.executemany("UPDATE frontier SET state=1 WHERE url=? AND role=?", self._done)
        self._found, self._fetches, self._done = [], [], []

    def close(self) -> None:
        """Write what is left. The file stays unclosed until `close_snapshot` seals it."""
        self.flush()
        self._db.execute("COMMIT")
        self._db.close()


def _unpacked(sealed: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The sealed file in the form in which it can be gone on with."""
    try:
        with in_place_of(path, small=False) as out:
            unpack_into(out, sealed)
    finally:
        sealed.close()
    return sqlite3.connect(path, isolation_level=None)


def digest_path(path: Path) -> Path:
    """Where the SHA-256 of a closed snapshot lies."""
    return path.with_name(path.name + ".sha256")
