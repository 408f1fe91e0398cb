"""T27: calendars, sorting, printing and font sizes, search words, pagers without an end: bounded, and lists stay whole.

(`tests/test_crawler/test_endless.py` walks calendars, sessions and nesting; here are the ways of sorting and showing, the
pager that goes on past its last page, and what a calendar on a page must not do to its reading.)
"""

import re
from itertools import product
from pathlib import Path

import pytest

from tests.test_crawler.loopback import Reply, Seen, crawl, links, serving
from tests.test_traps.pages import (
    ITEMS,
    SITE,
    Maker,
    columns_of,
    each_maker,
    inspect,
    listing,
    rows_of,
    tables,
    trs,
)
from xunjian.model.observation import Role

SORTS = [
    f"/list.jsp?order={order}&by={by}&view={view}&size={size}"
    for order, by, view, size in product(
        ("asc", "desc"), ("time", "title", "hits"), ("list", "pic"), (10, 20, 50, 100)
    )
]


def _sorting(seen: Seen) -> Reply | str:
    """Every order of one list links to all others and to two documents."""
    if seen.path.startswith("/list.jsp"):
        return links(*SORTS, "/d1.html", "/d2.html")
    return Reply("没有", 404)


def _looks(seen: Seen) -> Reply | str:
    """A page that offers itself for printing, in big letters and in other colours, each of which offers it again."""
    path, _, query = seen.path.partition("?")
    if path != "/a.html":
        return Reply("没有", 404)
    plus = f"{query}&" if query else ""
    return links(f"/a.html?{plus}print=1", f"/a.html?{plus}font=big", f"/a.html?{plus}skin=red", "/d1.html")


def _past_the_end(seen: Seen) -> Reply | str:
    """A pager whose last page offers a next one for ever; only the first three list documents."""
    match = re.fullmatch(r"/list\.asp\?page=(\d+)", seen.path)
    if match is None:
        return "<html>文件</html>" if re.fullmatch(r"/d\d+\.html", seen.path) else Reply("没有", 404)
    page = int(match[1])
    more = [f"/d{page * 10 + n}.html" for n in range(10)] if page < 3 else []
    return links(*more, f"/list.asp?page={page + 1}")


def _searches(seen: Seen) -> Reply | str:
    """Hot words: a search for one offers searches for longer ones."""
    if not seen.path.startswith("/search.do?q="):
        return Reply("没有", 404)
    word = seen.path.partition("q=")[2]
    return links(*(f"/search.do?q={word}{letter}" for letter in "abcd"))


@pytest.mark.parametrize(
    ("first", "answer", "most"),
    [
        ("/list.jsp?order=asc&by=time&view=list&size=10", _sorting, 70),
        ("/a.html", _looks, 80),
        ("/list.asp?page=0", _past_the_end, 130),
        ("/search.do?q=a", _searches, 120),
    ],
    ids=["sorting", "looks", "pager", "searches"],
)
def test_t27_ways_to_show_a_page_are_bounded(tmp_path: Path, first: str, answer: object, most: int) -> None:
    with serving(
        {
            "/": links(first, "/b.html"),
            "/b.html": "<html>乙</html>",
            "/d1.html": "<html>文件</html>",
            "/d2.html": "<html>文件</html>",
        },
        answer,
    ) as site:  # type: ignore[arg-type]
        snapshot = crawl(site.url, tmp_path / "s.sqlite", concurrency=8, max_pages=400)
        asked = len(site.requests)
        read = {
            fetch.url.removeprefix(site.url) for fetch in snapshot.fetches(Role.PAGE) if fetch.code == "ok"
        }
        finish = snapshot.meta["finish_reason"]
        snapshot.close()
    assert finish == "finished"
    assert asked < most
    assert "/b.html" in read
    if answer is _past_the_end:
        assert {f"/d{n}.html" for n in range(30)} <= read
    if answer in (_sorting, _looks):
        assert "/d1.html" in read


CALENDAR = (
    "<div class='rl'><table><tr><td><a href='?year=2024&month=2'>上月</a></td><td>2024年3月</td><td><a href='?year=2024&month=4'>下月</a></td></tr>"
    + "".join(
        "<tr>"
        + "".join(
            f"<td><a href='?date=2024-03-{7 * week + day:02d}'>{7 * week + day}</a></td>"
            for day in range(1, 8)
        )
        + "</tr>"
        for week in range(4)
    )
    + "</table></div>"
)


@each_maker
@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_t27_a_calendar_beside_a_list_is_none_of_it(maker: Maker, after: bool) -> None:
    seen = inspect(maker(listing() + CALENDAR if after else CALENDAR + listing()))
    assert (seen["kind"], seen["next_page"]) == ("column", None)
    assert rows_of(seen) == ITEMS
    assert [name for name, _ in columns_of(seen)] == ["首页", "政务公开", "办事服务", "互动交流"]


@each_maker
def test_t27_a_calendar_alone_lists_nothing(maker: Maker) -> None:
    seen = inspect(maker(CALENDAR), SITE + "/rili/")
    assert (seen["items"], seen["next_page"]) == ([], None)
    assert seen["kind"] != "article"


@pytest.mark.parametrize("maker", [trs, tables], ids=["boxes", "tables"])
def test_t27_a_form_of_search_and_orders_beside_a_list(maker: Maker) -> None:
    bar = "<div>排序：<a href='?order=time'>按时间</a> <a href='?order=hits'>按点击</a>　年份：<a href='?year=2024'>2024</a> <a href='?year=2023'>2023</a> <a href='?year=2022'>2022</a>　<a href='?print=1'>打印</a></div>"
    seen = inspect(maker(bar + listing()))
    assert rows_of(seen) == ITEMS
    assert seen["next_page"] is None
