"""robots.txt, asked for once per host and before anything else of it.

Scrapy's own middleware lets the first burst of requests through while robots.txt is on its way (stack.md
P1); here everybody waits for the one look. 429 and 5xx forbid for this run (contract, small print).
"""

import asyncio
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from protego import Protego

from crawler.fetcher import Fetcher
from crawler.hosts import Host, take_turn
from crawler.net.answer import Fault, Limits
from xunjian.html.urls import resolve

_LIMITS = Limits(html_bytes=512 * 1024, other_bytes=512 * 1024, total=30)
_LONGEST_DELAY = 60.0
_MAX_HOPS = 5

Rule = Literal["none", "obeyed", "forbidden"]


@dataclass(slots=True)
class Rules:
    """What one host's robots.txt says."""

    status: int | None
    rule: Rule
    parser: Protego | None = None


class Robots:
    """Asks hosts what they allow."""

    def __init__(self, fetcher: Fetcher, user_agent: str) -> None:
        self._fetcher = fetcher
        self._agent = user_agent
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
        if rules.parser is None:
            return rules.rule != "forbidden"
        return bool(rules.parser.can_fetch(url, self._agent))

    async def _ask(self, origin: str, host: Host) -> Rules:
        url = f"{origin}/robots.txt"
        headers = {"User-Agent": self._agent, "Accept": "text/plain,*/*", "Accept-Encoding": "gzip, deflate"}
        for _ in range(_MAX_HOPS):
            try:
                answer = await self._fetcher.get("GET", url, headers, _LIMITS)
            except Fault:
                return Rules(None, "none")
            target = resolve(url, answer.header("location")) if 300 <= answer.status < 400 else None
            if target is None:
                break
            url = target
        else:
            return Rules(answer.status, "none")
        if answer.status == 429 or answer.status >= 500:
            return Rules(answer.status, "forbidden")
        if answer.status >= 300 or _is_page(answer.body):
            return Rules(answer.status, "none")
        # Editors put a byte order mark before the first line, which would hide it.
        parser = Protego.parse(answer.body.decode("utf-8-sig", "replace"))
        pause = parser.crawl_delay(self._agent)
        if pause:
            host.obey(min(float(pause), _LONGEST_DELAY))
        return Rules(answer.status, "obeyed", parser)


def _is_page(body: bytes) -> bool:
    """An error page in place of the rules; the type does not tell: servers call text files pages too."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
