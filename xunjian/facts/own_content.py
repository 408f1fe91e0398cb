"""What an article holds of its own: what the articles beside it show as well is the site's template.

A page alone cannot always tell its foot, a form for comments or a bar of pictures from a body; pages beside
each other can. Only articles in doubt are looked at again.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from xunjian.facts.clock_lines import is_clock, of_the_day
from xunjian.facts.lexicon import fold_name, fold_text
from xunjian.facts.pages import PageBook
from xunjian.facts.reading.zones import FOOT_WORDS
from xunjian.facts.reads import ReadPage
from xunjian.facts.residue import Blocks, read_blocks, steady
from xunjian.model.observation import Snapshot
from xunjian.model.page import Article, PageKind

_DAY = re.compile(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d")
_DATES = re.compile(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}:\d{1,2}(?::\d{1,2})?)?")
_SIGNS = re.compile(r"[\W\d_]+")
_LABEL = re.compile(
    r"(?:时间|日期|来源|出处|作者|编辑|责编|审核|浏览\w{0,2}|点击\w{0,2}|阅读\w{0,2}|访问\w{0,2}|字号|字体|发布(?:人|者|机构|单位)?|信息来源)[:：]|"
    r"^(?:发布|发表|更新|编辑|刊登)(?:时间|日期|于)"
)
"""Words before what a line below the title tells."""
_SUMMARY = "内容概述"
_SHORT = 400
"""Characters; a longer body is no template."""
_PIECE = 10
_LEAST_QUOTED = 100
"""Characters of a body that its quote holds whole."""
_MORE = 12
_MOSTLY = 0.6
_BESIDE, _SPREAD = 6, 6
"""Articles to compare with: of the same folder, and of all."""
_SAMPLE_CHARS = 30
_LEFT_CHARS = 6
"""Characters of its own by which a body is still none: marks, counters, a name."""
_TOLD_CHARS = 12
"""Characters of a piece from which on it says something, where the body was not found."""
_SENTENCE = "。,;!?"
_FULL_STOP = "。!"
_LEAST_SAID = 4
_LEFT_MARKS = 2
"""Characters beside a day by which a line is still nothing but the day."""
_LEFT_LINKS = 3
"""Links of its own by which a body is still none: the articles before and behind, the column."""
_LEAST_PAGES = 3
_SHARE = 0.2
"""Share of the articles that show a picture from which on it is the template's."""
_KEPT = 100
"""Templates, some kilobytes each."""


class OwnContent:
    """Compares articles with each other."""

    def __init__(self, book: PageBook, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._samples: dict[str, frozenset[str]] = {}
        self._templates: dict[tuple[str, ...], tuple[frozenset[str], tuple[str, ...]]] = {}
        self._pages = [
            page
            for page in book.pages
            if page.reading.kind is PageKind.ARTICLE and page.reading.article is not None
        ]

    def of(self, page: ReadPage) -> Article | None:
        """The article of a page without the words and pictures of the site's template."""
        article = page.reading.article
        if article is None or article.videos or article.attachments or article.body_chars > _SHORT:
            return article
        tells_the_day = article.body_chars <= _LEAST_QUOTED and is_clock(fold_text(article.body_quote))
        if article.body_chars and (tells_the_day or self._is_template(page, article)):
            article = replace(article, body_chars=0, body_quote="")
        if article.images and not article.body_chars and self._has_no_picture(page):
            article = replace(article, images=0)
        if not article.body_chars and not article.images and (told := self._told_apart(page, article)):
            article = replace(article, body_chars=told)
        return article

    def _told_apart(self, page: ReadPage, article: Article) -> int:
        """Characters that only this page says, where no body was found: it stands in a make-up of its own."""
        samples = self._near(page)
        if len(samples) < _LEAST_PAGES:
            return 0
        template, everything = self._template(samples)
        titles = fold_name(article.title), fold_name(page.reading.document_title)
        said = (
            len(steady(text))
            for text in self._own_texts(page, article, self._blocks(page), template)
            if len(steady(text)) >= _TOLD_CHARS
            and any(sign in text for sign in _SENTENCE)
            and _LABEL.search(text[:_TOLD_CHARS]) is None
            and FOOT_WORDS.search(text) is None
            and not any(
                fold_name(text).rstrip("….") in title or title in fold_name(text) for title in titles if title
            )
            and _is_own(text, everything)
        )
        return sum(said)

    @staticmethod
    def _own_texts(page: ReadPage, article: Article, blocks: Blocks, template: Collection[str]) -> list[str]:
        """The pieces outside links that are neither the template's nor those around every text."""
        known = _names_of(page, article)
        day = page.fetch.fetched_at
        return [
            text
            for text in blocks.texts
            if text not in template
            and fold_name(text) not in known
            and not _is_dateline(text)
            and not is_clock(text)
            and of_the_day(text, day) not in template
        ]

    def _has_no_picture(self, page: ReadPage) -> bool:
        if len(self._pages) < _LEAST_PAGES:
            return False
        least = max(_LEAST_PAGES, _SHARE * len(self._pages))
        return all(self._pictures[image.url] >= least for image in page.reading.images)

    @cached_property
    def _pictures(self) -> Counter[str]:
        """On how many articles each picture is."""
        return Counter(url for page in self._pages for url in {image.url for image in page.reading.images})

    def _is_template(self, page: ReadPage, article: Article) -> bool:
        """Whether all of a short body stands on most of the articles beside it that hold more."""
        samples = [other for other in self._near(page) if _holds_more(other, article)]
        if len(samples) < _LEAST_PAGES:
            return False
        template, everything = self._template(samples)
        quoted = [fold_text(piece) for piece in _DATES.sub(" ", article.body_quote).split(" ")]
        if article.body_chars > _LEAST_QUOTED or quoted[-1][-1:] not in _SENTENCE:
            quoted.pop()  # it may be cut short; and a sentence may be written by a script of the page
        if any(len(piece) >= _PIECE and _is_own(piece, everything) for piece in quoted):
            return False  # told cheaply: most short articles say something of their own at once
        blocks = self._blocks(page)
        own = self._own_texts(page, article, blocks, template)
        if any(text[-1:] in _FULL_STOP and len(steady(text)) >= _LEAST_SAID for text in own):
            return False  # 未收到意见。 is short, and said
        known = _names_of(page, article)
        links = [text for text in blocks.link_texts if text not in template and fold_name(text) not in known]
        left = sum(len(steady(text)) for text in own)
        return left <= _LEFT_CHARS and len(links) <= _LEFT_LINKS

    def _near(self, page: ReadPage) -> list[ReadPage]:
        """Some articles with a body: of the page's own folder, and from all over the site."""
        filled, folder = self._filled, page.fetch.url.rpartition("/")[0]
        beside = self._by_folder.get(folder, [])[-_BESIDE - 1 :]
        spread = [filled[len(filled) * number // _SPREAD] for number in range(_SPREAD if filled else 0)]
        chosen = {other.fetch.url: other for other in (*beside, *spread) if other is not page}
        return list(chosen.values())

    @cached_property
    def _by_folder(self) -> dict[str, list[ReadPage]]:
        folders: dict[str, list[ReadPage]] = {}
        for page in self._filled:
            folders.setdefault(page.fetch.url.rpartition("/")[0], []).append(page)
        return folders

    @cached_property
    def _filled(self) -> list[ReadPage]:
        return [
            page
            for page in self._pages
            if page.reading.article is not None and page.reading.article.body_chars >= _SAMPLE_CHARS
        ]

    def _template(self, samples: Sequence[ReadPage]) -> tuple[frozenset[str], tuple[str, ...]]:
        """The pieces that most of some pages show, and the same with the longest first.

        Some are kept: neighbours are compared with the same pages.
        """
        urls = tuple(page.fetch.url for page in samples)
        kept = self._templates.get(urls)
        if kept is None:
            counted = Counter(piece for page in samples for piece in self._pieces(page))
            pieces = frozenset(piece for piece, count in counted.items() if count >= _MOSTLY * len(samples))
            longest = tuple(sorted((each for each in pieces if len(each) > 1), key=len, reverse=True))
            if len(self._templates) == _KEPT:
                self._templates.clear()
            kept = self._templates[urls] = pieces, longest
        return kept

    def _pieces(self, page: ReadPage) -> frozenset[str]:
        url = page.fetch.url
        if url not in self._samples:
            pieces = set(self._blocks(page).all())
            pieces |= {line for text in pieces if (line := of_the_day(text, page.fetch.fetched_at))}
            self._samples[url] = frozenset(pieces)
        return self._samples[url]

    def _blocks(self, page: ReadPage) -> Blocks:
        return read_blocks(self._snapshot.body(page.fetch) or b"", page.fetch.content_type)


def _names_of(page: ReadPage, article: Article) -> frozenset[str]:
    """What is said of a text and is not the text, folded."""
    # The table of index number and office above a text is not the text; its summary may be.
    head = (words for pair in article.fields.items() if pair[0] != _SUMMARY for words in pair)
    names = (article.title, article.source or "", *page.reading.breadcrumb, *head)
    return frozenset(fold_name(name) for name in names if name)


def _is_own(piece: str, template: Sequence[str]) -> bool:
    """Whether words are more than pieces of the template side by side: a title and its day in one row."""
    for known in template:
        if known in piece:
            piece = piece.replace(known, "")
            if len(piece) <= _LEFT_CHARS:
                return False
    return True


def _is_dateline(text: str) -> bool:
    """Whether a piece with a day says no more than when it was published; a sentence that names one does."""
    if _DAY.search(text) is None or "。" in text:
        return False
    rest = _SIGNS.sub("", _DATES.sub("", text))
    return len(rest) <= _LEFT_MARKS or _LABEL.search(text) is not None


def _holds_more(page: ReadPage, article: Article) -> bool:
    """Whether an article says more than another: only then can the other's words be the template's."""
    own = page.reading.article
    return own is not None and own.body_chars >= article.body_chars + _MORE
