"""The accessibility entry of an open home page, clicked: does anything come of it?"""

import asyncio
from collections.abc import Mapping

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from crawler.net.answer import Fault
from crawler.probes.browser import Visitor
from crawler.probes.scripts import script

_CLICK_MS = 3_000
_APART = 1.0
"""Seconds between two looks at a page that nobody touches: what changes by itself is no effect."""


async def click_entry(visitor: Visitor, words: str) -> dict[str, object]:
    """`{"words", "effect": null|true|false, "seen": str, "status": int|null}`; `effect` is null where it was
    not to be told. Leaves the page as the click made it."""
    page = visitor.page
    handle = (await page.evaluate_handle(script("entry"), words)).as_element()
    if handle is None:
        return _told(words, None, "页面上没有找到可以点击的入口")
    before = await page.evaluate(script("state"))
    await asyncio.sleep(_APART)
    still = await page.evaluate(script("state"))
    missed = len(visitor.errand.missed)
    address = page.url
    try:
        await _click(handle)
        await visitor.settle()
        after = await page.evaluate(script("state"))
    except (PlaywrightError, Fault) as error:
        return _told(words, None, f"没有点成：{str(error).splitlines()[0][:120]}")
    if page.url.partition("#")[0] != address.partition("#")[0]:
        status = visitor.statuses.get(page.url)
        if status is not None and status >= 400:
            return _told(words, False, f"打开的是错误页（{status}）：{page.url}", status)
        return _told(words, True, f"打开了 {page.url}", status)
    for lost in visitor.errand.missed[missed:]:
        if lost.kind == "document" and lost.code.startswith("http_"):
            return _told(words, False, f"打开的是错误页（{lost.code[5:]}）：{lost.url}", int(lost.code[5:]))
        if lost.kind == "document":
            return _told(words, True, f"通向 {lost.url}（不在本次查看的范围内）")
    changed = [name for name in before if before[name] == still[name] and still[name] != after[name]]
    changed = [name for name in changed if name not in ("address", "kept")]
    if changed:
        return _told(words, True, "、".join(_CHANGES[name] for name in changed))
    lost_script = next((each for each in visitor.errand.missed if _may_act(each.kind, each.code)), None)
    if lost_script is not None:
        return _told(words, None, f"页面的脚本没有取全（{lost_script.url}）")
    return _told(words, False, "点击后页面没有变化")


_CHANGES: Mapping[str, str] = {
    "root": "页面样式变了",
    "body": "页面样式变了",
    "elements": "页面上出现了新的内容",
    "chars": "页面上的文字变了",
    "sheets": "样式表变了",
    "look": "字号或颜色变了",
}


def _may_act(kind: str, code: str) -> bool:
    """Whether something that we did not bring may be what makes the entry work."""
    return kind in ("script", "xhr", "fetch") and not code.startswith("http_")


async def _click(handle: ElementHandle) -> None:
    try:
        await handle.click(timeout=_CLICK_MS)
    except PlaywrightError:  # covered by something, or moving: a keyboard would still reach it
        await handle.evaluate("element => element.click()")


def _told(words: str, effect: bool | None, seen: str, status: int | None = None) -> dict[str, object]:
    return {"words": words, "effect": effect, "seen": seen, "status": status}
