"""T34: rows of a list without a day: the article page is asked for it before anything is judged; none is made up."""

from datetime import date

import pytest

from tests.test_facts.portal import AS_OF, HOST, LONG, article, column, column_at, html, portal
from tests.test_traps.pages import ITEMS, ROWS, Maker, each_maker, inspect, rows_of, trs


@each_maker
@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='{url}'>{title}</a></li>",
        "<li><a href='{url}'>{title}</a><span>点击：2024</span></li>",
        "<li><a href='{url}'>{title}</a><span>[林业局]</span></li>",
        "<li><a href='{url}'>{title}</a><span></span></li>",
        "<li><a href='{url}'>{title}</a><em>岚政〔2024〕5号</em></li>",
    ],
)
def test_t34_rows_without_a_day_have_none(maker: Maker, row: str) -> None:
    urls = [f"/zwgk/tzgg/{number}.html" for number in (10086, 10071, 10033)]
    lines = "".join(row.format(url=url, title=title) for url, (title, _, _) in zip(urls, ROWS, strict=True))
    seen = inspect(maker(f"<ul class='list'>{lines}</ul>"))
    assert seen["kind"] == "column"
    assert [(title, day) for title, _, day in rows_of(seen)] == [(title, None) for title, _, _ in ROWS]


def test_t34_some_rows_with_and_some_without() -> None:
    lines = "".join(
        f"<li><a href='/zwgk/tzgg/{n}.html'>{title}</a>{'<span>' + day + '</span>' if n != 2 else ''}</li>"
        for n, (title, _, day) in enumerate(ROWS, 1)
    )
    seen = inspect(trs(f"<ul>{lines}</ul>"))
    assert [day for _, _, day in rows_of(seen)] == [ITEMS[0][2], None, ITEMS[2][2]]


def test_t34_the_article_gives_the_day() -> None:
    snapshot = portal(nav=(("首页", "/"), ("公示公告", "/gsgg/")))
    titles = ("关于第一号工程项目的公示", "关于第二号工程项目的公示", "关于第三号工程项目的公示")
    lines = "".join(f"<li><a href='/gsgg/{n}.html'>{title}</a></li>" for n, title in enumerate(titles, 1))
    snapshot.page(f"{HOST}/gsgg/", column("公示公告", f"<ul>{lines}</ul>"))
    for n, title in enumerate(titles, 1):
        snapshot.page(f"{HOST}/gsgg/{n}.html", article(title, LONG, f"2026-10-0{n}", ("公示公告",)))
    items = column_at(snapshot, f"{HOST}/gsgg/").items
    assert [item.date for item in items] == [date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)]
    assert all(item.date_where for item in items)


def test_t34_an_article_that_gives_none_leaves_it_open() -> None:
    snapshot = portal(nav=(("首页", "/"), ("公示公告", "/gsgg/")))
    titles = ("关于第一号工程项目的公示", "关于第二号工程项目的公示")
    lines = "".join(f"<li><a href='/gsgg/{n}.html'>{title}</a></li>" for n, title in enumerate(titles, 1))
    snapshot.page(f"{HOST}/gsgg/", column("公示公告", f"<ul>{lines}</ul>"))
    for n, title in enumerate(titles, 1):
        snapshot.page(
            f"{HOST}/gsgg/{n}.html", html(title, f"<h1>{title}</h1><div class='content'>{LONG}</div>")
        )
    assert [item.date for item in column_at(snapshot, f"{HOST}/gsgg/").items] == [None, None]
    assert AS_OF not in {item.date for item in column_at(snapshot, f"{HOST}/gsgg/").items}


def test_t34_the_day_of_the_visit_in_the_head_is_no_day_of_a_row() -> None:
    lines = "".join(
        f"<li><a href='/zwgk/tzgg/{n}.html'>{title}</a></li>" for n, (title, _, _) in enumerate(ROWS, 1)
    )
    page = trs(f"<div class='today'>今天是2024年3月20日 星期三</div><ul>{lines}</ul>")
    assert [day for _, _, day in rows_of(inspect(page))] == [None, None, None]
