"""What the two peers written here share: the links of a page, by lxml, each raw one looked at once."""

import json
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

LEADING = ("mailto:", "javascript:", "data:", "tel:")


def link_targets(body: bytes, encoding: str, url: str) -> set[str]:
    """Absolute addresses that a page links to or shows, without fragments."""
    if not body:
        return set()
    parser = etree.HTMLParser(encoding=encoding, collect_ids=False, remove_comments=True)
    tree = etree.fromstring(body, parser)
    if tree is None:
        return set()
    base = tree.find(".//base[@href]")
    start = url if base is None else urljoin(url, base.get("href", ""))
    raw = [element.get("href") for element in tree.iter("a", "area", "link")]
    raw += [element.get("src") for element in tree.iter("img", "script", "iframe")]
    found = set()
    for each in {each.partition("#")[0].strip() for each in raw if each}:
        if each and not each.startswith(LEADING):
            try:
                found.add(urljoin(start, each))
            except ValueError:
                continue
    return found


def write_result(file: Path, pages: int, dead: list[str]) -> None:
    """What a peer found, for the benchmark to read."""
    file.write_text(json.dumps({"pages": pages, "dead": dead}), "utf-8")


def read_dead(file: Path) -> set[str]:
    """Addresses that a peer called dead."""
    return set(json.loads(file.read_text("utf-8"))["dead"])
