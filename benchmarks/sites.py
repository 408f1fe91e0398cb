"""Sites that nobody here wrote: HTML manuals of Debian packages, each page reachable from a site map.

Four large ones, one of them Chinese, and one handbook in many languages for many small ones.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import PACKAGES, keep_to_itself, unpack_package

PAGES = (".html", ".htm", ".xhtml")
HOME = "/sitemap.html"
MAP_LINKS = 100
SKIPPED = ("*.gz", "*.pdf", "*.epub", "*.txt", "_sources")
HANDBOOK, HANDBOOK_FOLDER = ("debian-handbook",), "usr/share/doc/debian-handbook/html"
HELP_FOLDER = "usr/share/libreoffice/help"
HEAD = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>网站地图</title></head><body><ul>'
)


@dataclass(frozen=True, slots=True)
class Part:
    """A folder of the first of some packages that can be had; `folder` may hold a pattern."""

    packages: tuple[str, ...]
    folder: str
    below: str = ""
    """Where in the site it goes."""


SITES: dict[str, tuple[Part, ...]] = {
    "python": (Part(PACKAGES, "usr/share/doc/python3*/html"),),
    "chinese": (
        Part(("libreoffice-help-zh-cn",), HELP_FOLDER),
        Part(("libreoffice-help-common",), HELP_FOLDER),
    ),
    "postgresql": (
        Part(
            tuple(f"postgresql-doc-{version}" for version in (15, 17, 18, 16)),
            "usr/share/doc/postgresql-doc-*/html",
        ),
    ),
    "handbook": (
        *(Part(HANDBOOK, f"{HANDBOOK_FOLDER}/{each}", each) for each in ("zh-CN", "zh-TW", "en-US")),
        Part(("debian-reference-zh-cn",), "usr/share/debian-reference", "reference"),
    ),
}
CHINESE = "chinese"
SMALL = {"small": (Part(HANDBOOK, f"{HANDBOOK_FOLDER}/zh-CN", "zh-CN"),)}


def source_of(part: Part) -> Path:
    """The unpacked folder. Exits where the package sources have none of the packages."""
    for package in part.packages:
        unpacked = unpack_package(package)
        folders = sorted(unpacked.glob(part.folder)) if unpacked is not None else []
        if folders:
            return folders[0]
    raise SystemExit(f"软件源里没有 {'、'.join(part.packages)}：请检查软件源后再运行。")


def languages() -> list[Path]:
    """The handbook's folders, a language each."""
    root = source_of(Part(HANDBOOK, HANDBOOK_FOLDER))
    return sorted(folder for folder in root.iterdir() if folder.is_dir())


def lay_out(parts: Sequence[Part], root: Path) -> Path:
    """Copies the parts into one folder and adds a map; of two files of one name the first part's stands."""
    for part in reversed(parts):
        copy_part(source_of(part), root / part.below)
    return finish(root)


def copy_part(source: Path, target: Path) -> None:
    """Copies pages and what they show, without archives and sources; links that lead nowhere are left out."""
    shutil.copytree(
        source,
        target,
        ignore=shutil.ignore_patterns(*SKIPPED),
        ignore_dangling_symlinks=True,
        dirs_exist_ok=True,
    )


def finish(root: Path) -> Path:
    """Takes the links to other sites out and adds the site map."""
    keep_to_itself(root)
    add_site_map(root)
    return root


def pages_of(root: Path) -> list[Path]:
    """Every page below a folder."""
    return sorted(path for path in root.rglob("*") if path.suffix in PAGES and path.is_file())


def add_site_map(root: Path) -> None:
    """A page at HOME that leads to lists of MAP_LINKS pages each, and so to every page of the site."""
    paths = [f"/{page.relative_to(root).as_posix()}" for page in pages_of(root)]
    folder = root / "site-map"
    folder.mkdir()
    lists = []
    for number, begin in enumerate(range(0, len(paths), MAP_LINKS)):
        write_links(folder / f"{number}.html", paths[begin : begin + MAP_LINKS])
        lists.append(f"/site-map/{number}.html")
    write_links(root / HOME.lstrip("/"), lists)


def write_links(page: Path, paths: Sequence[str]) -> None:
    items = "".join(f'<li><a href="{path}">{path}</a></li>' for path in paths)
    page.write_text(f"{HEAD}{items}</ul></body></html>", "utf-8")
