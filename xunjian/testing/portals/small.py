"""Small portals for what a whole portal can have only once: a channel to write to, a column of
interpretations, a home page that is kept up. Only the checks in question are measured on them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from xunjian.testing import defects, interpretations
from xunjian.testing.expected import SILENT
from xunjian.testing.planting import (
    Defect,
    Planted,
    Promise,
    change_column,
    claim_of_home,
    home_of,
    place,
    plant,
)
from xunjian.testing.portals.case import city_modern, county_asp, county_table, county_trs
from xunjian.testing.spec import Claim, Column, Placed, PortalSpec

CHECKS = ("update.home", "interaction.channel", "interpretation.column", "interpretation.forms")
_MAKES: tuple[Callable[[int], PortalSpec], ...] = (county_trs, city_modern, county_table, county_asp)
_STORIES = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one of them has."""

    channel: Defect
    column: Defect
    stale: int = 0
    """Days since the home page was built; 0: it is up to date."""
    forms: tuple[str, ...] = ()
    """In which interpretations come, where they lack one."""


def _small(spec: PortalSpec) -> PortalSpec:
    """The portal with a handful of columns and articles."""
    keep = (*spec.panels[:2], "hdjl", "zcjd")

    def thin(column: Column) -> Column | None:
        children = tuple(made for each in column.children if (made := thin(each)) is not None)
        if column.slug not in keep and not children:
            return None
        few = column.stories if column.slug in spec.panels else column.stories[:_STORIES]
        return replace(column, children=children, stories=few[: 2 * _STORIES])

    columns = tuple(made for each in spec.columns if (made := thin(each)) is not None)
    return replace(spec, columns=columns, panels=spec.panels[:2])


# -- a channel to write to


def _drop(slug: str, *markup: str) -> Defect:
    """No such column, and on the home page what a careless eye takes for it."""

    def defect(spec: PortalSpec) -> Planted:
        spec = change_column(spec, slug, lambda column: None)
        for each in markup:
            spec = place(spec, Placed("home", each, "", "markup"))
        return Planted(spec, (Promise(defects.SITE_DUTIES[slug], subject=home_of),))

    return defect


def _named(slug: str, name: str) -> Defect:
    """A decoy: the column has another name."""

    def decoy(spec: PortalSpec) -> Planted:
        claim = Claim(defects.SITE_DUTIES[slug], SILENT, "home", about=f"called {name}")
        spec = change_column(spec, slug, lambda column: replace(column, name=name))
        return claim_of_home(spec, claim)

    return decoy


_COMMENTED = '<!-- <li><a href="/hdjl/">互动交流</a></li> -->'
_WORDS = "<p>欢迎社会各界通过来信等方式对政府工作提出意见。</p>"
_EXPLAINED = "<p>政策解读：本栏目正在建设中，敬请期待。</p>"
_HOTLINE = "<p>政务服务便民热线：12345</p>"

_PLANS: tuple[_Plan, ...] = (
    _Plan(_drop("hdjl"), _drop("zcjd"), 15),
    _Plan(_drop("hdjl", _COMMENTED), defects.blank_column("zcjd"), 16),
    _Plan(_drop("hdjl", _WORDS), _drop("zcjd", _EXPLAINED)),
    _Plan(_drop("hdjl", _HOTLINE), _drop("zcjd"), 30),
    _Plan(_drop("hdjl"), _named("zcjd", "解读回应"), 20, ("text",)),
    _Plan(_drop("hdjl", _COMMENTED), defects.blank_column("zcjd")),
    _Plan(_drop("hdjl", _HOTLINE), _drop("zcjd"), 45),
    _Plan(_named("hdjl", "网络问政"), _drop("zcjd"), 60),
    _Plan(_drop("hdjl", _WORDS), defects.blank_column("zcjd")),
    _Plan(_drop("hdjl"), _drop("zcjd", _EXPLAINED), 15),
    _Plan(_drop("hdjl", _HOTLINE), _named("zcjd", "文件解读"), 0, ("text", "video")),
    _Plan(_drop("hdjl"), _drop("zcjd"), 21),
    _Plan(_drop("hdjl", _WORDS), defects.blank_column("zcjd")),
    _Plan(_drop("hdjl", _HOTLINE, _WORDS), _named("zcjd", "政策文件解读"), 18, ("text", "picture")),
)


def _made(number: int) -> Planted:
    plan = _PLANS[number]
    spec = _small(_MAKES[number % len(_MAKES)](70 + number))
    parts = [plan.channel, plan.column]
    parts.append(defects.stale_home(plan.stale) if plan.stale else defects.late_home)
    if plan.forms:
        parts.append(interpretations.readings_in(*plan.forms))
    return plant(spec, *parts)


SMALL: dict[str, Callable[[], Planted]] = {
    f"small-{number + 1}": partial(_made, number) for number in range(len(_PLANS))
}
