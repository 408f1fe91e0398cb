"""The fields of letters on a page, told by their labels; one page may hold several letters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xunjian.facts.letters.words import (
    BY_OFFICE,
    FIELDS,
    GLUED,
    JUNK,
    JUNK_CHARS,
    LABEL,
    OFFICE_LINE,
    SPREAD,
    Field,
)
from xunjian.html.dates import first_date
from xunjian.html.text import fold, squeeze
from xunjian.model.document import Table

_NAMES = tuple(name for name, _ in FIELDS)
_OF_QUESTION = (Field.ASKED, Field.QUESTION, Field.TITLE)
_OF_REPLY = (Field.ANSWERED, Field.OFFICE, Field.ANSWER)
_BESIDE_REPLY = (Field.ANSWERED, Field.OFFICE, Field.WHEN)
TELLING = (*_OF_QUESTION, *_OF_REPLY, Field.STATE, Field.WHEN)
"""Fields that only letters have."""
_BARE = re.compile(
    "来信|写信|去信|发信|信件|邮件|咨询|留言|提问|提交|投诉|反映|诉求|问题|来访|求助|建言|建议|网民留言|来件|问|内容|正文"
    "|答|回复|答复|回信|解答|回应|时间|日期|标题|主题|题目|状态|进度|进展|编号|姓名|昵称|网民|网友|作者|类型|类别|分类"
    "|电话|邮箱|地址|信箱|满意|评价|评分|来源|序号|操作|主办"
)
"""Words that are labels only with a sign: a colon, brackets, or a line of their own."""
_CLOSING = re.compile(r"\((?P<said>[^()]{6,40})\)$")
_HEAD_CELLS = 3
_MOST_TOKENS = 4000


@dataclass(slots=True)
class Token:
    """A label with the lines that follow it."""

    name: Field
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def first(self) -> str:
        return next((line for line in self.lines if line), "")

    @property
    def text(self) -> str:
        return "\n".join(line for line in self.lines if line)


@dataclass(slots=True)
class Draft:
    """What is told of one letter, in reading order."""

    tokens: list[Token] = field(default_factory=list)

    def get(self, name: Field) -> Token | None:
        """The first field of that name with a value, else the first."""
        own = [token for token in self.tokens if token.name is name]
        return next((token for token in own if token.text), own[0] if own else None)

    def has(self, *names: Field) -> bool:
        return any(token.name in names for token in self.tokens)


def fold_lines(lines: Sequence[str]) -> list[str]:
    return [
        SPREAD.sub(lambda hit: "".join(filter(None, hit.groups())), squeeze(fold(line))) for line in lines
    ]


def scan(lines: Sequence[str]) -> list[Draft]:
    """The letters of a page's lines (folded)."""
    drafts: list[Draft] = []
    first: Field | None = None
    for token in _tokens(lines):
        now = drafts[-1] if drafts else None
        if now is None or _begins(token, now, first):
            now = Draft()
            drafts.append(now)
        if first is None and token.name in _OF_QUESTION:
            first = token.name
        now.tokens.append(token)
    return drafts


def rows(table: Table) -> Iterator[Draft]:
    """The letters of a table whose head names the fields and whose rows are letters."""
    head: Mapping[int, Field] = {}
    for row in table.rows:
        cells = [squeeze(fold(cell)) for cell in row]
        named = {place: name for place, cell in enumerate(cells) if (name := _named(cell)) is not None}
        filled = sum(1 for cell in cells if cell)
        if len(named) >= _HEAD_CELLS and len(named) >= filled - 1:
            head = named
        elif head and filled > 1:
            tokens = [Token(name, -1, [cells[place]]) for place, name in head.items() if place < len(cells)]
            yield Draft(tokens)


def _named(cell: str) -> Field | None:
    hit = LABEL.fullmatch(cell) if cell and len(cell) < 12 else None
    return _field(hit) if hit is not None else None


def _field(hit: re.Match[str]) -> Field:
    groups = hit.groupdict()
    return next(name for name in _NAMES if groups[name] is not None)


def _begins(token: Token, now: Draft, first: Field | None) -> bool:
    """Whether a label begins another letter: what a letter says once comes again after its reply."""
    if token.name not in _OF_QUESTION:
        return False
    earlier = now.get(token.name)
    replied = now.has(*_OF_REPLY) or now.has(Field.STATE)
    if earlier is None:
        return token.name is first and replied
    if token.name is Field.TITLE and earlier.text == token.text:
        return False
    same = bool(earlier.text) and earlier.text == token.text
    return replied and not same


def _tokens(lines: Sequence[str]) -> Iterator[Token]:
    last: Token | None = None
    heading: Token | None = None  # 官方回复 on a line of its own, with nothing said below it yet
    for number, line in enumerate(lines[:_MOST_TOKENS]):
        found = list(_labels(line))
        if len(found) >= _HEAD_CELLS and not any(value for _, value in found):
            continue  # the head of a table
        office = BY_OFFICE.match(line)
        if office is not None and (line[office.end() - 1] in ":]】" or office.end() == len(line)):
            yield from _by_office(office.groupdict(), number)
            last = Token(Field.ANSWER, number, [line[office.end() :].strip()])
            heading = None
            yield last
        elif found:
            before = line[: found[0][0].start]
            if last is not None and before.strip(" ([【|·●"):
                last.lines.append(before.strip())
            for mark, value in found:
                if mark.note and mark.field in (Field.ANSWER, Field.QUESTION):
                    told = Field.ANSWERED if mark.field is Field.ANSWER else Field.ASKED
                    yield Token(told, number, [mark.note])
                aside = _aside(mark, value) if len(found) == 1 else None
                last = Token(mark.field, number, [value if aside is None else aside.before])
                if mark.is_heading and mark.field is Field.ANSWER and not value:
                    heading = last
                elif mark.field not in _BESIDE_REPLY:
                    heading = None
                yield last
                if aside is not None:
                    yield from aside.tokens(number)
        elif last is not None:
            if len(line) <= JUNK_CHARS and JUNK.match(line):
                last, heading = Token(Field.OTHER, number, [line]), None
                yield last
            else:
                if heading is not None and last.first:
                    last, heading = heading, None  # its day and office stood between it and its words
                last.lines.append(line)


@dataclass(frozen=True, slots=True)
class _Aside:
    """What a question or an answer closes with in brackets: when it was said, and of an answer by whom."""

    field: Field
    before: str
    day: str
    rest: str

    def tokens(self, line: int) -> Iterator[Token]:
        is_reply = self.field is Field.ANSWER
        yield Token(Field.ANSWERED if is_reply else Field.ASKED, line, [self.day])
        if is_reply and OFFICE_LINE.fullmatch(self.rest):
            yield Token(Field.OFFICE, line, [self.rest])


def _aside(mark: "_Mark", value: str) -> _Aside | None:
    if mark.field not in (Field.ANSWER, Field.QUESTION) or (hit := _CLOSING.search(value)) is None:
        return None
    day = first_date(hit["said"])
    if day is None:
        return None
    said = hit["said"]
    rest = f"{said[: day.start]} {said[day.end :]}".strip(" ,;:、")
    return _Aside(mark.field, value[: hit.start()].strip(), said[day.start : day.end], rest)


def _by_office(groups: Mapping[str, str | None], number: int) -> Iterator[Token]:
    yield Token(Field.OFFICE, number, [groups["office"] or ""])
    day = groups["when"] or groups["then"]
    if day:
        yield Token(Field.ANSWERED, number, [day])


@dataclass(frozen=True, slots=True)
class _Mark:
    field: Field
    start: int
    end: int
    note: str
    """What stands in brackets behind it: 回复(2026-05-06)."""
    is_heading: bool = False
    """Without a colon: what belongs to it stands below."""


def _labels(line: str) -> Iterator[tuple[_Mark, str]]:
    marks: list[_Mark] = []
    for hit in LABEL.finditer(line):
        words = hit.group().partition("(")[0].strip("[]【】〖〗<>《》「」: ")
        closed = bool(hit["open"] and hit["close"])
        alone = hit.start() == 0 and hit.end() == len(line)
        apart = (hit.start() == 0 or line[hit.start() - 1] in " ]】|") and (
            hit.end() == len(line) or hit.group().endswith(" ") or line[hit.end()] == " "
        )
        if hit["sign"] or closed or alone or (apart and not _BARE.fullmatch(words)):
            note = (hit["note"] or "").strip("()")
            note = note if first_date(note) is not None else ""
            marks.append(_Mark(_field(hit), hit.start(), hit.end(), note, not hit["sign"]))
    if not marks and (glued := GLUED.match(line)) is not None:
        marks.append(_Mark(Field(str(glued.lastgroup)), 0, glued.end(), ""))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        value = line[mark.end : following.start if following else len(line)]
        yield mark, value.strip(" |;([【:]】)") if following else value.strip(" :|】]")
