"""Bodies of a snapshot: each once, compressed with an earlier page of the same site as dictionary.

Pages of one site share their template; with an earlier page as raw zstd dictionary a page shrinks to a
fraction of what plain compression gives (stack.md P8). The dictionary is itself a body of the file, stored
without one, so a page needs at most two rows to be read.
"""

import hashlib
import sqlite3
from collections import OrderedDict

import zstandard

from xunjian.errors import StorageError

_LEVEL = 3
"""With a dictionary, level 6 saves an eighth of the space for three times the time (measured on a manual)."""
_REFERENCE_BYTES = range(1024, 512 * 1024)
"""A page outside this size is no good dictionary."""
_MAX_REFERENCES = 24
_POOR = 0.4
"""Compressed to more than this share with the family's dictionary: the template is another one."""


class BodyStore:
    """Writes bodies into an open snapshot."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._ids: dict[bytes, int] = dict(db.execute("SELECT sha256, id FROM body"))
        self._next = max(self._ids.values(), default=0) + 1
        self._plain = zstandard.ZstdCompressor(level=_LEVEL)
        self._references: dict[str, tuple[int, zstandard.ZstdCompressor]] = {}
        self._latest: tuple[int, zstandard.ZstdCompressor] | None = None
        self._made = 0

    def add(self, data: bytes, family: str = "") -> tuple[int, str]:
        """Store the bytes unless they are there; their row id and SHA-256.

        `family` groups pages of one template (a folder of the site); empty: no page, no dictionary.
        """
        digest = hashlib.sha256(data).digest()
        known = self._ids.get(digest)
        if known is None:
            known = self._next
            self._next += 1
            self._ids[digest] = known
            self._insert(known, digest, data, family)
        return known, digest.hex()

    def _insert(self, id_: int, digest: bytes, data: bytes, family: str) -> None:
        reference = self._references.get(family, self._latest) if family else None
        packed, dictionary = b"", None
        if reference is not None:
            packed, dictionary = reference[1].compress(data), reference[0]
            poor = len(packed) > _POOR * len(data) and len(data) in _REFERENCE_BYTES
            if poor and self._made < _MAX_REFERENCES:
                reference = None
        if reference is None:
            packed, dictionary = self._plain.compress(data), None
            if family and len(data) in _REFERENCE_BYTES:
                self._refer(id_, data, family)
        elif family not in self._references:
            self._references[family] = reference
        smaller = len(packed) < len(data)
        row = (id_, digest, len(data), dictionary if smaller else None, smaller, packed if smaller else data)
        self._db.execute("INSERT INTO body VALUES (?,?,?,?,?,?)", row)

    def _refer(self, id_: int, data: bytes, family: str) -> None:
        words = zstandard.ZstdCompressionDict(data, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        words.precompute_compress(level=_LEVEL)
        self._latest = (id_, zstandard.ZstdCompressor(level=_LEVEL, dict_data=words))
        self._references[family] = self._latest
        self._made += 1


class BodyLoader:
    """Reads bodies of a snapshot by their SHA-256. Keeps a few dictionaries, no bodies."""

    _KEPT = 8

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._plain = zstandard.ZstdDecompressor()
        self._readers: OrderedDict[int, zstandard.ZstdDecompressor] = OrderedDict()

    def load(self, sha256: str) -> bytes | None:
        """The bytes, or None where the file holds none of that name. Raises StorageError if damaged."""
        row = self._db.execute(
            "SELECT size, dictionary, packed, data FROM body WHERE sha256=?", (bytes.fromhex(sha256),)
        ).fetchone()
        if row is None:
            return None
        data = self._unpack(*row)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageError(
                f"快照中的页面内容已损坏（SHA-256 {sha256}）。", "请从备份恢复该文件，或重新采集。"
            )
        return data

    def _unpack(self, size: int, dictionary: int | None, packed: int, data: bytes) -> bytes:
        if not packed:
            return data
        reader = self._plain if dictionary is None else self._reader(dictionary)
        try:
            return reader.decompress(data, max_output_size=size)
        except zstandard.ZstdError as error:
            raise StorageError(
                "快照中的页面内容已损坏，无法解压。", "请从备份恢复该文件，或重新采集。"
            ) from error

    def _reader(self, dictionary: int) -> zstandard.ZstdDecompressor:
        reader = self._readers.get(dictionary)
        if reader is None:
            row = self._db.execute(
                "SELECT size, dictionary, packed, data FROM body WHERE id=? AND dictionary IS NULL",
                (dictionary,),
            ).fetchone()
            if row is None:
                raise StorageError("快照中缺少解压所需的字典页面。", "请从备份恢复该文件，或重新采集。")
            words = zstandard.ZstdCompressionDict(
                self._unpack(*row), dict_type=zstandard.DICT_TYPE_RAWCONTENT
            )
            reader = self._readers[dictionary] = zstandard.ZstdDecompressor(dict_data=words)
            if len(self._readers) > self._KEPT:
                self._readers.popitem(last=False)
        else:
            self._readers.move_to_end(dictionary)
        return reader
