"""What every reader works on: one page, taken apart once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from xunjian.html.lines import Flow
from xunjian.html.text import fold
from xunjian.html.urls import in_charset, resolve


@dataclass(slots=True)
class Source:
    """A page: its tree (scripts and frames grafted in), its lines, its labels."""

    url: str
    base: str
    tree: HtmlElement
    flow: Flow
    labels: Mapping[str, str]
    document_title: str
    scripts: tuple[str, ...]
    notes: dict[str, str] = field(default_factory=dict)
    """Where values were read, for `inspect --explain`."""
    charset: str = "utf-8"
    """Of the page: what characters in the query of an address are sent in."""

    def address(self, raw: str) -> str:
        """What an href means here; "" where it leads nowhere; the page itself where it is empty."""
        if not raw.strip():
            return self.url
        return resolve(self.base, in_charset(raw, self.charset)) or ""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Short strings (names, headings) folded, remembered."""
    return fold(text)


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def path_of(url: str) -> str:
    """The path of an address."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return "/"
