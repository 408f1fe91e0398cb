"""The line under an article's title: day of publication, source; and the day of writing, kept apart."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import FoundDate, find_dates, first_date
from xunjian.html.flow import Line, Region, as_printed
from xunjian.html.text import normalise

_PUBLISHED = re.compile(
    r"(?:发\s?布|发稿|发表|发文章|公开|公布|上传|上网|刊登|刊发|登载|信息|录入|添加|推送)\s?的?(?:时\s?间|日\s?期)|(?:时间|日期)发布|发布于|发表于|pub(?:lish)?\s?(?:time|date)",
    re.I,
)
_PLAIN = re.compile(r"(?<![\u4e00-\u9fff])(?:时\s?间|日\s?期)\s?(?=[::\s])|(?:更新|修改)(?:时间|日期)|date\s?[::]", re.I)
_WRITTEN = re.compile(r"(?:成文|生成|制发|印发|发文|形成|签发|制定|落款)\s?(?:时\s?间|日\s?期)")
_OTHER_DAY = re.compile(r"(?:开始|截止|截至|结束|活动|会议|报名|实施|施行|生效|失效|废止|开标|中标|成交|公告|公示|今天|当前|现在|有效)(?:时间|日期|期限|是|:)?")
_SOURCE = re.compile(r"(?:信息|文章|稿件|稿源|内容|新闻|资料|文件)?\s?来\s{0,4}源\s{0,2}[::]\s?|稿\s?源\s?[::]\s?|(?:信息|文章|稿件|新闻)来源\s+")
_SOURCE_END = re.compile(
    r"(?:作\s?者|记\s?者|撰稿|编辑|责编|审核|发布|发表|时\s?间|日\s?期|更新|录入|字\s?体|字\s?号|字\s?[::]|浏览|阅读|点击|访问|人气|次数|打印|打\s印|分享|关闭|收藏|下载|我要|大\s中\s小|索引|文号|信息来源|文章来源|朗读|"
    r"扫一扫|微信|扫码|保护视力|视力保护|背景色|供稿|纠错|评论|查看)|[【\[|丨]|(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}"
)
_CLOCKLIKE = re.compile(r"今天|星期|农历|欢迎")


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


def read_dateline(source: Source, zones: Zones, near: int | None) -> Dateline:
    """Finds date and source; `near`: number of the title's last line, where known."""
    lines = [
        line
        for line in source.flow.lines
        if line.text and line.index not in zones.foot and not line.region & (Region.NAV | Region.CRUMB | Region.PAGER)
    ]
    dated = _published(lines, near)
    origin = _origin(lines, near, dated[1] if dated else None)
    written = _written(lines)
    used = {line for line in (dated[1] if dated else None, origin[1] if origin else None) if line is not None}
    if dated is None or not dated[2]:
        beside = _beside(source.flow.lines, origin[1] if origin else None, near)
        if beside is not None and (dated is None or origin is not None):
            dated = (beside[0], beside[1], origin is not None)
            used.add(beside[1])
    return Dateline(
        published=dated[0].value if dated else None,
        published_where=f"正文上方第 {dated[1] + 1} 行" if dated else "",
        written=written,
        source=origin[0] or None if origin else None,
        line=dated[1] if dated else (origin[1] if origin else None),
        lines=frozenset(used),
        strong=bool(dated and dated[2]),
        source_said=origin is not None,
    )


def _published(lines: list[Line], near: int | None) -> tuple[FoundDate, int, bool] | None:
    best: tuple[tuple[int, int], FoundDate, int] | None = None
    for position, line in enumerate(lines):
        folded = line.folded
        if len(folded) > 400:
            folded = folded[:400]
        for pattern, weight in ((_PUBLISHED, 2), (_PLAIN, 1)):
            for named in pattern.finditer(folded):
                if _OTHER_DAY.search(folded[max(0, named.start() - 4) : named.start()]):
                    continue
                found = _after(folded, named.end())
                if found is None and named.end() >= len(folded.rstrip(" ::")) and position + 1 < len(lines):
                    following = first_date(lines[position + 1].folded[:40])
                    found = following if following is not None and following.start <= 2 else None
                if found is None:
                    continue
                distance = abs(line.index - near) if near is not None else line.index
                rank = (weight if distance < 60 else 0, -distance)
                if best is None or rank > best[0]:
                    best = (rank, found, line.index)
    return (best[1], best[2], best[0][0] == 2) if best else None


def _after(text: str, end: int) -> FoundDate | None:
    found = first_date(text[end : end + 40])
    if found is None or len(normalise(text[end : end + 40])[: found.start].strip(" ::[]【】|")) > 2:
        return None
    return found


def _origin(lines: list[Line], near: int | None, dated: int | None) -> tuple[str, int] | None:
    best: tuple[int, str, int] | None = None
    anchor = near if near is not None else dated
    for position, line in enumerate(lines):
        found = _SOURCE.search(line.folded[:300])
        if found is None or (len(line.text) > 200 and found.start() > 60):
            continue
        distance = abs(line.index - anchor) if anchor is not None else line.index
        if anchor is not None and (distance > 60 or line.index < anchor - 12):
            continue
        words = _cut(as_printed(line), line.folded, found.end())
        if not words and found.end() >= len(line.folded.rstrip()) - 1 and position + 1 < len(lines):
            following = lines[position + 1]
            if following.index == line.index + 1 and len(following.text) < 40 and not _SOURCE_END.match(following.folded):
                words = _cut(as_printed(following), following.folded, 0)
        if best is None or (bool(words), -distance) > (bool(best[1]), -best[0]):
            best = (distance, words, line.index)
    return (best[1], best[2]) if best else None


def _cut(printed: str, folded: str, begin: int) -> str:
    end = _SOURCE_END.search(folded, begin)
    return printed[begin : end.start() if end else len(folded)].strip(" :：|-丨;；,，").strip()[:80]


def _written(lines: list[Line]) -> date | None:
    for line in lines:
        found = _WRITTEN.search(line.folded[:600])
        if found is None:
            continue
        day = _after(line.folded, found.end())
        if day is not None:
            return day.day
    return None


def _beside(lines: list[Line], origin: int | None, near: int | None) -> tuple[FoundDate, int] | None:
    """A bare date on the source's line or on a short line between title and body."""
    order: list[int] = []
    if origin is not None:
        order += [origin, origin - 1, origin + 1, origin - 2, origin + 2]
    if near is not None:
        order += list(range(near, near + 6))
    for index in order:
        if not 0 <= index < len(lines):
            continue
        line = lines[index]
        if len(line.text) > 160 or line.region & (Region.NAV | Region.FOOT | Region.CRUMB) or _CLOCKLIKE.search(line.folded):
            continue
        if line.anchors and line.plain < 6:
            continue
        for found in find_dates(line.folded):
            before = line.folded[max(0, found.start - 6) : found.start]
            rest = line.folded[: found.start] + line.folded[found.end :]
            if _WRITTEN.search(before) or _OTHER_DAY.search(before):
                continue
            if index == origin or len(rest.strip(" []()|【】")) < 40 and not (near is not None and index == near):
                return found, index
    return None
