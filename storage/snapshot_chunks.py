"""The sealed form of a snapshot: what was rows while the crawl ran lies in a few packed chunks.

`chunk` holds, by kind: `body` (bodies one after another), `bodies` (SHA-256, size and chunk of each),
`fetch` (columns of up to 1,024 fetches), `finds` (what pages led to) and `frontier` (columns of what an
unfinished crawl has still to ask). Chunks are in the order in which things were seen, so whoever reads in
that order unpacks each once. `meta` and `observation` stay tables.
"""

import hashlib
import sqlite3
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Generic, Self, TypeVar

import zstandard

from storage.snapshot_columns import unpack_fetches, unpack_rows
from storage.snapshot_finds import Find, unpacked_finds
from storage.snapshot_schema import META_TABLE, OBSERVATION_TABLE
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Role

SEALED_TABLES = f"""
{META_TABLE};
{OBSERVATION_TABLE};
CREATE TABLE chunk (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, first INTEGER NOT NULL, size INTEGER NOT NULL,
  data BLOB NOT NULL
)
"""
"""`first`: number of the first fetch whose finds a chunk holds; 0 of other kinds.
`size`: bytes of the data unpacked; where it is that of the data, they are not packed."""

LEVEL = 6
"""Of 2,605 pages of 25 MB: 0.2 s more than level 3 and a tenth smaller; level 9 takes 0.2 s more for 3 %."""
FETCHES_PER_CHUNK = 1024
_KEPT_BODIES, _KEPT_FETCHES, _KEPT_FINDS = 16, 8, 4
_DIGEST = 32
_LINK = 8
_HALF = 32


def pack(data: bytes) -> bytes:
    """Packed, where that is smaller."""
    packed = zstandard.ZstdCompressor(level=LEVEL).compress(data)
    return packed if len(packed) < len(data) else data


def is_sealed_form(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name='chunk'").fetchone() is not None


class BodyIndex:
    """Which bodies there are: SHA-256, size and chunk of each, by number."""

    def __init__(self, digests: bytes = b"", places: Iterable[int] = ()) -> None:
        self._digests = bytearray(digests)
        self._places = array("q", places)  # size and chunk, in turn

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        count = len(data) // (_DIGEST + 2 * _LINK)
        places = data[count * _DIGEST :]
        return cls(
            data[: count * _DIGEST],
            (int.from_bytes(places[i : i + _LINK], "little") for i in range(0, len(places), _LINK)),
        )

    def pack(self) -> bytes:
        return bytes(self._digests) + b"".join(each.to_bytes(_LINK, "little") for each in self._places)

    def add(self, digest: bytes, size: int, chunk: int) -> None:
        self._digests += digest
        self._places += array("q", (size, chunk))

    def __len__(self) -> int:
        return len(self._places) // 2

    def digest(self, number: int) -> bytes:
        return bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST])

    def size(self, number: int) -> int:
        return self._places[2 * number]

    def chunk(self, number: int) -> int:
        return self._places[2 * number + 1]


T = TypeVar("T")


class Kept(Generic[T]):
    """The last few values that were read."""

    def __init__(self, most: int, read: Callable[[int], T]) -> None:
        self._most = most
        self._read = read
        self._values: OrderedDict[int, T] = OrderedDict()

    def get(self, key: int) -> T:
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = self._read(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)
        return value


class ChunkReader:
    """Reads the sealed form."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._unpacker = zstandard.ZstdDecompressor()
        indexes = [self._unpacked(id_) for id_ in self._ids("bodies")]
        self._index = BodyIndex.unpack(indexes[0] if indexes else b"")
        index = self._index
        self._digests = [index.digest(number).hex() for number in range(len(index))]
        self._numbers = {digest: number for number, digest in enumerate(self._digests)}
        self._starts = array("q", _starts(index))
        self._fetch_chunks = self._ids("fetch")
        self._addresses: array[int] | None = None
        self._finds = Kept(_KEPT_FINDS, lambda id_: unpacked_finds(self._unpacked(id_)))
        self._finds_from: list[tuple[int, int]] = db.execute(
            "SELECT first, id FROM chunk WHERE kind='finds' ORDER BY first"
        ).fetchall()
        self._bodies = Kept(_KEPT_BODIES, self._unpacked)
        self._fetches = Kept(_KEPT_FETCHES, self._read_fetches)

    def fetches(self) -> Iterator[Fetch]:
        """All, in the order they were first written."""
        for number in range(len(self._fetch_chunks)):
            yield from self._fetches.get(number)

    def fetches_of(self, url: str) -> list[Fetch]:
        """Those of one address, one for each role."""
        return [fetch for _, fetch in self._numbered(url)]

    def finds(self, url: str, sha256: str, content_type: str) -> list[Find] | None:
        """What a page led to; None where that is not known of these bytes."""
        for number, fetch in self._numbered(url):
            same = (fetch.sha256, fetch.content_type) == (sha256, content_type)
            place = bisect_left(self._finds_from, (number + 1, 0)) - 1
            if fetch.role is Role.PAGE and same and place >= 0:
                return self._finds.get(self._finds_from[place][1]).get(number)
        return None

    def _numbered(self, url: str) -> list[tuple[int, Fetch]]:
        addresses = self._addresses
        if addresses is None:
            marks = (_mark(each.url) << _HALF | number for number, each in enumerate(self.fetches()))
            addresses = self._addresses = array("Q", sorted(marks))
        mark = _mark(url)
        place = bisect_left(addresses, mark << _HALF)
        found = []
        while place < len(addresses) and addresses[place] >> _HALF == mark:
            number = addresses[place] & (1 << _HALF) - 1
            chunk, row = divmod(number, FETCHES_PER_CHUNK)
            fetch = self._fetches.get(chunk)[row]
            if fetch.url == url:
                found.append((number, fetch))
            place += 1
        return found

    def load(self, sha256: str) -> bytes | None:
        """The bytes, or None where the file holds none of that name. Raises StorageError if damaged."""
        number = self._numbers.get(sha256)
        if number is None:
            return None
        chunk = self._bodies.get(self._index.chunk(number))
        start = self._starts[number]
        data = chunk[start : start + self._index.size(number)]
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageError(
                f"快照中的页面内容已损坏（SHA-256 {sha256}）。", "请从备份恢复该文件，或重新采集。"
            )
        return data

    def bodies(self) -> Iterator[bytes]:
        """All, by their number. Raises StorageError if damaged."""
        for digest in self._digests:
            yield self.load(digest) or b""

    def frontier(self) -> Iterator[tuple[str | int | None, ...]]:
        """The rows of what an unfinished crawl has still to ask, and had asked."""
        for id_ in self._ids("frontier"):
            yield from unpack_rows(self._unpacked(id_))

    def _ids(self, kind: str) -> list[int]:
        rows = self._db.execute("SELECT id FROM chunk WHERE kind=? ORDER BY id", (kind,))
        return [id_ for (id_,) in rows]

    def _read_fetches(self, number: int) -> list[Fetch]:
        return unpack_fetches(self._unpacked(self._fetch_chunks[number]), self._digests)

    def _unpacked(self, id_: int) -> bytes:
        row = self._db.execute("SELECT size, data FROM chunk WHERE id=?", (id_,)).fetchone()
        try:
            size, data = row
            return data if size == len(data) else self._unpacker.decompress(data, max_output_size=size)
        except (TypeError, zstandard.ZstdError) as error:
            raise StorageError("快照已损坏，无法解压。", "请从备份恢复该文件，或重新采集。") from error


def _starts(index: BodyIndex) -> Iterator[int]:
    """Where each body begins within its chunk."""
    for _, numbers in groupby(range(len(index)), key=index.chunk):
        start = 0
        for number in numbers:
            yield start
            start += index.size(number)


def _mark(url: str) -> int:
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=4).digest())
