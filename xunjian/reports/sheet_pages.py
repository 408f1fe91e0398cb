"""The sheet of pages: every address of what stands on more pages than one cell names."""

from collections.abc import Sequence

from xunjian.reports.rows import FailingRow
from xunjian.reports.sheet_style import Styles, Worksheet
from xunjian.reports.words import clean_text

PAGES = "涉及页面"
SHOWN_IN_CELL = 3
"""Pages named in one cell; a target of a template fault stands on all of them."""
_HEADINGS = (("清单", 12), ("序号", 6), ("检查项", 18), ("页面", 90))
_MOST = 200
"""Pages of one item. What stands on more of them is the template's, and mended in one place."""


def rows_for_pages(rows: Sequence[FailingRow]) -> tuple[FailingRow, ...]:
    """Those whose pages one cell does not name whole."""
    return tuple(row for row in rows if len(row.found_on) > SHOWN_IN_CELL)


def write_pages(sheet: Worksheet, styles: Styles, lists: Sequence[tuple[str, Sequence[FailingRow]]]) -> None:
    """`lists`: the sheets whose numbers are meant, with their rows."""
    for column, (heading, width) in enumerate(_HEADINGS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, styles.heading)
    line = 0
    for name, row in ((name, row) for name, rows in lists for row in rows):
        rest = len(row.found_on) - _MOST
        more = (f"……另有 {rest} 个页面，见 audit.json",) if rest > 0 else ()
        for url in (*row.found_on[:_MOST], *more):
            line += 1
            sheet.write_string(line, 0, name, styles.text)
            sheet.write_number(line, 1, row.number, styles.number)
            sheet.write_string(line, 2, row.check, styles.text)
            sheet.write_string(line, 3, clean_text(url), styles.small)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), len(_HEADINGS) - 1)
