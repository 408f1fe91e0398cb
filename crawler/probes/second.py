"""The same page in a second browser: Firefox, fed with what the first browser was given.

    async with open_second(site, served, first) as view:
        seen = await measure(view)

`served` brought the page to the first browser, `first` is the errand of that look: what it was given is not
asked for again, so that both browsers build the page from the same bytes; what is asked for beyond goes the
way of `crawler.supply`, with all its rules. Raises Fault where Firefox does not start, or does not show the
page; TimeoutError where it takes too long.
"""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from crawler.bidi import Bidi, BidiError
from crawler.errand import Errand
from crawler.firefox import open_firefox
from crawler.net.answer import Answer, Fault
from crawler.probes.look import HEARD, ScriptError, mask, read_errors, visiting
from crawler.probes.window import Window, contexts
from crawler.supply import Supplier

if TYPE_CHECKING:
    from crawler.site import Site

_LOADS_SECONDS = 12.0
_QUIET_SECONDS = 0.5
_SETTLES_SECONDS = 4.0
_STATE = (
    "() => [document.readyState, location.href, document.getElementsByTagName('*').length,"
    " document.body ? document.body.innerText.length : 0]"
)


@dataclass(frozen=True, slots=True)
class SecondFrame:
    """The page or a frame in it."""

    bidi: Bidi
    context: str

    async def evaluate(self, expression: str, arg: object = None) -> Any:  # as `look.Frame` has it
        arguments = () if arg is None else (arg,)
        return await self.bidi.evaluate(self.context, expression, *arguments)


@dataclass(slots=True)
class SecondView:
    """The page as Firefox has it."""

    bidi: Bidi
    window: Window
    served: Answer
    url: str = ""

    @property
    def errand(self) -> Errand:
        return self.window.errand

    @property
    def console(self) -> list[str]:
        return self.window.console

    @property
    def status(self) -> int:
        return self.window.statuses.get(self.url, self.served.status)

    async def frames(self) -> Sequence[SecondFrame]:
        tree = await self.bidi.send("browsingContext.getTree", root=self.window.context)
        return [SecondFrame(self.bidi, name) for name in contexts(tree)]

    async def open(self) -> None:
        """Bring the page here and wait until it is settled. Raises BidiError, TimeoutError, Fault."""
        self.errand.ready[self.served.url] = self.served
        with contextlib.suppress(BidiError):  # it may go elsewhere before it is there
            await self.bidi.send(
                "browsingContext.navigate",
                context=self.window.context,
                url=self.served.url,
                wait="interactive",
            )
        await self.settle()
        if self.served in self.errand.ready.values() or not self.url.startswith(("http://", "https://")):
            raise Fault("protocol", "Firefox 没有显示页面", certain=False)

    async def settle(self) -> None:
        """Wait until the page is loaded and grows no more."""
        clock = asyncio.get_running_loop()
        begun = clock.time()
        loaded: float | None = None
        before: list[object] | None = None
        while True:
            now = await self._state()
            if now[0] == "complete" and loaded is None:
                loaded = clock.time()
            waiting = self.errand.waiting > 0  # quiet, and yet not there
            settled = now == before or (loaded is not None and clock.time() - loaded > _SETTLES_SECONDS)
            if (loaded is not None and settled and not waiting) or clock.time() - begun > _LOADS_SECONDS:
                self.errand.give_up()
                return
            before = None if waiting else now
            await asyncio.sleep(_QUIET_SECONDS)

    async def _state(self) -> list[object]:
        try:
            # The script gives an array, whatever the page is.
            now = cast(list[object], await self.bidi.evaluate(self.window.context, _STATE))
        except BidiError:
            if self.bidi.is_gone:
                raise
            return [None]  # it went elsewhere just now
        self.url = str(now[1]).partition("#")[0]
        return now

    async def errors(self) -> tuple[ScriptError, ...]:
        heard = await self.bidi.evaluate(self.window.context, HEARD)
        return read_errors(heard if isinstance(heard, list) else [])

    async def picture(self) -> bytes | None:
        try:
            await mask(await self.frames())
            taken = await self.bidi.send("browsingContext.captureScreenshot", context=self.window.context)
        except (BidiError, TimeoutError):
            return None
        return base64.b64decode(str(taken.get("data", "")))


@asynccontextmanager
async def open_second(site: "Site", served: Answer, first: Errand) -> AsyncIterator[SecondView]:
    """See the head of this file."""
    program = site.job.plan.second_browser
    assert program is not None
    errand = replace(visiting(), known=first.brought, opening=False)
    window = Window(Supplier(site), errand)
    try:
        async with open_firefox(program, site.job.plan.user_agent, window.hear) as bidi:
            try:
                await window.open(bidi)
                view = SecondView(bidi, window, served)
                await view.open()
                yield view
            finally:
                await window.close()
    except TimeoutError:  # an OSError too
        raise
    except (BidiError, OSError) as error:
        raise Fault("protocol", f"Firefox 没有打开页面：{error}", certain=False) from error
