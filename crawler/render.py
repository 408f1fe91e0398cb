"""Pages as a browser builds them: scrapy-playwright with the browser that the machine has.

The only file that knows scrapy-playwright (stack.md P14). What the browser asks for on the way obeys the
crawl's rules: nothing private, nothing of the identity services, `--resolve` honoured.
"""

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from playwright.async_api import Dialog, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as BrowserRequest
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.handler import DirectHandler
from crawler.net.answer import Answer, Fault
from crawler.net.names import Names
from crawler.targets import is_identity_service
from xunjian.model.plan import CrawlPlan

if TYPE_CHECKING:
    from crawler.spider import PortalSpider

_GOTO_MS = 20_000
_LOAD_MS = 8_000
_QUIET_SECONDS = 0.5
_LONGEST_SETTLING = 4.0
_PAGES_AT_ONCE = 2
_COUNT = (
    "() => [document.getElementsByTagName('*').length, document.body ? document.body.innerText.length : 0]"
)


@dataclass(slots=True)
class _Guard:
    """The one browser of this process, and what it may ask for."""

    names: Names | None = None
    browser: ScrapyPlaywrightDownloadHandler | None = None

    async def refuses(self, request: BrowserRequest) -> bool:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https", "ws", "wss"):
            return False
        if is_identity_service(request.url) or self.names is None or not parts.hostname:
            return True
        try:
            await self.names.addresses(parts.hostname, parts.port or 80)
        except (Fault, ValueError):
            return True
        return False


_guard = _Guard()


async def refuses(request: BrowserRequest) -> bool:
    """Scrapy-playwright's PLAYWRIGHT_ABORT_REQUEST."""
    return await _guard.refuses(request)


class RenderingHandler(DirectHandler):
    """Our own client, and the browser for requests that ask for it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        _guard.names = cast("PortalSpider", crawler.spider).names
        if _guard.browser is None:  # http and https have a handler each, and share the browser
            _guard.browser = ScrapyPlaywrightDownloadHandler(crawler)
        self._browser: ScrapyPlaywrightDownloadHandler = _guard.browser

    async def download_request(self, request: Request) -> Response:
        if request.meta.get("playwright"):
            return cast(Response, await self._browser.download_request(request))
        return await super().download_request(request)

    async def close(self) -> None:
        await super().close()
        if _guard.browser is not None:
            _guard.browser = None
            await self._browser.close()


def render_settings(plan: CrawlPlan) -> dict[str, object]:
    """Scrapy's settings for a crawl with a browser, on top of the usual ones."""
    arguments = [
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--mute-audio",
    ]
    if plan.resolve:
        rules = ", ".join(f"MAP {name} {address}" for name, address in plan.resolve.items())
        arguments.append(f"--host-resolver-rules={rules}")
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
            "args": arguments,
            "timeout": 30_000,
        },
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.render.refuses",
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": _PAGES_AT_ONCE,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": _GOTO_MS,
    }


class Renderer:
    """Asks the browser for pages through Scrapy's engine."""

    def __init__(self, spider: "PortalSpider") -> None:
        self._spider = spider
        self._places = asyncio.Semaphore(_PAGES_AT_ONCE)
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)

    async def render(self, url: str) -> Answer:
        """The page after its scripts ran. Raises Fault where the browser brings none."""
        meta = {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_context_kwargs": {
                "bypass_csp": True,
                "service_workers": "block",
                "accept_downloads": False,
                "ignore_https_errors": True,
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "user_agent": self._spider.job.plan.user_agent,
                "viewport": {"width": 1366, "height": 900},
            },
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded", "timeout": _GOTO_MS},
            "playwright_page_event_handlers": {"dialog": _dismiss},
            "verbatim_url": True,
            "download_slot": "browser",
        }
        async with self._places:
            started = time.monotonic()
            request = Request(url, meta=meta)
            try:
                response = await self._spider.crawler.engine.download_async(request)
                page: Page = request.meta["playwright_page"]
                body = await _content(page)
            except PlaywrightTimeoutError as error:
                raise Fault("timeout", "浏览器在限定时间内没有打开页面", certain=False) from error
            except (PlaywrightError, TimeoutError, KeyError, AttributeError) as error:
                raise Fault("protocol", f"浏览器没有打开页面:{error}", certain=False) from error
            finally:
                await _close(request)
        return Answer(
            url, response.status, {"content-type": b"text/html; charset=utf-8"}, body,
            seconds=time.monotonic() - started, size=len(body),
        )  # fmt: skip


async def _content(page: Page) -> bytes:
    """The page once it is loaded and has stopped growing (`networkidle` never comes on pages that poll)."""
    with contextlib.suppress(PlaywrightError):
        await page.wait_for_load_state("load", timeout=_LOAD_MS)
    deadline = time.monotonic() + _LONGEST_SETTLING
    before: object = None
    while time.monotonic() < deadline:
        now = await page.evaluate(_COUNT)
        if now == before:
            break
        before = now
        await asyncio.sleep(_QUIET_SECONDS)
    return (await page.content()).encode("utf-8", "replace")


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()


async def _close(request: Request) -> None:
    page = request.meta.get("playwright_page")
    if isinstance(page, Page) and not page.is_closed():
        with contextlib.suppress(PlaywrightError):
            await page.close()
