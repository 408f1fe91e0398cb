"""Years of list rows that show a month and a day alone (standards T10, T34)."""

from datetime import date

import pytest

from tests.test_facts.portal import AS_OF, HOST, LONG, article, column, column_at, portal
from xunjian.facts.years import BY_CLOCK, BY_NEIGHBOUR, complete_years
from xunjian.model.page import Item


def _short(month: int, day: int, *, pinned: bool = False) -> Item:
    return Item("某某事项的通知", f"/{month}-{day}.html", None, pinned, "", (month, day))


def _whole(day: str) -> Item:
    return Item("某某事项的通知", f"/{day}.html", date.fromisoformat(day), False, "列表")


def _days(*items: Item) -> list[str]:
    return [str(item.date) for item in complete_years(items, date(2026, 3, 10))]


def test_a_list_without_any_year_runs_back_from_the_day_of_the_audit() -> None:
    assert _days(_short(3, 5), _short(1, 20), _short(12, 28), _short(11, 1), _short(2, 3)) == [
        "2026-03-05", "2026-01-20", "2025-12-28", "2025-11-01", "2025-02-03",
    ]  # fmt: skip


def test_a_day_that_is_still_to_come_is_of_last_year() -> None:
    assert _days(_short(3, 11)) == ["2025-03-11"]


def test_neighbours_tell_the_year() -> None:
    assert _days(_whole("2024-06-01"), _short(5, 20), _short(12, 30), _whole("2023-10-01")) == [
        "2024-06-01", "2024-05-20", "2023-12-30", "2023-10-01",
    ]  # fmt: skip
    assert _days(_short(12, 1), _whole("2024-11-20"))[0] == "2024-12-01"
    assert _days(_short(1, 5), _whole("2024-11-20"))[0] == "2025-01-05"


def test_rows_a_little_out_of_order_stay_in_their_year() -> None:
    assert _days(_short(3, 5), _short(3, 7), _short(2, 1)) == ["2026-03-05", "2026-03-07", "2026-02-01"]


def test_a_pinned_row_tells_nothing_of_others() -> None:
    assert _days(_short(5, 1, pinned=True), _short(3, 5)) == ["2025-05-01", "2026-03-05"]


@pytest.mark.parametrize(
    ("items", "where"), [([_short(3, 5)], BY_CLOCK), ([_whole("2026-03-09"), _short(3, 5)], BY_NEIGHBOUR)]
)
def test_each_completed_date_says_how(items: list[Item], where: str) -> None:
    assert complete_years(items, date(2026, 3, 10))[-1].date_where == where


def test_the_29th_of_february_is_of_a_leap_year() -> None:
    assert _days(_short(2, 29)) == ["2024-02-29"]


def test_a_column_takes_the_year_of_articles_first() -> None:
    snapshot = portal("<a href='/rsxx/'>人事信息</a>")
    rows = "".join(
        f"<li><a href='/rsxx/info/{n}.htm'>关于第{n}批同志任免职的通知</a><span>[1{n}-05]</span></li>"
        for n in (2, 1, 0)
    )
    snapshot.page(f"{HOST}/rsxx/", column("人事信息", f"<ul class='list'>{rows}</ul>"))
    snapshot.page(
        f"{HOST}/rsxx/info/2.htm", article("关于第2批同志任免职的通知", LONG, "2024-12-05", ("人事信息",))
    )
    items = column_at(snapshot, f"{HOST}/rsxx/").items
    assert [str(item.date) for item in items] == ["2024-12-05", "2024-11-05", "2024-10-05"]
    assert [item.date_where for item in items] == ["正文页", BY_NEIGHBOUR, BY_NEIGHBOUR]
    assert all(item.date is not None and item.date <= AS_OF for item in items)
