"""What each page led to, kept with the snapshot: the same bytes need not be read again another night.

While the crawl runs, a row a page, in which an address that many pages name stands as a number. Sealed, it
lies in chunks in which each address stands once.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from storage.snapshot_columns import dump, load_text
from xunjian.model.observation import Role

Find = tuple[str, Role, int]
"""An address, why it is wanted, and its rank among the addresses of one depth."""

MET = -1
"""In place of a rank: the address was seen before, and its rank is not known."""

FINDS_KEY = "finds"
"""Of the meta table: by what rules the finds of this snapshot were read."""

FINDS_TABLES = (
    "CREATE TABLE IF NOT EXISTS way (id INTEGER PRIMARY KEY, url TEXT NOT NULL, role TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS finds (url TEXT NOT NULL, sha256 BLOB NOT NULL, data TEXT NOT NULL, "
    "PRIMARY KEY (url, sha256))",
)
"""`finds`: by the address of the page and the bytes that were read. `way`: what was met again and again."""

_MOST_NUMBERED = 20_000
_FINDS_PER_CHUNK = 20_000
_PAGES_PER_CHUNK = 1024
_ROLES = {role.value: role for role in Role}

_OF_PAGES = """
SELECT f.id, n.data FROM finds n JOIN fetch f ON f.url = n.url AND f.role = 'page'
JOIN body b ON b.id = f.body AND b.sha256 = n.sha256 ORDER BY f.id
"""


def clear_finds(db: sqlite3.Connection) -> None:
    """Forget them."""
    for table in ("way", "finds"):
        db.execute(f"DROP TABLE IF EXISTS {table}")


class FindsWriter:
    """Gathers the rows of a crawl that goes on."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        for statement in FINDS_TABLES:
            db.execute(statement)
        (self._last,) = db.execute("SELECT coalesce(max(id), 0) FROM way").fetchone()
        self._numbers: dict[tuple[str, Role], int] = {}
        self._ways: list[tuple[int, str, str]] = []
        self._pages: list[tuple[str, bytes, str]] = []

    def add(self, url: str, digest: bytes, finds: Sequence[Find]) -> None:
        if len(self._numbers) > _MOST_NUMBERED:
            self._numbers.clear()
        found = [self._number(find[0], find[1]) if find[2] == MET else find for find in finds]
        self._pages.append((url, digest, json.dumps(found, ensure_ascii=False, separators=(",", ":"))))

    def _number(self, url: str, role: Role) -> int:
        number = self._numbers.get((url, role))
        if number is None:
            self._last += 1
            number = self._numbers[url, role] = self._last
            self._ways.append((number, url, role.value))
        return number

    def flush(self) -> None:
        """Bring what was gathered into the open transaction."""
        if self._ways:
            self._db.executemany("INSERT INTO way VALUES (?,?,?)", self._ways)
        if self._pages:
            self._db.executemany("INSERT OR REPLACE INTO finds VALUES (?,?,?)", self._pages)
        self._ways, self._pages = [], []


def packed_finds(db: sqlite3.Connection, numbers: Mapping[int, int]) -> Iterator[tuple[int, bytes]]:
    """The chunks to seal, each with the number of its first page. `numbers`: of fetches, by their ids."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name='finds'").fetchone():
        return
    ways = {id_: (url, role, MET) for id_, url, role in db.execute("SELECT id, url, role FROM way")}
    known: dict[tuple[str, str, int], int] = {}
    pages: list[tuple[int, list[int]]] = []
    count = 0
    for id_, data in db.execute(_OF_PAGES):
        finds = (ways[find] if isinstance(find, int) else tuple(find) for find in json.loads(data))
        ids = [known.setdefault(find, len(known)) for find in finds]
        pages.append((numbers[id_], ids))
        count += len(ids)
        if count >= _FINDS_PER_CHUNK or len(pages) >= _PAGES_PER_CHUNK:
            yield _chunk(known, pages)
            known, pages, count = {}, [], 0
    if pages:
        yield _chunk(known, pages)


def _chunk(
    known: Mapping[tuple[str, str, int], int], pages: list[tuple[int, list[int]]]
) -> tuple[int, bytes]:
    return pages[0][0], dump([list(zip(*known, strict=True)) or [(), (), ()], pages])


def unpacked_finds(data: bytes) -> dict[int, list[Find]]:
    """What the pages of a chunk led to, by the number of their fetch."""
    columns, pages = json.loads(load_text(data))
    known = [(url, _ROLES[role], rank) for url, role, rank in zip(*columns, strict=True)]
    return {number: [known[id_] for id_ in ids] for number, ids in pages}
