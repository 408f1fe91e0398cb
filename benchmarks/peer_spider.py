"""A bare Scrapy spider that checks links and does nothing else, tuned: the peer in the audit's own framework.

    python -m benchmarks.peer_spider RESULT SITE [START]

One item worker a response, the middlewares that a link check can do without switched off, raw links looked
at once a page, addresses seen kept by the spider, 16 requests at once.
"""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure

from benchmarks.peer_links import link_targets, write_result

AT_ONCE = 16
DOWNLOADER = (
    "offsite.OffsiteMiddleware",
    "robotstxt.RobotsTxtMiddleware",
    "httpauth.HttpAuthMiddleware",
    "downloadtimeout.DownloadTimeoutMiddleware",
    "redirect.MetaRefreshMiddleware",
    "cookies.CookiesMiddleware",
    "httpproxy.HttpProxyMiddleware",
    "stats.DownloaderStats",
    "httpcache.HttpCacheMiddleware",
)
SPIDER = (
    "referer.RefererMiddleware",
    "urllength.UrlLengthMiddleware",
    "depth.DepthMiddleware",
    "httperror.HttpErrorMiddleware",
)
EXTENSIONS = ("logcount.LogCount", "memusage.MemoryUsage", "feedexport.FeedExporter", "logstats.LogStats")


def settings() -> dict[str, object]:
    """Everything that costs time and finds no link, off."""
    return {
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "RETRY_TIMES": 1,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
        "DOWNLOADER_MIDDLEWARES": {f"scrapy.downloadermiddlewares.{name}": None for name in DOWNLOADER},
        "SPIDER_MIDDLEWARES": {f"scrapy.spidermiddlewares.{name}": None for name in SPIDER},
        "EXTENSIONS": {f"scrapy.extensions.{name}": None for name in EXTENSIONS},
    }


class LinkSpider(Spider):
    """Asks for every address of one site once."""

    name = "links"

    def __init__(self, site: str, start: str, result: Path) -> None:
        super().__init__()
        self.site, self.first, self.result = site, start, result
        self.seen = {start}
        self.dead: list[str] = []
        self.pages = 0

    async def start(self) -> AsyncIterator[Request]:
        yield self.ask(self.first)

    def ask(self, url: str) -> Request:
        return Request(url, self.parse, errback=self.fail, dont_filter=True)

    def parse(self, response: Response) -> Iterator[Request]:
        if response.status >= 300:
            self.dead.append(first_of(response.request or Request(response.url)))
        elif isinstance(response, HtmlResponse):
            self.pages += 1
            for url in link_targets(response.body, response.encoding, response.url):
                if url.startswith(self.site) and url not in self.seen:
                    self.seen.add(url)
                    yield self.ask(url)

    def fail(self, failure: Failure) -> None:
        self.dead.append(first_of(failure.request))  # type: ignore[attr-defined]  # set by Scrapy

    def closed(self, reason: str) -> None:
        write_result(self.result, self.pages, self.dead)


def first_of(request: Request) -> str:
    """The address that was linked, before any redirect."""
    return str(request.meta.get("redirect_urls", [request.url])[0])


if __name__ == "__main__":
    process = AsyncCrawlerProcess(settings())
    process.crawl(LinkSpider, site=sys.argv[2], start=sys.argv[-1], result=Path(sys.argv[1]))
    process.start()
