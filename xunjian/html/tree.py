"""Text to tree. Tolerant: whatever comes, a tree comes out."""

import re

import lxml.html
from bs4 import BeautifulSoup
from lxml import etree
from lxml.html import HtmlElement

_DECLARATION = re.compile(r"<\?xml[^>]{0,200}>", re.I)
_SERVER_COMMENT = re.compile(r"<%--.*?--%>|<%.*?%>", re.S)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad]|&#(?:820[3-7]|8288|65279|173|x200b|xfeff);|&shy;|&zw(?:n?j);"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)\b[^>]*>")
_DEEPEST = 250
_LARGE = 200_000
_EMBEDDED = re.compile(r"data:[\w/+.-]{3,40};base64,[A-Za-z0-9+/=\s]{200,}")
_END = re.compile(r"</html\s*>", re.I)
_AFTER_END = re.compile(r"</html\s*>\s*<(?!/html\s*>)", re.I)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}


def parse_html(text: str) -> HtmlElement:
    """The tree of a page. Never raises; an empty or unreadable page is an empty `html` element."""
    text = _clean(text)
    tree = _parse(text)
    if tree is None and text.strip():
        tree = _parse(_flatten(text))
        if tree is None:
            tree = _parse_tolerant(text)
    return _empty() if tree is None else tree


def parse_fragment(text: str) -> HtmlElement:
    """Markup that a script or data island holds, under one `div`. Never raises."""
    return parse_html(f"<html><body><div>{text}</div></body></html>")


def _clean(text: str) -> str:
    """Drops what upsets the parser or pads the page: declarations, template code, invisible characters."""
    text = _DECLARATION.sub("", text[:1000]) + text[1000:]
    if "<%" in text:
        text = _SERVER_COMMENT.sub("", text)
    if "<record" in text and "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")  # an island of list rows outside any script
    if _AFTER_END.search(text):
        text = _END.sub("", text)  # libxml2 puts what follows `</html>` into a second, lost document
    if len(text) > _LARGE and ";base64," in text:
        text = _EMBEDDED.sub("data:,", text)
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    return _INVISIBLE.sub("", text)


def _parse(text: str) -> HtmlElement | None:
    """The tree, or None where the parser found nothing or gave up (nesting too deep)."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError, AssertionError):
        return None
    last = parser.error_log.last_error
    if last is not None and last.type_name == "ERR_RESOURCE_LIMIT":
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _empty() -> HtmlElement:
    tree = lxml.html.Element("html")
    etree.SubElement(tree, "body")
    return tree


def _flatten(text: str) -> str:
    """The page with tags below the deepest level that the parser carries left out."""
    depth = 0
    kept: list[str] = []
    last = 0
    for tag in _TAG.finditer(text):
        name = tag.group(2).lower()
        if name in _VOID or tag.group(0).endswith("/>"):
            continue
        closing = bool(tag.group(1))
        deep = depth > _DEEPEST
        depth = max(0, depth - 1) if closing else depth + 1
        if deep and (not closing or depth >= _DEEPEST):
            kept.append(text[last : tag.start()])
            last = tag.end()
    kept.append(text[last:])
    return " ".join(kept)


def _parse_tolerant(text: str) -> HtmlElement:
    """The words of a page whose markup nothing else can read."""
    words = BeautifulSoup(_TAG.sub(" ", text), "html.parser").get_text(" ")
    tree = _empty()
    tree[0].text = _CONTROL.sub("", words)
    return tree
