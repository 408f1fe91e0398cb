"""Invented pages for the tests of traps, each in the frame of another maker of sites, and what is read off."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pytest

from xunjian.app.inspect import Json, as_json
from xunjian.facts.page import explain_page

SITE = "http://www.lanxi.gov.cn"
COLUMN = f"{SITE}/zwgk/tzgg/"
ARTICLE = f"{SITE}/zwgk/tzgg/202403/t20240312_10086.html"

MENU = (("首页", "/"), ("政务公开", "/zwgk/"), ("办事服务", "/bsfw/"), ("互动交流", "/hdjl/"))
TRAIL = (("首页", "/"), ("政务公开", "/zwgk/"), ("通知公告", "/zwgk/tzgg/"))
ROWS = (
    ("关于做好春季森林防火工作的通知", "/zwgk/tzgg/202403/t20240312_10086.html", "2024-03-12"),
    ("岚溪县2024年义务教育招生公告", "/zwgk/tzgg/202402/t20240226_10071.html", "2024-02-26"),
    ("关于公布第三批老字号名单的公示", "/zwgk/tzgg/202401/t20240109_10033.html", "2024-01-09"),
)
ITEMS = [(title, SITE + url, day) for title, url, day in ROWS]
TITLE = ROWS[0][0]
TEXT = (
    "<p>　　当前气候干燥，风力较大，森林防火进入紧要期。各乡镇要落实责任，加强野外火源管理，严禁违规用火。</p>"
    "<p>　　各护林队要坚持每日巡护，遇有火情立即上报并组织扑救，确保人员安全和林区稳定。</p>"
    "<p>　　县林业局将会同有关部门开展督查，对工作不力的单位予以通报。</p>"
)
FOOTER = {
    "icp": "浙ICP备11223344号-1",
    "police": "浙公网安备33079902000017号",
    "site_code": "3307990002",
    "sponsor": "岚溪县人民政府办公室",
    "contact": "0579-88112233",
    "party_badge": True,
    "error_report": True,
}
FOOT = (
    "<p>主办单位：岚溪县人民政府办公室　联系电话：0579-88112233</p>"
    "<p>网站标识码：3307990002　<a href='https://beian.miit.gov.cn/'>浙ICP备11223344号-1</a>　"
    "<a href='http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=33079902000017'>"
    "浙公网安备33079902000017号</a></p>"
    "<script src='https://dcs.conac.cn/js/12/000/0000/40001234/CA120000000400012340001.js'></script>"
    "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3307990002'><img src='/jc.png'></a>"
)


class Maker(Protocol):
    """Sets what a page says into the frame of a maker of sites."""

    def __call__(
        self, main: str, *, head: str = "", trail: Sequence[tuple[str, str]] = TRAIL, foot: str = FOOT
    ) -> str: ...


def trs(main: str, *, head: str = "", trail: Sequence[tuple[str, str]] = TRAIL, foot: str = FOOT) -> str:
    """Boxes of `div`s with lists, as static publishing systems write them."""
    menu = "".join(f"<li><a href='{url}'>{name}</a></li>" for name, url in MENU)
    steps = " &gt; ".join(f"<a href='{url}'>{name}</a>" for name, url in trail)
    where = f"<div class='dqwz'>当前位置：{steps}</div>" if trail else ""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body><div class='nav'><ul>{menu}</ul></div>"
        f"{where}<div class='main'>{main}</div><div class='footer'>{foot}</div></body></html>"
    )


def tables(main: str, *, head: str = "", trail: Sequence[tuple[str, str]] = TRAIL, foot: str = FOOT) -> str:
    """Tables in tables with fonts, upper case, as hand-made sites of 2005 are."""
    menu = "".join(
        f"<TD align=center><A href='{url}'><FONT color=#ffffff>{name}</FONT></A></TD>" for name, url in MENU
    )
    steps = " → ".join(f"<A href='{url}'>{name}</A>" for name, url in trail)
    where = f"<TABLE width=980><TR><TD>您现在的位置：{steps}</TD></TR></TABLE>" if trail else ""
    return (
        f"<HTML><HEAD>{head}</HEAD><BODY><TABLE width=980 bgcolor=#cc0000><TR>{menu}</TR></TABLE>{where}"
        f"<TABLE width=980><TR><TD valign=top>{main}</TD></TR></TABLE>"
        f"<TABLE width=980><TR><TD align=center>{foot}</TD></TR></TABLE></BODY></HTML>"
    )


def modern(main: str, *, head: str = "", trail: Sequence[tuple[str, str]] = TRAIL, foot: str = FOOT) -> str:
    """HTML5 sections, as sites of today are."""
    menu = "".join(f'<a class="item" href="{url}"><span>{name}</span></a>' for name, url in MENU)
    steps = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in trail)
    where = f'<ol class="breadcrumb">{steps}</ol>' if trail else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">{head}</head><body><header><nav>{menu}</nav>'
        f"</header>{where}<main>{main}</main><footer>{foot}</footer></body></html>"
    )


each_maker = pytest.mark.parametrize("maker", [trs, tables, modern], ids=["boxes", "tables", "sections"])


def story(
    body: str = TEXT,
    *,
    title: str = TITLE,
    info: str = "发布时间：2024-03-12 10:20　来源：岚溪县林业局　浏览次数：36",
) -> str:
    """An article: headline, line of facts, body."""
    return (
        f"<div class='article'><h1>{title}</h1><div class='info'>{info}</div>"
        f"<div class='content'>{body}</div></div>"
    )


def listing(rows: Sequence[tuple[str, str, str]] = ROWS) -> str:
    """A list of titles with days."""
    lines = (f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for title, url, day in rows)
    return f"<ul class='list'>{''.join(lines)}</ul>"


def inspect(
    page: str | bytes, url: str = COLUMN, *, content_type: str = "", parts: Mapping[str, str] | None = None
) -> Json:
    """What `xunjian inspect` prints of a page; `parts`: same-site scripts and frames by address."""

    def resource(asked: str) -> bytes | None:
        assert parts is not None
        return parts.get(asked, "").encode()

    body = page.encode() if isinstance(page, str) else page
    explained = explain_page(body, url, content_type, resource=resource if parts is not None else None)
    return as_json(explained, url)


def rows_of(seen: Json) -> list[tuple[str, str, str | None]]:
    """The items as (title, address, date)."""
    items = seen["items"]
    assert isinstance(items, list)
    return [(item["title"], item["url"], item["date"]) for item in items]


def files_of(seen: Json) -> list[tuple[str, str]]:
    """The attachments as (title, address)."""
    files = seen["attachments"]
    assert isinstance(files, list)
    return [(file["title"], file["url"]) for file in files]


def columns_of(seen: Json) -> list[tuple[str, str]]:
    """The columns as (name, address)."""
    columns = seen["columns"]
    assert isinstance(columns, list)
    return [(column["name"], column["url"]) for column in columns]


def links_of(seen: Json, via: str | None = None) -> list[str]:
    """The addresses of the links, of one kind or all."""
    links = seen["links"]
    assert isinstance(links, list)
    return [link["url"] for link in links if via in (None, link["via"])]


def with_files(
    page: str | bytes, files: Mapping[str, str | bytes], url: str = COLUMN, *, content_type: str = ""
) -> Json:
    """As `inspect`, with other files of the site by path; what is not among them is not to be had."""

    def resource(asked: str) -> bytes | None:
        content = files.get(asked.removeprefix(SITE))
        return content.encode() if isinstance(content, str) else content

    body = page.encode() if isinstance(page, str) else page
    return as_json(explain_page(body, url, content_type, resource=resource), url)


def dated(seen: Json) -> list[tuple[str, str | None]]:
    """The items as (title, date)."""
    return [(title, day) for title, _, day in rows_of(seen)]


def foot_of(seen: Json) -> dict[str, object]:
    """The footer's items by name."""
    footer = seen["footer"]
    assert isinstance(footer, dict)
    return footer
