"""What a page leads to: one parse, every address sorted by why it is wanted."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.net.answer import Answer
from crawler.targets import is_document, is_file, is_identity_service, is_mirror
from xunjian.html.decode import decode_html
from xunjian.html.links import extract_all
from xunjian.html.scripts import may_write, written_by
from xunjian.html.tree import parse_html
from xunjian.model.observation import Role
from xunjian.model.unit import Scope, host_of


@dataclass(frozen=True, slots=True)
class Found:
    """One address on a page."""

    url: str
    role: Role
    rank: int


RANK_FOCUS, RANK_RESOURCE, RANK_NAV, RANK_PAGE, RANK_DOCUMENT, RANK_TARGET, RANK_IMAGE = range(7)
_LONGEST_COLUMN_NAME = 12


class Discoverer:
    """Reads links off pages of one plan."""

    def __init__(self, scope: Scope, focus: tuple[str, ...]) -> None:
        self._scope = scope
        self._focus = tuple(name for name in focus if name)
        self.sort = lru_cache(maxsize=65536)(self._sort)

    def read(self, answer: Answer) -> list[Found]:
        """Every wanted address on a page, each once per role."""
        decoded = decode_html(answer.body, answer.content_type)
        return self._read_tree(parse_html(decoded.text), answer.url, decoded.charset)

    def _read_tree(self, tree: HtmlElement, base: str, charset: str = "utf-8") -> list[Found]:
        found: dict[tuple[str, Role], int] = {}
        outgoing = extract_all(tree, base, charset)
        title = tree.findtext(".//title") or ""
        for link in outgoing.links:
            role = self.sort(link.url)
            if role is Role.TARGET and link.via == "frame" and self._is_shared_part(link.url):
                role = Role.RESOURCE
            if role is not None:
                rank = self._rank(role, link.text, link.via)
                if rank == RANK_TARGET and is_document(link.url, f"{link.text} {title}"):
                    rank = RANK_DOCUMENT if host_of(link.url) in self._scope.hosts else rank
                key = (link.url, role)
                if found.get(key, 9) > rank:
                    found[key] = rank
        for image in outgoing.images:
            if not is_identity_service(image.url):
                found.setdefault((image.url, Role.TARGET), RANK_IMAGE)
        for script in outgoing.scripts:
            if host_of(script) in self._scope.hosts:
                found.setdefault((script, Role.RESOURCE), RANK_RESOURCE)
        return [Found(url, role, rank) for (url, role), rank in found.items()]

    def read_frame(self, answer: Answer) -> list[Found]:
        """What a frame leads to that lies beside the unit's path, such as the foot of a shared host."""
        if urlsplit(answer.url).path.lower().endswith(".js"):
            return []  # an error page in place of a script
        return self.read(answer)

    def read_script(self, answer: Answer, page: str) -> list[Found]:
        """Pages that a same-site script writes links to, such as those of a foot; `page` is where it runs."""
        text = "" if answer.is_html else decode_html(answer.body, answer.content_type).text
        if not may_write(text):
            return []
        written = written_by(text)
        markup = f"{written.here}\n{written.elsewhere}"
        return self._read_tree(parse_html(markup), page) if markup.strip() else []

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
