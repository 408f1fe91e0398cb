"""Which links of an article are files that it offers, and what they are called (T30–T32)."""

import re
from itertools import islice
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

from xunjian.facts.reading.body import ATTACHMENT_END, Body
from xunjian.facts.reading.headline import Headline
from xunjian.facts.reading.source import Source, path_of
from xunjian.facts.reading.zones import Zones
from xunjian.html.lines import Anchor
from xunjian.html.regions import Region
from xunjian.html.text import squeeze
from xunjian.html.tree import first_words
from xunjian.model.page import Attachment

_NAMED = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|ceb|zip|rar|7z|csv|txt|rtf)\s*(?:[)）]|$)", re.I
)
_DOWNLOAD = re.compile(r"down(?:load)?|attach|fujian|getfile|filedown", re.I)
_DOWNLOAD_QUERY = re.compile(r"[?&=](?:down\w{0,8}|attach\w{0,8}|fileid)(?:[=&]|$)", re.I)
_PAGE = re.compile(r"(?:/|\.(?:s?html?|jhtml|xhtml))$", re.I)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?)(?:$|\?)", re.I)
_OF_FILES = re.compile(r"附\s?件|下载")
_SAYS_DOWNLOAD = re.compile(
    r"(?:点击|点此|立即|文件|表格|本地|附件|全文|电子版)?下载(?:附件|文件|表格|地址)?(?:$|[::])|^空[白表]表?格?$|^(?:样表|样本|范本|填写范例|示范文本)$"
)
"""Words of a link that, with an address that hands out files, is one."""
_PROGRAM = re.compile(r"客户端|阅读器|播放器|浏览器|软件|控件|app", re.I)
_BOX_NAME = re.compile(
    r"fujian|(?:^|[\s_-])(?:fj|fjxz|attach\w*|annex|appendix|accessory|enclosure)(?:$|[\s_\d-])", re.I
)
_BOX = re.compile(r"[\[【]?(?:相关|文件|下载)?附\s?件(?:下载|列表)?\s?(?:[::\]】\d一二三四五六七八九(]|$)")
_LATER = re.compile(r"(?:上|下)一[篇条页]|相关(?!附件)|推荐|最新|热门|分享|扫一扫")
_IN_QUERY = re.compile(r"[?&]\w+=([^&#]*)")
_SHOWN = ("iframe", "embed", "object")
_LINKS_IN_A_ROW = 20
_BAR = 6


def find_files(source: Source, zones: Zones, body: Body, headline: Headline) -> tuple[Attachment, ...]:
    """Files that the page offers itself, in page order, then files that it shows in frames; each once."""
    first, last = body.reach
    begin = headline.lines[0] if headline.lines else first
    last = max(last, _end_of_box(source, zones, last))
    found: dict[str, Attachment] = {}
    before: Anchor | None = None
    for anchor in source.flow.anchors:
        if not begin <= anchor.line < last or anchor.line in zones.foot:
            continue
        if anchor.region & (Region.NAV | Region.SIDE) or not _is_file(anchor, source):
            continue
        url = source.address(anchor.href.strip())
        title = anchor.text or anchor.title or file_name(anchor.el.get("download") or anchor.href)
        if before is not None and url and url in found and anchor.href == before.href:
            # Editors split a link: its icon and its words, or its words in the middle.
            split = before.line == anchor.line and before.end == anchor.start
            if not before.text:
                found[url] = Attachment(title, url)
            elif split:
                found[url] = Attachment(found[url].title + anchor.text, url)
        before = anchor
        found.setdefault(url or title, Attachment(title, url))
    for element in body.root.iter(*_SHOWN) if body.root is not None else ():
        url = _shown(element, source)
        if url:
            found.setdefault(url, Attachment(squeeze(element.get("title")) or file_name(url), url))
    return tuple(found.values())


def _end_of_box(source: Source, zones: Zones, last: int) -> int:
    """The line behind a box of attachments that stands beside the article's part, right behind it."""
    lines = source.flow.lines
    begin = last
    while begin < min(len(lines), last + _BAR) and lines[begin].region & Region.SHARE:
        begin += 1  # a bar to share stands between
    if not last or begin >= len(lines) or not _BOX.match(lines[begin].folded):
        return last
    end, last = begin, begin
    while end < min(len(lines), last + _LINKS_IN_A_ROW) and not zones.has_foreign(end, end + 1):
        line = lines[end]
        if _LATER.match(line.folded) or line.region & Region.SHARE:
            break
        end += 1
    return end


def file_name(href: str) -> str:
    """The name of a file in an address, readable whether its percents stand for UTF-8 or GBK."""
    path, _, query = href.strip().partition("?")
    name = path.rstrip("/").rpartition("/")[2]
    if query and not ATTACHMENT_END.search(name):
        values = (value.rpartition("/")[2] for value in _IN_QUERY.findall(f"?{query}"))
        name = next((value for value in values if ATTACHMENT_END.search(readable(value))), name)
    return readable(name)


def readable(text: str) -> str:
    """Percent-encoded text as characters: UTF-8, else GB18030, else as it stands."""
    if "%" not in text:
        return text
    raw = unquote_to_bytes(text)
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return text


def _is_file(anchor: Anchor, source: Source) -> bool:
    href = anchor.href.strip()
    if ATTACHMENT_END.search(readable(href)) or _NAMED.search(anchor.text):
        return True
    if href and anchor.el.get("download") is not None:
        return True
    path = path_of(href)
    if _PICTURE.search(href):
        named = not anchor.image and _PICTURE.search(anchor.text) is not None
        return "附件" in anchor.text or (named and _said(anchor, source))
    if _PAGE.search(path) or not (_DOWNLOAD.search(path) or _DOWNLOAD_QUERY.search(href)):
        return False
    if _PROGRAM.search(anchor.text):
        return False
    return _SAYS_DOWNLOAD.search(anchor.text) is not None or _said(anchor, source) or _in_box(anchor)


def _in_box(anchor: Anchor) -> bool:
    """Whether a link stands in a part that is named one of attachments, or in a column headed so."""
    el: HtmlElement | None = anchor.el.getparent()
    for _ in range(4):
        if el is None or el.tag in {"body", "html"}:
            return False
        if _BOX_NAME.search(f"{el.get('class') or ''} {el.get('id') or ''}"):
            return True
        if el.tag in {"td", "th"}:
            return _OF_FILES.search(_head_of(el)) is not None
        el = el.getparent()
    return False


def _head_of(cell: HtmlElement) -> str:
    """The words over a cell in the first row of its table."""
    table = next(cell.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    if first is None:
        return ""
    place = sum(1 for _ in cell.itersiblings("td", "th", preceding=True))
    head = next(islice(first.iterchildren("td", "th"), place, None), None)
    return squeeze(first_words(head, 40)) if head is not None else ""


def _said(anchor: Anchor, source: Source) -> bool:
    """Whether a link is called an attachment, by itself or by the words before its run of links."""
    if "附件" in anchor.text:
        return True
    lines = source.flow.lines
    for line in reversed(lines[max(0, anchor.line - _LINKS_IN_A_ROW) : anchor.line + 1]):
        before = line.text[: anchor.start] if line.index == anchor.line else line.text
        if line.index != anchor.line and line.anchors and line.plain < 6:
            continue
        if before.strip(" 　·•-—1234567890.、"):
            return len(before) < 60 and _OF_FILES.search(before) is not None
    return False


def _shown(element: HtmlElement, source: Source) -> str:
    """The address of a file that a frame shows, also through a viewer (`viewer.html?file=/a.pdf`)."""
    raw = (element.get("src") or element.get("data") or "").strip()
    path, _, query = raw.partition("?")
    if ATTACHMENT_END.search(path):
        return source.address(raw)
    values = (readable(value) for value in _IN_QUERY.findall(f"?{query}"))
    inner = next((value for value in values if ATTACHMENT_END.search(value)), "")
    return source.address(inner if "viewer" in path.lower() and inner else raw) if inner else ""
