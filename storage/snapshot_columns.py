"""Fetches as columns, the way a sealed snapshot keeps them.

What stands in one column is alike, so it packs to a fraction of what the same rows take: a fetch of 300 bytes
comes to about 15. Times are milliseconds since the fetch before, values of an attempt are told by how they
differ from those of its fetch, which mostly is not at all.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from xunjian.model.observation import Attempt, Fetch, Outcome, Role

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SCALE = 10_000
"""Seconds are kept to a tenth of a millisecond."""

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_ROLES = {role.value: role for role in Role}

Moment = int | str
"""Milliseconds since the one before; a text that is no time of our own form is kept as it is."""


def pack_fetches(fetches: Sequence[Fetch], numbers: Mapping[str, int]) -> bytes:
    """Columns of fetches; `numbers`: of each body's SHA-256."""
    clock = _Clock()
    rows, tries = [], []
    for each in fetches:
        seconds = round(each.seconds * _SCALE)
        start = clock.note(each.fetched_at)
        rows.append(
            (
                each.url,
                each.role.value,
                each.outcome.value,
                each.code,
                each.status,
                each.location,
                each.content_type,
                each.size,
                int(each.truncated),
                None if each.sha256 is None else numbers[each.sha256],
                start,
                seconds,
                each.depth,
                each.referer,
                each.disposition,
                each.etag,
                each.modified,
                len(each.attempts),
            )
        )
        for one in each.attempts:
            tries.append(
                (
                    one.method,
                    clock.note(one.at),
                    round(one.seconds * _SCALE) - seconds,
                    one.status,
                    one.code,
                    one.stage,
                    one.url,
                    one.size - each.size,
                )
            )
    return dump([_columns(rows), _columns(tries)])


def unpack_fetches(data: bytes, digests: Sequence[str]) -> list[Fetch]:
    """Fetches out of their columns; `digests`: SHA-256 of each body by its number."""
    columns, of_tries = json.loads(load_text(data))
    clock = _Clock()
    tries = zip(*of_tries, strict=True)
    fetches = []
    for (
        url, role, outcome, code, status, location, content_type, size, truncated, body, start, seconds,
        depth, referer, disposition, etag, modified, count,
    ) in zip(*columns, strict=True):  # fmt: skip
        at = clock.tell(start)
        attempts = tuple(
            Attempt(
                method, clock.tell(moment), (more + seconds) / _SCALE, its_status, its_code, stage, asked,
                more_size + size,
            )
            for method, moment, more, its_status, its_code, stage, asked, more_size in (
                next(tries) for _ in range(count)
            )
        )  # fmt: skip
        fetch = Fetch(
            url, _ROLES[role], _OUTCOMES[outcome], code, status, location, content_type, size,
            bool(truncated), None if body is None else digests[body], at, seconds / _SCALE, depth,
            referer, disposition, attempts, etag, modified,
        )  # fmt: skip
        fetches.append(fetch)
    return fetches


def pack_rows(rows: Sequence[Sequence[str | int | None]]) -> bytes:
    """Columns of plain rows."""
    return dump(_columns(rows))


def unpack_rows(data: bytes) -> list[tuple[str | int | None, ...]]:
    """Plain rows out of their columns."""
    return list(zip(*json.loads(load_text(data)), strict=True))


def dump(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def load_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _columns(rows: Sequence[Sequence[str | int | None]]) -> list[tuple[str | int | None, ...]]:
    return list(zip(*rows, strict=True))


class _Clock:
    """Tells moments by the milliseconds since the one before."""

    def __init__(self) -> None:
        self._text = ""
        self._last = 0

    def note(self, text: str) -> Moment:
        if text == self._text:
            return 0
        try:
            now = (datetime.fromisoformat(text) - _EPOCH) // _MILLISECOND
        except (ValueError, TypeError, OverflowError):
            return text
        if _text_of(now) != text:
            return text
        since, self._last, self._text = now - self._last, now, text
        return since

    def tell(self, moment: Moment) -> str:
        if isinstance(moment, str):
            return moment
        if moment:
            self._last += moment
            self._text = _text_of(self._last)
        return self._text


def _text_of(milliseconds: int) -> str:
    return (_EPOCH + milliseconds * _MILLISECOND).isoformat(timespec="milliseconds")
