"""T9: frames and iframes hold navigation, lists or texts: they are read as parts of the page."""

from tests.test_traps.pages import (
    COLUMN,
    FOOT,
    MENU,
    SITE,
    columns_of,
    dated,
    inspect,
    links_of,
    rows_of,
    trs,
    with_files,
)
from xunjian.facts.page import read_page

DAYS = [(f"岚溪县第{n}号公开招标公告", f"2023-05-0{n}") for n in range(1, 6)]
LIST = (
    "<ul>"
    + "".join(f"<li><a href='a{n}.html'>{t}</a><span>{d}</span></li>" for n, (t, d) in enumerate(DAYS))
    + "</ul>"
)
FRAMESET = (
    "<html><head><title>岚溪县人民政府</title></head><frameset rows='80,*'><frame src='top.htm' name=top><frameset "
    "cols='180,*'><frame name=left src='left.htm'><frame name=main src='main/list.htm'></frameset>"
    "<noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>"
)


def frame(body: str) -> str:
    return f"<html><body>{body}</body></html>"


TOP = frame(
    "<table><tr>"
    + "".join(f"<td><a href='{url}' target=main>{name}</a></td>" for name, url in MENU)
    + "</tr></table>"
)
SIDE = ("机构职能", "领导信息", "招标公告")
LEFT = frame(
    "<table>"
    + "".join(f"<tr><td><a href='l{n}.htm'>{name}</a></td></tr>" for n, name in enumerate(SIDE))
    + "</table>"
)
PARTS = [f"{SITE}/old/top.htm", f"{SITE}/old/left.htm", f"{SITE}/old/main/list.htm"]


def test_t09_a_frameset() -> None:
    files = {"/old/top.htm": TOP, "/old/left.htm": LEFT, "/old/main/list.htm": frame(LIST).encode("gbk")}
    seen = with_files(FRAMESET, files, f"{SITE}/old/index.htm")
    assert rows_of(seen) == [(t, f"{SITE}/old/main/a{n}.html", d) for n, (t, d) in enumerate(DAYS)]
    assert links_of(seen, "frame") == PARTS
    names = [name for name, _ in columns_of(seen)]
    assert [name for name, _ in MENU] == names[:4]
    assert set(SIDE) <= set(names)
    assert (SIDE[0], f"{SITE}/old/l0.htm") in columns_of(seen)


def test_t09_a_frameset_alone_says_nothing() -> None:
    seen = inspect(FRAMESET, f"{SITE}/old/index.htm")
    assert seen["items"] == []
    assert links_of(seen, "frame") == PARTS
    assert read_page(FRAMESET.encode(), f"{SITE}/old/index.htm").is_frame


def test_t09_a_list_in_an_iframe() -> None:
    inner = frame(f"{LIST}<div><a href='in_2.html'>下一页</a></div>")
    seen = with_files(
        trs("<iframe src='in/list.html' width=100%></iframe>"), {"/zwgk/tzgg/in/list.html": inner}
    )
    assert rows_of(seen)[0] == (DAYS[0][0], f"{COLUMN}in/a0.html", DAYS[0][1])
    assert dated(seen) == DAYS
    assert seen["kind"] == "column"
    assert seen["next_page"] == f"{COLUMN}in/in_2.html"
    assert seen["breadcrumb"] == ["首页", "政务公开", "通知公告"]


def test_t09_a_list_in_the_attribute_of_an_iframe() -> None:
    inner = LIST.replace("'", "&quot;")
    assert dated(inspect(trs(f"<iframe srcdoc='{inner}'></iframe>"))) == DAYS


def test_t09_addresses_start_from_the_base_of_the_frame() -> None:
    inner = f"<html><head><base href='/y/z/'></head><body>{LIST}</body></html>"
    seen = with_files(trs("<iframe src='/x/list.html'></iframe>"), {"/x/list.html": inner})
    assert rows_of(seen)[0][1] == f"{SITE}/y/z/a0.html"


def test_t09_navigation_in_an_iframe() -> None:
    bar = (
        "<div class=nav><ul>"
        + "".join(f"<li><a href='{url}'>{name}</a></li>" for name, url in MENU)
        + "</ul></div>"
    )
    page = f"<html><head><title>招标公告</title></head><body><iframe src='/inc/nav.html'></iframe>{LIST}{FOOT}</body></html>"
    seen = with_files(page, {"/inc/nav.html": frame(bar)})
    assert columns_of(seen)[:4] == [(name, SITE + url) for name, url in MENU]
    assert dated(seen) == DAYS


def test_t09_a_text_in_an_iframe() -> None:
    text = (
        "<h1>岚溪县防汛工作方案公布</h1><p>发布时间：2023-05-06 来源：县水利局</p><p>"
        + "要严格落实防汛责任。" * 20
        + "</p>"
    )
    seen = with_files(
        trs("<iframe src='body.html'></iframe>"), {"/zwgk/tzgg/body.html": frame(text)}, f"{COLUMN}a1.html"
    )
    assert (seen["title"], seen["published"], seen["source"]) == (
        "岚溪县防汛工作方案公布",
        "2023-05-06",
        "县水利局",
    )


def test_t09_frames_in_comments_and_of_other_sites_hold_nothing_of_the_page() -> None:
    page = trs(
        f"<!--<iframe src='in.html'></iframe>--><iframe src='http://weather.example.com/w.html'></iframe>{LIST}"
    )
    other = frame("<ul><li><a href=x1.html>外站广告第一条信息</a> 2023-09-09</li></ul>")
    seen = with_files(page, {"/zwgk/tzgg/in.html": frame(LIST.replace("岚溪县", "旧")), "/w.html": other})
    assert dated(seen) == DAYS
    assert links_of(seen, "frame") == ["http://weather.example.com/w.html"]


def test_t09_frames_that_show_themselves_end() -> None:
    files = {
        "/zwgk/tzgg/": "<iframe src='./'></iframe>",
        "/zwgk/tzgg/b.html": "<iframe src='b.html'></iframe>",
    }
    seen = with_files(trs(f"<iframe src='./'></iframe><iframe src='b.html'></iframe>{LIST}"), files)
    assert dated(seen) == DAYS
