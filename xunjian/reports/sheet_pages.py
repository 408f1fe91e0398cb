"""The sheet of pages: every address of what stands on more pages than one cell names."""

from collections.abc import Sequence

from xunjian.reports.rows import FailingRow
from xunjian.reports.sheet_style import TEXT_SIZE, Styles, Worksheet, row_height
from xunjian.reports.words import clean_text

PAGES = "涉及页面"
SHOWN_IN_CELL = 3
"""Pages named in one cell; a target of a template fault stands on all of them."""
_HEADINGS = (("清单", 12), ("序号", 8), ("检查项", 20), ("页面", 96))
_SERIAL = 1
_MOST = 200
"""Pages of one item. What stands on more of them is the template's, and mended in one place."""


def rows_for_pages(rows: Sequence[FailingRow]) -> tuple[FailingRow, ...]:
    """Those whose pages one cell does not name whole."""
    return tuple(row for row in rows if len(row.found_on) > SHOWN_IN_CELL)


def write_pages(sheet: Worksheet, styles: Styles, lists: Sequence[tuple[str, Sequence[FailingRow]]]) -> None:
    """`lists`: the sheets whose numbers are meant, with their rows."""
    for column, (heading, width) in enumerate(_HEADINGS):
        sheet.set_column(column, column, width)
        style = styles.heading_serial if column == _SERIAL else styles.heading
        sheet.write_string(0, column, heading, style)
    sheet.set_row(0, 22)
    line = 0
    for name, row in ((name, row) for name, rows in lists for row in rows):
        rest = len(row.found_on) - _MOST
        more = (f"……另有 {rest} 个页面，见 audit.json",) if rest > 0 else ()
        for url in (*row.found_on[:_MOST], *more):
            line += 1
            texts = {0: name, 2: row.check, 3: clean_text(url)}
            sheet.set_row(
                line, row_height([(text, _HEADINGS[at][1], TEXT_SIZE) for at, text in texts.items()])
            )
            sheet.write_number(line, _SERIAL, row.number, styles.serial)
            for at, text in texts.items():
                sheet.write_string(line, at, text, styles.text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), len(_HEADINGS) - 1)
