"""Footer items 站点地图 and 适老化 (standards.md 2.2): links of the foot, no columns; the entry for the aged is read."""

import pytest

from tests.test_traps.feet import LAYOUTS, each_layout
from tests.test_traps.pages import COLUMN, MENU, SITE, columns_of, inspect, links_of, listing, trs
from xunjian.facts.page import read_page
from xunjian.model.page import Reading


def entry(markup: str, layout: str = LAYOUTS["paragraphs"]) -> Reading | None:
    page = trs(listing(), foot=layout.format(markup))
    return read_page(page.encode(), COLUMN).accessibility_entry


@pytest.mark.parametrize("name", ["网站地图", "站点地图"])
@each_layout
def test_footer_site_map_is_a_link_and_no_column(name: str, layout: str) -> None:
    seen = inspect(trs(listing(), foot=layout.format(f"<a href='/wzdt/'>{name}</a>")))
    assert f"{SITE}/wzdt/" in links_of(seen, "href")
    assert columns_of(seen) == [(each, SITE + url) for each, url in MENU]


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='/wza/'>适老化无障碍服务</a>",
        "<a href='javascript:void(0)'>长者模式</a>",
        "<img src='/i/a.png' alt='适老化无障碍服务'>",
        "<a href='/wzaService.html'><img src='/i/b.png'></a>",
    ],
)
@each_layout
def test_footer_entry_for_the_aged(markup: str, layout: str) -> None:
    assert entry(markup, layout) is not None


@pytest.mark.parametrize(
    "markup",
    ["", "本站支持IPv6", "<!--<a href='/wza/'>无障碍</a>-->", "<a href='/z/'>无障碍环境建设条例</a>"],
)
@each_layout
def test_footer_no_entry_for_the_aged(markup: str, layout: str) -> None:
    assert entry(markup, layout) is None
