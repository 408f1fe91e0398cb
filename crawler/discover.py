"""What a page leads to: one parse, every address sorted by why it is wanted."""

from dataclasses import dataclass
from functools import lru_cache

from crawler.net.answer import Answer
from crawler.targets import is_file, is_identity_service, is_mirror
from xunjian.html.decode import decode_html
from xunjian.html.links import extract_images, extract_links, extract_scripts
from xunjian.html.tree import parse_html
from xunjian.model.observation import Role
from xunjian.model.unit import Scope, host_of


@dataclass(frozen=True, slots=True)
class Found:
    """One address on a page."""

    url: str
    role: Role
    rank: int


RANK_FOCUS, RANK_RESOURCE, RANK_NAV, RANK_PAGE, RANK_TARGET, RANK_IMAGE = range(6)
_LONGEST_COLUMN_NAME = 12


class Discoverer:
    """Reads links off pages of one plan."""

    def __init__(self, scope: Scope, focus: tuple[str, ...]) -> None:
        self._scope = scope
        self._focus = tuple(name for name in focus if name)
        self.sort = lru_cache(maxsize=65536)(self._sort)

    def read(self, answer: Answer) -> list[Found]:
        """Every wanted address on a page, each once per role."""
        text = decode_html(answer.body, answer.content_type).text
        tree = parse_html(text)
        found: dict[tuple[str, Role], int] = {}
        for link in extract_links(tree, answer.url):
            role = self.sort(link.url)
            if role is not None:
                rank = self._rank(role, link.text, link.via)
                key = (link.url, role)
                if found.get(key, 9) > rank:
                    found[key] = rank
        for image in extract_images(tree, answer.url):
            if not is_identity_service(image.url):
                found.setdefault((image.url, Role.TARGET), RANK_IMAGE)
        for script in extract_scripts(tree, answer.url):
            if host_of(script) in self._scope.hosts:
                found.setdefault((script, Role.RESOURCE), RANK_RESOURCE)
        return [Found(url, role, rank) for (url, role), rank in found.items()]

    def _sort(self, url: str) -> Role | None:
        if is_identity_service(url) or is_mirror(url):
            return None
        if self._scope.contains(url) and not is_file(url):
            return Role.PAGE
        return Role.TARGET

    def _rank(self, role: Role, text: str, via: str) -> int:
        if role is not Role.PAGE:
            return RANK_TARGET
        if text and any(name in text or (len(text) > 1 and text in name) for name in self._focus):
            return RANK_FOCUS
        if via == "frame":
            return RANK_RESOURCE
        return RANK_NAV if 1 < len(text) <= _LONGEST_COLUMN_NAME else RANK_PAGE
