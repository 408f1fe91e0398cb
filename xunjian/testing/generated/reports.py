"""Annual reports with a wrong figure at a drawn place, and sound ones in other forms."""

from collections.abc import Callable
from datetime import date

from xunjian.testing import report_defects, report_relations
from xunjian.testing.annual_reports import Report, change, change_dispute
from xunjian.testing.generated.draw import Draw

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def wrong_figures(draw: Draw, count: int) -> None:
    """One wrong figure a report: among the applications or the disputes; in older formats too."""
    if not draw.has("gknb"):
        return
    forms = ("html", "pasted", "docx", "pdf", "html")
    for number in range(min(count, 3)):
        draw.plant(report_defects.spoil_report(number, _spoil(draw), "", form=draw.pick(forms)))
    for year in draw.some((2017, 2016, 2015, 2014), max(0, count - 3)):
        line, name = draw.pick((("17", "收到申请数"), ("40", "行政复议数量"), ("44", "行政诉讼数量")))
        wrong = {line: draw.number(300, 900)}
        draw.plant(report_defects.old_report(year, "2014-2018", wrong, name, draw.pick(("html", "pasted"))))
    draw.plant(report_relations.more_settled_than_came(2018))


def _spoil(draw: Draw) -> Callable[[Report], Report]:
    by = draw.pick((1, 2, 5, 11, 30))
    if draw.number(0, 2) == 0:
        place = draw.number(0, 14)
        return lambda report: change_dispute(report, place, by)
    row, column = draw.number(2, 22), draw.number(0, 6)
    return lambda report: change(report, row, column, by)


def other_forms(draw: Draw, count: int) -> None:
    """Decoys: sound reports in files, in other writing, and of other offices."""
    if not draw.has("gknb"):
        return
    draw.plant(report_defects.attached_report(count % 3, draw.pick(("docx", "pdf"))))
    write = draw.pick(
        (lambda n: str(n).translate(_WIDE), lambda n: f"{n:,}" if n else "—", lambda n: f"{n} ")
    )
    draw.plant(report_defects.other_writing((count + 1) % 3, write))
    draw.plant(report_relations.told_in_other_words((count + 2) % 3))
    offices = draw.some(("财政局", "教育局", "水利局", "民政局"), 2)
    draw.plant(report_defects.foreign_reports(offices, draw.spec.as_of.year - 1))


def late(draw: Draw, day: date) -> None:
    draw.plant(report_defects.late_report(day))
