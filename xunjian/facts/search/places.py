"""Where a site keeps its search: on the home page, behind a link called 搜索, or on its other pages."""

import re
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from xunjian.facts.fetches import FetchIndex
from xunjian.facts.opened import OpenedPage, open_page
from xunjian.facts.reads import Reader
from xunjian.facts.search.forms import SearchBox, read_forms, selector
from xunjian.facts.sniff import is_html
from xunjian.html.text import fold, squeeze
from xunjian.html.urls import resolve
from xunjian.model.observation import Fetch, Outcome, Role, Snapshot
from xunjian.model.search import Answered, is_of_same_government
from xunjian.model.site import FactValues, Home, Page, Pages

_ENTRY = re.compile(
    r"^[\[【(]?(?:我要|点击|进入)?(?:站内|全站|全文|本站|网站|高级|智能|信息|政务|综合|一键)?(?:搜索|检索|搜一搜|搜搜|查找)(?:引擎|服务|平台|中心|系统)?[\])】>]*$"
)
_HINT = re.compile(r"search|sousuo|jiansuo|搜索|检索|(?:^|[\W_])(?:ss|sou|so)(?:$|[\W_])", re.I)
_MOST_ENTRIES = 2
_MOST_OTHERS = 3
_NAMED = re.compile(r"//([\w-]+(?:\.[\w-]+)+(?::\d{1,5})?)")
_MOST_HOSTS = 30


@dataclass(frozen=True)
class Places:
    """The search boxes of a site, and links that may lead to one."""

    snapshot: Snapshot
    home: Home
    facts: FactValues
    reader: Reader
    index: FetchIndex
    answers: tuple[Answered, ...]

    @cached_property
    def _front(self) -> OpenedPage | None:
        return self._open(self.home.page.fetch)

    @cached_property
    def boxes(self) -> tuple[SearchBox, ...]:
        """The best first: of the home page, else of the pages it calls its search, else of any other."""
        found = self._boxes_of(self._front)
        if not found:
            found = [box for url in self.entries if (page := self._look(url)) for box in self._boxes_of(page)]
        if not found:
            for other in self._others[:_MOST_OTHERS]:
                found = found or self._boxes_of(self._open(other.fetch))
        return tuple(found)

    @cached_property
    def _others(self) -> list[Page]:
        """Pages beside the home page that seem to offer a search."""
        pages = self.facts.get(Pages)
        return [page for page in pages.pages if page.reading.site_search] if isinstance(pages, Pages) else []

    @property
    def other_pages(self) -> tuple[str, ...]:
        """Their addresses."""
        return tuple(page.fetch.url for page in self._others)

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """Addresses of links of the home page that are called 搜索, 站内检索 and the like."""
        front = self._front
        if front is None:
            return ()
        found = (
            resolve(front.source.base, el.get("href") or "")
            for el in front.source.tree.iter("a", "area")
            if _is_entry(el)
        )
        return tuple(dict.fromkeys(url for url in found if url))[:_MOST_ENTRIES]

    @cached_property
    def _hinting(self) -> tuple[HtmlElement, str] | None:
        """What on the home page may open a search by a script, and its words or its name."""
        front = self._front
        if front is None:
            return None
        for el in front.source.tree.iter("a", "button", "img", "i", "span", "em", "svg", "input"):
            if _is_entry(el):
                return el, squeeze(el.text_content()) or el.get("title") or "搜索"
            called = " ".join(
                el.get(name) or "" for name in ("class", "id", "src", "alt", "onclick", "title")
            )
            if _HINT.search(called):
                return el, squeeze(called)[:40]
        return None

    @property
    def hint(self) -> str:
        """Words or name of what may open a search by a script; else empty."""
        return self._hinting[1] if self._hinting is not None else ""

    @property
    def opener(self) -> SearchBox | None:
        """A box that nobody read, behind what seems to open it: a browser may click and see. None where the
        home page links to a page of its search, which is no matter of clicking."""
        if self._hinting is None or self.entries:
            return None
        el = self._hinting[0]
        if any(each.tag == "form" for each in (el, *el.iterancestors())) or el.tag == "input":
            return None  # it may send what is no search
        return SearchBox(page=self.home.page.fetch.url, opener=selector(self._hinting[0]))

    @property
    def unseen_entries(self) -> tuple[str, ...]:
        """Those of them that lie with the same government and were not looked at yet."""
        hosts = self.snapshot.plan.hosts
        return tuple(
            url for url in self.entries if is_of_same_government(url, hosts) and not self._was_asked(url)
        )

    def entry(self, url: str) -> tuple[Fetch | None, bool]:
        """What came of a link called 搜索, and whether it is a page that could be read."""
        fetch = self._answer(url)
        return fetch, fetch is not None and self._open(fetch) is not None

    def scripts(self) -> frozenset[str]:
        """Addresses of the scripts of the home page: they are the site's, not the results'."""
        front = self._front
        if front is None:
            return frozenset()
        loaded = (resolve(front.source.base, el.get("src") or "") for el in front.source.tree.iter("script"))
        return frozenset(url for url in loaded if url)

    def named_hosts(self) -> tuple[str, ...]:
        """Hosts of the same government that the home page and its scripts name."""
        front = self._front
        if front is None:
            return ()
        texts = (front.decoded.text, *front.source.scripts)
        named = {host.lower() for text in texts for host in _NAMED.findall(text)}
        own = self.snapshot.plan.hosts
        return tuple(sorted(host for host in named if is_of_same_government(f"http://{host}/", own)))[
            :_MOST_HOSTS
        ]

    def _was_asked(self, url: str) -> bool:
        return self._answer(url) is not None

    def _answer(self, url: str) -> Fetch | None:
        """The page at an address: as it was crawled, else as the search probe brought it."""
        answer = self.index.follow(url).answer
        if answer is not None and answer.role is Role.PAGE:
            return answer
        return next((each.fetch for each in self.answers if each.ask.url == url and not each.ask.query), None)

    def _look(self, url: str) -> OpenedPage | None:
        fetch = self._answer(url)
        return self._open(fetch) if fetch is not None else None

    def _open(self, fetch: Fetch) -> OpenedPage | None:
        shown = self.index.rendered(fetch.url) or fetch
        body = self.snapshot.body(shown) if shown.outcome is Outcome.OK else None
        if body is None or not is_html(shown, body):
            return None
        return open_page(body, fetch.url, shown.content_type, self.reader.resource)

    def _boxes_of(self, page: OpenedPage | None) -> list[SearchBox]:
        return read_forms(page.source) if page is not None else []


def _is_entry(el: HtmlElement) -> bool:
    images = " ".join(image.get("alt") or "" for image in el.iter("img"))
    words = (squeeze(el.text_content()), squeeze(el.get("title")), squeeze(el.get("alt") or images))
    return any(_ENTRY.match(fold(each)) for each in words if each)
