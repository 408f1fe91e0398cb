"""Finds the columns of a unit: what navigation names, and the list pages that say so themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from xunjian.facts.column_names import LONGEST_NAME, column_crumbs, is_archive, own_name
from xunjian.facts.lexicon import Lexicon, fold_name
from xunjian.facts.pages import PageBook
from xunjian.facts.pagination import Pagination
from xunjian.facts.reads import ReadPage
from xunjian.html.urls import canonical
from xunjian.model.page import NavLink, PageKind
from xunjian.model.unit import Unit

_SKIPPED_KINDS = frozenset({PageKind.SEARCH, PageKind.HOME})
_REGISTER = "登记册（人工确认）"


@dataclass(slots=True)
class Draft:
    """A column on the way: its name and address, and what is known of its page."""

    name: str
    url: str
    where: str
    page: ReadPage | None = None
    named_by: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()
    by_itself: bool = False
    """Named by its own page alone, not by navigation."""


class ColumnFinder:
    """Columns of one unit, not yet read."""

    def __init__(self, book: PageBook, unit: Unit, lexicon: Lexicon) -> None:
        self._book = book
        self._unit = unit
        self._lexicon = lexicon

    def find(self) -> tuple[dict[str, Draft], Pagination]:
        """All columns by address, placed below each other, and the pagination of their lists."""
        drafts = self._named_columns()
        pagination = Pagination(self._book, drafts)
        for draft in self._list_pages(drafts, pagination):
            drafts[draft.url] = draft
        by_name: dict[str, Draft] = {}
        for draft in drafts.values():
            by_name.setdefault(fold_name(draft.name), draft)
        by_folder: dict[str, list[str]] = {}
        for draft in drafts.values():
            if draft.page is not None and _depth(draft.url) > 0:
                by_folder.setdefault(_folder(draft.url), []).append(draft.name)
        for draft in drafts.values():
            draft.path = self._path(draft, by_name, by_folder)
        return drafts, pagination

    def _named_columns(self) -> dict[str, Draft]:
        """Columns that the register, the home navigation or a sub-navigation names, by address."""
        drafts: dict[str, Draft] = {}
        for name, raw in self._unit.columns.items():
            if url := canonical(raw):
                self._add(drafts, name, url, _REGISTER)
        for link in self._book.home.reading.columns:
            self._add(drafts, link.name, link.url, "首页导航")
        for page in self._book.pages:
            if page is self._book.home or page.reading.is_calendar or not self._book.is_ordinary(page):
                continue
            for link in page.reading.columns:
                self._add(drafts, link.name, link.url, "导航" if link.level == 1 else "侧栏")
        return drafts

    def _add(self, drafts: dict[str, Draft], name: str, url: str, where: str) -> None:
        folded = fold_name(name)
        if not url or not folded or folded in self._lexicon.utility or len(folded) > LONGEST_NAME:
            return
        if is_archive(name) and where != _REGISTER:
            return
        page = self._book.at(url)
        if page is self._book.home or (page is not None and page.reading.kind in _SKIPPED_KINDS):
            return
        key = page.fetch.url if page is not None else url
        draft = drafts.setdefault(key, Draft(name, key, where, page))
        if name not in draft.named_by:
            draft.named_by.append(name)
            # Two links disagree about what a page is called: the page itself decides.
            disputed = len(draft.named_by) > 1 and draft.where != _REGISTER
            if disputed and page is not None and fold_name(own_name(page)[0]) == folded:
                draft.name = name

    def _list_pages(self, drafts: Mapping[str, Draft], pagination: Pagination) -> Iterator[Draft]:
        """List pages that no navigation names but that say themselves which column they are."""
        for page in self._book.pages:
            reading = page.reading
            url = page.fetch.url
            if reading.kind is not PageKind.COLUMN or url in drafts or page is self._book.home:
                continue
            if pagination.is_continuation(page) or not self._book.is_ordinary(page) or reading.is_calendar:
                continue
            name, where = own_name(page)
            if (
                name
                and not is_archive(name)
                and fold_name(name) not in self._lexicon.utility
                and (
                    reading.items
                    or reading.labels.get("ColumnName", "").strip()
                    or len(reading.breadcrumb) > 1
                )
            ):
                yield Draft(name, url, where, page, [name], by_itself=True)

    def nav(self) -> Iterator[NavLink]:
        """Names by which pages lead somewhere: navigation first, then links that read like a column."""
        seen: set[tuple[str, str]] = set()
        # The readings share the links that stand on many pages: millions to look at, few of them different.
        done: set[int] = set()
        menus: set[int] = set()
        for page in self._book.pages:
            for link in page.reading.columns:
                if link.url and (link.name, link.url) not in seen:
                    seen.add((link.name, link.url))
                    yield link
        for page in self._book.pages:
            if page is not self._book.home and page.reading.kind is PageKind.ARTICLE:
                continue
            items = {item.url for item in page.reading.items}
            menu = page.reading.menu
            for each in page.reading.links if id(menu) in menus else page.reading.all_links:
                if id(each) in done or each.url in items:
                    continue
                done.add(id(each))
                name = each.text.strip()
                if each.via == "form" or (name, each.url) in seen or not self._is_name(name):
                    continue
                seen.add((name, each.url))
                yield NavLink(name, each.url, level=3)
            if id(menu) not in menus and all(id(each) in done for each in menu):
                menus.add(id(menu))

    def _is_name(self, text: str) -> bool:
        folded = fold_name(text)
        return 2 <= len(folded) <= 16 and not folded.isdigit() and folded not in self._lexicon.utility

    def _path(
        self, draft: Draft, by_name: Mapping[str, Draft], by_folder: Mapping[str, Sequence[str]]
    ) -> tuple[str, ...]:
        """Names of the columns above: by the breadcrumb, else by the folders of the address."""
        crumbs = self._crumbs(draft)
        if crumbs is not None:
            return tuple(
                by_name[fold_name(each)].name if fold_name(each) in by_name else each for each in crumbs
            )
        return tuple(name for folder in _folders_above(draft.url) for name in by_folder.get(folder, ()))

    def _crumbs(self, draft: Draft) -> tuple[str, ...] | None:
        if draft.page is None or not draft.page.reading.breadcrumb:
            return None
        crumbs = column_crumbs(draft.page)
        own = {fold_name(name) for name in draft.named_by}
        if crumbs and (
            fold_name(crumbs[-1]) in own or fold_name(crumbs[-1]) == fold_name(own_name(draft.page)[0])
        ):
            crumbs = crumbs[:-1]
        return tuple(crumbs)


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rpartition('/')[0]}/"


def _folders_above(url: str) -> Iterator[str]:
    """The folders above that of an address, outermost first."""
    folder = _folder(url)
    at = folder.find("/")
    while 0 <= at < len(folder) - 1:
        yield folder[: at + 1]
        at = folder.find("/", at + 1)


def _depth(url: str) -> int:
    return urlsplit(url).path.rpartition("/")[0].count("/")
