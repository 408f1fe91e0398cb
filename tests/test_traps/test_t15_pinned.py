"""T15: an old item pinned on top hides nothing: the newest of all rows counts, further pages included."""

import pytest

from checks.update.column import columns_are_updated
from checks.update.home import home_is_updated
from tests.test_facts.portal import AS_OF, HOME, HOST, LONG, article, column, html, rows
from tests.test_traps.pages import COLUMN, dated, inspect, trs
from tests.test_traps.sites import NEWS, NOTICES, judged, site
from xunjian.facts.page import read_page
from xunjian.model.finding import Status
from xunjian.testing.memory import MemorySnapshot

OLD = ("[置顶] 县长信箱办理情况通报第一期", "/zwdt/p1.html", "2024-03-01")
TITLE = "岚溪县人民政府领导信箱办理情况"
REST = "".join(
    f"<li><a href='b{n}.html'>岚溪县第{n}号公开招标公告</a><span>2023-05-0{n}</span></li>" for n in (3, 2, 1)
)


def news(*days: str) -> list[tuple[str, str, str]]:
    return [(f"县长调研第{n}号重点项目建设工作", f"/zwdt/a{n}.html", day) for n, day in enumerate(days)]


@pytest.mark.parametrize("first", [OLD, ("县长信箱办理情况通报第一期", *OLD[1:])], ids=["marked", "unmarked"])
def test_t15_an_old_item_on_top(first: tuple[str, str, str]) -> None:
    snapshot = site([first, *news("2026-11-19", "2026-05-01")])
    assert judged(columns_are_updated, snapshot) == [Status.PASS]
    assert judged(home_is_updated, snapshot) == [Status.PASS]
    stale = site([first, *news("2026-05-01", "2026-04-01")])
    assert judged(columns_are_updated, stale) == [Status.FAIL]


def test_t15_a_first_page_of_pinned_items_only() -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    pinned = [(f"[置顶]县政府第{n}号长期公示信息", f"/zwdt/p{n}.html", f"2024-03-0{n}") for n in (4, 3, 2, 1)]
    newer = news("2026-11-18", "2026-11-10")
    snapshot.page(HOME, html("某某县人民政府", rows(*newer)))
    snapshot.page(NEWS, column("政务动态", f"{rows(*pinned)}<a href='index_1.html'>下一页</a>"))
    snapshot.page(f"{NEWS}index_1.html", column("政务动态", rows(*newer)))
    snapshot.page(f"{HOST}/tzgg/", column("通知公告", rows(*NOTICES)))
    for title, url, day in (*pinned, *newer, *NOTICES):
        snapshot.page(HOST + url, article(title, LONG, day, ("政务动态",)))
    assert judged(columns_are_updated, snapshot) == [Status.PASS]


@pytest.mark.parametrize(
    "marked",
    [
        "[置顶]{}",
        "【置顶】{}",
        "[顶]{}",
        "[固顶]{}",
        "<em class=top>置顶</em>{}",
        "<font color=red>置顶：</font>{}",
        "<span class='icon-top'>顶</span>{}",
        "{}<i>[顶]</i>",
        "<img src='/img/zhiding.gif'>{}",
        "<img src='/img/a.gif' alt='置顶'>{}",
    ],
)
@pytest.mark.parametrize("inside", [True, False], ids=["in-the-link", "beside-the-link"])
def test_t15_marks_of_pinned_rows(marked: str, inside: bool) -> None:
    link = "<a href='a1.html'>{}</a>"
    row = link.format(marked.format(TITLE)) if inside else marked.format(link.format(TITLE))
    page = trs(f"<ul><li>{row}<span>2020-01-02</span></li>{REST}</ul>")
    assert dated(inspect(page))[0] == (TITLE, "2020-01-02")
    assert [item.pinned for item in read_page(page.encode(), COLUMN).items] == [True, False, False, False]


@pytest.mark.parametrize(
    "title", ["岚溪县顶山乡召开网站置顶工作会议", "顶山乡开展森林防火宣传", "关于规范信息置顶管理的通知"]
)
def test_t15_words_of_a_title_are_no_mark(title: str) -> None:
    page = trs(f"<ul><li><a href=a1.html>{title}</a><span>2023-06-02</span></li>{REST}</ul>")
    item = read_page(page.encode(), COLUMN).items[0]
    assert (item.title, item.pinned) == (title, False)
