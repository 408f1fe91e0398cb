"""Readings kept from one night to the next, in a private folder of the user.

A reading follows from bytes of a page and its scripts, and from the program; `Reader.holds` compares the
former each time, the seal of the file stands for the latter. A file that was not written here, by this user
and this very program, does not fit its seal and is as good as none: nothing of it is unpacked.

Never beside a snapshot: those travel. Decision 0015.
"""

import hashlib
import hmac
import io
import logging
import os
import pickle
import secrets
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import lxml.etree
import zstandard

import xunjian.model.page
from xunjian.facts.made import Made, Source
from xunjian.model.observation import Outcome
from xunjian.paths import config_dir, data_dir

_log = logging.getLogger(__name__)
_MAGIC = b"XJREAD1\n"
_SEAL_BYTES = 32
_PER_PIECE = 1000
"""Readings that share their equal values on the way, and are in memory twice for it."""
_MOST_BYTES = 64 * 1024 * 1024
"""Of one site; 2,600 pages with one template take 0.7 MB."""
_MOST_OF_ALL = 1024 * 1024 * 1024
_OLDEST_SECONDS = 60 * 86_400
_SUFFIX = ".readings"
_SECRET = "secret"


class KeptReadings:
    """Those of one site, by its home page. A file or folder that cannot be used costs time, nothing else."""

    def __init__(self, home_url: str, folder: Path | None = None) -> None:
        self._folder = folder or data_dir() / "cache" / "readings"
        self._file = self._folder / f"{hashlib.sha256(home_url.encode()).hexdigest()[:32]}{_SUFFIX}"

    def load(self) -> dict[str, Made]:
        """By the address of their page; each is to be held against the snapshot before it is believed."""
        try:
            if not _is_private(self._folder) or self._file.stat().st_size > _MOST_BYTES:
                return {}
            whole = self._file.read_bytes()
            packed, seal = whole[:-_SEAL_BYTES], whole[-_SEAL_BYTES:]
            if not whole.startswith(_MAGIC) or not hmac.compare_digest(self._seal(packed), seal):
                return {}
            os.utime(self._file)  # it is of use: not to be forgotten yet
            return {made.url: made for made in _unpacked(packed[len(_MAGIC) :])}
        except (OSError, pickle.UnpicklingError, zstandard.ZstdError) as error:
            _log.info("kept readings not used: %s", error)
            return {}

    def keep(self, readings: Iterable[Made]) -> None:
        """Put them in the place of those that are there."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_private(self._folder):
                return
            packed = b"".join([_MAGIC, *_packed(readings)])
            if len(packed) > _MOST_BYTES - _SEAL_BYTES:
                self._file.unlink(missing_ok=True)
                return
            with NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as part:
                part.write(packed + self._seal(packed))
            Path(part.name).replace(self._file)
            _prune(self._folder)
        except OSError as error:
            _log.info("readings not kept: %s", error)

    def _seal(self, packed: bytes) -> bytes:
        return hmac.digest(_secret(self._folder), rules().encode() + packed, "sha256")


@cache
def rules() -> str:
    """Stands for everything but the pages that decides what is read off them."""
    digest = hashlib.sha256()
    parts = (sys.version, lxml.etree.LXML_VERSION, lxml.etree.LIBXML_VERSION, version("OpenCC"))
    digest.update(repr(parts).encode())
    program = Path(__file__).resolve().parent.parent
    files = [file for part in ("facts", "html", "model") for file in (program / part).rglob("*.py")]
    files += [program / "yaml_document.py"]
    files += [*(config_dir() / "lexicon").rglob("*"), *(config_dir() / "calendar").rglob("*")]
    for file in sorted(files):
        if file.is_file():
            digest.update(f"{file.name} {file.stat().st_size} ".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _packed(readings: Iterable[Made]) -> Iterator[bytes]:
    rest = iter(readings)
    while piece := tuple(islice(rest, _PER_PIECE)):
        data = zstandard.compress(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL), 1)
        yield len(data).to_bytes(4) + data


def _unpacked(packed: bytes) -> Iterator[Made]:
    at = 0
    while at < len(packed):
        begin = at + 4
        at = begin + int.from_bytes(packed[at:begin])
        for made in _Unpickler(io.BytesIO(zstandard.decompress(packed[begin:at]))).load():
            if not isinstance(made, Made):
                raise pickle.UnpicklingError("no reading")
            yield made


_KNOWN: dict[tuple[str, str], type] = {
    (each.__module__, each.__qualname__): each
    for each in (
        *(Made, Source, Outcome, date, datetime, timedelta, timezone),
        *(
            each
            for each in vars(xunjian.model.page).values()
            if isinstance(each, type)
            and each.__module__ == xunjian.model.page.__name__
            and (issubclass(each, Enum) or hasattr(each, "__dataclass_fields__"))
        ),
    )
}
"""All that readings are made of."""


class _Unpickler(pickle.Unpickler):
    """Makes values that readings are made of, and calls nothing else, whatever stands in the file."""

    def find_class(self, module: str, name: str) -> type:
        known = _KNOWN.get((module, name))
        if known is None:
            raise pickle.UnpicklingError(f"not part of a reading: {module}.{name}")
        return known


def _secret(folder: Path) -> bytes:
    """Known to this user alone; made once."""
    path = folder / _SECRET
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    with NamedTemporaryFile(dir=folder, delete=False) as part:  # for its owner alone, as it is made
        part.write(secrets.token_bytes(32))
    try:
        os.link(part.name, path)
    except FileExistsError:
        pass  # another audit was first
    finally:
        Path(part.name).unlink()
    return path.read_bytes()


def _is_private(folder: Path) -> bool:
    """Whether a folder is there, and nobody else may look into it or put something there."""
    try:
        seen = folder.lstat()
    except FileNotFoundError:
        return False
    private = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & 0o077
    if not private:
        _log.warning("folder of kept readings is open to others, and not used: %s", folder)
    return private


def _prune(folder: Path) -> None:
    """Forget sites that were not looked at for long, and the oldest where it gets too much."""
    now, room = time.time(), _MOST_OF_ALL
    seen = [(each, each.stat()) for each in folder.iterdir() if each.suffix in (_SUFFIX, ".part")]
    for path, its in sorted(seen, key=lambda each: each[1].st_mtime, reverse=True):
        room -= its.st_size
        half = path.suffix == ".part" and now - its.st_mtime > 3600
        if room < 0 or half or now - its.st_mtime > _OLDEST_SECONDS:
            path.unlink(missing_ok=True)
