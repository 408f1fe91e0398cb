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

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.async_api import ConsoleMessage, Page
from playwright.async_api import Error as PlaywrightError

from crawler.errand import Errand
from crawler.net.answer import Answer, Fault
from crawler.settle import settle

if TYPE_CHECKING:
    from crawler.site import Site

_MOST_REQUESTS = 400
_MOST_MOVES = 40
_AT_ONCE = 8
"""Requests under way; the hosts' own limits are lower."""
_MOST_MESSAGES = 50
_LONGEST_MESSAGE = 300
_PICTURE_MS = 10_000
_ONE_WINDOW = """(() => {
  const frames = name => [...document.querySelectorAll('iframe,frame')].some(f => f.name === name);
  const stay = element => {
    const target = element && element.getAttribute && element.getAttribute('target');
    if (target && !frames(target)) element.removeAttribute('target');
  };
  window.open = url => { if (url) location.assign(url); return window; };
  addEventListener('click', event => {
    const path = event.composedPath ? event.composedPath() : [event.target];
    path.forEach(stay); document.querySelectorAll('base[target],form[target]').forEach(stay);
  }, true);
  addEventListener('submit', event => stay(event.target), true);
  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () { stay(this); return submit.call(this); };
})()"""


@dataclass(slots=True)
class Visitor:
    """An open page, settled, and what was heard of it so far."""

    page: Page
    served: Answer
    """What brought the page: status, final address, bytes."""
    errand: Errand
    """`errand.missed`: what the page asked for and did not get; `errand.partly`: that it may lack content."""
    errors: list[str] = field(default_factory=list)
    """Errors that no script caught, as `message` and where it came from."""
    console: list[str] = field(default_factory=list)
    """Errors in the console."""

    async def settle(self) -> None:
        """Wait until the page, or the one that it went to meanwhile, is loaded and grows no more."""
        await settle(self.page)

    async def picture(self) -> bytes | None:
        """What is on the screen now, as PNG; None where the browser does not paint it in time."""
        try:
            return await self.page.screenshot(
                type="png", animations="disabled", caret="hide", timeout=_PICTURE_MS
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
    # No place is held for the page: each of its requests takes one.
    errand = Errand(
        "", turn=asyncio.Semaphore(_AT_ONCE), painted=True, sends=sends, also=also,
        most_requests=_MOST_REQUESTS, most_moves=_MOST_MOVES,
    )  # fmt: skip
    errors: list[str] = []
    console: list[str] = []

    async def prepare(page: Page) -> None:
        page.on("pageerror", lambda error: _hear(errors, _told(error)))
        page.on("console", lambda message: _hear_console(console, message))
        await page.add_init_script(_ONE_WINDOW)

    async with site.renderer.visit(url, errand, prepare) as (page, served):
        yield Visitor(page, served, errand, errors, console)


def _told(error: PlaywrightError) -> str:
    """Name, message and the first place of an error."""
    places = [line.strip() for line in (error.stack or "").splitlines() if line.strip().startswith("at ")]
    return " ".join([f"{error.name or 'Error'}: {error.message}", *places[:1]])


def _hear_console(heard: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        _hear(heard, message.text)


def _hear(heard: list[str], text: str) -> None:
    if len(heard) < _MOST_MESSAGES:
        heard.append(text[:_LONGEST_MESSAGE])
