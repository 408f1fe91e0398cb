"""Lists in parts whose names say pager, trail or navigation; lists cut into pieces."""

from datetime import date

import pytest

from tests.test_facts.page_parts import BASE, COLUMN, LIST, NAV, ROWS, TRAIL, page, read
from xunjian.facts.page import read_page

EXPECTED = [(title, COLUMN + url, date.fromisoformat(day)) for title, url, day in ROWS]


@pytest.mark.parametrize("name", ["page-box", "page", "con_wz fr", "nav-content", "menu_list", "position"])
def test_short_list_in_a_part_named_like_another(name: str) -> None:
    reading = read(page(f'{NAV}{TRAIL}<div class="{name}"><h3>通知公告</h3>{LIST}</div>'))
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED


@pytest.mark.parametrize("name", ["page-title", "page-header", "page_head"])
def test_heading_in_a_part_named_after_the_page(name: str) -> None:
    reading = read(
        page(f'{NAV}<div class="{name}"><span>招标采购</span></div>{LIST}', head="<title>云溪县</title>")
    )
    assert reading.heading == "招标采购"


def test_article_before_and_behind_stay_pager_links() -> None:
    links = "".join(
        f'<p>{n}：<a href="{u}">{t}</a></p>' for n, (t, u, _) in zip(("上一篇", "下一篇"), ROWS, strict=False)
    )
    reading = read(page(f'{NAV}{TRAIL}{LIST}<div class="page">{links}</div>'))
    assert [item.title for item in reading.items] == [title for title, _, _ in ROWS]


def test_navigation_with_long_names_stays_navigation() -> None:
    names = ("县人民政府信息公开工作机构", "县级部门和乡镇信息公开平台", "重点领域政府信息公开目录")
    menu = "".join(f'<li><a href="/zwgk/{n}/">{name}</a></li>' for n, name in enumerate(names))
    reading = read(page(f'<div class="nav"><ul><li><a href="/">首页</a></li>{menu}</ul></div>{TRAIL}{LIST}'))
    assert [item.title for item in reading.items] == [title for title, _, _ in ROWS]
    assert {column.name for column in reading.columns} >= set(names)


def test_pieces_of_a_list_with_a_further_class() -> None:
    pieces = "".join(
        f'<ul class="list-ul wow{more}"><li><a href="{u}">{t}</a><span>{d}</span></li></ul>'
        for more, (t, u, d) in zip((" animated", "", " animated last"), ROWS, strict=True)
    )
    reading = read(page(f"{TRAIL}<div>{pieces}</div>"))
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED


def test_lists_of_other_makes_side_by_side_are_not_joined() -> None:
    other = (
        '<ul class="hot"><li><a href="/x.html">另一栏目里的一条通知公告</a><span>2021-06-01</span></li></ul>'
    )
    reading = read(page(f"{TRAIL}<div>{LIST.replace('<ul>', chr(60) + 'ul class=news>')}{other}</div>"))
    assert [item.title for item in reading.items] == [title for title, _, _ in ROWS]


def test_mail_address_in_the_navigation_is_no_column() -> None:
    menu = NAV.replace("</ul>", '<li><a href="mailto:sz@yunxi.gov.cn">县长信箱</a></li></ul>')
    assert "县长信箱" not in {column.name for column in read(page(f"{menu}{LIST}"), BASE).columns}


@pytest.mark.parametrize(
    "head",
    [
        '<div class="hd"><b>招标采购</b><a href="/zb/">更多&gt;&gt;</a></div>',
        '<div class="tit"><a href="/zb/">更多 &gt;</a><span>招标采购</span></div>',
        '<h3><a href="/zb/">招标采购</a> <a href="/zb/">MORE</a></h3>',
    ],
)
def test_heading_beside_the_link_to_more(head: str) -> None:
    assert read(page(f"{head}{LIST}", head="<title>云溪县</title>")).heading == "招标采购"


def test_trail_parted_by_pictures_ends_with_the_page_itself() -> None:
    arrow = '<img src="arrow.png">'
    trail = f'<div class="dqwz"><a href="/">首页</a>{arrow}<a href="/zwgk/">政务公开</a>{arrow}通知公告</div>'
    assert read(page(f"{trail}{LIST}")).breadcrumb == ("首页", "政务公开", "通知公告")


def test_the_head_of_a_side_menu_is_no_heading() -> None:
    reading = read_page(
        (
            "<html><head><title>要闻</title></head><body><div class='lm'><div class='lmtit'>新闻中心</div>"
            "<div><a href='a.htm'>清河要闻</a><a href='b.htm'>部门动态</a></div></div>"
            "<div class='wz'><span>清河要闻</span><div class='weizhi'><a href='/'>首页</a> &gt; "
            "<a href='a.htm'>新闻中心</a> &gt; <a href='a.htm'>清河要闻</a></div></div><ul>"
            + "".join(
                f"<li><a href='{n}.htm'>清河县召开第{n}次会议</a><i>2024-05-1{n}</i></li>" for n in range(5)
            )
            + "</ul></body></html>"
        ).encode(),
        "http://www.qh.example/xw/a.htm",
    )
    assert reading.heading == "清河要闻"


def test_rows_that_are_lists_of_cells_with_a_hidden_box() -> None:
    titles = (
        "清河县二〇二六年上半年预算执行情况",
        "关于下达农田建设资金的通知公告",
        "清河县上年度财政决算公开说明",
        "采购目录",
    )
    rows = "".join(
        f"<div class='xxgk_navli'><ul class='clearfix'><li class='num'>{n}</li><li class='mc'>"
        f"<a href='/public/{n}.html'>{title}</a><div style='display:none'><p>索 引 号：QH/2026-0{n}</p>"
        f"<p>生成日期：2026-03-0{n}</p></div></li><li class='rq'>2026-04-0{n}</li></ul></div>"
        for n, title in enumerate(titles, start=1)
    )
    reading = read(page(f"{NAV}{TRAIL}<div class='list'>{rows}</div>"), COLUMN)
    assert [(item.title, item.date) for item in reading.items] == [
        (title, date(2026, 4, n)) for n, title in enumerate(titles, start=1)
    ]


_BOXES = "".join(
    f'<div class="box"><h3><a href="/xwzx/{key}/">{name}</a></h3><ul>'
    + "".join(
        f'<li><a href="/xwzx/{key}/202106/t2021060{n}_{n}.html">县里第{n}次{name}会议召开</a>'
        f"<span>2021-06-0{n}</span></li>"
        for n in range(1, 5)
    )
    + "</ul></div>"
    for key, name in (("yw", "县内要闻"), ("hy", "会议信息"))
)


def _titles(head: str, boxes: str = _BOXES) -> list[str]:
    return [item.title for item in read(page(f"{NAV}{TRAIL}{head}<div class='right'>{boxes}</div>")).items]


def test_few_rows_of_its_own_beside_boxes_headed_by_links_to_other_columns() -> None:
    own = "<h3>通知公告</h3>" + LIST
    assert _titles(own) == [title for title, _, _ in ROWS]
    first = LIST.partition("</li>")[0] + "</li></ul>"
    assert _titles("<h3>通知公告</h3>" + first) == [ROWS[0][0]]


def test_blocks_headed_by_links_to_the_columns_of_a_folder_stay_its_list() -> None:
    inner = _BOXES.replace("/xwzx/", "/zwgk/tzgg/")
    assert len(_titles("", inner)) == 8
    assert len(_titles("<h3>通知公告</h3>" + LIST, inner)) == 8
