"""Text to tree. Tolerant: whatever comes, a tree comes out."""

import re
from functools import lru_cache

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.text import without_pinyin

_DECLARATION = re.compile(r"<\?xml[^>]{0,200}>", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes((*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F))
_NO_CHARACTERS = "\ufffe\uffff"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_INVISIBLES = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_INVISIBLE_NAMED = re.compile(r"&#(?:820[3-7]|8288|65279|173|x200b|xfeff);|&shy;|&zw(?:n?j);", re.I)
_LIKE_NAMED = ("&#", "&shy;", "&zw")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)\b[^>]*>")
_DEEPEST = 250
_LARGE = 200_000
EMBEDDED = re.compile(r"data:[\w/+.-]{3,40};base64,[A-Za-z0-9+/=\s]{200,}")
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


def first_words(el: HtmlElement, most: int) -> str:
    """The words in an element, of a long one only some more than `most` characters; blanks as written."""
    kept, length = [], 0
    for piece in el.itertext():
        words = str(piece)
        kept.append(words)
        length += len(words.strip())
        if length > most:
            break
    return "".join(kept)


def parse_fragment(text: str) -> HtmlElement:
    """Markup that a script or data island holds, under one `div`. Never raises."""
    return parse_html(f"<html><body><div>{text}</div></body></html>")


def _clean(text: str) -> str:
    """Drops what upsets the parser or pads the page: declarations, template code, invisible characters."""
    if "<?" in text[:1000]:
        text = _DECLARATION.sub("", text[:1000]) + text[1000:]
    if "<%" in text:
        text = _without_server_code(text)
    if "<record" in text and "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")  # an island of list rows outside any script
    if _goes_on(text):
        text = _END.sub("", text)  # libxml2 puts what follows `</html>` into a second, lost document
    if len(text) > _LARGE and ";base64," in text:
        text = EMBEDDED.sub("data:,", text)
    # Looking for each character by itself is many times quicker than one pattern of them all.
    if _upsets(text) or any(character in text for character in _NO_CHARACTERS):
        text = _CONTROL.sub("", text)
    if any(character in text for character in _INVISIBLES):
        text = _INVISIBLE.sub("", text)
    if any(start in text for start in _LIKE_NAMED):
        text = _INVISIBLE_NAMED.sub("", text)
    return without_pinyin(text)


def _without_server_code(text: str) -> str:
    """Without `<% … %>` and `<%-- … --%>`; one that nothing closes stays. Looks at each character once."""
    kept: list[str] = []
    closings = {"<%--": "--%>", "<%": "%>"}
    last, begin = 0, text.find("<%")
    while begin >= 0 and closings:
        after = begin + 2
        for opening in list(closings):
            if text.startswith(opening, begin):
                end = text.find(closings[opening], begin + len(opening))
                if end >= 0:
                    kept.append(text[last:begin])
                    last = after = end + len(closings[opening])
                    break
                del closings[opening]
        begin = text.find("<%", after)
    kept.append(text[last:])
    return "".join(kept)


def _goes_on(text: str) -> bool:
    """Whether anything but a second end stands behind the end of the document."""
    first = min((at for at in (text.find("</html"), text.find("</HTML")) if at >= 0), default=0)
    return _AFTER_END.search(text, first) is not None


def _upsets(text: str) -> bool:
    """Whether control characters or halves of surrogate pairs stand in it."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return True
    return len(raw.translate(None, _CONTROL_BYTES)) < len(raw)


@lru_cache(maxsize=1)
def _parser() -> lxml.html.HTMLParser:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_pis=True, remove_comments=True, encoding="utf-8")
    # Told in C: the library's own look-up by tag name is a Python call for every element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _parse(text: str) -> HtmlElement | None:
    """The tree, or None where the parser found nothing or gave up (nesting too deep)."""
    parser = _parser()
    try:
        # Of bytes in its own encoding the parser makes a tree more quickly than of a string.
        tree = lxml.html.document_fromstring(text.encode(), parser=parser)
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
    for tag in _TAG.finditer(text, 0, text.rfind(">") + 1):  # behind the last one it would look in vain
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
    from bs4 import BeautifulSoup  # takes long to load, for a tree that hardly any page needs

    words = BeautifulSoup(_TAG.sub(" ", text[: text.rfind(">") + 1]), "html.parser").get_text(" ")
    tree = _empty()
    tree[0].text = _CONTROL.sub("", words)
    return tree
