"""Opens a page in a browser and waits until it is there: loaded, and grown no more."""

import asyncio
import contextlib
import time
from functools import partial
from html import escape

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from crawler.errand import Errand
from crawler.net.answer import Answer, Fault
from crawler.visitor import COUNT, visit
from xunjian.html.decode import decode_html

_GOTO_MS = 20_000
_LOAD_MS = 8_000
_QUIET_SECONDS = 0.5
_LONGEST_SETTLING = 4.0


async def go(page: Page, served: Answer, errand: Errand) -> None:
    """Bring the page to where it was to be. It was opened empty: what goes wrong from here on is ours to
    judge, a file that it throws at its visitor, or that it goes elsewhere before it is there."""
    errand.ready[served.url] = served
    try:
        await page.goto(served.url, wait_until="domcontentloaded", timeout=_GOTO_MS)
    except PlaywrightTimeoutError:
        raise
    except PlaywrightError:
        if served in errand.ready.values() or page.is_closed():
            raise


def check_shown(page: Page, served: Answer, errand: Errand) -> None:
    """Raises Fault where the browser never took what was brought, or is at no page."""
    if served in errand.ready.values() or not page.url.startswith(("http://", "https://")):
        raise Fault("protocol", "浏览器没有显示页面", certain=False)


async def content(page: Page, errand: Errand, served: Answer) -> str:
    """The page once it is settled, and has shown all that it shows a visitor."""
    came = decode_html(served.body, served.content_type).text
    while True:
        await settle(page, errand)
        try:
            await visit(page, errand, came, partial(settle, page, errand))
            return await page.content()
        except PlaywrightTimeoutError:
            raise
        except PlaywrightError:  # it went elsewhere just now
            if page.is_closed():
                raise


async def settle(page: Page, errand: Errand) -> None:
    """Wait until the page is loaded and grows no more (`networkidle` never comes on pages that poll)."""
    deadline = time.monotonic() + _LONGEST_SETTLING + _LOAD_MS / 1000
    with contextlib.suppress(PlaywrightTimeoutError):
        await page.wait_for_load_state("load", timeout=_LOAD_MS)
    settled = min(deadline, time.monotonic() + _LONGEST_SETTLING)
    before: object = None
    while True:
        late = time.monotonic() > (deadline if errand.waiting else settled)
        try:
            now = [page.url, await page.evaluate(COUNT)]
            # While it waits for something it is quiet, and yet not there.
            if late or (now == before and not errand.busy):
                errand.give_up()
                return
            before = None if errand.busy else now
        except PlaywrightTimeoutError:
            raise
        except PlaywrightError:  # it went elsewhere meanwhile: look again once it is there
            if page.is_closed() or time.monotonic() > deadline:
                raise
        await asyncio.sleep(_QUIET_SECONDS)


def based(html: str, url: str) -> str:
    """The page with the address that its script had led to: links are relative to that one."""
    head, mark, rest = html.partition("<head>")
    if not mark or "<base" in html:
        return html
    return f'{head}{mark}<base href="{escape(url, quote=True)}">{rest}'
