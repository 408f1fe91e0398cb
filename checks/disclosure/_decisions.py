"""Days on which decisions were made and published, as tables and labelled lines tell them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xunjian.model.document import Table

_DAY = re.compile(r"(?<!\d)(20\d{2})\s*[-年/.．—]\s*(\d{1,2})\s*[-月/.．—]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_CHINESE = re.compile(
    r"二[〇○零Oo0]([〇○零Oo一二三四五六七八九])([〇○零Oo一二三四五六七八九])年([一二三四五六七八九十元]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {
    **dict.fromkeys("〇○零Oo", 0),
    **{mark: n for n, mark in enumerate("一二三四五六七八九", 1)},
    "元": 1,
}

_DATE = r"(?:日期|時間|时间|日)"
_DECIDED = re.compile(
    r"(?=.*(?:决定|決定|作出|做出|处罚|處罰|许可|許可|批准|核准))"
    r"(?!.*(?:有效|期限|截|始|起|止|终|自|至|公示|公开|公開|公布|发布|發佈|上网|公告|履行|执行|申请|申請|受理|到期|生效|立案|缴|更新|报送|送达|违法))"
    rf".{{0,16}}{_DATE}"
)
"""Labels of the day of a decision: 决定日期, 许可决定日期, 处罚决定书日期, 作出行政处罚决定的日期. Not those
of validity (有效期自, 许可截止期) nor of other steps."""
_PUBLISHED = re.compile(
    r"(?!.*(?:截|止|终|期限))(?:信息|本次|首次|网上)?(?:公示|公开|公開|公布|发布|發佈|上网|公告)(?:的|开始|起始)?(?:日期|时间|時間|日)"
)
_LABELLED = re.compile(
    r"([^\s:：，。；;,]{2,20}?)\s*[:：]\s*"
    r"(20\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?:\s*日)?|20\d{6}(?!\d)|二[^\s，。；:：]{6,12}日)"
)
_BLANK = re.compile(r"\s+")
_NOTES = re.compile(r"[（(][^（）()]*[）)]")
_LONGEST_CELL = 26


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision with its day. `published`: where its own row tells it."""

    decided: date
    published: date | None
    label: str
    quote: str
    """The row or line that it was read from."""


def read_day(text: str) -> date | None:
    """The first day in a short text; none where there is none or it is no day of the calendar."""
    if len(text) > _LONGEST_CELL:
        return None
    for pattern in (_DAY, _COMPACT):
        if found := pattern.search(text):
            return _date(*(int(part) for part in found.groups()))
    if found := _CHINESE.search(text):
        tens, ones, month, day = found.groups()
        return _date(2000 + _DIGITS[tens] * 10 + _DIGITS[ones], _count(month), _count(day))
    return None


def is_decided(label: str) -> bool:
    return _DECIDED.fullmatch(_folded(label)) is not None


def _is_published(label: str) -> bool:
    return _PUBLISHED.fullmatch(_folded(label)) is not None


def in_table(table: Table) -> list[Decision]:
    """Decisions of a table, one to a row under headings or in pairs of label and value, on either side."""
    return [*_under_headings(table), *_beside_labels(table)]


def in_lines(lines: Iterable[str]) -> list[Decision]:
    """Decisions told by labelled lines: `许可决定日期：2026年11月3日`."""
    found: list[Decision] = []
    published: date | None = None
    for line in lines:
        for part in _LABELLED.finditer(line):
            label, day = part[1], read_day(part[2])
            if day is None:
                continue
            if is_decided(label):
                found.append(Decision(day, None, label, part[0]))
            elif _is_published(label):
                published = day
    # One day of publication belongs to a page of one decision; of several nobody knows whose it is.
    return [replace(found[0], published=published)] if len(found) == 1 else found


def closing_day(lines: Iterable[str]) -> date | None:
    """The day below a text (落款): a line near its end that is nothing but a day."""
    for line in list(lines)[-6:][::-1]:
        bare = _BLANK.sub("", line)
        if len(bare) <= 14 and (day := read_day(bare)) is not None and bare.endswith("日"):
            return day
    return None


def _under_headings(table: Table) -> Iterator[Decision]:
    for number, row in enumerate(table.rows):
        columns = [place for place, cell in enumerate(row) if is_decided(cell)]
        below = table.rows[number + 1 :]
        columns = [c for c in columns if any(read_day(each[c]) for each in below)]
        # A row that shows days beside its labels is no heading.
        if not columns or any(read_day(cell) for cell in row):
            continue
        ours = [place for place, cell in enumerate(row) if _is_published(cell)]
        for each in below:
            for column in columns[:1]:
                if (day := read_day(each[column])) is not None:
                    shown = next((told for c in ours if (told := read_day(each[c])) is not None), None)
                    words = " ".join(dict.fromkeys(cell for cell in each if cell))
                    yield Decision(day, shown, row[column], words)
        return


def _beside_labels(table: Table) -> Iterator[Decision]:
    decided: list[Decision] = []
    published: list[date] = []
    for row in table.rows:
        for place, cell in enumerate(row[:-1]):
            value = next((other for other in row[place + 1 :] if other and other != cell), "")
            day = read_day(value)
            if day is None or (place and row[place - 1] == cell):
                continue
            if is_decided(cell):
                decided.append(Decision(day, None, cell, f"{cell}：{value}"))
            elif _is_published(cell):
                published.append(day)
    for number, each in enumerate(decided):
        own = published[0] if len(published) == 1 else None
        if len(published) == len(decided):
            own = published[number]
        yield replace(each, published=own)


def _folded(label: str) -> str:
    return _NOTES.sub("", _BLANK.sub("", label)).strip("：:*＊、.0123456789 ")


def _count(text: str) -> int:
    """A number below a hundred in Chinese characters."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
