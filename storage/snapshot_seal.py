"""Closing and hashing a snapshot.

A closed snapshot is one file without a journal beside it. `NAME.sha256` holds the SHA-256 of the file, in
the form that `sha256sum -c` reads. For a file that travelled without it, `meta.content_sha256` is a digest
over all rows (bodies by their own SHA-256, which is checked again whenever a body is read).

Sealing packs the file (`snapshot_pack`); what an unfinished crawl has still to ask stays in it.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from storage.snapshot_chunks import is_sealed_form
from storage.snapshot_pack import in_place_of, is_small, pack_into
from storage.snapshot_schema import check_format, upgrade
from storage.snapshot_writer import digest_path
from xunjian.errors import StorageError

_META = "SELECT key, value FROM meta WHERE key != 'content_sha256' ORDER BY key"
_OBSERVATIONS = "SELECT * FROM observation ORDER BY id"
_CONTENT = (
    _META,
    "SELECT id, kind, first, size, length(data) FROM chunk WHERE kind = 'body' ORDER BY id",
    "SELECT id, kind, first, size, data FROM chunk WHERE kind != 'body' ORDER BY id",
    _OBSERVATIONS,
)
_CONTENT_OF_ROWS = (
    _META,
    "SELECT id, hex(sha256), size, dictionary, packed, length(data) FROM body ORDER BY id",
    "SELECT * FROM fetch ORDER BY id",
    _OBSERVATIONS,
)
"""Of what the first two formats sealed."""


def close_snapshot(path: Path, *, meta: Mapping[str, str] | None = None) -> str:
    """Seal the file and give its SHA-256. What `meta` says is written first. Closing twice is harmless."""
    path = Path(path)
    if not path.is_file():
        raise StorageError(f"找不到快照文件“{path}”。", "请检查路径是否正确。")
    db = sqlite3.connect(path, isolation_level=None)
    try:
        check_format(db, path)
        if meta or not _value(db, "closed_at"):
            digest_path(path).unlink(missing_ok=True)  # before a byte changes: a killed process leaves no lie
            if is_sealed_form(db):
                _stamp(db, meta or {})
            else:
                _pack(db, path, meta or {})
    except sqlite3.DatabaseError as error:
        raise StorageError(f"快照“{path}”无法封存：{error}。", "请检查磁盘空间和文件权限。") from error
    finally:
        db.close()
    digest = file_digest(path)
    write_digest(path, digest)
    return digest


def _pack(db: sqlite3.Connection, path: Path, meta: Mapping[str, str]) -> None:
    upgrade(db)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA journal_mode=DELETE")  # nothing of the old file may lie beside the new one
    with in_place_of(path, small=is_small(path)) as out:
        pack_into(out, db, whole={"complete": _value(db, "complete"), **meta}["complete"] == "1")
        _stamp(out, meta)


def _stamp(db: sqlite3.Connection, meta: Mapping[str, str]) -> None:
    db.execute("BEGIN")
    stamp = {"closed_at": datetime.now(UTC).isoformat(timespec="seconds"), **meta}
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", list(stamp.items()))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('content_sha256', ?)", (content_digest(db),))
    db.execute("COMMIT")


def write_digest(path: Path, digest: str) -> None:
    """Write it beside the snapshot, whole or not at all."""
    half = digest_path(path).with_name(digest_path(path).name + ".part")
    half.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    half.replace(digest_path(path))


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_digest(db: sqlite3.Connection) -> str:
    """Digest over all rows, in a fixed order."""
    digest = hashlib.sha256()
    for query in _CONTENT if is_sealed_form(db) else _CONTENT_OF_ROWS:
        for row in db.execute(query):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _value(db: sqlite3.Connection, key: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
    return None if row is None else str(row[0])
