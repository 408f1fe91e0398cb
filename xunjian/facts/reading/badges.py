"""Entries that are links, pictures or scripts rather than words: 党政机关标识, 我为政府网站找错, 无障碍."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source, folded
from xunjian.html.scripts import strings_of
from xunjian.html.text import squeeze
from xunjian.model.page import Reading

_BADGE = re.compile(
    r"conac\.cn|_?ideConac|imgConac|(?:^|[/_-])conac[\w-]*\.(?:png|gif|jpe?g|svg|js)|/CA\d{15,}\w*\.js", re.I
)
_BADGE_WORDS = re.compile(r"党政机关(?:网站)?标识|^党政机关$|^事业单位(?:标识)?$|党政机关网站")
_ERROR = re.compile(
    r"zfwzgl\.|exposure/jiucuo|121\.43\.68\.40|121\.40\.115\.217|_jiucuo_|jiucuo\.(?:js|png|gif|jpe?g|svg)|(?:^|[/_-])zhaocuo[\w-]*\.(?:png|gif|jpe?g)",
    re.I,
)
_ERROR_CALL = re.compile(r"\bLink\s*\(\s*['\"]?(?:[a-z]{2}\d{8}|\d{10})['\"]?\s*\)", re.I)
_ERROR_WORDS = re.compile(r"我为政府网站找错|政府网站找错|为政府网站找错")
_HELP_WORDS = re.compile(
    r"无障碍(?!环境|设施|建设|电影|出行|改造|工作|通行|城市|法|宣传|意识)|适老|长者(?!.{0,3}(?:饭堂|食堂|服务中心))|关怀(?:版|模式)|关爱(?:版|模式)|老年(?:版|模式|人版)|老龄版|大字版|敬老版"
)
_HELP_NAMES = re.compile(
    r"wza|wuzhangai|zhangai|accessib|barrier|(?:^|[/_-])(?:slh|shilao|zzzq|zhangzhe|canyou|ewa)[\w-]*\.(?:js|png|gif|html?)|slhyd|cniil",
    re.I,
)


Marks = list[tuple[HtmlElement, str, str]]
"""Element, attribute, value."""


def read_party_badge(marks: Marks) -> Reading | None:
    """The badge of a party or government office: conac script, link or picture."""
    for el, where, value in marks:
        if _BADGE.search(value) or (
            el.tag == "img" and where in {"alt", "title"} and _BADGE_WORDS.search(folded(value))
        ):
            return Reading(squeeze(value)[:120], _place(el, where), squeeze(value)[:200])
    return None


def read_error_report(source: Source, marks: Marks) -> Reading | None:
    """The entry 我为政府网站找错; a site's own correction form is none."""
    for el, where, value in marks:
        if (
            _ERROR.search(value)
            or _ERROR_CALL.search(value)
            or (where in {"alt", "title"} and _ERROR_WORDS.search(folded(value)))
        ):
            return Reading(squeeze(value)[:120], _place(el, where), squeeze(value)[:200])
    for line in source.flow.holding("找错"):
        if (
            len(line.text) < 200
            and _ERROR_WORDS.search(line.folded)
            and (line.anchors or len(line.text) < 40)
        ):
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
        words = squeeze(el.text_content() if el.tag == "button" else el.get("value"))
        if len(words) <= 14 and _HELP_WORDS.search(folded(words)):
            return Reading(words, "按钮", words)
    for el, where, value in marks:
        if where in {"alt", "title"} and len(value) <= 20 and _HELP_WORDS.search(folded(value)):
            return Reading(value, _place(el, where), value)
    for el, where, value in marks:
        if where in {"src", "href", "id", "onclick"} and _HELP_NAMES.search(value[:300]):
            return Reading(squeeze(value)[:120], _place(el, "地址"), squeeze(value)[:200])
    return None


def read_marks(source: Source) -> Marks:
    """Attributes and script strings in which such entries stand, of the whole page."""
    return list(_marks(source))


def _marks(source: Source) -> Iterator[tuple[HtmlElement, str, str]]:
    for el in source.tree.iter("a", "img", "script", "span", "iframe", "input", "area", "div"):
        tag = el.tag
        attributes = el.attrib
        if tag in {"span", "div"}:
            if identity := attributes.get("id"):
                yield el, "id", identity
            if onclick := attributes.get("onclick"):
                yield el, "onclick", onclick
            continue
        for name in ("href", "src", "id", "onclick", "alt", "title", "sitecode"):
            value = attributes.get(name)
            if value:
                yield el, name, value
        if tag == "script" and el.text and _worth_reading(el.text):
            for string in strings_of(el.text):
                if len(string) > 4:
                    yield el, "脚本", string


def _worth_reading(script: str) -> bool:
    lowered = script.lower()
    return "conac" in lowered or "jiucuo" in lowered or "zfwzgl" in lowered


def _place(el: HtmlElement, where: str) -> str:
    if el.tag == "script":
        return "页脚脚本"
    if el.tag == "img":
        return "图片" if where in {"src", "id"} else f"图片 {where}"
    return "框架" if el.tag == "iframe" else "链接"
