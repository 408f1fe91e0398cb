"""The crawl before this one: of what it read, only what changed is asked to be sent again.

An address is asked with the validators of the very same address, and only where its whole, sound body lies
in the earlier snapshot. A 304 takes that body over. What servers say is not believed blindly: the first
304s of each host, and some later ones, are held against a plain answer; a host that was caught once is
asked plainly from then on. A server that says 304 of what changed, and is not caught, cannot be told apart.
"""

import asyncio
import hashlib
import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Self

from crawler.net.answer import Answer
from crawler.targets import is_attachment
from storage.snapshot import FINDS_KEY, SnapshotFile, Waiting
from storage.snapshot_finds import Find
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Role
from xunjian.model.plan import CrawlPlan
from xunjian.model.unit import host_of

logger = logging.getLogger(__name__)
_FIRST_CHECKS = 2
_CHECK_EVERY = 50
_MOST_BODIES = 3
"""An ETag that more different bodies share, and a fifth of all, is no validator."""
_LONGEST = 256
_EMPTY = frozenset(('""', 'W/""', "*"))
_SETTLED = timedelta(seconds=60)
"""A page may change twice within the second of its Last-Modified (RFC 9110, 8.8.2.2)."""
_OF_THE_OLD = frozenset(("content-encoding", "content-length", "content-range", "transfer-encoding"))
"""Headers of a 304 that are not about the body that is taken over."""


@dataclass(slots=True)
class Trust:
    """How far a host's 304 is believed."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a 304 is held against a plain answer: the others wait for what comes of it."""
    checked: int = 0
    believed: int = 0
    broken: bool = False

    def believes(self) -> bool:
        """Whether this 304 is taken as it is; counts it. Otherwise it is to be checked."""
        due = self.checked < _FIRST_CHECKS or self.believed >= self.checked * _CHECK_EVERY
        if self.broken or due:
            return False
        self.believed += 1
        return True


@dataclass(frozen=True, slots=True)
class Known:
    """What the earlier crawl has of one address."""

    fetch: Fetch
    trust: Trust

    @property
    def headers(self) -> dict[str, str]:
        """What makes a request conditional."""
        asked = {"If-None-Match": self.fetch.etag, "If-Modified-Since": self.fetch.modified}
        return {name: value for name, value in asked.items() if value}


class Before:
    """Reads the earlier snapshot; without one everything is asked plainly."""

    def __init__(self, earlier: SnapshotFile | None) -> None:
        self._earlier = earlier
        self._common = earlier.common_etags(_MOST_BODIES) if earlier is not None else frozenset()
        self._rules = earlier.meta.get(FINDS_KEY) if earlier is not None else None
        self._hosts: dict[str, Trust] = {}

    @classmethod
    def of(cls, plan: CrawlPlan) -> Self:
        """The earlier snapshot that the plan names; one that cannot be read, or was taken at other
        addresses (`resolve`), is left alone."""
        if plan.since is None:
            return cls(None)
        try:
            earlier = SnapshotFile.open(plan.since)
        except (StorageError, OSError) as error:
            logger.warning("earlier snapshot not used: %s", error)
            return cls(None)
        return cls(earlier if earlier.plan.resolve == plan.resolve else None)

    def known(self, item: Waiting) -> Known | None:
        """What a conditional request for an address can be made of. The home page is never asked so."""
        earlier = self._earlier
        if earlier is None or item.role in (Role.PROBE, Role.RENDERED):
            return None
        if (item.role is Role.PAGE and not item.depth) or (
            item.role is Role.TARGET and not is_attachment(item.url)
        ):
            return None
        trust = self._hosts.setdefault(host_of(item.url), Trust())
        if trust.broken:
            return None
        fetch = earlier.fetch(item.url, item.role)
        usable = fetch is not None and is_whole(fetch) and fetch.etag not in self._common
        return Known(fetch, trust) if fetch is not None and usable else None

    def whole(self, known: Known, answer: Answer) -> Answer | None:
        """The answer that a 304 stands for; None where the earlier body is gone or damaged."""
        old = known.fetch
        body = self._body(old)
        if body is None:
            return None
        headers = {name: value for name, value in answer.headers.items() if name not in _OF_THE_OLD}
        for name, value in (
            ("content-type", old.content_type),
            ("content-disposition", old.disposition),
        ):
            headers.pop(name, None)
            if value:
                headers[name] = value.encode("utf-8", "surrogateescape")
        for name, value in (("etag", old.etag), ("last-modified", old.modified)):
            headers.setdefault(name, value.encode("latin-1", "replace"))
        status = old.status or 200
        return replace(
            answer,
            status=status,
            headers=headers,
            body=body,
            truncated=old.truncated,
            stage="",
            size=old.size,
        )

    def finds(self, answer: Answer, sha256: str, rules: str) -> list[Find] | None:
        """What a page led to in the earlier crawl; None where it was another page, or read by other rules."""
        if self._rules != rules or self._earlier is None:
            return None
        return self._earlier.finds(answer.url, sha256, answer.content_type)

    def _body(self, old: Fetch) -> bytes | None:
        if self._earlier is None:
            return None
        try:
            return self._earlier.body(old)
        except StorageError as error:
            logger.warning("earlier body not used: %s", error)
            return None

    def compare(self, known: Known, plain: Answer | None) -> None:
        """Hold a 304 against what the same address answers to a plain request."""
        if plain is None or plain.stage:
            return  # nothing to compare with
        known.trust.checked += 1
        same = plain.status == known.fetch.status and _digest(plain) == known.fetch.sha256
        if not same:
            self._distrust(known)

    def validators(self, fetch: Fetch, answer: Answer, known: Known | None) -> tuple[str, str]:
        """ETag and Last-Modified to keep of a fetch: only such as can be believed another night."""
        if not is_sound(fetch) or answer.stage:
            return "", ""
        etag, modified = validators_of(answer)
        if known is not None and (etag, modified) == (known.fetch.etag, known.fetch.modified):
            if _digest(answer) != known.fetch.sha256:
                self._distrust(known)  # another body under the old validators
            if known.trust.broken:
                return "", ""
        return etag, modified

    def _distrust(self, known: Known) -> None:
        known.trust.broken = True
        logger.warning("validators of a host not believed: %s", host_of(known.fetch.url))


def is_sound(fetch: Fetch) -> bool:
    """Whether the body of a fetch is the answer to its own address, as much of it as is wanted."""
    if fetch.code != "ok" or fetch.status != 200 or not fetch.attempts:
        return False
    last = fetch.attempts[-1]
    cut = fetch.truncated and fetch.role is not Role.TARGET  # of a file no more than the head is wanted
    return last.method == "GET" and not last.url and not last.stage and not cut


def is_whole(fetch: Fetch) -> bool:
    """Whether a stored fetch can be asked for again on condition."""
    return is_sound(fetch) and fetch.sha256 is not None and bool(fetch.etag or fetch.modified)


def validators_of(answer: Answer) -> tuple[str, str]:
    """ETag and Last-Modified of an answer, each empty where it is of no use."""
    etag = _plain(answer, "etag")
    modified = _plain(answer, "last-modified")
    return "" if etag in _EMPTY else etag, modified if _is_settled(modified, answer) else ""


def _plain(answer: Answer, name: str) -> str:
    """A header that can be sent back as it came; empty where it cannot."""
    raw = answer.headers.get(name, b"")
    text = raw.decode("latin-1")
    return text if len(raw) <= _LONGEST and raw.isascii() and text.isprintable() else ""


def _is_settled(modified: str, answer: Answer) -> bool:
    last = _moment(modified)
    now = _moment(_plain(answer, "date")) or datetime.now(UTC)
    return last is not None and now - last >= _SETTLED


@lru_cache(maxsize=256)
def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _digest(answer: Answer) -> str:
    return hashlib.sha256(answer.body).hexdigest()
