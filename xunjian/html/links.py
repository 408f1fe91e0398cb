"""Every way out of a page, its images and its scripts: pure, one walk over the tree.

Links in HTML comments and in `<template>` never count. Raw values are deduplicated before they are
resolved: on a portal most links of a page are the same navigation again.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.script_links import PAGE_SUFFIX, addresses_in_handler, addresses_in_script
from xunjian.html.urls import in_charset, resolve
from xunjian.model.page import Image, Link

_HANDLERS = etree.XPath("//@onclick | //@ondblclick")
_HANDLERS_BELOW = etree.XPath("descendant-or-self::*/@onclick | descendant-or-self::*/@ondblclick")
_LIKE_ADDRESS = re.compile(
    r"\s*(?:https?[::]|//|\.{0,2}/|\?)|.*(?:" + PAGE_SUFFIX + r")(?:[?#].*)?\s*$|\w[\w.-]*/[\w./?=&%-]*\s*$",
    re.IGNORECASE,
)
_LONGEST_OPTION = 2000
_PACKED = re.compile(r"[\^|]")
"""An option value that packs several things for a script to take apart."""
_REFRESH = re.compile(r"^\s*\d*(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_NO_SCRIPT_TYPE = ("application/ld+json", "importmap")

_Raw = tuple[str, str]


def extract_links(tree: HtmlElement, base_url: str, charset: str = "utf-8") -> tuple[Link, ...]:
    """The links of a page, in page order, each address once per route; of doubles the first text counts.

    Routes (`via`): href, area, frame, option, form (GET only), script, meta. `charset`: the page's, in which
    characters in a query are sent.
    """
    hidden = _hidden(tree)
    base = document_base(tree, base_url)
    texts: dict[_Raw, str] = {}
    for raw, via, element in _raw_links(tree, hidden):
        key = (raw, via)
        if not texts.get(key):
            texts[key] = _text(element) if via in ("href", "option", "area") else ""
    links: dict[tuple[str, str], str] = {}
    for (raw, via), text in texts.items():
        url = resolve(base, raw if raw.isascii() else in_charset(raw, charset))
        if url is not None and not links.get((url, via)):
            links[url, via] = text
    return tuple(Link(url, text, via) for (url, via), text in links.items())


def extract_images(tree: HtmlElement, base_url: str) -> tuple[Image, ...]:
    """The pictures of a page (`img src`, `input type=image`), each address once."""
    hidden = _hidden(tree)
    base = document_base(tree, base_url)
    alts: dict[str, str] = {}
    for element in tree.iter("img", "input"):
        raw = element.get("src")
        if not raw or raw.startswith("data:") or (hidden and element in hidden):
            continue
        if element.tag == "input" and (element.get("type") or "").lower() != "image":
            continue
        if not alts.get(raw):
            alts[raw] = (element.get("alt") or element.get("title") or "").strip()
    images: dict[str, str] = {}
    for raw, alt in alts.items():
        url = resolve(base, raw)
        if url is not None and not images.get(url):
            images[url] = alt
    return tuple(Image(url, alt) for url, alt in images.items())


def extract_scripts(tree: HtmlElement, base_url: str) -> tuple[str, ...]:
    """Addresses of external scripts, each once, in page order."""
    hidden = _hidden(tree)
    base = document_base(tree, base_url)
    raws = dict.fromkeys(
        raw
        for element in tree.iter("script")
        if (raw := element.get("src")) and not (hidden and element in hidden)
    )
    return tuple(dict.fromkeys(url for raw in raws if (url := resolve(base, raw)) is not None))


def document_base(tree: HtmlElement, base_url: str) -> str:
    """What relative addresses start from: `<base href>` where the page has one."""
    for element in tree.iter("base"):
        raw = element.get("href")
        if raw and raw.strip():
            return resolve(base_url, raw) or base_url
    return base_url


def _hidden(tree: HtmlElement) -> set[HtmlElement]:
    """Elements inside `<template>`: lxml reads them like any other, a browser shows none of them."""
    return {element for template in tree.iter("template") for element in template.iter()}


def _handlers(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Event attributes with their elements; asked for by attribute, which takes half the time."""
    # `//` looks through the whole page, whatever part of it is asked.
    found = (_HANDLERS if tree.getparent() is None else _HANDLERS_BELOW)(tree)
    for text in found if isinstance(found, list) else ():
        if isinstance(text, etree._ElementUnicodeResult):
            element = text.getparent()
            if isinstance(element, HtmlElement):
                yield str(text), element


def _raw_links(tree: HtmlElement, hidden: set[HtmlElement]) -> Iterator[tuple[str, str, HtmlElement]]:
    for element in tree.iter("a", "area", "frame", "iframe", "option", "form", "script", "meta"):
        if hidden and element in hidden:
            continue
        tag = element.tag
        if tag == "a" or tag == "area":
            raw = element.get("href")
            if not raw:
                continue
            if raw[:11].lstrip().lower().startswith("javascript:"):
                for found in addresses_in_handler(raw):
                    yield found, "script", element
            elif raw[0] != "#":
                if "#" in raw:
                    raw = raw[: raw.index("#")]
                yield raw, "href" if tag == "a" else "area", element
        elif tag == "option":
            raw = element.get("value")
            if raw and len(raw) < _LONGEST_OPTION and _LIKE_ADDRESS.match(raw) and not _PACKED.search(raw):
                yield raw, "option", element
        elif tag == "script":
            if element.text and not element.get("src") and element.get("type") not in _NO_SCRIPT_TYPE:
                for found in addresses_in_script(element.text):
                    yield found, "script", element
        elif tag == "meta":
            raw = _refresh_target(element)
            if raw:
                yield raw, "meta", element
        elif tag == "form":
            raw = element.get("action")
            if raw and (element.get("method") or "get").strip().lower() == "get":
                yield raw, "form", element
        else:
            raw = element.get("src")
            if raw and not raw.lower().startswith(("about:", "javascript:", "data:")):
                yield raw, "frame", element
    for text, element in _handlers(tree):
        if hidden and element in hidden:
            continue
        for found in addresses_in_handler(text):
            yield found, "script", element


def _refresh_target(element: HtmlElement) -> str | None:
    if (element.get("http-equiv") or "").strip().lower() != "refresh":
        return None
    match = _REFRESH.match(element.get("content") or "")
    return match[1].strip() if match else None


def _text(element: HtmlElement) -> str:
    words = element.text or ""
    if len(element):
        words = "".join(part for part in element.itertext() if isinstance(part, str))
    words = " ".join(words.split())
    if words:
        return words
    title = element.get("title") or element.get("alt") or ""
    if not title:
        picture = element.find(".//img")
        if picture is not None:
            title = picture.get("alt") or picture.get("title") or ""
    return " ".join(title.split())
