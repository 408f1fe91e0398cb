"""A search that only scripts know how to ask, or whose results they bring: in a browser, as a visitor does.

The words are typed into the box, its button is clicked, and what then stands on the page is the result.
"""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page

from crawler.net.answer import Answer, Fault
from crawler.probes.browser import Visitor, open_visitor
from crawler.probes.scripts import script
from crawler.probes.search_result import Result
from xunjian.html.purpose import MOST_FIELDS, is_captcha, limits, plainly, searches, serves_else
from xunjian.model.observation import Outcome
from xunjian.model.search import Ask, is_of_same_government
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.site import Site

_LONGEST = 90.0
"""Seconds for one query, from opening the page on."""
_CLICK_MS = 4_000
_MOST_ALIKE = 5
_MOST_FRAMES = 5
_INNER = "() => document.body ? document.body.innerHTML : ''"
_MOST_BYTES = 10 * 1024 * 1024


async def visit_search(site: "Site", ask: Ask) -> Result:
    """One query; the page that it ends at, and its picture."""
    try:
        async with (
            asyncio.timeout(_LONGEST),
            open_visitor(site, ask.url, also=frozenset(ask.hosts), sends=True) as visitor,
        ):
            return await _search(visitor, ask)
    except TimeoutError:
        return Result("timeout", Outcome.UNKNOWN)
    except Fault as fault:
        return Result(fault.code, Outcome.UNKNOWN)


async def _search(visitor: Visitor, ask: Ask) -> Result:
    page = visitor.page
    field = await _field(visitor, ask)
    if field is None:
        return Result("no_field", Outcome.UNKNOWN, picture=await visitor.picture())
    await field.click(timeout=_CLICK_MS)
    await field.fill(ask.query, timeout=_CLICK_MS)
    before = (page.url, await page.content())
    button = await _visible(page, ask.button) if ask.button else None
    if button is not None:
        with suppress(PlaywrightError):  # covered by something: the Enter key does as well
            await button.click(timeout=_CLICK_MS)
            await visitor.settle()
    if button is None or (page.url, await page.content()) == before:
        await field.press("Enter", timeout=_CLICK_MS)
        await visitor.settle()
    html = (await _content(page)).encode("utf-8", "replace")
    picture = await visitor.picture()
    if not page.url.startswith(("http://", "https://")):
        return Result("not_fetched", Outcome.UNKNOWN, picture=picture)
    status = visitor.statuses.get(page.url, 200)
    answer = Answer(
        page.url, status, {"content-type": b"text/html; charset=utf-8"}, html[:_MOST_BYTES],
        truncated=visitor.errand.lacks or len(html) > _MOST_BYTES, size=len(html),
    )  # fmt: skip
    code = "ok" if status < 400 else f"http_{status}"
    return Result(code, Outcome.OK if status < 400 else Outcome.FAILED, answer, picture)


async def _content(page: Page) -> str:
    """The page with what its frames show: results often stand in one."""
    html = await page.content()
    for frame in page.frames[1 : _MOST_FRAMES + 1]:
        with suppress(PlaywrightError):  # gone meanwhile
            html += f"<div>{await frame.evaluate(_INNER)}</div>"
    return html


async def _visible(page: Page, selector: str) -> Locator | None:
    """The first of the elements of a selector that a visitor sees: pages for telephones keep a second one."""
    for frame in page.frames:
        found = frame.locator(selector)
        for number in range(min(await found.count(), _MOST_ALIKE)):
            if await found.nth(number).is_visible():
                return found.nth(number)
    return None


async def _field(visitor: Visitor, ask: Ask) -> Locator | None:
    """The box as it was read, opened first where it is hidden; else, where scripts built the page otherwise,
    the one that is called a search."""
    page = visitor.page
    if ask.field and (field := await _visible(page, ask.field)) is not None:
        return field
    if ask.field and await page.locator(ask.field).count():
        return await _opened(visitor, ask) or await _alike(page)
    return await _alike(page) or await _opened(visitor, ask)


async def _alike(page: Page, *, fresh: bool = False) -> Locator | None:
    """A field that is called a search; `fresh`: one that just appeared need not be called anything."""
    for frame in page.frames:
        for number, found in enumerate(await frame.evaluate(script("boxes"))):
            if found["other"] or found["fields"] > MOST_FIELDS:
                continue
            if found["leads"] and not is_of_same_government(found["leads"], (host_of(page.url),)):
                continue
            said = plainly(f"{found['said']} {found['near']}")
            if serves_else(said) or limits(plainly(found["said"])) or is_captcha(said):
                continue
            if searches(said, posted=True) or (fresh and found["fresh"]):
                return frame.locator(f'[data-xunjian-field="{number}"]')
    return None


async def _opened(visitor: Visitor, ask: Ask) -> Locator | None:
    """The box that shows itself once an icon or a link called 搜索 is clicked, or on the page it opens."""
    page = visitor.page
    count = await page.evaluate(script("openers"), ask.opener)
    for number in range(count):
        address = page.url
        with suppress(PlaywrightError):  # covered by something: the next one may do
            await page.locator(f'[data-xunjian-opener="{number}"]').click(timeout=_CLICK_MS)
            await visitor.settle()
        if ask.field and (field := await _visible(page, ask.field)) is not None:
            return field
        if (field := await _alike(page, fresh=page.url == address)) is not None:
            return field
        if page.url != address:
            return None
    return None
