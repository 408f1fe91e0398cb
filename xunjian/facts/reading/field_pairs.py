"""Labels of published documents (索引号, 文号, 发布机构 …) and their values, told by the words."""

import re

from lxml.html import HtmlElement

from xunjian.html.lines import Line, as_printed
from xunjian.html.text import fold, squeeze

_NAMES = (
    "信息索引号|索引号码|索引号|信息索引|索取号|统一编号|发文字号|公文字号|文件编号|文件字号|文号|发布机构|发文机关|发文机构|发文单位|发布单位|信息来源|公开主体|公开机构|制发机关|责任部门|承办单位"
    "|成文日期|成文时间|生成日期|生成时间|发文日期|印发日期|发布日期|公开日期|发布时间|生效日期|实施日期|失效日期|废止日期|主题分类|信息分类|体裁分类|组配分类|服务对象分类|所属主题|分类"
    "|主题词|关键词|有效性|时效性|有效期|公开类型|公开类别|公开方式|公开范围|公开时限|公开责任部门|所属机构|公文种类|信息名称|文件名称|标题|名称|内容概述|文件类型|文件状态|状态"
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s\]】|]))[\[【]?(?P<name>"
    + "|".join(" {0,2}".join(name) for name in _NAMES.split("|"))
    + r")[\]】]?\s?(?P<sign>:)?\s?"
)
_LAST = re.compile(f"[{''.join(sorted({name[-1] for name in _NAMES.split('|')}))}]")
"""The last characters of all names: most lines have none of them."""
_NEXT_LABEL = re.compile(r"\s[\[【]?[\u4e00-\u9fff]{2,8}\s?:")
"""A label that is none of the known ones, behind the value of one that is."""
_FREE = frozenset({"名称", "标题", "信息名称", "文件名称", "内容概述", "主题词", "关键词"})
"""Fields of words, in which a colon may stand."""
_NO_VALUE = re.compile(
    r"[\[【(]?\s?(?:字\s?[体号]|字体大小|打印|分享|收藏|关闭|大\s中\s小"
    r"|(?:浏览|阅读|点击|访问)(?:次|量|数|人|:)|(?:来\s?源|作\s?者|编\s?辑|上传)\s?:)"
)
"""What begins the line of tools, or of date and source, that follows fields left empty."""
_ROWS = frozenset({"tr", "td", "th", "li", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_LONGEST, _LONGEST_VALUE = 600, 120


def pairs_of(line: Line) -> list[tuple[str, str]]:
    """Labels of a line with their values, as printed; a value that stands elsewhere is empty."""
    if len(line.text) > _LONGEST or _LAST.search(line.folded) is None:
        return []
    marks = [mark for mark in _LABEL.finditer(line.folded) if _is_label(mark, line)]
    printed = as_printed(line)
    pairs = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = following.start() if following is not None else len(line.folded)
        name = mark["name"].replace(" ", "")
        if name not in _FREE and (beside := _NEXT_LABEL.search(line.folded, mark.end() + 1, end)):
            end = beside.start()
        value = printed[mark.end() : end].strip(" :：|")
        pairs.append((name, _unwrapped(value)))
    return pairs


def pairs_at(line: Line, following: Line | None) -> list[tuple[str, str]]:
    """The pairs of a line; values that stand on the following line, or in the row below, come from there."""
    pairs = pairs_of(line)
    if len(pairs) > 2 and not any(value for _, value in pairs):
        return _columns_under(line)
    if len(pairs) != 1 or pairs[0][1] or following is None:
        return pairs
    if following.el.tag in _HEADINGS or _is_left_empty(line, following):
        return pairs
    if _NO_VALUE.match(following.folded):
        return pairs
    if len(following.text) <= _LONGEST_VALUE and not begins_with_label(following):
        return [(pairs[0][0], following.text)]
    return pairs


def _is_left_empty(line: Line, following: Line) -> bool:
    """Whether the label has a cell for its value beside it, and the next line stands outside that row."""
    row = _row_of(line.el)
    if row is None or sum(1 for _ in row.iterchildren("td", "th")) < 2:
        return False
    return all(above is not row for above in (following.el, *following.el.iterancestors("tr")))


def begins_with_label(line: Line) -> bool:
    """Whether a line is a field: its first word is a label."""
    mark = _LABEL.match(line.folded)
    return mark is not None and len(line.text) <= _LONGEST and _is_label(mark, line)


def is_bare_label(line: Line) -> bool:
    """Whether a line is one label whose value stands on the next line."""
    pairs = pairs_of(line)
    return len(pairs) == 1 and not pairs[0][1]


def _columns_under(line: Line) -> list[tuple[str, str]]:
    """The pairs of a row that holds labels only, each with the cell below it in the next row."""
    row = _row_of(line.el)
    following = row.getnext() if row is not None else None
    if row is None or following is None or following.tag != "tr":
        return []
    heads = [squeeze(fold(cell.text_content())) for cell in row.iterchildren("td", "th")]
    marks = [_LABEL.fullmatch(head) for head in heads]
    cells = [squeeze(cell.text_content()) for cell in following.iterchildren("td", "th")]
    if len(marks) < 3 or len(cells) != len(marks):
        return []
    found = [(mark["name"].replace(" ", ""), cell) for mark, cell in zip(marks, cells, strict=True) if mark]
    return found if len(found) * 2 > len(marks) else []


def _is_label(mark: re.Match[str], line: Line) -> bool:
    """A label has a colon or brackets, fills an element of its own, or is a word by itself in a row."""
    if mark["sign"] or mark.group().lstrip()[:1] in ("[", "【"):
        return True
    if (
        mark.start() == 0
        and squeeze(fold(line.el.text or "")) == mark.group().strip()
        and line.el.tag not in _ROWS
    ):
        return True
    after = line.folded[mark.end("name") : mark.end("name") + 1]
    return (not after or after == " ") and _in_row(line.el)


def _in_row(el: HtmlElement | None) -> bool:
    for _ in range(3):
        if el is None:
            return False
        if el.tag in _ROWS:
            return True
        el = el.getparent()
    return False


def _row_of(el: HtmlElement | None) -> HtmlElement | None:
    while el is not None and el.tag != "tr":
        if el.tag in {"table", "body"}:
            return None
        el = el.getparent()
    return el


def _unwrapped(value: str) -> str:
    """Without the brackets of a label that follows it: 〔2024〕5号 keeps its own."""
    value = value.strip()
    while value[:1] in "]】" and value:
        value = value[1:].lstrip(" :：")
    while value[-1:] in "[【" and value:
        value = value[:-1].rstrip()
    return value
