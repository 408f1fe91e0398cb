"""A stored crawl looked at from another day, or with another seed."""

from collections.abc import Iterator, Mapping
from datetime import date

from xunjian.model.observation import Fetch, Observation, Role, Snapshot
from xunjian.model.plan import CrawlPlan


class AsOf:
    """The same snapshot with another `as_of` or `seed` in its plan."""

    def __init__(self, snapshot: Snapshot, as_of: date | None, seed: int | None) -> None:
        self._snapshot = snapshot
        changes: dict[str, date | int] = {}
        if as_of is not None:
            changes["as_of"] = as_of
        if seed is not None:
            changes["seed"] = seed
        self._plan = snapshot.plan.model_copy(update=changes)

    @property
    def plan(self) -> CrawlPlan:
        return self._plan

    @property
    def meta(self) -> Mapping[str, str]:
        return self._snapshot.meta

    def fetch(self, url: str, role: Role | None = None) -> Fetch | None:
        return self._snapshot.fetch(url, role)

    def fetches(self, role: Role | None = None) -> Iterator[Fetch]:
        return self._snapshot.fetches(role)

    def body(self, fetch: Fetch) -> bytes | None:
        return self._snapshot.body(fetch)

    def observations(self, kind: str) -> Iterator[Observation]:
        return self._snapshot.observations(kind)
