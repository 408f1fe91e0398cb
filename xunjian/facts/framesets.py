"""Sites in frames: a page that opens in a part of a frameset is seen with the foot in another part of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace

from lxml.html import HtmlElement

from xunjian.facts.pages import PageBook
from xunjian.facts.reads import ReadPage
from xunjian.html.decode import decode_html
from xunjian.html.tree import parse_html
from xunjian.html.urls import leads_nowhere, resolve
from xunjian.model.observation import Snapshot
from xunjian.model.page import Footer
from xunjian.model.site import Page

_AWAY = frozenset({"_blank", "_top", "_parent", "_new", "blank", "new", "top"})
"""Targets that leave the frame."""
_MOST = 500


def with_feet_around(pages: Iterable[Page], book: PageBook, snapshot: Snapshot) -> tuple[Page, ...]:
    """The pages; one that is only seen within a frameset has the items of the foot that stand around it.

    Where a frameset below the home page has no foot at all, what opens in it is a part of a page like its
    first documents, and is left out as they are.
    """
    around = _framesets(book, snapshot)
    if not around:
        return tuple(pages)
    return tuple(_seen_whole(pages, around, book.home.reading.is_frame))


def _seen_whole(pages: Iterable[Page], around: Mapping[str, Footer], is_framed: bool) -> Iterator[Page]:
    """`is_framed`: whether the home page is a frameset itself, and its parts are the pages of the site."""
    for page in pages:
        foot = around.get(page.fetch.url)
        if foot is None:
            yield page
            continue
        footer = _joined(page.reading.footer, foot)
        if is_framed or any(getattr(footer, each.name) for each in fields(Footer)):
            yield replace(page, reading=replace(page.reading, footer=footer))


def _framesets(book: PageBook, snapshot: Snapshot) -> Mapping[str, Footer]:
    """The foot around each page that opens in a frameset and is led to from nowhere else."""
    around: dict[str, Footer] = {}
    for page in book.pages:
        if not page.reading.is_frame or not any(link.via == "frame" for link in page.reading.links):
            continue
        tree = _tree(page, snapshot)
        names = frozenset(name for el in tree.iter("frame") if (name := (el.get("name") or "").lower()))
        parts = {url for el in tree.iter("frame") if (url := _address(el.get("src"), page, book)) is not None}
        for url in _opened(parts, names, book, snapshot):
            around.setdefault(url, page.reading.footer)
    if not around:
        return around
    outside = (page for page in book.pages if page.fetch.url not in around and not _is_part(page, book))
    reached = {book.aliases.get(link.url, link.url) for page in outside for link in page.reading.all_links}
    return {url: footer for url, footer in around.items() if url not in reached}


def _opened(parts: Iterable[str], names: frozenset[str], book: PageBook, snapshot: Snapshot) -> set[str]:
    """What opens in the parts of a frameset: by links into a part that has a name, or within the same one."""
    found: set[str] = set()
    queue = list(parts)
    seen = set(queue)
    while queue and len(seen) < _MOST:
        page = book.by_url.get(queue.pop())
        if page is None:
            continue
        for url in _stays(page, names, book, snapshot):
            if url not in seen and url != book.home.fetch.url:
                seen.add(url)
                found.add(url)
                queue.append(url)
    return found


def _stays(page: ReadPage, names: frozenset[str], book: PageBook, snapshot: Snapshot) -> Iterator[str]:
    tree = _tree(page, snapshot)
    usual = next(((el.get("target") or "") for el in tree.iter("base") if el.get("target")), "")
    for el in tree.iter("a", "area"):
        target = (el.get("target") or usual).lower()
        if target in _AWAY or (target and target not in names and target != "_self"):
            continue
        url = _address(el.get("href"), page, book)
        if url is not None and url in book.by_url:
            yield url


def _address(raw: str | None, page: ReadPage, book: PageBook) -> str | None:
    if raw is None or leads_nowhere(raw):
        return None
    url = resolve(page.fetch.url, raw)
    return None if url is None else book.aliases.get(url, url)


def _is_part(page: ReadPage, book: PageBook) -> bool:
    """Whether a page is a frameset or stands in one: what it links to opens there."""
    return page.reading.is_frame or page.fetch.url in book.framed


def _tree(page: ReadPage, snapshot: Snapshot) -> HtmlElement:
    return parse_html(decode_html(snapshot.body(page.fetch) or b"", page.fetch.content_type).text)


def _joined(own: Footer, around: Footer) -> Footer:
    """What a page shows itself, and else what stands around it."""
    return Footer(
        **{each.name: getattr(own, each.name) or getattr(around, each.name) for each in fields(Footer)}
    )
