"""What a page leads to: one parse, every address sorted by why it is wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.net.answer import Answer
from crawler.seen import Seen
from crawler.targets import is_document, is_file, is_identity_service, is_mirror, is_script
from xunjian.html.bounds import bound
from xunjian.html.decode import decode_html
from xunjian.html.graft import fetched_by, frame_of
from xunjian.html.links import document_base, extract_new
from xunjian.html.scripts import written_by
from xunjian.html.tree import parse_html
from xunjian.model.observation import Role
from xunjian.model.unit import Scope, host_of

Way = tuple[str, Role]
"""An address, and why it is wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """One address on a page."""

    url: str
    role: Role
    rank: int


RANK_FOCUS, RANK_RESOURCE, RANK_NAV, RANK_PAGE, RANK_DOCUMENT, RANK_TARGET, RANK_IMAGE = range(7)
_LONGEST_COLUMN_NAME = 12
_SORTED = 2048
_MOST_SETTLED = 5000
"""Raw values that are remembered for a site; a navigation has some hundreds."""
_OF_THE_PAGE = frozenset(
    ("", "?", " ", "\t", "\r", "\n", "\v", "\f", "\u3000", "\u00a0", "\u200b", "\u200c", "\u200d", "\ufeff")
)


@dataclass(frozen=True, slots=True)
class Leads:
    """What a page leads to."""

    found: list[Found]
    left_out: int = 0
    """Characters of a monstrous page that were not read."""
    met: tuple[Way, ...] = ()
    """What it leads to besides, which was seen already."""


class _Settled(dict[tuple[str, str], Way | None]):
    """Raw values of one folder that led to nothing new when they were met again: navigation, mostly. Each
    with what it leads to; None where that is never wanted."""

    def __init__(self, of: "Discoverer") -> None:
        super().__init__()
        self._of = of

    def learn(self, key: tuple[str, str], url: str | None) -> None:
        # `?…` starts from the page itself, not from its folder.
        if key[0][:1] in _OF_THE_PAGE:
            return
        way = self._of.way_of(url, key[1])
        if way is None or self._of.has_seen(way):
            self[key] = way
            self._of.settled += 1


class Discoverer:
    """Reads links off pages of one plan. What is seen already may be left out."""

    def __init__(self, scope: Scope, focus: tuple[str, ...], seen: Seen | None = None) -> None:
        self._scope = scope
        self._focus = tuple(name for name in focus if name)
        self._seen = Seen() if seen is None else seen
        self._folders: dict[tuple[str, str], _Settled] = {}
        self.settled = 0
        self._scripts: set[str] = set()
        """Where scripts were redirected to."""
        self.sort = lru_cache(maxsize=_SORTED)(self._sort)

    def read(self, answer: Answer) -> Leads:
        """Every wanted address on a page that is new, each once per role; of a monstrous one as much as a
        reader of pages reads."""
        decoded = decode_html(answer.body, answer.content_type)
        bounded = bound(decoded.text)
        found, met = self._read_tree(parse_html(bounded.text), answer.url, decoded.charset)
        return Leads(found, bounded.left_out, met)

    def way_of(self, url: str | None, via: str) -> Way | None:
        """What an address is wanted for; None where it is not."""
        if url is None:
            return None
        if via == "img":
            return None if is_identity_service(url) else (url, Role.TARGET)
        if via == "src":
            return (url, Role.RESOURCE) if host_of(url) in self._scope.hosts else None
        role = self._role(url, via)
        return None if role is None else (url, role)

    def has_seen(self, way: Way) -> bool:
        return way in self._seen

    def _settled_from(self, base: str, charset: str) -> _Settled:
        if self.settled > _MOST_SETTLED:
            self._folders.clear()
            self.settled = 0
        place = base.partition("?")[0]
        key = (place[: place.rfind("/", 8) + 1] or base, charset)
        known = self._folders.get(key)
        if known is None:
            known = self._folders[key] = _Settled(self)
            self.settled += 1
        return known

    def _role(self, url: str, via: str) -> Role | None:
        role = self.sort(url)
        shared = role is Role.TARGET and via == "frame" and self._is_shared_part(url)
        return Role.RESOURCE if shared else role

    def _read_tree(
        self, tree: HtmlElement, base: str, charset: str = "utf-8"
    ) -> tuple[list[Found], tuple[Way, ...]]:
        found: dict[Way, int] = {}
        settled = _Settled(self)

        def settled_from(start: str) -> _Settled:
            nonlocal settled
            settled = self._settled_from(start, charset)
            return settled

        ways = extract_new(tree, base, charset, settled_from)
        title = tree.findtext(".//title") or ""
        for (url, via), text in ways.links.items():
            role = self._role(url, via)
            if role is not None:
                rank = self._rank(role, text, via)
                if rank == RANK_TARGET and is_document(url, f"{text} {title}"):
                    rank = RANK_DOCUMENT if host_of(url) in self._scope.hosts else rank
                key = (url, role)
                if found.get(key, 9) > rank:
                    found[key] = rank
        for url in ways.images:
            if not is_identity_service(url):
                found.setdefault((url, Role.TARGET), RANK_IMAGE)
        for url in ways.scripts:
            if host_of(url) in self._scope.hosts:
                found.setdefault((url, Role.RESOURCE), RANK_RESOURCE)
        met = dict.fromkeys(way for raw in ways.met if (way := settled[raw]) is not None)
        return [Found(url, role, rank) for (url, role), rank in found.items()], tuple(met)

    def leads_on(self, url: str, location: str) -> None:
        """Something that pages are made of is elsewhere: a script remains one, whatever its name is there."""
        if is_script(url) or url in self._scripts:
            self._scripts.add(location)

    def read_part(self, answer: Answer, page: str, body_of: Callable[[str], bytes]) -> list[Found]:
        """What a frame or script of a page leads to; `body_of`: the stored bytes of a page."""
        if answer.is_html:
            return self.read_frame(answer)
        return self.read_script(answer, page, body_of)

    def read_frame(self, answer: Answer) -> list[Found]:
        """What a frame leads to that lies beside the unit's path, such as the foot of a shared host."""
        if is_script(answer.url) or answer.url in self._scripts:
            return []  # an error page in place of a script
        return self.read(answer).found

    def read_script(self, answer: Answer, page: str, body_of: Callable[[str], bytes]) -> list[Found]:
        """Pages that a same-site script writes links to, such as those of a foot, and pages that it fetches
        to put them into the one where it runs (`page`); all start from where the body of that page says
        (`<base href>`)."""
        text = "" if answer.is_html else decode_html(answer.body, answer.content_type).text
        written = written_by(text)
        parts = (written.here, written.elsewhere, *map(frame_of, fetched_by(text)))
        markup = "\n".join(parts)
        if not markup.strip():
            return []
        shown = bound(decode_html(body_of(page)).text).text
        base = document_base(parse_html(shown), page) if "<base" in shown.lower() else page
        return self._read_tree(parse_html(markup), base)[0]

    def _sort(self, url: str) -> Role | None:
        if is_identity_service(url) or is_mirror(url):
            return None
        if self._scope.contains(url) and not is_file(url):
            return Role.PAGE
        return Role.TARGET

    def _is_shared_part(self, url: str) -> bool:
        """A page of the unit's own host outside its path: another's, but read where a page shows it."""
        return host_of(url) in self._scope.hosts and not self._scope.contains(url) and not is_file(url)

    def _rank(self, role: Role, text: str, via: str) -> int:
        if role is Role.RESOURCE:
            return RANK_RESOURCE
        if role is not Role.PAGE:
            return RANK_TARGET
        if text and any(name in text or (len(text) > 1 and text in name) for name in self._focus):
            return RANK_FOCUS
        if via == "frame":
            return RANK_RESOURCE
        return RANK_NAV if 1 < len(text) <= _LONGEST_COLUMN_NAME else RANK_PAGE
