"""What a link of a list says beside its title: dates set inside it, lines in its title attribute."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import islice

from xunjian.facts.reading.source import folded
from xunjian.html.dates import date_set_apart, find_dates
from xunjian.html.lines import Anchor, Line
from xunjian.html.text import squeeze
from xunjian.html.tree import first_words
from xunjian.html.urls import leads_nowhere

_TITLE = re.compile(r"^(?:文章|信息)?标\s?题\s?[::]\s*")
_DAY = re.compile(r"^(?:(?:发布|发表|更新|添加|录入|公开)\s?)?(?:时\s?间|日\s?期)\s?[::]")
_OTHER = re.compile(
    r"^(?:作\s*者|来\s?源|点击(?:数|率|量|次数)?|浏览(?:数|量|次数)?|发布(?:者|人|单位|机构)|栏\s?目)\s?[::]"
)
_HOLDERS = ("span", "i", "em", "time", "b", "font", "small", "label", "p", "div")
_VIEW = frozenset(
    {"查看", "详情", "详细", "查看详情", "查看全文", "查看内容", "点击查看", "浏览", "阅读", "预览", "打开"}
)
_LOAD = frozenset(
    {"下载", "附件", "点击下载", "附件下载", "文件下载", "立即下载", "下载附件", "[下载]", "【下载】"}
)
_BESIDE_VIEW = _VIEW | _LOAD | {"解读", "打印"}
_NAMES = re.compile(r"[\u4e00-\u9fff]{4}")
_BRACKETED = re.compile(r"[\[【［〔].+[\]】］〕]")
_OPEN = re.compile(r"[\[【［〔]\s?$")
_SHUT = re.compile(r"\s?[\]】］〕]")
_CATEGORY = 14
_AGAIN = 3
"""A title may be linked twice: in a list for small screens, too."""
_MOST_LINKS = 8
_MOST_HOLDERS = 40
_DAY_CHARS = range(6, 40)
_ASIDE = re.compile(
    r"[\s:|·/()\[\]【】-]*(?:(?:发布|发表|更新|添加|录入|公开|上传)?\s?(?:时\s?间|日\s?期)?\s?:?)?"
    r"[\s:|·/()\[\]【】-]*(?:星期|周)?[一二三四五六日天]?"
    r"(?:[\s|]*(?:浏览|点击|阅读|访问|人气)(?:次数|量|数|率)?\s?:?\s?\d*次?)?[\s|\])】-]*"
)
"""What may stand beside a day that an element of its own holds: its name, the weekday, a count of visits."""


def full_title(anchor: Anchor) -> str:
    """The title in a link's title attribute; templates set author, clicks and date on lines below it."""
    lines = _lines(anchor)
    for line in lines:
        if "题" in line[:6] and (found := _TITLE.match(folded(line))):
            return line[found.end() :] if len(folded(line)) == len(line) else folded(line)[found.end() :]
    if len(lines) < 2:
        return "".join(lines)
    return " ".join(line for line in lines if not (_DAY.match(folded(line)) or _OTHER.match(folded(line))))


def is_category(anchor: Anchor, lines: Sequence[Line], known: Counter[tuple[str, str]]) -> bool:
    """Whether a link names the column or office of a row: in brackets ([通知]), or the same in more rows.

    `known`: how often each address with its words is linked.
    """
    if len(anchor.text) > _CATEGORY or anchor.line >= len(lines):
        return False
    if known[anchor.href, anchor.text] >= _AGAIN and not leads_nowhere(anchor.href):
        return True
    if _BRACKETED.fullmatch(anchor.text) is not None:
        return True
    text = lines[anchor.line].text
    return (
        _OPEN.search(text[: anchor.start][-2:]) is not None
        and _SHUT.match(text[anchor.end :][:2]) is not None
    )


def title_in_cell(anchor: Anchor) -> str:
    """The title that another cell of a table's row holds, where its links say no more than 查看, 下载."""
    if anchor.text not in _VIEW and anchor.text not in _LOAD:
        return ""
    row = next(anchor.el.iterancestors("tr", "li"), None)
    links = list(islice(row.iter("a"), _MOST_LINKS + 1)) if row is not None else []
    if row is None or len(links) > _MOST_LINKS:
        return ""
    beside = [squeeze(first_words(link, 40)) for link in links]
    if any(words not in _BESIDE_VIEW for words in beside):
        return ""
    if anchor.text in _LOAD and any(words in _VIEW for words in beside):
        return ""  # the row leads to its page, not to its file
    if row.tag == "li":
        return _words_beside(squeeze(first_words(row, 200)), beside)
    cells = [squeeze(first_words(cell, 200)) for cell in row.iterchildren("td", "th")]
    named = max((cell for cell in cells if _NAMES.search(cell)), key=len, default="")
    return named if len(cells) > 1 and 6 <= len(named) <= 150 else ""


def _words_beside(text: str, links: Sequence[str]) -> str:
    """The words of a row that are neither its links' nor its day's."""
    for words in links:
        text = text.replace(words, " ", 1)
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    text = squeeze(text).strip(" []【】()（）|·•-—:：")
    return text if 6 <= len(text) <= 150 and _NAMES.search(text) else ""


def day_in_attribute(anchor: Anchor) -> date | None:
    """The day that a link's title attribute tells, on a line of its own or at its end."""
    if "20" not in anchor.title and "19" not in anchor.title:
        return None
    for line in _lines(anchor):
        found = find_dates(line)
        if found and (_DAY.match(folded(line)) or found[-1].end >= len(folded(line)) - 2):
            return found[-1].day
    return None


def without_day(anchor: Anchor, text: str) -> str:
    """A link's words without the date that an element of its own sets before or behind them."""
    if len(anchor.el) == 0 or ("20" not in text and "19" not in text):
        return text
    for el in islice(anchor.el.iter(*_HOLDERS), _MOST_HOLDERS):
        words = squeeze(first_words(el, 60))
        if len(words) not in _DAY_CHARS or len(words) >= len(text):
            continue
        if not _is_day(folded(words)):
            continue
        if text.endswith(words):
            return text[: -len(words)].rstrip()
        if end := _end_of(words, text):
            return text[end:].lstrip()
    return _without_pieces(anchor, text)


def _without_pieces(anchor: Anchor, text: str) -> str:
    """A link's words without a day and a year with month that stand in two elements before or behind."""
    leaves = [squeeze(el.text) for el in islice(anchor.el.iter(*_HOLDERS), 12) if not len(el)]
    for pair in (leaves[:2], leaves[-2:]):
        if len(pair) == 2 and max(map(len, pair)) <= 10 and date_set_apart(" ".join(pair)) is not None:
            joined = "".join(pair)
            if end := _end_of(joined, text):
                return text[end:].lstrip() or text
            if "".join(text.split()).endswith(joined):
                return text[: len(text) - _end_of(joined[::-1], text[::-1])].rstrip() or text
    return text


def _end_of(words: str, text: str) -> int:
    """Where words that begin a text end in it, blanks aside (`<br>` makes one); 0 where they do not."""
    wanted = "".join(words.split())
    seen = at = 0
    while at < len(text) and seen < len(wanted):
        if not text[at].isspace():
            if text[at] != wanted[seen]:
                return 0
            seen += 1
        at += 1
    return at if seen == len(wanted) else 0


def _is_day(words: str) -> bool:
    """Whether words are a day and nothing but what goes with one."""
    found = find_dates(words)
    if found:
        return _ASIDE.fullmatch(f"{words[: found[0].start]} {words[found[0].end :]}") is not None
    return len(words) <= 12 and date_set_apart(words) is not None


def _lines(anchor: Anchor) -> list[str]:
    title = anchor.title
    if "\n" not in title and "\r" not in title:
        return [squeeze(title)] if title else []
    return [line for part in title.splitlines() if (line := squeeze(part))]
