"""Portals of which a part, or all, cannot be seen: robots.txt, shields, and scripts without a browser."""

from xunjian.testing import defects, search_defects
from xunjian.testing.planting import Planted, plant
from xunjian.testing.portals.case import city_modern, county_table, county_trs
from xunjian.testing.spec import Search


def hidden() -> Planted:
    return plant(
        county_trs(31),
        defects.forbid_by_robots("rsxx"),
        defects.challenge_column("yjzj"),
        defects.scripted_column("ssj"),
        search_defects.other_search(Search.ENTRY),
    )


def scripted() -> Planted:
    return plant(
        city_modern(32),
        defects.scripted_column("zcjd"),
        defects.scripted_column("bmdt"),
        search_defects.undecided_search(Search.SCRIPT),
    )


def shielded() -> Planted:
    return plant(county_table(33), defects.challenge_page)
