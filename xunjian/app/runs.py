"""The day and the number of a run."""

import secrets
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


def new_run_id() -> str:
    """An id that sorts by time."""
    return f"{datetime.now(SHANGHAI):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
