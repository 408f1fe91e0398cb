"""Scrapy's settings: nothing that a walk does not need (perf.md §2, §8).

Limits and pauses per host are kept by `crawler.hosts`; Scrapy's own are opened wide.
"""

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter


class QuietFormatter(LogFormatter):
    """No line per request: the snapshot records them."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        # Scrapy documents None as “do not log this”; its annotation forgot it.
        return None


def crawl_settings() -> dict[str, object]:
    return {
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1000,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "ITEM_PIPELINES_BASE": {},
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "STATS_DUMP": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_FORMATTER": "crawler.settings.QuietFormatter",
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
    }
