"""Error pages that answer 200: by what the site answers to a made-up address, and by their words.

Source: contract, links.soft_404; standards.md T18.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz.fuzz import ratio

from xunjian.facts.alerts import read_alert
from xunjian.facts.fetches import Chain, FetchIndex, is_redirect
from xunjian.facts.lexicon import Soft404Words, fold_text
from xunjian.facts.reads import ReadPage
from xunjian.facts.residue import Blocks, read_blocks, steady, template_of
from xunjian.facts.sniff import is_html
from xunjian.model.observation import Fetch, Outcome, Snapshot
from xunjian.model.page import PageKind
from xunjian.model.unit import host_of

_HOME_PATH = re.compile(r"/(?:(?:index|default|main|home|portal)(?:\.\w+)?)?")
_SAMPLES = 4
_HOME_NAMES = ("首页", "主页", "主站", "home")
_QUOTE = 60
_FEW_PIECES = 3
_OF_A_CASE = ("时", "的")


@dataclass(frozen=True, slots=True)
class _Echo:
    """What a host answers to a made-up address."""

    host: str
    sha256: str | None
    blocks: Blocks
    is_home: bool


class SoftErrors:
    """Which pages of a site are error pages, though they answer 200."""

    def __init__(
        self,
        snapshot: Snapshot,
        index: FetchIndex,
        home: ReadPage,
        pages: Iterable[ReadPage],
        words: Soft404Words,
    ) -> None:
        self._snapshot = snapshot
        self._words = words
        self._home = home
        self._home_blocks = self._blocks(home)
        samples = self._ordinary(pages)
        self._template = template_of(self._home_blocks, [self._blocks(page) for page in samples])
        self._named_home = {
            link.url for page in (home, *samples) for link in page.reading.all_links if _means_home(link.text)
        }
        self._landings: dict[str, set[str]] = {}
        self._echoes: list[_Echo] = []
        self._known: dict[str, str | None] = {}
        self._learn(index)

    def fault(self, page: ReadPage) -> str | None:
        """The words (or the likeness) that make it an error page; None where it is none."""
        url = page.fetch.url
        if url not in self._known:
            self._known[url] = self._judge(page)
        return self._known[url]

    def redirect_fault(self, chain: Chain, text: str) -> str | None:
        """A deep link that ends where made-up addresses end as well."""
        last = chain.answer
        if last is None or len(chain.fetches) < 2 or last.url not in self._landings:
            return None
        first = chain.fetches[0].url
        if last.url == self._home.fetch.url and (not is_deep(first) or _means_home(text)):
            return None
        if host_of(first) not in self._landings[last.url]:
            return None
        where = "首页" if last.url == self._home.fetch.url else "出错页面"
        return f"打开后跳转到{where}，与不存在的网址一样"

    def _judge(self, page: ReadPage) -> str | None:
        if page.fetch.url == self._home.fetch.url:
            return None
        reading = page.reading
        if reading.closed is not None:
            return None  # it is there, and not for everybody
        hinted = page.suspect or self._title_says(reading.document_title, reading.heading)
        if not hinted:
            return self._echoed(page)
        if self._is_document(page):
            return None
        blocks = self._blocks(page)
        own = blocks.own(self._template) or self._alerted(page, blocks)
        if len(own) <= self._words.own_text_limit:
            said = next((word for word in self._words.texts if _states(own, word)), "")
            if said:
                return _around(own, said)
            if self._title_says(reading.document_title, reading.heading):
                return reading.heading or reading.document_title
            # What the reader took for an error message may be the title of a linked article.
            if reading.is_error and fold_text(reading.error_quote) in blocks.title + "".join(blocks.texts):
                return reading.error_quote
        return self._echoed(page)

    def _alerted(self, page: ReadPage, blocks: Blocks) -> str:
        """What a page that shows nothing at all says in a box."""
        if blocks.texts or blocks.link_texts or blocks.fields:
            return ""
        return fold_text(read_alert(self._snapshot.body(page.fetch) or b"", page.fetch.content_type))

    def _is_document(self, page: ReadPage) -> bool:
        """A dated article, or a list with rows of its own: it only speaks of errors."""
        reading = page.reading
        if reading.kind is PageKind.ARTICLE and reading.article is not None:
            return reading.article.published is not None and reading.article.body_chars > 0
        home_links = {link.url for link in self._home.reading.all_links}
        return reading.kind is PageKind.COLUMN and any(item.url not in home_links for item in reading.items)

    def _title_says(self, *titles: str) -> bool:
        for title in map(fold_text, titles):
            if title in self._words.exact_titles or any(word in title for word in self._words.titles):
                return True
        return False

    def _echoed(self, page: ReadPage) -> str | None:
        """Whether it is what the host answers to a made-up address."""
        if page.reading.is_shell and not page.rendered:
            return None
        for echo in self._echoes:
            if echo.host != host_of(page.fetch.url):
                continue
            same = echo.sha256 is not None and echo.sha256 == page.fetch.sha256
            if echo.is_home:
                if self._is_asked_for_more(page.fetch.url) and (same or self._shows_home(page)):
                    return "返回的是首页，与不存在的网址一样"
            elif same or self._alike(page, echo):
                return "与不存在的网址返回的内容相同"
        return None

    def _is_asked_for_more(self, url: str) -> bool:
        """Whether an address means something else than the home page."""
        return is_deep(url) and url not in self._named_home

    def _shows_home(self, page: ReadPage) -> bool:
        """Whether it is the home page built anew, with another count of visits: it links to nothing more."""
        if fold_text(page.reading.document_title) != self._home_blocks.title:
            return False
        blocks = self._blocks(page)
        return _nearly(blocks, self._home_blocks) and set(blocks.link_texts) <= set(
            self._home_blocks.link_texts
        )

    def _alike(self, page: ReadPage, echo: _Echo) -> bool:
        if steady(fold_text(page.reading.document_title)) != steady(echo.blocks.title):
            return False
        theirs = steady(echo.blocks.own(self._template))
        if not theirs or self._is_document(page):
            return False
        return ratio(steady(self._blocks(page).own(self._template)), theirs) >= 100 * self._words.alike_from

    def _learn(self, index: FetchIndex) -> None:
        """What the site answers to addresses that do not exist, unless that is a login or like any page."""
        for probe in index.probes:
            if is_redirect(probe):
                self._learn_landing(probe, index)
                continue
            body = self._snapshot.body(probe) if probe.outcome is Outcome.OK else None
            if body is None or not is_html(probe, body):
                continue
            last = probe
            blocks = read_blocks(body, last.content_type)
            is_home = last.sha256 == self._home.fetch.sha256 or _nearly(blocks, self._home_blocks)
            if is_home and self._home.reading.is_shell:
                continue  # a client-side application answers everything with its shell
            self._echoes.append(_Echo(host_of(probe.url), last.sha256, blocks, is_home))

    def _learn_landing(self, probe: Fetch, index: FetchIndex) -> None:
        """Where a made-up address is sent to; the crawl need not have gone there for its sake."""
        chain = index.follow(probe.url)
        end = chain.next_url or (chain.fetches[-1].url if chain.fetches else "")
        if end and not _asks_for_login(end):
            self._landings.setdefault(end, set()).add(host_of(probe.url))

    def _ordinary(self, pages: Iterable[ReadPage]) -> list[ReadPage]:
        """Some ordinary pages."""
        samples: list[ReadPage] = []
        for page in pages:
            ordinary = page.reading.kind in (PageKind.COLUMN, PageKind.ARTICLE) and not page.suspect
            if ordinary and (page.reading.items or page.reading.article is not None):
                samples.append(page)
                if len(samples) >= _SAMPLES:
                    break
        return samples

    def _blocks(self, page: ReadPage) -> Blocks:
        return read_blocks(self._snapshot.body(page.fetch) or b"", page.fetch.content_type)


def _states(text: str, words: str) -> bool:
    """Whether a text says words of itself, not of a case: “信息不存在时请致电” tells of none."""
    at = text.find(words)
    while at >= 0:
        if text[at + len(words) : at + len(words) + 1] not in _OF_A_CASE:
            return True
        at = text.find(words, at + 1)
    return False


def is_deep(url: str) -> bool:
    """Whether an address means one page of a site, not its front: a file, or two folders down."""
    path = urlsplit(url).path
    if _HOME_PATH.fullmatch(path.lower()):
        return False
    return path.rstrip("/").count("/") >= 2 or "." in path.rpartition("/")[2]


def _means_home(text: str) -> bool:
    folded = fold_text(text)
    return any(word in folded for word in _HOME_NAMES)


def _asks_for_login(url: str) -> bool:
    return re.search(r"login|sso|passport|/cas/|oauth|auth", url, re.IGNORECASE) is not None


def _nearly(one: Blocks, two: Blocks) -> bool:
    """Whether two pages show the same but for a few pieces, such as a count of visits."""
    left, right = (set(map(steady, blocks.all())) for blocks in (one, two))
    if not left or not right or one.title != two.title:
        return False
    shared, apart = len(left & right), len(left ^ right)
    return 2 * apart <= shared and apart <= max(_FEW_PIECES, 0.03 * (shared + apart))


def _around(text: str, word: str) -> str:
    at = text.index(word)
    return text[max(0, at - _QUOTE // 2) : at + len(word) + _QUOTE // 2]
