"""Pages as a browser builds them: scrapy-playwright with the browser that the machine has.

The only file that knows scrapy-playwright (stack.md P14). The browser has no network of its own: what a page
asks for is brought by `crawler.supply`, by the rules of the crawl; pictures, fonts and films are not.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Coroutine
from html import escape
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from playwright.async_api import Dialog, Page, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.errand import Errand
from crawler.net.answer import Answer, Fault
from crawler.supply import Supplier
from crawler.weight import megabytes_below
from xunjian.model.plan import CrawlPlan
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.site import Site

_GOTO_MS = 20_000
_LOAD_MS = 8_000
_QUIET_SECONDS = 0.5
_LONGEST_SETTLING = 4.0
_LONGEST_CLOSING = 2.0
_PAGES_AT_ONCE = 2
_PAGES_PER_CONTEXT = 12
_MOST_MEGABYTES = 1200
_MOST_BYTES = 10 * 1024 * 1024
_COUNT = (
    "() => [document.getElementsByTagName('*').length, document.body ? document.body.innerText.length : 0]"
)
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--mute-audio",
    "--blink-settings=imagesEnabled=false",
    "--js-flags=--max-old-space-size=384",
    # Whatever is not handed to us (sockets, look-ups ahead of time) finds no way out.
    "--proxy-server=http://nowhere.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)

_browsers: WeakKeyDictionary[Crawler, ScrapyPlaywrightDownloadHandler] = WeakKeyDictionary()
"""Http and https have a handler each, and share the browser of their crawl."""


class RenderingHandler(BaseDownloadHandler):
    """The browser, for http and https: nothing else goes through Scrapy's downloader (decision 0009)."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._browser = _browsers.setdefault(crawler, ScrapyPlaywrightDownloadHandler(crawler))
        self._browser.config.target_closed_max_retries = 0  # a page that we close stays closed

    async def download_request(self, request: Request) -> Response:
        return cast(Response, await self._browser.download_request(request))

    async def close(self) -> None:
        if _browsers.pop(self.crawler, None) is not None:
            await self._browser.close()


def render_settings(plan: CrawlPlan) -> dict[str, object]:
    """Scrapy's settings for a crawl with a browser, on top of the usual ones."""
    return {
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.render.RenderingHandler",
            "https": "crawler.render.RenderingHandler",
        },
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": plan.browser,
            "headless": True,
            "chromium_sandbox": plan.browser_sandbox,
            "args": list(_ARGUMENTS),
            "timeout": 30_000,
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": _PAGES_AT_ONCE,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": _GOTO_MS,
    }


class Renderer:
    """Asks the browser for pages through Scrapy's engine."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self._supplier = Supplier(site)
        self._longest = 2 * site.job.plan.first_byte_seconds
        """Seconds for one page; a script that runs on and on is not waited for."""
        self._places = asyncio.Semaphore(_PAGES_AT_ONCE)
        self._begun = 0
        self._ended: dict[str, int] = {}
        """Pages done, by the name of their context."""
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)

    async def render(self, url: str) -> Answer:
        """The page after its scripts ran; `truncated` where it lacks something that may fill it, and that we
        did not ask for or did not get. Raises Fault where the browser brings none."""
        async with self._places:
            started = time.monotonic()
            errand = Errand(host_of(url))
            served = await self._supplier.document(url, errand)
            if served.status >= 300 or not served.is_html:
                return Answer(url, served.status, served.headers, seconds=served.seconds)
            request = Request(served.url, meta=self._meta(errand))
            try:
                async with asyncio.timeout(self._longest):
                    await self._site.crawler.engine.download_async(request)
                    page: Page = request.meta["playwright_page"]
                    body = await _build(page, served, errand)
            except (PlaywrightTimeoutError, TimeoutError) as error:
                raise Fault("timeout", "浏览器在限定时间内没有打开页面", certain=False) from error
            except (PlaywrightError, KeyError, AttributeError) as error:
                raise Fault("protocol", f"浏览器没有打开页面:{error}", certain=False) from error
            finally:
                await self._close(request)
            body = body if page.url == url else _based(body, page.url)
        built = body.encode("utf-8", "replace")
        partly = bool(errand.partly or served.truncated or served.stage) or len(built) > _MOST_BYTES
        return Answer(
            url, served.status, {"content-type": b"text/html; charset=utf-8"}, built[:_MOST_BYTES],
            truncated=partly, seconds=time.monotonic() - started, size=len(built),
        )  # fmt: skip

    def _meta(self, errand: Errand) -> dict[str, object]:
        context = f"pages-{self._begun // _PAGES_PER_CONTEXT}"
        self._begun += 1

        async def prepare(page: Page, request: Request) -> None:
            """Registered after scrapy-playwright's own route, so it is asked before that."""
            await page.route("**", lambda route: self._supplier.supply(errand, route))
            if self._ended.setdefault(context, 0) == 0 and len(page.context.pages) == 1:
                await page.context.route("**", _refuse)
            page.on("dialog", _dismiss)
            page.on("popup", _shut)

        return {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_page_init_callback": prepare,
            "playwright_context": context,
            "playwright_context_kwargs": {
                "bypass_csp": True,
                "service_workers": "block",
                "accept_downloads": False,
                "ignore_https_errors": True,
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "user_agent": self._site.job.plan.user_agent,
                "viewport": {"width": 1366, "height": 900},
            },
            "verbatim_url": True,
            "download_slot": "browser",
        }

    async def _close(self, request: Request) -> None:
        """Close the page, its context after some pages, and the browser where it has grown too large."""
        page, name = request.meta.get("playwright_page"), str(request.meta["playwright_context"])
        self._ended[name] = self._ended.get(name, 0) + 1
        if not isinstance(page, Page):
            return
        context = page.context
        if not await _ends(page.close()):
            await _ends(context.close())  # its script runs on and on
        elif self._ended[name] >= _PAGES_PER_CONTEXT:
            await _ends(context.close())
        if context.browser is not None and megabytes_below() > _MOST_MEGABYTES:
            await _ends(context.browser.close())  # the next page starts another one


async def _ends(closing: Coroutine[object, object, None]) -> bool:
    """Whether something let itself be closed in time."""
    try:
        async with asyncio.timeout(_LONGEST_CLOSING):
            await closing
    except TimeoutError:
        return False
    except PlaywrightError:
        pass  # it is closed already
    return True


async def _build(page: Page, served: Answer, errand: Errand) -> str:
    """The page as its scripts make it. It was opened empty: what goes wrong from here on is ours to judge, a
    file that it throws at its visitor, or that it goes elsewhere before it is there."""
    errand.ready[served.url] = served
    try:
        await page.goto(served.url, wait_until="domcontentloaded", timeout=_GOTO_MS)
    except PlaywrightTimeoutError:
        raise
    except PlaywrightError:
        if served in errand.ready.values() or page.is_closed():
            raise
    body = await _content(page)
    if served in errand.ready.values() or not page.url.startswith(("http://", "https://")):
        raise Fault("protocol", "浏览器没有显示页面", certain=False)
    return body


async def _content(page: Page) -> str:
    """The page once it is loaded and has stopped growing (`networkidle` never comes on pages that poll)."""
    deadline = time.monotonic() + _LONGEST_SETTLING + _LOAD_MS / 1000
    with contextlib.suppress(PlaywrightTimeoutError):
        await page.wait_for_load_state("load", timeout=_LOAD_MS)
    settled = min(deadline, time.monotonic() + _LONGEST_SETTLING)
    before: object = None
    while True:
        late = time.monotonic() > settled
        try:
            now = [page.url, await page.evaluate(_COUNT)]
            if late or now == before:
                return await page.content()
            before = now
        except PlaywrightTimeoutError:
            raise
        except PlaywrightError:  # it went elsewhere meanwhile: look again once it is there
            if page.is_closed() or time.monotonic() > deadline:
                raise
        await asyncio.sleep(_QUIET_SECONDS)


def _based(html: str, url: str) -> str:
    """The page with the address that its script had led to: links are relative to that one."""
    head, mark, rest = html.partition("<head>")
    if not mark or "<base" in html:
        return html
    return f'{head}{mark}<base href="{escape(url, quote=True)}">{rest}'


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()


async def _shut(popup: Page) -> None:
    with contextlib.suppress(PlaywrightError):
        await popup.close()


async def _refuse(route: Route) -> None:
    """What is asked for outside the page itself: a window that it opened."""
    with contextlib.suppress(PlaywrightError):
        await route.abort()
