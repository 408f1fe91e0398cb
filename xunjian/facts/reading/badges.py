"""Entries that are links, pictures or scripts rather than words: 党政机关标识, 我为政府网站找错, 无障碍."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree
from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source, folded
from xunjian.html.scripts import is_run, strings_of
from xunjian.html.text import squeeze
from xunjian.html.tree import first_words
from xunjian.model.page import Reading

_BADGE = re.compile(
    r"conac\.cn|_?ideConac|imgConac|(?:^|[/_-])conac[\w-]{0,60}\.(?:png|gif|jpe?g|svg|js)|/CA\d{15}\w{0,60}\.js",
    re.I,
)
_REGISTRY = re.compile(r"\s*(?:https?:)?//(?:www\.)?conac\.cn/?\s*$", re.I)
"""The home page of the office that gives the badges out: a friendly link."""
_BADGE_WORDS = re.compile(r"党政机关(?:网站)?标识|^党政机关$|^事业单位(?:标识)?$|党政机关网站")
_ERROR = re.compile(
    r"zfwzgl\.|zfwzxx\.www\.gov\.cn/check_web/error|exposure/jiucuo|121\.43\.68\.40|121\.40\.115\.217|_jiucuo_|jiucuo\.(?:js|png|gif|jpe?g|svg)|(?:^|[/_-])zhaocuo[\w-]{0,60}\.(?:png|gif|jpe?g)",
    re.I,
)
_ERROR_CALL = re.compile(r"\bLink\s*\(\s*['\"]?(?:[a-z]{2}\d{8}|\d{10})['\"]?\s*\)", re.I)
_ERROR_WORDS = re.compile(r"我为政府网站找错|政府网站找错|为政府网站找错")
_ERROR_NEEDS = ("zfwzgl", "zfwzxx", "jiucuo", "121.4", "zhaocuo", "link(", "link (", "找错", "找錯")
_HELP_WORDS = re.compile(
    r"无障碍(?!环境|设施|建设|电影|出行|改造|工作|通行|城市|法|宣传|意识)|适老|长者(?!.{0,3}(?:饭堂|食堂|服务中心))|关怀(?:版|模式)|关爱(?:版|模式)|老年(?:版|模式|人版)|老龄版|大字版|敬老版"
)
_HELP_NAMES = re.compile(
    r"wza|wuzhangai|zhangai|accessib|barrier|(?:^|[/_-])(?:slh|shilao|zzzq|zhangzhe|canyou|ewa)[\w-]*\.(?:js|png|gif|html?)|slhyd|cniil",
    re.I,
)
_HELP_NEEDS = (
    "wza",
    "zhangai",
    "accessib",
    "barrier",
    "slh",
    "shilao",
    "zzzq",
    "zhangzhe",
    "canyou",
    "ewa",
    "cniil",
)
_ENTRY = 16
"""Characters: words of an entry are few, a headline about corrections has more."""
_LATE = ("data-src", "data-original", "data-href", "data-url")
"""Where pictures and addresses wait that a script puts in place."""
_ATTRIBUTES = frozenset({"href", "src", "onclick", "alt", "title", "sitecode", *_LATE})
_TAGS = ("a", "img", "script", "iframe", "input", "area")
_NAMED = frozenset({*_TAGS, "span", "div"})
_OF_ANY = etree.XPath("//@onclick | //@data-href | //@data-url")


@dataclass(frozen=True, slots=True)
class Marks:
    """Attributes and script strings in which such entries stand: element, attribute, value."""

    entries: list[tuple[HtmlElement, str, str]]
    small: str
    """All values in small letters, one below the other."""
    starts: list[int]
    """Where each begins in it."""

    def holding(self, *words: str) -> list[tuple[HtmlElement, str, str]]:
        """The entries, in order, with one of the words (in small letters)."""
        found: set[int] = set()
        for word in words:
            at = self.small.find(word)
            while at >= 0:
                index = bisect_right(self.starts, at) - 1
                found.add(index)
                at = self.small.find(word, self.starts[index + 1])
        return [self.entries[index] for index in sorted(found)]


def read_party_badge(marks: Marks) -> Reading | None:
    """The badge of a party or government office: conac script, link or picture."""
    for el, where, value in marks.holding("conac", "/ca", "党政", "黨政", "事业单位", "事業單位"):
        if (_BADGE.search(value) and not _REGISTRY.match(value)) or (
            el.tag == "img" and where in {"alt", "title"} and _BADGE_WORDS.search(folded(value))
        ):
            return Reading(squeeze(value)[:120], _place(el, where), squeeze(value)[:200])
    return None


def read_error_report(source: Source, marks: Marks) -> Reading | None:
    """The entry 我为政府网站找错; a site's own correction form is none."""
    for el, where, value in marks.holding(*_ERROR_NEEDS):
        if (
            _ERROR.search(value)
            or _ERROR_CALL.search(value)
            or (where in {"alt", "title"} and len(value) <= _ENTRY and _ERROR_WORDS.search(folded(value)))
        ):
            return Reading(squeeze(value)[:120], _place(el, where), squeeze(value)[:200])
    for line in source.flow.holding("找错"):
        entries = [line.text, *(anchor.text for anchor in line.anchors)]
        if any(len(words) <= _ENTRY and _ERROR_WORDS.search(folded(words)) for words in entries):
            return Reading(line.text[:120], "文字", line.text[:200])
    return None


def read_accessibility(source: Source, marks: Marks) -> Reading | None:
    """The entry to a barrier-free or elder-friendly version: short link or label, picture, script."""
    for line in source.flow.holding(
        "无障碍", "适老", "长者", "关怀", "关爱", "老年", "老龄版", "大字版", "敬老版"
    ):
        if _HELP_WORDS.search(line.folded) is None:
            continue
        for anchor in line.anchors:
            if len(anchor.text) <= 14 and _HELP_WORDS.search(folded(anchor.text)):
                return Reading(anchor.text, "链接文字", line.text[:200])
        if len(line.text) <= 14:
            return Reading(line.text, "文字", line.text)
    for el in source.tree.iter("button", "input"):
        words = squeeze(first_words(el, 40) if el.tag == "button" else el.get("value"))
        if len(words) <= 14 and _HELP_WORDS.search(folded(words)):
            return Reading(words, "按钮", words)
    for el, where, value in marks.entries:
        if where in {"alt", "title"} and len(value) <= 20 and _HELP_WORDS.search(folded(value)):
            return Reading(value, _place(el, where), value)
    for el, where, value in marks.holding(*_HELP_NEEDS):
        if where in {"src", "href", "id", "onclick"} and _HELP_NAMES.search(value[:300]):
            return Reading(squeeze(value)[:120], _place(el, "地址"), squeeze(value)[:200])
    return None


def read_marks(source: Source) -> Marks:
    """Attributes and script strings in which such entries stand, of the whole page."""
    entries = list(_marks(source))
    small = [value.lower() for _, _, value in entries]
    starts = [0, *accumulate([len(value) + 1 for value in small])]
    return Marks(entries, "\n".join(small), starts)


def _marks(source: Source) -> Iterator[tuple[HtmlElement, str, str]]:
    # A template is shown by nothing but a script that fills it.
    hidden = {el for template in source.tree.iter("template") for el in template.iter()}
    for el in source.tree.iter(*_TAGS):
        if hidden and el in hidden:
            continue
        for name, value in el.items():
            if value and name in _ATTRIBUTES:
                yield el, name, value
        if el.tag == "script" and el.text and _worth_reading(el.text) and is_run(el.get("type") or ""):
            for string in strings_of(el.text):
                if len(string) > 4:
                    yield el, "脚本", string
    # Asked for by attribute: most elements of a page have none of these. An address says more than a name.
    found = _OF_ANY(source.tree)
    for value in found if isinstance(found, list) else ():
        if not value or not isinstance(value, etree._ElementUnicodeResult):
            continue
        holder = value.getparent()
        if not isinstance(holder, HtmlElement) or (hidden and holder in hidden):
            continue
        name = str(value.attrname)
        if name != "onclick" or holder.tag not in _TAGS:
            yield holder, name, str(value)
    for el in source.tree.iter(*_NAMED):
        if (named := el.get("id")) and not (hidden and el in hidden):
            yield el, "id", named


def _worth_reading(script: str) -> bool:
    lowered = script.lower()
    return "conac" in lowered or "jiucuo" in lowered or "zfwz" in lowered


def _place(el: HtmlElement, where: str) -> str:
    if el.tag == "script":
        return "页脚脚本"
    if el.tag == "img":
        return "图片" if where in {"src", "id"} else f"图片 {where}"
    return "框架" if el.tag == "iframe" else "链接"
