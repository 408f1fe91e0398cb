"""Scrapy's way to the network: our client as download handler for http and https."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Request, Response

from crawler.net.answer import Answer, Limits

if TYPE_CHECKING:
    from crawler.spider import PortalSpider


@dataclass(frozen=True, slots=True)
class Order:
    """What a request carries besides its address; lies in `request.meta["order"]`."""

    headers: dict[str, str]
    limits: Limits


class AnswerResponse(Response):
    """A response that carries the answer as it came."""

    answer: Answer


class DirectHandler(BaseDownloadHandler):
    """Connects only to addresses that `Names` allows; keeps bodies within their limits."""

    lazy = False

    async def download_request(self, request: Request) -> Response:
        spider = cast("PortalSpider", self.crawler.spider)
        order: Order = request.meta["order"]
        answer = await spider.client.request(request.method, request.url, order.headers, order.limits)
        response = AnswerResponse(request.url, status=answer.status, request=request)
        response.answer = answer
        return response

    async def close(self) -> None:
        await cast("PortalSpider", self.crawler.spider).client.close()
