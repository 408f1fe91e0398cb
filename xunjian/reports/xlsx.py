"""`failing-items.xlsx`: a summary, all items, and one sheet for every responsible department."""

import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import xlsxwriter

from xunjian.model.audit import Audit
from xunjian.reports.rows import (
    HEADINGS,
    REVIEW_STATES,
    STATES,
    UNASSIGNED,
    FailingRow,
    failing_rows,
    review_rows,
)
from xunjian.reports.sheet_ledger import write_ledger
from xunjian.reports.sheet_names import SheetNames
from xunjian.reports.sheet_pages import PAGES, SHOWN_IN_CELL, rows_for_pages, write_pages
from xunjian.reports.sheet_style import SMALL_SIZE, TEXT_SIZE, Styles, Workbook, Worksheet, row_height
from xunjian.reports.sheet_summary import write_summary
from xunjian.reports.words import clean_text

_WIDTHS = (8, 10, 12, 12, 31, 40, 28, 18, 25, 10, 11, 11)
_LONGEST_CELL = 32_767
_LONGEST_LINK = 2_079
_LONGEST_TIP = 255
_MOST_LINKS = 60_000
"""Excel opens 65,530 links in one sheet; past that it calls the file broken."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every printed sheet says at its top: whose items, and of when."""

    owner: str
    moment: str


def render_items(rows: Sequence[FailingRow], head: Head, *, split: bool = True) -> bytes:
    """Items of any number of units: one sheet of all, and (`split`) one for every responsible department."""
    buffer = io.BytesIO()
    workbook: Workbook = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": f"{clean_text(head.owner)} 问题清单"})
    styles, names = Styles(workbook), SheetNames()
    _write_items(workbook, names.take("全部问题"), styles, head, rows)
    for department, own in by_department(rows) if split else ():
        _write_items(workbook, names.take(department), styles, head, own)
    _write_pages(workbook, styles, head, names, (("全部问题", rows),))
    workbook.close()
    return buffer.getvalue()


def render_xlsx(audit: Audit) -> bytes:
    """The workbook as bytes; equal audits give equal sheets."""
    failing, to_review = failing_rows(audit), review_rows(audit)
    buffer = io.BytesIO()
    workbook: Workbook = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": f"{clean_text(audit.unit.name)} 问题清单"})
    styles, names = Styles(workbook), SheetNames()
    head = Head(audit.unit.name, f"监测时间点 {audit.run.as_of}")
    write_summary(workbook.add_worksheet(names.take("汇总")), styles, audit, failing, to_review)
    if audit.score.ledger and not audit.score.graded_only:
        name = names.take("计分明细")
        sheet = workbook.add_worksheet(name)
        write_ledger(sheet, styles, audit)
        _set_page(sheet, head, name)
    _write_items(workbook, names.take("全部问题"), styles, head, failing)
    for department, rows in by_department(failing):
        _write_items(workbook, names.take(department), styles, head, rows)
    if to_review:
        _write_items(workbook, names.take("待人工确认"), styles, head, to_review, REVIEW_STATES)
    _write_pages(workbook, styles, head, names, (("全部问题", failing), ("待人工确认", to_review)))
    workbook.close()
    return buffer.getvalue()


def by_department(rows: Sequence[FailingRow]) -> list[tuple[str, tuple[FailingRow, ...]]]:
    """Rows of each department, the one with most first, 待分派 last; a shared item is in each."""
    heaps: defaultdict[str, list[FailingRow]] = defaultdict(list)
    for row in rows:
        for department in row.departments:
            heaps[department].append(row)
    ranked = sorted(heaps.items(), key=lambda heap: (heap[0] == UNASSIGNED, -len(heap[1]), heap[0]))
    return [(department, tuple(mine)) for department, mine in ranked]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Text of a cell, where it leads, and what shows on pointing at it."""

    text: str
    target: str | None = None
    tip: str | None = None
    small: bool = False

    @property
    def size(self) -> int:
        return SMALL_SIZE if self.small else TEXT_SIZE


@dataclass(slots=True)
class _Pen:
    """Writes the cells of a sheet and counts its links."""

    sheet: Worksheet
    styles: Styles
    links: int = 0

    def write(self, line: int, column: int, cell: _Cell) -> None:
        """A cell that leads to its target, or plain text where a link is not possible."""
        text, target = cell.text[:_LONGEST_CELL], cell.target
        if target and len(target) <= _LONGEST_LINK and self.links < _MOST_LINKS:
            self.links += 1
            self.sheet.write_url(line, column, target, self.styles.link, text, cell.tip)
        else:
            style = self.styles.small if cell.small else self.styles.text
            self.sheet.write_string(line, column, text, style)


def _write_items(
    workbook: Workbook,
    name: str,
    styles: Styles,
    head: Head,
    rows: Sequence[FailingRow],
    states: Sequence[str] = STATES,
) -> None:
    sheet = workbook.add_worksheet(name)
    pen = _Pen(sheet, styles)
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, styles.heading if column else styles.heading_serial)
    sheet.set_row(0, 22)
    for line, row in enumerate(rows, 1):
        _write_row(pen, line, row)
    last = max(len(rows), 1)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(HEADINGS) - 1)
    sheet.data_validation(
        1,
        len(HEADINGS) - 1,
        last,
        len(HEADINGS) - 1,
        {
            "validate": "list",
            "source": list(states),
            "error_title": "整改情况",
            "error_message": "请从列表中选择。",
        },
    )
    _set_page(sheet, head, name)


def _write_pages(
    workbook: Workbook,
    styles: Styles,
    head: Head,
    names: SheetNames,
    lists: Sequence[tuple[str, Sequence[FailingRow]]],
) -> None:
    """The last sheet, where an item stands on more pages than its cell names."""
    long = [(name, rows_for_pages(rows)) for name, rows in lists]
    if any(rows for _, rows in long):
        name = names.take(PAGES)
        sheet = workbook.add_worksheet(name)
        write_pages(sheet, styles, long)
        _set_page(sheet, head, name)


def _write_row(pen: _Pen, line: int, row: FailingRow) -> None:
    """All cells of one item, in the order of the headings."""
    cells = (
        _Cell(row.unit),
        _Cell(row.indicator),
        _Cell(row.check),
        _Cell(row.message),
        _Cell(row.url, _web_link(row.url), small=True),
        _found_on(row.found_on),
        _Cell(row.clause),
        _evidence(row),
        _Cell("、".join(row.departments)),
        _Cell(row.due),
        _Cell(row.state),
    )
    texts = [(cell.text, width, cell.size) for cell, width in zip(cells, _WIDTHS[1:], strict=True)]
    pen.sheet.set_row(line, row_height(texts))
    pen.sheet.write_number(line, 0, row.number, pen.styles.serial)
    for column, cell in enumerate(cells, 1):
        pen.write(line, column, cell)


def _found_on(urls: tuple[str, ...]) -> _Cell:
    """One page is a link; of several the first are named, for one cell can lead to one place only."""
    if len(urls) == 1:
        return _Cell(urls[0], _web_link(urls[0]), small=True)
    more = (f"等 {len(urls)} 个页面，见“{PAGES}”表",) if len(urls) > SHOWN_IN_CELL else ()
    return _Cell("\n".join((*urls[:SHOWN_IN_CELL], *more)), small=True)


def _evidence(row: FailingRow) -> _Cell:
    """The stored bytes behind one line (LibreOffice never wraps a link), the quote on pointing at it."""
    if not row.evidence_path:
        return _Cell(row.evidence, small=True)
    line, _, quoted = row.evidence.partition("\n")
    return _Cell(line, f"external:{quote(row.evidence_path)}", quoted[:_LONGEST_TIP] or None)


def _web_link(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) else None


def _set_page(sheet: Worksheet, head: Head, name: str) -> None:
    """A4 landscape, as wide as the paper, the head on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    title = f"{head.owner} {name} {head.moment}"
    sheet.set_header(f"&L{clean_text(title)[:150].replace('&', '&&')}")
    sheet.set_footer("&R第 &P 页，共 &N 页")
