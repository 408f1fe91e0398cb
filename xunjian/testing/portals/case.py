"""One portal to measure with, and the bare portals that cases grow from."""

from dataclasses import dataclass, replace
from datetime import date

from xunjian.testing.planting import Planted
from xunjian.testing.spec import PortalSpec
from xunjian.testing.tree import Grower, footer

AS_OF = date(2026, 10, 20)
NEW_YEAR = date(2027, 1, 9)
"""A day on which dates without a year, such as [12-28], belong to the year before."""


@dataclass(frozen=True, slots=True)
class Case:
    """A portal with what is planted in it."""

    id: str
    planted: Planted
    painted: bool = False
    """Whether a browser is to look at it, where there is one."""
    only: tuple[str, ...] = ()
    """The checks that are measured on it; empty: all."""

    @property
    def spec(self) -> PortalSpec:
        return self.planted.spec


def county_trs(seed: int, as_of: date = AS_OF, unit_type: str = "county") -> PortalSpec:
    """云江县: static pages in UTF-8."""
    name, office = "云江县人民政府", "云江县人民政府办公室"
    styles = ("", "brackets", "table", "card", "spoken")
    grower = Grower(as_of, seed, office)
    return PortalSpec(
        name=name,
        short="云江县",
        unit_type=unit_type,
        make="trs",
        as_of=as_of,
        columns=grower.county(styles=styles),
        footer=footer(office, seed),
        panels=("zwyw", "bmdt", "tzgg", "zfwj"),
    )


def county_table(seed: int, as_of: date = AS_OF) -> PortalSpec:
    """清溪县: an old dynamic site in GBK."""
    office = "清溪县人民政府办公室"
    names = {
        "zjbx": "走进清溪",
        "zwyw": "清溪要闻",
        "gkzn": "信息公开指南",
        "gkzd": "信息公开制度",
        "gknb": "信息公开年报",
        "yjs": "财政预决算",
        "ssj": "双随机一公开",
        "tzgg": "公告公示",
        "hdjl": "政民互动",
    }
    grower = Grower(as_of, seed, office)
    return PortalSpec(
        name="清溪县人民政府",
        short="清溪县",
        unit_type="county",
        make="table",
        as_of=as_of,
        columns=grower.county(names, ("island", "written", "")),
        footer=replace(footer(office, seed, by="iframe")),
        panels=("zwyw", "tzgg", "bmdt"),
        error_report="onclick",
        accessibility="elder",
    )


def city_modern(seed: int, as_of: date = AS_OF) -> PortalSpec:
    """白鹭市: a recent site, lists as JSON inside the page."""
    office = "白鹭市人民政府办公室"
    names = {
        "zjbx": "白鹭概览",
        "zwdt": "新闻中心",
        "zwyw": "白鹭要闻",
        "gkzn": "政府信息公开指南",
        "gknb": "政府信息公开年度报告",
        "yjs": "财政预算决算",
        "xzxx": "市长信箱",
    }
    grower = Grower(as_of, seed, office)
    return PortalSpec(
        name="白鹭市人民政府",
        short="白鹭市",
        unit_type="city",
        make="modern",
        as_of=as_of,
        columns=grower.county(names, ("json", "", "state")),
        footer=footer(office, seed, icp="split", police="split", site_code="split", party_badge="link"),
        panels=("zwyw", "tzgg", "zcjd"),
        error_report="text",
        accessibility="link",
    )


def county_asp(seed: int, as_of: date = AS_OF) -> PortalSpec:
    """柳湾区: a home-grown site of the old days."""
    office = "柳湾区人民政府办公室"
    names = {
        "zjbx": "柳湾概况",
        "zwdt": "新闻动态",
        "zwyw": "柳湾新闻",
        "gkzn": "公开指南",
        "gkzd": "公开制度",
        "gknb": "公开年报",
        "ysqgk": "依申请公开",
        "yjs": "预算决算",
        "ssj": "双随机一公开",
        "zcjd": "文件解读",
        "hdjl": "公众互动",
        "xzxx": "区长信箱",
    }
    grower = Grower(as_of, seed, office)
    return PortalSpec(
        name="柳湾区人民政府",
        short="柳湾区",
        unit_type="county",
        make="asp",
        as_of=as_of,
        columns=grower.county(names, ("", "wide", "opened")),
        footer=footer(office, seed, party_badge="link", site_code="plain"),
        panels=("zwyw", "tzgg"),
        error_report="text",
        accessibility="elder",
    )


def department(seed: int, make: str = "trs", as_of: date = AS_OF) -> PortalSpec:
    """枫林市财政局: a department below a path on the city's host."""
    office = "枫林市财政局"
    styles = {"trs": ("", "card"), "table": ("written", ""), "modern": ("json", "")}[make]
    grower = Grower(as_of, seed, office)
    return PortalSpec(
        name=office,
        short="市财政局",
        unit_type="department",
        make=make,
        as_of=as_of,
        columns=grower.department(styles=styles),
        footer=footer(office, seed, contact="split"),
        panels=("gzdt", "tzgg"),
        error_report="link",
        accessibility="alt",
        prefix="/bm/czj/",
        friends=True,
    )
