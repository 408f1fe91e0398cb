"""Hours in which a site may be crawled, across midnight too."""

from datetime import UTC, datetime, timedelta

import pytest

from xunjian.model.hours import Hours

HOUR = 3600


def at(text: str) -> datetime:
    """A moment of the day in Shanghai, given in another zone."""
    hour, minute = map(int, text.split(":"))
    return datetime(2026, 11, 21, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize(
    ("text", "now", "left", "until"),
    [
        ("22:00-06:00", "21:00", 0, HOUR), ("22:00-06:00", "22:00", 8 * HOUR, 0),
        ("22:00-06:00", "00:30", 5.5 * HOUR, 0), ("22:00-06:00", "06:00", 0, 16 * HOUR),
        ("1:30 - 5:00", "03:00", 2 * HOUR, 0), ("01:30～05:00", "12:00", 0, 13.5 * HOUR),
        ("20：00至24：00", "23:00", HOUR, 0), ("00:00-24:00", "12:00", 12 * HOUR, 0),
    ],
)  # fmt: skip
def test_how_long_they_last(text: str, now: str, left: float, until: float) -> None:
    hours = Hours.parse(text)
    assert (hours.seconds_left(at(now)), hours.seconds_until(at(now))) == (left, until)


@pytest.mark.parametrize(
    "text", ["", "22-6", "22:00", "25:00-06:00", "22:00-06:60", "06:00-06:00", "夜里", "24:00-06:00"]
)
def test_what_is_no_time_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(ValueError, match="22:00-06:00"):
        Hours.parse(text)


def test_they_are_written_as_they_are_read() -> None:
    assert str(Hours.parse("9:05 - 17:00:30")) == "09:05-17:00:30"
    assert Hours.parse(str(Hours.parse("22：00至6：00"))) == Hours.parse("22:00-06:00")
