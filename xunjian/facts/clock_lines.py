"""Lines of a template that tell the day on which a page was made: 今天是2026年11月22日 星期日。

They differ from page to page where pages were fetched on different days, and are nobody's text.
"""

import re
from datetime import date, timedelta

_DATE = (
    r"(?:19|20)\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?"
    r"|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_LUNAR = (
    r"(?:农历|阴历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])?年?[\[(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪]?[\])]?年?"
    r"闰?(?:正|冬|腊|[一二三四五六七八九十]{1,2})月(?:初|十|廿|二十|三十)[一二三四五六七八九十]?"
)
_TIMES = re.compile(
    rf"(?P<day>{_DATE})|\d{{1,2}}月\d{{1,2}}日|(?:星期|周|礼拜)[一二三四五六日天]|\d{{1,2}}[:时点]\d{{1,2}}(?:[:分](?:\d{{1,2}}秒?)?)?"
    rf"|{_LUNAR}|上午|下午|\b[ap]m\b"
)
_GREETS = re.compile(
    r"今天是?|今日是?|现在(?:是|时间)?|当前(?:时间|日期)|北京时间|系统时间|公历|[您你]好|(?:早上|上午|中午|下午|晚上)好|早安|晚安"
    r"|欢迎(?:[您你])?(?:访问|光临|来到|浏览)[^。,!;:]{0,20}"
)
_SIGNS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\d+")
_CENTURIES = ("20", "19")
"""One of them begins the year of every day that is told in figures; most pieces have none."""
_LONGEST = 60
"""Characters; a longer piece is no such line."""


def is_clock(text: str) -> bool:
    """Whether a folded piece says what day it is and nothing else."""
    if len(text) > _LONGEST or _TIMES.search(text) is None or _GREETS.search(text) is None:
        return False
    return not _SIGNS.sub("", _TIMES.sub("", _GREETS.sub("", text)))


def of_the_day(text: str, fetched: str) -> str:
    """A folded piece that names the day on which its page was fetched, without that day and other numbers
    (the weather beside it); else empty. A text of the day before yesterday names another day."""
    if len(text) > _LONGEST or not any(century in text for century in _CENTURIES):
        return ""
    days = [day for hit in _TIMES.finditer(text) if hit["day"] and (day := _day(hit["day"])) is not None]
    if not days or not any(abs(day - _date(fetched)) <= timedelta(days=1) for day in days):
        return ""
    return f"⌚{_SIGNS.sub('', _NUMBERS.sub('', _TIMES.sub('', text)))}"


def _date(stamp: str) -> date:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return date.min + timedelta(days=1)


def _day(text: str) -> date | None:
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    try:
        return date(*numbers[:3]) if len(numbers) == 3 else None
    except ValueError:
        return None
