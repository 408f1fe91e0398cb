"""Lists in several equal blocks, side by side in a table, of issues or pictures; what beside them is none."""

from datetime import date

import pytest

from tests.test_facts.page_parts import COLUMN, NAV, ROWS, TRAIL, page, read


def _block(name: str, rows: str, more: str = " class='blk'") -> str:
    head = f"<h3><a href='{name}/'>{name}</a></h3><a href='{name}/'>更多&gt;&gt;</a>"
    return f"<div{more}>{head}<ul class='l'>{rows}</ul></div>"


def _row(title: str, url: str, day: str) -> str:
    return f"<li><a href='{url}'>{title}</a><span>{day}</span></li>"


def test_equal_blocks_of_a_column_page_are_one_list() -> None:
    first, *others = (_row(*row) for row in ROWS)
    rest = "".join(others)
    reading = read(page(f"{NAV}{TRAIL}<div>{_block('财政', first)}{_block('民政', rest)}</div>"))
    assert [item.title for item in reading.items] == [title for title, _, _ in ROWS]
    assert reading.heading == "通知公告"


def test_panes_of_tabs_are_equal_blocks() -> None:
    first, *others = (_row(*row) for row in ROWS)
    shown, rest = " class='tab-pane active'", "".join(others)
    panes = _block("财政", rest, shown) + _block("民政", first, " class='tab-pane'")
    assert len(read(page(f"{NAV}{TRAIL}<div>{panes}</div>")).items) == len(ROWS)


def test_a_block_at_the_side_is_not_of_the_list() -> None:
    rows = "".join(_row(*row) for row in ROWS)
    other = _row("县图书馆周末讲座预告发布", "202103/t20210301_9.html", "2021-03-01")
    blocks = _block("要闻", rows) + _block("讲座", other, " class='blk sidebar'")
    assert len(read(page(f"{NAV}{TRAIL}<div>{blocks}</div>")).items) == len(ROWS)


PAIRS = (("停水通知", "a.jsp?id=1", "2021-06-05"), ("绕行公告", "a.jsp?id=2", "2021-06-03"))


@pytest.mark.parametrize(
    "cells",
    [
        "<td>·<a href='{0[1]}'>{0[0]}</a></td><td>{0[2]}</td>"
        "<td>·<a href='{1[1]}'>{1[0]}</a></td><td>{1[2]}</td>",
        "<td><a href='{0[1]}'>{0[0]}</a> [{0[2]}]</td><td><a href='{1[1]}'>{1[0]}</a> [{1[2]}]</td>",
    ],
)
def test_two_rows_side_by_side_in_a_table(cells: str) -> None:
    last = "<tr><td>·<a href='a.jsp?id=3'>检修计划</a></td><td>2021-05-30</td><td></td><td></td></tr>"
    table = f"<table><tr>{cells.format(*PAIRS)}</tr>{last}</table>"
    items = read(page(f"{NAV}{TRAIL}{table}")).items
    assert [(item.title, item.date) for item in items] == [
        *((title, date.fromisoformat(day)) for title, _, day in PAIRS),
        ("检修计划", date(2021, 5, 30)),
    ]


def test_a_link_to_the_office_of_a_row_is_no_row() -> None:
    rows = "".join(
        f"<tr><td><a href='{u}'>{t}</a></td><td><a href='/bm/'>县应急局</a></td><td>{d}</td></tr>"
        for t, u, d in ROWS
    )
    items = read(page(f"{NAV}{TRAIL}<table>{rows}</table>")).items
    assert [item.title for item in items] == [title for title, _, _ in ROWS]


def test_issues_without_a_day_are_items_and_no_columns() -> None:
    issues = "".join(f"<li><a href='/zfgb/2021/{n}q/'><p>第{n}期</p></a></li>" for n in (3, 2, 1))
    reading = read(page(f"{NAV}{TRAIL}<ul>{issues}</ul>"))
    assert [item.title for item in reading.items] == ["第3期", "第2期", "第1期"]
    assert not {column.name for column in reading.columns} & {"第3期", "第2期", "第1期"}


def test_pictures_with_names_are_items_where_they_lead_to_documents() -> None:
    cell = "<li><a href='{url}'><img src='/i/{n}.jpg'></a><h4><a href='{url}'>{name}</a></h4></li>"
    names = ("青花瓶", "白瓷碗", "铜镜")
    shown = "".join(
        cell.format(url=f"/cang/{n}.html", n=n, name=name) for n, name in enumerate(names, start=7)
    )
    assert [item.title for item in read(page(f"{NAV}{TRAIL}<ul>{shown}</ul>")).items] == list(names)
    for made in ("/fw/{}/", "/fw/list_{}.html"):
        tiles = "".join(
            cell.format(url=made.format(n), n=n, name=name) for n, name in enumerate(("社保", "户政", "婚育"))
        )
        assert read(page(f"{NAV}{TRAIL}<ul>{tiles}</ul>")).items == ()


def test_names_that_lead_nowhere_are_neither_items_nor_columns() -> None:
    names = "".join(
        f"<li><a href='javascript:void(0)' onclick=\"show('{n}')\">县人民政府副县长{n}</a></li>"
        for n in "123"
    )
    reading = read(page(f"{NAV}{TRAIL}<ul>{names}</ul>"))
    assert reading.items == ()
    assert not any("县长" in column.name for column in reading.columns)


@pytest.mark.parametrize("words", ["推荐阅读", "热门点击", "推荐资讯", "频道总排行", "热点内容", "栏目更新"])
def test_links_of_a_panel_of_articles_are_no_columns(words: str) -> None:
    links = "<li><a href='/a/1.html'>桥梁竣工</a></li><li><a href='/a/2.html'>夜校开课</a></li>"
    panel = f"<div class='box'><h3>{words}</h3><ul>{links}</ul></div>"
    rows = "".join(_row(*row) for row in ROWS)
    names = {column.name for column in read(page(f"{NAV}{TRAIL}<ul>{rows}</ul>{panel}")).columns}
    assert not names & {"桥梁竣工", "夜校开课"}


def test_a_link_beside_the_field_for_a_password_is_no_item() -> None:
    box = (
        "<table><tr><td>密码</td><td><input type='password'></td></tr>"
        "<tr><td><a href='first.aspx'>新同学首次登录办法</a></td></tr></table>"
    )
    rows = "".join(_row(*row) for row in ROWS)
    home = read(page(f"{NAV}{box}<ul>{rows}</ul>"), "http://www.yunxi.gov.cn/")
    assert [item.title for item in home.items] == [title for title, _, _ in ROWS]


def test_a_trail_that_closes_with_list_names_the_column_before() -> None:
    trail = TRAIL.replace("</div>", " &gt; 列表</div>")
    rows = "".join(_row(*row) for row in ROWS)
    assert read(page(f"{NAV}{trail}<ul>{rows}</ul>")).heading == "通知公告"


def test_a_heading_of_digits_that_the_trail_names() -> None:
    trail = TRAIL.replace("</div>", ' &gt; <a href="./">2021年</a></div>')
    rows = "".join(_row(*row) for row in ROWS)
    markup = (
        f"{NAV}{trail}<h3>历年公告</h3><p><a href='../2020/'>2020年</a></p><h2>2021年</h2><ul>{rows}</ul>"
    )
    assert read(page(markup)).heading == "2021年"


def test_a_trail_by_its_class_alone() -> None:
    links = "<a href='/'>首页</a> <a href='/sq/'>商圈</a> <a href='/sq/hd/'>活动</a>"
    rows = "".join(_row(*row) for row in ROWS)
    assert read(page(f"<div class='navCurrent'>{links}</div><ul>{rows}</ul>")).breadcrumb == (
        "首页",
        "商圈",
        "活动",
    )
    menu = f"<div class='mainnav'>{links}</div><ul>{rows}</ul>"
    assert read(page(menu), COLUMN).breadcrumb == ()


def test_records_that_are_all_that_a_page_holds() -> None:
    records = "".join(f"<record><![CDATA[{_row(*row)}]]></record>" for row in ROWS)
    items = read(f"<script type='text/xml'>{records}</script>").items
    assert [item.title for item in items] == [title for title, _, _ in ROWS]


def test_rows_that_tabs_show_again_count_once() -> None:
    rows = [_row(*row) for row in ROWS]
    panes = "".join(
        f"<div class='pane'><ul class='l'>{''.join(some)}</ul></div>" for some in (rows, rows[:2])
    )
    assert len(read(page(f"{NAV}{TRAIL}<div>{panes}</div>")).items) == len(ROWS)


def test_documents_with_short_titles_are_items_but_not_beside_an_empty_list() -> None:
    names = ("户口迁移", "结婚登记", "身份证补领")
    menu = "".join(
        f"<li><a href='/bszn/content_{n}.html'>{name}</a></li>" for n, name in enumerate(names, 11)
    )
    assert [item.title for item in read(page(f"{NAV}{TRAIL}<ul>{menu}</ul>")).items] == list(names)
    for nothing in ("<p>暂无内容</p>", "<ul></ul>"):
        assert read(page(f"{NAV}{TRAIL}<ul>{menu}</ul><div class='list'>{nothing}</div>")).items == ()


def test_words_that_others_searched_for_are_no_columns() -> None:
    words = "<div>热搜词：<a href='/s/1'>社保</a> <a href='/s/2'>医保</a></div>"
    rows = "".join(_row(*row) for row in ROWS)
    names = {column.name for column in read(page(f"{NAV}{TRAIL}{words}<ul>{rows}</ul>")).columns}
    assert not names & {"社保", "医保"}


def test_summaries_linked_like_their_titles_are_no_rows() -> None:
    summary = "各乡镇要认真组织实施，确保群众安全，演练情况于月底前报送"
    rows = "".join(
        f"<dl><dt><a href='{u}'>{t}</a></dt><dd><a href='{u}'>{summary}</a></dd><dd>{d}</dd></dl>"
        for t, u, d in ROWS
    )
    assert [item.title for item in read(page(f"{NAV}{TRAIL}<div>{rows}</div>")).items] == [
        t for t, _, _ in ROWS
    ]


@pytest.mark.parametrize("make", ["class='menu-con'", "class='list-nav'"])
def test_dated_rows_below_the_trail_are_a_list_whatever_their_part_is_called(make: str) -> None:
    rows = "".join(_row(t[:5], u, d) for t, u, d in ROWS)
    assert len(read(page(f"{NAV}{TRAIL}<div {make}><ul>{rows}</ul></div>")).items) == len(ROWS)
    assert read(page(f"<div {make}><ul>{rows}</ul></div>{TRAIL}")).items == ()


def test_a_class_that_only_places_a_row_does_not_make_it_a_trail() -> None:
    rows = "".join(
        f"<li class='position-relative'><a href='{u}'>{t}</a><i class='position-absolute'>{d}</i></li>"
        for t, u, d in ROWS
    )
    assert len(read(page(f"{NAV}{TRAIL}<ul>{rows}</ul>")).items) == len(ROWS)


def test_the_first_news_set_large_is_no_heading() -> None:
    first = "<h2><a href='/a/1.html'>全县防汛抗旱工作会议在县城召开</a></h2><p>会议要求压实责任。</p>"
    rows = "".join(_row(*row) for row in ROWS)
    assert read(page(f"{NAV}{TRAIL}{first}<ul>{rows}</ul>")).heading == "通知公告"


def test_a_list_of_a_single_document_without_a_day() -> None:
    title, url, _ = ROWS[0]
    assert len(read(page(f"{NAV}{TRAIL}<ul><li><a href='{url}'>{title}</a></li></ul>")).items) == 1
    folder = "<ul><li><a href='/zwgk/zfxxgk/'>政府信息公开目录总览</a></li></ul>"
    assert read(page(f"{NAV}{TRAIL}{folder}")).items == ()


def test_a_first_news_with_its_day_over_equal_blocks_without_days() -> None:
    first = (
        "<div class='top'><h2><a href='/a/1.html'>全县防汛抗旱工作会议召开</a></h2><p>2021-06-09</p></div>"
    )
    rows = "".join(f"<li><a href='/c/{n}.html'>各乡镇做好防汛准备工作之{n}</a></li>" for n in "一二")
    other = rows.replace("/c/", "/d/").replace("防汛", "防火")
    body = f"{NAV}{TRAIL}<div>{first}{_block('动态', rows)}{_block('文件', other)}</div>"
    assert [item.url.rsplit("/", 2)[1] for item in read(page(body)).items] == ["a", "c", "c", "d", "d"]
