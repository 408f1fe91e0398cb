"""The tables of a snapshot file, and how to tell such a file from another."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from xunjian.errors import StorageError

APPLICATION_ID = 0x584A534E
"""`XJSN` in the file's head: tells a snapshot from any other SQLite file."""

FORMAT = 3
"""Raised whenever an older reader would misread the file. 2: validators of fetches, addresses of attempts.
3: sealed files lie in chunks (`snapshot_chunks`)."""

_READABLE = range(1, FORMAT + 1)

_UPGRADES = {
    1: (
        "ALTER TABLE fetch ADD COLUMN etag TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE fetch ADD COLUMN modified TEXT NOT NULL DEFAULT ''",
    ),
    2: (),
}
"""From each format to the next."""

META_TABLE = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
OBSERVATION_TABLE = """CREATE TABLE observation (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (kind, key)
)"""

TABLES = f"""
{META_TABLE};
{OBSERVATION_TABLE};
CREATE TABLE body (
  id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,
  dictionary INTEGER REFERENCES body(id), packed INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE TABLE fetch (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL, role TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL,
  status INTEGER, location TEXT, content_type TEXT NOT NULL, size INTEGER NOT NULL,
  truncated INTEGER NOT NULL, body INTEGER REFERENCES body(id),
  fetched_at TEXT NOT NULL, seconds REAL NOT NULL, depth INTEGER NOT NULL,
  referer TEXT, disposition TEXT NOT NULL, attempts TEXT NOT NULL,
  etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '', UNIQUE (url, role)
);
CREATE TABLE frontier (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL, role TEXT NOT NULL, depth INTEGER NOT NULL,
  rank INTEGER NOT NULL, referer TEXT, hops INTEGER NOT NULL, chain INTEGER NOT NULL,
  state INTEGER NOT NULL, UNIQUE (url, role)
)
"""
"""Of a crawl that goes on. What is sealed has other tables (`snapshot_chunks`)."""


HOSTS = "CREATE TABLE IF NOT EXISTS host (name TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID"
"""How the hosts of an unfinished crawl stand: what its frontier is to addresses. A finished one has none."""


def create_tables(db: sqlite3.Connection, tables: str, meta: Mapping[str, str]) -> None:
    """Make an empty database a snapshot: wholly or, where the process is killed, not at all."""
    db.execute("BEGIN IMMEDIATE")
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={FORMAT}")
    for statement in tables.split(";"):
        db.execute(statement)
    db.executemany("INSERT INTO meta VALUES (?,?)", list(meta.items()))
    db.execute("COMMIT")


def is_blank(db: sqlite3.Connection) -> bool:
    """Whether nothing was ever written, as where a crawl was killed before it began."""
    return db.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def holds_nothing(path: Path) -> bool:
    """Whether there is no file, or one of a crawl that was killed before it wrote anything."""
    if not path.is_file():
        return True
    db = sqlite3.connect(path, isolation_level=None)
    try:
        return is_blank(db)
    except sqlite3.DatabaseError:
        return False  # another kind of file: whoever opens it will say so
    finally:
        db.close()


def upgrade(db: sqlite3.Connection) -> None:
    """Bring an earlier format that is gone on with to the present one; reading needs no upgrade."""
    for version in range(format_of(db), FORMAT):
        db.execute("BEGIN IMMEDIATE")
        for statement in _UPGRADES[version]:
            db.execute(statement)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('format', ?)", (str(version + 1),))
        db.execute(f"PRAGMA user_version={version + 1}")
        db.execute("COMMIT")


def format_of(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check_format(db: sqlite3.Connection, path: Path) -> None:
    """Raise StorageError where the open file is no snapshot, or one of a version that is not known."""
    try:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        if _says_snapshot(path):
            raise StorageError(
                f"快照“{path}”已损坏，无法读取。", "请从备份恢复该文件，或重新采集。"
            ) from error
        raise StorageError(f"“{path}”不是快照文件。", "请检查路径是否正确。") from error
    if application != APPLICATION_ID:
        raise StorageError(f"“{path}”不是快照文件。", "请检查路径是否正确。")
    if version not in _READABLE:
        raise StorageError(
            f"快照“{path}”的格式版本是 {version}，本程序能读取的版本到 {FORMAT} 为止。",
            "请使用生成该快照的程序版本，或重新采集。",
        )


def _says_snapshot(path: Path) -> bool:
    """Whether the head of the file still names it a snapshot (SQLite keeps the application id at byte 68)."""
    with path.open("rb") as file:
        return file.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
