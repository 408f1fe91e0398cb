"""The columns of a unit: what its navigation names, and the list pages that say so themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from xunjian.facts.attachments import extension_of
from xunjian.facts.blankness import Blankness
from xunjian.facts.coverage import chain_in_words
from xunjian.facts.fetches import Ending
from xunjian.facts.items import ItemDates
from xunjian.facts.lexicon import Lexicon, fold_name
from xunjian.facts.names import Matcher
from xunjian.facts.pages import PageBook, as_page
from xunjian.facts.pagination import Pagination
from xunjian.facts.reads import ReadPage
from xunjian.facts.rhythm import rhythm_of
from xunjian.html.urls import canonical
from xunjian.model.observation import Snapshot
from xunjian.model.page import NavLink, PageKind
from xunjian.model.site import Column, ColumnKind, ColumnTree, Coverage
from xunjian.model.unit import Scope, Unit, host_of

_LONGEST_NAME = 24
_BODY_CHARS = 30
_YEAR = re.compile(r"(?:19|20)\d\d")
_HOME_WORDS = frozenset({"首页", "主页", "网站首页", "当前位置", "您的位置", "您所在的位置", "位置", "home"})
_NO_NAMES = frozenset(
    {"正文", "文章", "详情", "详细", "内容", "列表", "信息列表", "浏览", "查看", "文章列表"}
)
"""What may close a breadcrumb without naming a column."""
_SKIPPED_KINDS = frozenset({PageKind.SEARCH, PageKind.HOME})


@dataclass(slots=True)
class _Draft:
    """A column on the way: its name and address, and what is known of its page."""

    name: str
    url: str
    where: str
    page: ReadPage | None = None
    named_by: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()


class ColumnReader:
    """Builds the tree of one unit."""

    def __init__(
        self,
        book: PageBook,
        snapshot: Snapshot,
        unit: Unit,
        scope: Scope,
        lexicon: Lexicon,
        coverage: Coverage,
    ) -> None:
        self._book = book
        self._unit = unit
        self._scope = scope
        self._lexicon = lexicon
        self._coverage = coverage
        self._snapshot = snapshot
        self._dates = ItemDates(book)
        self._year = snapshot.plan.as_of.year

    def tree(self) -> ColumnTree:
        drafts = self._named_columns()
        pagination = Pagination(self._book, drafts)
        for draft in self._list_pages(drafts, pagination):
            drafts[draft.url] = draft
        by_name: dict[str, list[_Draft]] = {}
        for draft in drafts.values():
            by_name.setdefault(fold_name(draft.name), []).append(draft)
        for draft in drafts.values():
            draft.path = self._path(draft, by_name, drafts)
        blankness = Blankness(self._book, self._snapshot, drafts)
        parents = {
            (*draft.path[:depth],) for draft in drafts.values() for depth in range(1, len(draft.path) + 1)
        }
        columns = tuple(
            self._column(draft, pagination, blankness, (*draft.path, draft.name) in parents)
            for draft in drafts.values()
        )
        columns = tuple(without_childrens_items(columns))
        complete, reason = self._completeness(columns)
        return ColumnTree(
            columns=columns,
            nav=tuple(self._nav()),
            home_url=self._book.home.fetch.url,
            matcher=Matcher(self._lexicon.columns),
            complete=complete,
            incomplete_reason=reason,
            home_fetch=self._book.home.fetch,
        )

    # --- finding -----------------------------------------------------------------------------------

    def _named_columns(self) -> dict[str, _Draft]:
        """Columns that the register, the home navigation or a sub-navigation names, by address."""
        drafts: dict[str, _Draft] = {}
        for name, raw in self._unit.columns.items():
            if url := canonical(raw):
                self._add(drafts, name, url, "登记册（人工确认）")
        for link in self._book.home.reading.columns:
            self._add(drafts, link.name, link.url, "首页导航")
        for page in self._book.pages:
            if page is self._book.home or page.reading.is_calendar or not self._book.is_ordinary(page):
                continue
            for link in page.reading.columns:
                self._add(drafts, link.name, link.url, "导航" if link.level == 1 else "侧栏")
        return drafts

    def _add(self, drafts: dict[str, _Draft], name: str, url: str, where: str) -> None:
        folded = fold_name(name)
        if not url or not folded or folded in self._lexicon.utility or len(folded) > _LONGEST_NAME:
            return
        page = self._book.at(url)
        if page is self._book.home or (page is not None and page.reading.kind in _SKIPPED_KINDS):
            return
        key = page.fetch.url if page is not None else url
        draft = drafts.setdefault(key, _Draft(name, key, where, page))
        if name not in draft.named_by:
            draft.named_by.append(name)
            # Two links disagree about what a page is called: the page itself decides.
            if len(draft.named_by) > 1 and page is not None and fold_name(own_name(page)[0]) == folded:
                draft.name = name

    def _list_pages(self, drafts: Mapping[str, _Draft], pagination: Pagination) -> Iterator[_Draft]:
        """List pages that no navigation names but that say themselves which column they are."""
        for page in self._book.pages:
            reading = page.reading
            url = page.fetch.url
            if reading.kind is not PageKind.COLUMN or url in drafts or page is self._book.home:
                continue
            if pagination.is_continuation(page) or not self._book.is_ordinary(page) or reading.is_calendar:
                continue
            name, where = own_name(page)
            if name and (
                reading.items or reading.labels.get("ColumnName", "").strip() or len(reading.breadcrumb) > 1
            ):
                yield _Draft(name, url, where, page, [name])

    def _nav(self) -> Iterator[NavLink]:
        """Names by which pages lead somewhere: navigation first, then links that read like a column."""
        seen: set[tuple[str, str]] = set()
        for page in self._book.pages:
            for link in page.reading.columns:
                if link.url and (link.name, link.url) not in seen:
                    seen.add((link.name, link.url))
                    yield link
        for page in self._book.pages:
            if page is not self._book.home and page.reading.kind is PageKind.ARTICLE:
                continue
            items = {item.url for item in page.reading.items}
            for each in page.reading.links:
                name = each.text.strip()
                if (
                    each.via == "form"
                    or each.url in items
                    or (name, each.url) in seen
                    or not self._is_name(name)
                ):
                    continue
                seen.add((name, each.url))
                yield NavLink(name, each.url, level=3)

    def _is_name(self, text: str) -> bool:
        folded = fold_name(text)
        return 2 <= len(folded) <= 16 and not folded.isdigit() and folded not in self._lexicon.utility

    # --- placing -----------------------------------------------------------------------------------

    def _path(
        self, draft: _Draft, by_name: Mapping[str, list[_Draft]], drafts: Mapping[str, _Draft]
    ) -> tuple[str, ...]:
        """Names of the columns above: by the breadcrumb, else by the folders of the address."""
        crumbs = self._crumbs(draft)
        if crumbs is not None:
            return tuple(
                by_name[fold_name(each)][0].name if fold_name(each) in by_name else each for each in crumbs
            )
        names: list[str] = []
        folder = _folder(draft.url)
        above = [
            other
            for other in drafts.values()
            if other is not draft
            and other.page is not None
            and folder.startswith(_folder(other.url))
            and _folder(other.url) != folder
            and _depth(other.url) > 0
        ]
        for other in sorted(above, key=lambda each: len(_folder(each.url))):
            names.append(other.name)
        return tuple(names)

    def _crumbs(self, draft: _Draft) -> tuple[str, ...] | None:
        if draft.page is None or not draft.page.reading.breadcrumb:
            return None
        crumbs = column_crumbs(draft.page)
        own = {fold_name(name) for name in draft.named_by}
        if crumbs and (
            fold_name(crumbs[-1]) in own or fold_name(crumbs[-1]) == fold_name(own_name(draft.page)[0])
        ):
            crumbs = crumbs[:-1]
        return tuple(crumbs)

    # --- reading -----------------------------------------------------------------------------------

    def _column(
        self, draft: _Draft, pagination: Pagination, blankness: Blankness, has_children: bool
    ) -> Column:
        label = draft.page.reading.labels.get("ColumnType", "") if draft.page is not None else ""
        column = Column(
            name=draft.name,
            url=draft.url,
            kind=ColumnKind.UNREAD,
            rhythm=rhythm_of(draft.name, self._lexicon.rhythm, self._year, draft.path, label),
            page=as_page(draft.page) if draft.page is not None else None,
            path=draft.path,
            where=draft.where,
        )
        if draft.page is None:
            return self._without_page(column)
        if self._book.is_error(draft.page):
            return replace(column, reason="打开的是出错页面")
        return self._with_page(column, draft, pagination, blankness, has_children)

    def _without_page(self, column: Column) -> Column:
        chain = self._book.index.follow(column.url)
        end = chain.next_url or (chain.last.url if chain.last is not None else column.url)
        services = self._lexicon.services
        if services.is_wechat(host_of(end)):
            return replace(column, kind=ColumnKind.WECHAT)
        if not self._scope.contains(column.url) or not self._scope.contains(end):
            is_login = any(word in end.lower() for word in services.logins)
            return replace(column, kind=ColumnKind.LOGIN if is_login else ColumnKind.EXTERNAL)
        if chain.answer is not None and extension_of(end):
            return replace(column, kind=ColumnKind.ARTICLE)
        return replace(column, reason=chain_in_words(chain) or "返回的不是网页")

    def _with_page(
        self, column: Column, draft: _Draft, pagination: Pagination, blankness: Blankness, has_children: bool
    ) -> Column:
        assert draft.page is not None
        page, reading = draft.page, draft.page.reading
        if reading.is_login:
            return replace(column, kind=ColumnKind.LOGIN)
        if reading.is_calendar:
            return replace(column, kind=ColumnKind.CALENDAR)
        if reading.kind is PageKind.ARTICLE:
            return replace(column, kind=ColumnKind.ARTICLE)
        run = pagination.run(page)
        items = self._dates.complete(item for each in run.pages for item in each.reading.items)
        if items:
            return replace(column, kind=ColumnKind.LIST, items=items, seen_whole=run.whole)
        if reading.is_shell and not page.rendered:
            return replace(column, kind=ColumnKind.LIST, unrendered=True)
        if has_children:
            return replace(column, kind=ColumnKind.HUB)
        if reading.article is not None and reading.article.body_chars >= _BODY_CHARS:
            return replace(column, kind=ColumnKind.ARTICLE)
        rest = blankness.rest(page, draft.named_by)
        if rest.items:
            return replace(
                column, kind=ColumnKind.LIST, items=self._dates.complete(rest.items), seen_whole=run.whole
            )
        if rest.has_content:
            return replace(column, kind=ColumnKind.ARTICLE)
        return replace(column, kind=ColumnKind.LIST, unrendered=rest.fills, seen_whole=run.whole)

    def _completeness(self, columns: tuple[Column, ...]) -> tuple[bool, str]:
        home = self._book.home
        if not self._coverage.complete:
            return False, self._coverage.reason
        if home.reading.is_shell and not home.rendered:
            return False, "首页内容由脚本生成，本次没有用浏览器打开"
        if not columns and home.reading.footer.unread:
            return False, "首页引用的脚本或框架没有读到，导航可能由它们生成"
        lost = [
            column.name for column in columns if column.kind is ColumnKind.UNREAD and self._closed(column)
        ]
        if lost:
            return False, f"“{lost[0]}”等 {len(lost)} 个栏目没有读到" if len(
                lost
            ) > 1 else f"“{lost[0]}”栏目没有读到"
        return True, ""

    def _closed(self, column: Column) -> bool:
        """Whether a column was kept from us (not: is broken), so that others may hide below it."""
        chain = self._book.index.follow(column.url)
        if chain.last is not None and chain.last.code == "not_fetched" and self._coverage.complete:
            return False  # an endless pattern that the crawl pruned on purpose
        return chain.ending in (Ending.BLOCKED, Ending.UNKNOWN, Ending.MISSING)


def column_crumbs(page: ReadPage) -> list[str]:
    """The breadcrumb without 首页 before it and 正文 behind it."""
    crumbs = [each for each in page.reading.breadcrumb if fold_name(each) not in _HOME_WORDS]
    while crumbs and fold_name(crumbs[-1]) in _NO_NAMES:
        crumbs.pop()
    return crumbs


def own_name(page: ReadPage) -> tuple[str, str]:
    """The name by which a list page calls itself, and where it says so."""
    reading = page.reading
    label = reading.labels.get("ColumnName", "").strip()
    if label and len(fold_name(label)) <= _LONGEST_NAME:
        return label, "ColumnName 标签"
    crumbs = column_crumbs(page)
    if crumbs:
        return crumbs[-1], "面包屑"
    if reading.heading and len(fold_name(reading.heading)) <= _LONGEST_NAME:
        return reading.heading, "页面标题"
    title = reading.document_title.replace("_", "-").replace("|", "-").split("-")[0].strip()
    return (title, "网页标题") if title and len(fold_name(title)) <= _LONGEST_NAME else ("", "")


def without_childrens_items(columns: Sequence[Column]) -> Iterator[Column]:
    """A page that shows some of its sub-columns' newest items is a hub: the items are theirs.

    One that shows them all is a list of its own, and so is one whose sub-columns are years.
    """
    below: dict[tuple[str, ...], list[Column]] = {}
    for column in columns:
        for depth in range(1, len(column.path) + 1):
            below.setdefault(column.path[:depth], []).append(column)
    for column in columns:
        children = below.get((*column.path, column.name), [])
        if column.kind is not ColumnKind.LIST or not column.items or not children:
            yield column
            continue
        theirs = {item.url for child in children for item in child.items}
        folders = tuple(
            folder_of(child.url) for child in children if folder_of(child.url) != folder_of(column.url)
        )
        own = [item for item in column.items if item.url not in theirs and not item.url.startswith(folders)]
        years = any(_YEAR.match(child.name) for child in children)
        if own or years or len(column.items) >= len(theirs) > 0:
            yield column
        else:
            yield replace(column, kind=ColumnKind.HUB, items=(), seen_whole=True)


def folder_of(url: str) -> str:
    """The address of the folder that an address lies in."""
    return url.partition("?")[0].rpartition("/")[0] + "/"


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rpartition('/')[0]}/"


def _depth(url: str) -> int:
    return urlsplit(url).path.rpartition("/")[0].count("/")
