"""The portals that seeds fill: twelve full of faults, two full of decoys alone."""

from collections.abc import Callable
from dataclasses import replace

from xunjian.testing.generated.portals import Plan, clean, dense
from xunjian.testing.planting import Planted
from xunjian.testing.portals.case import (
    NEW_YEAR,
    city_modern,
    county_asp,
    county_table,
    county_trs,
    department,
)
from xunjian.testing.spec import PortalSpec


def _soft(spec: PortalSpec) -> PortalSpec:
    """A made-up address answers 200 with the site's error page."""
    return replace(spec, not_found=200)


def _on_foot(spec: PortalSpec) -> PortalSpec:
    """Its feet stand in the pages, so that single ones may lack an item."""
    return replace(spec, footer=replace(spec.footer, by="page"))


_MAKERS: dict[str, Callable[[], Planted]] = {
    "dense-trs-1": lambda: dense(county_trs(41), 41, Plan(0, ("gkzd",))),
    "dense-table-1": lambda: dense(_on_foot(county_table(42)), 42, Plan(1, ("ysqgk",), tls="expired")),
    "dense-modern-1": lambda: dense(_soft(city_modern(43)), 43, Plan(2, ("gkzn",))),
    "dense-asp-1": lambda: dense(county_asp(44), 44, Plan(3, ("tzgg",))),
    "dense-department-1": lambda: dense(department(45), 45, Plan(4, ("gkzd",), tls="self_signed")),
    "dense-trs-2": lambda: dense(_soft(county_trs(46, NEW_YEAR)), 46, Plan(5, ("yjs",))),
    "dense-table-2": lambda: dense(_on_foot(county_table(47)), 47, Plan(6, ("ssj",))),
    "dense-modern-2": lambda: dense(city_modern(48), 48, Plan(7, ("zcjd",), tls="")),
    "dense-asp-2": lambda: dense(county_asp(49), 49, Plan(8, ("hdjl",))),
    "dense-department-2": lambda: dense(department(50, "modern"), 50, Plan(9, ("gknb", "ysqgk"))),
    "dense-trs-3": lambda: dense(replace(county_trs(51), sidebar=True), 51, Plan(10, ("zcjd", "gkzd"))),
    "dense-table-3": lambda: dense(_on_foot(county_table(52)), 52, Plan(11, ("gkzn", "ysqgk"))),
}
_CLEAN: dict[str, Callable[[], Planted]] = {
    "clean-trs": lambda: clean(county_trs(53), 53),
    "clean-asp": lambda: clean(county_asp(54), 54),
}

FAULTY = tuple(_MAKERS)
CLEAN = tuple(_CLEAN)
"""On these nothing may be reported."""
MAKERS = {**_CLEAN, **_MAKERS}
