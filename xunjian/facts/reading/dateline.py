"""The line under an article's title: day of publication, source; and the day of writing, kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from xunjian.facts.reading.source import Source
from xunjian.facts.reading.title_days import day_in_title
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import FoundDate, find_dates, first_date
from xunjian.html.lines import Flow, Line, as_printed
from xunjian.html.regions import Region
from xunjian.html.text import normalise

_PUBLISHED = re.compile(
    r"(?:发\s?布|发稿|发表|发文章|公开|公布|上传|上网|刊登|刊发|登载|信息|录入|添加|推送)\s?的?(?:时\s?间|日\s?期)|(?:时间|日期)发布|发布于|发表于|pub(?:lish)?\s?(?:time|date)",
    re.I,
)
_PLAIN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:时\s?间|日\s?期)\s?(?=[::\s丨|])|(?:更新|修改)(?:时间|日期)|date\s?[::]", re.I
)
_WRITTEN = re.compile(r"(?:成\s?文|生\s?成|制发|印\s?发|发\s?文|形成|签发|制定|落款)\s?(?:时\s?间|日\s?期)")
_OTHER_DAY = re.compile(
    r"(?:来信|写信|去信|咨询|留言|提问|受理|答复|回复|办结|办理|处理|开始|截止|截至|结束|活动|会议|报名|实施|施行|生效|失效|废止|开标|中标|成交|公告|公示|今天|当前|现在|有效)(?:时间|日期|期限|是|:)?"
)
_SOURCE = re.compile(
    r"(?:信息|文章|稿件|稿源|内容|新闻|资料|文件)?\s?来\s{0,4}源\s{0,2}[::丨|]\s?|稿\s?源\s?[::]\s?|(?:信息|文章|稿件|新闻)来源\s+"
)
_OTHER_SOURCE = re.compile(
    r"(?:来自|出处|[转摘]自|(?:转载|摘录|摘编)自|来源于)\s?[::]\s?|(?:^|(?<=\s))转载?自\s?"
)
"""Said in place of 来源, on a short line."""
_SOURCE_CELL = re.compile(r"(?:^|(?<=\s))来\s{0,4}源\s+(?=\S)")
"""The word alone in a cell of its own."""
_IN_NAMES = "发布|发表|更新|录入|添加|上传|审核|编辑|记者|阅读|访问|查看|评论|下载|微信|供稿|通讯员|摄影"
_SOURCE_END = re.compile(
    r"作\s?者|撰稿|责\s?任\s?编|责编|信息来源|文章来源|索引|文号|字\s?体|字\s?号|字\s?[::]|大\s中\s小|保护视力|视力保护|背景色"
    r"|(?:发布|发稿|发表|发文|更新|录入|添加|上传|上网|刊发|登载|推送|公开|创建|修改|生成|成文|信息)?(?:时\s?间|日\s?期)"
    r"|浏览|点击|人气|次数|打印|打\s印|分享|关闭|收藏|我要|朗读|扫一扫|扫码|纠错"
    rf"|(?:{_IN_NAMES})(?=\s?(?:[::]|者|人\s?[::]|于|单位|机构|部门|次|数|量|率))"
    rf"|(?<=\s)(?:{_IN_NAMES})(?!公众|公号|平台)"
    r"|(?:阅读|访问|查看|评论|下载)(?=\d)|(?:记者|编辑|审核|供稿)(?=\s)"
    r"|[【\[丨]|(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}"
)
"""What follows a source. 发布, 微信, 阅读 and such stand inside names too: 云溪发布, 全民阅读办."""
_CLOSING = {")": "(", "）": "（", "]": "[", "】": "【", "］": "［", "〕": "〔"}
_PARAGRAPH = 70
_SHORT = 120
_ROWS = ("tr", "td", "th", "dl", "dt", "dd")
_ANY_LABEL = re.compile(r"^[\u4e00-\u9fff ]{1,8}[::]")
_COUNTER = re.compile(r"[今昨]日访问|总访问|访问总|在线人数|当前在线")
_CLOCKLIKE = re.compile(
    r"今天|星期|农历|欢迎|[今昨]日访问|总访问|访问总|在线人数|当前在线|页面生成|最后更新\s?:"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands around a title. `line`: number of the line with date or source, if there is one."""

    published: date | datetime | None = None
    published_where: str = ""
    written: date | None = None
    source: str | None = None
    line: int | None = None
    lines: frozenset[int] = frozenset()
    strong: bool = False
    """The date is named as one of publication, or stands with a source."""
    source_said: bool = False
    """The word 来源 stands on the page, though nothing may follow it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells wherever its title stands: read once, weighed again where the title is found."""

    named: tuple[tuple[float, FoundDate, Line], ...]
    """Dates with a name, what the name weighs, and their lines."""
    origins: tuple[tuple[str, Line], ...]
    """What follows 来源, which may be nothing, and the line of the word."""
    written: date | None


def read_told(flow: Flow, zones: Zones) -> Told:
    return Told(tuple(_named(flow, zones)), tuple(_origins(flow, zones)), _written(flow, zones))


def read_dateline(source: Source, zones: Zones, told: Told, near: int | None) -> Dateline:
    """Finds date and source; `near`: number of the title's last line, where known."""
    origin = _origin(told, near)
    candidates = [
        *(_Candidate(weight - _away(line, near), found, line.index) for weight, found, line in told.named),
        *_bare(source.flow.lines, zones, origin[1] if origin else None, near),
        *_in_title(source, near),
    ]
    dated = max(candidates, key=lambda candidate: candidate.rank, default=None)
    used = {
        line for line in (dated.line if dated else None, origin[1] if origin else None) if line is not None
    }
    return Dateline(
        published=dated.found.value if dated else None,
        published_where=f"第 {dated.line + 1} 行“{source.flow.lines[dated.line].text[:40]}”" if dated else "",
        written=told.written,
        source=origin[0] or None if origin else None,
        line=dated.line if dated else (origin[1] if origin else None),
        lines=frozenset(used),
        strong=dated is not None and dated.rank >= _STRONG,
        source_said=origin is not None,
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the day of publication; the higher its rank the likelier."""

    rank: float
    found: FoundDate
    line: int


_NAMED, _BESIDE_SOURCE, _TIME_ONLY, _BARE, _STRONG = 40.0, 34.0, 30.0, 20.0, 24.0


def _away(line: Line, near: int | None) -> float:
    """What speaks against a line: its distance from the title, and being hidden."""
    hidden = 20.0 if line.region & Region.HIDDEN else 0.0
    if near is None:
        return hidden + min(line.index, 500) * 0.01
    distance = line.index - near
    if -8 <= distance <= 12:
        return hidden + abs(distance) * 0.1
    return hidden + (15.0 if abs(distance) <= 45 else 25.0) + min(abs(distance), 500) * 0.01


def _is_able(line: Line, zones: Zones) -> bool:
    return (
        bool(line.text)
        and line.index not in zones.foot
        and not line.region & (Region.NAV | Region.CRUMB | Region.PAGER)
    )


def _behind(line: Line, flow: Flow, zones: Zones) -> Line | None:
    """The next line that may tell of an article."""
    return next((each for each in flow.lines[line.index + 1 :] if _is_able(each, zones)), None)


def _named(flow: Flow, zones: Zones) -> Iterator[tuple[float, FoundDate, Line]]:
    """Dates behind 发布时间, 日期 and the like, on the same line or the next."""
    for line in flow.holding("间", "期", "发布于", "发表于", "time", "date"):
        if not _is_able(line, zones):
            continue
        folded = line.folded[:400]
        if _COUNTER.search(folded):
            continue  # the site's own counter of visits, with the day of the visit
        for pattern, weight in ((_PUBLISHED, _NAMED), (_PLAIN, _TIME_ONLY)):
            for named in pattern.finditer(folded):
                if _is_other_day(folded[max(0, named.start() - 4) : named.start()], weight):
                    continue
                found = _after(folded, named.end())
                if found is None and named.end() >= len(folded.rstrip(" :")):
                    below = _behind(line, flow, zones)
                    following = first_date(below.folded[:40]) if below is not None else None
                    found = following if following is not None and following.start <= 2 else None
                if found is not None:
                    yield weight, found, line


def _is_other_day(before: str, weight: float) -> bool:
    """Whether the words right before 时间 or 发布时间 make it the time of something else: 会议 时间."""
    if weight < _NAMED:
        before = before.rstrip()
    found = _OTHER_DAY.search(before)
    # 公告发布时间 is the time of publication, 办理 发布时间 too: another field ends before it.
    return found is not None and found.end() == len(before) and (weight < _NAMED or found[0][0] != "公")


def _after(text: str, end: int) -> FoundDate | None:
    found = first_date(text[end : end + 40])
    if found is None or len(normalise(text[end : end + 40])[: found.start].strip(" :[]【】|丨")) > 2:
        return None
    return found


def _origins(flow: Flow, zones: Zones) -> Iterator[tuple[str, Line]]:
    """What follows 来源, and on which line; the words may be empty."""
    for line in flow.holding("源", "自", "出处"):
        if not _is_able(line, zones):
            continue
        found = _source_word(line)
        if found is None or (len(line.text) > 200 and found.start() > 60):
            continue
        words = _cut(as_printed(line), line.folded, found.end())
        following = _behind(line, flow, zones)
        if not words and found.end() >= len(line.folded.rstrip()) - 1 and following is not None:
            close = following.index == line.index + 1 and len(following.text) < 40
            if close and not _SOURCE_END.match(following.folded) and not _ANY_LABEL.match(following.folded):
                words = _cut(as_printed(following), following.folded, 0)
        yield words, line


def _origin(told: Told, near: int | None) -> tuple[str, int] | None:
    """Of them the best: with words, and near the title."""
    best: tuple[float, str, int] | None = None
    for words, line in told.origins:
        away = _away(line, near)
        if near is not None and (line.index < near - 12 or away > 20):
            continue
        if best is None or (bool(words), -away) > (bool(best[1]), -best[0]):
            best = (away, words, line.index)
    return (best[1], best[2]) if best else None


def _source_word(line: Line) -> re.Match[str] | None:
    text = line.folded[:300]
    if "源" in text and (found := _SOURCE.search(text)):
        return found
    if len(text) > _SHORT:
        return None
    if found := _OTHER_SOURCE.search(text):
        return found
    in_row = line.el.tag in _ROWS or next(line.el.iterancestors(*_ROWS), None) is not None
    return _SOURCE_CELL.search(text) if in_row and "源" in text else None


def _cut(printed: str, folded: str, begin: int) -> str:
    end = _SOURCE_END.search(folded, begin)
    words = printed[begin : end.start() if end else len(folded)].strip(" :：|-丨;；,，").strip()
    while words[-1:] in _CLOSING and _CLOSING[words[-1]] not in words:
        words = words[:-1].rstrip()  # the bracket that closes the whole line of date and source
    return words[:80]


def _written(flow: Flow, zones: Zones) -> date | None:
    for line in flow.holding("间", "期"):
        found = _WRITTEN.search(line.folded[:600])
        if found is None or not _is_able(line, zones):
            continue
        day = _after(line.folded, found.end())
        if day is not None:
            return day.day
    return None


def _in_title(source: Source, near: int | None) -> Iterator[_Candidate]:
    """The day that an element of its own sets behind the words of the title."""
    if near is None:
        return
    line = source.flow.lines[near]
    if found := first_date(day_in_title(source, line.el, line.text)):
        yield _Candidate(_TIME_ONLY, found, near)


def _under_title(lines: list[Line], near: int) -> Iterator[int]:
    """The lines between a title and the first paragraph: a day further down is the letter's own."""
    for index in range(near, min(near + 6, len(lines))):
        if index > near and lines[index].plain > _PARAGRAPH:
            return
        yield index


def _bare(lines: list[Line], zones: Zones, origin: int | None, near: int | None) -> Iterator[_Candidate]:
    """Dates without a name: on the source's line or beside it, or on a short line right under the title."""
    order = [origin + step for step in (0, -1, 1, -2, 2)] if origin is not None else []
    under = list(_under_title(lines, near)) if near is not None else []
    for index in dict.fromkeys(order + under):
        if not 0 <= index < len(lines) or index in zones.foot:
            continue
        line = lines[index]
        foreign = line.region & (Region.NAV | Region.FOOT | Region.CRUMB | Region.PAGER)
        if (
            len(line.text) > 160
            or foreign
            or _CLOCKLIKE.search(line.folded)
            or (line.anchors and line.plain < 6)
        ):
            continue
        for found in find_dates(line.folded):
            before = line.folded[max(0, found.start - 6) : found.start]
            rest = line.folded[: found.start] + line.folded[found.end :]
            written = _WRITTEN.search(before)
            # 发文日期 of a field table tells the writing; beside 来源 it is the day of publication.
            if (written and (index != origin or written[0][0] != "发")) or _OTHER_DAY.search(before):
                continue
            if index == origin or (len(rest.strip(" []()|【】")) < 40 and index != near):
                weight = _BESIDE_SOURCE if index in order else _BARE
                yield _Candidate(weight - _away(line, near), found, index)
                break
