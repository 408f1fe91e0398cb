"""The sheet 计分明细： every line of the ledger, with sums that the spreadsheet program works out itself."""

from xunjian.model.audit import Audit, AuditLine
from xunjian.reports.ledger import CONFIDENCE_WORDS, view_ledger
from xunjian.reports.sheet_style import TEXT_SIZE, Styles, Worksheet, row_height
from xunjian.reports.words import clean_text, write_unofficial

_HEADINGS = ("序号", "指标", "说明", "计入得分", "待定", "依据", "依据的把握", "问题")
_WIDTHS = (8, 28, 52, 14, 12, 42, 22, 10)
_AMOUNT, _PENDING = 3, 4


def write_ledger(sheet: Worksheet, styles: Styles, audit: Audit) -> None:
    """Lines in order; under them the lowest and the highest score."""
    looks = dict.fromkeys((_AMOUNT, _PENDING, len(_HEADINGS) - 1), styles.heading_right)
    looks[0] = styles.heading_serial
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, looks.get(column, styles.heading))
    sheet.set_row(0, 22)
    lines = view_ledger(audit).lines
    for number, line in enumerate(lines, 1):
        _write_line(sheet, styles, number, line)
    _write_sums(sheet, styles, audit, len(lines))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(lines), 1), len(_HEADINGS) - 1)


def _write_line(sheet: Worksheet, styles: Styles, row: int, line: AuditLine) -> None:
    told = f"加分：{line.text}" if line.account == "bonus" else line.text
    texts = {1: line.title, 2: told, 5: line.clause, 6: CONFIDENCE_WORDS.get(line.confidence, "")}
    sheet.set_row(row, row_height([(text, _WIDTHS[column], TEXT_SIZE) for column, text in texts.items()]))
    sheet.write_number(row, 0, row, styles.serial)
    for column, text in texts.items():
        sheet.write_string(row, column, clean_text(text), styles.text)
    sheet.write_number(row, _AMOUNT, line.amount, styles.number)
    sheet.write_number(row, _PENDING, line.pending, styles.number)
    found = len(line.finding_ids)
    if found:
        sheet.write_number(row, len(_HEADINGS) - 1, found, styles.number)
    else:
        sheet.write_string(row, len(_HEADINGS) - 1, "", styles.number)


def _write_sums(sheet: Worksheet, styles: Styles, audit: Audit, count: int) -> None:
    score, last = audit.score, count + 1
    low, high = f"SUM(D2:D{last})", f"SUM(D2:E{last})"
    for row, label, formula, value in (
        (count + 2, "最低得分", low, score.lowest),
        (count + 3, "最高得分", high, score.highest),
    ):
        sheet.write_string(row, 2, label, styles.heading)
        sheet.write_formula(row, _AMOUNT, f"=ROUND({formula},6)", styles.number, value)
    unofficial = write_unofficial(score)
    if unofficial:
        sheet.write_string(count + 4, 2, unofficial, styles.text)
