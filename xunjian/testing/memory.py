"""A snapshot in memory: tests of facts and checks build one by hand, without server, crawl or file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xunjian.model.observation import Fetch, Observation, Outcome, Role
from xunjian.model.plan import CrawlPlan
from xunjian.model.unit import Scope

_RANK = {role: rank for rank, role in enumerate((Role.PAGE, Role.TARGET, Role.RESOURCE, Role.PROBE))}
HTML = "text/html; charset=utf-8"


def plan_of(home_url: str, as_of: date = date(2026, 11, 21), **changes: object) -> CrawlPlan:
    """A crawl plan for a home page, with the defaults of the contract."""
    scope = Scope.of_home(home_url)
    values: dict[str, object] = {
        "home_url": home_url,
        "hosts": tuple(sorted(scope.hosts)),
        "prefixes": scope.prefixes,
        "as_of": as_of,
        "user_agent": "test",
    }
    return CrawlPlan.model_validate(values | changes)


@dataclass
class MemorySnapshot:
    """Implements `xunjian.model.observation.Snapshot`; filled by its verbs, which return the new fetch."""

    plan: CrawlPlan
    rows: list[Fetch] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    seen: list[Observation] = field(default_factory=list)
    meta: Mapping[str, str] = field(default_factory=lambda: {"complete": "1", "finish_reason": "finished"})

    @classmethod
    def of(cls, home_url: str, as_of: date = date(2026, 11, 21), **changes: object) -> "MemorySnapshot":
        return cls(plan_of(home_url, as_of, **changes))

    def fetch(self, url: str, role: Role | None = None) -> Fetch | None:
        rows = [row for row in self.rows if row.url == url and (role is None or row.role is role)]
        return min(rows, key=lambda row: _RANK.get(row.role, 9), default=None)

    def fetches(self, role: Role | None = None) -> Iterator[Fetch]:
        return iter([row for row in self.rows if role is None or row.role is role])

    def body(self, fetch: Fetch) -> bytes | None:
        return None if fetch.sha256 is None else self.bodies.get(fetch.sha256)

    def observations(self, kind: str) -> Iterator[Observation]:
        return iter([each for each in self.seen if each.kind == kind])

    def answer(
        self,
        url: str,
        body: bytes = b"",
        *,
        role: Role = Role.TARGET,
        content_type: str = "",
        status: int = 200,
        truncated: bool = False,
        size: int | None = None,
        disposition: str = "",
    ) -> Fetch:
        """An answer below 400 with its bytes."""
        digest = hashlib.sha256(body).hexdigest()
        self.bodies[digest] = body
        fetch = Fetch(
            url=url,
            role=role,
            outcome=Outcome.OK,
            code="ok",
            status=status,
            content_type=content_type,
            size=len(body) if size is None else size,
            truncated=truncated,
            sha256=digest,
            fetched_at="2026-11-21T08:00:00+08:00",
            disposition=disposition,
        )
        self.rows.append(fetch)
        return fetch

    def page(self, url: str, html: str, *, role: Role = Role.PAGE, content_type: str = HTML) -> Fetch:
        """A page read as served (or, by role, as rendered or as the answer to a probe)."""
        return self.answer(url, html.encode(), role=role, content_type=content_type)

    def redirect(self, url: str, location: str, *, role: Role = Role.PAGE, status: int = 302) -> Fetch:
        fetch = Fetch(url, role, Outcome.OK, "redirect", status, location)
        self.rows.append(fetch)
        return fetch

    def fail(self, url: str, code: str, *, role: Role = Role.TARGET) -> Fetch:
        """A fetch that ended in a fault, a shield or nothing, told by its code."""
        outcome = {
            "shield": Outcome.BLOCKED,
            "robots": Outcome.UNKNOWN,
            "private_address": Outcome.UNKNOWN,
            "not_fetched": Outcome.UNKNOWN,
        }.get(code, Outcome.FAILED)
        number = code.removeprefix("http_")
        fetch = Fetch(url, role, outcome, code, int(number) if number.isdigit() else None)
        self.rows.append(fetch)
        return fetch

    def observe(self, kind: str, key: str, data: Mapping[str, object]) -> None:
        self.seen.append(Observation(kind, key, data))


def listing(items: Iterable[Sequence[str]]) -> str:
    """The markup of a list: rows of title, address and, if it has one, date."""
    rows = (
        f'<li><a href="{row[1]}">{row[0]}</a>' + (f"<span>{row[2]}</span>" if len(row) > 2 else "") + "</li>"
        for row in items
    )
    return f"<ul class='list'>{''.join(rows)}</ul>"
