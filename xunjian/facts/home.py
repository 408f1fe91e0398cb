"""The home page: where its address leads, read as a home page."""

from dataclasses import dataclass

from xunjian.facts.coverage import chain_in_words
from xunjian.facts.fetches import Chain, FetchIndex
from xunjian.facts.reads import Reader, ReadPage
from xunjian.facts.residue import asks
from xunjian.html.urls import canonical
from xunjian.model.observation import Fetch
from xunjian.model.page import PageReading
from xunjian.model.site import Home, Page, Unavailable

_MAX_HOPS = 3
_ENTRY_CHARS = 40
"""A page with fewer characters that sends its visitor on is only the door of the home page."""


@dataclass(frozen=True, slots=True)
class FoundHome:
    """The home page as read; `doors`: addresses that only lead to it."""

    page: ReadPage
    doors: frozenset[str]


def find_home(index: FetchIndex, reader: Reader, home_url: str) -> FoundHome | Unavailable:
    """The page that a visitor of the home address sees, redirects and refreshes followed."""
    url = canonical(home_url) or home_url
    doors: set[str] = set()
    hops = 0
    while True:
        hops += 1
        chain = index.follow(url)
        doors.update(fetch.url for fetch in chain.fetches)
        answer = chain.answer
        if answer is None:
            return Unavailable(_why(chain))
        if not answer.size:
            return Unavailable("未能判定：首页没有返回任何内容")
        if answer.code == "login":
            return Unavailable("未能判定：首页要求登录，登录后的内容没有看到")
        page = reader.read(answer, is_home=True)
        if page is None:
            return Unavailable(_no_page(answer))
        onward = sent_on(page.reading) if hops < _MAX_HOPS else None
        if onward is None or onward in doors or index.follow(onward).answer is None:
            return FoundHome(page, frozenset(doors - {page.fetch.url}))
        url = onward


def read_home(found: FoundHome, page: Page, body: bytes) -> Home:
    """The fact, from the page with its dates completed, and its bytes."""
    return Home(page, found.page.reading.footer.unread, may_change=not page.rendered and asks(body))


def _why(chain: Chain) -> str:
    return f"未能判定：首页没有读到（{chain_in_words(chain) or '没有返回内容'}）"


def _no_page(fetch: Fetch) -> str:
    kind = fetch.content_type.partition(";")[0].strip() or "未知类型"
    return f"未能判定：首页返回的不是网页（{kind}）"


def sent_on(reading: PageReading) -> str | None:
    """Where a door page sends its visitor by a refresh, or by the one line of its script."""
    if reading.text_chars > _ENTRY_CHARS or reading.columns or reading.items:
        return None
    refreshes = [link.url for link in reading.all_links if link.via == "meta"]
    scripts = [link.url for link in reading.all_links if link.via == "script"]
    if refreshes:
        return refreshes[0]
    return scripts[0] if len(set(scripts)) == 1 else None
