"""T16: weather, clocks, counters, banners and generated moments are no updates: item lists are compared."""

import pytest

from checks.update.column import columns_are_updated
from checks.update.home import home_is_updated
from tests.test_facts.portal import column_at
from tests.test_traps.pages import ARTICLE, TEXT, inspect, trs
from tests.test_traps.sites import NEWS, judged, site
from xunjian.model.finding import Status
from xunjian.testing.memory import MemorySnapshot

STALE = [(f"县长调研第{n}号重点项目建设工作", f"/zwdt/a{n}.html", f"2026-0{n}-01") for n in (5, 4, 3)]
AUTOMATIC = {
    "weather": "<div class='weather'>今天是2026年11月21日 星期六 晴 12℃</div>",
    "weather-link": "<div class='tq'><a href='/tq/'>2026-11-21 某某县天气：晴转多云</a></div>",
    "counter": "<p>访问量：1234567 次　今日访问：321　更新时间：2026-11-21</p>",
    "generated": "<div>页面生成时间：2026-11-21 08:00:01</div>",
    "last-change": "<div>最后更新：2026-11-21</div>",
    "clock": "<p>农历十月十三　2026-11-21 09:12:33</p>",
    "clock-by-script": "<script>document.write('今天是'+new Date().getFullYear()+'年')</script>",
    "running-words": "<marquee>温馨提示：2026年11月21日系统维护</marquee>",
    "visitors": "<div class='online'>当前在线：12人 2026/11/21</div>",
    "friends": "<div><h3>友情链接</h3><a href='http://www.gov.cn/'>中国政府网</a> <a href='http://www.x.gov.cn/'>某某市</a></div>",
    "frame": "<iframe src='http://weather.example.com/?2026-11-21'></iframe>",
}
each = pytest.mark.parametrize("markup", AUTOMATIC.values(), ids=AUTOMATIC)


def titles(snapshot: MemorySnapshot) -> list[tuple[str, object]]:
    return [(item.title, item.date) for item in column_at(snapshot, NEWS).items]


@each
def test_t16_a_stale_site_stays_stale(markup: str) -> None:
    snapshot = site(STALE, markup)
    assert titles(snapshot) == titles(site(STALE))
    assert judged(columns_are_updated, snapshot) == [Status.FAIL]
    assert judged(home_is_updated, snapshot) == [Status.FAIL]


def test_t16_a_new_item_is_an_update() -> None:
    snapshot = site(
        [("县政府召开常务会议研究重点工作", "/zwdt/n.html", "2026-11-20"), *STALE], AUTOMATIC["weather"]
    )
    assert judged(columns_are_updated, snapshot) == [Status.PASS]
    assert judged(home_is_updated, snapshot) == [Status.PASS]


@each
@pytest.mark.parametrize("info", ["发布时间：2024-03-12", ""])
def test_t16_the_day_of_an_article_is_its_own(markup: str, info: str) -> None:
    page = trs(f"{markup}<h1>关于做好春季森林防火工作的通知</h1><p>{info}</p><div>{TEXT}</div>{markup}")
    assert inspect(page, ARTICLE)["published"] == ("2024-03-12" if info else None)


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='PageGenerated' content='2026-11-21 08:00'>",
        "<meta name='页面生成时间' content='2026-11-21 08:00'>",
        "<meta http-equiv='Last-Modified' content='2026-11-21'>",
        "<meta name='createDate' content='2026-11-21'>",
        "<!-- published at 2026-11-21 08:00 -->",
    ],
)
def test_t16_moments_in_the_head_are_no_day_of_publication(head: str) -> None:
    page = trs(f"<h1>关于做好春季森林防火工作的通知</h1><div>{TEXT}</div>", head=head)
    assert inspect(page, ARTICLE)["published"] is None
