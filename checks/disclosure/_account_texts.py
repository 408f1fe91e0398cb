"""What budgets and final accounts hold: an explanation of 三公经费, and tables."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks._seen import partly_read
from checks.disclosure._accounts import names_three_public
from checks.disclosure._files import SHEETS, files_of, is_file
from xunjian.model.document import Document, Table
from xunjian.model.site import Page
from xunjian.model.texts import Texts

_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?%?")
_TABLE_NAMES = re.compile(
    r"收支总表|收入总表|支出总表|拨款[^。；]{0,12}表|支出表|预算表|决算表|收支[^。；]{0,8}表"
)
_HEAD = re.compile(
    r"(?:(?:功能分类|经济分类|支出功能分类)?科目(?:编码|代码|名称)?|项目(?:名称)?|(?:本年|年初|当年)?(?:预算|决算)(?:数|金额)?|金额|合计)"
    r"(?:[(（](?:单位[:：])?[万亿]?元[)）])?"
)
"""Heads of the columns of a budget's table."""
_WIDEST = 16
_FEWEST_NUMBERS = 2
"""Numbers below the head of a table."""
_MANY_NUMBERS = 24
"""Numbers of a text file whose tables were not found as such."""
_FEWEST_ROWS = 3
_SHORTEST = 60
_LITTLE_TEXT = 300


@dataclass(frozen=True, slots=True)
class Held:
    """What one document holds; `doubt`: why what it lacks may yet be there."""

    explained: bool = False
    tables: bool = False
    doubt: str = ""


def read_held(url: str, texts: Texts, by_url: Mapping[str, Page]) -> Held:
    """Of a page with its attachments, or of a file."""
    text = texts.page(url)
    if text is None:
        return _of_file(url, texts)
    page = by_url.get(url) or by_url.get(text.url)
    article = page.reading.article if page is not None else None
    words = text.words
    files = files_of(text, page)
    held = [_of_file(each.url, texts) for each in files]
    doubts = [each.doubt for each in held if each.doubt]
    if (page is not None and partly_read(page)) or text.left_out:
        doubts.append("没有读全")
    if article is not None and article.images and len(text.text) < _LITTLE_TEXT:
        doubts.append("有图片，文字不多")
    if not files and len("".join(words.split())) < _SHORTEST:
        doubts.append("正文几乎没有文字")
    return Held(
        names_three_public(words) or any(each.explained for each in held),
        any(map(is_data, text.tables)) or any(each.tables for each in held),
        doubts[0] if doubts else "",
    )


def is_data(table: Table) -> bool:
    """A table of figures: three rows or more, with numbers in at least two of them."""
    rows = [row for row in table.rows if any(_NUMBER.fullmatch(cell.strip()) for cell in row[1:])]
    return len(table.rows) >= _FEWEST_ROWS and len(rows) >= _FEWEST_ROWS - 1


def _of_file(url: str, texts: Texts) -> Held:
    file = texts.document(url)
    if file is None:
        return Held(doubt="没有读到" if not is_file(url) else "的附件没有读到")
    sheet = file.kind in ("xls", "xlsx") or is_file(url, SHEETS)
    return Held(
        names_three_public(file.text),
        sheet or any(map(is_data, file.tables)) or _has_figures(file),
        "" if file.readable else f"的附件没有读出文字（{file.unread or '没有文字'}）",
    )


def _has_figures(file: Document) -> bool:
    """Tables of a pdf may be read as lines only; one that came in a zip as a sheet is one too."""
    if any(each.document.kind in ("xls", "xlsx") for each in file.parts):
        return True
    numbers = sum(1 for _ in _numbers(file.text.split()))
    lines = (line.split() for line in file.text.splitlines())
    if numbers >= _FEWEST_NUMBERS and any(
        sum(_HEAD.fullmatch(cell) is not None for cell in cells) > 1
        for cells in lines
        if len(cells) < _WIDEST
    ):
        return True
    return numbers >= _MANY_NUMBERS and _TABLE_NAMES.search(file.text) is not None


def _numbers(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if _NUMBER.fullmatch(word))
