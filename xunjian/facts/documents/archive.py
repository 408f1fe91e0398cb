"""Zip containers, opened with care: nothing is unpacked before its size is known."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from xunjian.facts.documents.limits import MOST_BYTES, MOST_MEMBERS

_BROKEN = (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Container:
    """A zip whose members can be had within the limits."""

    archive: zipfile.ZipFile

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entry.filename for entry in self.archive.infolist() if not entry.is_dir())

    def read(self, name: str) -> bytes | None:
        """A member's bytes; None where it is missing, broken or encrypted."""
        try:
            with self.archive.open(name) as member:
                return member.read(MOST_BYTES + 1)[:MOST_BYTES]
        except (KeyError, *_BROKEN):
            return None


def open_container(body: bytes, *, names: str | None = None) -> Container | None:
    """The container in the bytes; None where it is broken or would unpack to more than the limit.

    `names`: how member names are written that are not said to be UTF-8 (gbk for zips made in China).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(body), metadata_encoding=names)
        entries = archive.infolist()
    except (UnicodeDecodeError, LookupError):
        return open_container(body) if names else None
    except _BROKEN:
        return None
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        return None
    return Container(archive)
