"""A column page on which no list was read: is it blank, or is there something that is no list?"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from xunjian.facts.attachments import extension_of
from xunjian.facts.column_names import own_name
from xunjian.facts.directory import is_directory
from xunjian.facts.lexicon import fold_name, fold_text
from xunjian.facts.pages import PageBook
from xunjian.facts.reading.zones import FOOT_WORDS
from xunjian.facts.reads import ReadPage
from xunjian.facts.residue import Blocks, Fillers, asks, read_blocks, read_fillers, template_of
from xunjian.model.observation import Snapshot
from xunjian.model.page import Item, PageKind
from xunjian.model.unit import Scope, host_of

_NOTE_CHARS = 40
"""A note such as 暂无信息 fills no column; a longer text of the page's own is content."""
_SAID_CHARS = 8
_NOTE = re.compile(
    r"暂无|没有|无相关|尚未|正在(?:建设|更新|完善|维护|整理|筹备)|建设中|更新中|完善中|敬请|稍[后候]|即将|共\d*条|标题|名称|日期|时间|序号|索引号|文号|[上下]一页|首页|[尾末]页"
)
"""A note that there is nothing, the head of a table, a pager."""
_EMPTY = re.compile(r"栏目|页面|未(?:发布|添加|录入|设置|公开)|任何|为空|不存在")
_SENTENCE_CHARS = 12
_TEXT_CHARS = 100
_ROUTE = re.compile(rb"""href\s*=\s*["']?(#!?/[\w/-]+)""")
_FRAMES = re.compile(rb"<i?frame\b", re.IGNORECASE)
_CANVAS = re.compile(rb"<canvas\b", re.IGNORECASE)
_BADGES = 4
"""Pictures that a foot may hold: 党政机关, 找错, 公网安备, 无障碍."""
_SAMPLES = 4
_TITLE_CHARS = 5
_LEAST_LISTS = 4
_LEAST_WAYS = 2
"""Columns that a page leads to which is only a way to them."""
_LOOKED_AT = 8
_KEPT = 50
"""Pages whose pieces are kept, some kilobytes each: two questions are asked of each."""
_SHOWN_EVERYWHERE = 0.6
"""Share of list pages that link to an address from which on it belongs to none of them."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a page without a list holds of its own."""

    items: tuple[Item, ...]
    """Links that only this page has: a list in a make-up that the reader did not know."""
    has_content: bool
    is_certain: bool
    """Its content is a long text or a form: whatever a script adds, it is no blank list."""
    tells: bool
    """Says something beyond a note or the head of a table: the names of leaders with their duties."""
    is_drawn: bool
    """Nothing but a canvas: what a script draws on it cannot be read, be it a chart or a list."""


class Blankness:
    """Compares pages with the home page and with columns that have lists."""

    def __init__(
        self, book: PageBook, snapshot: Snapshot, column_urls: Collection[str], scope: Scope
    ) -> None:
        self._book = book
        self._scope = scope
        self._snapshot = snapshot
        self._columns = frozenset(column_urls)
        self._home_links = frozenset(link.url for link in book.home.reading.all_links)
        self._home_images = frozenset(image.url for image in book.home.reading.images)
        self._kept: dict[str, Blocks] = {}
        self._templates: dict[str, frozenset[str]] = {}
        self._frequency: tuple[Counter[str], int] | None = None

    def rest(self, page: ReadPage, names: Sequence[str]) -> Rest:
        """`names`: words that say where one is (the column's names); they are no content."""
        blocks = self._blocks(page)
        template = self._template(page)
        others = self._others(page)
        # A home page has frames and search boxes of its own: other lists tell better what every page has.
        usual = max(each.fields for each in others or (self._samples[0],))
        known = {fold_name(name) for name in (*names, *page.reading.breadcrumb, page.reading.heading) if name}
        own = [text for text in blocks.texts if text not in template and fold_name(text) not in known]
        if page.rendered:  # its template, read as it was served, does not tell a foot that a script wrote
            own = [text for text in own if FOOT_WORDS.search(text) is None and "联系电话" not in text]
        items = self._own_links(page)
        images = [image for image in page.reading.images if image.url not in self._home_images]
        chars = sum(map(len, own))
        is_form = blocks.fields > usual
        pictures = _BADGES if page.rendered else 1
        has_content = chars >= _NOTE_CHARS or bool(items) or len(images) > pictures
        has_content = has_content or self._offers_file(page) or any(map(_says_something, own))
        said = sum(len(text) for text in own if _NOTE.search(text) is None)
        drawn = len(_CANVAS.findall(self._snapshot.body(page.fetch) or b"")) if is_form else 0
        is_drawn = not has_content and is_form and blocks.fields - drawn <= usual
        return Rest(
            items, has_content or is_form, is_form or chars >= _TEXT_CHARS, said >= _SAID_CHARS, is_drawn
        )

    def is_directory(self, page: ReadPage, names: Sequence[str]) -> bool:
        """Whether the page's content is the names of columns."""
        others = self._others(page)
        if page.rendered:  # a menu that a script wrote stands on no other page as it was served
            home = self._book.home.reading
            menu = dict.fromkeys(
                fold_text(text)
                for text in (*(link.text for link in home.all_links), *(link.name for link in home.columns))
            )
            others = [_with_links(each, menu) for each in others]
        return is_directory(page.reading, self._blocks(page), others, self._blocks_at, names)

    def fills(self, page: ReadPage) -> bool:
        """Whether a script of this page may still bring a list; what pages with lists hold brings none.

        What a script does cannot be told from its text: one that no page with a list has may do anything,
        also lead elsewhere.
        """
        if page.rendered or page.reading.list_is_empty:
            return False
        own = self._fillers(page)
        others = [fillers for url, fillers in self._fillers_of_lists.items() if url != page.fetch.url]
        if own.fetches.difference(*(each.fetches for each in others)):
            return True
        if own.scripts.difference(*(each.scripts for each in others)):
            return True
        mounts = own.mounts.difference(*(each.mounts for each in others))
        return page.reading.is_shell and (not others or bool(mounts))

    def may_change(self, page: ReadPage) -> bool:
        """Whether a script of its own fetches something: a browser may show a list with newer rows."""
        if page.rendered or not asks(self._snapshot.body(page.fetch) or b""):
            return False
        others = (fillers for url, fillers in self._fillers_of_lists.items() if url != page.fetch.url)
        return bool(self._fillers(page).fetches.difference(*(each.fetches for each in others)))

    def unread_frame(self, page: ReadPage, *, at_home: bool) -> str:
        """A frame of the page's own that was not seen: who knows what it shows. `at_home`: of the unit's
        hosts only; what others show there is a map, a form or a mailbox. What a script fetches is read as a
        frame too: where a browser built the page, it stands in it."""
        if page.rendered and _FRAMES.search(self._snapshot.body(page.fetch) or b"") is None:
            return ""
        links, pages = self._links_of_lists()
        most = pages * _SHOWN_EVERYWHERE if pages >= _LEAST_LISTS else pages + 1
        for link in page.reading.links:
            if link.via != "frame" or link.url in self._home_links or links[link.url] >= most:
                continue
            own = host_of(link.url) in self._scope.hosts
            if (own and self._book.index.follow(link.url).answer is None) or not (own or at_home):
                return link.url
        return ""

    def routes(self, page: ReadPage) -> int:
        """How many places within the page (`#/…`) its links lead to: each is a page to its visitor."""
        body = self._snapshot.body(page.fetch) or b""
        return len(set(_ROUTE.findall(body)))

    def is_furniture(self, items: Sequence[Item], names: Collection[str]) -> bool:
        """Whether rows are only what every column page shows: head, hot list, newest of the site.

        A row belongs to the column where its article says so (`names`, folded), however often it is shown;
        one that leads out of the unit belongs to another office.
        """
        return bool(items) and all(self._is_furniture(item, names) for item in items)

    def _is_furniture(self, item: Item, names: Collection[str]) -> bool:
        if not item.url:
            return fold_text(item.title) in self._template()
        links, pages = self._links_of_lists()
        if pages < _LEAST_LISTS or links[item.url] < pages * _SHOWN_EVERYWHERE:
            return False
        page = self._book.at(item.url)
        if page is None:
            return not self._scope.contains(item.url)
        said = own_name(page)[0]
        return bool(said) and fold_name(said) not in names

    def _links_of_lists(self) -> tuple[Counter[str], int]:
        """How many list pages link to an address, and how many there are."""
        if self._frequency is None:
            # Of a calendar every month is a page; what shows no row at all says nothing of rows.
            lists = [
                page
                for page in self._book.pages
                if page.reading.kind is PageKind.COLUMN and page.reading.items
            ]
            counter = Counter(url for page in lists for url in {link.url for link in page.reading.links})
            menus = {id(page.reading.menu): page.reading.menu for page in lists}
            for menu, count in Counter(id(page.reading.menu) for page in lists).items():
                for link in menus[menu]:
                    counter[link.url] += count
            self._frequency = counter, len(lists)
        return self._frequency

    def columns_led_to(self, page: ReadPage) -> int:
        """How many links to columns it has that the home page has not, nor have most list pages."""
        return len(self._led_to(page))

    def leads_on(self, page: ReadPage) -> bool:
        """Whether it is a way to columns and names none of them in words: by pictures, areas or boxes.

        Columns that lead to each other as well have a menu in common, which a blank list has too.
        """
        places = self._led_to(page)
        targets = [target for url in places if (target := self._book.at(url)) is not None]
        return len(targets) >= _LEAST_WAYS and not any(
            2 * len({link.url for link in target.reading.all_links} & (places - {target.fetch.url}))
            >= len(places) - 1
            for target in targets[:_LOOKED_AT]
        )

    def _led_to(self, page: ReadPage) -> set[str]:
        places = {link.url for link in page.reading.all_links} & self._columns
        links, pages = self._links_of_lists()
        common = {url for url in places if pages >= _LEAST_LISTS and links[url] >= pages * _SHOWN_EVERYWHERE}
        return places - common - self._home_links - {page.fetch.url}

    def _own_links(self, page: ReadPage) -> tuple[Item, ...]:
        names = {fold_text(link.name) for link in page.reading.columns}
        folder = page.fetch.url.partition("?")[0].rpartition("/")[0] + "/"
        found: dict[str, Item] = {}
        is_deep = folder.count("/") > 3
        # Of a menu of a thousand links the cheap questions leave few.
        for link in page.reading.all_links:
            if link.via not in ("href", "script") or link.url in self._columns or link.url == page.fetch.url:
                continue
            below = is_deep and link.url.startswith(folder)
            if "{{" in link.text or link.url in found or (link.url in self._home_links and not below):
                continue
            if len(link.text.strip()) < _TITLE_CHARS or fold_text(link.text) in names:
                continue
            target = self._book.at(link.url)
            is_title = below if target is None else target.reading.kind is PageKind.ARTICLE
            if is_title and not self._is_furniture(Item(link.text, link.url), ()):
                found[link.url] = Item(link.text.strip(), link.url)
        return tuple(found.values())

    def _offers_file(self, page: ReadPage) -> bool:
        """Whether it hands out a file (a guide to be loaded down) that few other pages do."""
        links, pages = self._links_of_lists()
        most = pages * _SHOWN_EVERYWHERE if pages >= _LEAST_LISTS else pages + 1
        return any(
            extension_of(link.url) and link.url not in self._home_links and links[link.url] < most
            for link in page.reading.links
        )

    def _template(self, page: ReadPage | None = None) -> frozenset[str]:
        """Text that belongs to the site, told from its home page and some list pages other than `page`."""
        home, samples = self._samples
        but = page.fetch.url if page is not None and page.fetch.url in samples else ""
        if but not in self._templates:
            others = [blocks for url, blocks in samples.items() if url != but]
            self._templates[but] = template_of(home, others)
        return self._templates[but]

    @cached_property
    def _lists(self) -> list[ReadPage]:
        """Some pages with lists of their own."""
        lists = (
            page
            for page in self._book.pages
            if page.reading.kind is PageKind.COLUMN and page.reading.items and not page.rendered
        )
        return list(islice(lists, _SAMPLES + 1))

    @cached_property
    def _samples(self) -> tuple[Blocks, dict[str, Blocks]]:
        return self._blocks(self._book.home), {page.fetch.url: self._blocks(page) for page in self._lists}

    @cached_property
    def _fillers_of_lists(self) -> dict[str, Fillers]:
        return {page.fetch.url: self._fillers(page) for page in self._lists}

    def _others(self, page: ReadPage) -> list[Blocks]:
        """Some pages with lists of their own, other than this one."""
        return [blocks for url, blocks in self._samples[1].items() if url != page.fetch.url]

    def _blocks_at(self, url: str) -> Blocks | None:
        page = self._book.at(url)
        if page is None or (page.reading.kind is PageKind.ARTICLE and url not in self._columns):
            return None
        return self._blocks(page)

    def _blocks(self, page: ReadPage) -> Blocks:
        url = page.fetch.url
        if url not in self._kept:
            if len(self._kept) == _KEPT:
                self._kept.clear()
            self._kept[url] = read_blocks(self._snapshot.body(page.fetch) or b"", page.fetch.content_type)
        return self._kept[url]

    def _fillers(self, page: ReadPage) -> Fillers:
        return read_fillers(self._snapshot.body(page.fetch) or b"", page.fetch.content_type)


def _with_links(blocks: Blocks, menu: Iterable[str]) -> Blocks:
    """The pieces with links of a menu that they lack, as a browser would show them."""
    return replace(
        blocks, link_texts=(*blocks.link_texts, *(text for text in menu if text not in blocks.link_texts))
    )


def _says_something(text: str) -> bool:
    """Whether a piece is a sentence on the matter: where to go, whom to ask; not that there is nothing."""
    is_sentence = text.endswith("。") and len(text) >= _SENTENCE_CHARS
    return is_sentence and _NOTE.search(text) is None and _EMPTY.search(text) is None
