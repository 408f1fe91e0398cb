"""Moments of a crawl, and the day in China that they fall on."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai has kept this offset since 1991."""


def day_in_china(stamp: str) -> date | None:
    """The day of a moment as a snapshot tells it; None where it is none."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(CHINA).date() if moment.tzinfo else moment.date()
