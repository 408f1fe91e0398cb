"""Which elements a service guide names, and what it says of each: by tables, headings and `label：value`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from xunjian.model.document import Table

NAME, BASIS, CONDITION, MATERIALS = "事项名称", "设定依据", "申请条件", "办理材料"
PLACE, TIME, PHONE, FLOW = "办理地点", "办理时间", "联系电话", "办理流程"
FEE, OFFICE, LIMIT = "收费", "办理机构", "办结时限"
OWED = (NAME, BASIS, CONDITION, MATERIALS, PLACE, TIME, PHONE, FLOW)

_DO = r"(?:办理|受理|申请|申报|办事|审批|许可|服务|业务|登记|审核|办公|工作|现场|窗口|网上|线上|行政)"
_LABELS = {
    NAME: rf"(?:{_DO}|权力|权责|子项)*(?:事项|项目|业务|服务)?名称|(?:{_DO}|权力)*(?:事项|项目)",
    BASIS: rf"(?:{_DO}|设定|设立|法律|法规|法定|政策|实施|文件|规定)*依据|法律法规|政策法规|政策文件",
    CONDITION: rf"(?:{_DO}|准予|批准|享受|救助|保障|准入|报名|认定|基本|具备|应具备的?|申请人)*"
    r"(?:条件|资格|资格条件)|(?:适用|服务|办理|受理|申请|申报|保障|救助|补贴|享受)(?:对象|范围|人群)|谁能办|谁可以办",
    MATERIALS: rf"(?:{_DO}|所需|需要|需|须|应|应当|提交|提供|递交|报送|携带|准备|必备|人|的|全部|证明)*"
    r"(?:材料|资料|要件|证件|证明文件)|带什么|需要带什么|要什么材料",
    PLACE: rf"(?:{_DO}|联系|接件|收件|经办|接待|咨询|通讯|通信|单位|机构|部门|具体|详细)*"
    r"(?:地点|地址|场所|窗口|网点|位置)|在哪办|去哪办|到哪办|去哪里办",
    TIME: rf"(?:{_DO}|上班|接待|对外|开放|营业|咨询|作息|具体)*(?:时间|时段)(?:段)?|什么时候办|何时办",
    PHONE: rf"(?:{_DO}|联系|咨询|查询|热线|公开)*(?:电话|热线|电话号码)|(?:联系|咨询|联络)"
    r"(?:方式|渠道|途径|方法)?|咨询(?:监督|投诉|举报)+(?:电话|方式|渠道)|(?:联系人)?联系电话",
    FLOW: rf"(?:{_DO}|操作|具体|基本|一般)*(?:流程|程序|步骤|环节|流程图|过程)|怎么办|如何办理|怎样办理",
    FEE: rf"(?:{_DO}|是否)*(?:收费|费用|缴费)(?:标准|依据|情况|项目|及依据)?",
    OFFICE: rf"(?:{_DO}|实施|承办|责任|主管|决定|经办|行使|牵头|联办)+(?:机构|机关|单位|部门|主体|科室|处室)",
    LIMIT: rf"(?:{_DO}|法定|承诺|办结|办理)*(?:时限|期限|时长)|(?:承诺|办结)时间",
}
_TAIL = r"(?:目录|清单|要求|说明|如下|明细|列表|一览表|一览|内容|信息)?"
_WHOLE = {name: re.compile(f"(?:{pattern}){_TAIL}") for name, pattern in _LABELS.items()}
_JOINTS = re.compile(r"[、/／,，&]|以及|[及和与]")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NUMBER = re.compile(
    r"^[\s■●◆★▲※►▶•·*☆◎○]*"
    r"(?:[（(【\[]?\s*(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:[)）】\]、.．:：]|(?=\s))\s*)?"
)
_CHAPTER = re.compile(r"^\s*(?:第?[一二三四五六七八九十]{1,3}\s*[、.．部项]|【[^】]{2,14}】)")
_LONGEST = 18
_SIMPLE = str.maketrans(
    "設據請條辦時間點電話聯繫係證業務審實項稱資圖過機構關單門費標準",
    "设据请条办时间点电话联系系证业务审实项称资图过机构关单门费标准",
)
_BLANK = re.compile(r"[\s/\\—\-－_…。.]*")
COMPLAINTS = re.compile(r"监督|投诉|举报|監督|投訴|舉報")
_CLASSES = re.compile(
    r"(?:自然人|企业|法人|事业单位|社会组织|其他组织|行政机关|个人|公民|非法人|社会团体|个体工商户|组织|[、，,和及或/；;\s])+"
)


class Said(IntEnum):
    """What stands beside an element's label."""

    BARE = 1
    """A heading or a tab with nothing below it: what it opens may not have been read."""
    BLANK = 2
    """A cell or a place left empty."""
    FILLED = 3


@dataclass(slots=True)
class Section:
    """What a guide says under one label; the label may name several elements."""

    elements: frozenset[str]
    said: Said
    lines: list[str] = field(default_factory=list)


def elements_of(label: str) -> frozenset[str]:
    """The elements that a text names, where it is nothing but a label."""
    bare = _BRACKETS.sub("", "".join(label.translate(_SIMPLE).split())).strip("：:【】[]《》“”.。；;")
    if not 1 < len(bare) <= _LONGEST:
        return frozenset()
    if whole := _named(bare):
        return whole
    parts = [part for part in _JOINTS.split(bare) if part]
    found = [_named(part) for part in parts]
    if len(parts) < 2 or not found[0]:
        return frozenset()
    return frozenset[str]().union(*found)


def _named(part: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _WHOLE.items() if pattern.fullmatch(part))


def read_sections(lines: Sequence[str], tables: Iterable[Table]) -> list[Section]:
    """All that is said under labels, tables first; the lines of a table's rows are not read twice."""
    sections: list[Section] = []
    rows: set[str] = set()
    for table in tables:
        found = list(_of_table(table))
        if found:
            sections += found
            rows |= {"".join("".join(table.own(n)).split()) for n in range(len(table.rows))}
    sections += _of_lines([line for line in lines if "".join(line.split()) not in rows])
    return sections


def _of_table(table: Table) -> Iterator[Section]:
    known = [[elements_of(_NUMBER.sub("", cell)) for cell in row] for row in table.rows]
    heads = known[0] if known else []
    if len(table.rows) > 1 and sum(map(bool, heads)) >= 3 and not any(any(row) for row in known[1:]):
        for column, elements in enumerate(heads):
            if elements:
                yield _section(elements, [row[column] for row in table.rows[1:]])
        return
    for number, row in enumerate(table.rows):
        for column, elements in enumerate(known[number]):
            first = (number, column) not in table.covered
            if not elements or not first:
                continue
            rest = column + 1
            while rest < len(row) and (number, rest) in table.covered and row[rest] == row[column]:
                rest += 1
            if rest >= len(row):
                yield Section(elements, Said.BARE)
            elif not known[number][rest]:
                yield _section(elements, [row[rest], *_below(table, known, number, column, rest)])


def _below(
    table: Table, known: list[list[frozenset[str]]], number: int, column: int, rest: int
) -> Iterator[str]:
    """Further rows of a label that is merged over them."""
    for below in range(number + 1, len(table.rows)):
        if (below, column) not in table.covered or table.rows[below][column] != table.rows[number][column]:
            return
        yield " ".join(table.rows[below][rest:])


def _section(elements: frozenset[str], values: list[str]) -> Section:
    lines = [value for value in values if not _BLANK.fullmatch(value)]
    return _weighed(Section(elements, Said.FILLED if lines else Said.BLANK, lines))


def _weighed(section: Section) -> Section:
    """A condition that only says who people are (自然人、企业法人) is none."""
    if section.elements == {CONDITION} and section.lines and _CLASSES.fullmatch("".join(section.lines)):
        return Section(frozenset(), section.said, section.lines)
    return section


def without_complaints(lines: Sequence[str]) -> Iterator[str]:
    """The lines but those on complaints: the telephone in them is of those who hear complaints."""
    chapter = label = False
    for line in lines:
        opened = any(_opened(line))
        about = COMPLAINTS.search(line) is not None and not opened
        if _CHAPTER.match(line):
            chapter = about
        if not chapter and not label and not about:
            yield line
        # The cell below or beside a label stands on a line of its own.
        label = about and len(line) <= _LONGEST and not any(letter.isdigit() for letter in line)


def _of_lines(lines: Sequence[str]) -> list[Section]:
    sections: list[Section] = []
    current: Section | None = None
    for line in without_complaints(lines):
        opened = list(_opened(line))
        if opened:
            sections += opened
            current = opened[-1]
        elif _CHAPTER.match(line) and len(line) <= _LONGEST:
            current = None
        elif current is not None and not _BLANK.fullmatch(line):
            current.lines.append(line)
            current.said = Said.FILLED
    return [_weighed(section) for section in sections]


_INNER = re.compile(r"(?:^|[\s，。；;,（(、])([^\s，。；;,（(：:]{2,14}?)\s*[：:]")


def _opened(line: str) -> Iterator[Section]:
    """The labels of a line with what stands behind them."""
    plain = _NUMBER.sub("", line, count=1)
    whole = elements_of(plain)
    if whole:
        numbered = len(plain) < len(line) or plain.rstrip().endswith(("：", ":"))
        yield Section(whole, Said.BLANK if numbered else Said.BARE)
        return
    if (bracket := re.match(r"\s*[【\[]([^】\]]{2,14})[】\]]\s*[：:]?", line)) and elements_of(bracket[1]):
        yield _section(elements_of(bracket[1]), [line[bracket.end() :]])
        return
    marks = [each for each in _INNER.finditer(plain) if elements_of(each[1])]
    ends = [*(each.start() for each in marks[1:]), len(plain)] if marks else []
    head = plain[: marks[0].start()] if marks else plain
    first = re.match(r"(\S{2,14})[\s\u3000]+(?=\S)", head)
    if first and elements_of(first[1]):
        yield _section(elements_of(first[1]), [head[first.end() :]])
    for mark, end in zip(marks, ends, strict=True):
        yield _section(elements_of(mark[1]), [plain[mark.end() : end]])
