"""T14: days in the future are read as they stand, never make a column fresh, and are reported."""

from collections.abc import Sequence
from datetime import date

import pytest

from checks.update.column import columns_are_updated
from checks.update.future_date import future_dates
from tests.test_traps.pages import dated, inspect, listing, trs
from tests.test_traps.sites import judged, site
from xunjian.model.finding import Status

PASS, FAIL = [Status.PASS], [Status.FAIL]


def news(*days: str) -> list[tuple[str, str, str]]:
    return [(f"县长调研第{n}号重点项目建设工作", f"/zwdt/a{n}.html", day) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "fresh", "reported"),
    [
        (("2026-11-21", "2026-06-01"), PASS, False),
        (("2026-11-22", "2026-06-01"), PASS, False),
        (("2026-11-23", "2026-06-01"), FAIL, True),
        (("2033-05-01", "2026-06-01"), FAIL, True),
        (("2033-05-01", "2026-11-19"), PASS, True),
    ],
)
def test_t14_a_future_day_is_reported_and_makes_nothing_fresh(
    days: Sequence[str], fresh: list[Status], reported: bool
) -> None:
    snapshot = site(news(*days))
    assert judged(columns_are_updated, snapshot) == fresh
    assert (judged(future_dates, snapshot) != PASS) is reported


def test_t14_only_future_days_are_no_pass() -> None:
    assert Status.PASS not in judged(columns_are_updated, site(news("2033-05-01", "2034-05-01")))


def test_t14_a_future_day_in_a_title_is_an_event() -> None:
    rows = [("关于举办2033年5月1日庆祝活动的通知", "/zwdt/a1.html", "2026-11-15"), *news("2026-06-01")]
    assert judged(future_dates, site(rows)) == PASS


def test_t14_it_is_read_as_it_stands() -> None:
    rows = [(f"岚溪县测试信息第{n}条", f"/a/{n}.html", f"2033-05-1{n}") for n in (3, 2, 1)]
    assert dated(inspect(trs(listing(rows)))) == [(title, day) for title, _, day in rows]
    assert date.fromisoformat(rows[0][2]) > date(2026, 11, 21)
