"""Generated portals: a sound one and a seed give a portal full of planted faults, or one full of decoys."""

from dataclasses import dataclass
from datetime import date

from xunjian.testing import accounts, defects, inspections, offices, report_defects
from xunjian.testing.generated import (
    columns,
    decisions,
    feet,
    guides,
    letters,
    links,
    opinions,
    pages,
    private,
    readings,
    reports,
    sites,
)
from xunjian.testing.generated.draw import Draw
from xunjian.testing.planting import Defect, Planted
from xunjian.testing.spec import ITEMS, PortalSpec

_GUIDE_PARTS = ("机构", "地址", "电话", "时间", "方式")
_LABELLED = ("home", "column", "article")
_REPORT_WAYS = ("link", "text", "script", "onclick", "iframe")
_ENTRY_WAYS = ("link", "elder", "script", "alt")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is faulty on a whole portal. `turn`: its number; by it go footer items, labels and entries."""

    turn: int
    drops: tuple[str, ...] = ()
    """Required columns that are not there."""
    tls: str | None = None


def dense(base: PortalSpec, seed: int, plan: Plan) -> Planted:
    """Many faults of every kind, and decoys beside them."""
    draw = Draw(base, seed)
    more = _more_columns(draw)
    columns.drop(draw, *plan.drops)
    columns.blank_months(draw, *draw.some((3, 5, 8, 10), draw.number(1, 2)))
    columns.blank(draw, *more[:2])
    columns.swap(draw, *more[2:4])
    columns.age(draw, *more[4:7])
    columns.on_the_limit(draw, *more[7:9])
    columns.pinned(draw, more[9])
    columns.undated(draw, more[10])
    _plant_faults(draw)
    _plant_decoys(draw, 2)
    guides.guides(draw, 4, 3)
    decisions.decisions(draw, 3, 3)
    opinions.calls(draw, 3, 3)
    readings.pairs(draw, 8, 3)
    reports.wrong_figures(draw, 4)
    for duty in _duties(draw, plan):
        draw.plant(duty)
    feet.lacking_items(draw, ITEMS[plan.turn % 6], ITEMS[(plan.turn + 2) % 6])
    feet.items_in_other_ways(draw)
    feet.labels(draw, _LABELLED[plan.turn % 3], _LABELLED[(plan.turn + 1) % 3])
    faulty = draw.pick(("none", "comment"))
    feet.entries(
        draw,
        faulty if plan.turn % 3 == 0 else draw.pick(_REPORT_WAYS),
        faulty if plan.turn % 3 == 1 else draw.pick(_ENTRY_WAYS),
    )
    columns.other_names(draw)
    draw.plant(*sites.site_faults(plan.turn, named=plan.tls is not None))
    return draw.planted()


def clean(base: PortalSpec, seed: int) -> Planted:
    """Decoys of every kind and not one fault."""
    draw = Draw(base, seed)
    more = _more_columns(draw)
    columns.on_the_limit(draw, *more[:4])
    columns.pinned(draw, *more[4:6])
    columns.undated(draw, *more[6:8])
    _plant_decoys(draw, 5)
    guides.guides(draw, 0, 8)
    decisions.decisions(draw, 0, 8)
    opinions.calls(draw, 0, 6)
    readings.pairs(draw, 0, 6)
    reports.other_forms(draw, seed)
    feet.items_in_other_ways(draw)
    feet.entries(draw, draw.pick(_REPORT_WAYS), draw.pick(_ENTRY_WAYS))
    columns.other_names(draw)
    draw.plant(*sites.site_decoys(seed))
    return draw.planted()


def _more_columns(draw: Draw) -> list[str]:
    more = columns.more_columns(draw, "zwgk" if draw.has("zwgk") else "xxgk", 14)
    draw.random.shuffle(more)
    return more


def _plant_faults(draw: Draw) -> None:
    links.home_links(draw, 4)
    links.other_sites_in_doubt(draw, 1)
    links.inner_links(draw, 3, 3)
    links.external_links(draw, 3)
    links.soft_404s(draw, 3)
    links.attachments(draw, 5)
    links.column_redirects(draw, 1)
    columns.future(draw, 3)
    pages.blank(draw, 4)
    pages.only_pictures(draw, 3)
    pages.closed(draw, 3)
    pages.wrong_words(draw, 4)
    pages.spam(draw, 4)
    private.leaks(draw, 5)
    private.leaks_in_files(draw, 2)
    if draw.has("hdjl"):
        letters.late(draw, 3)
        letters.without(draw, 4)
        letters.unanswered(draw, 3)


def _plant_decoys(draw: Draw, count: int) -> None:
    links.sound_targets(draw, count + 2)
    links.sound_files(draw, count + 2)
    links.sound_externals(draw, count)
    links.talk_of_errors(draw, count)
    columns.tomorrow(draw, count)
    columns.owing_nothing(draw, draw.spec.columns[0].slug if draw.has("zjbx") else "xxgk", count + 2)
    pages.little_content(draw, count + 2)
    pages.right_pictures(draw, count + 1)
    pages.talk_of_access(draw, count)
    pages.right_words(draw, count + 1)
    pages.harmless_hidden(draw, count + 2)
    private.harmless(draw, count + 2)
    readings.of_others(draw, count)
    if draw.has("hdjl"):
        letters.in_time(draw, count + 1)
        letters.no_letters(draw, count)


def _duties(draw: Draw, plan: Plan) -> list[Defect]:
    """What offices owe: reports, guides, meetings, inspections, accounts, forms of interpretation."""
    turn, spec = plan.turn, draw.spec
    after = date(spec.as_of.year, 1, 1)
    found: list[Defect] = []
    if draw.has("gkzn") and turn % 3 != 2:
        found.append(offices.incomplete_guide(*draw.some(_GUIDE_PARTS, draw.number(1, 2))))
    if draw.has("zfhy") and spec.unit_type in ("city", "county") and turn % 2 == 0:
        found.append(offices.no_meetings)
    if draw.has("ssj") and turn % 2:
        elements = draw.some(inspections.ELEMENTS, draw.number(1, 2))
        found.append(inspections.lacking_inspection(*elements))
    elif draw.has("ssj"):
        found.append(inspections.thin_list(*draw.some(("依据", "对象", "内容", "方式", "比例", "频次"), 2)))
    if draw.has("yjs"):
        ways = (accounts.without_explanation, accounts.without_tables, accounts.old_final_accounts)
        found.append(ways[turn % 3]())
    if draw.has("gknb") and turn % 2 == 0:
        month = 2 if spec.unit_type == "department" else 4
        found.append(report_defects.late_report(after.replace(month=month, day=draw.number(2, 27))))
    if draw.has("zcjd"):
        found.append(sites.few_forms(turn))
    if plan.tls is not None:
        found.append(defects.spoil_certificate(plan.tls, f"www.unit{turn}.invalid"))
    return found
