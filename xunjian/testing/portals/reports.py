"""A portal of annual reports."""

from xunjian.testing import (
    accounts,
    interpretations,
    mismatches,
    report_defects,
    report_relations,
    search_defects,
)
from xunjian.testing.annual_reports import change, change_dispute, change_words, report_of
from xunjian.testing.planting import Planted, plant
from xunjian.testing.portals.case import county_trs
from xunjian.testing.spec import Search


def reports() -> Planted:
    """Annual reports of every format, most with something wrong in them."""
    new = report_of(35, 2025).applications[0][6]
    return plant(
        county_trs(35),
        report_defects.spoil_report(
            0,
            lambda report: change_words(
                report, f"新收政府信息公开申请{new}件", f"新收政府信息公开申请{new + 6}件"
            ),
            f"申请{new + 6}件",
        ),
        report_defects.spoil_report(1, lambda report: change(report, 2, 0, 9), "予以公开", form="docx"),
        report_defects.spoil_report(2, lambda report: change(report, 24, 6, 5), "结转下年", form="pasted"),
        report_defects.report_of_2019_format(2020, lambda r: change(r, 5, 1, 2), "其他法律行政法规", "html"),
        report_defects.report_of_2019_format(2019, lambda r: change_dispute(r, 0, 4), "结果维持", "pdf"),
        report_defects.old_report(2017, "2014-2018", {"17": 61}, "收到申请数"),
        report_defects.old_report(2016, "2014-2018", {"45": 5}, "行政诉讼数量", "pasted"),
        report_defects.old_report(2015, "2014-2018", {}, ""),
        report_defects.old_report(2013, "2013", {"15": 16}, "依申请答复数"),
        report_defects.old_report(2012, "2013", {}, "", "pasted"),
        report_defects.old_report(2010, "2009", {"3": 8}, "申请总数", "pasted"),
        report_defects.old_report(2009, "2009", {}, ""),
        report_relations.another_period(),
        report_relations.more_settled_than_came(2018),
        report_relations.more_settled_than_came(2014, carried=4),
        interpretations.unlink_reading(0),
        interpretations.unlink_policy(0),
        interpretations.late_reading(1, 5),
        interpretations.readings_in("text"),
        interpretations.foreign_readings,
        accounts.without_explanation(),
        mismatches.swapped_column("rsxx", "tzgg"),
        search_defects.undecided_search(Search.REGION),
    )
