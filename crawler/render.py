"""Pages as a browser builds them: scrapy-playwright with the browser that the machine has.

The only file that knows scrapy-playwright (stack.md P14). The browser has no network of its own: what a page
asks for is brought by `crawler.supply`, by the rules of the crawl; pictures, fonts and films are not.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
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
from crawler.settle import based, check_shown, content, go, settle
from crawler.supply import Supplier
from crawler.visitor import WATCH
from crawler.weight import megabytes_below
from xunjian.model.plan import CrawlPlan
from xunjian.model.unit import host_of

if TYPE_CHECKING:
    from crawler.site import Site

_GOTO_MS = 20_000
_LONGEST_CLOSING = 2.0
_LONGEST_FAREWELL = 8.0
"""Seconds until the browser and its driver are gone; what hangs is killed with the process group."""
_PAGES_AT_ONCE = 2
_PAGES_PER_CONTEXT = 12
_MOST_FAILURES = 6
"""Empty pages in a row that the browser did not open; it is not asked for more."""
_MOST_MEGABYTES = 1200
_MOST_BYTES = 10 * 1024 * 1024
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--mute-audio",
    "--js-flags=--max-old-space-size=384",
    # Whatever is not handed to us (sockets, look-ups ahead of time) finds no way out.
    "--proxy-server=http://nowhere.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)

_NO_PICTURES = "--blink-settings=imagesEnabled=false"

Prepare = Callable[[Page], Awaitable[None]]
"""What is done to a page before anything is opened in it."""

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
            await _ends(self._browser.close(), _LONGEST_FAREWELL)


def render_settings(plan: CrawlPlan, *, pictures: bool = False) -> dict[str, object]:
    """Scrapy's settings for a crawl with a browser, on top of the usual ones. `pictures`: it shows them."""
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
            "args": [*_ARGUMENTS, *([] if pictures else [_NO_PICTURES])],
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
        self._failures = 0
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)

    async def render(self, url: str) -> Answer:
        """The page after its scripts ran; `truncated` where it lacks something that may fill it, and that we
        did not ask for or did not get. Raises Fault where the browser brings none."""
        async with self._places:
            self._check()
            started = time.monotonic()
            errand = Errand(host_of(url))
            served = await self._supplier.document(url, errand)
            if served.status >= 300 or not served.is_html:
                return Answer(url, served.status, served.headers, seconds=served.seconds)
            async with self._blank(served.url, errand) as page, asyncio.timeout(self._longest):
                await go(page, served, errand)
                body = await content(page, errand, served)
                check_shown(page, served, errand)
                body = body if page.url == url else based(body, page.url)
        built = body.encode("utf-8", "replace")
        partly = bool(errand.partly or served.truncated or served.stage) or len(built) > _MOST_BYTES
        return Answer(
            url, served.status, {"content-type": b"text/html; charset=utf-8"}, built[:_MOST_BYTES],
            truncated=partly, seconds=time.monotonic() - started, size=len(built),
        )  # fmt: skip

    @asynccontextmanager
    async def visit(self, url: str, errand: Errand, prepare: Prepare) -> AsyncIterator[tuple[Page, Answer]]:
        """The page, opened and settled, with the answer that brought it, until the caller is done with it.

        `prepare` is given the page before anything is opened in it. Raises Fault: the page is not to be had,
        is none (an error status is shown as a visitor would see it), or the browser fails, whoever drives it.
        """
        async with self._places:
            self._check()
            served = await self._supplier.document(url, errand)
            if not served.is_html or 300 <= served.status < 400:
                raise Fault("protocol", "返回的不是网页", certain=False)
            async with self._blank(served.url, errand, prepare) as page:
                async with asyncio.timeout(2 * self._longest):
                    await go(page, served, errand)
                    await settle(page, errand)
                    check_shown(page, served, errand)
                yield page, served

    def _check(self) -> None:
        """Raises Fault where the browser was tried often enough: nothing is fetched for it any more."""
        if self._failures >= _MOST_FAILURES:
            raise Fault("protocol", "浏览器没有启动，或没有反应", certain=False)

    @asynccontextmanager
    async def _blank(self, url: str, errand: Errand, prepare: Prepare | None = None) -> AsyncIterator[Page]:
        """An empty page at the address; closed in the end. What goes wrong with it is a Fault."""
        request = Request(url, meta=self._meta(errand, prepare))
        self._failures += 1
        try:
            try:
                async with asyncio.timeout(self._longest):
                    await self._site.crawler.engine.download_async(request)
                page: Page = request.meta["playwright_page"]
            except (KeyError, AttributeError) as error:
                raise Fault("protocol", f"浏览器没有打开页面：{error}", certain=False) from error
            self._failures = 0
            yield page
        except (PlaywrightTimeoutError, TimeoutError) as error:
            raise Fault("timeout", "浏览器在限定时间内没有打开页面", certain=False) from error
        except PlaywrightError as error:
            raise Fault("protocol", f"浏览器没有打开页面：{error}", certain=False) from error
        finally:
            await self._close(request)

    def _meta(self, errand: Errand, prepare_more: Prepare | None) -> dict[str, object]:
        context = f"pages-{self._begun // _PAGES_PER_CONTEXT}"
        self._begun += 1

        async def prepare(page: Page, request: Request) -> None:
            """Registered after scrapy-playwright's own route, so it is asked before that."""
            await page.route("**", lambda route: self._supplier.supply(errand, route))
            if self._ended.setdefault(context, 0) == 0 and len(page.context.pages) == 1:
                await page.context.route("**", _refuse)
            page.on("dialog", _dismiss)
            page.on("popup", _shut)
            page.on("request", lambda asked: errand.take(asked.resource_type, 1))
            page.on("requestfinished", lambda asked: errand.take(asked.resource_type, -1))
            page.on("requestfailed", lambda asked: errand.take(asked.resource_type, -1))
            await page.add_init_script(WATCH)
            if prepare_more is not None:
                await prepare_more(page)

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


async def _ends(closing: Coroutine[object, object, None], seconds: float = _LONGEST_CLOSING) -> bool:
    """Whether something let itself be closed in time."""
    try:
        async with asyncio.timeout(seconds):
            await closing
    except TimeoutError:
        return False
    except PlaywrightError:
        pass  # it is closed already
    return True


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
