"""Calendar months (contract: “3 months” are calendar months)."""

from calendar import monthrange
from datetime import date


def months_from(day: date, months: int) -> date:
    """The same day so many calendar months later (earlier: negative); the month's last day where it has no
    such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
