"""What of a fetch is kept, and beside what it lies."""

from collections.abc import Iterable

from crawler.net.answer import Answer
from crawler.targets import is_attachment
from storage.snapshot import Waiting
from xunjian.model.observation import Fetch, Observation, Role

_EXAMPLES = 20


def stores_body(item: Waiting, fetch: Fetch, answer: Answer) -> bool:
    """Whether the body of an answer goes into the snapshot."""
    if fetch.code == "redirect":
        return False
    if item.role is not Role.TARGET:
        return True
    return is_attachment(item.url) and bool(fetch.attempts) and fetch.attempts[-1].method == "GET"


def family_of(url: str) -> str:
    """Pages of one folder and suffix mostly share a template."""
    base = url.partition("?")[0]
    folder, _, name = base.rpartition("/")
    parts = folder.split("/")
    return "/".join(parts[:4]) + ("." if "." in name else "")


def top_of(url: str) -> str:
    """Host and first folder of an address."""
    return "/".join(url.partition("?")[0].split("/")[:4])


class Cut:
    """What was left for one reason: how many addresses, and some of them, however many there are."""

    __slots__ = ("_firsts", "_some", "count")

    def __init__(self) -> None:
        self.count = 0
        self._firsts: dict[str, str] = {}
        """One of every folder: a calendar must not hide that there were others."""
        self._some: list[str] = []

    def add(self, url: str) -> None:
        self.count += 1
        if len(self._some) < _EXAMPLES:
            self._some.append(url)
        if len(self._firsts) < _EXAMPLES:
            self._firsts.setdefault(top_of(url), url)

    def extend(self, urls: Iterable[str]) -> None:
        for url in urls:
            self.add(url)

    def observation(self, reason: str, at: str) -> Observation:
        examples = list(dict.fromkeys((*self._firsts.values(), *self._some)))[:_EXAMPLES]
        return Observation("cut", reason, {"count": self.count, "examples": examples}, at)
