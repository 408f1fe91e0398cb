"""Reads every Chinese page of some Debian packages: without fault, and how dear beside a bare parse.

.venv/bin/python -m benchmarks.reading [--pages DIR]
"""

import argparse
import json
import multiprocessing
import statistics
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from benchmarks.corpus import unpack_package
from benchmarks.figures import machine, record
from xunjian.facts.page import read_page

PACKAGES = (
    # Each with the part of its paths that holds Chinese pages.
    ("debian-reference-zh-cn", ""),
    ("libreoffice-help-zh-cn", ""),
    ("debian-handbook", "zh-"),
    ("debian-faq-zh-cn", ""),
    ("maint-guide-zh-cn", ""),
    ("maint-guide-zh-tw", ""),
)
FEWEST_PACKAGES = 2
MOST_RATIO, AIM, MOST_SECONDS = 5.0, 3.0, 2.0
SUFFIXES = {".html", ".htm", ".shtml", ".jsp"}
MANY = 200
"""Pages from which on one round is enough."""
ROUNDS = 5
WARM = "<html><body><p>資訊公開 2024-01-01</p><a href='a.html'>通知</a></body></html>".encode()


@dataclass(frozen=True, slots=True)
class Page:
    path: Path
    url: str


@dataclass(slots=True)
class Round:
    """CPU seconds of each page, in order, and what went wrong."""

    bare: list[float] = field(default_factory=list)
    links: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    size: int = 0
    broken: list[str] = field(default_factory=list)
    """Pages that raised, with the last line of the trace."""
    replaced: list[str] = field(default_factory=list)
    """Pages with a replacement character in what was read that their bytes do not hold."""


def chinese_pages(package: str, part: str) -> list[Page] | None:
    """The pages of a package, with an address made of their path; None where there is no such package."""
    root = unpack_package(package)
    if root is None:
        return None
    found = (path for path in sorted(root.rglob("*.htm*")) if path.is_file() and not path.is_symlink())
    pages = [(path, path.relative_to(root).as_posix()) for path in found if path.suffix in SUFFIXES]
    return [Page(path, f"http://www.example.cn/{name}") for path, name in pages if part in name]


def labelled_pages(folder: Path) -> list[Page]:
    """The pages of a folder; of those that its labels name with the address given there."""
    labels = folder / "labels.jsonl"
    lines = labels.read_text("utf-8").splitlines() if labels.is_file() else []
    bases = {entry["file"]: entry["base_url"] for entry in map(json.loads, filter(str.strip, lines))}
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in SUFFIXES)
    named = [(path, path.relative_to(folder).as_posix()) for path in paths]
    return [Page(path, bases.get(name, f"http://www.example.cn/{name}")) for path, name in named]


def parse_bare(body: bytes, url: str) -> None:
    """What any link collector does at the least. What lxml cannot read at all, it does not read."""
    try:
        tree = lxml.html.document_fromstring(body)
    except (etree.LxmlError, ValueError):
        return
    for link in tree.iterfind(".//a[@href]"):
        try:
            urljoin(url, link.get("href"))
        except ValueError:
            continue


def parse_links(body: bytes, url: str) -> None:
    """The same with lxml's own extraction of links: every attribute that holds an address, of any element."""
    try:
        tree = lxml.html.document_fromstring(body)
    except (etree.LxmlError, ValueError):
        return
    for _, _, link, _ in tree.iterlinks():
        try:
            urljoin(url, link)
        except ValueError:
            continue


def measure_round(pages: list[Page]) -> Round:
    """Each page once bare, once with lxml's links, once read, the order swapped from page to page."""
    result = Round()
    parse_bare(WARM, "http://www.example.cn/")
    parse_links(WARM, "http://www.example.cn/")
    read_page(WARM, "http://www.example.cn/")
    for number, page in enumerate(pages):
        body = page.path.read_bytes()
        result.size += len(body)
        if number % 2:
            result.read.append(_timed_read(page, body, result))
            result.links.append(_timed(parse_links, page, body))
            result.bare.append(_timed(parse_bare, page, body))
        else:
            result.bare.append(_timed(parse_bare, page, body))
            result.links.append(_timed(parse_links, page, body))
            result.read.append(_timed_read(page, body, result))
    return result


def _timed(parse: Callable[[bytes, str], None], page: Page, body: bytes) -> float:
    begin = process_time()
    parse(body, page.url)
    return process_time() - begin


def _timed_read(page: Page, body: bytes, result: Round) -> float:
    begin = process_time()
    try:
        reading = read_page(body, page.url)
    except Exception:  # noqa: BLE001 - to count them is what this program is for
        result.broken.append(f"{page.path.name}：{traceback.format_exc().splitlines()[-1]}")
        return process_time() - begin
    spent = process_time() - begin
    if "\ufffd" in repr(reading) and "\ufffd".encode() not in body and b"&#65533;" not in body:
        result.replaced.append(page.path.name)
    return spent


@dataclass(frozen=True, slots=True)
class Row:
    """One corpus: medians over the rounds of each page's CPU seconds, then over the pages."""

    name: str
    pages: int
    size: int
    broken: tuple[str, ...]
    replaced: tuple[str, ...]
    slowest: float
    bare: float
    links: float
    read: float
    median: float
    tenth: float
    """The ratio that nine pages of ten stay under."""

    @property
    def ratio(self) -> float:
        """Of the sums: what all pages together cost."""
        return self.read / self.bare

    @property
    def good(self) -> bool:
        whole = not self.broken and not self.replaced
        return whole and self.slowest <= MOST_SECONDS and max(self.ratio, self.median) <= MOST_RATIO

    def cells(self) -> str:
        """The row of the table."""
        return (
            f"| {self.name} | {self.pages} | {self.size / 1e6:.1f} "
            f"| {len(self.broken)} | {len(self.replaced)} | {self.slowest:.3f} "
            f"| {1000 * self.bare / self.pages:.2f} | {1000 * self.read / self.pages:.2f} "
            f"| {self.ratio:.2f} | {self.median:.2f} | {self.tenth:.2f} | {self.read / self.links:.2f} |"
        )


def measure_corpus(name: str, pages: list[Page], rounds: int) -> Row:
    """Every round in a process of its own, so that nothing is remembered from the round before."""
    context = multiprocessing.get_context("spawn")
    done: list[Round] = []
    for _ in range(rounds):
        with ProcessPoolExecutor(1, context) as pool:
            done.append(pool.submit(measure_round, pages).result())
    bare = [statistics.median(times) for times in zip(*(each.bare for each in done), strict=True)]
    links = [statistics.median(times) for times in zip(*(each.links for each in done), strict=True)]
    read = [statistics.median(times) for times in zip(*(each.read for each in done), strict=True)]
    ratios = sorted(dear / cheap for dear, cheap in zip(read, bare, strict=True))
    first = done[0]
    return Row(
        name,
        len(pages),
        first.size,
        tuple(first.broken),
        tuple(first.replaced),
        max(read),
        sum(bare),
        sum(links),
        sum(read),
        statistics.median(ratios),
        ratios[int(0.9 * (len(ratios) - 1))],
    )


def describe(rows: list[Row]) -> str:
    """The paragraph for docs/benchmarks.md."""
    return "\n".join(
        [
            f"{machine()}。要求：两个比都不高于 {MOST_RATIO:.0f}（目标 {AIM:.0f}），"
            f"最慢一页不超过 {MOST_SECONDS:.0f} 秒，异常和读坏的字为 0。",
            "",
            "| 页面 | 页数 | MB | 异常 | 读坏的字 | 最慢一页（秒） | 裸解析每页（毫秒） | 读页每页（毫秒） "
            "| 总时间之比 | 逐页之比的中位数 | 逐页之比的九成位 | 与 iterlinks 的总时间之比 |",
            "|---|---|---|---|---|---|---|---|---|---|---|---|",
            *(row.cells() for row in rows),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="再量一个网页文件夹（其中 labels.jsonl 给出网址）")
    parser.add_argument("--only", help="只量这一个软件包，不写入文档")
    parser.add_argument("--rounds", type=int, default=0, help=f"轮数；默认一轮，少于 {MANY} 页的 {ROUNDS} 轮")
    options = parser.parse_args()
    corpora: list[tuple[str, list[Page]]] = []
    for package, part in PACKAGES:
        if options.only in (None, package):
            pages = chinese_pages(package, part)
            if pages:
                corpora.append((package, pages))
            else:
                print(f"软件源里没有 {package}，跳过。", file=sys.stderr)
    if options.only is None and len(corpora) < FEWEST_PACKAGES:
        raise SystemExit(f"取到的软件包不足 {FEWEST_PACKAGES} 个：请检查软件源后再运行。")
    if options.pages is not None:
        if not options.pages.is_dir():
            raise SystemExit(f"没有找到文件夹“{options.pages}”。")
        corpora.append(("标注网页", labelled_pages(options.pages)))
    rows = []
    for name, pages in corpora:
        rows.append(measure_corpus(name, pages, options.rounds or (1 if len(pages) >= MANY else ROUNDS)))
        print(rows[-1].cells(), flush=True)
        for fault in rows[-1].broken + rows[-1].replaced:
            print(f"  {fault}")
    text = describe(rows)
    if options.only is None:
        record("reading", text)
    good = all(row.good for row in rows)
    print("结论：符合要求。" if good else "结论：不符合要求。")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
