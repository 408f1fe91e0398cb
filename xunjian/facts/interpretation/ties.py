"""Whether the pages of one document lead to those of another."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from xunjian.facts.interpretation.titles import explained_by, is_interpretation, names_of, whole_of
from xunjian.html.text import fold
from xunjian.model.interpretation import Document, Tie
from xunjian.model.site import ArticlePage
from xunjian.model.texts import Texts

_FILE_END = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_CUT = re.compile(r"(?:…+|\.{2,})$")
_MOST_READ = 200
"""Pages without the link whose text is asked for links that only a script knows: 10 ms each."""
_ENOUGH = 8
"""Characters of a title that was cut short."""
_TO_POLICY = re.compile(r"原文|(?:政策|相关|文件)(?:文件|链接|内容)|点击(?:查看|阅读|进入)|查看(?:政策|文件)")
_TO_INTERPRETATION = re.compile(r"解读|图解|一图|问答|点击(?:查看|阅读|进入)")


@dataclass(frozen=True, slots=True)
class FoundTie:
    """`why`: Chinese, why it was not seen."""

    tie: Tie
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Goal:
    """What a page should lead to: its addresses, its titles, the names of the policy of the pair."""

    urls: frozenset[str]
    wholes: frozenset[str]
    names: frozenset[str]
    explains: bool
    """It is an interpretation."""

    def is_named(self, words: str, regions: tuple[str, ...]) -> bool:
        """Whether the words of a link speak of it."""
        text = _FILE_END.sub("", words.strip())
        whole = whole_of(text)
        if len(whole) < _ENOUGH:
            return False
        if whole in self.wholes:
            return True
        if _CUT.search(text) and any(each.startswith(whole) for each in self.wholes):
            return True
        if self.explains != is_interpretation(text, listed=False):
            return False
        found = explained_by(text, regions) if self.explains else names_of(text.strip("《》 "), regions)
        return bool(found & self.names)


class TieReader:
    """`known`: the addresses of the site's own columns and articles: a link to one of them that is none of
    the documents asked for leads elsewhere, whatever it says of itself."""

    def __init__(
        self,
        texts: Texts,
        known: frozenset[str],
        resolve: Callable[[str], str],
        regions: tuple[str, ...],
    ) -> None:
        self._texts, self._known, self._resolve, self._regions = texts, known, resolve, regions
        self._left = _MOST_READ

    def to_policy(self, interpretation: Document, policy: Document) -> FoundTie:
        """Whether an interpretation's page leads to the policy, or to the file that holds its text."""
        files = {file.url for copy in policy.copies for file in copy.article.attachments}
        goal = self._goal([policy], policy, explains=False)
        return self._tie(interpretation, replace(goal, urls=goal.urls | files))

    def to_interpretation(self, policy: Document, interpretations: Sequence[Document]) -> FoundTie:
        """Whether the policy's page leads to any of what explains it."""
        return self._tie(policy, self._goal(interpretations, policy, explains=True))

    def _goal(self, ends: Sequence[Document], policy: Document, *, explains: bool) -> _Goal:
        urls = {url for end in ends for copy in end.copies for url in addresses(copy)}
        wholes = {whole_of(end.title) for end in ends}
        names = names_of(policy.title, self._regions)
        return _Goal(frozenset(urls), frozenset(wholes), names, explains)

    def _tie(self, start: Document, goal: _Goal) -> FoundTie:
        if any(self._leads(copy, goal) for copy in start.copies):
            return FoundTie(Tie.LINKED)
        why = next((why for copy in start.copies if (why := self._unseen(copy, goal))), "")
        return FoundTie(Tie.UNSEEN if why else Tie.ABSENT, why)

    def _leads(self, page: ArticlePage, goal: _Goal) -> bool:
        links = page.page.reading.all_links
        if any(link.url in goal.urls for link in links):
            return True
        strange = [link for link in links if link.url not in self._known]
        if any(goal.is_named(link.text, self._regions) for link in strange):
            return True
        if any(goal.is_named(file.title, self._regions) for file in page.article.attachments):
            return True
        return any(self._resolve(link.url) in goal.urls for link in strange)

    def _unseen(self, page: ArticlePage, goal: _Goal) -> str:
        """Why a page without the link may yet have it; empty where it surely has none."""
        if page.page.reading.is_shell and not page.page.rendered:
            return "页面内容由脚本生成，本次没有用浏览器打开"
        if page.page.reading.left_out:
            return "页面过大，没有读完"
        if not self._left:
            return f"没有链接的页面超过 {_MOST_READ} 个，其余没有逐一细看"
        self._left -= 1
        text = self._texts.page(page.page.fetch.url)
        if text is None:
            return "页面文字没有读到"
        pattern = _TO_INTERPRETATION if goal.explains else _TO_POLICY
        for words in text.dark_links:
            if pattern.search(fold(words)) or goal.is_named(words, self._regions):
                return f"链接“{words}”的地址由脚本算出，没有读懂"
        for link in (*text.related, *text.links):
            if link.url not in self._known and pattern.search(fold(link.text)):
                return f"链接“{link.text}”指向的页面（{link.url}）本次没有读到"
        return ""


def addresses(each: ArticlePage) -> Iterator[str]:
    """Where an article stands: as fetched, and as read."""
    yield each.page.fetch.url
    yield each.page.reading.url
