"""Every link target of the unit's pages, with how it answers.

Source: contract, "One target, one owner" and "Broken".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
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
_PERHAPS_CLOSED_TO_US = frozenset({"http_401", "http_403", "http_405", "http_429", "tls"})


@dataclass(slots=True)
class _Seen:
    """One address as the pages link it."""

    text: str = ""
    is_image: bool = False
    is_attachment: bool = False
    found_on: list[str] = field(default_factory=list)
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
    seen = _collect(book)
    judge = _Judge(book, around)
    mirror = around.services.is_mirror
    targets = tuple(judge.target(url, each) for url, each in seen.items() if not mirror(url))
    return Targets(targets, home_read=True, pages_read=len(book.pages))


def _collect(book: PageBook) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    home_url = book.home.fetch.url
    framed = {link.url for link in book.home.reading.links if link.via == "frame"}
    for page in sorted(book.pages, key=lambda each: each.fetch.url not in framed and each is not book.home):
        if page is not book.home and book.is_error(page):
            continue
        url = page.fetch.url
        on_home = page is book.home or (page.reading.is_frame and url in framed)
        for target, text, is_image in _named(page):
            each = seen.get(target)
            if each is None:
                each = seen[target] = _Seen()
            each.text = each.text or text
            each.is_image = each.is_image or is_image
            if not each.found_on or each.found_on[-1] != url:
                if on_home and not each.on_home and url != home_url:
                    each.found_on.append(home_url)
                each.found_on.append(url)
            each.on_home = each.on_home or on_home
        for attachment in page.reading.article.attachments if page.reading.article else ():
            if attachment.url in seen:
                seen[attachment.url].is_attachment = True
    return seen


def _named(page: ReadPage) -> Iterator[tuple[str, str, bool]]:
    for link in page.reading.links:
        if link.via not in _NO_LINK:
            yield link.url, link.text, False
    for image in page.reading.images:
        yield image.url, image.alt, True


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
        return Target(
            url=url,
            kind=kind,
            state=state,
            on_home=seen.on_home,
            same_site=same_site,
            found_on=tuple(seen.found_on),
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
        if self._recognised(url) or any(self._recognised(fetch.url) for fetch in chain.fetches):
            return TargetState.RECOGNISED, "", "", ""
        words = chain_in_words(chain)
        if chain.ending in (Ending.MISSING, Ending.BLOCKED, Ending.UNKNOWN):
            return TargetState.UNKNOWN, "", words, ""
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
        if answer is not None and (ext := extension_of_answer(answer) or extension_of(answer.url)):
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
