"""The site's own search, asked as a visitor asks it (for `search.first_page`): a form is filled in and sent.

Nothing else is ever sent by a form. Robots.txt, pauses, `--resolve` and private addresses are respected as in
the crawl. What came of each query is an observation of its own and kept at once.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from crawler.hosts import Host, take_turn
from crawler.net.answer import Answer, Fault
from crawler.net.plain import request_plainly
from crawler.probes.search_result import Result
from crawler.told import code_of, location_of, take_cookies
from storage.snapshot import SnapshotWriter
from xunjian.model.observation import Attempt, Observation, Outcome
from xunjian.model.search import OBSERVED, Ask, is_of_same_government
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.site import Site

_MOST_HOPS = 5
_TRIES = 2
_AGAIN = frozenset(("timeout", "reset", "protocol", "http_500", "http_502", "http_503", "http_504"))
"""What may pass: asked for once more."""
_PAUSE_SECONDS = 1.0
_SILENT = frozenset(("timeout", "refused", "dns"))
_MOST_SILENT = 2
"""Queries without an answer, one after another."""


async def search(site: "Site", writer: SnapshotWriter) -> None:
    """Ask what the job says, one after another; the rest is not asked of a search that stays silent."""
    silent = 0
    result = Result("not_fetched", Outcome.UNKNOWN)
    for ask in site.job.searches:
        if silent < _MOST_SILENT:
            result = await _ask(site, ask)
        silent = silent + 1 if result.code in _SILENT else 0
        writer.observe(Observation(OBSERVED, ask.key, _data(ask, result, writer), _now()))
        writer.commit()
        site.walk.progress.fetched += 1
        site.walk.progress.tell(0, host_of(ask.url))


async def _ask(site: "Site", ask: Ask) -> Result:
    if not ask.by_browser:
        return await Searcher(site).ask(ask)
    from crawler.probes.search_visit import visit_search  # knows Playwright

    return await visit_search(site, ask)


class Searcher:
    """Sends forms by the crawl's own client."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self._hosts = site.job.plan.hosts

    async def ask(self, ask: Ask) -> Result:
        """One query, its redirects followed."""
        result = Result("not_fetched", Outcome.UNKNOWN)
        for number in range(_TRIES):
            if number:
                await asyncio.sleep(_PAUSE_SECONDS)
            result = await self._follow(ask)
            if result.code not in _AGAIN:
                break
        return result

    async def _follow(self, ask: Ask) -> Result:
        url, method, referer = ask.url, ask.method, ask.page
        body, kind = posted(ask)
        for _ in range(_MOST_HOPS + 1):
            if not is_of_same_government(url, self._hosts):
                return Result("not_fetched", Outcome.UNKNOWN)
            try:
                answer = await self._get(method, url, body, kind, referer)
            except Fault as fault:
                surely = fault.certain and fault.code in ("dns", "refused")
                return Result(fault.code, Outcome.FAILED if surely else Outcome.UNKNOWN)
            code = code_of(answer)
            target = location_of(answer) if 300 <= answer.status < 400 else None
            if target is None:
                return Result(code, Outcome.OK if code == "ok" else Outcome.FAILED, answer)
            if answer.status not in (307, 308):
                method, body = "GET", b""
            referer, url = url, target
        return Result("bad_redirect", Outcome.FAILED)

    async def _get(self, method: str, url: str, body: bytes, kind: str, referer: str) -> Answer:
        """One request by the rules of the crawl. Raises Fault."""
        walk = self._site.walk
        host = walk.schedule.host(host_of(url))
        async with _place(self._site, host):
            if host.blocked:
                raise Fault(host.blocked, certain=False)
            if not await walk.robots.allows(url, host):
                raise Fault("robots", certain=False)
            await take_turn(host)
            answer = await self._send(method, url, body, kind, referer, host)
        host.heard(answer.status, answer.seconds, asked_to_wait="retry-after" in answer.headers)
        take_cookies(answer, host)
        shield = self._site.shields.name(answer)
        if shield:
            host.meets_shield(shield)
            raise Fault("shield", shield, certain=False)
        return answer

    async def _send(self, method: str, url: str, body: bytes, kind: str, referer: str, host: Host) -> Answer:
        walk = self._site.walk
        headers = {**walk.ladder.headers(referer, host), "Referer": referer}
        if method == "POST":
            headers["Content-Type"] = kind
        limits, at, started = walk.ladder.page_limits, _now(), asyncio.get_running_loop().time()
        try:
            if method == "POST":
                answer = await request_plainly(self._site.names, method, url, headers, limits, body=body)
            else:
                answer = await self._site.client.request(method, url, headers, limits)
        except Fault as fault:
            seconds = asyncio.get_running_loop().time() - started
            walk.ladder.log.note("search", url, Attempt(method, at, seconds, None, fault.code, fault.stage))
            raise
        code = code_of(answer).removesuffix("_self")
        tried = Attempt(method, at, answer.seconds, answer.status, code, answer.stage, "", answer.received)
        walk.ladder.log.note("search", url, tried)
        return replace(answer, url=url)


@asynccontextmanager
async def _place(site: "Site", host: Host) -> AsyncIterator[None]:
    while host.door.active >= host.cap:
        await asyncio.sleep(0.05)
    site.walk.schedule.occupy(host)
    try:
        yield
    finally:
        site.walk.schedule.release(host)


def posted(ask: Ask) -> tuple[bytes, str]:
    """What is posted, and its kind. What goes in parts stays in the charset of the form."""
    if not ask.multipart:
        return ask.body.encode(), "application/x-www-form-urlencoded"
    pairs = [pair.partition("=") for pair in ask.body.split("&") if pair]
    parts = [(_bytes(name), _bytes(value)) for name, _, value in pairs]
    line = "----xunjian" + sha256(ask.body.encode()).hexdigest()[:24]
    body = b"".join(
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (line.encode(), name.replace(b'"', b"%22"), value)
        for name, value in parts
    )
    return body + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"


def _bytes(text: str) -> bytes:
    return unquote_to_bytes(text.replace("+", " "))


def _data(ask: Ask, result: Result, writer: SnapshotWriter) -> dict[str, object]:
    answer = result.answer
    data: dict[str, object] = {
        "ask": ask.model_dump(mode="json", exclude_defaults=True),
        "url": answer.url if answer is not None else ask.url,
        "code": result.code,
        "outcome": result.outcome.value,
    }
    if answer is not None:
        data |= {
            "status": answer.status,
            "content_type": answer.content_type,
            "size": answer.size,
            "truncated": answer.truncated or bool(answer.stage),
            "seconds": round(answer.seconds, 3),
            "sha256": writer.keep_body(answer.body) if answer.body else None,
        }
    if result.picture is not None:
        data["picture"] = writer.keep_body(result.picture)
    return data


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
