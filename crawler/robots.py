"""robots.txt, asked for once per host and before anything else of it.

Scrapy's own middleware lets the first burst of requests through while robots.txt is on its way (stack.md
P1); here everybody waits for the one look. 429 and 5xx forbid for this run (contract, small print).
"""

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

from protego import Protego

from crawler.fetcher import Fetcher
from crawler.hosts import Host, take_turn
from crawler.net.answer import Answer, Fault, Limits
from crawler.net.names import Names
from crawler.net.plain import request_plainly
from crawler.request_log import RequestLog
from crawler.shield import Shields
from xunjian.html.urls import resolve
from xunjian.model.observation import Attempt

_LIMITS = Limits(html_bytes=512 * 1024, other_bytes=512 * 1024, total=30)
_PRODUCT = "Xunjian"
"""The name that groups of a robots.txt call us by; not the whole user agent, of which `Mozilla` is a part."""
_LONGEST_DELAY = 60.0
_MAX_HOPS = 5
_ODD = frozenset(("protocol", "reset"))
"""Faults that may be the strictness of one client."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Rule = Literal["none", "obeyed", "forbidden"]


@dataclass(slots=True)
class Rules:
    """What one host's robots.txt says."""

    status: int | None
    rule: Rule
    parser: Protego | None = None
    pause: float = 0.0
    """Seconds that it wants between two requests, as far as they are kept."""


class Robots:
    """Asks hosts what they allow."""

    def __init__(
        self,
        fetcher: Fetcher,
        user_agent: str,
        *,
        names: Names | None = None,
        shields: Shields | None = None,
        limits: Limits | None = None,
    ) -> None:
        """`names`: what the second client needs; `limits`: times of the crawl, sizes are our own."""
        self._fetcher = fetcher
        self._agent = user_agent
        self._names = names
        self._shields = shields
        times = limits or _LIMITS
        self._limits = replace(
            _LIMITS, first_byte=times.first_byte, idle=times.idle, total=min(_LIMITS.total, times.total)
        )
        self.log = RequestLog()
        """Takes every request for a robots.txt."""
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    @property
    def seen(self) -> dict[str, Rules]:
        """By origin."""
        return self._rules

    async def allows(self, url: str, host: Host) -> bool:
        """Whether the address may be fetched; the first call for a host asks it."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(origin)
        if rules is None:
            async with self._locks.setdefault(origin, asyncio.Lock()):
                rules = self._rules.get(origin)
                if rules is None:
                    rules = self._rules[origin] = await self._ask(origin, host)
                    await take_turn(host)
        return self.permits(url)

    def permits(self, url: str) -> bool:
        """Whether an address of a host that was asked for its rules may be fetched."""
        parts = urlsplit(url)
        rules = self._rules.get(f"{parts.scheme}://{parts.netloc}")
        if rules is None or rules.parser is None:
            return rules is not None and rules.rule != "forbidden"
        return bool(rules.parser.can_fetch(url, _PRODUCT))

    async def _ask(self, origin: str, host: Host) -> Rules:
        url = f"{origin}/robots.txt"
        headers = {"User-Agent": self._agent, "Accept": "text/plain,*/*", "Accept-Encoding": "gzip, deflate"}
        for _ in range(_MAX_HOPS):
            try:
                answer = await self._get(url, headers)
            except Fault:
                return Rules(None, "none")
            target = resolve(url, answer.header("location")) if 300 <= answer.status < 400 else None
            if target is None:
                break
            url = target
        else:
            return Rules(answer.status, "none")
        busy = answer.status == 429 or answer.status >= 500
        shield = self._shields.name(answer) if self._shields is not None else None
        if shield:
            host.meets_shield(shield)
            if busy:
                host.blocked = "shield"
        if busy:
            return Rules(answer.status, "forbidden")
        if answer.status >= 300 or shield or _is_page(answer.body):
            return Rules(answer.status, "none")
        parser = Protego.parse(_text_of(answer))
        wanted = _pause_of(parser)
        pause = min(wanted, _LONGEST_DELAY) if wanted > 0 else 0.0  # NaN is no delay
        if pause:
            host.obey(pause)
            host.next_at = max(host.next_at, asyncio.get_running_loop().time() + host.delay)
        return Rules(answer.status, "obeyed", parser, pause)

    async def _get(self, url: str, headers: dict[str, str]) -> Answer:
        """By the crawl's client, and where it cannot read the answer by the other one. Raises Fault."""
        try:
            answer = await self._noted(url, self._fetcher.request("GET", url, headers, self._limits))
        except Fault as fault:
            if fault.code not in _ODD or self._names is None:
                raise
        else:
            if not answer.stage or answer.late or self._names is None:
                return answer
        return await self._noted(url, request_plainly(self._names, "GET", url, headers, self._limits))

    async def _noted(self, url: str, asking: Awaitable[Answer]) -> Answer:
        """One request, written down however it ends. Raises Fault."""
        at, started = datetime.now(UTC).isoformat(timespec="milliseconds"), time.monotonic()
        try:
            answer = await asking
        except Fault as fault:
            seconds = time.monotonic() - started
            self.log.note("robots", url, Attempt("GET", at, seconds, None, fault.code, fault.stage))
            raise
        code = "ok" if answer.status < 300 else "redirect" if answer.status < 400 else f"http_{answer.status}"
        self.log.note(
            "robots",
            url,
            Attempt("GET", at, answer.seconds, answer.status, code, answer.stage, "", answer.received),
        )
        return answer


def _pause_of(parser: Protego) -> float:
    """Seconds between two requests, by Crawl-delay or Request-rate, whichever asks for more."""
    delay, rate = parser.crawl_delay(_PRODUCT), parser.request_rate(_PRODUCT)
    between = rate.seconds / rate.requests if rate is not None and rate.requests > 0 else 0.0
    return max(between, float(delay or 0.0))


def _text_of(answer: Answer) -> str:
    """The rules; editors put a byte order mark before them, and what was cut off forbids nothing."""
    body = answer.body
    text = body.decode("utf-16" if body.startswith(_UTF16) else "utf-8-sig", "replace")
    if answer.truncated or answer.stage:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]  # half a line may say more than the whole
    return text


def _is_page(body: bytes) -> bool:
    """An error page in place of the rules; the type does not tell: servers call text files pages too."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
