"""Turns what a click handler opens into a link in the tree: readers of links see it as a visitor does.

`<li onclick="location.href='a.html'">标题</li>` becomes a row with a link, and `<a href="#" onclick=…>`
gets the address that its handler opens (T28).
"""

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from xunjian.html.script_links import addresses_in_handler
from xunjian.html.scripts import COMPUTED_MARK
from xunjian.html.urls import leads_nowhere, runs_script

_CLICKED = etree.XPath("//@onclick")
_WHOLE = frozenset(
    {
        "li",
        "div",
        "td",
        "th",
        "p",
        "span",
        "dd",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "b",
        "strong",
        "em",
        "i",
        "font",
        "label",
        "section",
        "article",
    }
)
_MOST_INSIDE = 15
"""Elements; a larger part that reacts to clicks is no single link."""


def open_handlers(tree: HtmlElement) -> None:
    """Changes the tree: an element that opens one address on a click holds, or is, a link to it."""
    for el in _reacting(tree):
        if el.get(COMPUTED_MARK) is not None:
            continue
        href = el.get("href") or ""
        if el.tag == "a" and not leads_nowhere(href):
            continue
        addresses = dict.fromkeys(addresses_in_handler(f"{href};{el.get('onclick') or ''}"))
        if len(addresses) != 1:
            continue
        address = next(iter(addresses))
        if el.tag == "a":
            el.set("href", address)
        elif el.tag == "img":
            _wrap_picture(el, address)
        elif el.tag == "tr":
            _open_row(el, address)
        elif el.tag in _WHOLE:
            _open_whole(el, address)


def _reacting(tree: HtmlElement) -> list[HtmlElement]:
    """What reacts to a click by a script: two quick walks; one pattern for both takes thrice as long."""
    clicked = _CLICKED(tree)
    found = [
        holder
        for handler in (clicked if isinstance(clicked, list) else ())
        if isinstance(handler, etree._ElementUnicodeResult)
        and isinstance(holder := handler.getparent(), HtmlElement)
    ]
    by_address = (el for el in tree.iter("a") if runs_script(el.get("href") or ""))
    return found + [el for el in by_address if el.get("onclick") is None]


def _open_row(row: HtmlElement, address: str) -> None:
    """A row of a table opens by its longest cell."""
    if _holds_link(row):
        return
    cells = list(row.iterchildren("td", "th"))
    if cells:
        _open_whole(max(cells, key=lambda cell: len(cell.text_content().strip())), address)


def _open_whole(el: HtmlElement, address: str) -> None:
    """Puts all that an element holds into a link."""
    if (
        _holds_link(el)
        or any(True for _ in el.iterancestors("a"))
        or sum(1 for _ in el.iter()) > _MOST_INSIDE
    ):
        return
    bare = next(el.iter("a"), None)
    if bare is not None:
        bare.set("href", address)  # `<a>` without an address of its own: the words to click
        return
    link = _link(address)
    link.text, el.text = el.text, None
    link.extend(list(el))
    el.append(link)


def _wrap_picture(picture: HtmlElement, address: str) -> None:
    above = picture.getparent()
    if above is None or any(True for _ in picture.iterancestors("a")):
        return
    link = _link(address)
    link.tail, picture.tail = picture.tail, None
    above.replace(picture, link)
    link.append(picture)


def _link(address: str) -> HtmlElement:
    return lxml.html.Element("a", href=address)


def _holds_link(el: HtmlElement) -> bool:
    return any(link.get("href") or link.get("onclick") for link in el.iter("a"))
