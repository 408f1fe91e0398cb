"""Rows whose date stands in a term before them, inside their link, or only in the link's title attribute."""

from datetime import date

import pytest

from tests.test_facts.page_parts import COLUMN, ROWS, TRAIL, page, read

EXPECTED = [(title, COLUMN + url, date.fromisoformat(day)) for title, url, day in ROWS]


def _rows(pattern: str) -> str:
    return "".join(pattern.format(t=t, u=u, d=d, c=t[:8], y=d[:4], m=d[5:7], day=d[8:]) for t, u, d in ROWS)


LAYOUTS = {
    "date_in_dt": "<dl>" + _rows("<dt>{d}</dt><dd><a href='{u}'>{t}</a></dd>") + "</dl>",
    "date_in_dt_of_own_dl": "<div>"
    + _rows("<dl class='clearfix'><dt>{d}</dt><dd><p><a href='{u}'>{t}</a></p></dd></dl>")
    + "</div>",
    "glued_behind": "<ul>" + _rows("<li><a href='{u}'>{t}<i class='time'>{d}</i></a></li>") + "</ul>",
    "glued_before": "<ul>" + _rows("<li><a href='{u}'><em>[{d}]</em>{t}</a></li>") + "</ul>",
    "title_attribute_lines": "<ul>"
    + _rows(
        "<li><a href='{u}' title='标题：{t}&#13;点击数：46&#13;发表时间：{y}年{m}月{day}日'>{c}…</a></li>"
    )
    + "</ul>",
    "title_attribute_below": "<ul>"
    + _rows("<li><a href='{u}' title='{t}&#10;作者：本站&#10;更新时间：{d} 9:15:00'>{c}...</a></li>")
    + "</ul>",
    "title_attribute_end": "<ul>"
    + _rows("<li><a href='{u}' title='{t} {y}年{m}月{day}日'>{c}..</a></li>")
    + "</ul>",
}


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_rows_of_many_makes(layout: str) -> None:
    reading = read(page(TRAIL + LAYOUTS[layout]))
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED


@pytest.mark.parametrize(
    ("words", "title"), [("预算", "预算"), ("第3号公告2021", "第3号公告2021"), ("公告1", "公告1")]
)
def test_date_beside_a_short_title_or_digits_is_cut_off_whole(words: str, title: str) -> None:
    rows = "".join(f"<li><a href='{u}'>{words}<span>{d}</span></a></li>" for _, u, d in ROWS)
    reading = read(page(f"{TRAIL}<ul>{rows}</ul>"))
    assert [(item.title, item.date) for item in reading.items] == [
        (title, date.fromisoformat(d)) for _, _, d in ROWS
    ]


def test_month_and_day_with_a_dot_in_dt() -> None:
    rows = "".join(
        f"<dl><dt>{d[5:7]}.{d[8:]}</dt><dd><a href='/info/{d[8:]}.htm'>{t}</a></dd></dl>" for t, _, d in ROWS
    )
    reading = read(page(f"{TRAIL}<div>{rows}</div>"))
    assert [item.month_day for item in reading.items] == [(6, 5), (5, 11), (4, 1)]


def test_number_with_a_dot_is_no_date() -> None:
    rows = "".join(
        f"<li><a href='/info/{n}.htm'>{t}</a><span>12.8万次</span></li>" for n, (t, _, _) in enumerate(ROWS)
    )
    assert all(
        item.month_day is None and item.date is None for item in read(page(f"{TRAIL}<ul>{rows}</ul>")).items
    )


def test_dt_with_a_link_of_its_own_gives_no_date() -> None:
    held = "".join(
        f"<dt><a href='/a/{d}.htm'>{t}</a>{d}</dt><dd><a href='/b/{d}.htm'>政策解读：{t}</a></dd>"
        for t, _, d in ROWS
    )
    reading = read(page(f"{TRAIL}<dl>{held}</dl>"))
    assert {item.date for item in reading.items if item.title.startswith("政策解读")} <= {None}


@pytest.mark.parametrize(
    "pattern", ["<li><span>{s}</span><a href='{u}'>{t}</a></li>", "<li><a href='{u}'>{t}</a>[{s}]</li>"]
)
def test_a_year_of_two_digits(pattern: str) -> None:
    rows = "".join(pattern.format(s=d[2:], u=u, t=t) for t, u, d in ROWS)
    items = read(page(f"{TRAIL}<ul>{rows}</ul>")).items
    assert [item.date for item in items] == [date.fromisoformat(d) for _, _, d in ROWS]


def test_numbers_of_a_title_are_no_year_of_two_digits() -> None:
    rows = "".join(f"<li><a href='{u}'>{t}</a> 编号12-03-04甲</li>" for t, u, _ in ROWS)
    assert [item.date for item in read(page(f"{TRAIL}<ul>{rows}</ul>")).items] == [None] * len(ROWS)


@pytest.mark.parametrize(
    "name",
    ["<a href='/c/'>[教务处]</a>", "[<b><a href='/c/'>医院动态</a></b>]", "【<a href='/c/'>办公室通知</a>】"],
)
def test_a_category_in_brackets_before_a_title_as_short(name: str) -> None:
    titles = ("课程表", "全校大会", "补考安排")
    rows = "".join(
        f"<li><span>{d}</span>{name} <a href='{u}'>{t}</a></li>"
        for t, (_, u, d) in zip(titles, ROWS, strict=True)
    )
    assert [item.title for item in read(page(f"{TRAIL}<ul>{rows}</ul>")).items] == list(titles)


def test_the_office_of_each_row_is_no_title() -> None:
    titles = ("课程表", "全校大会", "补考安排")
    rows = "".join(
        f"<li><a href='/bm/1/'>云溪县应急管理局</a><a href='{u}'>{t}</a><span>{d}</span></li>"
        for t, (_, u, d) in zip(titles, ROWS, strict=True)
    )
    assert [item.title for item in read(page(f"{TRAIL}<ul>{rows}</ul>")).items] == list(titles)


def test_a_picture_that_explains_a_text_is_no_other_row() -> None:
    rows = "".join(
        f"<li><a href='{u}'>{t}</a> <a href='/jd/{n}.html'>【图解】{t}</a><span>{d}</span></li>"
        for n, (t, u, d) in enumerate(ROWS)
    )
    items = read(page(f"{TRAIL}<ul>{rows}</ul>")).items
    assert [(item.title, item.url, item.date) for item in items] == EXPECTED


def test_links_side_by_side_that_hold_their_own_day() -> None:
    rows = "".join(f"<a href='{u}'><span>{t}</span><span>{d}</span></a>" for t, u, d in ROWS)
    items = read(page(f"{TRAIL}<div>{rows}</div>")).items
    assert [(item.title, item.url, item.date) for item in items] == EXPECTED


@pytest.mark.parametrize(
    "pattern",
    [
        "<li><a href='{u}'>{t}</a><p>征集时间：{d} 至 2021-07-09</p></li>",
        "<li><a href='{u}'>{t}</a><p>开始：{d} 截止日期：2021-07-09</p></li>",
    ],
)
def test_of_a_time_its_begin_is_the_day(pattern: str) -> None:
    rows = "".join(pattern.format(t=t, u=u, d=d) for t, u, d in ROWS)
    assert [item.date for item in read(page(f"{TRAIL}<ul>{rows}</ul>")).items] == [
        day for *_, day in EXPECTED
    ]


def test_the_column_of_a_deadline_is_not_the_day_of_a_row() -> None:
    rows = "".join(
        f"<tr><td><a href='{u}'>{t}</a></td><td>{d}</td><td>2021-07-09</td></tr>" for t, u, d in ROWS
    )
    table = f"<table><tr><th>标题</th><th>开始时间</th><th>截止时间</th></tr>{rows}</table>"
    assert [item.date for item in read(page(TRAIL + table)).items] == [day for *_, day in EXPECTED]


def test_month_day_and_year_in_lines_of_their_own_before_a_summary() -> None:
    rows = "".join(
        f"<div class='i'><div><p>{d[5:7]}月</p><p>{d[8:]}</p><p>{d[:4]}</p></div><div><a href='{u}'>{t}</a>"
        "<p>截至2020年12月31日全部完成。</p></div></div>"
        for t, u, d in ROWS
    )
    assert [item.date for item in read(page(f"{TRAIL}<div>{rows}</div>")).items] == [
        day for *_, day in EXPECTED
    ]
