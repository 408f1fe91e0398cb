"""What a script may yet bring to a page that shows something, or that a browser built: no verdict by half."""

import pytest

from tests.test_facts.portal import (
    AS_OF,
    HOME,
    HOST,
    LONG,
    NAV,
    article,
    column,
    column_at,
    fact,
    facts,
    html,
    portal,
    rows,
)
from xunjian.model.observation import Role
from xunjian.model.site import ColumnKind, ColumnTree, Home, Pages
from xunjian.plan import render_targets
from xunjian.testing.memory import MemorySnapshot

URL = f"{HOST}/mm/"
ASKS = "<script>fetch('/api/mm.json').then(fill)</script>"
OLD = rows(("关于开展检查的通知", "/mm/a.html", "2025-03-01"))
FRESH = rows(("关于开展检查的通知", "/mm/a.html", "2026-11-20"))


def with_column(main: str, *, built: str | None = None, name: str = "人事信息") -> MemorySnapshot:
    snapshot = portal(nav=(*NAV, (name, "/mm/")))
    snapshot.page(URL, column(name, main))
    snapshot.page(f"{HOST}/mm/a.html", article("关于开展检查的通知", LONG, crumbs=(name,)))
    if built is not None:
        snapshot.page(URL, built, role=Role.RENDERED)
    return snapshot


@pytest.mark.parametrize(
    ("main", "changes", "looked_at"),
    [(OLD, False, False), (OLD + ASKS, True, True), (FRESH + ASKS, True, False)],
)
def test_an_old_list_beside_a_script_that_asks_is_looked_at(
    main: str, changes: bool, looked_at: bool
) -> None:
    snapshot = with_column(main)
    assert column_at(snapshot, URL).may_change is changes
    assert (URL in render_targets(facts(snapshot), 40)) is looked_at
    snapshot.page(URL, column("人事信息", main), role=Role.RENDERED)
    assert not column_at(snapshot, URL).may_change


@pytest.mark.parametrize(("main", "looked_at"), [(OLD, False), (OLD + ASKS, True), (FRESH + ASKS, False)])
def test_so_is_an_old_home_page(main: str, looked_at: bool) -> None:
    snapshot = portal()
    snapshot.page(HOME, html("某某县人民政府", main))
    assert fact(snapshot, Home).may_change is (ASKS in main)
    assert (HOME in render_targets(facts(snapshot), 40)) is looked_at


@pytest.mark.parametrize(
    ("built", "kind"),
    [
        ("<ul id='l'></ul>", ColumnKind.LIST),
        ("<ul id='l'></ul><iframe src='/part/mm.html'></iframe>", ColumnKind.UNREAD),
    ],
)
def test_what_a_script_fetched_stands_in_the_page_that_a_browser_built(built: str, kind: ColumnKind) -> None:
    loads = "<script>$('#l').load('/part/mm.html?_='+Date.now())</script>"
    snapshot = with_column(f"<ul id='l'></ul>{loads}", built=column("人事信息", built + loads))
    assert column_at(snapshot, URL).kind is kind


def test_what_shows_nothing_comes_before_what_may_be_newer() -> None:
    snapshot = with_column(OLD + ASKS)
    snapshot.page(f"{HOST}/tzgg/", column("通知公告", f"<ul id='l'></ul>{ASKS.replace('mm', 'tzgg')}"))
    assert render_targets(facts(snapshot), 40) == (f"{HOST}/tzgg/", URL)


def test_rows_of_data_lead_where_the_crawl_has_not_been() -> None:
    data = (
        "<ul id='l'></ul><script>var list=[{title:'关于张某某等同志任职的通知',url:'/mm/b.html',"
        "date:'2026-10-01'}];list.forEach(function(x){document.write('<li><a href=\"'+x.url+'\">'"
        "+x.title+'</a>'+x.date+'</li>')})</script>"
    )
    snapshot = with_column(data)
    assert [item.url for item in column_at(snapshot, URL).items] == [f"{HOST}/mm/b.html"]
    seen = facts(snapshot)
    assert URL in render_targets(seen, 40)
    snapshot.page(f"{HOST}/mm/b.html", article("关于张某某等同志任职的通知", LONG, crumbs=("人事信息",)))
    assert URL not in render_targets(facts(snapshot), 40)


@pytest.mark.parametrize(
    ("body", "shell"),
    [
        ("", False),
        ("<div id='text'></div><script>$.get('/text/1',function(t){$('#text').html(t)})</script>", True),
        (f"{LONG}<script>$.get('/hits/1')</script>", False),
        ("<img data-src='/i/map.jpg'><script>$.get('/hits/1')</script>", False),
    ],
    ids=["blank", "filled", "text", "picture"],
)
def test_an_article_without_text_whose_script_brings_it_is_a_shell(body: str, shell: bool) -> None:
    snapshot = portal()
    url = f"{HOST}/tzgg/t202611.html"
    snapshot.page(url, article("关于开展第11次安全生产检查的通知", body, "2026-11-05"))
    page = next(page for page in fact(snapshot, Pages).pages if page.reading.url == url)
    assert page.reading.is_shell is shell


@pytest.mark.parametrize(("menu", "shell"), [("", True), (html("", ""), False)])
def test_a_home_page_without_its_menu_is_a_shell(menu: str, shell: bool) -> None:
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    nav = "<div id='nav'></div><script>fetch('/nav.json').then(menu)</script>"
    main = rows(*((f"县长调研第{n}号项目", f"/zwdt/{n}.html", "2026-11-15") for n in range(4)))
    links = "".join(
        f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(("通知公告", "政策解读", "人事信息"))
    )
    shown = f"<div class='nav'><ul>{links}</ul></div>" if menu else ""
    snapshot.page(
        HOME, f"<html><head><title>某某县人民政府</title></head><body>{shown}{nav}{main}</body></html>"
    )
    assert fact(snapshot, Home).page.reading.is_shell is shell


def test_a_foot_that_the_browser_adds_fills_no_column() -> None:
    foot = (
        "<div id='f'><p>主办单位：某某县人民政府办公室</p><p>网站标识码：4499990001</p>"
        "<p>联系电话：0999-7654321 地址：某某县人民路一号</p><img src='/i/1.png'><img src='/i/2.png'></div>"
    )
    found = column_at(with_column(ASKS, built=column("人事信息", f"<p>暂无数据</p>{foot}")), URL)
    assert (found.kind, found.items, found.seen_whole) == (ColumnKind.LIST, (), True)


@pytest.mark.parametrize(
    ("name", "frame", "kind"),
    [
        ("人事信息", "/inc/list.html", ColumnKind.UNREAD),
        ("通知公告", "http://list.example.cn/1", ColumnKind.UNREAD),
        ("县长信箱", "http://mail.example.cn/1", ColumnKind.ARTICLE),
    ],
)
def test_a_list_in_a_frame_that_was_not_seen_is_not_read(name: str, frame: str, kind: ColumnKind) -> None:
    found = column_at(with_column(f"<iframe src='{frame}'></iframe>", name=name), URL)
    assert found.kind is kind
    assert (frame in found.reason) is (kind is ColumnKind.UNREAD)


@pytest.mark.parametrize(("routes", "complete"), [(0, True), (3, False)])
def test_columns_that_are_places_within_one_page_were_not_opened(routes: int, complete: bool) -> None:
    snapshot = portal("".join(f"<a href='#/col{n}'>栏目</a>" for n in range(routes)))
    assert fact(snapshot, ColumnTree).complete is complete
