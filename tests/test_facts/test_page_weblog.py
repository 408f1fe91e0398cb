# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Sites that are made like weblogs: headings with a byline below, panels beside, the title above the trail."""

from datetime import date

from tests.test_facts.page_parts import ARTICLE, COLUMN, NAV, TEXT, page, read
from tests.test_facts.portal import HOST, fact, html, portal, rows
from xunjian.model.page import PageKind
from xunjian.model.site import ColumnTree

_POSTS = (("通知公告第3期", "p3", "2026-03-05"), ("通知公告第2期", "p2", "2026-02-05"))
_SIDE = (
    "<div class='col-3'><h3>Recent Posts</h3><ul><li><a href='/blog/a/'>政务动态第84期的一条信息</a></li>"
    "<li><a href='/blog/b/'>政务动态第83期的一条信息</a></li><li><a href='/blog/c/'>政策解读第10期信息</a></li></ul>"
    "<h3>Archive</h3><ul><li><a href='/blog/2026/3/'>三月</a> (11)</li><li><a href='/blog/2026/2/'>二月</a></li></ul>"
    "</div>"
)
_HEAD = (
    f"{NAV}<div class='c'><h1>通知公告</h1><ul class='breadcrumb'><li>首页</li><li>通知公告</li></ul></div>"
)


def _post(title: str, slug: str, day: str) -> str:
    return (
        f"<h2><a href='/blog/{slug}/'>{title}</a></h2><h6 class='meta'>作者: <a href='/u/editor/'>editor</a> in "
        f"<a href='/blog/tzgg/'>通知公告</a> 发布时间：{day} 09:00</h6><p>按照工作安排，现将有关事项公布如下，于2020年1月1日起施行。"
        f"</p><div><p><a href='/blog/{slug}/'>read more</a> / <a href='/blog/{slug}/#c'>0 comments</a></p></div>"
    )


def test_headings_with_a_byline_are_rows() -> None:
    posts = "".join(_post(*post) for post in _POSTS)
    reading = read(page(f"{_HEAD}<div class='row'><div class='col-7'>{posts}</div>{_SIDE}</div>"))
    assert reading.kind is PageKind.COLUMN
    assert [(item.title, item.date) for item in reading.items] == [
        (title, date.fromisoformat(day)) for title, _, day in _POSTS
    ]


def test_a_panel_of_recent_posts_is_no_list_of_the_column() -> None:
    reading = read(page(f"{_HEAD}<div class='row'><div class='col-7'></div>{_SIDE}</div>"))
    assert reading.items == ()


def test_a_list_under_the_heading_of_a_panel_is_read_where_it_is_dated_and_alone() -> None:
    rows = "".join(f"<li><a href='{n}.html'>关于第{n}次会议的通知</a> 2026-03-0{n}</li>" for n in range(1, 5))
    reading = read(page(f"{_HEAD}<h3>最新信息</h3><ul>{rows}</ul>"), COLUMN)
    assert len(reading.items) == 4


def test_a_title_above_the_trail_has_its_text_below() -> None:
    byline = "<h6>作者: <a href='/u/editor/'>editor</a> 发布时间：2026-10-13 09:00</h6>"
    reading = read(
        page(f"{_HEAD}<div class='row'><div class='col-7'>{byline}{TEXT}</div>{_SIDE}</div>"), ARTICLE
    )
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    assert reading.article.body_chars > 100


def test_a_month_of_an_archive_is_no_column() -> None:
    snapshot = portal("<a href='/2025/3/'>三月</a> <a href='/2025/2/'>2025年2月</a>")
    for month in ("3", "2"):
        own = rows((f"关于{month}月工作的说明", f"/2025/{month}/a.html", f"2025-0{month}-01"))
        crumbs = f"{month}月" if month == "3" else "2025年2月"
        snapshot.page(f"{HOST}/2025/{month}/", html(crumbs, own, crumbs=("首页", crumbs)))
    assert not any("/2025/" in each.url for each in fact(snapshot, ColumnTree).columns)
