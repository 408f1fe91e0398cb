"""How far a host is believed that says a page did not change.

Checked are the first 304s of a host, the first below each of some folders and of each kind of address (a list
may be made by another program than the articles that it names), and some later ones. Besides, a 304 may
contradict itself.
"""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from crawler.net.answer import Answer
from crawler.shelf import family_of
from xunjian.model.observation import Fetch

_FIRST_CHECKS = 2
_CHECK_EVERY = 50
_MOST_OF_A_SORT = 12
_PACKED = re.compile(r'[-;:_.]+(?:gzip|gz|br|deflate|zstd)(?="$)')
"""What servers add to the ETag of a packed body; on a 304 some do, some do not."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"',]+)")


@dataclass(slots=True)
class Trust:
    """Of one host."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a 304 is held against a plain answer: the others wait for what comes of it."""
    checked: int = 0
    believed: int = 0
    refused: int = 0
    """Answers that were neither the page nor a 304, and were the same to a plain request."""
    broken: bool = False
    _folders: set[str] = field(default_factory=set)
    _kinds: set[str] = field(default_factory=set)
    _late: int = 0

    @property
    def takes_refusals(self) -> bool:
        """Whether such an answer is no matter of the condition."""
        return self.refused >= _FIRST_CHECKS and not self.broken

    def believes(self, url: str) -> bool:
        """Whether this 304 is taken as it is; counts it. Otherwise it is to be checked."""
        if self.broken:
            return False
        fresh = [_is_new(self._folders, family_of(url)), _is_new(self._kinds, _kind_of(url))]
        if any(fresh) or self.checked < _FIRST_CHECKS:
            return False
        if self.believed >= (_FIRST_CHECKS + self._late) * _CHECK_EVERY:
            self._late += 1
            return False
        self.believed += 1
        return True


def _is_new(known: set[str], key: str) -> bool:
    """Whether a key is met for the first time, as one of so many."""
    if key in known or len(known) >= _MOST_OF_A_SORT:
        return False
    known.add(key)
    return True


def _kind_of(url: str) -> str:
    """How an address is built: steps, whether its name has a number, suffix, query."""
    base, mark, _ = url.partition("?")
    name = base.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    numbered = any(letter.isdigit() for letter in (stem or name))
    return f"{base.count('/')} {numbered} {dot}{suffix if dot else ''} {mark}".lower()


def contradicts(answer: Answer, old: Fetch) -> bool:
    """Whether a 304 names another body than the one it was asked about: by another ETag, a later
    Last-Modified, or another type."""
    told, known = plain_header(answer, "etag"), old.etag
    if told and known:
        if _opaque(told) != _opaque(known):
            return True
    elif _is_later(plain_header(answer, "last-modified"), old.modified):
        return True
    return _differ(answer.content_type, old.content_type)


def plain_header(answer: Answer, name: str, longest: int = 256) -> str:
    """A header that can be sent back as it came; empty where it cannot."""
    raw = answer.headers.get(name, b"")
    text = raw.decode("latin-1")
    return text if len(raw) <= longest and raw.isascii() and text.isprintable() else ""


@lru_cache(maxsize=256)
def moment_of(text: str) -> datetime | None:
    """What a date of HTTP says; None where it says nothing."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _opaque(etag: str) -> str:
    """An ETag without what is said of the way the body is packed."""
    return _PACKED.sub("", etag.removeprefix("W/"))


def _is_later(told: str, known: str) -> bool:
    now, then = moment_of(told) if told else None, moment_of(known) if known else None
    return now is not None and then is not None and now > then


def _differ(told: str, known: str) -> bool:
    """Whether two types differ in what both name."""
    pairs = zip(_parts(told), _parts(known), strict=True)
    return any(one and other and one != other for one, other in pairs)


def _parts(content_type: str) -> tuple[str, str]:
    kind, _, rest = content_type.lower().partition(";")
    charset = _CHARSET.search(rest)
    return kind.strip(), charset[1] if charset else ""
