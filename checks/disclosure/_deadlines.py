"""When an annual report is due, and which one is the latest that is (条例第四十九条)."""

import re
from collections.abc import Mapping
from datetime import date

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
OLD_RULE_UNTIL = 2018
"""Reports on the years up to this one were due on 31 March from everybody (the 条例 of 2007)."""


def is_month_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None


def deadline_of(year: int, unit_type: str, limits: Mapping[str, str]) -> date:
    """The last day for the report on `year`; of a university the school year that ends in it."""
    limit = limits[unit_type]
    if year <= OLD_RULE_UNTIL and unit_type != "university":
        limit = max(limit, "03-31")
    month, day = (int(part) for part in limit.split("-"))
    return date(year + (unit_type != "university"), month, day)


def latest_due(as_of: date, unit_type: str, limits: Mapping[str, str]) -> int:
    """The newest year whose deadline has passed: on the day itself a report is not late yet."""
    year = as_of.year
    while deadline_of(year, unit_type, limits) >= as_of:
        year -= 1
    return year
