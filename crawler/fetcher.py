"""How the walk asks for an address. Behind it: Scrapy's engine, its downloader and our handler."""

from typing import TYPE_CHECKING, Protocol

from scrapy.http import Request

from crawler.handler import AnswerResponse, Order
from crawler.net.answer import Answer, Fault, Limits

if TYPE_CHECKING:
    from crawler.site import Site


class Fetcher(Protocol):
    """Anything that answers requests; a fault is raised as Fault."""

    async def get(self, method: str, url: str, headers: dict[str, str], limits: Limits) -> Answer: ...


class EngineFetcher:
    """Scrapy as downloader (perf.md §3: scheduler and scraper would cost a third more)."""

    def __init__(self, site: "Site") -> None:
        self._site = site

    async def get(self, method: str, url: str, headers: dict[str, str], limits: Limits) -> Answer:
        meta = {
            "order": Order(headers, limits, self._site.client),
            "verbatim_url": True,
            "download_slot": "all",
        }
        request = Request(url, method=method, meta=meta)
        response = await self._site.crawler.engine.download_async(request)
        if not isinstance(response, AnswerResponse):
            raise Fault("protocol", "下载器没有给出应答")
        return response.answer
