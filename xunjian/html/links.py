"""Every way out of a page, its images and its scripts: pure, one walk over the tree.

Links in HTML comments and in `<template>` never count. Raw values are deduplicated before they are
resolved: on a portal most links of a page are the same navigation again.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.script_links import PAGE_SUFFIX, addresses_in_handler, addresses_in_script
from xunjian.html.script_menus import entries_in_script
from xunjian.html.urls import in_charset, resolve, runs_script
from xunjian.model.page import Image, Link

_HANDLERS = etree.XPath("//@onclick | //@ondblclick")
_HANDLERS_BELOW = etree.XPath("descendant-or-self::*/@onclick | descendant-or-self::*/@ondblclick")
_LIKE_ADDRESS = re.compile(
    r"\s*(?:https?[::]|//|\.{0,2}/|\?)|.*(?:" + PAGE_SUFFIX + r")(?:[?#].*)?\s*$|\w[\w.-]*/[\w./?=&%-]*\s*$",
    re.IGNORECASE,
)
_LONGEST_OPTION = 2000
_LONGEST_NAME = 100
_KEPT = 8_192
"""Links and pictures of which one stands for all that are equal."""
_PACKED = re.compile(r"[\^|]")
"""An option value that packs several things for a script to take apart."""
_REFRESH = re.compile(r"^\s*\d*(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_NO_SCRIPT_TYPE = ("application/ld+json", "importmap")

_LEADING = (
    *("a", "area", "frame", "iframe", "option", "form", "script", "meta", "img", "input", "base"),
    "template",
)
_Raw = tuple[str, str]
"""A value as it stands on the page, and the route that it stands for."""


class _Nothing(frozenset[_Raw]):
    def learn(self, key: _Raw, url: str | None) -> None:
        """Nothing is ever settled."""


_NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that a page leads to and shows."""

    base: str
    """What relative addresses start from."""
    links: tuple[Link, ...]
    """In page order, each address once per route (`via`: href, area, frame, option, form – GET only –,
    script, meta); of doubles the first text counts."""
    images: tuple[Image, ...]
    """`img src` and `input type=image`, each address once."""
    scripts: tuple[str, ...]
    """Addresses of external scripts, each once."""


class Settled(Protocol):
    """What whoever reads many pages from one base has settled of raw values, and need not hear of again.

    Each with its route: `via` of a link, `img` of a picture, `src` of a script.
    """

    def __contains__(self, key: _Raw, /) -> bool: ...

    def learn(self, key: _Raw, url: str | None) -> None:
        """What a raw value means that is not settled yet; None where it is no link."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What is new of `Outgoing`, as it is: texts by address and route, addresses of images and scripts."""

    links: dict[_Raw, str]
    images: tuple[str, ...]
    scripts: tuple[str, ...]
    met: dict[_Raw, None]
    """What was left out because it is settled."""


def extract_all(tree: HtmlElement, base_url: str, charset: str = "utf-8") -> Outgoing:
    """Reads them in one walk. `charset`: the page's, in which characters in a query are sent."""
    elements = _elements(tree)
    base = _base(elements, base_url)
    return Outgoing(
        base,
        _links(tree, elements, base, charset),
        _images(elements, base),
        _scripts(elements, base, _NOTHING, {}),
    )


def extract_new(tree: HtmlElement, base_url: str, charset: str, settled: Callable[[str], Settled]) -> Ways:
    """The same without what is `settled` from the page's base, for whoever only wants to go on."""
    elements = _elements(tree)
    base = _base(elements, base_url)
    known, met = settled(base), dict[_Raw, None]()
    return Ways(
        _texts(tree, elements, base, charset, known, met),
        tuple(_alts(elements, base, known, met)),
        _scripts(elements, base, known, met),
        met,
    )


def extract_links(tree: HtmlElement, base_url: str, charset: str = "utf-8") -> tuple[Link, ...]:
    """The links of a page or a part of one, as `Outgoing.links`."""
    elements = _elements(tree)
    return _links(tree, elements, _base(elements, base_url), charset)


def document_base(tree: HtmlElement, base_url: str) -> str:
    """What relative addresses start from: `<base href>` where the page has one."""
    return _base(list(tree.iter("base")), base_url)


@lru_cache(maxsize=_KEPT)
def link_to(url: str, text: str, via: str) -> Link:
    """One link, the same each time: those of a template stand on every page of a site."""
    return Link(url, text, via)


@lru_cache(maxsize=_KEPT)
def _image_at(url: str, alt: str) -> Image:
    return Image(url, alt)


def _elements(tree: HtmlElement) -> list[HtmlElement]:
    """What may lead somewhere, in page order. In `<template>` a browser shows nothing."""
    found = list(tree.iter(*_LEADING))
    templates = [element for element in found if element.tag == "template"]
    if not templates:
        return found
    hidden = {element for template in templates for element in template.iter()}
    return [element for element in found if element not in hidden]


def _base(elements: list[HtmlElement], base_url: str) -> str:
    for element in elements:
        if element.tag == "base":
            raw = element.get("href")
            if raw and raw.strip():
                return resolve(base_url, raw) or base_url
    return base_url


def _links(tree: HtmlElement, elements: list[HtmlElement], base: str, charset: str) -> tuple[Link, ...]:
    links = _texts(tree, elements, base, charset, _NOTHING, {})
    return tuple([link_to(url, text, via) for (url, via), text in links.items()])


def _texts(
    tree: HtmlElement,
    elements: list[HtmlElement],
    base: str,
    charset: str,
    known: Settled,
    met: dict[_Raw, None],
) -> dict[_Raw, str]:
    texts: dict[_Raw, str] = {}
    for raw, via, said in _raw_links(tree, elements):
        key = (raw, via)
        if key in known:
            met[key] = None
            continue
        if not texts.get(key):
            texts[key] = said if isinstance(said, str) else _words_of(said, via)
    links: dict[tuple[str, str], str] = {}
    for (raw, via), text in texts.items():
        url = resolve(base, raw if raw.isascii() else in_charset(raw, charset))
        known.learn((raw, via), url)
        if url is not None and not links.get((url, via)):
            links[url, via] = text
    return links


def _images(elements: list[HtmlElement], base: str) -> tuple[Image, ...]:
    return tuple([_image_at(url, alt) for url, alt in _alts(elements, base, _NOTHING, {}).items()])


def _alts(elements: list[HtmlElement], base: str, known: Settled, met: dict[_Raw, None]) -> dict[str, str]:
    alts: dict[str, str] = {}
    for element in elements:
        tag = element.tag
        if tag != "img" and (tag != "input" or (element.get("type") or "").lower() != "image"):
            continue
        raw = element.get("src")
        if not raw or raw.startswith("data:"):
            raw = element.get("data-src") or element.get("data-original")  # one that is loaded late
        if not raw or raw.startswith("data:") or alts.get(raw):
            continue
        if (raw, "img") in known:
            met[raw, "img"] = None
        else:
            alts[raw] = (element.get("alt") or element.get("title") or "").strip()
    images: dict[str, str] = {}
    for raw, alt in alts.items():
        url = resolve(base, raw)
        known.learn((raw, "img"), url)
        if url is not None and not images.get(url):
            images[url] = alt
    return images


def _scripts(
    elements: list[HtmlElement], base: str, known: Settled, met: dict[_Raw, None]
) -> tuple[str, ...]:
    raws = dict.fromkeys(raw for el in elements if el.tag == "script" and (raw := el.get("src")))
    urls: dict[str, None] = {}
    for raw in raws:
        if (raw, "src") in known:
            met[raw, "src"] = None
        else:
            url = resolve(base, raw)
            known.learn((raw, "src"), url)
            if url is not None:
                urls[url] = None
    return tuple(urls)


def _handlers(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Event attributes with their elements; asked for by attribute, which takes half the time."""
    # `//` looks through the whole page, whatever part of it is asked.
    found = (_HANDLERS if tree.getparent() is None else _HANDLERS_BELOW)(tree)
    for text in found if isinstance(found, list) else ():
        if isinstance(text, etree._ElementUnicodeResult):
            element = text.getparent()
            if isinstance(element, HtmlElement):
                yield str(text), element


def _raw_links(
    tree: HtmlElement, elements: list[HtmlElement]
) -> Iterator[tuple[str, str, HtmlElement | str]]:
    """Raw address, route, and what names it: an element, or the name that a script gives."""
    for element in elements:
        tag = element.tag
        if tag == "a" or tag == "area":
            raw = element.get("href")
            if not raw:
                continue
            if runs_script(raw):
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
                for found, name in entries_in_script(element.text):
                    yield found, "script", name
                for found in addresses_in_script(element.text):
                    yield found, "script", ""
        elif tag == "meta":
            raw = _refresh_target(element)
            if raw:
                yield raw, "meta", element
        elif tag == "form":
            raw = element.get("action")
            if raw and (element.get("method") or "get").strip().lower() == "get":
                yield raw, "form", element
        elif tag == "frame" or tag == "iframe":
            raw = element.get("src")
            if raw and not raw.lower().startswith(("about:", "javascript:", "data:")):
                yield raw, "frame", element
            elif not raw and (held := element.get("srcdoc")):
                for found in addresses_in_script(held):
                    yield found, "href", element
    for text, element in _handlers(tree):
        if next(element.iterancestors("template"), None) is not None:
            continue
        for found in addresses_in_handler(text):
            yield found, "script", element


def _refresh_target(element: HtmlElement) -> str | None:
    if (element.get("http-equiv") or "").strip().lower() != "refresh":
        return None
    match = _REFRESH.match(element.get("content") or "")
    return match[1].strip() if match else None


def _words_of(element: HtmlElement, via: str) -> str:
    if via in ("href", "option", "area"):
        return _text(element)
    if via != "script":
        return ""
    words = _text(element)
    return words if len(words) <= _LONGEST_NAME else ""  # a whole block that can be clicked


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
