"""A person's word on one finding: it was a false alarm, or it is exempt, until a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_DAYS = 180
"""A mark ends at the latest so many days after it was made: whoever still needs it looks again."""


class Verdict(StrEnum):
    FALSE_ALARM = "false_alarm"
    """误报: the finding is wrong; what it says is not so."""
    EXEMPT = "exempt"
    """豁免: the finding is right, and does not count, for instance an approved closure."""


VERDICT_WORDS = {Verdict.FALSE_ALARM: "误报", Verdict.EXEMPT: "豁免"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. `at`: when it was made; `until`: the last day on which it holds."""

    id: int
    unit_id: str
    fingerprint: str
    check: str
    subject_url: str
    message: str
    """What the finding said."""
    verdict: Verdict
    reason: str
    by: str
    at: datetime
    until: date
    ended_at: datetime | None = None
    ended_by: str = ""

    def holds(self, day: date) -> bool:
        """Whether it bears on a run that counts back from this day.

        What is a false alarm was one before somebody said so; an exemption begins on its day.
        """
        if self.ended_at is not None or day > self.until:
            return False
        made = self.at.astimezone(ZoneInfo("Asia/Shanghai")).date()
        return self.verdict is Verdict.FALSE_ALARM or day >= made


def latest_end(made: date) -> date:
    return made + timedelta(days=LONGEST_DAYS)
