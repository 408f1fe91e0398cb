"""Columns: what they are, what they hold, how they hang together."""

import pytest

from tests.test_facts.portal import (
    HOME,
    HOST,
    LONG,
    NAV,
    OTHER,
    article,
    column,
    column_at,
    fact,
    html,
    portal,
    rows,
    unit,
)
from xunjian.model.observation import Role
from xunjian.model.site import Articles, ColumnKind, ColumnTree, Rhythm
from xunjian.testing.memory import MemorySnapshot


def more(*entries: tuple[str, str]) -> MemorySnapshot:
    """A portal whose navigation names more columns."""
    return portal(nav=(*NAV, *entries))


def test_lists_of_the_navigation() -> None:
    tree = fact(portal(), ColumnTree)
    assert [(each.name, each.kind, each.rhythm, len(each.items)) for each in tree.columns] == [
        ("通知公告", ColumnKind.LIST, Rhythm.NOTICE, 3),
        ("政务动态", ColumnKind.LIST, Rhythm.NEWS, 3),
    ]
    assert tree.complete
    assert tree.columns[0].where == "首页导航"
    assert tree.home_fetch is not None


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (column("某某栏目", rows(("关于开展检查的通知", "/a.html", "2026-11-01"))), ColumnKind.LIST),
        (column("某某栏目", ""), ColumnKind.LIST),
        (column("某某栏目", "<p>暂无信息</p>"), ColumnKind.LIST),
        (article("某某县人民政府办公室机构职能", LONG), ColumnKind.ARTICLE),
        (html("机构职能", f"<h1>机构职能</h1>{LONG}", crumbs=("首页", "机构职能")), ColumnKind.ARTICLE),
        (
            html("用户登录", "<form>用户名<input name='u'>密码<input type='password' name='p'></form>"),
            ColumnKind.LOGIN,
        ),
        (
            html(
                "办事日历",
                "<table><tr><th>日</th><th>一</th><th>二</th><th>三</th><th>四</th><th>五</th><th>六</th></tr>"
                + "".join(f"<td>{day}</td>" for day in range(1, 31))
                + "</table>",
            ),
            ColumnKind.CALENDAR,
        ),
        (
            column("活动日历", "<a href='/mm/?m=10'>上月</a> <a href='/mm/?m=12'>下月</a><table></table>"),
            ColumnKind.CALENDAR,
        ),
        (html("提示", "<p>您访问的页面不存在</p>"), ColumnKind.UNREAD),
    ],
)
def test_kinds(page: str, kind: ColumnKind) -> None:
    snapshot = more(("某某栏目", "/mm/"))
    snapshot.page(f"{HOST}/mm/", page)
    assert column_at(snapshot, f"{HOST}/mm/").kind is kind


@pytest.mark.parametrize(
    "main",
    [
        "<form action='/post'>姓名<input name='n'>内容<textarea name='t'></textarea></form>",
        "<table><tr><td>县长</td><td>主持县政府全面工作，分管财政、审计、编制等方面工作</td></tr>"
        "<tr><td>副县长</td><td>负责农业农村、水利、林业、乡村振兴等方面工作</td></tr></table>",
        "<div><img src='/i/map1.jpg'><img src='/i/map2.jpg'></div>",
        "<iframe src='http://map.example.cn/'></iframe>",
    ],
    ids=["mailbox", "table", "pictures", "frame"],
)
def test_a_page_without_list_is_not_blank_where_it_holds_something_else(main: str) -> None:
    snapshot = more(("县长信箱", "/xx/"))
    snapshot.page(f"{HOST}/xx/", column("县长信箱", main))
    found = column_at(snapshot, f"{HOST}/xx/")
    assert not (found.kind is ColumnKind.LIST and not found.items)


def test_what_every_list_page_shows_fills_no_column() -> None:
    """A hot list beside every list is nobody's; the column that its rows come from keeps them."""
    snapshot = more(("政策解读", "/zcjd/"), ("人事信息", "/rsxx/"), ("规划计划", "/ghjh/"))
    hot = [
        (f"县长调研第{n}号重点项目建设工作", f"/zwdt/t2026{n:02d}.html", f"2026-{n:02d}-15")
        for n in (9, 10, 11)
    ]
    own = rows(("关于张某某等同志任职的通知", "/rsxx/a.html", "2026-07-01"))
    for name, url, main in (
        ("政策解读", "/zcjd/", ""),
        ("人事信息", "/rsxx/", own),
        ("规划计划", "/ghjh/", own),
    ):
        snapshot.page(HOST + url, column(name, main + f"<div class='news'>{rows(*hot)}</div>"))
    found = {each.name: (each.kind, len(each.items)) for each in fact(snapshot, ColumnTree).columns}
    assert found["政策解读"] == (ColumnKind.LIST, 0)
    assert found["政务动态"] == (ColumnKind.LIST, 3)


def test_the_day_of_the_visit_is_no_row() -> None:
    snapshot = more(("某某栏目", "/mm/"))
    own = rows(("关于开展检查的通知", "/mm/a.html", "2026-02-01"))
    head = "<ul><li><a href='javascript:;'>设为首页</a><span>2026-11-21</span></li></ul>"
    snapshot.page(f"{HOST}/mm/", column("某某栏目", head + own))
    assert [item.title for item in column_at(snapshot, f"{HOST}/mm/").items] == ["关于开展检查的通知"]


def test_a_page_that_nobody_calls_a_column() -> None:
    snapshot = portal("<a href='/gywm/'>关于本站</a><a href='/zhzt/'>综合</a>")
    snapshot.page(f"{HOST}/gywm/", html("关于本站", "<p>暂无信息</p>", crumbs=("首页", "综合", "关于本站")))
    assert [each.name for each in fact(snapshot, ColumnTree).columns] == ["通知公告", "政务动态"]


def test_an_article_beside_a_hot_list_is_not_blank() -> None:
    snapshot = more(("县情概况", "/xq/"), ("历史沿革", "/ls/"), ("政策解读", "/zcjd/"))
    hot = [
        (f"县长调研第{n}号重点项目建设工作", f"/zwdt/t2026{n:02d}.html", f"2026-{n:02d}-15")
        for n in (9, 10, 11)
    ]
    for name, url, text in (
        ("县情概况", "/xq/", LONG),
        ("历史沿革", "/ls/", LONG.replace("县", "乡")),
        ("政策解读", "/zcjd/", ""),
    ):
        snapshot.page(HOST + url, column(name, f"<div>{text}</div><div class='list'>{rows(*hot)}</div>"))
    blank = [
        each.name
        for each in fact(snapshot, ColumnTree).columns
        if each.kind is ColumnKind.LIST and not each.items
    ]
    assert blank == ["政策解读"]


def test_links_out_of_the_site() -> None:
    wechat = "https://mp.weixin.qq.com/s/abc"
    snapshot = more(
        ("网上办事", f"{OTHER}/bs/"), ("公众号", wechat), ("某某服务", "/fw/"), ("个人办事", "/sso/")
    )
    snapshot.page(f"{OTHER}/bs/", "<html></html>", role=Role.TARGET)
    snapshot.redirect(f"{HOST}/fw/", f"{OTHER}/fw/")
    snapshot.redirect(f"{HOST}/sso/", f"{OTHER}/cas/login?service=x")
    kinds = {each.name: each.kind for each in fact(snapshot, ColumnTree).columns}
    assert kinds["网上办事"] is ColumnKind.EXTERNAL
    assert kinds["公众号"] is ColumnKind.WECHAT
    assert kinds["某某服务"] is ColumnKind.EXTERNAL
    assert kinds["个人办事"] is ColumnKind.LOGIN


@pytest.mark.parametrize(
    ("code", "words", "complete"),
    [
        ("shield", "白名单", False),
        ("robots", "robots", False),
        ("timeout", "15 秒内无响应", True),
        ("http_404", "404", True),
    ],
)
def test_unread(code: str, words: str, complete: bool) -> None:
    snapshot = more(("某某栏目", "/mm/"))
    snapshot.fail(f"{HOST}/mm/", code, role=Role.PAGE)
    tree = fact(snapshot, ColumnTree)
    found = next(each for each in tree.columns if each.url == f"{HOST}/mm/")
    assert found.kind is ColumnKind.UNREAD
    assert words in found.reason
    assert tree.complete is complete
    assert bool(tree.incomplete_reason) is not complete


def test_what_a_cut_crawl_left_out_may_hold_columns() -> None:
    """Where the crawl is whole, what it did not ask for is an endless pattern that it pruned."""
    snapshot = more(("某某栏目", "/mm/"))
    snapshot.fail(f"{HOST}/mm/", "not_fetched", role=Role.PAGE)
    assert fact(snapshot, ColumnTree).complete
    snapshot.meta = {"complete": "0", "finish_reason": "max_pages"}
    assert not fact(snapshot, ColumnTree).complete


def test_filled_by_a_script() -> None:
    snapshot = more(("某某栏目", "/mm/"))
    url = f"{HOST}/mm/"
    page = column("某某栏目", "<ul id='list'></ul><script>$.ajax({url:'/api/list'})</script>")
    snapshot.page(url, page)
    found = column_at(snapshot, url)
    assert (found.kind, found.unrendered, found.items) == (ColumnKind.LIST, True, ())
    filled = column("某某栏目", rows(("关于开展检查的通知", "/a.html", "2026-11-01")))
    snapshot.page(url, filled, role=Role.RENDERED)
    found = column_at(snapshot, url)
    assert not found.unrendered
    assert len(found.items) == 1
    assert found.page is not None
    assert found.page.rendered


def test_a_script_that_fails_leaves_it_blank() -> None:
    snapshot = more(("某某栏目", "/mm/"))
    page = column("某某栏目", "<ul id='list'></ul><script>$.ajax({url:'/api/list'})</script>")
    snapshot.page(f"{HOST}/mm/", page)
    snapshot.page(f"{HOST}/mm/", page, role=Role.RENDERED)
    found = column_at(snapshot, f"{HOST}/mm/")
    assert (found.kind, found.unrendered, found.items) == (ColumnKind.LIST, False, ())


def paged(*, last: bool = True) -> MemorySnapshot:
    snapshot = more(("政策文件", "/zcwj/"))
    pager = (
        "<div class='page'><a href='/zcwj/'>1</a><a href='/zcwj/index_1.html'>2</a>"
        "<a href='/zcwj/index_2.html'>3</a>{}</div>"
    )
    pages = (f"{HOST}/zcwj/", f"{HOST}/zcwj/index_1.html", f"{HOST}/zcwj/index_2.html")
    for n, url in enumerate(pages):
        if n == 2 and not last:
            continue
        following = f"<a href='/zcwj/index_{n + 1}.html'>下一页</a>" if n < 2 else ""
        listed = rows(
            *[
                (f"某某县人民政府第{n}{k}号政策文件的通知", f"/zcwj/t{n}{k}.html", f"2026-0{5 - n}-1{k}")
                for k in range(5)
            ]
        )
        snapshot.page(url, column("政策文件", listed + pager.format(following)))
    return snapshot


def test_pagination_belongs_to_the_first_page() -> None:
    tree = fact(paged(), ColumnTree)
    assert [each.name for each in tree.columns] == ["通知公告", "政务动态", "政策文件"]
    assert len(tree.columns[2].items) == 15
    assert tree.columns[2].seen_whole


def test_a_page_that_was_not_read() -> None:
    found = column_at(paged(last=False), f"{HOST}/zcwj/")
    assert len(found.items) == 10
    assert not found.seen_whole


def test_a_page_beyond_the_end_hides_nothing() -> None:
    snapshot = paged(last=False)
    snapshot.fail(f"{HOST}/zcwj/index_2.html", "http_404", role=Role.PAGE)
    assert column_at(snapshot, f"{HOST}/zcwj/").seen_whole


def test_dates_from_the_articles() -> None:
    snapshot = more(("政策解读", "/zcjd/"))
    listed = "".join(
        f"<li><a href='/zcjd/t{n}.html'>《某某县第{n}号实施办法》政策解读</a></li>" for n in range(4)
    )
    snapshot.page(f"{HOST}/zcjd/", column("政策解读", f"<ul class='list'>{listed}</ul>"))
    for n in range(3):
        snapshot.page(
            f"{HOST}/zcjd/t{n}.html",
            article(f"《某某县第{n}号实施办法》政策解读", LONG, f"2026-08-1{n}", ("政策解读",)),
        )
    dates = [(str(item.date), item.date_where) for item in column_at(snapshot, f"{HOST}/zcjd/").items]
    assert dates == [
        ("2026-08-10", "正文页"),
        ("2026-08-11", "正文页"),
        ("2026-08-12", "正文页"),
        ("None", ""),
    ]


def test_sub_columns() -> None:
    snapshot = more(("政务公开", "/zwgk/"))
    subs = (("政府信息公开指南", "/zwgk/zn/"), ("预决算", "/zwgk/yjs/"))
    side = (
        "<ul class='side'>" + "".join(f"<li><a href='{url}'>{name}</a></li>" for name, url in subs) + "</ul>"
    )
    snapshot.page(f"{HOST}/zwgk/", column("政务公开", side))
    snapshot.page(
        f"{HOST}/zwgk/zn/", article("政府信息公开指南", LONG, "2026-01-05", ("政务公开", "政府信息公开指南"))
    )
    listed = rows(("某某县2026年部门预算公开", "/zwgk/yjs/a.html", "2026-02-20"))
    snapshot.page(f"{HOST}/zwgk/yjs/", column("预决算", side + listed, ("政务公开",)))
    tree = fact(snapshot, ColumnTree)
    found = {each.name: (each.kind, each.path) for each in tree.columns}
    assert found["政务公开"] == (ColumnKind.HUB, ())
    assert found["预决算"] == (ColumnKind.LIST, ("政务公开",))
    assert found["政府信息公开指南"] == (ColumnKind.ARTICLE, ("政务公开",))


def test_a_hub_shows_its_columns_newest_items() -> None:
    snapshot = more(("新闻中心", "/xwzx/"))
    news = [(f"县政府召开第{n}次工作会议", f"/xwzx/bd/t{n}.html", f"2026-0{n}-10") for n in range(1, 8)]
    links = "<li><a href='/xwzx/bd/'>本地要闻</a></li><li><a href='/xwzx/bm/'>部门动态</a></li>"
    sub = f"<ul class='side'>{links}</ul>"
    snapshot.page(f"{HOST}/xwzx/", column("新闻中心", sub + rows(*news[4:])))
    snapshot.page(f"{HOST}/xwzx/bd/", column("本地要闻", sub + rows(*news), ("新闻中心",)))
    snapshot.page(
        f"{HOST}/xwzx/bm/",
        column(
            "部门动态",
            sub + rows(("县水利局召开防汛工作会议", "/xwzx/bm/t1.html", "2026-06-01")),
            ("新闻中心",),
        ),
    )
    found = {each.name: (each.kind, len(each.items)) for each in fact(snapshot, ColumnTree).columns}
    assert found["新闻中心"] == (ColumnKind.HUB, 0)
    assert found["本地要闻"] == (ColumnKind.LIST, 7)


def test_a_list_that_no_navigation_names() -> None:
    snapshot = portal("<a href='/rsxx/'>更多</a>")
    snapshot.page(
        f"{HOST}/rsxx/",
        column("人事信息", rows(("关于张某某等同志任职的通知", "/rsxx/a.html", "2026-07-01"))),
    )
    found = column_at(snapshot, f"{HOST}/rsxx/")
    assert (found.name, found.where) == ("人事信息", "ColumnName 标签")


def test_a_page_is_no_column_because_it_has_links() -> None:
    snapshot = portal("<a href='/zt.html'>某某专题</a>")
    links = "".join(f"<a href='/tzgg/t2026{n:02d}.html'>链接{n}</a>" for n in (9, 10, 11))
    snapshot.page(f"{HOST}/zt.html", html("某某专题", f"<p>{links}</p>"))
    assert f"{HOST}/zt.html" not in {each.url for each in fact(snapshot, ColumnTree).columns}


def test_entries_that_are_no_columns() -> None:
    snapshot = more(("English", "/en/"), ("登录", "/login/"), ("网站地图", "/map/"), ("无障碍浏览", "/wza/"))
    assert [each.name for each in fact(snapshot, ColumnTree).columns] == ["通知公告", "政务动态"]


def test_names_answer_to_what_is_asked() -> None:
    snapshot = more(("财政预决算公开", f"{OTHER}/yjs/"), ("公示公告栏", "/gsgg/"))
    snapshot.page(f"{OTHER}/yjs/", "<html></html>", role=Role.TARGET)
    snapshot.page(
        f"{HOST}/gsgg/", column("公示公告栏", rows(("关于某某项目的公示", "/gsgg/a.html", "2026-11-01")))
    )
    tree = fact(snapshot, ColumnTree)
    notice = tree.find("通知公告")
    assert [match.url for match in notice if match.sure] == [f"{HOST}/tzgg/", f"{HOST}/gsgg/"]
    assert notice[0].column is not None
    assert [match.url for match in tree.find("预决算")] == [f"{OTHER}/yjs/"]
    assert tree.find("双随机") == ()


def test_a_title_in_a_list_is_no_name() -> None:
    snapshot = portal()
    snapshot.page(
        f"{HOST}/x/",
        column(
            "文件",
            rows(
                ("依申请公开", "/x/a.html", "2026-11-01"), ("关于公开工作的通知", "/x/b.html", "2026-10-01")
            ),
        ),
    )
    assert fact(snapshot, ColumnTree).find("依申请公开") == ()


def test_what_a_person_confirmed_wins() -> None:
    snapshot = portal()
    listed = rows(("某某县2026年部门预算公开", "/cz/a.html", "2026-02-20"))
    snapshot.page(f"{HOST}/cz/", column("资金公开", listed))
    tree = fact(snapshot, ColumnTree, unit(columns={"预决算": f"{HOST}/cz/"}))
    match = tree.find("预决算")[0]
    assert match.sure
    assert match.column is not None
    assert match.column.where.startswith("登记册")


def test_a_crawl_that_was_cut() -> None:
    snapshot = portal()
    snapshot.meta = {"complete": "0", "finish_reason": "max_pages"}
    snapshot.observe("cut", "max_pages", {"count": 3, "examples": []})
    tree = fact(snapshot, ColumnTree)
    assert not tree.complete
    assert "页数上限" in tree.incomplete_reason


def test_a_home_page_that_a_script_draws() -> None:
    snapshot = MemorySnapshot.of(HOME)
    snapshot.page(
        HOME,
        "<html><title>某某县</title><body><div id='app'></div><script src='/a.js'></script></body></html>",
    )
    tree = fact(snapshot, ColumnTree)
    assert not tree.complete
    assert "浏览器" in tree.incomplete_reason


def test_articles_know_their_column() -> None:
    found = {each.page.fetch.url: each.column for each in fact(portal(), Articles).articles}
    assert found[f"{HOST}/tzgg/t202611.html"] == "通知公告"
    assert len(found) == 6
