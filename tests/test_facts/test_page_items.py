"""The items of list pages."""

import json
from datetime import date

import pytest

from tests.test_facts.page_parts import BASE, COLUMN, LIST, NAV, ROWS, TRAIL, page, read

EXPECTED = [(title, COLUMN + url, date.fromisoformat(day)) for title, url, day in ROWS]


def _rows(pattern: str) -> str:
    return "".join(pattern.format(t=t, u=u, d=d, y=d[:4], m=d[5:7], day=d[8:]) for t, u, d in ROWS)


LAYOUTS = {
    "ul": LIST,
    "date_first": "<ul>" + _rows("<li><span>[{d}]</span><a href='{u}' title='{t}'>{t}</a></li>") + "</ul>",
    "t44_table_open_cells": "<table>" + _rows("<tr><td>·<a href='{u}'>{t}</a><td>{d}") + "</table>",
    "t44_br": "<div>" + _rows("·<a href='{u}'>{t}</a>　({d})<br>") + "</div>",
    "date_before_br": "<td>" + _rows("{d} <a href='{u}'>{t}</a><br>") + "</td>",
    "dl": "<dl>" + _rows("<dt><a href='{u}'>{t}</a></dt><dd>{d}</dd>") + "</dl>",
    "cards": "<div>"
    + _rows(
        "<div class=row><div class=d><b>{day}</b><i>{y}-{m}</i></div><h4><a href='{u}'>{t}</a></h4>"
        "<p>摘要若干。<a href='{u}'>[详情]</a></p></div>"
    )
    + "</div>",
    "date_in_link": "<ul>" + _rows("<li><a href='{u}'><p>{t}</p><span>{d}</span></a></li>") + "</ul>",
    "card_is_the_link": "<div class='cards'>"
    + _rows(
        "<a class='card' href='{u}'><div class='card-title'>{t}</div>"
        "<div class='card-meta'>县政府办 <time>{d}</time></div></a>"
    )
    + "</div>",
    "column_before_title": "<ul>"
    + _rows("<li><a href='/zwgk/'>[公告]</a> <a href='{u}'>{t}</a> {d}</li>")
    + "</ul>",
    "cut_title": "<ul>"
    + "".join(f"<li><a href='{u}' title='{t}'>{t[:8]}...</a>{d}</li>" for t, u, d in ROWS)
    + "</ul>",
    "chinese_dates": "<ul>" + _rows("<li><a href='{u}'>{t}</a> {y}年{m}月{day}日</li>") + "</ul>",
    "island": "<div><script type='text/xml'><datastore><recordset>"
    + _rows("<record><![CDATA[<li><a href='{u}'>{t}</a><span>{d}</span></li>]]></record>")
    + "</recordset></datastore></script></div>",
    "island_without_script": "<div><recordset>"
    + _rows("<record><![CDATA[<li><a href='{u}'>{t}</a><span>{d}</span></li>]]></record>")
    + "</recordset></div>",
    "written_by_script": "<script>"
    + _rows("document.write('<li><a href=\"{u}\">{t}</a> {d}</li>');")
    + "</script>",
    "json_script": '<div id="l"></div><script type="application/json">'
    + json.dumps({"data": {"list": [{"title": t, "url": u, "pubDate": d} for t, u, d in ROWS]}})
    + "</script>",
    "array_in_script": "<script>var list = ["
    + ",".join(f"{{title:'{t}', url:'{u}', time:'{d} 08:00'}}" for t, u, d in ROWS)
    + ",];</script>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    reading = read(page(NAV + TRAIL + LAYOUTS[layout]))
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED
    assert not any(item.pinned for item in reading.items)


def test_gbk_page_that_says_gb2312() -> None:
    markup = page(NAV + TRAIL + LIST).replace("utf-8", "gb2312")
    reading = read(markup, encoding="gbk")
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED
    assert reading.charset == "gb18030"


def test_a_same_site_script_writes_the_list() -> None:
    script = _rows("document.writeln(\"<li><a href='{u}'>{t}</a><span>{d}</span></li>\");")
    reading = read(page(f"{NAV}{TRAIL}<script src='/js/list.js'></script>"), parts={"/js/list.js": script})
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED


def test_t10_yearless_dates_are_completed_and_marked() -> None:
    rows = "<ul>" + _rows("<li><a href='{u}'>{t}</a><span>[{m}-{day}]</span></li>") + "</ul>"
    reading = read(page(NAV + TRAIL + rows))
    assert [item.date for item in reading.items] == [day for _, _, day in EXPECTED]
    assert {item.date_where for item in reading.items} == {"列表,年份取自网址"}


def test_yearless_dates_without_any_year_stay_open() -> None:
    rows = "".join(
        f"<li><a href='info/{n}.htm'>关于开展第{n}次防汛演练的通知</a>06-0{n}</li>" for n in (3, 2, 1)
    )
    items = read(page(f"{NAV}{TRAIL}<ul>{rows}</ul>")).items
    assert [item.date for item in items] == [None, None, None]


@pytest.mark.parametrize(
    "mark",
    ["<a href='t.html'>[置顶]云溪县政府公报征订启事</a>",
     "<a href='t.html'>云溪县政府公报征订启事</a><em>置顶</em>",
     "<a href='t.html'>云溪县政府公报征订启事</a><img src='/img/zhiding.gif'>"],
)  # fmt: skip
def test_t15_pinned_rows_are_marked(mark: str) -> None:
    reading = read(page(NAV + TRAIL + LIST.replace("<ul>", f"<ul><li>{mark}<span>2019-01-02</span></li>")))
    assert [item.pinned for item in reading.items] == [True, False, False, False]
    assert reading.items[0].title == "云溪县政府公报征订启事"


def test_a_document_number_is_no_date() -> None:
    rows = "<ul><li><a href='1.html'>关于印发方案的通知（云政〔2021〕5号）</a></li>"
    rows += "<li><a href='2.html'>关于公布2021年重点工作的通知</a></li></ul>"
    assert all(item.date is None for item in read(page(NAV + TRAIL + rows)).items)


def test_what_stands_beside_the_list_is_none_of_it() -> None:
    beside = (
        '<div class="hot"><h3>热点排行</h3><ul>'
        + "".join(f"<li><a href='/hot/{n}.html'>热门文章标题第{n}号很长很长</a></li>" for n in range(10))
        + '</ul></div><div class="links"><a href="http://www.a.gov.cn/">甲县人民政府</a><a href="http://www.b.gov.cn/">乙县人民政府</a></div>'
        '<div class="page"><a href="index_1.html">下一页</a><a href="index_9.html">尾页</a></div>'
    )
    reading = read(page(NAV + TRAIL + LIST + beside))
    assert [item.title for item in reading.items] == [title for title, _, _ in EXPECTED]
    assert reading.next_page == COLUMN + "index_1.html"


def test_the_heading_of_a_panel_is_no_item() -> None:
    panels = "".join(
        f"<div class='panel'><h3><a href='/{name}/'>{title}</a><a href='/{name}/'>更多</a></h3>"
        f"<ul><li><a href='/{name}/1.html'>关于{title}的一条信息</a><span>2021-06-0{day}</span></li>"
        f"<li><a href='/{name}/2.html'>关于{title}的又一条信息</a><span>2021-05-0{day}</span></li></ul></div>"
        for day, (name, title) in enumerate(
            (("bmdt", "部门动态"), ("zcwj", "政策文件"), ("tzgg", "通知公告")), 1
        )
    )
    items = read(page(NAV + panels), BASE).items
    assert [item.url for item in items] == [
        f"{BASE}{name}/{n}.html" for name in ("bmdt", "zcwj", "tzgg") for n in (1, 2)
    ]


def test_home_shows_the_rows_of_all_its_lists() -> None:
    other = LIST.replace("tzgg", "x").replace(".html", "b.html").replace("2021-06-05", "2021-06-09")
    reading = read(page(f"{NAV}<h3>要闻</h3>{LIST}<h3>公告</h3>{other}"), BASE)
    assert max(item.date for item in reading.items if item.date) == date(2021, 6, 9)
    assert len(reading.items) == 6


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("<a href='index_1.html'>下一页</a>", "index_1.html"),
        ("<a href='#' onclick=\"location.href=encodeURI('index_2.jhtml');\">下一页</a>", "index_2.jhtml"),
        ("<a href=\"javascript:window.open('list_2.html','_self')\">下页</a>", "list_2.html"),
        ('<script>createPageHTML(12, 0, "index", "html");</script>', "index_1.html"),
        ('<script>createPageHTML(12, 11, "index", "html");</script>', None),
        ('<script>createPageHTML("page_div", 50, 1, "index", "shtml", 1000);</script>', "index_2.shtml"),
        ("<script>Pager({size:15, current:0, prefix:'index',suffix:'html'});</script>", "index_1.html"),
        ("<script>Pager({size:1, current:0, prefix:'index',suffix:'html'});</script>", None),
        ("<span>下一页</span>", None),
        ("<!--<a href='index_1.html'>下一页</a>-->", None),
    ],
)
def test_t4_next_page(pager: str, following: str | None) -> None:
    assert read(page(NAV + TRAIL + LIST + pager)).next_page == (COLUMN + following if following else None)
