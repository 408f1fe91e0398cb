"""A letter of a citizen with its reply: the day it was written, its title; the reply has another."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from xunjian.facts.reading.headline import Headline
from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import first_date
from xunjian.html.lines import Line, as_printed
from xunjian.html.regions import Region
from xunjian.html.text import squeeze

_LETTER = "来信|写信|去信|发信|信件|邮件|咨询|留言|提问|提交|投诉|反映|诉求|问题"
_ASKED = re.compile(rf"(?:{_LETTER})\s?(?:时\s?间|日\s?期)\s?[::]?\s*")
_TOLD = re.compile(
    rf"(?:回复|答复|办理|办结|处理|反馈|受理)\s?(?:时间|日期|单位|部门|内容|情况|结果|意见|状态)|(?:{_LETTER})\s?(?:内容|正文)"
)
_TITLED = re.compile(
    rf"(?:^|(?<=\s))(?:(?:{_LETTER})\s?(?:标\s{{0,4}}题|主\s{{0,4}}题|题\s{{0,4}}目)\s?[::]?|(?:标\s{{0,4}}题|主\s{{0,4}}题)\s?(?:[::]|(?=\s)))\s*"
)
_NEXT = re.compile(
    rf"\s[\u4e00-\u9fff]{{2,6}}\s?[::]|\s(?:{_LETTER}|回复|答复|办理|处理|受理)\s?(?:编号|类[型别]|状态|时间|日期|人|单位|部门|内容)"
)
"""The field behind the title."""
_FOREIGN = Region.NAV | Region.CRUMB | Region.PAGER | Region.SIDE | Region.FOOT
_SHORTEST, _LONGEST = 4, 100
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Letter:
    """`line`: number of the line that tells the day."""

    day: date | datetime
    line: int
    quote: str
    title: Headline | None


def read_letter(source: Source, zones: Zones) -> Letter | None:
    """The one letter that a page shows; None where it shows none, or the days of several."""
    asked: list[tuple[Line, date | datetime]] = []
    for line in source.flow.holding("时间", "日期", "时 间", "日 期"):
        if line.index in zones.foot or line.region & _FOREIGN:
            continue
        named = _ASKED.search(line.folded[:400])
        if named is None:
            continue
        rest = line.folded[named.end() : named.end() + 40]
        if not rest and line.index + 1 < len(source.flow.lines):
            rest = source.flow.lines[line.index + 1].folded[:40]
        found = first_date(rest)
        if found is not None and found.start <= 1:
            asked.append((line, found.value))
    if len(asked) != 1:
        return None
    line, day = asked[0]
    if not any(
        _TOLD.search(each.folded[:200])
        for each in source.flow.holding("复", "理", "结", "内容", "馈", "正文")
    ):
        return None
    return Letter(day, line.index, line.text[:40], _title(source, line.index))


def _title(source: Source, near: int) -> Headline | None:
    """What the letter's own field 标题 or 主题 says."""
    lines = source.flow.lines
    for line in lines[max(0, near - _NEAR) : near + _NEAR]:
        if line.region & _FOREIGN or (named := _TITLED.search(line.folded[:200])) is None:
            continue
        following = _NEXT.search(line.folded, named.end())
        words = as_printed(line)[named.end() : following.start() if following else len(line.text)]
        last = line.index
        if not words.strip() and last + 1 < len(lines):
            last, words = last + 1, lines[last + 1].text
        title = squeeze(words).strip(" :：")
        if _SHORTEST <= len(title) <= _LONGEST:
            return Headline(title, (line.index, last), line.el, "信件的标题")
    return None
