"""The name by which a list page calls itself."""

import re

from xunjian.facts.lexicon import fold_name
from xunjian.facts.reading.closing_words import CLOSING_WORDS as CLOSING_WORDS
from xunjian.facts.reads import ReadPage

LONGEST_NAME = 24
"""Folded characters; a longer text is a title or a sentence."""
_MARKS = " >»›→·•-—–|｜:：\u3000\u00a0"
_HOME_WORDS = frozenset({"首页", "主页", "网站首页", "当前位置", "您的位置", "您所在的位置", "位置", "home"})

_MONTH = re.compile(
    r"(?:(?:19|20)\d\d年?)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:(?:19|20)\d\d年?)?"
    r"|(?:jan|febr?u?|march|april|may|june|july|august|sept?em|octo|novem|decem)(?:uary|ary|ber)?(?:(?:19|20)\d\d)?"
)


def is_archive(name: str) -> bool:
    """Whether a name is only a month: a folder of what was written then, no column."""
    return _MONTH.fullmatch(fold_name(name)) is not None


def column_crumbs(page: ReadPage) -> list[str]:
    """The breadcrumb without 首页 before it and 正文 behind it."""
    crumbs = [each.strip(_MARKS) for each in page.reading.breadcrumb]
    crumbs = [each for each in crumbs if fold_name(each) and fold_name(each) not in _HOME_WORDS]
    while crumbs and fold_name(crumbs[-1]) in CLOSING_WORDS:
        crumbs.pop()
    return crumbs


def own_name(page: ReadPage) -> tuple[str, str]:
    """The name by which a list page calls itself, and where it says so."""
    reading = page.reading
    label = reading.labels.get("ColumnName", "").strip()
    if label and len(fold_name(label)) <= LONGEST_NAME:
        return label, "ColumnName 标签"
    crumbs = column_crumbs(page)
    if crumbs:
        return crumbs[-1], "面包屑"
    if reading.heading and len(fold_name(reading.heading)) <= LONGEST_NAME:
        return reading.heading, "页面标题"
    title = reading.document_title.replace("_", "-").replace("|", "-").split("-")[0].strip()
    return (title, "网页标题") if title and len(fold_name(title)) <= LONGEST_NAME else ("", "")
