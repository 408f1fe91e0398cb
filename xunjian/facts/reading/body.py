"""The body of an article: which lines it is, its words, pictures and films."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from xunjian.facts.reading.dateline import Dateline
from xunjian.facts.reading.headline import Headline
from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones, inside
from xunjian.html.kept import kept
from xunjian.html.lines import Line
from xunjian.html.regions import Region
from xunjian.html.text import compact

ATTACHMENT_END = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|csv|txt|ceb|rtf|gd|sep)(?:$|[?#&])", re.I
)
_BODY_NAMES = re.compile(
    r"trs_(?:editor|ueditor|preappend|view)|ucapcontent|(?:^|[\s_-])(?:zoom|zoomcon|article|art|news|info|detail|xl|xx|con|cont|content|text|txt|main|body|view|article_?con|zw|zhengwen|wz|nr)[\s_-]*"
    r"(?:content|con|cont|text|txt|body|article|main|box|nr|detail)?(?:$|[\s_\d-])|v_news_content|wp_articlecontent",
    re.I,
)
_STRONG_BODY = re.compile(
    r"trs_(?:editor|ueditor|view)|ucapcontent|v_news_content|wp_articlecontent|^zoom$|(?:^|\s)zoom(?:\s|$)|article[-_]?(?:content|body|con|text)|news[-_]?(?:content|text|con|body)",
    re.I,
)
_NOISE_SIGNS = "分扫打关收纠我返下大中小浏阅点访字编作审上没相推附视微Q背朗听"
_NOISE_WORDS = (
    r"分享(?:到|至)?\s*[::]?|扫一扫.{0,20}|[【\[]?\s*(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|收藏(?:本页)?|纠错|我要纠错|返回顶部|返回列表|返回|下载|大|中|小)\s*[】\]]?"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数|人数)?\s*[::]?\s*\d*\s*次?|字\s*[体号]\s*(?:大小)?\s*[::]?|[(（]?(?:责任)?编辑\s*[::]\s*\S{0,12}|-{2,}\s*分[隔割]线\s*-{2,}|作者\s*[::]\s*\S{0,12}|审核\s*[::]\s*\S{0,12}"
    r"|(?:上|下)一[篇条页]\s*[::]?.{0,80}|没有了|相关(?:链接|文档|新闻|文章|阅读|信息|附件|公告|推荐|解读|文件|内容|报道)\s*[::]?|推荐阅读|附件(?:下载)?\s*[::]?|视力保护色?\s*[::]?|微信|微博|QQ空间|背景色|朗读|听全文"
)
_NOISE = re.compile(f"(?=[{_NOISE_SIGNS}\\s【\\[(（责\\-])(?:{_NOISE_WORDS})")
_NOISY = re.compile(f"[{_NOISE_SIGNS}]")
"""Two quick looks: where no such character stands there is no noise, and only with these it begins."""
_SEPARATE = re.compile(r"[【】\[\]|丨>＞:：,，.。;；\-—_/\\\s]+")
_LATER = re.compile(
    r"^(?:相关(?:链接|文档|新闻|文章|阅读|信息|公告|推荐|解读|文件|稿件|报道)|推荐(?:阅读|信息)|猜你喜欢|热点(?:新闻|信息|推荐)|最新(?:文章|信息|新闻)|上一[篇条页]|下一[篇条页]|延伸阅读)"
)
_ICON = re.compile(
    r"icon|share|qr_?code|erweima|ewm|/ico|print|logo|btn|button|arrow|wx\.|weixin|weibo|qq\.|close|loading|blank\.|spacer|word\.|pdf\.|doc\.|xls\.|zip\.|rar\.|filetype|fileTypeImages",
    re.I,
)
_VIDEO_SCRIPT = re.compile(
    r"\.(?:mp4|m3u8|flv|mov|webm)\b|videojs|ckplayer|aliplayer|dplayer|jwplayer|showplayer|insertvideo", re.I
)
_NO_FRAME = frozenset(("", "about:blank", "javascript:;"))
_TEMPLATE_FRAME = re.compile(
    r"/(?:i?(?:foot|bottom|bot|copyright|head|top|banner|nav|menu|left|right|side|weather|tianqi|jiucuo|counter|"
    r"count|visit|search|share))[\w-]*\.\w+$",
    re.I,
)
"""Frames that hold the foot, the menu or a counter and no film, by the name of their file."""
_PARAGRAPH = 70
_SENTENCE = ("。", "!", "?", ";")
_LABELLED = re.compile(
    r"\W*(?:发\s?布|发文|发表|公\s?布|公\s?开|更\s?新|成文|信息|文章|稿件|来\s?源|时\s?间|日\s?期|作\s?者|浏览|点击)"
)
"""How a line of date and source begins."""
_CLOSE = 4
"""Lines: date and source stand so near below the title, in a part of their own beside title and body."""
_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Body:
    """`span`: first line and line after the last, (0, 0) where there is none.

    `reach`: the same of the part around title and body, in which attachments stand too; `root` holds it all.
    """

    span: tuple[int, int] = (0, 0)
    reach: tuple[int, int] = (0, 0)
    root: HtmlElement | None = None


def find_body(source: Source, zones: Zones, headline: Headline, dateline: Dateline) -> Body:
    """The body behind title and date: an element named as one, else all that is left of their part."""
    container = _container(source, zones, headline, dateline)
    if container is None:
        return Body()
    lines = source.flow.lines
    first, last = inside(source.flow, container)
    begin = max(headline.lines[1] + 1 if headline.lines else first, first)
    after = _after_dateline(lines, begin, dateline)
    root = container
    if last <= after or (
        headline.lines is not None
        and headline.lines[1] < first
        and dateline.line is not None
        and first <= dateline.line <= headline.lines[1] + _CLOSE
        and not count_words(lines[after:last])
        and not count_images(lines[after:last])
    ):
        # Everything stands side by side in one part of the page: up to the next foreign line.
        end = _end_of_main(source, container)
        foreign = (index for index in range(after, end) if zones.has_foreign(index, index + 1))
        last = next(foreign, end)
        above = container.getparent()
        root = above if above is not None else container
    reach = (first, last)
    last = min(last, min((index for index in zones.foot if index >= begin), default=last))
    later = (line.index for line in lines[after:last] if len(line.text) < 120 and _LATER.match(line.folded))
    last = max(after, next(later, last))
    return Body(_named_body(source, root, headline, after, last) or (after, last), reach, root)


def _container(source: Source, zones: Zones, headline: Headline, dateline: Dateline) -> HtmlElement | None:
    """The largest part of the page around title and date that holds no navigation, trail or foot."""
    chosen = _widest(source, zones, headline.el)
    if dateline.line is None:
        return chosen
    first, last = inside(source.flow, chosen)
    if chosen is None or (last <= dateline.line and first < dateline.line):
        # The title stands apart, above trail or menu: what holds the date holds the text.
        around = _widest(source, zones, source.flow.lines[dateline.line].el)
        begin, end = inside(source.flow, around)
        if chosen is None or end - begin > 1:
            return around
    return chosen


def _widest(source: Source, zones: Zones, begin: HtmlElement | None) -> HtmlElement | None:
    chosen: HtmlElement | None = None
    el: HtmlElement | None = begin
    while el is not None and el.tag != "html":
        first, last = source.flow.spans.get(el, (0, 0))
        if chosen is not None and zones.has_foreign(first, last):
            break
        chosen = el
        if el.tag == "main":
            break
        el = el.getparent()
    return chosen


def _end_of_main(source: Source, el: HtmlElement) -> int:
    """The line behind the page's main part, where it names one; behind it stands no body."""
    main = next(el.iterancestors("main"), None)
    return inside(source.flow, main)[1] if main is not None else len(source.flow.lines)


def _after_dateline(lines: list[Line], begin: int, dateline: Dateline) -> int:
    """The line behind date and source, where they stand between title and first paragraph."""
    after = begin
    for index in sorted(index for index in dateline.lines if begin <= index < begin + 12):
        if any(line.plain > _PARAGRAPH or line.folded.endswith(_SENTENCE) for line in lines[after:index]):
            break  # a source printed below the text
        if lines[index].folded.endswith(_SENTENCE) and not _LABELLED.match(lines[index].folded):
            break  # a sentence that names a day is text, be it all the text there is
        after = index + 1
    return after


def _named_body(
    source: Source, root: HtmlElement, headline: Headline, after: int, last: int
) -> tuple[int, int] | None:
    lines = source.flow.lines
    best: tuple[int, tuple[int, int]] | None = None
    for el in root.iter("div", "td", "section", "article", "span"):
        begin, end = source.flow.spans.get(el, (0, 0))
        if begin < after or begin >= last or el is root or el is headline.el:
            continue
        name = f"{el.get('class') or ''} {el.get('id') or ''}".strip()
        if not name or not _is_body_name(name):
            continue
        strong = _STRONG_BODY.search(name) is not None
        if el.tag == "span" and not strong:
            continue
        amount = count_words(lines[begin : min(end, last)]) + strong
        if best is None or amount > best[0]:
            best = (amount, (begin, min(end, last)))
    if best is None or best[0] <= 1:
        return None
    rest = count_words(lines[after:last])
    return best[1] if best[0] >= 0.5 * rest or rest < _ENOUGH else None


@lru_cache(maxsize=4096)
def _is_body_name(name: str) -> bool:
    return _BODY_NAMES.search(name) is not None


def count_words(lines: list[Line]) -> int:
    """Characters of body lines without share bars, counters and rows of links; blanks not counted."""
    for line in lines:
        if line.words < 0:
            line.words = _words_of(line)  # asked several times of one page
    return sum([line.words for line in lines])


def _words_of(line: Line) -> int:
    if not line.text or line.region & (Region.SHARE | Region.HIDDEN | Region.PAGER) or line.plain == 0:
        return 0
    text = line.folded
    if len(text) < 160:
        for anchor in line.anchors:
            if anchor.text and ATTACHMENT_END.search(anchor.href):
                text = text.replace(anchor.text, "")
        text = _SEPARATE.sub("", _NOISE.sub("", text) if _NOISY.search(text) else text)
    return len(compact(text))


_SOURCES = ("src", "data-src", "data-original", "data-lazy", "lazy-src", "_src")
"""Where a picture is named; one that is loaded late is named elsewhere than in `src`."""


def count_images(lines: list[Line]) -> int:
    """Pictures in the body; icons, codes to scan and bars to share do not count."""
    count = 0
    for line in lines:
        if not line.images or line.region & Region.SHARE:
            continue
        files = sum(1 for anchor in line.anchors if ATTACHMENT_END.search(anchor.href))
        if len(line.images) <= files:
            continue  # the sign before the name of a file
        for image in line.images:
            src = next((src for name in _SOURCES if (src := image.get(name))), "")
            count += bool(src and not _ICON.search(src) and not _tiny(image))
    return count


def _tiny(image: HtmlElement) -> bool:
    sizes = ((image.get(name) or "").removesuffix("px") for name in ("width", "height"))
    return any(size.isdecimal() and len(size) < 5 and int(size) <= 24 for size in sizes)


@kept
def _is_template(src: str) -> bool:
    return _TEMPLATE_FRAME.search("/" + src.partition("?")[0]) is not None


@kept
def _shows_video(script: str) -> bool:
    return _VIDEO_SCRIPT.search(script) is not None


def count_videos(body: Body) -> int:
    """Films and sounds: their elements, players in frames, and players that a script sets up."""
    count = 0
    if body.root is None:
        return 0
    for el in body.root.iter("video", "iframe", "embed", "object", "audio", "script"):
        if el.tag == "script":
            count += bool(el.text and _shows_video(el.text))
        elif el.tag == "iframe":
            src = (el.get("src") or "").strip()
            count += not (src in _NO_FRAME or ATTACHMENT_END.search(src) or _is_template(src))
        elif el.tag not in {"object", "embed"} or el.get("src") or el.get("data") or len(el):
            count += 1
    return count
