"""Days of rows that words alone do not tell: columns of a table, glued or neighbouring elements (T11)."""

from datetime import date

import pytest

from tests.test_facts.page_parts import COLUMN, LIST, ROWS, TRAIL, page, read

EXPECTED = [(title, COLUMN + url, date.fromisoformat(day)) for title, url, day in ROWS]


def _rows(pattern: str) -> str:
    return "".join(
        pattern.format(t=t, u=u, d=d, ym=d[:7], day=d[8:], n=n) for n, (t, u, d) in enumerate(ROWS, start=1)
    )


def _table(head: str, pattern: str) -> str:
    cells = "".join(f"<td>{name}</td>" for name in head.split("|"))
    rows = _rows("<tr>" + "".join(f"<td>{cell}</td>" for cell in pattern.split("|")) + "</tr>")
    return f"<table><tr>{cells}</tr>{rows}</table>"


LINK = "<a href='{u}'>{t}</a>"
LAYOUTS = {
    "written_before_published": _table(
        "名称|文号|成文日期|发布日期", LINK + "|云政发〔2021〕{n}号|2021-01-0{n}|{d}"
    ),
    "published_before_written": _table(
        "名称|文号|发布日期|成文日期", LINK + "|云政发〔2021〕{n}号|{d}|2021-01-0{n}"
    ),
    "published_before_in_force": _table("序号|标题|发布时间|施行日期", "{n}|" + LINK + "|{d}|2022-01-0{n}"),
    "title_in_another_cell": _table("项目名称|公示日期|操作", "{t}|{d}|<a href='{u}'>查看</a>"),
    "title_and_download_cells": _table(
        "序号|名称|日期|操作", "{n}|{t}|{d}|<a href='{u}'>查看</a> <a href='/f{n}.doc'>下载</a>"
    ),
    "title_beside_download": _table("序号|文件名称|发布日期|下载", "{n}|{t}|{d}|<a href='{u}'>下载</a>"),
    "download_before_view": _table(
        "序号|名称|日期|操作", "{n}|{t}|{d}|<a href='/f{n}.doc'>[下载]</a> <a href='{u}'>查看</a>"
    ),
    "words_beside_download": "<ul>" + _rows("<li>· {t} <a href='{u}'>【下载】</a> [{d}]</li>") + "</ul>",
    "glued_to_a_count": "<ul>"
    + _rows("<li>" + LINK + "<span>点击：12{n}</span><span>{d}</span></li>")
    + "</ul>",
    "day_and_month_in_link": "<ul>"
    + _rows("<li><a href='{u}'><span class='day'>{day}</span><span class='ym'>{ym}</span>{t}</a></li>")
    + "</ul>",
    "month_and_day_in_link": "<ul>"
    + _rows("<li><a href='{u}'><i>{ym}</i><b>{day}</b><span>{t}</span></a></li>")
    + "</ul>",
    "behind_the_title_in_link": "<ul>"
    + _rows("<li><a href='{u}'><span>{t}</span><b>{day}</b><i>{ym}</i></a></li>")
    + "</ul>",
    "summary_between": "<dl>" + _rows("<dt>" + LINK + "</dt><dd>摘要若干……</dd><dd>{d}</dd>") + "</dl>",
    "element_behind": "<div>" + _rows("<div class='t'>" + LINK + "</div><div class='d'>{d}</div>") + "</div>",
    "element_before": "<div>" + _rows("<div class='d'>{d}</div><div class='t'>" + LINK + "</div>") + "</div>",
}


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_day_of_rows(layout: str) -> None:
    reading = read(page(TRAIL + LAYOUTS[layout]))
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED


def test_view_links_beside_a_linked_title_make_no_rows_of_their_own() -> None:
    table = _table("名称|日期|操作", LINK + "|{d}|<a href='/v/{n}.htm'>查看</a>")
    assert [(item.title, item.url) for item in read(page(TRAIL + table)).items] == [
        row[:2] for row in EXPECTED
    ]


def test_day_that_no_row_shows_is_not_made_up() -> None:
    rows = _rows("<li>" + LINK + "<span>2021</span><span>第{n}期</span></li>")
    items = read(page(f"{TRAIL}<ul>{rows}</ul>")).items
    assert [item.title for item in items] == [title for title, _, _ in ROWS]
    assert all(item.date is None for item in items)


@pytest.mark.parametrize(
    ("row", "title", "day"),
    [
        (
            "<a href='x.html'>拟推荐对象公示（2021年5月1日）</a><span>2021-06-05</span>",
            "拟推荐对象公示（2021年5月1日）",
            "2021-06-05",
        ),
        (
            "<a href='x.html'>每日价格监测情况表2021-05-01</a><span>2021-06-05</span>",
            "每日价格监测情况表2021-05-01",
            "2021-06-05",
        ),
        (
            "<a href='x.html'>每日空气质量日报（2021年5月1日）</a>",
            "每日空气质量日报（2021年5月1日）",
            "2021-05-01",
        ),
        ("<a href='x.html'>关于开展防汛演练的通知 2021-05-01</a>", "关于开展防汛演练的通知", "2021-05-01"),
        (
            "<a href='x.html'>关于开展防汛演练的通知[2021-05-01]</a><span>2021-05-01</span>",
            "关于开展防汛演练的通知",
            "2021-05-01",
        ),
    ],
)
def test_day_that_ends_a_title(row: str, title: str, day: str) -> None:
    reading = read(page(f"{TRAIL}<ul><li>{row}</li>{LIST[4:]}"))
    assert (reading.items[0].title, reading.items[0].date) == (title, date.fromisoformat(day))
