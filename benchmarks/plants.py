"""Faults planted on sites: links dead in every way that a server can say so, pages that only look alive.

Scripts and style sheets that are gone are planted too: they are no link targets and must not be reported.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.server import Site
from benchmarks.sites import CHINESE, HOME, SITES, SMALL, Part, lay_out, pages_of

SMALLEST_PAGE = 2000
SEED = 7


class Kind(StrEnum):
    """What is planted; the value is its folder on the server."""

    MISSING = "missing"
    GONE = "gone"
    ERROR = "error"
    REDIRECT = "redirect"
    """Two addresses that lead to one and the same page, which is missing."""
    LOOP = "loop"
    RESET = "reset"
    IMAGE = "image"
    STYLE = "style"
    SCRIPT = "script"
    SOFT = "soft"


COUNTS = {
    Kind.MISSING: 29,
    Kind.IMAGE: 6,
    Kind.GONE: 3,
    Kind.ERROR: 2,
    Kind.REDIRECT: 2,
    Kind.LOOP: 1,
    Kind.RESET: 1,
    Kind.STYLE: 3,
    Kind.SCRIPT: 3,
    Kind.SOFT: 10,
}
DECOYS = {Kind.STYLE, Kind.SCRIPT}
SUFFIX = {Kind.IMAGE: "png", Kind.STYLE: "css", Kind.SCRIPT: "js"}
MARKUP = {
    Kind.IMAGE: '<img alt="x" src="{path}">',
    Kind.STYLE: '<link rel="stylesheet" href="{path}">',
    Kind.SCRIPT: '<script src="{path}"></script>',
}
LINK = '<p><a href="{path}">link</a></p>'
LOCATIONS = """
    location ^~ /planted/gone/ { return 410; }
    location ^~ /planted/error/ { return 500; }
    location ^~ /planted/redirect/ { return 302 /planted/missing/shared.html; }
    location ^~ /planted/loop/ { return 302 $uri; }
    location ^~ /planted/reset/ { return 444; }
"""
"""What nginx answers; everything else that is planted is a file that is not there, or one that is."""
SOFT_PAGES = (
    ("页面不存在 - 404", "<h1>抱歉，您访问的页面不存在或已被删除</h1><p>404 Not Found</p>"),
    ("出错了", "<div class='tip'>对不起，您要查看的文章不存在或尚未通过审核。</div>"),
    ("系统提示", "<p>您访问的页面找不到了，5 秒后自动返回首页。</p>"),
    ("404", "<p>404</p><p>很抱歉，您要访问的页面已经被移走或者地址输入有误。</p>"),
    ("信息提示", "<table><tr><td>提示：该信息已被删除！</td></tr></table>"),
)


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted address and the page that links to it, as paths."""

    kind: Kind
    path: str
    page: str


def share_out(sites: int, counts: dict[Kind, int], seed: int) -> list[list[tuple[int, Kind]]]:
    """Numbered kinds for each site; the two redirects with one target stay together."""
    others = [kind for kind, count in counts.items() if kind is not Kind.REDIRECT for _ in range(count)]
    random.Random(seed).shuffle(others)
    numbered = list(enumerate(others + [Kind.REDIRECT] * counts.get(Kind.REDIRECT, 0)))
    kept = len(others)
    shares = [numbered[index:kept:sites] for index in range(sites)]
    shares[0].extend(numbered[kept:])
    return shares


def plant(root: Path, numbered: Sequence[tuple[int, Kind]], seed: int) -> list[Plant]:
    """Writes each into a page of its own, chosen at random. Raises StopIteration where pages run out."""
    pages = [page for page in pages_of(root) if "site-map" not in page.parts and page != root / HOME[1:]]
    pages = [page for page in pages if page.stat().st_size > SMALLEST_PAGE]
    random.Random(seed).shuffle(pages)
    waiting = iter(pages)
    planted = []
    for number, kind in numbered:
        path = f"/planted/{kind}/{number:02}.{SUFFIX.get(kind, 'html')}"
        page = next(page for page in waiting if insert(page, MARKUP.get(kind, LINK).format(path=path)))
        planted.append(Plant(kind, path, f"/{page.relative_to(root).as_posix()}"))
        if kind is Kind.SOFT:
            write_soft(root / path.lstrip("/"), number)
    return planted


def insert(page: Path, markup: str) -> bool:
    """Puts markup at the end of a page's body; False where it has no visible end."""
    before, end, after = page.read_bytes().rpartition(b"</body>")
    if end:
        page.write_bytes(before + markup.encode() + end + after)
    return bool(end)


def write_soft(file: Path, number: int) -> None:
    title, body = SOFT_PAGES[number % len(SOFT_PAGES)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body>{body}<a href="{HOME}">返回首页</a></body></html>',
        "utf-8",
    )


@dataclass(frozen=True, slots=True)
class PlantedSite:
    """A site as it is served, and what was planted on it."""

    name: str
    site: Site
    plants: tuple[Plant, ...]

    def paths(self, *, soft: bool) -> set[str]:
        """Planted addresses that must be reported: as soft 404, or else as dead; decoys never."""
        kinds = {Kind.SOFT} if soft else set(Kind) - DECOYS - {Kind.SOFT}
        return {each.path for each in self.plants if each.kind in kinds}


def planted_sites(work: Path, parts: Mapping[str, Sequence[Part]], seed: int) -> list[PlantedSite]:
    """Lays the sites out below a folder and shares the faults of COUNTS out among them."""
    shares = share_out(len(parts), COUNTS, seed)
    planted = []
    for number, (name, share) in enumerate(zip(parts, shares, strict=True), 1):
        root = lay_out(parts[name], work / name)
        site = Site(root, f"127.0.1.{number}", HOME, LOCATIONS)
        planted.append(PlantedSite(name, site, tuple(plant(root, share, seed))))
    return planted


def chinese_site(work: Path, *, small: bool) -> PlantedSite:
    """The large Chinese site with every fault planted on it, or a small one for a trial."""
    (planted,) = planted_sites(work, SMALL if small else {CHINESE: SITES[CHINESE]}, SEED)
    return planted
