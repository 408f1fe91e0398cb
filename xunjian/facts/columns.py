"""The columns of a unit, read: what each is and what it holds."""

from dataclasses import replace

from xunjian.facts.attachments import extension_of
from xunjian.facts.blankness import Blankness
from xunjian.facts.column_finder import ColumnFinder, Draft
from xunjian.facts.column_names import own_name
from xunjian.facts.coverage import chain_in_words
from xunjian.facts.fetches import Ending
from xunjian.facts.hubs import without_childrens_items
from xunjian.facts.items import ItemDates
from xunjian.facts.lexicon import Lexicon, fold_name
from xunjian.facts.names import Matcher
from xunjian.facts.pages import PageBook, as_page
from xunjian.facts.pagination import Pagination
from xunjian.facts.refusals import refusal
from xunjian.facts.rhythm import rhythm_of
from xunjian.model.observation import Snapshot
from xunjian.model.page import PageKind, PageReading
from xunjian.model.site import Column, ColumnKind, ColumnTree, Coverage, Rhythm
from xunjian.model.unit import Scope, Unit, host_of

_BODY_CHARS = 30
_ROUTES = 3
_WORDS_OF_A_RELAY = 60
"""Characters; 正在跳转，请稍候 and the like, not a page of its own."""
_MONTHS = frozenset({"上月", "下月", "上个月", "下个月", "上一月", "下一月", "前一月", "后一月"})


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
        self._finder = ColumnFinder(book, unit, lexicon)
        self._scope = scope
        self._lexicon = lexicon
        self._coverage = coverage
        self._snapshot = snapshot
        self._dates = ItemDates(book, lexicon.utility, snapshot.plan.as_of)
        self._year = snapshot.plan.as_of.year

    def tree(self) -> ColumnTree:
        drafts, pagination = self._finder.find()
        blankness = Blankness(self._book, self._snapshot, drafts, self._scope)
        parents = {
            (*draft.path[:depth],) for draft in drafts.values() for depth in range(1, len(draft.path) + 1)
        }
        columns = tuple(
            self._column(draft, pagination, blankness, (*draft.path, draft.name) in parents)
            for draft in drafts.values()
        )
        columns = tuple(
            column
            for column in without_childrens_items(columns)
            if not is_no_column(column, drafts[column.url])
        )
        complete, reason = self._completeness(columns, blankness)
        return ColumnTree(
            columns=columns,
            nav=tuple(self._finder.nav()),
            home_url=self._book.home.fetch.url,
            matcher=Matcher(self._lexicon.columns),
            complete=complete,
            incomplete_reason=reason,
            home_fetch=self._book.home.fetch,
        )

    def _column(
        self, draft: Draft, pagination: Pagination, blankness: Blankness, has_children: bool
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
        if (kind := self._elsewhere(column.url, end)) is not None:
            return replace(column, kind=kind)
        if chain.last is not None and refusal(self._snapshot, chain.last):
            return replace(column, kind=ColumnKind.LOGIN)
        if chain.answer is not None and extension_of(end):
            return replace(column, kind=ColumnKind.ARTICLE)
        return replace(column, reason=chain_in_words(chain) or "返回的不是网页")

    def _elsewhere(self, url: str, end: str) -> ColumnKind | None:
        """The kind of an entry that leads out of the unit (T17); None where it stays."""
        services = self._lexicon.services
        if services.is_wechat(host_of(end)):
            return ColumnKind.WECHAT
        if self._scope.contains(url) and self._scope.contains(end):
            return None
        return (
            ColumnKind.LOGIN if any(word in end.lower() for word in services.logins) else ColumnKind.EXTERNAL
        )

    def _with_page(
        self, column: Column, draft: Draft, pagination: Pagination, blankness: Blankness, has_children: bool
    ) -> Column:
        assert draft.page is not None
        page, reading = draft.page, draft.page.reading
        if reading.is_login or reading.closed is not None:
            return replace(column, kind=ColumnKind.LOGIN)
        if reading.is_calendar:
            return replace(column, kind=ColumnKind.CALENDAR)
        if reading.kind is PageKind.ARTICLE:
            return replace(column, kind=ColumnKind.ARTICLE)
        if end := _sent_to(reading):
            kind = self._elsewhere(column.url, end)
            if kind is not None:
                return replace(column, kind=kind)
            return replace(column, reason=f"页面自动转到 {end}")
        run = pagination.run(page)
        # A last page with few rows of its own may only have shown what stands beside every list.
        items = self._dates.complete_list(
            item
            for number, each in enumerate(run.pages)
            if not (number and blankness.is_furniture(each.reading.items, names_of(draft)))
            for item in each.reading.items
        )
        items = tuple(item for item in items if item.url or not blankness.is_furniture((item,), ()))
        if items and not blankness.is_furniture(items, names_of(draft)):
            return replace(
                column,
                kind=ColumnKind.LIST,
                items=items,
                seen_whole=run.whole and not reading.left_out,
                may_change=blankness.may_change(page),
            )
        if not items and any(fold_name(link.text) in _MONTHS for link in reading.all_links):
            return replace(column, kind=ColumnKind.CALENDAR)
        if reading.left_out:
            return replace(column, kind=ColumnKind.LIST, items=items, seen_whole=False)
        rest = blankness.rest(page, draft.named_by)
        is_directory = blankness.is_directory(page, draft.named_by)
        if reading.is_shell and not rest.is_certain and not is_directory and blankness.fills(page):
            return replace(column, kind=ColumnKind.LIST, unrendered=True)
        if has_children:
            return replace(column, kind=ColumnKind.HUB)
        if reading.article is not None and reading.article.body_chars >= _BODY_CHARS:
            return replace(column, kind=ColumnKind.ARTICLE)
        if rest.items:
            items = self._dates.complete(rest.items)
            # Single texts without a day (指南, 机构职能) among entries of columns: it lists no news.
            undated = all(item.date is None for item in items)
            entries = undated and blankness.columns_led_to(page) >= len(items)
            kind = ColumnKind.HUB if entries else ColumnKind.LIST
            return replace(column, kind=kind, items=items, seen_whole=run.whole)
        if frame := blankness.unread_frame(page, at_home=column.rhythm not in (Rhythm.NEWS, Rhythm.NOTICE)):
            return replace(column, reason=f"内容在框架 {frame} 里，没有读到")
        if rest.is_drawn and column.rhythm is not Rhythm.STATIC:
            return replace(column, reason="内容画在画布上，没有读到")
        if rest.has_content or (rest.tells and column.rhythm is Rhythm.STATIC):
            return replace(column, kind=ColumnKind.ARTICLE)
        if is_directory or blankness.leads_on(page):
            return replace(column, kind=ColumnKind.HUB)
        return replace(column, kind=ColumnKind.LIST, unrendered=blankness.fills(page), seen_whole=run.whole)

    def _completeness(self, columns: tuple[Column, ...], blankness: Blankness) -> tuple[bool, str]:
        home = self._book.home
        if not self._coverage.complete:
            return False, self._coverage.reason
        if home.reading.is_shell and not home.rendered:
            return False, "首页内容由脚本生成，本次没有用浏览器打开"
        if blankness.routes(home) >= _ROUTES:
            return False, "首页导航的栏目是同一页面里的切换（#/…），没有逐个打开"
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


def is_no_column(column: Column, draft: Draft) -> bool:
    """A page that no navigation calls a column, that has no list and not even the label of one."""
    if column.items or column.kind is not ColumnKind.LIST or column.unrendered or draft.page is None:
        return False
    return draft.by_itself and not draft.page.reading.labels.get("ColumnName", "").strip()


def names_of(draft: Draft) -> frozenset[str]:
    """Folded names by which articles of a column may say that they belong to it."""
    own = own_name(draft.page)[0] if draft.page is not None else ""
    return frozenset(fold_name(name) for name in (draft.name, own, *draft.named_by))


def _sent_to(reading: PageReading) -> str:
    """Where a page without words of its own sends its reader, by a script or a meta refresh."""
    if reading.items or reading.text_chars > _WORDS_OF_A_RELAY:
        return ""
    ways = {link.url for link in reading.all_links if link.via in {"meta", "script"}}
    return ways.pop() if len(ways) == 1 and len(reading.all_links) <= 2 else ""
