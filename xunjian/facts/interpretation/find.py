"""Finds the interpretations of a site and the policies of this unit that they explain."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from xunjian.facts.interpretation.ties import TieReader, addresses
from xunjian.facts.interpretation.titles import (
    Key,
    explained_by,
    is_draft,
    is_foreign,
    is_interpretation,
    looks_like_policy,
    names_of,
    numbers_in,
    quoted_in,
    regions_of,
    same_number,
    whole_of,
)
from xunjian.html.text import fold
from xunjian.model.interpretation import Document, Interpretations, Pair
from xunjian.model.page import Article
from xunjian.model.site import ArticlePage, Articles, ColumnTree
from xunjian.model.texts import PageText, Texts

COLUMNS = ("政策解读", "解读回应", "文件解读")
_OF_COLUMN = re.compile("解读|图解|问答")
_MOST_READ = 40
"""Interpretations whose text is asked because their title names no policy of the site: 10 ms each."""
_LEAD = 600
"""Characters of a text in which it says what it explains."""
_NEAR = 180
"""Days: what only the text names, and further away, is its ground and not its subject."""
_EDITION = 400
"""Days between two articles of one title: further apart they are two documents."""
_MOST_POINTING = 3
"""Policies whose pages lead to one interpretation; more show a list of the newest."""
_TOGETHER = 10
"""Days within which policies come out that one interpretation explains."""
_NUMBER_FIELDS = ("文号", "字号", "文件编号")
_ISSUER_FIELDS = ("发布机构", "发文机关", "发文单位", "发布单位", "制发机关", "公开主体")


@dataclass(frozen=True, slots=True)
class _Policy:
    page: ArticlePage
    day: date | None
    number: Key | None


class InterpretationReader:
    """Reads the pairs of one site. `resolve`: where an address leads, redirects followed."""

    def __init__(
        self,
        articles: Articles,
        columns: ColumnTree,
        texts: Texts,
        unit: str,
        resolve: Callable[[str], str],
    ) -> None:
        self._articles, self._tree, self._texts, self._unit = articles, columns, texts, unit
        self._regions = regions_of(unit)
        self._days = {item.url: item.date for column in columns.columns for item in column.items if item.date}
        known = {each.url for each in columns.columns} | {columns.home_url}
        known |= {url for each in articles.articles for url in addresses(each)}
        self._ties = TieReader(texts, frozenset(known), resolve, self._regions)

    def read(self) -> Interpretations:
        """All interpretations and pairs. Without a column or title of the kind nothing is read."""
        listed = self._listed()
        own, explaining = [], []
        for each in self._articles.articles:
            title = each.article.title
            inside = not listed.isdisjoint(addresses(each))
            if is_interpretation(title, listed=inside):
                explaining.append(each)
            elif not is_draft(title) and self._is_own_policy(each):
                own.append(each)
        documents = sorted(self._grouped(explaining), key=_newest_first)
        policies = [_Policy(each, self._day(each), _number(each)) for each in own]
        pairs, unread = self._pairs(documents, policies)
        paired = {pair.interpretation.url for pair in pairs}
        shown = (
            each
            for each in documents
            if each.url in paired or any(not listed.isdisjoint(addresses(copy)) for copy in each.copies)
        )
        return Interpretations(tuple(shown), tuple(pairs), unread)

    def _listed(self) -> set[str]:
        """What stands in columns of interpretations and below them."""
        found = {
            match.url: match.column
            for name in COLUMNS
            for match in self._tree.find(name)
            if match.sure or _OF_COLUMN.search(fold(match.found))
        }
        ways = [(*column.path, column.name) for column in found.values() if column is not None]
        return {
            item.url
            for column in self._tree.columns
            if any((*column.path, column.name)[: len(way)] == way for way in ways)
            for item in column.items
        }

    def _is_own_policy(self, each: ArticlePage) -> bool:
        article = each.article
        if not looks_like_policy(article.title) and _number(each) is None:
            return False
        passed_on = fold(article.title).partition("转发")[2]
        return not self._any_foreign(article.title, passed_on, *_issuers(article))

    def _grouped(self, pages: Iterable[ArticlePage]) -> Iterator[Document]:
        """One document for each title; what is shown in several columns is not several."""
        groups: dict[str, list[ArticlePage]] = defaultdict(list)
        for each in pages:
            groups[whole_of(each.article.title)].append(each)
        for copies in groups.values():
            yield self._document(copies)

    def _document(self, pages: Iterable[ArticlePage]) -> Document:
        copies = tuple(sorted(pages, key=lambda each: (self._day(each) or date.max, each.page.fetch.url)))
        written = min((each.article.written for each in copies if each.article.written), default=None)
        return Document(copies, tuple(map(self._day, copies)), written)

    def _day(self, each: ArticlePage) -> date | None:
        day = each.article.published
        if isinstance(day, datetime):
            return day.date()
        return day or self._days.get(each.page.fetch.url)

    # -- pairs

    def _pairs(self, documents: list[Document], policies: list[_Policy]) -> tuple[list[Pair], int]:
        if not policies:
            return [], 0
        by_name: dict[str, list[_Policy]] = defaultdict(list)
        by_address: dict[str, _Policy] = {}
        for policy in policies:
            for name in names_of(policy.page.article.title, self._regions):
                by_name[name].append(policy)
            by_address |= dict.fromkeys(addresses(policy.page), policy)
        found: list[tuple[Document, Document, str]] = []
        unnamed = []
        for document in documents:
            if self._is_foreign(document) or is_draft(document.title):
                continue
            if hits := self._by_title(document, by_name, policies):
                found += [(document, policy, "标题") for policy in self._chosen(document, hits)]
            else:
                unnamed.append(document)
        explained = {url for _, policy, _ in found for copy in policy.copies for url in addresses(copy)}
        bare = (each for each in policies if explained.isdisjoint(addresses(each.page)))
        pointing = self._pointing(unnamed, bare)
        for document in unnamed[:_MOST_READ]:
            hits, by = self._by_text(document, by_name, by_address, policies)
            if not hits:
                hits, by = self._by_policy(document, pointing.get(document.url, [])), "链接"
            found += [(document, policy, by) for policy in self._chosen(document, hits)]
        unread = len(unnamed[_MOST_READ:])
        found.sort(key=lambda each: _newest_first(each[0]))
        partners: dict[str, list[Document]] = defaultdict(list)
        for document, about, _ in found:
            partners[about.url].append(document)
        return [
            self._pair(document, policy, by, partners[policy.url]) for document, policy, by in found
        ], unread

    def _is_foreign(self, document: Document) -> bool:
        article = document.copies[0].article
        return self._any_foreign(article.title, *quoted_in(fold(article.title)), *_issuers(article))

    def _any_foreign(self, *words: str) -> bool:
        return any(is_foreign(each, self._unit) for each in words)

    def _by_title(
        self, document: Document, by_name: dict[str, list[_Policy]], policies: list[_Policy]
    ) -> list[_Policy]:
        named = explained_by(document.title, self._regions)
        hits = [policy for name in named for policy in by_name.get(name, ())]
        return hits or _numbered(numbers_in(document.title), policies)

    def _by_text(
        self,
        document: Document,
        by_name: dict[str, list[_Policy]],
        by_address: dict[str, _Policy],
        policies: list[_Policy],
    ) -> tuple[list[_Policy], str]:
        """What the text says it explains, where it names just one document of this unit."""
        for copy in document.copies:
            text = self._texts.page(copy.page.fetch.url)
            if text is None:
                continue
            for hits, by in (
                (_linked(text, by_address), "链接"),
                (_numbered(numbers_in(text.text[:_LEAD]), policies), "文号"),
                (self._quoted(text, by_name), "文中书名号内的标题"),
            ):
                near = [policy for policy in hits if self._is_near(document, policy)]
                if len({whole_of(policy.page.article.title) for policy in near}) == 1:
                    return near, by
        return [], ""

    def _pointing(self, documents: list[Document], policies: Iterable[_Policy]) -> dict[str, list[_Policy]]:
        """The policies whose pages lead to each of some interpretations, by the address of these."""
        goals = {
            url: document.url for document in documents for copy in document.copies for url in addresses(copy)
        }
        found: dict[str, list[_Policy]] = defaultdict(list)
        for policy in policies:
            for url in {goals[link.url] for link in policy.page.page.reading.all_links if link.url in goals}:
                found[url].append(policy)
        return found

    def _by_policy(self, document: Document, pointing: list[_Policy]) -> list[_Policy]:
        """A policy whose own words lead to the interpretation; a sidebar of the newest is none of them."""
        if len(pointing) > _MOST_POINTING:
            return []
        goals = {url for copy in document.copies for url in addresses(copy)}
        for policy in pointing:
            text = self._texts.page(policy.page.page.fetch.url)
            if text is None or not self._is_near(document, policy):
                continue
            if any(link.url in goals for link in (*text.related, *text.links)):
                return [policy]
        return []

    def _quoted(self, text: PageText, by_name: dict[str, list[_Policy]]) -> list[_Policy]:
        quotes = quoted_in(text.text[:_LEAD])
        names = {name for quote in quotes for name in names_of(quote, self._regions)}
        return [policy for name in names for policy in by_name.get(name, ())]

    def _is_near(self, document: Document, policy: _Policy) -> bool:
        day = document.first
        return day is not None and policy.day is not None and abs((day - policy.day).days) <= _NEAR

    def _chosen(self, document: Document, hits: list[_Policy]) -> Iterator[Document]:
        """One document for each title among the hits: the edition nearest in time, with its copies."""
        groups: dict[str, dict[str, _Policy]] = defaultdict(dict)
        for hit in hits:
            groups[whole_of(hit.page.article.title)][hit.page.page.fetch.url] = hit
        day = document.first
        several = len(groups) > 1 and len(quoted_in(document.title)) < len(groups)
        nearest = [
            min(group.values(), key=lambda policy: (_distance(policy.day, day), policy.page.page.fetch.url))
            for group in groups.values()
        ]
        nearest.sort(key=lambda policy: _distance(policy.day, day))
        for first in nearest[:1] if several else nearest:
            if _distance(first.day, nearest[0].day) > _TOGETHER and first is not nearest[0]:
                continue  # the ground of the other, named beside it
            group = groups[whole_of(first.page.article.title)].values()
            yield self._document(policy.page for policy in group if _same_edition(first, policy))

    def _pair(self, document: Document, policy: Document, by: str, partners: list[Document]) -> Pair:
        there = self._ties.to_policy(document, policy)
        back = self._ties.to_interpretation(policy, partners)
        return Pair(document, policy, by, there.tie, back.tie, there.why or back.why)


def read_interpretations(
    articles: Articles, columns: ColumnTree, texts: Texts, unit: str, resolve: Callable[[str], str]
) -> Interpretations:
    """All interpretations of a site with the policies they explain."""
    return InterpretationReader(articles, columns, texts, unit, resolve).read()


def _issuers(article: Article) -> list[str]:
    """Who published it, in its dateline and in its table of fields."""
    return [article.source or "", *(article.fields.get(name, "") for name in _ISSUER_FIELDS)]


def _number(each: ArticlePage) -> Key | None:
    fields = (value for name, value in each.article.fields.items() if any(w in name for w in _NUMBER_FIELDS))
    for words in (*fields, each.article.title, each.article.body_quote[:40]):
        if found := numbers_in(words):
            return min(found)
    return None


def _numbered(named: frozenset[Key], policies: list[_Policy]) -> list[_Policy]:
    return [
        policy
        for policy in policies
        if named and policy.number is not None and any(same_number(policy.number, one) for one in named)
    ]


def _linked(text: PageText, by_address: dict[str, _Policy]) -> list[_Policy]:
    return [by_address[link.url] for link in (*text.related, *text.links) if link.url in by_address]


def _same_edition(one: _Policy, two: _Policy) -> bool:
    if one.number and two.number:
        return one.number == two.number
    return one.day is None or two.day is None or abs((one.day - two.day).days) <= _EDITION


def _distance(one: date | None, two: date | None) -> int:
    return abs((one - two).days) if one is not None and two is not None else 10**6


def _newest_first(document: Document) -> tuple[int, str]:
    return -(document.first.toordinal() if document.first else 0), document.url
