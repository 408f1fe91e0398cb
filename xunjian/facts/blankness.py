"""A column page on which no list was read: is it blank, or is there something that is no list?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xunjian.facts.lexicon import fold_name, fold_text
from xunjian.facts.pages import PageBook
from xunjian.facts.reads import ReadPage
from xunjian.facts.residue import read_blocks, template_of
from xunjian.model.observation import Snapshot
from xunjian.model.page import Item, PageKind

_NOTE_CHARS = 40
"""A note such as 暂无信息 fills no column; a longer text of the page's own is content."""
_SAMPLES = 4
_TITLE_CHARS = 5


@dataclass(frozen=True, slots=True)
class Rest:
    """What a page without a list holds of its own."""

    items: tuple[Item, ...]
    """Links that only this page has: a list in a make-up that the reader did not know."""
    has_content: bool
    fills: bool
    """A script of the page fetches something: it may be the list."""


class Blankness:
    """Compares pages with the home page and with columns that have lists."""

    def __init__(self, book: PageBook, snapshot: Snapshot, column_urls: Collection[str]) -> None:
        self._book = book
        self._snapshot = snapshot
        self._columns = frozenset(column_urls)
        self._home_links = frozenset(link.url for link in book.home.reading.links)
        self._home_images = frozenset(image.url for image in book.home.reading.images)
        self._shared: frozenset[str] | None = None
        self._fields = 0

    def rest(self, page: ReadPage, names: Sequence[str]) -> Rest:
        """`names`: words that say where one is (the column's names); they are no content."""
        blocks = read_blocks(self._snapshot.body(page.fetch) or b"", page.fetch.content_type)
        template = self._template()
        known = {fold_name(name) for name in (*names, *page.reading.breadcrumb, page.reading.heading) if name}
        own = [text for text in blocks.texts if text not in template and fold_name(text) not in known]
        items = self._own_links(page)
        images = [image for image in page.reading.images if image.url not in self._home_images]
        has_content = (
            sum(map(len, own)) >= _NOTE_CHARS
            or bool(items)
            or len(images) > 1
            or blocks.fields > self._fields
        )
        return Rest(items, has_content, blocks.fills and not page.rendered)

    def _own_links(self, page: ReadPage) -> tuple[Item, ...]:
        names = {fold_text(link.name) for link in page.reading.columns}
        folder = page.fetch.url.partition("?")[0].rpartition("/")[0] + "/"
        found: dict[str, Item] = {}
        for link in page.reading.links:
            if link.via not in ("href", "script") or link.url in self._columns or link.url == page.fetch.url:
                continue
            if len(link.text.strip()) < _TITLE_CHARS or fold_text(link.text) in names:
                continue
            below = link.url.startswith(folder) and folder.count("/") > 3
            if link.url in self._home_links and not below:
                continue
            target = self._book.at(link.url)
            if target is not None and target.reading.kind is not PageKind.ARTICLE:
                continue
            if target is None and not below:
                continue
            found.setdefault(link.url, Item(link.text.strip(), link.url))
        return tuple(found.values())

    def _template(self) -> frozenset[str]:
        """Text that the home page and some columns with lists have."""
        if self._shared is None:
            home = self._book.home
            samples = [home]
            for page in self._book.pages:
                if page.reading.kind is PageKind.COLUMN and page.reading.items:
                    samples.append(page)
                if len(samples) > _SAMPLES:
                    break
            blocks = [
                read_blocks(self._snapshot.body(each.fetch) or b"", each.fetch.content_type)
                for each in samples
            ]
            self._fields = max(each.fields for each in blocks)
            self._shared = template_of(blocks)
        return self._shared
