"""A filled-in form as answers: every cell looked at, faults named by their cells."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from xlsxwriter.utility import xl_col_to_name

from xunjian.app.assess_limits import awaits_person, refusal
from xunjian.app.sheet_rows import Sheet, read_sheets
from xunjian.errors import ConfigError
from xunjian.html.private import mask_text
from xunjian.model.assessment import Assessment
from xunjian.packs.item import Item
from xunjian.packs.rule import Veto
from xunjian.packs.words import plain
from xunjian.reports.assessment_form import (
    CLEAR,
    EXEMPT,
    ITEM,
    LINK,
    NOTE,
    PACK,
    PERSON,
    POINTS,
    RUN,
    SELF,
    TAKE_BACK,
    UNIT,
    VETOED,
)

_NEEDED = (ITEM, SELF, POINTS, EXEMPT, LINK, PERSON, NOTE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,20})?")
_FINEST = Decimal("0.0001")
"""The smallest step that is given."""
_TOLD = 5
"""Faults told in full; of the others only the cells."""


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form as it was read: whose it is, and its lines."""

    name: str
    told: Mapping[str, str]
    """What its top says: run, unit, pack."""
    columns: Mapping[str, int]
    lines: Sequence[tuple[int, Sequence[str]]]
    """Each with its row number, counted from 1."""

    def cell(self, row: int, heading: str) -> str:
        """Name of a cell, such as J7."""
        return f"{xl_col_to_name(self.columns[heading])}{row}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one line says; `withdrawn`: it takes back what was said before."""

    said: Assessment
    withdrawn: bool = False


def read_form(path: Path) -> Form:
    """A form out of a file. Raises ConfigError where it is none that the program printed."""
    try:
        sheets = read_sheets(path, path.read_bytes())
    except OSError:
        raise ConfigError(f"读不到文件“{path}”。", "检查路径和权限。") from None
    heads = ((sheet, at) for sheet in sheets for at, row in enumerate(sheet.rows) if _is_head(row))
    sheet, start = next(heads, (None, 0))  # a cover may have been put in front
    if sheet is None:
        raise ConfigError(f"{path} 不是人工评分表。", "先用 xunjian assess 运行编号 --out 文件 打印一份。")
    rows, head = sheet.rows, [_heading(cell) for cell in sheet.rows[start]]
    columns = {heading: head.index(heading) for heading in _NEEDED if heading in head}
    missing = [heading for heading in _NEEDED if heading not in columns]
    if missing:
        raise ConfigError(f"{path} 第 {start + 1} 行：缺少“{missing[0]}”一列。", "请恢复打印时的各列。")
    twice = [heading for heading in _NEEDED if head.count(heading) > 1]
    if twice:
        raise ConfigError(f"{path} 第 {start + 1} 行：“{twice[0]}”有两列。", "删去多出来的一列。")
    _spread(path.name, sheet, start, columns)
    told: dict[str, str] = {}
    for row in rows[:start]:
        for at, text in enumerate(row[:-1]):
            if text in (RUN, UNIT, PACK):
                told[text] = row[at + 1]
    wide = max(columns.values()) + 1
    lines = [
        (number, [*row, *[""] * (wide - len(row))]) for number, row in enumerate(rows[start + 1 :], start + 2)
    ]
    return Form(path.name, told, columns, lines)


def _heading(cell: str) -> str:
    """A heading without what people add to it: blanks, line breaks, （必填）, a star."""
    return re.sub(r"[\s*＊]|[(（].*?[)）]", "", cell)


def _is_head(row: Sequence[str]) -> bool:
    return {ITEM, POINTS} <= {_heading(cell) for cell in row}


def _spread(name: str, sheet: Sheet, start: int, columns: Mapping[str, int]) -> None:
    """One person for several lines is written into each of them; merged points would be anybody's guess."""
    by_column = {at: heading for heading, at in columns.items()}
    for (top, left), (bottom, right) in sheet.merged:
        mine = [by_column[at] for at in range(left, right + 1) if at in by_column]
        if bottom <= start or not mine or (top == bottom and len(mine) == 1):
            continue
        if mine != [PERSON]:
            where = f"{xl_col_to_name(left)}{top + 1}:{xl_col_to_name(right)}{bottom + 1}"
            raise ConfigError(f"{name} 单元格 {where} 合并在一起。", "取消合并，每项各写一格。")
        others = [at for heading, at in columns.items() if heading not in (ITEM, PERSON)]
        for row in sheet.rows[top + 1 : bottom + 1]:
            if any(row[at] for at in others if at < len(row)):
                row += [""] * (left + 1 - len(row))
                row[left] = sheet.rows[top][left]


@dataclass(slots=True)
class _Reader:
    """Goes through the lines and gathers faults."""

    form: Form
    items: Mapping[str, Item]
    person: str
    day: date
    faults: list[tuple[str, str]] = field(default_factory=list)
    row: int = 0

    def fault(self, heading: str, message: str) -> None:
        self.faults.append((self.form.cell(self.row, heading), message))

    def read(self) -> tuple[Answer, ...]:
        answers: dict[str, Answer] = {}
        for number, cells in self.form.lines:
            self.row = number
            texts = {heading: cells[at].strip() for heading, at in self.form.columns.items()}
            item_id = texts.pop(ITEM)
            if not any(texts.values()):
                continue  # not filled in: stays as it was
            item = self.items.get(item_id) or self.items.get(unicodedata.normalize("NFKC", item_id))
            if item is None:
                self.fault(ITEM, f"“{item_id}”不是这张表的指标。" if item_id else "没有编号。")
            elif item.id in answers:
                self.fault(ITEM, f"“{item_id}”写了两行。")
            else:
                answers[item.id] = self._answer(item, texts)
        return tuple(answers.values())

    def _answer(self, item: Item, texts: Mapping[str, str]) -> Answer:
        given = unicodedata.normalize("NFKC", texts[POINTS])
        withdrawn = given == TAKE_BACK
        person = texts[PERSON] or self.person
        if not person:
            self.fault(PERSON, "没有写填写人。")
        exempt = texts[EXEMPT]
        if exempt and given:
            self.fault(EXEMPT, f"写了{EXEMPT}，就不写{POINTS}。")
        points, vetoed = None, None
        if not awaits_person(item) and ((given and not withdrawn) or exempt):
            told = f"“{item.id}”由程序判定，只写{SELF}；结论有误的用 xunjian review 标记。"
            self.fault(POINTS if given else EXEMPT, told)
            given = exempt = ""
        if isinstance(item.rule, Veto):
            if given in (VETOED, CLEAR):
                vetoed = given == VETOED
            elif given and not withdrawn:
                self.fault(POINTS, f"“{_short(given)}”不对，单项否决的项写“{VETOED}”或“{CLEAR}”。")
            if texts[SELF]:
                self.fault(SELF, "单项否决的项不写自评分。")
            own = None
        else:
            points = None if withdrawn else self._points(item, given, POINTS)
            own = self._points(item, texts[SELF], SELF)
        self._link(item, texts[LINK], claimed=any(each and each > 0 for each in (points, own)))
        if not withdrawn and not given and not exempt and not texts[SELF]:
            self.fault(POINTS, f"这一行写了别的，没有写{SELF}、{POINTS}或{EXEMPT}。")
        said = Assessment(
            item_id=item.id,
            points=points,
            vetoed=vetoed,
            not_applicable_reason=mask_text(exempt) or None,
            self_points=own,
            note=mask_text(texts[NOTE]),
            link=mask_text(texts[LINK]),
            person=mask_text(person),
            day=self.day,
        )
        return Answer(said, withdrawn)

    def _points(self, item: Item, text: str, heading: str) -> Decimal | None:
        if not text:
            return None
        bare = unicodedata.normalize("NFKC", text).removesuffix("分").strip().replace("−", "-")
        if not _NUMBER.fullmatch(bare):
            self.fault(heading, f"“{_short(text)}”不是数字。")
            return None
        points = Decimal(bare) + 0  # no negative zero
        if points != points.quantize(_FINEST):
            self.fault(heading, f"“{_short(text)}”的小数超过四位。")
            return None
        wrong = refusal(item, points)
        if wrong:
            self.fault(heading, f"“{item.id}”不能给 {plain(points)} 分，{wrong}。")
        return points

    def _link(self, item: Item, link: str, *, claimed: bool) -> None:
        if claimed and not link and item.manual is not None and item.manual.evidence:
            self.fault(LINK, f"“{item.id}”给分须附佐证的网址或材料名称。")
        if link.lower().startswith(("http:", "https:")) and not _has_host(link):
            self.fault(LINK, f"“{_short(link)}”不是完整的网址。")


def read_answers(form: Form, leaves: Sequence[Item], person: str, day: date) -> tuple[Answer, ...]:
    """The answers of a form for the leaves of its pack; of those that a check decides, the self-scores.
    `person`: who filled in lines that name nobody.

    Raises ConfigError that names the cells of all faults, the first ones in full.
    """
    known = {leaf.id: leaf for leaf in leaves if awaits_person(leaf) or leaf.check}
    reader = _Reader(form, known, person, day)
    answers = reader.read()
    if reader.faults:
        told = "；".join(f"单元格 {cell}：{text.rstrip('。')}" for cell, text in reader.faults[:_TOLD])
        rest = [cell for cell, _ in reader.faults[_TOLD:]]
        more = f"；另有 {len(rest)} 处：{'、'.join(rest)}" if rest else ""
        raise ConfigError(f"{form.name} {told}{more}。", "改正后重新读入；这次什么都没有记下。")
    return answers


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # brackets of an IPv6 address left open
        return False


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
