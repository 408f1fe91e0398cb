"""What a browser asks for while it builds a page, brought by the crawl's own client.

The browser itself has no network. So every rule of the crawl holds for it too: scope, robots.txt, pauses,
private addresses (a name cannot change its answer in between), `--resolve`, size of bodies; and every
request is written down.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request, Route

from crawler.errand import FILLS, Errand, Wanted, wanted
from crawler.hosts import Host, take_turn
from crawler.net.after import retry_after
from crawler.net.answer import Answer, Fault, Limits
from crawler.net.plain import request_plainly
from crawler.targets import is_identity_service
from crawler.told import code_of, fill_jar, location_of
from xunjian.html.decode import decode_html
from xunjian.model.observation import Attempt, Role
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.site import Site

_MOST_BYTES = 10 * 1024 * 1024
_LONGEST = 12.0
_MOST_HOPS = 10
_SHARED_BYTES = 32 * 1024 * 1024
_SHARED = frozenset(("script", "stylesheet"))
_ASKED_AGAIN = frozenset(("script", "xhr", "fetch"))
_AGAIN_SECONDS = 1.0
"""Before a second try: a server that fails once may have been busy, one that fails twice is broken."""
_LONGEST_PAUSE = 5.0
"""Seconds that a page stays open for what its server asks to be asked for later."""
_TEXTS = {"document": "text/html", "script": "text/javascript"}
_OURS = frozenset(
    (
        "host",
        "cookie",
        "connection",
        "content-length",
        "accept-encoding",
        "user-agent",
        "upgrade-insecure-requests",
    )
)
"""Request headers that are not the page's to set."""
_NOT_ON = frozenset(
    ("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "set-cookie",
     "content-disposition", "location")
)  # fmt: skip
"""Answer headers that do not fit the body as we hand it on."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a browser gets for one request."""

    status: int
    headers: dict[str, str]
    body: bytes


class Supplier:
    """Brings pages of one crawl what they ask for."""

    def __init__(self, site: "Site") -> None:
        self._client = site.client
        self._names = site.names
        self._walk = site.walk
        self._shields = site.shields
        self._plan = site.job.plan
        limit = min(_LONGEST, self._plan.first_byte_seconds)
        self._limits = Limits(limit, limit, 2 * limit, _MOST_BYTES, _MOST_BYTES)
        self._shared: dict[str, Answer] = {}
        self._shared_bytes = 0

    async def document(self, url: str, errand: Errand) -> Answer:
        """The page itself, where its redirects end. Raises Fault where it is not to be had."""
        return await self._follow(Wanted(url, "document", "GET", True, {"accept": "text/html,*/*"}), errand)

    async def supply(self, errand: Errand, route: Route) -> None:
        """Answer one request of a page that Playwright drives."""
        request = route.request
        given = await self.give(
            errand, request.url, request.resource_type, request.method, request.headers,
            request.post_data_buffer, moves=_is_of_page(request),
        )  # fmt: skip
        with suppress(PlaywrightError):  # the page may be gone
            if given is not None:
                await route.fulfill(status=given.status, headers=given.headers, body=given.body)
            else:
                # “aborted” leaves a page that wanted to go elsewhere as it is; else an error page comes.
                await route.abort("aborted" if request.is_navigation_request() else "blockedbyclient")

    async def give(
        self,
        errand: Errand,
        url: str,
        kind: str,
        method: str,
        headers: dict[str, str],
        body: bytes | None,
        *,
        moves: bool,
    ) -> Given | None:
        """What a page gets for one request; None where it gets nothing. `kind`: as Playwright names it."""
        if errand.stays and moves:
            errand.turn_to(url)
            return None
        try:
            if errand.stays and method == "POST":
                raise Fault("not_fetched", method)
            asked = wanted(
                url, kind, method, headers, body, moves=moves, painted=errand.painted, sends=errand.sends
            )
            errand.waiting += kind in FILLS
            try:
                answer = await self._bring(asked, errand)
            finally:
                errand.waiting -= kind in FILLS
        except Fault as fault:
            errand.miss(url, kind, fault.code)
            return None
        if answer.status >= 400 or answer.truncated or answer.stage:
            errand.miss(url, kind, code_of(answer) if answer.status >= 400 else "partly")
        if asked.kind == "document" and answer.url != asked.url:
            errand.ready[answer.url] = answer  # the browser is sent there, and finds it ready
            return Given(200, {"content-type": "text/html"}, _on_to(answer.url).encode())
        answered, brought = _headers_on(answer), answer.body
        if asked.kind in _TEXTS and brought:
            answered["content-type"], brought = _as_utf8(answer, _TEXTS[asked.kind])
        return Given(answer.status, answered, brought)

    async def _bring(self, asked: Wanted, errand: Errand) -> Answer:
        """Raises Fault where it is not to be had."""
        if asked.moves and errand.opening:
            errand.opening = False
            return Answer(asked.url, 200, {"content-type": b"text/html"})
        known = errand.move(asked.url) if asked.moves else errand.ready.pop(asked.url, None)
        if known is None and asked.kind in _SHARED and asked.method == "GET":
            known = self._known(asked.url)
        if known is not None:
            return replace(known, url=asked.url)
        answer = await self._once(asked, errand)
        if asked.kind in _SHARED and answer.status == 200 and self._shared_bytes < _SHARED_BYTES:
            self._shared_bytes += len(answer.body)
            self._shared[asked.url] = answer
        return answer

    async def _once(self, asked: Wanted, errand: Errand) -> Answer:
        """As the look before was told; else asked now, and kept for a look after this one."""
        told = errand.known.get(asked.key)
        if told is None:
            try:
                told = await self._follow(asked, errand)
                pause = _AGAIN_SECONDS if told.status == 500 else retry_after(told)
                if asked.kind in _ASKED_AGAIN and pause is not None and pause <= _LONGEST_PAUSE:
                    await asyncio.sleep(pause)
                    told = await self._follow(asked, errand)
            except Fault as fault:
                told = fault
            errand.keep(asked, told)
        if isinstance(told, Fault):
            raise told
        return told

    def _known(self, url: str) -> Answer | None:
        """A script that this crawl has read already."""
        if url in self._shared:
            return self._shared[url]
        fetch = self._walk.writer.fetch(url, Role.RESOURCE)
        if fetch is None or fetch.code != "ok" or fetch.truncated:
            return None
        body = self._walk.writer.body(fetch)
        if body is None:
            return None
        return Answer(url, 200, {"content-type": fetch.content_type.encode("latin-1", "replace")}, body)

    async def _follow(self, asked: Wanted, errand: Errand) -> Answer:
        for _ in range(_MOST_HOPS):
            answer = await self._get(asked, errand)
            target = location_of(answer) if 300 <= answer.status < 400 else None
            if target is None:
                return answer
            asked = replace(asked, url=target, method="HEAD" if asked.method == "HEAD" else "GET", body=b"")
        raise Fault("protocol", "重定向太多")

    async def _get(self, asked: Wanted, errand: Errand) -> Answer:
        """One request by the rules of the crawl. Raises Fault where they forbid it, or no answer comes."""
        url = asked.url
        name = host_of(url)
        if is_identity_service(url) or name not in self._plan.scope.hosts | errand.also:
            raise Fault("not_fetched", "不在范围内")
        host = self._walk.schedule.host(name)
        errand.count()
        async with errand.turn, self._place(host, errand):
            if host.blocked:
                raise Fault(host.blocked)
            if not await self._walk.robots.allows(url, host):
                raise Fault("robots")
            await take_turn(host)
            try:
                answer = await self._noted(asked, host, plainly=asked.method == "POST")
            except Fault as fault:
                if fault.code != "protocol" or asked.method == "POST":
                    raise
                await take_turn(host)  # what one client is too strict for, the other reads
                answer = await self._noted(asked, host, plainly=True)
        host.heard(answer.status, answer.seconds, asked_to_wait="retry-after" in answer.headers)
        if (pause := retry_after(answer)) is not None:
            host.rest(pause, asyncio.get_running_loop().time())
        fill_jar(host.offered, answer)
        shield = self._shields.name(answer)
        if shield:
            host.meets_shield(shield)
            raise Fault("shield", shield)
        return answer

    @asynccontextmanager
    async def _place(self, host: Host, errand: Errand) -> AsyncIterator[None]:
        """A place at a host; at the page's own the page has one already."""
        if host.name == errand.host:
            yield
            return
        while host.door.active >= host.cap:
            await asyncio.sleep(0.05)
        self._walk.schedule.occupy(host)
        try:
            yield
        finally:
            self._walk.schedule.release(host)

    async def _noted(self, asked: Wanted, host: Host, *, plainly: bool) -> Answer:
        """One request, written down however it ends. Raises Fault."""
        at, started = datetime.now(UTC).isoformat(timespec="milliseconds"), time.monotonic()
        headers = {
            key: value for key, value in asked.headers.items() if key not in _OURS and key[:4] != "sec-"
        }
        headers |= {"User-Agent": self._plan.user_agent, "Accept-Encoding": "gzip, deflate"}
        if carried := host.offered | host.cookies:  # a visitor comes from the page that gave them
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in carried.items())
        log = self._walk.ladder.log
        try:
            if plainly:
                answer = await request_plainly(
                    self._names, asked.method, asked.url, headers, self._limits, body=asked.body
                )
            else:
                answer = await self._client.request(asked.method, asked.url, headers, self._limits)
        except Fault as fault:
            seconds = time.monotonic() - started
            log.note("browser", asked.url, Attempt(asked.method, at, seconds, None, fault.code, fault.stage))
            raise
        code = code_of(answer).removesuffix("_self")
        log.note(
            "browser", asked.url,
            Attempt(asked.method, at, answer.seconds, answer.status, code, answer.stage, "", answer.received),
        )  # fmt: skip
        return answer


def _is_of_page(request: Request) -> bool:
    """Whether the page itself goes elsewhere."""
    if not request.is_navigation_request():
        return False
    try:
        return request.frame.parent_frame is None
    except PlaywrightError:  # so new that it has no frame yet
        return True


def _headers_on(answer: Answer) -> dict[str, str]:
    return {
        name: value.decode("latin-1").replace("\n", ", ")
        for name, value in answer.headers.items()
        if name not in _NOT_ON and name.isascii()
    }


def _as_utf8(answer: Answer, usual_type: str) -> tuple[str, bytes]:
    """Type and body as we read them: many pages say nothing of their charset, or something wrong."""
    text = decode_html(answer.body, answer.content_type).text
    kind = answer.content_type.partition(";")[0].strip() or usual_type
    return f"{kind}; charset=utf-8", text.encode("utf-8", "replace")


def _on_to(url: str) -> str:
    """A page that leads on, as a redirect does: the browser must know at which address it is."""
    return f"<script>location.replace({json.dumps(url).replace('<', '%3C')})</script>"
