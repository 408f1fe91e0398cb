"""Reads one page: bytes in, everything a careful person reads off it out. Pure."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.html import HtmlElement

from xunjian.facts.explain import Trace, explain
from xunjian.facts.opened import open_page
from xunjian.facts.page_lists import PageLists
from xunjian.facts.reading.article import ArticleReading, read_article
from xunjian.facts.reading.badges import read_accessibility, read_marks
from xunjian.facts.reading.closed import read_closed
from xunjian.facts.reading.columns import read_columns
from xunjian.facts.reading.footer import read_footer
from xunjian.facts.reading.heading import read_heading
from xunjian.facts.reading.items import ListReading, read_items
from xunjian.facts.reading.kind import Judgement, has_filler, judge_kind
from xunjian.facts.reading.next_page import read_next_page
from xunjian.facts.reading.private_values import find_private
from xunjian.facts.reading.search import has_site_search
from xunjian.facts.reading.source import Source
from xunjian.html.graft import Grafted, Resource
from xunjian.html.links import extract_links, link_to
from xunjian.html.tree import parse_fragment
from xunjian.model.page import Footer, Item, Link, NavLink, PageKind, PageReading

_TEXT = 100
"""Characters of a body that make a page a text rather than a list."""
_ENOUGH = 1000
"""Characters of a page that is more than the place where an application goes."""
_FEW_COLUMNS = 3
_WRITES = re.compile(r"\.innerHTML\s*\+?=|\.(?:html|append|load)\s*\(\s*[^)\s]")


@dataclass(frozen=True, slots=True)
class Explained:
    """A reading with, for people, where each value was read."""

    reading: PageReading
    notes: dict[str, str]


def read_page(
    body: bytes,
    url: str,
    content_type: str = "",
    *,
    is_home: bool = False,
    resource: Resource | None = None,
    lists: PageLists | None = None,
) -> PageReading:
    """Reads one page. Never raises for any bytes.

    `resource` gives the bytes of same-site scripts and frames by address: None where not available (such are
    named in `Footer.unread` when a footer item is missing), b"" where known to be missing. `lists`: the
    words that the page is searched for; without them nothing is searched.
    """
    return _read(body, url, content_type, is_home, resource, lists)[0]


def explain_page(
    body: bytes, url: str, content_type: str = "", *, is_home: bool = False, resource: Resource | None = None
) -> Explained:
    """As read_page, with where each value was read."""
    reading, trace = _read(body, url, content_type, is_home, resource)
    return Explained(reading, explain(reading, trace))


def _read(
    body: bytes,
    url: str,
    content_type: str,
    is_home: bool,
    resource: Resource | None,
    lists: PageLists | None = None,
) -> tuple[PageReading, Trace]:
    opened = open_page(body, url, content_type, resource)
    source, zones, grafted, base = opened.source, opened.zones, opened.grafted, opened.source.base
    breadcrumb, trail_line = opened.breadcrumb, opened.trail_line
    article = read_article(source, zones)
    rows = read_items(source, zones, trail_line, article.dateline.strong and article.plain >= _TEXT)
    next_page = read_next_page(source)
    judged = judge_kind(source, article, rows, breadcrumb, trail_line, next_page is not None, is_home)
    items = _items(judged, rows)
    marks = read_marks(source)
    is_article = judged.kind is PageKind.ARTICLE
    own_text = article.body if is_article else (0, 0)
    footer = read_footer(source, zones, own_text, grafted, marks)
    urls = frozenset(item.url for item in items)
    columns = read_columns(
        source, zones, breadcrumb, urls, own_text, dated=is_article and article.dateline.strong
    )
    text = source.flow.text()
    links, menu = _with_written(opened.outgoing.links, grafted, base)
    closed = None if is_home else read_closed(source.flow, article, rows)
    reading = PageReading(
        url=url,
        kind=judged.kind,
        charset=opened.decoded.charset,
        document_title=source.document_title,
        article=article.article if is_article else None,
        items=items,
        next_page=next_page if judged.kind in {PageKind.COLUMN, PageKind.SEARCH} else None,
        columns=columns,
        breadcrumb=breadcrumb,
        footer=in_doubt(footer, url) if opened.left_out else footer,
        labels=source.labels,
        links=links,
        menu=menu,
        images=opened.outgoing.images,
        is_frame=judged.is_frame,
        is_login=judged.is_login,
        is_error=judged.is_error and closed is None,
        is_shell=judged.is_shell or _may_be_filled(source, judged, article, columns),
        list_is_empty=judged.list_is_empty,
        is_calendar=judged.is_calendar,
        text_chars=len("".join(text.split())),
        title_quote=article.headline.text if is_article else source.document_title,
        error_quote=judged.error_quote,
        heading=read_heading(source, zones, rows, breadcrumb),
        site_search=has_site_search(source),
        private=find_private(source.flow),
        accessibility_entry=read_accessibility(source, marks),
        left_out=opened.left_out,
        wrong=lists.expressions.find(source) if lists is not None else (),
        spam=lists.spam.find(source, opened.decoded.text) if lists is not None else (),
        closed=closed,
    )
    return reading, Trace(article, judged, opened.decoded.declared, source.notes)


def in_doubt(footer: Footer, url: str) -> Footer:
    """The footer of a page not read whole: what it lacks may stand in the rest of the page."""
    return footer if footer.whole else replace(footer, unread=(*footer.unread, url))


def _items(judged: Judgement, rows: ListReading) -> tuple[Item, ...]:
    if judged.kind is PageKind.HOME:
        return rows.all
    if judged.kind is PageKind.SEARCH:
        return rows.main if rows.dated else ()  # what was found; undated are the words others asked for
    return rows.main if judged.kind is PageKind.COLUMN else ()


def _may_be_filled(
    source: Source, judged: Judgement, article: ArticleReading, columns: tuple[NavLink, ...]
) -> bool:
    """Whether a script may bring the menu that a home page lacks, or the text that an article lacks."""
    held = article.article
    lacks_text = not (held.body_chars or held.images or held.videos or held.attachments)
    lacks = len(columns) < _FEW_COLUMNS if judged.kind is PageKind.HOME else lacks_text
    if not lacks or judged.kind not in (PageKind.HOME, PageKind.ARTICLE):
        return False
    # Scripts of their own: what a file does on every page of the site is not for this one's text.
    own = tuple(el.text for el in source.tree.iter("script") if el.text)
    return has_filler(replace(source, scripts=own), _ENOUGH) or any(map(_WRITES.search, own))


def _with_written(
    links: tuple[Link, ...], grafted: Grafted, base: str
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Links with those that scripts write and frames show, where the tree lacks them or their words; and what
    menus have besides."""
    known = {link.url for link in links}
    more: dict[str, Link] = {}
    words: dict[str, str] = {}
    for part in grafted.parts:
        for link in extract_links(part, base):
            if link.url in known:
                words.setdefault(link.url, link.text)
            else:
                more.setdefault(link.url, _by_script(link))
    if words:
        links = tuple(
            link_to(link.url, words.get(link.url, ""), link.via)
            if link.via == "script" and not link.text
            else link
            for link in links
        )
    folder = base.partition("?")[0].rpartition("/")[0] + "/"
    urls = _links_of_menus(grafted.menus, folder).keys() if grafted.menus else frozenset[str]()
    menu = _menu_without(grafted.menus, folder, frozenset(urls & (known | more.keys()))) if urls else ()
    return links + tuple(more.values()), menu


def _by_script(link: Link) -> Link:
    return link_to(link.url, link.text, "script") if link.via == "href" else link


@lru_cache(maxsize=2)
def _menu(markup: str) -> HtmlElement:
    return parse_fragment(markup)


@lru_cache(maxsize=32)
def _links_of_menus(menus: tuple[str, ...], folder: str) -> dict[str, Link]:
    """By address. Kept by folder: a menu is the same on every page of it."""
    found: dict[str, Link] = {}
    for markup in menus:
        for link in extract_links(_menu(markup), folder):
            found.setdefault(link.url, _by_script(link))
    return found


@lru_cache(maxsize=128)
def _menu_without(menus: tuple[str, ...], folder: str, left_out: frozenset[str]) -> tuple[Link, ...]:
    """The same value for all pages that lack the same, which are nearly all."""
    return tuple([link for url, link in _links_of_menus(menus, folder).items() if url not in left_out])
