"""Puts into the tree what a reader would see there: what scripts write, data islands hold and frames show."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.decode import decode_html
from xunjian.html.kept import kept
from xunjian.html.links import document_base
from xunjian.html.regions import FRAME_MARK, SCRIPT_MARK, WRITTEN_CLASS
from xunjian.html.script_globals import with_earlier
from xunjian.html.scripts import may_write, written_by
from xunjian.html.tree import parse_fragment, parse_html

Resource = Callable[[str], bytes | None]
"""Gives the bytes of a same-site script or frame by address; None: not available; b"": known as missing."""

_RECORD = re.compile(r"<record\b[^>]*>(.*?)</record>", re.S | re.I)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
# Libraries write nothing of the page's own; asking for them would only cost.
_LIBRARY = re.compile(
    r"(?:^|[/_.-])(?:jquery|bootstrap|swiper|layui|layer|vue|react|angular|echarts|lodash|require|superslide|slick|animate|html5|"
    r"respond|modernizr|polyfill|video|aliplayer|wdatepicker|datepicker|calendar|qrcode|html2canvas|md5|base64|cnzz|hm\.js|analytics|"
    r"gtag|axios|element|moment|core-?js|socket|crypto)",
    re.I,
)
_SHOWING = ("script", "iframe", "frame", "object", "embed")
_PAGE = re.compile(r"\.s?html?(?:$|[?#])", re.I)
_ISLAND = "数据岛"
_FETCHING = (".load(", "fetch(", ".get(", "ajax(")
_FETCHED = re.compile(
    r"""(?:\.load\s*\(|\bfetch\s*\(|(?:\$|jQuery|axios)\s*\.\s*get\s*\(|\bajax\s*\(\s*\{[^{}]{0,200}?\burl\s*:)"""
    r"""\s*(?P<q>["'])(?P<url>[^"'\s<>]{1,300}?\.s?html?)(?:\?[^"'\s<>]*)?(?:\s[^"'<>]*)?(?P=q)""",
    re.I,
)
_DEEPEST_FRAME = 2
_MOST = 40
_FRAMES, _INNER_FRAMES = 1_000_000, 60_000
"""Bytes of all frames of a page that are read, and of all frames of one such frame."""
_LARGEST_DATA = 300_000
"""Characters; a shared script with more data is the index of a search, not the list of this page."""
_SMALL = 8_000
"""Characters of written markup whose tree is kept."""
_LARGEST_PART = 40_000
"""Characters; no foot and no list is as large as this: a whole tree of contents, the same on every page."""


@dataclass(frozen=True, slots=True)
class Grafted:
    """`unread`: scripts and frames that may write into the page and were not available."""

    parts: tuple[HtmlElement, ...] = ()
    unread: tuple[HtmlElement, ...] = ()
    scripts: tuple[str, ...] = ()
    """Text of the page's own scripts, inline and (where available) external."""
    menus: tuple[str, ...] = ()
    """Large markup that a shared script writes into every page: only its links matter."""


@lru_cache(maxsize=1024)
def is_library(src: str) -> bool:
    """Whether a script's name is that of a known library."""
    return _LIBRARY.search(src.split("?")[0].rsplit("/", 1)[-1]) is not None


def graft(tree: HtmlElement, base_url: str, resource: Resource | None = None, depth: int = 0) -> Grafted:
    """Changes the tree: behind each script or frame stands, in a marked wrapper, what it shows.

    Relative addresses inside frames are made absolute. Comments were dropped by the parser and never count.
    """
    parts: list[HtmlElement] = []
    unread: list[HtmlElement] = []
    scripts: list[str] = []
    menus: list[str] = []
    asked, room = 0, _INNER_FRAMES if depth else _FRAMES
    hidden = {el for template in tree.iter("template") for el in template.iter()}
    pending = [el for el in tree.iter(*_SHOWING) if not hidden or el not in hidden]
    # What scripts write may call for scripts and frames in its turn; each such address is asked for once.
    called: set[str] = set()

    def show(new: list[HtmlElement]) -> None:
        parts.extend(new)
        for part in new:
            for inner in part.iter(*_SHOWING):
                if (wanted := shown_address(inner)) and wanted not in called and len(called) < _MOST:
                    called.add(wanted)
                    pending.append(inner)

    for el in pending:
        src = shown_address(el)
        if el.tag == "script" and not src:
            text = el.text or ""
            show(_graft_script(el, with_earlier(text, scripts), "页面脚本"))
            scripts.append(text)
            show(_fragments(el, text))
            continue
        if el.tag == "iframe" and not src and el.get("srcdoc"):
            parts.append(_graft_frame(el, (el.get("srcdoc") or "").encode(errors="replace"), base_url))
            continue
        if not src or src.startswith(("javascript:", "about:", "data:")):
            continue
        if el.tag == "script" and is_library(src):
            continue
        address = _joined(base_url, src)
        if address is None:
            continue
        body = resource(address) if resource is not None and asked < _MOST else None
        asked += 1
        if body is None:
            unread.append(el)
        elif el.tag == "script":
            text = _script_text(body)
            if len(text) <= _LARGEST_DATA:
                scripts.append(text)
            if may_write(text) and len(written_by(text).elsewhere) > _LARGEST_PART:
                menus.append(written_by(text).elsewhere)
            else:
                show(_graft_script(el, text, "外部脚本"))
            show(_fragments(el, text))
        elif depth < _DEEPEST_FRAME and len(body) > room:
            unread.append(el)
        elif depth < _DEEPEST_FRAME:
            room -= len(body)
            parts.append(_graft_frame(el, body, address))
            inner = graft(parts[-1], address, resource, depth + 1)
            parts += inner.parts
            unread += inner.unread
            scripts += inner.scripts
            menus += inner.menus
    return Grafted(tuple(parts), tuple(unread), tuple(scripts), tuple(menus))


def shown_address(el: HtmlElement) -> str:
    """The raw address of a script, a frame, or a page put in as an object; empty of anything else."""
    if el.tag == "object":
        raw = el.get("data") or ""
        return raw.strip() if _PAGE.search(raw) or "html" in (el.get("type") or "") else ""
    if el.tag == "embed":
        raw = el.get("src") or ""
        return raw.strip() if _PAGE.search(raw) else ""
    return (el.get("src") or (el.get("data-src") if el.tag == "iframe" else "") or "").strip()


def _fragments(script: HtmlElement, text: str) -> list[HtmlElement]:
    """Places a frame for each page that a script fetches to put it in: `$("#foot").load("/foot.html")`."""
    return [_put(script, frame_of(url), "脚本载入") for url in fetched_by(text)]


def frame_of(url: str) -> str:
    """Markup that shows a page within another."""
    return f'<iframe src="{escape(url)}"></iframe>'


@kept
def fetched_by(text: str) -> tuple[str, ...]:
    """Addresses of the pages that a script fetches, each once."""
    if len(text) > _LARGEST_DATA or not any(word in text for word in _FETCHING):
        return ()
    return tuple(
        dict.fromkeys(found["url"] for found in _FETCHED.finditer(text) if not _behind_slashes(found))
    )


def _behind_slashes(found: re.Match[str]) -> bool:
    """Whether a place in a script is commented out."""
    text, at = found.string, found.start()
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return re.search(r"(?<!:)//", line) is not None or text.rfind("/*", 0, at) > text.rfind("*/", 0, at)


@lru_cache(maxsize=4096)
def _joined(base: str, raw: str) -> str | None:
    """The absolute address, fragment and all; None where it is malformed (`http://[`)."""
    try:
        return urljoin(base, raw)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _script_text(body: bytes) -> str:
    """The same script stands behind every page of a site: one text, so that what is made of it is kept."""
    return decode_html(body).text


@kept
def _records(text: str) -> str | None:
    """The rows of a data island as markup; None where a script is none."""
    if "<record" not in text:
        return None
    records = _RECORD.findall(text, 0, text.lower().rfind("</record>") + 9)
    return "".join(f"<div>{_CDATA.sub('', record)}</div>" for record in records)


def _graft_script(script: HtmlElement, text: str, mark: str) -> list[HtmlElement]:
    rows = _records(text)
    if rows is not None:
        return [_put(script, rows, _ISLAND)] if rows else []
    if not may_write(text):
        return []
    written = written_by(text)
    parts = []
    for markup, name in ((written.elsewhere, mark + "·其他位置"), (written.here, mark)):
        if markup.strip():
            parts.append(_put(script, markup, name))
    return parts


def _put(script: HtmlElement, markup: str, mark: str) -> HtmlElement:
    """Places parsed markup behind an element, under a wrapper that says where it came from."""
    wrapper = deepcopy(_small(markup)) if len(markup) <= _SMALL else _parsed(markup)
    wrapper.tag = "span"
    wrapper.set(SCRIPT_MARK, mark)
    wrapper.set("class", WRITTEN_CLASS)
    parent = script.getparent()
    if parent is not None and parent.tag == "head" and mark == _ISLAND:
        _body_of(script).insert(0, wrapper)  # a piece of a page, whose scripts the parser takes for a head
    else:
        _insert_behind(script, wrapper)
    return wrapper


def _parsed(markup: str) -> HtmlElement:
    return next(parse_fragment(markup).iter("div"))


@lru_cache(maxsize=64)
def _small(markup: str) -> HtmlElement:
    """Small markup that a template writes on every page: copied from there, never put into a page itself."""
    return _parsed(markup)


def _graft_frame(frame: HtmlElement, body: bytes, address: str) -> HtmlElement:
    shown = parse_html(decode_html(body).text)
    shown_at, address = address, document_base(shown, address)
    for el in shown.iter("a", "img", "script", "iframe", "frame", "area", "form"):
        for name in ("href", "src", "action"):
            raw = (el.get(name) or "").strip()
            if raw and not raw.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
                el.set(name, _joined(address, raw) or raw)
    wrapper = shown.find("body")
    if wrapper is None:
        wrapper = shown
    wrapper.tag = "div"
    wrapper.set(FRAME_MARK, shown_at)
    if frame.tag == "frame":
        _body_of(frame).append(wrapper)
    else:
        _insert_behind(frame, wrapper)
    return wrapper


def _body_of(el: HtmlElement) -> HtmlElement:
    """The body of the document that an element stands in; a frameset and a piece of a page have none yet."""
    root = el.getroottree().getroot()
    body = root.find("body")
    return etree.SubElement(root, "body") if body is None else body


def _insert_behind(el: HtmlElement, new: HtmlElement) -> None:
    if el.getparent() is None:
        return
    new.tail = el.tail
    el.tail = None
    el.addnext(new)  # no counting of siblings, as an index would need
