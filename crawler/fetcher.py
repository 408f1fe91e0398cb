"""How the walk asks for an address: of whatever answers requests. `crawler.net.client.Client` does."""

from typing import Protocol

from crawler.net.answer import Answer, Limits


class Fetcher(Protocol):
    """One request, one answer; a fault is raised as Fault."""

    async def request(self, method: str, url: str, headers: dict[str, str], limits: Limits) -> Answer: ...
