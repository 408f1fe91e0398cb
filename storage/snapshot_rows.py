"""Between the rows of a snapshot and the values of the model."""

import json
from dataclasses import dataclass

from xunjian.model.observation import Attempt, Fetch, Observation, Outcome, Role

FETCH_COLUMNS = (
    "f.url, f.role, f.outcome, f.code, f.status, f.location, f.content_type, f.size, f.truncated, "
    "lower(hex(b.sha256)), f.fetched_at, f.seconds, f.depth, f.referer, f.disposition, f.attempts, "
    "f.etag, f.modified"
)
FIRST_FETCH_COLUMNS = FETCH_COLUMNS.replace("f.etag, f.modified", "'', ''")
"""Of a file of the first format."""

FETCH_FROM = "FROM fetch f LEFT JOIN body b ON b.id = f.body"

INSERT_FETCH = """
INSERT INTO fetch (url, role, outcome, code, status, location, content_type, size, truncated, body,
  fetched_at, seconds, depth, referer, disposition, attempts, etag, modified)
VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (url, role) DO UPDATE SET outcome=excluded.outcome, code=excluded.code, status=excluded.status,
  location=excluded.location, content_type=excluded.content_type, size=excluded.size,
  truncated=excluded.truncated, body=excluded.body, fetched_at=excluded.fetched_at,
  seconds=excluded.seconds, depth=excluded.depth, referer=excluded.referer,
  disposition=excluded.disposition, attempts=excluded.attempts,
  etag=excluded.etag, modified=excluded.modified
"""

FetchRow = tuple[
    str, str, str, str, int | None, str | None, str, int, int,
    str | None, str, float, int, str | None, str, str, str, str,
]  # fmt: skip

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One address of the frontier: found, and not yet done."""

    url: str
    role: Role
    depth: int
    rank: int = 0
    """Lower is sooner among addresses of one depth."""
    referer: str | None = None
    hops: int = 0
    """Redirects followed on the way here."""
    chain: int = 0
    """How many addresses of the same pattern led here one after another."""


def row_of(fetch: Fetch, body: int | None) -> tuple[str | int | float | None, ...]:
    """What `INSERT_FETCH` takes. `body`: id of its body."""
    return (
        fetch.url, fetch.role.value, fetch.outcome.value, fetch.code, fetch.status, fetch.location,
        fetch.content_type, fetch.size, int(fetch.truncated), body, fetch.fetched_at,
        round(fetch.seconds, 4), fetch.depth, fetch.referer, fetch.disposition,
        _pack_attempts(fetch.attempts), fetch.etag, fetch.modified,
    )  # fmt: skip


def _pack_attempts(attempts: tuple[Attempt, ...]) -> str:
    rows = [_attempt_row(attempt) for attempt in attempts]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _attempt_row(attempt: Attempt) -> list[str | int | float | None]:
    """Its values in their order, without the empty ones at the end."""
    row: list[str | int | float | None] = [
        attempt.method,
        attempt.at,
        round(attempt.seconds, 4),
        attempt.status,
        attempt.code,
    ]
    last: list[str | int] = [attempt.stage, attempt.url, attempt.size]
    while last and not last[-1]:
        last.pop()
    return row + last


def fetch_of(row: FetchRow) -> Fetch:
    """A fetch out of its row."""
    (url, role, outcome, code, status, location, content_type, size, truncated,
     sha256, fetched_at, seconds, depth, referer, disposition, attempts, etag, modified) = row  # fmt: skip
    tries = tuple(Attempt(*each) for each in json.loads(attempts)) if attempts != "[]" else ()
    return Fetch(
        url, _ROLES[role], _OUTCOMES[outcome], code, status, location, content_type, size, bool(truncated),
        sha256 or None, fetched_at, seconds, depth, referer, disposition, tries, etag, modified,
    )  # fmt: skip


def observation_of(row: tuple[str, str, str, str]) -> Observation:
    kind, key, data, at = row
    return Observation(kind, key, json.loads(data), at)
