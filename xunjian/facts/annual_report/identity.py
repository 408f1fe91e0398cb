"""Whose report it is, on what time, and whether its words are last year's (X-4, X-6)."""

import re
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from xunjian.facts.annual_report.parts import PROBLEMS, Parts
from xunjian.html.text import compact, fold

_PERIOD = re.compile(
    r"(?<!\d)(?:自|从)?(20\d\d)年0?1月0?1日(?:起|开始)?(?:至|到|[-—–~])+(?:(20\d\d)年)?0?12月31日"
)
_LOOSE_PERIOD = re.compile(r"0?1月0?1日(?:起|开始)?(?:至|到|[-—–~])+(?:(?:20\d\d|当|同|本)年)?0?12月31日")
_FIGURES = re.compile("统计|数据|期限|时限|时间")
_NEAR = 30
_CONTACT = re.compile("电话|联系|地址|邮编|邮箱|传真")
_NO_LETTER = re.compile(r"[\W\d_]+")
_GENERAL = 1


def other_periods(lines: Iterable[str], year: int) -> tuple[str, ...]:
    """The periods that a report gives for its figures, where none of them is the year it reports on.

    Only a period from 1 January to 31 December, said of figures, is one: others are times of something.
    """
    text = "".join("".join(line.split()) for line in lines)
    found = [
        (match[0], {int(each) for each in match.groups() if each})
        for match in _PERIOD.finditer(text)
        if _FIGURES.search(text[max(0, match.start() - _NEAR) : match.end()])
    ]
    if not year or any(years == {year} for _, years in found):
        return ()
    return tuple(dict.fromkeys(words for words, _ in found))


def untold(lines: Iterable[str], title: str, unit: str) -> tuple[str, ...]:
    """What should say whose report it is and on what time, and is not there."""
    text = "".join("".join(line.split()) for line in lines)
    name = compact(fold(unit))
    checks = (
        ("标题中的年度", bool(re.search(r"20\d\d", fold(title)))),
        ("单位名称", not re.search(r"[\u4e00-\u9fff]", name) or _is_named(name, text + compact(fold(title)))),
        ("统计期限", bool(_LOOSE_PERIOD.search(text))),
        ("联系方式", bool(_CONTACT.search(text))),
    )
    return tuple(what for what, told in checks if not told)


def _is_named(unit: str, text: str) -> bool:
    short = re.sub("(?:人民政府)?(?:办公[室厅])?$", "", re.sub("(?:门户|政务)?(?:网站|网)$", "", unit))
    return bool(short) and (
        short in text or any(word in text for word in ("我局", "我县", "我市", "本机关", "本单位"))
    )


def own_letters(parts: Parts) -> str:
    """The words that an office writes itself, of the first part and the one on problems, without numbers.

    Empty where one of them was not found: tables and standing phrases are alike every year.
    """
    if not {_GENERAL, PROBLEMS} <= parts.found:
        return ""
    lines = (*parts.below(_GENERAL), *parts.below(PROBLEMS))
    return _NO_LETTER.sub("", "".join(lines))


def likeness(one: str, two: str) -> float:
    """How much of two texts is the same, in order: 0–1."""
    return ratio(one, two) / 100
