"""Columns without a list of their own: directories, shared menus, helper scripts of every page."""

import pytest

from tests.test_facts.portal import HOST, NAV, column, column_at, html, portal, rows
from xunjian.model.observation import Role
from xunjian.model.site import ColumnKind
from xunjian.testing.memory import MemorySnapshot


def more(*entries: tuple[str, str]) -> MemorySnapshot:
    """A portal whose navigation names more columns."""
    return portal(nav=(*NAV, *entries))


def _menu(*entries: tuple[str, str]) -> str:
    return "<ul>" + "".join(f"<li><a href='{url}'>{name}</a></li>" for name, url in entries) + "</ul>"


def test_a_directory_of_columns_is_not_blank() -> None:
    """Though the navigation of every page names the same columns."""
    snapshot = more(("法定主动公开内容", "/fdzd/"))
    directory = column("法定主动公开内容", _menu(("通知公告", "/tzgg/"), ("政务动态", "/zwdt/")))
    snapshot.page(f"{HOST}/fdzd/", directory)
    assert column_at(snapshot, f"{HOST}/fdzd/").kind is ColumnKind.HUB


def test_a_directory_of_what_lies_below_it_is_not_blank() -> None:
    snapshot = more(("互动交流", "/hd/"))
    snapshot.page(f"{HOST}/hd/", column("互动交流", _menu(("县长信箱", "/hd/xx.html"))))
    mailbox = "<form method='post'>标题<input name='t'>内容<textarea name='c'></textarea></form>"
    snapshot.page(f"{HOST}/hd/xx.html", html("县长信箱", mailbox))
    assert column_at(snapshot, f"{HOST}/hd/").kind is ColumnKind.HUB


def test_a_menu_that_its_columns_share_fills_no_column() -> None:
    menu = (("人事信息", "/rsxx/"), ("规划计划", "/ghjh/"), ("统计数据", "/tjsj/"))
    snapshot = more(*menu)
    for name, url in menu[:2]:
        own = rows((f"关于{name}有关事项的说明", f"{url}a.html", "2026-07-01"))
        snapshot.page(HOST + url, column(name, _menu(*menu) + own))
    snapshot.page(f"{HOST}/tjsj/", column("统计数据", _menu(*menu)))
    found = column_at(snapshot, f"{HOST}/tjsj/")
    assert (found.kind, found.items) == (ColumnKind.LIST, ())


def test_a_script_of_every_page_fills_no_list() -> None:
    """A helper library that every template includes: the pages with lists have it too."""
    snapshot = portal("<a href='/mm/'>某某栏目</a>")
    library = "<script src='/js/common.js'></script>"
    for name, url in (("人事信息", "/rsxx/"), ("规划计划", "/ghjh/")):
        own = rows((f"关于{name}有关事项的说明", f"{url}a.html", "2026-07-01"))
        snapshot.page(HOST + url, column(name, own + library))
    snapshot.page(f"{HOST}/mm/", column("某某栏目", "<ul class='list'></ul>" + library))
    script = "function ask(u){return $.ajax({url:u});}"
    snapshot.page(f"{HOST}/js/common.js", script, role=Role.RESOURCE, content_type="application/javascript")
    found = column_at(snapshot, f"{HOST}/mm/")
    assert (found.kind, found.unrendered) == (ColumnKind.LIST, False)


@pytest.mark.parametrize(
    ("script", "may_fill"),
    [
        ("<script src='/js/list.js'></script>", True),
        ("<script>draw(document.getElementById('list'))</script>", True),
        ("<script>window.location.replace(place())</script>", True),
        ("<script>light('某某栏目',3)</script>", False),
        ("<script>var column = '某某栏目';</script>", False),
        ("<script type='text/template'>each(rows)</script>", False),
    ],
    ids=["file", "draws", "leads on", "of the template", "only holds", "not run"],
)
def test_a_script_of_its_own_may_fill_a_list(script: str, may_fill: bool) -> None:
    """What it does cannot be told from its text; what other lists have as well, but for names, fills none."""
    snapshot = portal("<a href='/mm/'>某某栏目</a>")
    for number, (name, url) in enumerate((("人事信息", "/rsxx/"), ("规划计划", "/ghjh/"))):
        own = rows((f"关于{name}有关事项的说明", f"{url}a.html", "2026-07-01"))
        snapshot.page(HOST + url, column(name, f"{own}<script>light('{name}',{number})</script>"))
    snapshot.page(f"{HOST}/mm/", column("某某栏目", f"<ul class='list' id='list'></ul>{script}"))
    found = column_at(snapshot, f"{HOST}/mm/")
    assert (found.kind, found.items, found.unrendered) == (ColumnKind.LIST, (), may_fill)


_BOXES = {
    "pictures": "<a href='{}'><img src='/img/way.gif' alt='入口{}'></a>",
    "areas": "<map name='m'><area shape='rect' href='{}' alt='{}'></map>",
    "boxes": "<dl onclick=\"location.href='{}'\"><dt><i class='i{}'></i></dt></dl>",
}


@pytest.mark.parametrize("box", _BOXES.values(), ids=_BOXES)
def test_a_way_to_columns_without_their_names_is_not_blank(box: str) -> None:
    below = (("县长信箱", "/xx/"), ("民意征集", "/zj/"))
    snapshot = more(("政民互动", "/hd/"))
    for name, url in below:
        own = rows((f"关于{name}有关事项的说明", f"{url}a.html", "2026-07-01"))
        snapshot.page(HOST + url, column(name, own))
    snapshot.page(f"{HOST}/fw/", column("办事服务", _menu(*below)))
    snapshot.page(
        f"{HOST}/hd/", column("政民互动", "".join(box.format(url, at) for at, (_, url) in enumerate(below)))
    )
    assert column_at(snapshot, f"{HOST}/hd/").kind is ColumnKind.HUB


@pytest.mark.parametrize(("again", "kind"), [("", ColumnKind.LIST), (_menu(*NAV[1:]), ColumnKind.HUB)])
def test_a_menu_that_a_script_of_every_page_writes_is_no_content(again: str, kind: ColumnKind) -> None:
    """Lists as served have none of it; named once more it is."""
    links = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in NAV)
    script = f"<script>document.write('<ul>{links}</ul>')</script>"
    bare: dict[str, tuple[tuple[str, str], ...]] = {"nav": ()}
    snapshot = portal(script, nav=())
    for name, url in NAV[1:]:
        own = rows((f"关于{name}有关事项的说明", f"{url}a.html", "2026-07-01"))
        snapshot.rows = [row for row in snapshot.rows if row.url != HOST + url]
        snapshot.page(HOST + url, column(name, script + own, **bare))
    served = column("水文化", script + "<div id='app'></div><script src='/js/app.js'></script>", **bare)
    snapshot.page(f"{HOST}/swh/", served)
    shown = column("水文化", f"<ul>{links}</ul><div id='app'><p>暂无数据</p>{again}</div>", **bare)
    snapshot.page(f"{HOST}/swh/", shown, role=Role.RENDERED)
    snapshot.page(f"{HOST}/fw/", html("办事服务", "<a href='/swh/'>水文化</a>", nav=()))
    assert column_at(snapshot, f"{HOST}/swh/").kind is kind
