"""Chinese working days: weekends, public holidays and make-up days (调休), with the office's own changes.

Contract, “Windows”: the day of the event is day 0, the first working day after it is day 1; in time up to
and including day N.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from xunjian.model.site import Fact

_LONGEST = 400
"""No duty runs over more working days; a longer count would be a misread date."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day in time. `estimated`: a year on the way has no official calendar yet."""

    day: date
    estimated: bool
    skipped: tuple[date, ...] = ()
    """Days on the way that are no working days: evidence for whoever counts again."""


@dataclass(frozen=True, slots=True)
class WorkCalendar(Fact):
    """Which days are worked. `works`, `rests`: changes to the national calendar (config/calendar)."""

    works: frozenset[date] = frozenset()
    rests: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether a day is worked; in a year without official data Monday to Friday are."""
        if day in self.works:
            return True
        if day in self.rests:
            return False
        return _national(day)

    def is_official(self, year: int) -> bool:
        """Whether the State Council's calendar of a year is known."""
        return _is_known(year)

    def deadline(self, event: date, days: int) -> Deadline:
        """The `days`-th working day after the event. Raises ValueError for fewer than 0 or absurdly many."""
        if not 0 <= days <= _LONGEST:
            raise ValueError(f"{days} working days")
        day, left, skipped = event, days, []
        while left:
            day += timedelta(days=1)
            if self.is_working(day):
                left -= 1
            else:
                skipped.append(day)
        estimated = any(not _is_known(year) for year in range(event.year, day.year + 1))
        return Deadline(day, estimated, tuple(skipped))

    def taken(self, event: date, answer: date) -> int:
        """Number of the first working day by which the answer had come: a Saturday counts as the Monday
        after it, so that `taken <= N` says the same as `answer <= deadline(event, N).day`; 0 where it came
        before the first."""
        number, day = 0, event
        while day < answer and number <= _LONGEST:
            day += timedelta(days=1)
            number += self.is_working(day)
        return number + (answer > event and not self.is_working(answer))


def _is_known(year: int) -> bool:
    # The calendar is big, and most audits never ask for a working day.
    from chinese_calendar import constants

    return bool(min(constants.holidays).year <= year <= max(constants.holidays).year)


def _national(day: date) -> bool:
    from chinese_calendar import is_workday

    if _is_known(day.year):
        return bool(is_workday(day))
    return day.weekday() < 5
