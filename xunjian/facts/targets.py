"""Every link target of the unit's pages, with how it answers.

Source: contract, "One target, one owner" and "Broken".
"""

import itertools
from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from xunjian.facts.attachments import (
    extension_in_text,
    extension_of,
    extension_of_answer,
    fault_of,
    is_page_address,
)
from xunjian.facts.coverage import chain_in_words
from xunjian.facts.fetches import Chain, Ending, FetchIndex
from xunjian.facts.lexicon import ServiceHosts, fold_text
from xunjian.facts.pages import PageBook
from xunjian.facts.reads import Reader, ReadPage
from xunjian.facts.refusals import refusal
from xunjian.facts.sniff import is_html
from xunjian.facts.soft404 import SoftErrors
from xunjian.html.decode import decode_html
from xunjian.html.flow import read_flow
from xunjian.html.tree import parse_html
from xunjian.model.observation import Fetch, Role, Snapshot
from xunjian.model.site import Target, TargetKind, Targets, TargetState
from xunjian.model.unit import Scope, host_of

_NO_LINK = frozenset({"form"})
"""Where a form is sent to is asked with what its visitor typed; without it the answer says nothing."""
_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".svg", ".ico", ".tif", ".tiff")
_AS_IT_SHOULD_BE = frozenset({TargetState.SOUND, TargetState.RECOGNISED})
_PERHAPS_CLOSED_TO_US = frozenset({"http_401", "http_403", "http_405", "http_429", "tls"})


@dataclass(slots=True)
class _Seen:
    """One address as the pages link it."""

    first_on: str
    text: str = ""
    is_image: bool = False
    is_attachment: bool = False
    on_home: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the judging of a target needs besides the target."""

    snapshot: Snapshot
    index: FetchIndex
    reader: Reader
    errors: SoftErrors
    services: ServiceHosts
    scope: Scope


def read_targets(book: PageBook, around: Surroundings) -> Targets:
    """All targets, in the order in which the pages name them, the home page's first."""
    namings = _Namings(book)
    judge = _Judge(book, around)
    mirror = around.services.is_mirror
    targets = [judge.target(url, each) for url, each in namings.seen.items() if not mirror(url)]
    found_on = namings.pages_of({each.url for each in targets if each.state not in _AS_IT_SHOULD_BE})
    return Targets(
        tuple(
            replace(each, found_on=found_on[each.url]) if each.url in found_on else each for each in targets
        ),
        home_read=True,
        pages_read=len(book.pages),
    )


class _Namings:
    """Which pages name which addresses, and how.

    A navigation stands on every page: millions of namings by some thousand different links. The readings
    share equal links, so that a link is looked at closely where it comes first, and then known by identity.
    """

    def __init__(self, book: PageBook) -> None:
        self._home_url = book.home.fetch.url
        framed = {link.url for link in book.home.reading.all_links if link.via == "frame"}
        pages = sorted(book.pages, key=lambda each: each.fetch.url not in framed and each is not book.home)
        self._pages = [page for page in pages if page is book.home or not book.is_error(page)]
        self._on_home = {
            page.fetch.url
            for page in self._pages
            if page is book.home or (page.reading.is_frame and page.fetch.url in framed)
        }
        self.seen: dict[str, _Seen] = {}
        self._addresses: dict[int, str] = {}
        """By the identity of a link or image that names it."""
        self._menus: set[int] = set()
        """Those whose links were looked at, by identity."""
        for page in self._pages:
            self._take_up(page)

    def _take_up(self, page: ReadPage) -> None:
        url, reading, known = page.fetch.url, page.reading, self._addresses
        on_home = url in self._on_home
        links = reading.all_links
        if id(reading.menu) in self._menus and not on_home:
            links = reading.links
        self._menus.add(id(reading.menu))
        for link in links:
            if (id(link) not in known or on_home) and link.via not in _NO_LINK:
                known[id(link)] = link.url
                self._name(link.url, link.text, url, on_home)
        for image in reading.images:
            if id(image) not in known or on_home:
                known[id(image)] = image.url
                self._name(image.url, image.alt, url, on_home).is_image = True
        for attachment in reading.article.attachments if reading.article else ():
            if attachment.url in self.seen:
                self.seen[attachment.url].is_attachment = True

    def _name(self, target: str, text: str, page_url: str, on_home: bool) -> _Seen:
        each = self.seen.get(target)
        if each is None:
            each = self.seen[target] = _Seen(self._home_url if on_home else page_url)
        each.text = each.text or text
        each.on_home = each.on_home or on_home
        return each

    def pages_of(self, targets: Collection[str]) -> dict[str, tuple[str, ...]]:
        """All pages that name each of some addresses, the home page first.

        A menu of a thousand links stands on every page: the addresses that stand in the same menus and on the
        same pages besides share one value.
        """
        keys = {key: url for key, url in self._addresses.items() if url in targets}
        named: dict[str, set[int]] = {target: set() for target in targets}
        menus_of: dict[str, set[int]] = {target: set() for target in targets}
        with_menu: dict[int, list[int]] = {}
        for number, page in enumerate(self._pages):
            reading, menu = page.reading, id(page.reading.menu)
            if menu not in with_menu:
                with_menu[menu] = []
                for key in keys.keys() & set(map(id, reading.menu)):
                    menus_of[keys[key]].add(menu)
            with_menu[menu].append(number)
            for key in keys.keys() & set(map(id, itertools.chain(reading.links, reading.images))):
                named[keys[key]].add(number)
        shared: dict[tuple[frozenset[int], frozenset[int]], tuple[str, ...]] = {}
        found: dict[str, tuple[str, ...]] = {}
        for target in targets:
            where = frozenset(menus_of[target]), frozenset(named[target])
            if where not in shared:
                shared[where] = self._urls(where[1].union(*(with_menu[menu] for menu in where[0])))
            found[target] = shared[where]
        return found

    def _urls(self, numbers: Collection[int]) -> tuple[str, ...]:
        """The addresses of pages in order; the home page stands before a frame of it."""
        urls = [self._pages[number].fetch.url for number in sorted(numbers)]
        if urls and urls[0] in self._on_home and urls[0] != self._home_url:
            urls.insert(0, self._home_url)
        return tuple(urls)


class _Judge:
    def __init__(self, book: PageBook, around: Surroundings) -> None:
        self._book = book
        self._around = around
        self._is_service: dict[str, bool] = {}

    def target(self, url: str, seen: _Seen) -> Target:
        around = self._around
        same_site = around.scope.contains(url)
        chain = around.index.follow(url)
        kind, ext = self._kind(url, seen, chain)
        state, fault, reason, quote = self._state(url, seen, chain, kind, ext, same_site)
        if state is TargetState.SOFT_404 and not is_page_address(url) and extension_in_text(seen.text):
            # Linked as a file (download.jsp?id=9 “一览表.pdf”): that an error page comes is the file's fault.
            kind, state = TargetKind.ATTACHMENT, TargetState.BROKEN
        return Target(
            url=url,
            kind=kind,
            state=state,
            on_home=seen.on_home,
            same_site=same_site,
            found_on=(seen.first_on,),
            text=seen.text,
            fault=fault,
            reason=reason,
            chain=chain.fetches,
            quote=quote,
        )

    def _state(
        self, url: str, seen: _Seen, chain: Chain, kind: TargetKind, ext: str, same_site: bool
    ) -> tuple[TargetState, str, str, str]:
        """State, fault, reason and quote."""
        # The first fetch of a chain is of the address itself.
        if self._recognised(url) or any(self._recognised(fetch.url) for fetch in chain.fetches[1:]):
            return TargetState.RECOGNISED, "", "", ""
        words = chain_in_words(chain)
        if chain.ending in (Ending.MISSING, Ending.BLOCKED, Ending.UNKNOWN):
            return TargetState.UNKNOWN, "", words, ""
        if same_site and chain.last is not None and refusal(self._around.snapshot, chain.last):
            return TargetState.SOUND, "", "", ""  # content.restricted alone
        if chain.ending is not Ending.ANSWER:
            doubtful = chain.ending is Ending.FAULT and self._may_refuse_us(chain.fetches[-1])
            return (TargetState.DOUBTFUL if doubtful else TargetState.BROKEN), words, "", ""
        if kind is TargetKind.ATTACHMENT:
            last = chain.fetches[-1]
            fault = fault_of(last, self._around.snapshot.body(last), ext)
            return (TargetState.BROKEN if fault else TargetState.SOUND), fault, "", ""
        if kind in (TargetKind.PAGE, TargetKind.IMAGE) and same_site:
            quote = self._soft_fault(chain, kind, seen.text)
            if quote:
                return TargetState.SOFT_404, f"返回 200，实际是出错页面：{quote}", "", quote
        if kind is TargetKind.PAGE and (gone := self._gone_from_wechat(chain)):
            return TargetState.SOFT_404, f"返回 200，实际是出错页面：{gone}", "", gone
        return TargetState.SOUND, "", "", ""

    def _gone_from_wechat(self, chain: Chain) -> str:
        """The words by which WeChat says that an article is gone; of its pages they are known (T17)."""
        last, services = chain.answer, self._around.services
        if last is None or not services.is_wechat(host_of(last.url)):
            return ""
        text = decode_html(self._around.snapshot.body(last) or b"", last.content_type).text
        tree = parse_html(text)
        if any("js_content" in (el.get("id") or "") for el in tree.iter("div")):
            return ""  # an article, whatever it quotes
        shown = fold_text(read_flow(tree).text())
        return next((words for words in services.wechat_gone if fold_text(words) in shown), "")

    def _kind(self, url: str, seen: _Seen, chain: Chain) -> tuple[TargetKind, str]:
        ext = extension_of(url)
        if ext:
            return TargetKind.ATTACHMENT, ext
        answer = chain.answer
        if answer is not None:
            ext = extension_of_answer(answer)
            if ext or (answer.url != url and (ext := extension_of(answer.url))):
                return TargetKind.ATTACHMENT, ext
        if seen.is_image or urlsplit(url).path.lower().endswith(_IMAGES):
            return TargetKind.IMAGE, ""
        # The words alone (“名单.xlsx”) make no attachment of an address that is, or answers with, a page.
        if not is_page_address(url) and (answer is None or not self._is_page(answer)):
            ext = extension_in_text(seen.text)
            if ext or seen.is_attachment:
                return TargetKind.ATTACHMENT, ext
        return TargetKind.PAGE, ""

    def _is_page(self, fetch: Fetch) -> bool:
        return is_html(fetch, self._around.snapshot.body(fetch) or b"")

    def _soft_fault(self, chain: Chain, kind: TargetKind, text: str) -> str:
        errors = self._around.errors
        if fault := errors.redirect_fault(chain, text):
            return fault
        last = chain.answer
        if kind is TargetKind.IMAGE or last is None or not self._around.scope.contains(last.url):
            return ""
        page = self._book.at(last.url)
        if page is None and last.role is not Role.PAGE:
            page = self._around.reader.read(last)
        return (errors.fault(page) or "") if page is not None else ""

    def _recognised(self, url: str) -> bool:
        host = host_of(url)
        if host not in self._is_service:
            self._is_service[host] = self._around.services.is_central(host)
        return self._is_service[host]

    def _may_refuse_us(self, fetch: Fetch) -> bool:
        """Faults of another site that may only mean this program (contract: review)."""
        if self._around.scope.contains(fetch.url):
            return False
        return fetch.code in _PERHAPS_CLOSED_TO_US or fetch.code.startswith("http_5")
