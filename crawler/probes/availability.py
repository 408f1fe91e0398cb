"""Availability rounds: one look at the home page of each unit (for `site.reachable`).

A look is what a visitor does: the home address, its redirects, fifteen seconds in all, and no second try.
A failure counts only where the way out of this machine is known to have been open then: another host was
seen to be well at about the same time, or, where none else was asked, the host itself answered.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.client import Client, parts_of
from crawler.net.names import Names
from crawler.net.plain import request_plainly
from crawler.shield import Shields
from crawler.told import code_of, fill_jar, location_of, way_of
from xunjian.model.availability import Sample
from xunjian.model.observation import Outcome
from xunjian.model.unit import host_of

SECONDS = 15.0
_AT_ONCE = 50
_APART = 0.1
_MOST_HOPS = 10
_LATE = 0.5
"""A clock that rings later than this was ours: this machine was too busy to listen."""
_NEAR = 30.0
"""Seconds around a failure in which another host's answer shows that the line was open."""
_TOO_STRICT = ("protocol", "tls", "reset")
"""Faults that the second client is asked about: the first may be too strict."""
_REFUSED = ("http_403", "http_429")
_PAGE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Look:
    sample: Sample
    host: str
    began: float
    ended: float
    """Monotonic."""


@dataclass(slots=True)
class Sampler:
    """Takes the looks of one round."""

    names: Names
    shields: Shields
    agent: str
    seconds: float = SECONDS
    """A page that is not there by then did not open."""
    _limits: Limits = field(init=False)
    _client: Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = Client(self.names)
        self._limits = Limits(self.seconds, self.seconds, self.seconds, html_bytes=_PAGE_BYTES)

    async def round(self, urls: Sequence[str], witnesses: Sequence[str] = ()) -> Mapping[str, Sample]:
        """A sample of each address. `witnesses`: sites that only show whether our line is open."""
        places = asyncio.Semaphore(_AT_ONCE)
        by_host: dict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys((*urls, *witnesses)):
            by_host[host_of(url)].append(url)

        async def one_host(host: str, homes: Sequence[str]) -> list[tuple[str, _Look]]:
            looks = []
            for url in homes:
                async with places:
                    looks.append((url, await self._look(url, host)))
                await asyncio.sleep(_APART)
            return looks

        try:
            done = await asyncio.gather(*(one_host(host, homes) for host, homes in by_host.items()))
        finally:
            await self._client.close()
        looks = {url: look for each in done for url, look in each}
        return {url: _settled(looks[url], looks.values()) for url in urls}

    async def _look(self, url: str, host: str) -> _Look:
        at, began = datetime.now(UTC), time.monotonic()
        try:
            _, name, port, *_ = parts_of(url)
            await self.names.addresses(name, port)  # our name server's time is not the site's
        except Fault as fault:
            sample = _of_fault(at, fault, time.monotonic() - began)
            return _Look(sample, host, began, time.monotonic())
        started = time.monotonic()
        try:
            async with asyncio.timeout(self.seconds):
                sample = await self._visit(url, at, started)
        except TimeoutError:
            on_time = time.monotonic() - started < self.seconds + _LATE
            sample = _of_fault(at, Fault("timeout", certain=on_time), time.monotonic() - started)
        except Fault as fault:
            sample = _of_fault(at, fault, time.monotonic() - started)
        return _Look(sample, host, began, time.monotonic())

    async def _visit(self, url: str, at: datetime, started: float) -> Sample:
        """Follow an address to its page. Raises Fault."""
        cookies: dict[str, str] = {}
        for _ in range(_MOST_HOPS + 1):
            answer = await self._get(url, cookies)
            code = code_of(answer).removesuffix("_self")
            sample = Sample(at, Outcome.OK, code, answer.status, time.monotonic() - started)
            if self.shields.name(answer):
                return replace(sample, outcome=Outcome.BLOCKED, code="shield")
            if self.shields.is_login(answer):
                return replace(sample, outcome=Outcome.BLOCKED, code="login")
            if code in _REFUSED:
                return replace(sample, outcome=Outcome.BLOCKED)
            target = location_of(answer) if code == "redirect" else None
            if target is None:
                return _of_page(sample, answer)
            fill_jar(cookies, answer)
            url = target if target != answer.url else way_of(answer) or target
        return replace(sample, outcome=Outcome.FAILED, code="redirect")

    async def _get(self, url: str, cookies: Mapping[str, str]) -> Answer:
        headers = {"User-Agent": self.agent, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "zh-CN,zh"}
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        try:
            return await self._client.request("GET", url, headers, self._limits)
        except Fault as fault:
            if fault.code not in _TOO_STRICT:
                raise
            with suppress(Fault):
                return await request_plainly(self.names, "GET", url, headers, self._limits)
            raise


def _of_page(sample: Sample, answer: Answer) -> Sample:
    """What the page at the end is worth: its bytes are to be there, not only its head."""
    if sample.code != "ok":
        return replace(sample, outcome=Outcome.FAILED)
    if answer.late:
        return replace(sample, outcome=Outcome.FAILED, code="timeout")
    if not answer.body:
        return replace(sample, outcome=Outcome.FAILED, code="empty")
    return sample


def _of_fault(at: datetime, fault: Fault, seconds: float) -> Sample:
    certain = fault.certain and fault.code != "private_address"
    return Sample(at, Outcome.FAILED if certain else Outcome.UNKNOWN, fault.code, None, seconds)


def _settled(look: _Look, looks: Collection[_Look]) -> Sample:
    """The sample as it counts: a failure only where the line was open."""
    sample = look.sample
    if sample.outcome is not Outcome.FAILED:
        return sample
    others = [each for each in looks if each.host != look.host]
    first, last = look.began - _NEAR, look.ended + _NEAR
    well = any(each.sample.outcome is Outcome.OK and first <= each.ended <= last for each in others)
    if well or (not others and sample.status is not None):
        return sample
    return replace(sample, outcome=Outcome.UNKNOWN, code="line")
