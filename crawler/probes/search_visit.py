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
from crawler.probes.search_result import Result
from xunjian.model.observation import Outcome
from xunjian.model.search import Ask

if TYPE_CHECKING:
    from crawler.site import Site

_LONGEST = 90.0
"""Seconds for one query, from opening the page on."""
_CLICK_MS = 4_000
_MOST_ALIKE = 5
_MOST_BYTES = 10 * 1024 * 1024
_MARK = "data-xunjian-search"
_MARK_FIELD = """() => {
  const field = [...document.querySelectorAll('input')].find(e => {
    const box = e.getBoundingClientRect(), near = e.parentElement ? e.parentElement.className : '';
    const label = e.getAttribute('aria-label');
    const said = [e.name, e.id, e.className, e.placeholder, e.title, label, near].join(' ');
    return ['text', 'search'].includes(e.type) && box.width > 20 && box.height > 8 &&
      /search|sousuo|jiansuo|keyword|搜|检索|关键[词字]/i.test(said);
  });
  if (field) field.setAttribute('data-xunjian-search', '');
  return Boolean(field);
}"""


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
    field = await _visible(page, ask.field) or await _alike(page)
    if field is None:
        return Result("no_field", Outcome.UNKNOWN, picture=await visitor.picture())
    before = (page.url, await page.content())
    await field.click(timeout=_CLICK_MS)
    await field.fill(ask.query, timeout=_CLICK_MS)
    button = await _visible(page, ask.button) if ask.button else None
    if button is not None:
        with suppress(PlaywrightError):  # covered by something: the Enter key does as well
            await button.click(timeout=_CLICK_MS)
            await visitor.settle()
    if (page.url, await page.content()) == before:
        await field.press("Enter", timeout=_CLICK_MS)
        await visitor.settle()
    html = (await page.content()).encode("utf-8", "replace")
    picture = await visitor.picture()
    if not page.url.startswith(("http://", "https://")):
        return Result("not_fetched", Outcome.UNKNOWN, picture=picture)
    status = visitor.statuses.get(page.url, 200)
    answer = Answer(
        page.url, status, {"content-type": b"text/html; charset=utf-8"}, html[:_MOST_BYTES],
        truncated=bool(visitor.errand.partly) or len(html) > _MOST_BYTES, size=len(html),
    )  # fmt: skip
    code = "ok" if status < 400 else f"http_{status}"
    return Result(code, Outcome.OK if status < 400 else Outcome.FAILED, answer, picture)


async def _visible(page: Page, selector: str) -> Locator | None:
    """The first of the elements of a selector that a visitor sees: pages for telephones keep a second one."""
    for frame in page.frames:
        found = frame.locator(selector)
        for number in range(min(await found.count(), _MOST_ALIKE)):
            if await found.nth(number).is_visible():
                return found.nth(number)
    return None


async def _alike(page: Page) -> Locator | None:
    """A field that is called a search, where scripts have built the page otherwise than it was served."""
    for frame in page.frames:
        if await frame.evaluate(_MARK_FIELD):
            return frame.locator(f"[{_MARK}]")
    return None
