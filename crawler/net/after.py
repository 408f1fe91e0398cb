"""Retry-After: how long a server asks to be left alone (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.net.answer import Answer

_ASKING = frozenset((429, 503))


def retry_after(answer: Answer) -> float | None:
    """Seconds from now; None where the answer asks for no pause, or not in a way that can be understood."""
    if answer.status not in _ASKING:
        return None
    raw = answer.header("retry-after").strip()
    if raw.isascii() and raw.isdigit():
        return float(raw[:9])
    try:
        then = parsedate_to_datetime(raw)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
