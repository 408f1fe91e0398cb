"""What is dead on a folder of files, found out without any part of the program under test.

Standard library only: html.parser for the links, the file system for whether they lead anywhere. The links
are those of the contract: anchors, areas, frames, pictures, forms and meta refreshes; scripts and style
sheets are none.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

LINKS = {
    ("a", "href"),
    ("area", "href"),
    ("frame", "src"),
    ("iframe", "src"),
    ("img", "src"),
    ("form", "action"),
}
PAGES = {".html", ".htm", ".xhtml"}


@dataclass
class Truth:
    """Paths as they are linked, percent-encoded, query dropped."""

    pages: int = 0
    targets: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)


class LinkReader(HTMLParser):
    """Collects raw link targets and the base address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base: str | None = None
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (tag, name) in LINKS:
                self.found.append(value.strip())
            if value and tag == "base" and name == "href" and self.base is None:
                self.base = value.strip()
        values = dict(attrs)
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            _, _, target = (values.get("content") or "").partition("=")
            self.found.append(target.strip(" '\""))

    handle_startendtag = handle_starttag


def file_of(site: Path, path: str) -> Path:
    """The file that a plain web server answers a path with."""
    found = site / unquote(path).lstrip("/")
    return found / "index.html" if found.is_dir() else found


def links_of(file: Path, address: str) -> set[str]:
    """Paths of the same site that a page links to."""
    reader = LinkReader()
    reader.feed(file.read_text("utf-8", "replace"))
    base = urljoin(address, reader.base or "")
    host = urlsplit(address).netloc
    paths = set()
    for raw in reader.found:
        if raw and not raw.startswith("#"):
            parts = urlsplit(urljoin(base, raw))
            if parts.scheme in ("http", "https") and parts.netloc == host:
                paths.add(quote(unquote(parts.path or "/"), safe="/"))
    return paths


def read_truth(site: Path, home: str = "/") -> Truth:
    """Walks the files from the home page on, as a visitor would."""
    truth, waiting = Truth(), [home]
    truth.targets.add(home)
    while waiting:
        path = waiting.pop()
        file = file_of(site, path)
        if not file.is_file():
            truth.dead.add(path)
        elif file.suffix in PAGES:
            truth.pages += 1
            fresh = links_of(file, f"http://site.test{path}") - truth.targets
            truth.targets |= fresh
            waiting.extend(fresh)
    return truth
