"""A small portal by hand, for tests of facts: every page in one frame of head, navigation and foot."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from xunjian.app.lexicon import load_lexicon
from xunjian.facts.site import read_site
from xunjian.model.observation import Role
from xunjian.model.site import Column, ColumnTree, Fact, FactValues, Target, Targets
from xunjian.model.unit import Unit
from xunjian.testing.memory import MemorySnapshot

HOST = "http://www.yx.gov.cn"
HOME = f"{HOST}/"
OTHER = "http://www.elsewhere.gov.cn"
AS_OF = date(2026, 11, 21)
NAV = (("首页", "/"), ("通知公告", "/tzgg/"), ("政务动态", "/zwdt/"))
FOOT = (
    "<div class='footer'><p>主办：某某县人民政府办公室　联系电话：0999-1234567</p>"
    "<p>粤ICP备12345678号　网站标识码：4499990001</p></div>"
)


def html(
    title: str,
    main: str,
    *,
    nav: Sequence[tuple[str, str]] = NAV,
    crumbs: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
) -> str:
    """A page in the portal's frame."""
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in (labels or {}).items())
    links = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in nav)
    steps = " &gt; ".join(f"<a href='/'>{each}</a>" for each in crumbs)
    trail = f"<div class='crumbs'>当前位置：{steps}</div>" if crumbs else ""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{metas}<title>{title}</title></head><body>"
        f"<div class='nav'><ul>{links}</ul></div>{trail}<div class='main'>{main}</div>{FOOT}</body></html>"
    )


def column(name: str, main: str, crumbs: Sequence[str] = (), **more: Sequence[tuple[str, str]]) -> str:
    """A list page."""
    labels = {"ColumnName": name, "ColumnType": name}
    trail = ("首页", *crumbs, name)
    return html(f"{name} - 某某县人民政府", f"<h2>{name}</h2>{main}", crumbs=trail, labels=labels, **more)


def article(title: str, body: str, day: str = "2026-11-10", crumbs: Sequence[str] = ("通知公告",)) -> str:
    """An article page."""
    return html(
        f"{title} - 某某县人民政府",
        f"<h1>{title}</h1><p class='info'>发布时间：{day} 09:00　来源：县政府办公室</p>"
        f"<div class='content'>{body}</div>",
        crumbs=("首页", *crumbs, "正文"),
        labels={"ArticleTitle": title, "PubDate": f"{day} 09:00", "ContentSource": "县政府办公室"},
    )


LONG = "<p>" + "各镇人民政府、县政府各部门：经县政府同意，现将有关事项通知如下，请认真贯彻执行。" * 4 + "</p>"


def rows(*items: tuple[str, str, str]) -> str:
    """A list with dates: title, address, day."""
    lines = (f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for title, url, day in items)
    return f"<ul class='list'>{''.join(lines)}</ul>"


def portal(main: str = "", nav: Sequence[tuple[str, str]] = NAV, **plan: object) -> MemorySnapshot:
    """A snapshot with the home page, two filled columns and their articles."""
    snapshot = MemorySnapshot.of(HOME, AS_OF, **plan)
    notices = [
        (f"关于开展第{n}次安全生产检查的通知", f"/tzgg/t2026{n:02d}.html", f"2026-{n:02d}-05")
        for n in (9, 10, 11)
    ]
    news = [
        (f"县长调研第{n}号重点项目建设工作", f"/zwdt/t2026{n:02d}.html", f"2026-{n:02d}-15")
        for n in (9, 10, 11)
    ]
    snapshot.page(HOME, html("某某县人民政府", rows(*notices, *news) + main, nav=nav))
    snapshot.page(f"{HOST}/tzgg/", column("通知公告", rows(*notices), nav=nav))
    snapshot.page(f"{HOST}/zwdt/", column("政务动态", rows(*news), nav=nav))
    for name, group in (("通知公告", notices), ("政务动态", news)):
        for title, url, day in group:
            snapshot.page(HOST + url, article(title, LONG, day, (name,)))
    return snapshot


def unit(home_url: str = HOME, **more: Mapping[str, str]) -> Unit:
    return Unit("yx", "某某县人民政府", "county", home_url, **more)  # type: ignore[arg-type]


def facts(snapshot: MemorySnapshot, of: Unit | None = None) -> FactValues:
    return read_site(snapshot, of or unit(snapshot.plan.home_url), load_lexicon())


_Kind = TypeVar("_Kind", bound=Fact)


def fact(snapshot: MemorySnapshot, kind: type[_Kind], of: Unit | None = None) -> _Kind:
    value = facts(snapshot, of)[kind]
    assert isinstance(value, kind)
    return value


def target(snapshot: MemorySnapshot, url: str) -> Target:
    return next(each for each in fact(snapshot, Targets).targets if each.url == url)


def column_at(snapshot: MemorySnapshot, url: str) -> Column:
    return next(each for each in fact(snapshot, ColumnTree).columns if each.url == url)


def probe(snapshot: MemorySnapshot, body: str) -> None:
    """What the host answers, with 200, to a made-up address."""
    snapshot.page(f"{HOST}/xunjian-made-up.html", body, role=Role.PROBE)
