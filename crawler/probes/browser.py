"""A page as a visitor has it before them, to be looked at and used: the way into the browser for probes.

    async with open_visitor(site, url) as visitor:
        await visitor.page.fill("#keyword", "公告")
        await visitor.page.press("#keyword", "Enter")
        await visitor.settle()
        html, picture = await visitor.page.content(), await visitor.picture()

`site.job.phase` has to be `probe` (the process then has a browser that shows pictures). Everything that the
page asks for is brought by `crawler.supply`: scope, robots.txt, pauses, `--resolve` and the request log hold.
`also` names hosts that the page may ask beside those of the plan; `sends` lets it send a form by POST, which
is for searching only. What would open another window opens in the same one. Raises Fault where the page is
not to be had, and for whatever goes wrong in the browser while the caller drives it.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from playwright.async_api import ConsoleMessage, Frame, Page, Response
from playwright.async_api import Error as PlaywrightError

from crawler.errand import Errand
from crawler.net.answer import Answer, Fault
from crawler.probes.look import HEARD, ScriptError, mask, note_error, read_errors, visiting
from crawler.probes.scripts import script
from crawler.settle import settle

if TYPE_CHECKING:
    from crawler.site import Site

_PICTURE_MS = 10_000


@dataclass(slots=True)
class Visitor:
    """An open page, settled, and what was heard of it so far."""

    page: Page
    served: Answer
    """What brought the page: status, final address, bytes."""
    errand: Errand
    """`errand.missed`: what the page asked for and did not get; `errand.partly`: that it may lack content."""
    console: list[str] = field(default_factory=list)
    """Errors in the console."""
    statuses: dict[str, int] = field(default_factory=dict)
    """What the addresses answered to which the page itself went."""

    @property
    def url(self) -> str:
        """Where it is now."""
        return self.page.url

    @property
    def status(self) -> int:
        """What that address answered."""
        return self.statuses.get(self.page.url, self.served.status)

    async def frames(self) -> Sequence[Frame]:
        """The page itself first."""
        main = self.page.main_frame
        return [main, *(each for each in self.page.frames if each is not main)]

    async def settle(self) -> None:
        """Wait until the page, or the one that it went to meanwhile, is loaded and grows no more."""
        await settle(self.page, self.errand)

    async def errors(self) -> tuple[ScriptError, ...]:
        """What scripts of the page that it is at threw and nobody caught."""
        return read_errors(await self.page.evaluate(HEARD))

    async def picture(self) -> bytes | None:
        """What is on the screen now, as PNG; None where the browser does not paint it in time. Numbers of
        citizens are masked in the page before."""
        try:
            await mask(await self.frames())
            return await self.page.screenshot(
                type="png", animations="disabled", caret="initial", timeout=_PICTURE_MS
            )
        except PlaywrightError:
            return None


@asynccontextmanager
async def open_visitor(
    site: "Site", url: str, *, also: frozenset[str] = frozenset(), sends: bool = False
) -> AsyncIterator[Visitor]:
    """See the head of this file."""
    if site.renderer is None:
        raise Fault("not_fetched", "没有浏览器", certain=False)
    errand = replace(visiting(), sends=sends, also=also)
    console: list[str] = []
    statuses: dict[str, int] = {}

    async def prepare(page: Page) -> None:
        page.on("console", lambda message: _hear(console, message))
        page.on("response", lambda response: _note(statuses, response, page))
        await page.add_init_script(script("within"))

    async with site.renderer.visit(url, errand, prepare) as (page, served):
        yield Visitor(page, served, errand, console, statuses)


def _hear(heard: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        note_error(heard, message.text)


def _note(statuses: dict[str, int], response: Response, page: Page) -> None:
    request = response.request
    with suppress(PlaywrightError):  # so new that it has no frame yet
        if request.is_navigation_request() and request.frame == page.main_frame:
            statuses[response.url] = response.status
