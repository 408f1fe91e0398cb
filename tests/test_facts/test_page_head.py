"""What stands in the head of a page is no row of its list; a row may be opened by its handler."""

from datetime import date

import pytest

from xunjian.facts.page import read_page
from xunjian.model.page import PageReading

URL = "http://www.example.invalid/tzgg/"
HEAD = (
    "<div class='top'><span>今天是2026年10月20日 星期二</span> "
    "<a href='javascript:void(0)' onclick='SetHome(this)'>设为首页</a> | "
    "<a href='/map.html'>网站地图</a></div>"
)


def read(body: str) -> PageReading:
    body = f"{HEAD}<h2>通知公告</h2>{body}<p>主办：某县人民政府</p>"
    page = f"<html><head><title>通知公告</title></head><body>{body}</body></html>"
    return read_page(page.encode(), URL)


def test_the_day_of_the_visit_is_no_item_of_an_empty_list() -> None:
    assert read("<ul class='list'></ul><p>共 0 条信息</p>").items == ()


def test_the_day_of_the_visit_dates_no_row() -> None:
    rows = "".join(
        f"<li><a href='/t{n}.html'>关于第{n}批公示的通知</a><span>2026-0{n}-11</span></li>" for n in (3, 2, 1)
    )
    days = [item.date for item in read(f"<ul class='list'>{rows}</ul>").items]
    assert days == [date(2026, 3, 11), date(2026, 2, 11), date(2026, 1, 11)]


def test_a_row_opened_by_a_handler_has_its_address() -> None:
    rows = "".join(
        f"<li><a href='javascript:void(0)' onclick=\"window.open('/show.do?id={n}')\">"
        f"关于第{n}批公示的通知</a>[2026.{n}.11]</li>"
        for n in (3, 2, 1)
    )
    urls = [item.url for item in read(f"<ul>{rows}</ul>").items]
    assert urls == [f"http://www.example.invalid/show.do?id={n}" for n in (3, 2, 1)]


@pytest.mark.parametrize("weather", ["天气：多云", " 天气晴转多云", "气温12℃"])
def test_the_day_of_the_weather_beside_a_marquee_is_not_that_of_its_title(weather: str) -> None:
    bar = (
        f"<table><tr><td>今天是 云溪市2026-10-20{weather}</td><td><marquee>"
        "<a href='/t9.html'>关于做好灌区节水改造工作的通知</a></marquee></td></tr></table>"
    )
    assert [item.date for item in read(bar).items if item.title.endswith("通知")] in ([], [None])
