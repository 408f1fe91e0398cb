"""From the form in which a crawl writes its snapshot to the sealed form, and back where one is gone on with.

Both write a new file beside the old one and put it in its place when it is whole, so that a kill at any
moment leaves a file that can be read.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from storage.snapshot_bodies import BodyLoader, BodyStore
from storage.snapshot_chunks import FETCHES_PER_CHUNK, SEALED_TABLES, BodyIndex, ChunkReader, pack
from storage.snapshot_columns import pack_fetches, pack_rows
from storage.snapshot_finds import packed_finds
from storage.snapshot_rows import FETCH_COLUMNS, FETCH_FROM, INSERT_FETCH, FetchRow, fetch_of, row_of
from storage.snapshot_schema import HOSTS, TABLES, create_tables

_BODY_BYTES = 512 * 1024
"""Bodies are gathered until there are so many bytes: as much is unpacked to read one of them."""
_LARGE = 256 * 1024
_ROWS = 8192
_SMALL_FILE = 1024 * 1024


@contextmanager
def in_place_of(path: Path, *, small: bool) -> Iterator[sqlite3.Connection]:
    """A new database, to be filled within one transaction; it takes the place of the file at the end."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    out = sqlite3.connect(part, isolation_level=None)
    try:
        # Each table takes at least one page, so pages are small where the whole is.
        out.execute(f"PRAGMA page_size={1024 if small else 4096}")
        out.execute("PRAGMA journal_mode=OFF")
        out.execute("PRAGMA synchronous=OFF")
        yield out
    finally:
        out.close()
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)


def is_small(path: Path) -> bool:
    return path.stat().st_size < _SMALL_FILE


def pack_into(out: sqlite3.Connection, db: sqlite3.Connection, *, whole: bool) -> None:
    """Write the sealed form of an open snapshot. An unfinished crawl (not `whole`) keeps its frontier."""
    create_tables(out, SEALED_TABLES, dict(db.execute("SELECT key, value FROM meta")))
    out.execute("BEGIN")
    numbers = _pack_bodies(out, db)
    fetches: Iterator[FetchRow] = db.execute(f"SELECT {FETCH_COLUMNS} {FETCH_FROM} ORDER BY f.id")
    while rows := list(islice(fetches, FETCHES_PER_CHUNK)):
        _add_chunk(out, "fetch", pack_fetches([fetch_of(row) for row in rows], numbers))
    ids = db.execute("SELECT id FROM fetch ORDER BY id")
    for first, data in packed_finds(db, {id_: number for number, (id_,) in enumerate(ids)}):
        _add_chunk(out, "finds", data, first)
    _copy(out, db, "observation", "kind, key, data, at", "id")
    if not whole:
        waiting = db.execute(f"SELECT {_FRONTIER} FROM frontier ORDER BY id")
        while found := list(islice(waiting, _ROWS)):
            _add_chunk(out, "frontier", pack_rows(found))
        out.execute(HOSTS)
        if db.execute("SELECT 1 FROM sqlite_master WHERE name='host'").fetchone():
            _copy(out, db, "host", "name, state", "name")
    out.execute("COMMIT")


_FRONTIER = "url, role, depth, rank, referer, hops, chain, state"


def _pack_bodies(out: sqlite3.Connection, db: sqlite3.Connection) -> dict[str, int]:
    """Pack the bodies; number of each by its SHA-256. A large one goes over as it lies."""
    loader, index = BodyLoader(db), BodyIndex()
    numbers: dict[str, int] = {}
    gathered: list[tuple[bytes, bytes]] = []
    size = 0

    def add(digest: bytes, its_size: int, chunk: int) -> None:
        numbers[digest.hex()] = len(index)
        index.add(digest, its_size, chunk)

    def flush() -> None:
        chunk = _add_chunk(out, "body", b"".join(data for _, data in gathered))
        for digest, data in gathered:
            add(digest, len(data), chunk)
        gathered.clear()

    is_large = f"size >= {_LARGE} AND dictionary IS NULL"
    for (digest,) in db.execute(f"SELECT sha256 FROM body WHERE NOT ({is_large}) ORDER BY id"):
        gathered.append((digest, loader.load(digest.hex()) or b""))
        size += len(gathered[-1][1])
        if size >= _BODY_BYTES:
            flush()
            size = 0
    if gathered:
        flush()
    for digest, size, data in db.execute(f"SELECT sha256, size, data FROM body WHERE {is_large} ORDER BY id"):
        add(digest, size, _insert(out, "body", size, data))
    _add_chunk(out, "bodies", index.pack())
    return numbers


def _add_chunk(out: sqlite3.Connection, kind: str, data: bytes, first: int = 0) -> int:
    return _insert(out, kind, len(data), pack(data), first)


def _insert(out: sqlite3.Connection, kind: str, size: int, data: bytes, first: int = 0) -> int:
    row = (kind, first, size, data)
    done = out.execute("INSERT INTO chunk (kind, first, size, data) VALUES (?,?,?,?)", row)
    return done.lastrowid or 0


def _copy(out: sqlite3.Connection, db: sqlite3.Connection, table: str, columns: str, order: str) -> None:
    marks = ",".join("?" * len(columns.split(",")))
    out.executemany(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",
        db.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"),
    )


def unpack_into(out: sqlite3.Connection, db: sqlite3.Connection) -> None:
    """Write the form in which a crawl goes on, from a sealed one."""
    seal = ("closed_at", "content_sha256")
    meta = {key: value for key, value in db.execute("SELECT key, value FROM meta") if key not in seal}
    create_tables(out, TABLES, meta)
    out.execute("BEGIN")
    reader, bodies = ChunkReader(db), BodyStore(out)
    ids: dict[str | None, int | None] = {None: None}
    for data in reader.bodies():
        id_, digest = bodies.add(data)
        ids[digest] = id_
    out.executemany(INSERT_FETCH, (row_of(fetch, ids[fetch.sha256]) for fetch in reader.fetches()))
    out.executemany(f"INSERT INTO frontier ({_FRONTIER}) VALUES (?,?,?,?,?,?,?,?)", reader.frontier())
    _copy(out, db, "observation", "kind, key, data, at", "id")
    if db.execute("SELECT 1 FROM sqlite_master WHERE name='host'").fetchone():
        out.execute(HOSTS)
        _copy(out, db, "host", "name, state", "name")
    out.execute("COMMIT")
