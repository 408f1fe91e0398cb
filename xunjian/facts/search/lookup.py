"""Fetches looked up one by one, for a reader who wants a handful of them."""

from xunjian.facts.fetches import FetchIndex
from xunjian.model.observation import Fetch, Outcome, Role, Snapshot


class Lookup(FetchIndex):
    """An index that is not built: a large crawl has a hundred thousand fetches, and a page needs ten."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot

    def get(self, url: str) -> Fetch | None:
        return self._snapshot.fetch(url)

    def rendered(self, url: str) -> Fetch | None:
        fetch = self._snapshot.fetch(url, Role.RENDERED)
        return fetch if fetch is not None and fetch.outcome is Outcome.OK else None

    def resource(self, url: str) -> Fetch | None:
        return self._snapshot.fetch(url, Role.RESOURCE) or self.get(url)
