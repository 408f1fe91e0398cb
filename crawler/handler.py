"""Scrapy's way to the network: our client as download handler for http and https."""

from dataclasses import dataclass

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Request, Response

from crawler.net.answer import Answer, Limits
from crawler.net.client import Client


@dataclass(frozen=True, slots=True)
class Order:
    """What a request carries besides its address; lies in `request.meta["order"]`."""

    headers: dict[str, str]
    limits: Limits
    client: Client
    """Of the site that asks: what is allowed and where names lead is its own matter."""


class AnswerResponse(Response):
    """A response that carries the answer as it came."""

    answer: Answer


class DirectHandler(BaseDownloadHandler):
    """Connects only to addresses that the site's `Names` allows; keeps bodies within their limits."""

    lazy = False

    async def download_request(self, request: Request) -> Response:
        order: Order = request.meta["order"]
        answer = await order.client.request(request.method, request.url, order.headers, order.limits)
        response = AnswerResponse(request.url, status=answer.status, request=request)
        response.answer = answer
        return response

    async def close(self) -> None:
        """Nothing: each site closes its own connections."""
