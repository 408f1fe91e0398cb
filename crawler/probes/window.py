"""A window of Firefox that has no network: what its page asks for is answered over the session.

By the rules of `crawler.supply`, as Chromium's pages are; so a page is built from the same bytes in both.
"""

import asyncio
import base64
import contextlib
import re
from dataclasses import dataclass, field

from crawler.bidi import Bidi, BidiError, Said
from crawler.errand import MOST_POSTED, Errand
from crawler.probes.look import note_error
from crawler.probes.scripts import script
from crawler.supply import Given, Supplier

_SIZE = {"width": 1366, "height": 900}
_KINDS = {
    "document": "document", "iframe": "document", "frame": "document", "script": "script", "worker": "script",
    "style": "stylesheet", "image": "image", "font": "font",
}  # fmt: skip
"""What asked -> its kind, as Playwright names it."""
_STARTERS = {"xmlhttprequest": "xhr", "fetch": "fetch"}
_POLICY = "content-security-policy"
_WITH_POLICY = re.compile(rb"(<meta\s[^>]{0,200})" + _POLICY.encode(), re.I)
"""Policies of a page are left out for Firefox as Chromium passes over them."""
_NOTHING = Given(204, {}, b"")


@dataclass(slots=True)
class Window:
    """`console`: errors in it. `statuses`: what the addresses answered to which the page itself went."""

    supplier: Supplier
    errand: Errand
    console: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    context: str = ""
    version: str = ""
    """Of Firefox."""
    _bidi: Bidi | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self, bidi: Bidi) -> None:
        """Make the one window of a fresh browser ready. Raises BidiError, TimeoutError."""
        self._bidi = bidi
        wanted = {"acceptInsecureCerts": True, "unhandledPromptBehavior": {"default": "dismiss"}}
        told = await bidi.send("session.new", capabilities={"alwaysMatch": wanted})
        self.version = str((told.get("capabilities") or {}).get("browserVersion") or "")
        await bidi.send("browser.setDownloadBehavior", downloadBehavior={"type": "denied"})
        await bidi.send("network.addDataCollector", dataTypes=["request"], maxEncodedDataSize=MOST_POSTED)
        await bidi.send("network.addIntercept", phases=["beforeRequestSent"])
        await bidi.send("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])
        within = f"() => {{ {script('within')}; window.open = () => null }}"  # as without a click
        await bidi.send("script.addPreloadScript", functionDeclaration=within)
        self.context = contexts(await bidi.send("browsingContext.getTree"))[0]
        await bidi.send("browsingContext.setViewport", context=self.context, viewport=_SIZE)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def hear(self, event: str, said: Said) -> None:
        """An event of the session."""
        if event == "network.beforeRequestSent" and said.get("isBlocked") is True:
            task = asyncio.create_task(self._answer(said))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif event == "log.entryAdded" and said.get("level") == "error":
            note_error(self.console, str(said.get("text") or ""))

    async def _answer(self, said: Said) -> None:
        request = said["request"]
        given = await self._give(said, request)
        if given is None and said.get("navigation") is not None:
            given = _NOTHING  # a page or frame that wanted to go elsewhere stays as it is
        assert self._bidi is not None
        with contextlib.suppress(BidiError, TimeoutError):  # the page may be gone
            if given is None:
                await self._bidi.send("network.failRequest", request=request["request"])
            else:
                await self._bidi.send("network.provideResponse", request=request["request"], **as_told(given))

    async def _give(self, said: Said, request: Said) -> Given | None:
        destination, starter = str(request.get("destination")), str(request.get("initiatorType"))
        kind = _KINDS.get(destination) or _STARTERS.get(starter, "other")
        moves = said.get("navigation") is not None and destination == "document"
        if moves and said.get("context") != self.context:
            return None  # a window that it opened
        url, method = str(request["url"]), str(request["method"])
        body = await self._body(request) if method == "POST" else None
        given = await self.supplier.give(self.errand, url, kind, method, _headers(request), body, moves=moves)
        if moves and given is not None:
            self.statuses[url] = given.status
        return given

    async def _body(self, request: Said) -> bytes | None:
        assert self._bidi is not None
        try:
            told = await self._bidi.send("network.getData", dataType="request", request=request["request"])
        except (BidiError, TimeoutError):
            return None  # there is none, or too much
        value = told.get("bytes") or {}
        text = str(value.get("value") or "")
        return base64.b64decode(text) if value.get("type") == "base64" else text.encode()


def as_told(given: Given) -> dict[str, object]:
    """An answer as the protocol takes it."""
    headers = [
        {"name": name, "value": {"type": "string", "value": value}}
        for name, value in given.headers.items()
        if not name.startswith(_POLICY) and value.isascii()
    ]
    is_html = "html" in given.headers.get("content-type", "")
    text = _WITH_POLICY.sub(rb"\1none", given.body) if is_html else given.body
    body = {"type": "base64", "value": base64.b64encode(text).decode("ascii")}
    return {"statusCode": given.status, "reasonPhrase": "", "headers": headers, "body": body}


def contexts(tree: Said) -> list[str]:
    """Names of a window and the frames in it, the window first."""
    found: list[str] = []
    queue = list(tree.get("contexts") or ())
    while queue:
        each = queue.pop(0)
        found.append(str(each["context"]))
        queue += each.get("children") or ()
    return found


def _headers(request: Said) -> dict[str, str]:
    headers = request.get("headers") or ()
    return {str(each["name"]).lower(): str(each["value"].get("value")) for each in headers}
