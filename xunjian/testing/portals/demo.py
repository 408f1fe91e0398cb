"""The demonstration portal: an invented county with the faults that real portals have."""

from dataclasses import replace
from datetime import date

from xunjian.testing import decoys, defects
from xunjian.testing.planting import Planted, plant
from xunjian.testing.portals.case import Case
from xunjian.testing.spec import FileFault, PortalSpec, State
from xunjian.testing.tree import Grower, footer


def demo_case(as_of: date) -> Case:
    """江北县, as it would stand on this day."""
    return Case("demo", _planted(_spec(as_of)))


def _spec(as_of: date) -> PortalSpec:
    office = "江北县人民政府办公室"
    names = {"zjbx": "走进江北", "zwyw": "江北要闻", "xqgk": "江北概况"}
    return PortalSpec(
        name="江北县人民政府",
        short="江北县",
        unit_type="county",
        make="trs",
        as_of=as_of,
        columns=Grower(as_of, 7, office).county(names, ("", "brackets", "table", "card")),
        footer=footer(office, 7),
        panels=("zwyw", "bmdt", "tzgg", "zcjd"),
    )


def _planted(spec: PortalSpec) -> Planted:
    spec = replace(spec, friends=True)
    return plant(
        spec,
        defects.drop_footer_on("police", "articles"),
        defects.drop_footer_item("contact", "comment"),
        defects.break_home_link("/ztzl/2023yshj/", "优化营商环境专题"),
        defects.break_home_link("other:/lyw/", "江北旅游网"),
        defects.break_image("home", "/images/2022/banner_cj.jpg"),
        defects.forbid_other_site(),
        defects.break_inner_links("gkzd", 0),
        defects.break_inner_links("ssj", 1, state=State.TO_GONE),
        defects.break_inner_links("zfwj", 2),
        defects.soft_404("column:zcjd", "/bsfw/bszn/201905/t20190520_3312.html", "办事指南原文"),
        defects.break_attachment("yjs", 0, FileFault.MISSING, "xlsx", "部门预算公开表"),
        defects.break_attachment("gknb", 1, FileFault.HTML, "pdf", "年度报告"),
        defects.blank_column("yjzj"),
        defects.age_column("tzgg", 232),
        defects.age_column("bmdt", 26),
        defects.future_date("rsxx", 0, 45),
        defects.drop_column("gkzn", "政府信息公开指南"),
        defects.drop_labels("article", "ContentSource"),
        defects.drop_accessibility_entry(),
        defects.blank_article("zwyw", 9),
        decoys.no_links,
        decoys.talk_of_404("zwyw"),
    )
