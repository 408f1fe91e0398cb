"""`人工评分表`: the sheet that a person fills in, one line for each item that no program decides.

What it prints, the program reads again: headings and labels are shared with `xunjian.app.assess_answers`.
Texts go in as texts only, never as formulas.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from xunjian.reports.sheet_style import SMALL_SIZE, TEXT_SIZE, Format, Option, Styles, Workbook, row_height
from xunjian.reports.words import clean_text

ITEM, SELF, POINTS, EXEMPT = "编号", "自评分", "考核评分", "不适用理由"
LINK, PERSON, NOTE = "佐证链接", "填写人", "说明"
RUN, UNIT, PACK = "运行编号", "单位编号", "指标体系"
VETOED, CLEAR, TAKE_BACK = "触发", "未触发", "撤回"
_PRINTED = (
    (ITEM, 12), ("指标", 22), ("上级", 20), ("判定方式", 9), ("满分", 6), ("赋分办法", 24),
    ("要核对的问题", 26), ("程序找到的线索", 44),
)  # fmt: skip
_FILLED = ((SELF, 8), (POINTS, 9), (EXEMPT, 18), (LINK, 26), (PERSON, 9), (NOTE, 24))
_COLUMNS = (*_PRINTED, *_FILLED)
_HEAD_LINE = 4
_LONGEST_CELL = 32_767
_HELP = (
    f"只填右边有底色的各列；没有填的项仍然待定。“{POINTS}”是计入得分的分数，“{SELF}”只并列显示。"
    f"单项否决的项在“{POINTS}”写“{VETOED}”或“{CLEAR}”；不适用的不写分数，写“{EXEMPT}”；"
    f"要取消以前的评分，写“{TAKE_BACK}”。填好后用 xunjian assess 运行编号 --import 本文件 读入。"
)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One item: what is printed, and what was given before."""

    item_id: str
    title: str
    above: str
    way: str
    full: str
    rule: str
    ask: str
    found: str
    self_points: str = ""
    points: str = ""
    exempt: str = ""
    link: str = ""
    person: str = ""
    note: str = ""
    veto: bool = False

    @property
    def printed(self) -> tuple[str, ...]:
        return (
            self.item_id, self.title, self.above, self.way, self.full, self.rule, self.ask, self.found
        )  # fmt: skip

    @property
    def filled(self) -> tuple[str, ...]:
        return self.self_points, self.points, self.exempt, self.link, self.person, self.note


@dataclass(frozen=True, slots=True)
class FormHead:
    """Whose form it is, and which run printed it."""

    unit_name: str
    unit_id: str
    run_id: str
    pack: str
    """As id@version."""
    pack_title: str
    as_of: str


def render_form(head: FormHead, lines: Sequence[FormLine]) -> bytes:
    """The workbook as bytes."""
    buffer = io.BytesIO()
    workbook: Workbook = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": f"{clean_text(head.unit_name)} 人工评分表"})
    styles = Styles(workbook)
    line_colour: dict[str, Option] = {"border": 1, "border_color": "#D9E2EC", "font_name": "Microsoft YaHei"}
    open_cell = workbook.add_format(
        line_colour | {"bg_color": "#FFF8E1", "font_size": TEXT_SIZE, "text_wrap": True, "valign": "top"}
    )
    open_head = workbook.add_format(
        line_colour | {"bg_color": "#FFE9A8", "font_size": TEXT_SIZE, "bold": True, "valign": "vcenter"}
    )
    sheet = workbook.add_worksheet("人工评分表")
    last = len(_COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, clean_text(f"{head.unit_name} 人工评分表"), styles.title)
    sheet.set_row(0, 30)
    about = f"{head.pack_title}；监测时间点 {head.as_of}"
    sheet.merge_range(1, 0, 1, last, clean_text(about), styles.label)
    for column, label, text in ((0, RUN, head.run_id), (5, UNIT, head.unit_id), (7, PACK, head.pack)):
        sheet.write_string(2, column, label, styles.label)
        sheet.write_string(2, column + 1, clean_text(text), styles.label)
    sheet.merge_range(3, 0, 3, last, _HELP, styles.value)
    sheet.set_row(3, row_height([(_HELP, sum(width for _, width in _COLUMNS), TEXT_SIZE)]))
    for column, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        style = styles.heading if column < len(_PRINTED) else open_head
        sheet.write_string(_HEAD_LINE, column, heading, style)
    sheet.set_row(_HEAD_LINE, 22)
    for number, line in enumerate(lines, _HEAD_LINE + 1):
        texts = (*line.printed, *line.filled)
        sizes = (SMALL_SIZE if heading == "程序找到的线索" else TEXT_SIZE for heading, _ in _COLUMNS)
        cells = [(text, width, size) for text, (_, width), size in zip(texts, _COLUMNS, sizes, strict=True)]
        sheet.set_row(number, row_height(cells))
        for column, (text, _, size) in enumerate(cells):
            style = _style(column, size, styles, open_cell)
            sheet.write_string(number, column, clean_text(text)[:_LONGEST_CELL], style)
        if line.veto:
            column = next(at for at, (heading, _) in enumerate(_COLUMNS) if heading == POINTS)
            sheet.data_validation(
                number, column, number, column, {"validate": "list", "source": [VETOED, CLEAR, TAKE_BACK]}
            )
    sheet.freeze_panes(_HEAD_LINE + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_LINE)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&R第 &P 页，共 &N 页")
    workbook.close()
    return buffer.getvalue()


def _style(column: int, size: int, styles: Styles, open_cell: Format) -> Format:
    if column >= len(_PRINTED):
        return open_cell
    return styles.small if size == SMALL_SIZE else styles.text
