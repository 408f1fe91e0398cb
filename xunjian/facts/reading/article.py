"""An article: its body, what is in it, what hangs on it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from urllib.parse import unquote

from lxml.html import HtmlElement

from xunjian.facts.reading.dateline import Dateline, read_dateline
from xunjian.facts.reading.fields import read_fields
from xunjian.facts.reading.headline import Headline, find_headline
from xunjian.facts.reading.source import Source, path_of
from xunjian.facts.reading.zones import Zones, inside
from xunjian.html.dates import first_date
from xunjian.html.flow import Line, Region
from xunjian.html.text import compact, squeeze
from xunjian.model.page import Article, Attachment

ATTACHMENT_END = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|csv|txt|ceb)(?:$|[?#&])", re.I
)
_ATTACHMENT_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|csv|txt)\s*(?:[)）]|$)", re.I
)
_DOWNLOAD = re.compile(r"down(?:load)?|attach|fujian|getfile|filedown", re.I)
_BODY_NAMES = re.compile(
    r"trs_(?:editor|ueditor|preappend|view)|ucapcontent|(?:^|[\s_-])(?:zoom|zoomcon|article|art|news|info|detail|xl|xx|con|cont|content|text|txt|main|body|view|article_?con|zw|zhengwen|wz|nr)[\s_-]*"
    r"(?:content|con|cont|text|txt|body|article|main|box|nr|detail)?(?:$|[\s_\d-])|v_news_content|wp_articlecontent",
    re.I,
)
_STRONG_BODY = re.compile(
    r"trs_(?:editor|ueditor|view)|ucapcontent|v_news_content|wp_articlecontent|^zoom$|(?:^|\s)zoom(?:\s|$)|article[-_]?(?:content|body|con|text)|news[-_]?(?:content|text|con|body)",
    re.I,
)
_NOISE = re.compile(
    r"分享(?:到|至)?\s*[::]?|扫一扫.{0,20}|[【\[]?\s*(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|收藏(?:本页)?|纠错|我要纠错|返回顶部|返回列表|返回|下载|大|中|小)\s*[】\]]?"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数|人数)?\s*[::]?\s*\d*\s*次?|字\s*[体号]\s*(?:大小)?\s*[::]?|(?:责任)?编辑\s*[::]\s*\S{0,12}|作者\s*[::]\s*\S{0,12}|审核\s*[::]\s*\S{0,12}"
    r"|(?:上|下)一[篇条页]\s*[::]?.{0,80}|没有了|相关(?:链接|文档|新闻|文章|阅读|信息|附件|公告|推荐|解读|文件|内容|报道)\s*[::]?|推荐阅读|附件(?:下载)?\s*[::]?|视力保护色?\s*[::]?|微信|微博|QQ空间|背景色|朗读|听全文"
)
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
_QUOTE = 120


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """`body`: first line and line after the last of the body; (0, 0) where none was found."""

    article: Article
    headline: Headline
    dateline: Dateline
    body: tuple[int, int]
    plain: int
    """Characters of the body that are no links."""


def read_article(source: Source, zones: Zones) -> ArticleReading:
    """Reads the page as if it were an article; whether it is one is decided by its kind."""
    first = read_dateline(source, zones, None)
    headline = find_headline(source, zones, first.line if first.strong else None)
    dateline = read_dateline(source, zones, headline.lines[1] if headline.lines else None)
    if headline.lines is None and dateline.line is not None:
        headline = find_headline(source, zones, dateline.line)
    container = _container(source, zones, headline, dateline)
    span, explicit = _body(source, zones, container, headline, dateline)
    lines = [line for line in source.flow.lines[span[0] : span[1]] if line.index not in dateline.lines]
    words = _words(lines)
    plain = sum(len(text) for text in words)
    published, where = _published(dateline, source)
    attachments = _attachments(source, zones, container, span, headline)
    roots = _roots(source, container, explicit)
    article = Article(
        title=headline.text,
        published=published,
        published_where=where,
        written=dateline.written,
        source=_source(dateline, source),
        body_chars=plain,
        images=_images(lines),
        videos=_videos(roots, span, source),
        attachments=attachments,
        fields=read_fields(source, zones, headline, span),
        body_quote=squeeze(" ".join(line.text for line in lines))[:_QUOTE] if plain else "",
    )
    return ArticleReading(article, headline, dateline, span, plain)


def _published(dateline: Dateline, source: Source) -> tuple[date | datetime | None, str]:
    if dateline.published is not None:
        return dateline.published, dateline.published_where
    label = first_date(source.labels.get("PubDate", ""))
    return (label.value, "meta PubDate") if label else (None, "")


def _source(dateline: Dateline, source: Source) -> str | None:
    if dateline.source_said:
        return dateline.source
    return source.labels.get("ContentSource") or None if source.labels.get("ArticleTitle") else None


def _container(source: Source, zones: Zones, headline: Headline, dateline: Dateline) -> HtmlElement | None:
    """The largest part of the page around title and date that holds no navigation, trail or foot."""
    lines = source.flow.lines
    begin = headline.el
    if begin is None and dateline.line is not None:
        begin = lines[dateline.line].el
    if begin is None:
        return None
    spans = source.flow.spans
    chosen: HtmlElement | None = None
    el: HtmlElement | None = begin
    while el is not None and el.tag not in {"html"}:
        first, last = spans.get(el, (0, 0))
        if zones.has_foreign(first, last) and chosen is not None:
            break
        chosen = el
        el = el.getparent()
    return chosen


def _body(
    source: Source, zones: Zones, container: HtmlElement | None, headline: Headline, dateline: Dateline
) -> tuple[tuple[int, int], HtmlElement | None]:
    if container is None:
        return (0, 0), None
    first, last = inside(source.flow, container)
    begin = max(headline.lines[1] + 1 if headline.lines else first, first)
    after = (
        max(
            [index for index in dateline.lines if first <= index < last and index - begin < 12],
            default=begin - 1,
        )
        + 1
    )
    last = min(last, min((index for index in zones.foot if index >= begin), default=last))
    last = next(
        (
            line.index
            for line in source.flow.lines[after:last]
            if _LATER.match(line.folded) and len(line.text) < 120
        ),
        last,
    )
    lines = source.flow.lines
    best: tuple[int, HtmlElement, tuple[int, int]] | None = None
    spans = source.flow.spans
    for el in container.iter("div", "td", "section", "article", "span"):
        if el is container:
            continue
        name = f"{el.get('class') or ''} {el.get('id') or ''}".strip()
        if not name or not _BODY_NAMES.search(name):
            continue
        one, end = spans.get(el, (0, 0))
        if one < after or el is headline.el or (el.tag == "span" and not _STRONG_BODY.search(name)):
            continue
        amount = sum(len(text) for text in _words(lines[one : min(end, last)])) + (
            1 if _STRONG_BODY.search(name) else 0
        )
        if best is None or amount > best[0]:
            best = (amount, el, (one, min(end, last)))
    rest = (max(begin, after) if headline.lines else after, last)
    remainder = sum(len(text) for text in _words(lines[rest[0] : rest[1]]))
    if best is not None and (best[0] >= 0.5 * remainder or remainder < 60) and best[0] > 1:
        return best[2], best[1]
    return rest, None


def _words(lines: list[Line]) -> list[str]:
    """The words of body lines without share bars, counters and rows of links."""
    kept: list[str] = []
    for line in lines:
        if not line.text or line.region & (Region.SHARE | Region.HIDDEN | Region.PAGER) or line.plain == 0:
            continue
        text = line.text
        if len(text) < 160:
            text = _NOISE.sub("", line.folded)
            for anchor in line.anchors:
                if anchor.text and ATTACHMENT_END.search(anchor.href):
                    text = text.replace(anchor.text, "")
            text = _SEPARATE.sub("", text)
        if text:
            kept.append(compact(text))
    return kept


def _roots(
    source: Source, container: HtmlElement | None, explicit: HtmlElement | None
) -> tuple[HtmlElement, ...]:
    root = explicit if explicit is not None else container
    return (root,) if root is not None else ()


def _images(lines: list[Line]) -> int:
    count = 0
    for line in lines:
        if line.region & Region.SHARE:
            continue
        for image in line.images:
            src = image.get("src") or image.get("data-src") or ""
            if src and not _ICON.search(src) and not _tiny(image):
                count += 1
    return count


def _tiny(image: HtmlElement) -> bool:
    for name in ("width", "height"):
        size = (image.get(name) or "").removesuffix("px")
        if size.isdigit() and int(size) <= 24:
            return True
    return False


def _videos(roots: tuple[HtmlElement, ...], span: tuple[int, int], source: Source) -> int:
    count = 0
    for root in roots:
        for el in root.iter("video", "iframe", "embed", "object", "audio", "script"):
            if el.tag == "script":
                count += bool(el.text and _VIDEO_SCRIPT.search(el.text))
            elif el.tag == "iframe":
                count += bool((el.get("src") or "").strip() not in {"", "about:blank", "javascript:;"})
            elif el.tag not in {"object", "embed"} or el.get("src") or el.get("data") or len(el):
                count += 1
    return count


def _attachments(
    source: Source, zones: Zones, container: HtmlElement | None, span: tuple[int, int], headline: Headline
) -> tuple[Attachment, ...]:
    first, last = inside(source.flow, container)
    begin = headline.lines[0] if headline.lines else first
    found: dict[str, Attachment] = {}
    for anchor in source.flow.anchors:
        if (
            not begin <= anchor.line < last
            or anchor.line in zones.foot
            or anchor.region & (Region.NAV | Region.SIDE)
        ):
            continue
        href = anchor.href.strip()
        named = _ATTACHMENT_NAME.search(anchor.text) is not None
        if not (
            ATTACHMENT_END.search(unquote(href))
            or named
            or (_DOWNLOAD.search(path_of(href)) and "附件" in anchor.text)
        ):
            continue
        url = source.address(href)
        title = anchor.text or anchor.title or unquote(href.rsplit("/", 1)[-1])
        found.setdefault(url or title, Attachment(title, url))
    return tuple(chain(found.values()))
