"""Working days: holidays, make-up days, the limit at the day itself, years without an official calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xunjian.model.workdays import WorkCalendar

CALENDAR = WorkCalendar()


def test_the_day_of_the_event_is_day_0_and_day_n_is_in_time() -> None:
    monday = date(2025, 3, 3)
    assert CALENDAR.deadline(monday, 5).day == date(2025, 3, 10)
    assert CALENDAR.taken(monday, date(2025, 3, 10)) == 5
    assert CALENDAR.taken(monday, date(2025, 3, 11)) == 6
    assert CALENDAR.taken(monday, monday) == 0


def test_a_holiday_and_its_make_up_days_are_counted_as_printed() -> None:
    # 2024: the holiday of 1–7 October was paid for by Sunday 29 September and Saturday 12 October.
    due = CALENDAR.deadline(date(2024, 9, 27), 5)
    assert due.day == date(2024, 10, 10)
    assert date(2024, 9, 28) in due.skipped
    assert date(2024, 9, 29) not in due.skipped
    assert CALENDAR.is_working(date(2024, 10, 12))
    assert not due.estimated


def test_an_event_on_a_holiday_starts_to_count_on_the_next_working_day() -> None:
    assert CALENDAR.deadline(date(2024, 10, 3), 1).day == date(2024, 10, 8)


def test_an_answer_on_a_saturday_after_the_last_day_is_late() -> None:
    event = date(2025, 3, 7)
    assert CALENDAR.deadline(event, 5).day == date(2025, 3, 14)
    assert CALENDAR.taken(event, date(2025, 3, 15)) == 6


def test_a_year_without_official_data_is_said_to_be_estimated() -> None:
    assert CALENDAR.deadline(date(2099, 1, 5), 3).estimated
    assert not CALENDAR.is_official(2099)
    assert CALENDAR.is_official(2025)


def test_the_office_may_change_days() -> None:
    typhoon = WorkCalendar(rests=frozenset({date(2025, 3, 4)}), works=frozenset({date(2025, 3, 8)}))
    due = typhoon.deadline(date(2025, 3, 3), 4)
    assert due.day == date(2025, 3, 8)


def test_absurd_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="working days"):
        CALENDAR.deadline(date(2025, 1, 1), -1)


@given(st.dates(date(2005, 1, 1), date(2026, 6, 1)), st.integers(0, 30), st.integers(0, 60))
def test_both_ways_of_counting_agree(event: date, limit: int, later: int) -> None:
    answer = date.fromordinal(event.toordinal() + later)
    in_time = answer <= CALENDAR.deadline(event, limit).day
    assert (CALENDAR.taken(event, answer) <= limit) is in_time
