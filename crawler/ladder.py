"""The ladder of tries: an address is only called broken after every rung (contract, “Broken”).

HEAD or GET → GET with the parent as Referer → the other percent-encoding of a non-ASCII path → a client
that shares no code with ours → (by the walk) once more at the end of the run. All tries are recorded.
A body that breaks off or cannot be unpacked is asked for once more, as it is and by the other client (T50).
A home page whose host stays silent is tried twice only, the second time by that other client.
What an earlier crawl read whole is first asked for on the condition that it changed (`crawler.before`).
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from crawler.before import Before, Known
from crawler.encodings import other_encoding
from crawler.fetcher import Fetcher
from crawler.hosts import Host, take_turn
from crawler.net.after import retry_after
from crawler.net.answer import Answer, Fault, Limits
from crawler.net.names import Names
from crawler.net.plain import request_plainly
from crawler.portions import Portions
from crawler.request_log import RequestLog
from crawler.shield import Shields
from crawler.targets import is_attachment
from crawler.told import code_of, fill_jar, location_of, take_cookies, way_of
from crawler.tries import Try, is_settled, keep_better, of_fault, outcome_of, told
from storage.snapshot import Waiting
from xunjian.model.observation import Attempt, Fetch, Outcome, Role
from xunjian.model.plan import CrawlPlan

PLAIN_404 = ("http_404", "http_410")
"""Gone, as the server says."""
_NOT_MODIFIED, _PRECONDITION_FAILED = 304, 412
_NO_SECOND_OPINION = frozenset({*PLAIN_404, "http_401", "http_405", "http_407", "http_429", "dns"})
_TIMEOUTS_TO_GIVE_UP = 3
_UNTIL_COOKIE = frozenset({"redirect_self", "http_401", "http_403", "http_503"})
_MAY_BE_OURS = frozenset(("dns", "timeout", "reset", "protocol"))
"""Codes of what is unknown: a fault of the line, or of this machine, that may have passed."""
_NOT_FOR_ASKING = frozenset(("timeout", "dns", "refused", "tls", "private_address"))
"""Codes of what no condition can have brought."""
_ENOUGH_OF_A_FILE = 2048
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Ladder:
    """Climbs for one address after another."""

    def __init__(self, plan: CrawlPlan, fetcher: Fetcher, names: Names, shields: Shields) -> None:
        self._fetcher = fetcher
        self._names = names
        self._shields = shields
        self._agent = plan.user_agent
        self._scope = plan.scope
        self.permits: Callable[[str], bool] = lambda url: True
        """Whether robots.txt of a host that was asked for it allows another of its addresses."""
        self.before = Before.of(plan)
        self.log = RequestLog()
        """Takes the requests that belong to no fetch."""
        self.portions = Portions(plan)

    @property
    def page_limits(self) -> Limits:
        """How much of a page is read, and how long."""
        return self.portions.page

    async def climb(self, item: Waiting, host: Host, *, again: bool = False) -> tuple[Fetch, Answer | None]:
        """Fetch one address; the body is that of the last answer. `again`: the try at the end of the run."""
        limits = self.portions.of(item)
        tries: list[Try] = []
        head = item.role is Role.TARGET and not is_attachment(item.url) and not again
        known = None if again or host.shields else self.before.known(item)
        if again and _is_silent_home(item, host):
            tries.append(await self._plain_try(item, host, limits))
            if tries[-1].answer is None or is_settled(tries[-1]):
                return self._fetch(item, tries, again, known)
        rungs = [("HEAD", item.url)] if head and not host.shields else []
        rungs.append(("GET", item.url))
        for method, url in rungs:
            if tries:
                await take_turn(host)
            if method == "GET" and known is not None:
                tries += await self._ask_if_changed(item, known, host, limits)
            else:
                tries.append(await self._try(method, url, item.referer, host, limits))
            if is_settled(tries[-1]):
                await self._file_try(item, host, limits, tries)
                await self._whole_try(item, host, limits, tries)
                return self._fetch(item, tries, again, known)
            if tries[-1].wait:
                return self._fetch(item, tries, again)
        tries += await self._cookie_try(item, host, limits, tries[-1])
        if is_settled(tries[-1]):
            return self._fetch(item, tries, again)
        other = other_encoding(item.url)
        if other is not None and tries[-1].answer is not None:
            await take_turn(host)
            second = await self._try_other(other, item, host, limits)
            tries.append(second)
            if is_settled(second):
                return self._fetch(item, tries, again)
        if self._wants_second_opinion(tries[-1], item, host, again):
            await take_turn(host)
            tries.append(await self._plain_try(item, host, limits))
        return self._fetch(item, tries, again)

    def _wants_second_opinion(self, last: Try, item: Waiting, host: Host, again: bool) -> bool:
        code = last.attempt.code
        if code == "timeout" and _is_silent_home(item, host):
            return False  # nothing else waits: the later retry follows at once, and is the other client's
        dead = code == "timeout" and host.timeouts > _TIMEOUTS_TO_GIVE_UP and not host.answered
        return not again and code not in _NO_SECOND_OPINION and not dead

    async def _ask_if_changed(self, item: Waiting, known: Known, host: Host, limits: Limits) -> list[Try]:
        """Ask on condition; ask plainly too where the answer is of no use, or is to be checked. An answer
        that only the condition may have brought stands for nothing then: it is listed apart."""
        first = await self._try("GET", item.url, item.referer, host, limits, known)
        attempt, trust = first.attempt, known.trust
        sent = attempt.code == "ok" and not attempt.unchanged and first.answer is not None
        if first.wait or attempt.code in _NOT_FOR_ASKING or (sent and first.answer and first.answer.body):
            return [first]
        async with trust.lock:
            if attempt.code == "shield" and (host.shields or first.answer is None):
                return [self._met(first, host)]  # it answers so to plain requests too, or was not asked
            if attempt.unchanged:
                if self.before.believes(known):
                    return [first]
                return [first, *await self._check(item, known, host, limits)]
            useless = attempt.status in (_NOT_MODIFIED, _PRECONDITION_FAILED)
            if not useless and trust.takes_refusals:
                return [self._met(first, host)]
            self.log.note("condition", item.url, told(attempt))
            await take_turn(host)
            plain = await self._try("GET", item.url, item.referer, host, limits)
            if attempt.status != _NOT_MODIFIED:
                alike = attempt.code == plain.attempt.code  # a shield may say 200 too
                self.before.compare_refusal(known, first.answer if alike else None, plain.answer)
            return [plain]

    def _met(self, on_condition: Try, host: Host) -> Try:
        """An answer to a condition that stands: if it is a shield's, it counts."""
        answer = on_condition.answer
        if answer is not None and (shield := self._shields.name(answer)):
            host.meets_shield(shield)
        return on_condition

    async def _check(self, item: Waiting, known: Known, host: Host, limits: Limits) -> list[Try]:
        """Hold a 304 against a plain answer; all but the first of a host against that to a condition which
        nothing meets, for whoever reads it answers as if there were none."""
        tries = []
        if known.trust.checked and not known.trust.broken:
            await take_turn(host)
            tries.append(await self._try("GET", item.url, item.referer, host, limits, known.made_up))
            if tries[0].attempt.unchanged:
                self.before.distrust(host.name)
            elif tries[0].attempt.code != "ok":
                self.log.note("condition", item.url, told(tries.pop().attempt))
        if not tries or tries[0].attempt.unchanged:
            await take_turn(host)
            tries.append(await self._try("GET", item.url, item.referer, host, limits))
        self.before.compare(known, tries[-1].answer)
        return tries

    async def _try_other(self, url: str, item: Waiting, host: Host, limits: Limits) -> Try:
        """The other encoding of an address; the attempt says so."""
        other = await self._try("GET", url, item.referer, host, limits)
        return replace(other, attempt=replace(other.attempt, url=url))

    async def _try(
        self, method: str, url: str, referer: str | None, host: Host, limits: Limits,
        known: Known | None = None,
    ) -> Try:  # fmt: skip
        if not host.shields:
            return await self._ask(method, url, referer, host, limits, known)
        async with host.gate:  # one after another: the next answer may be the last that is asked for
            if host.blocked == "shield":
                return Try(Attempt(method, _now(), 0.0, None, "shield"), None)
            return await self._ask(method, url, referer, host, limits, known)

    async def _ask(
        self, method: str, url: str, referer: str | None, host: Host, limits: Limits, known: Known | None
    ) -> Try:
        at, started = _now(), time.monotonic()
        headers = self.headers(referer, host) | (known.headers if known is not None else {})
        try:
            answer = await self._fetcher.request(method, url, headers, limits)
        except Fault as fault:
            host.timeouts += fault.code == "timeout"
            return of_fault(method, at, time.monotonic() - started, fault)
        if known is not None and answer.status == _NOT_MODIFIED:
            whole = self.before.whole(known, answer)
            if whole is not None:
                return self._judged(method, at, whole, host, _NOT_MODIFIED)
        return self._judged(method, at, answer, host, answer.status, on_condition=known is not None)

    def _judged(
        self, method: str, at: str, answer: Answer, host: Host, status: int, *, on_condition: bool = False
    ) -> Try:
        """What an answer comes to; `status`: the one that was sent, where the answer is an earlier one."""
        host.heard(answer.status, answer.seconds, asked_to_wait="retry-after" in answer.headers)
        shield = self._shields.name(answer)
        if shield and not on_condition:  # the condition alone may have called it
            host.meets_shield(shield)
        code = "shield" if shield else code_of(answer)
        if "set-cookie" in answer.headers:
            if code == "redirect":
                take_cookies(answer, host)
            elif code == "ok":
                fill_jar(host.offered, answer)
        wait, pause = "", retry_after(answer)
        if pause is not None and not shield:
            wait = "later" if host.rest(pause, asyncio.get_running_loop().time()) else "never"
        attempt = Attempt(
            method, at, answer.seconds, status, code, answer.stage, "", answer.received
        )  # fmt: skip
        return Try(attempt, answer, wait=wait)

    async def _cookie_try(self, item: Waiting, host: Host, limits: Limits, last: Try) -> list[Try]:
        """A site that redirects to the same address, or refuses, until its cookie comes gets the cookie; one
        that wants a session id in the address gets that, where its rules allow it."""
        answer = last.answer
        if answer is None or last.attempt.code not in _UNTIL_COOKIE:
            return []
        known = set(host.cookies)
        for name, value in host.offered.items():
            host.cookies.setdefault(name, value)  # of pages that visitors see before this one
        take_cookies(answer, host)
        itself = last.attempt.code == "redirect_self"
        if not itself and host.cookies.keys() == known:
            return []
        way = way_of(answer) if itself and "set-cookie" not in answer.headers else ""
        if way and not self.permits(way):
            return []
        await take_turn(host)
        again = await self._try("GET", way or item.url, item.referer, host, limits)
        again = replace(again, attempt=replace(again.attempt, url=way))
        if again.attempt.code == "redirect_self":
            again = replace(again, attempt=replace(again.attempt, code="redirect"))
        return [again]

    async def _file_try(self, item: Waiting, host: Host, limits: Limits, tries: list[Try]) -> None:
        """A file that comes as a page, under a name that may be meant in the other encoding (T30)."""
        other = other_encoding(item.url) if is_attachment(item.url) else None
        last = tries[-1]
        answer = last.answer
        if other is None or answer is None or not (answer.is_html or last.attempt.code == "redirect"):
            return
        await take_turn(host)
        second = await self._try_other(other, item, host, limits)
        is_file = second.attempt.code == "ok" and second.answer is not None and not second.answer.is_html
        keep_better(tries, second, is_better=is_file)

    async def _whole_try(self, item: Waiting, host: Host, limits: Limits, tries: list[Try]) -> None:
        """A page that broke off or could not be unpacked, once more (T50); of a file the head is enough."""
        last = tries[-1]
        first = last.answer
        if first is None or not first.stage or first.late or last.attempt.code != "ok":
            return
        if item.role is Role.TARGET and len(first.body) >= _ENOUGH_OF_A_FILE:
            return
        await take_turn(host)
        second = await self._plain_try(item, host, limits)
        answer = second.answer
        whole = answer is not None and second.attempt.code == "ok" and not answer.stage
        longer = answer is not None and second.attempt.code == "ok" and len(answer.body) > len(first.body)
        keep_better(tries, second, is_better=whole or longer)

    async def _plain_try(self, item: Waiting, host: Host, limits: Limits) -> Try:
        at, started = _now(), time.monotonic()
        headers = self.headers(item.referer, host)
        try:
            answer = await request_plainly(self._names, "GET", item.url, headers, limits)
        except Fault as fault:
            return of_fault("GET", at, time.monotonic() - started, fault)
        second = self._judged("GET", at, answer, host, answer.status)
        return replace(second, attempt=told(second.attempt))

    def headers(self, referer: str | None, host: Host | None) -> dict[str, str]:
        """What every request for a page says of itself."""
        headers = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }
        if referer:
            headers["Referer"] = referer
        if host is not None and host.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in host.cookies.items())
        return headers

    def _fetch(
        self, item: Waiting, tries: list[Try], again: bool, known: Known | None = None
    ) -> tuple[Fetch, Answer | None]:
        last = tries[-1]
        answer = last.answer
        attempts = tuple(told(each.attempt) for each in tries)
        outcome, code = self._end_of(item, last, again)
        fetch = Fetch(
            item.url, item.role, outcome, code, fetched_at=last.attempt.at,
            depth=item.depth, referer=item.referer, attempts=attempts,
        )  # fmt: skip
        if answer is None:
            return fetch, None
        self.portions.count(item, answer)
        fetch = replace(
            fetch,
            status=answer.status,
            location=location_of(answer) if 300 <= answer.status < 400 else None,
            content_type=answer.content_type,
            size=answer.size,
            truncated=answer.truncated or bool(answer.stage),
            seconds=answer.seconds,
            disposition=answer.header("content-disposition"),
        )
        etag, modified = self.before.validators(fetch, answer, known)
        return replace(fetch, etag=etag, modified=modified), answer

    def _end_of(self, item: Waiting, last: Try, again: bool) -> tuple[Outcome, str]:
        """How a climb ended, by its last try and what was asked for."""
        code = last.attempt.code.removesuffix("_self")
        answer = last.answer
        if answer is None or code == "shield":
            return outcome_of(last), code
        if answer.certificate and item.role is Role.TARGET and not self._scope.contains(item.url):
            return Outcome.FAILED, "tls"  # a visitor is warned before he sees anything of that other site
        if code == "redirect":
            return outcome_of(last), code
        is_page = item.role is Role.PAGE
        if is_page and self._shields.is_login(answer):
            return Outcome.BLOCKED, "login"
        if is_page and not item.depth and code == "http_403":
            return Outcome.BLOCKED, code  # whoever is refused at the door learns nothing of the house (T19)
        if code == "ok" and answer.stage and not answer.body and item.role is not Role.TARGET:
            missing = "protocol" if answer.stage == "decode" else "timeout" if answer.late else "reset"
            return Outcome.UNKNOWN, missing
        if answer.status == _NOT_MODIFIED:
            return Outcome.UNKNOWN, code  # nobody had asked whether it changed: it says nothing of the page
        asked_too_much = code == "http_429" and again and self._scope.contains(item.url)
        if last.wait == "never" or (last.wait and again) or asked_too_much:
            return Outcome.UNKNOWN, code  # it asked us to come later, and later has not come
        return outcome_of(last), code


def is_retried(fetch: Fetch) -> bool:
    """Whether an address deserves its last try at the end of the run."""
    if fetch.outcome is Outcome.UNKNOWN:
        return fetch.code in _MAY_BE_OURS
    if fetch.code == "tls" and fetch.status is not None:
        return False  # it did answer, and will have the same certificate
    return fetch.outcome is Outcome.FAILED and fetch.code not in PLAIN_404


def _is_silent_home(item: Waiting, host: Host) -> bool:
    """Whether it is the home page of a host that took the connection, or not even that, and said nothing."""
    return item.role is Role.PAGE and not item.depth and host.timeouts > 0 and not host.answered


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
