"""The six parts of a report: where their headings stand, and what stands below them (standards.md §3.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MAIN = r"第?[一二三四五六七八九十]+(?:部分[、.:]?|[、.:])"
_NUMBERED = r"(?:第?[一二三四五六七八九十]+(?:部分)?[、.:)]?|[(（]?[一二三四五六七八九十\d]+[)）、.])"
_PARTS = {
    1: r"总体情况|工作概述|概述|概况|基本情况",
    2: r"主动公开(?:政府信息)?(?:的)?情况",
    3: r"收到和处理|依申请公开.{0,12}情况",
    4: r"行政复议.{0,12}行政诉讼|行政诉讼.{0,12}行政复议|复议.{0,4}诉讼",
    5: r"主要问题|存在的?问题|问题(?:及|和|与)改进|不足",
    6: r"其[他它]需要?(?:报告|说明)|其[他它].{0,4}事项",
}
_HEADINGS = {part: re.compile(words) for part, words in _PARTS.items()}
_LONGEST_HEADING = 48
_LEAST_WORDS = 10
_MOST_NUMBERED = 4
PROBLEMS, OTHER = 5, 6


@dataclass(frozen=True)
class Parts:
    """The parts that were found, by number from 1 (总体情况) to 6 (其他需要报告的事项)."""

    lines: tuple[str, ...]
    places: dict[int, int]
    """Part -> the line of its heading."""

    @property
    def found(self) -> frozenset[int]:
        return frozenset(self.places)

    @property
    def empty(self) -> frozenset[int]:
        """Parts with a heading and nothing below it: asked of the problems alone."""
        words = "".join("".join(self.below(PROBLEMS)).split())
        return frozenset((PROBLEMS,) if PROBLEMS in self.places and len(words) < _LEAST_WORDS else ())

    def below(self, part: int) -> tuple[str, ...]:
        """The lines of a part, first what stands behind its heading; none where the part is not there."""
        at = self.places.get(part)
        if at is None:
            return ()
        end = min((each for each in self.places.values() if each > at), default=len(self.lines))
        same = _behind_heading(self.lines[at])
        return (*((same,) if same else ()), *self.lines[at + 1 : end])


def find_parts(lines: tuple[str, ...]) -> Parts:
    """Parts whose heading stands there. Where a list of contents comes first, the last heading counts."""
    return Parts(lines, {part: at for at, part in _headings(lines)})


def _behind_heading(line: str) -> str:
    """What follows a heading in its own line: 五、存在的主要问题。公开的深度还不够…"""
    words = re.sub(rf"^(?:{_MAIN}|{_NUMBERED})", "", "".join(line.split()))
    head, mark, rest = words.replace(":", "。", 1).partition("。")
    return rest if mark and len(head) <= _LONGEST_HEADING else words if len(words) > _LONGEST_HEADING else ""


def _headings(lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Line and part: by 一、二、…; where too few are so numbered, by any number; else by short lines."""
    levels: tuple[list[tuple[int, int]], ...] = ([], [], [])
    for at, line in enumerate(lines):
        words = "".join(line.split())
        level = 0 if re.match(_MAIN, words) else 1 if re.match(_NUMBERED, words) else 2
        if level == 2 and (len(words) > _LONGEST_HEADING or re.search("[,，。;；]", words)):
            continue
        head = words[:_LONGEST_HEADING].partition("。")[0]
        part = next((part for part, pattern in _HEADINGS.items() if pattern.search(head)), 0)
        if part:
            levels[level].append((at, part))
    known: set[int] = set()
    for found in levels:
        if len(known) < _MOST_NUMBERED:
            yield from [(at, part) for at, part in found if part not in known]
            known |= {part for _, part in found}
