"""The crawl before this one: of what it read, only what changed is asked to be sent again.

An address is asked with the validators of the very same address, and only where its whole, sound body lies
in the earlier snapshot. A 304 takes that body over. What servers say is not believed blindly (see
`crawler.trust`): some 304s are held against a plain answer, or that to a condition that nothing can
meet, and what is asked plainly anyhow, as the home page, must not have changed under its old validators. A
host that was caught once is asked plainly from then on. A server that says 304 of what changed, and is not
caught, cannot be told apart.
"""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Self
from zlib import crc32

from crawler.net.answer import Answer
from crawler.targets import is_attachment
from crawler.trust import Trust, contradicts, moment_of, plain_header
from storage.snapshot import FINDS_KEY, SnapshotFile, Waiting
from storage.snapshot_finds import Find
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Role
from xunjian.model.plan import CrawlPlan
from xunjian.model.unit import host_of

logger = logging.getLogger(__name__)
_MOST_BODIES = 3
"""An ETag that more different bodies share, and a fifth of all, is no validator."""
_EMPTY = frozenset(('""', 'W/""', "*"))
_SETTLED = timedelta(seconds=60)
"""A page may change twice within the second of its Last-Modified (RFC 9110, 8.8.2.2)."""
_MADE_UP, _EARLIER = '"xunjian-made-up"', timedelta(days=1)
_TURNS = 14
"""Nights within which every address is asked plainly once: what no check finds out stands no longer."""
NIGHT_KEY = "night"
"""In the meta table: how many crawls in a row lean on each other."""
_OF_THE_OLD = frozenset(("content-encoding", "content-length", "content-range", "transfer-encoding"))
"""Headers of a 304 that are not about the body that is taken over."""


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

    @property
    def made_up(self) -> Self:
        """The same with validators that no page has: a server that reads them sends the page."""
        modified = moment_of(self.fetch.modified) if self.fetch.modified else None
        earlier = format_datetime((modified - _EARLIER).astimezone(UTC), usegmt=True) if modified else ""
        return replace(self, fetch=replace(self.fetch, etag=_MADE_UP, modified=earlier))


class Before:
    """Reads the earlier snapshot; without one everything is asked plainly."""

    def __init__(self, earlier: SnapshotFile | None) -> None:
        self._earlier = earlier
        self._common = earlier.common_etags(_MOST_BODIES) if earlier is not None else frozenset()
        self._rules = earlier.meta.get(FINDS_KEY) if earlier is not None else None
        self._hosts: dict[str, Trust] = {}
        self.night = int(earlier.meta.get(NIGHT_KEY, 0)) + 1 if earlier is not None else 0
        """0: this crawl leans on no other."""

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
        trust = self._trust(item.url)
        if trust.broken or self._has_turn(item.url):
            return None
        fetch = earlier.fetch(item.url, item.role)
        usable = fetch is not None and is_whole(fetch) and fetch.etag not in self._common
        return Known(fetch, trust) if fetch is not None and usable else None

    def _has_turn(self, url: str) -> bool:
        """Whether an address is asked plainly this night, whatever was said of it. What the second night
        takes over was sent the night before, so the turns begin with the third."""
        path = url.partition("//")[2].partition("/")[2]
        return self.night > 1 and crc32(path.encode()) % _TURNS == self.night % _TURNS

    def whole(self, known: Known, answer: Answer) -> Answer | None:
        """The answer that a 304 stands for; None where the earlier body is gone or damaged, or where the 304
        is about another one."""
        old = known.fetch
        if old.etag != _MADE_UP and contradicts(answer, old):
            self.distrust(host_of(known.fetch.url))
            return None
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
        return replace(
            answer,
            status=200,
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

    def _met_again(self, fetch: Fetch) -> Known | None:
        """What the earlier crawl has of an address that was asked plainly, the home page for instance."""
        old = self._earlier.fetch(fetch.url, fetch.role) if self._earlier is not None else None
        if old is None or not is_whole(old) or old.etag in self._common:
            return None
        return Known(old, self._trust(fetch.url))

    def believes(self, known: Known) -> bool:
        """Whether a 304 is taken as it is; counts it."""
        return known.trust.believes(known.fetch.url)

    @property
    def distrusted(self) -> set[str]:
        """The hosts that were caught."""
        return {name for name, trust in self._hosts.items() if trust.broken}

    def _trust(self, url: str) -> Trust:
        return self._hosts.setdefault(host_of(url), Trust())

    def compare(self, known: Known, plain: Answer | None) -> None:
        """Hold a 304 against what the same address answers to a plain request."""
        if plain is None or plain.stage:
            return  # nothing to compare with
        known.trust.checked += 1
        same = plain.status == known.fetch.status and _digest(plain) == known.fetch.sha256
        if not same:
            self.distrust(host_of(known.fetch.url))

    def compare_refusal(self, known: Known, refused: Answer | None, plain: Answer | None) -> None:
        """Hold an answer that is neither the page nor a 304 against the one to a plain request."""
        if plain is None:
            return
        if refused is not None and (refused.status, bool(refused.body)) == (plain.status, bool(plain.body)):
            known.trust.refused += 1
        else:
            self.distrust(host_of(known.fetch.url))

    def validators(self, fetch: Fetch, answer: Answer, known: Known | None) -> tuple[str, str]:
        """ETag and Last-Modified to keep of a fetch: only such as can be believed another night."""
        if not is_sound(fetch):
            return "", ""
        etag, modified = validators_of(answer)
        known = known or self._met_again(fetch)
        if known is not None and (etag, modified) == (known.fetch.etag, known.fetch.modified):
            if _digest(answer) != known.fetch.sha256:
                self.distrust(host_of(known.fetch.url))  # another body under the old validators
            if known.trust.broken:
                return "", ""
        return etag, modified

    def distrust(self, host: str) -> None:
        """Believe no further 304 of a host."""
        self._hosts.setdefault(host, Trust()).broken = True
        logger.warning("validators of a host not believed: %s", host)


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
    etag = plain_header(answer, "etag")
    modified = plain_header(answer, "last-modified")
    return "" if etag in _EMPTY else etag, modified if _is_settled(modified, answer) else ""


def _is_settled(modified: str, answer: Answer) -> bool:
    last = moment_of(modified)
    now = moment_of(plain_header(answer, "date")) or datetime.now(UTC)
    return last is not None and now - last >= _SETTLED


def _digest(answer: Answer) -> str:
    return hashlib.sha256(answer.body).hexdigest()
