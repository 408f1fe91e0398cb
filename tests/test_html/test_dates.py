"""Dates as Chinese pages write them (standards.md T10, stack.md P5)."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xunjian.html.dates import (
    complete_date,
    date_in_url,
    date_set_apart,
    find_dates,
    first_date,
    partial_date,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021-12-15", date(2021, 12, 15)),
        ("2021/12/5", date(2021, 12, 5)),
        ("2021.12.15", date(2021, 12, 15)),
        ("2021年12月15日", date(2021, 12, 15)),
        ("２０２１年１２月１５日", date(2021, 12, 15)),
        ("二〇一〇年四月十一日", date(2010, 4, 11)),
        ("二○二四年十月二十三日", date(2024, 10, 23)),
        ("二O二四年十二月三十一日", date(2024, 12, 31)),
        ("發布時間：2021 年 1 月 5 日", date(2021, 1, 5)),
        ("2021-12-15 08:30", datetime(2021, 12, 15, 8, 30)),
        ("2021-12-15T08:30:11", datetime(2021, 12, 15, 8, 30, 11)),
        ("2021年12月15日 8时30分", datetime(2021, 12, 15, 8, 30)),
    ],
)
def test_t10_spellings(text: str, value: date) -> None:
    found = first_date(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "云政发〔2021〕5号", "201941", "2021-02-30", "2021-13-01", "©2018-2026", "〔2024〕13800138000号",
        "1890-01-01", "版权所有 2009-2019-", "电话 0571-87654321", "12-15", "2.5.1.3",
    ],
)  # fmt: skip
def test_t10_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_several_dates_keep_their_order() -> None:
    assert [found.day.day for found in find_dates("2021-01-02 至 2021-01-09")] == [2, 9]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 2021-12", date(2021, 12, 15)),
        ("2021-12 05", date(2021, 12, 5)),
        ("08 2021年3月", date(2021, 3, 8)),
        ("无", None),
    ],
)
def test_day_set_apart(text: str, expected: date | None) -> None:
    assert date_set_apart(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("[12-15]", (12, 15)), ("(1/5)", (1, 5)), ("3月8日", (3, 8)), ("第3-5期", None)]
)
def test_month_and_day_alone(text: str, expected: tuple[int, int] | None) -> None:
    assert partial_date(text) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.cn/202301/t20230130_1154.html", date(2023, 1, 30)),
        ("http://a.cn/art/2023/1/11/art_12_40.html", date(2023, 1, 11)),
        ("http://a.cn/nw/20230331/4a03.html", date(2023, 3, 31)),
        ("http://a.cn/c/2020-06-11/46.html", date(2020, 6, 11)),
        ("http://a.cn/202304/24/c_1.html", date(2023, 4, 24)),
        ("http://a.cn/info/1001/20231.htm", None),
        ("http://a.cn/20231345/x.html", None),
    ],
)
def test_day_in_an_address(url: str, day: date | None) -> None:
    assert date_in_url(url) == day


def test_yearless_dates_take_the_year_of_the_address() -> None:
    assert complete_date(12, 30, "http://a.cn/202201/t20220104_1.html") == date(2021, 12, 30)
    assert complete_date(1, 4, "http://a.cn/202201/t20220104_1.html") == date(2022, 1, 4)
    assert complete_date(2, 30, "http://a.cn/202203/x/1.html") is None
    assert complete_date(12, 30, "http://a.cn/info/1.htm") is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789-/.年月日〇一二三十 :T〔〕号", max_size=40))
def test_only_real_days_come_out(text: str) -> None:
    for found in find_dates(text):
        assert 1949 <= found.day.year <= 2100
