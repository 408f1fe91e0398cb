"""The same page in a second browser: Firefox, fed with what the first browser was given.

    async with open_second(site, served, first) as view:
        seen = await measure(view)

`served` brought the page to the first browser, `first` is the errand of that look: what it was given is not
asked for again, so that both browsers build the page from the same bytes; what is asked for beyond goes the
way of `crawler.supply`, with all its rules.
Raises Fault where Firefox does not start, or does not show the page.
"""

import asyncio
import base64
import contextlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from crawler.bidi import Bidi, BidiError
from crawler.errand import Errand
from crawler.firefox import open_firefox
from crawler.net.answer import Answer, Fault
from crawler.probes.look import HEARD, ScriptError, mask, read_errors
from crawler.probes.scripts import script
from crawler.supply import Given, Supplier

if TYPE_CHECKING:
    from crawler.site import Site

_MOST_REQUESTS = 400
_MOST_MOVES = 40
_AT_ONCE = 8
_MOST_MESSAGES = 50
_LONGEST_MESSAGE = 300
_LOADS_SECONDS = 12.0
_QUIET_SECONDS = 0.5
_SETTLES_SECONDS = 4.0
_MOST_POSTED = 64 * 1024
_WIDTH, _HEIGHT = 1366, 900
_STATE = (
    "() => [document.readyState, location.href, document.getElementsByTagName('*').length,"
    " document.body ? document.body.innerText.length : 0]"
)
_KINDS = {
    "document": "document", "iframe": "document", "frame": "document", "script": "script", "worker": "script",
    "style": "stylesheet", "image": "image", "font": "font",
}  # fmt: skip
"""What asked -> its kind, as Playwright names it."""
_STARTERS = {"xmlhttprequest": "xhr", "fetch": "fetch"}
_POLICY = b"content-security-policy"
_WITH_POLICY = re.compile(rb"(<meta\s[^>]{0,200})" + _POLICY, re.I)
"""Policies of a page are left out for Firefox as Chromium passes over them: both are to build the same."""


@dataclass(slots=True)
class SecondFrame:
    """The page or a frame in it."""

    bidi: Bidi
    context: str

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        arguments = () if arg is None else (arg,)
        return await self.bidi.evaluate(self.context, expression, *arguments)


@dataclass(slots=True)
class SecondView:
    """The page as Firefox has it."""

    bidi: Bidi
    context: str
    served: Answer
    errand: Errand
    version: str
    console: list[str] = field(default_factory=list)
    url: str = ""
    statuses: dict[str, int] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return self.statuses.get(self.url, self.served.status)

    async def frames(self) -> Sequence[SecondFrame]:
        tree = await self.bidi.send("browsingContext.getTree", root=self.context)
        return [SecondFrame(self.bidi, name) for name in _names(tree)]

    async def settle(self) -> None:
        """Wait until the page is loaded and grows no more."""
        clock = asyncio.get_running_loop()
        begun, before = clock.time(), None
        loaded: float | None = None
        while True:
            now = await self._state()
            if now[0] == "complete" and loaded is None:
                loaded = clock.time()
            if loaded is not None and (now == before or clock.time() - loaded > _SETTLES_SECONDS):
                return
            if clock.time() - begun > _LOADS_SECONDS:
                return
            before = now
            await asyncio.sleep(_QUIET_SECONDS)

    async def _state(self) -> list[object]:
        try:
            now = cast(list[object], await self.bidi.evaluate(self.context, _STATE))
        except BidiError as error:
            if "gone" in str(error):
                raise
            return [None]  # it went elsewhere just now
        self.url = str(now[1]).partition("#")[0]
        return now

    def hear(self, message: str) -> None:
        if len(self.console) < _MOST_MESSAGES:
            self.console.append(message[:_LONGEST_MESSAGE])

    async def errors(self) -> tuple[ScriptError, ...]:
        heard = await self.bidi.evaluate(self.context, HEARD)
        return read_errors(heard if isinstance(heard, list) else [])

    async def picture(self) -> bytes | None:
        try:
            await mask(await self.frames())
            taken = await self.bidi.send("browsingContext.captureScreenshot", context=self.context)
        except (BidiError, TimeoutError):
            return None
        return base64.b64decode(str(taken.get("data", "")))


@asynccontextmanager
async def open_second(site: "Site", served: Answer, first: Errand) -> AsyncIterator[SecondView]:
    """See the head of this file."""
    program = site.job.plan.second_browser
    assert program is not None
    errand = Errand(
        "", turn=asyncio.Semaphore(_AT_ONCE), painted=True, known=first.brought, opening=False,
        most_requests=_MOST_REQUESTS, most_moves=_MOST_MOVES,
    )  # fmt: skip
    window = Window(Supplier(site), errand)
    try:
        async with open_firefox(program, site.job.plan.user_agent, window.hear) as bidi:
            try:
                view = await window.open(bidi, served)
                yield view
            finally:
                await window.close()
    except (BidiError, OSError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise Fault("protocol", f"Firefox 没有打开页面：{error}", certain=False) from error


class Window:
    """Answers what a window of Firefox asks for."""

    def __init__(self, supplier: Supplier, errand: Errand) -> None:
        self._supplier = supplier
        self._errand = errand
        self._bidi: Bidi | None = None
        self._view: SecondView | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, bidi: Bidi, served: Answer) -> SecondView:
        """The page, settled. Raises BidiError, TimeoutError, Fault."""
        self._bidi = bidi
        wanted = {"acceptInsecureCerts": True, "unhandledPromptBehavior": {"default": "dismiss"}}
        told = await bidi.send("session.new", capabilities={"alwaysMatch": wanted})
        version = cast(Mapping[str, object], told.get("capabilities") or {}).get("browserVersion")
        await bidi.send("browser.setDownloadBehavior", downloadBehavior={"type": "denied"})
        await bidi.send("network.addDataCollector", dataTypes=["request"], maxEncodedDataSize=_MOST_POSTED)
        await bidi.send("network.addIntercept", phases=["beforeRequestSent"])
        await bidi.send("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])
        within = f"() => {{ {script('within')}; window.open = () => null }}"  # as without a click
        await bidi.send("script.addPreloadScript", functionDeclaration=within)
        context = _names(await bidi.send("browsingContext.getTree"))[0]
        size = {"width": _WIDTH, "height": _HEIGHT}
        await bidi.send("browsingContext.setViewport", context=context, viewport=size)
        self._view = view = SecondView(bidi, context, served, self._errand, str(version or ""))
        self._errand.ready[served.url] = served
        with contextlib.suppress(BidiError):  # it may go elsewhere before it is there
            await bidi.send("browsingContext.navigate", context=context, url=served.url, wait="interactive")
        await view.settle()
        if served in self._errand.ready.values() or not view.url.startswith(("http://", "https://")):
            raise Fault("protocol", "Firefox 没有显示页面", certain=False)
        return view

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def hear(self, event: str, said: Mapping[str, object]) -> None:
        """An event of the session."""
        if event == "network.beforeRequestSent" and said.get("isBlocked") is True:
            task = asyncio.create_task(self._answer(said))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif event == "log.entryAdded" and said.get("level") == "error" and self._view is not None:
            self._view.hear(str(said.get("text") or ""))

    async def _answer(self, said: Mapping[str, object]) -> None:
        request = cast(Mapping[str, object], said["request"])
        name, navigates = request["request"], said.get("navigation") is not None
        given = await self._give(said, request)
        assert self._bidi is not None
        with contextlib.suppress(BidiError, TimeoutError):  # the page may be gone
            if given is not None:
                await self._bidi.send("network.provideResponse", request=name, **as_told(given))
            elif navigates:  # a page that wanted to go elsewhere stays as it is
                await self._bidi.send("network.provideResponse", request=name, **as_told(_NOTHING))
            else:
                await self._bidi.send("network.failRequest", request=name)

    async def _give(self, said: Mapping[str, object], request: Mapping[str, object]) -> Given | None:
        destination, starter = str(request.get("destination")), str(request.get("initiatorType"))
        kind = _KINDS.get(destination) or _STARTERS.get(starter, "other")
        moves = said.get("navigation") is not None and destination == "document"
        if self._view is None or (moves and said.get("context") != self._view.context):
            return None  # a window that it opened
        url, method = str(request["url"]), str(request["method"])
        body = await self._body(request) if method == "POST" else None
        given = await self._supplier.give(
            self._errand, url, kind, method, _headers(request), body, moves=moves
        )
        if moves and given is not None:
            self._view.statuses[url] = given.status
        return given

    async def _body(self, request: Mapping[str, object]) -> bytes | None:
        assert self._bidi is not None
        try:
            told = await self._bidi.send("network.getData", dataType="request", request=request["request"])
        except BidiError:
            return None  # there is none, or too much
        value = cast(Mapping[str, object], told.get("bytes") or {})
        text = str(value.get("value") or "")
        return base64.b64decode(text) if value.get("type") == "base64" else text.encode()


_NOTHING = Given(204, {}, b"")


def as_told(given: Given) -> dict[str, object]:
    """An answer as the protocol takes it."""
    headers = [
        {"name": name, "value": {"type": "string", "value": value}}
        for name, value in given.headers.items()
        if not name.startswith(_POLICY.decode()) and value.isascii()
    ]
    text = (
        _WITH_POLICY.sub(rb"\1none", given.body) if "html" in given.headers.get("content-type", "") else b""
    )
    body = {"type": "base64", "value": base64.b64encode(text or given.body).decode("ascii")}
    return {"statusCode": given.status, "reasonPhrase": "", "headers": headers, "body": body}


def _headers(request: Mapping[str, object]) -> dict[str, str]:
    headers = cast(Sequence[Mapping[str, Any]], request.get("headers") or ())
    return {str(each["name"]).lower(): str(each["value"].get("value")) for each in headers}


def _names(tree: Mapping[str, object]) -> list[str]:
    """Of a window and the frames in it, the window first."""
    found: list[str] = []
    queue = list(cast(Sequence[Mapping[str, object]], tree.get("contexts") or ()))
    while queue:
        each = queue.pop(0)
        found.append(str(each["context"]))
        queue += cast(Sequence[Mapping[str, object]], each.get("children") or ())
    return found
