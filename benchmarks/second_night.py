"""The second night against the first: requests, bytes and time, of a site that stayed and one changed by 5 %.

    .venv/bin/python -m benchmarks.second_night [--rounds 3] [--small]

The second night is told of the first one's snapshot by `audit --since`; where the program has no such option
it is a plain audit, and the section says so. Its findings must be those of an audit that knows of no night
before. The server gives what nginx gives by itself: ETag and Last-Modified.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.audits import SNAPSHOT, audit_once
from benchmarks.figures import machine
from benchmarks.plants import chinese_site, insert
from benchmarks.rounds import (
    Run,
    in_turn,
    median,
    parser_for,
    publish,
    rounds_of,
    spread,
    verdict,
    wall_ratio,
)
from benchmarks.server import Served, serve_sites
from benchmarks.sites import pages_of

BAR = 0.35
SHARE = 0.05
OPTION = "--since"
FIRST, SAME, CHANGED, FRESH = "第一夜", "第二夜，没有变化", "第二夜，5% 的页面变了", "5% 变了，不知前一夜"


def knows_since() -> bool:
    """Whether the program can be told of the night before."""
    asked = [sys.executable, "-m", "xunjian", "audit", "--help"]
    said = subprocess.run(asked, capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"})
    return OPTION in said.stdout


def change_some(root: Path, share: float, seed: int) -> int:
    """Adds a sentence to a share of the pages, chosen at random; returns how many changed."""
    pages = pages_of(root)
    chosen = random.Random(seed).sample(pages, round(share * len(pages)))
    return sum(insert(page, f"<p>{seed}</p>") for page in chosen)


def judged(out: Path) -> set[tuple[str, str, str]]:
    """What an audit found: check, status and subject of each finding."""
    findings = json.loads((out / "audit.json").read_text("utf-8"))["findings"]
    return {(each["check"], each["status"], each["subject"]["url"]) for each in findings}


@dataclass(slots=True)
class Nights:
    """One site, night after night; each round begins with a night that knows of none before."""

    server: Served
    root: Path
    work: Path
    since: bool
    changed: int = 0
    differing: list[str] = field(default_factory=list)
    """Findings of a second night that a fresh look at the same site does not share, or the other way."""

    def folder(self, name: str, turn: int) -> Path:
        return self.work / f"night{turn}-{(FIRST, SAME, CHANGED, FRESH).index(name)}"

    def first(self, turn: int) -> Run:
        return audit_once(self.server, self.folder(FIRST, turn))

    def second(self, name: str, turn: int) -> Run:
        told = [OPTION, str(self.folder(FIRST, turn) / SNAPSHOT)] if self.since else []
        return audit_once(self.server, self.folder(name, turn), *told)

    def same(self, turn: int) -> Run:
        run = self.second(SAME, turn)
        self.compare(SAME, FIRST, turn)
        return run

    def altered(self, turn: int) -> Run:
        self.changed = change_some(self.root, SHARE, turn)
        return self.second(CHANGED, turn)

    def fresh(self, turn: int) -> Run:
        run = audit_once(self.server, self.folder(FRESH, turn))
        self.compare(CHANGED, FRESH, turn)
        return run

    def compare(self, night: str, other: str, turn: int) -> None:
        """Keeps what the two nights disagree on."""
        mine, theirs = judged(self.folder(night, turn)), judged(self.folder(other, turn))
        self.differing += [f"{night}：{' '.join(each)}" for each in sorted(mine ^ theirs)]


def line(name: str, runs: Sequence[Run], first: Sequence[Run]) -> str:
    requests, sent = [run.requests for run in runs], [run.sent / 1e6 for run in runs]
    cpu = [run.measured.cpu for run in runs]
    return (
        f"| {name} | {spread([run.wall for run in runs])} | {median(cpu):.1f} | {median(requests):.0f} "
        f"| {median(sent):.2f} | {wall_ratio(runs, first):.2f} |"
    )


def describe(runs: dict[str, list[Run]], nights: Nights, pages: int) -> str:
    """The section of docs/benchmarks.md."""
    first = runs[FIRST]
    how = (
        f"第二夜用 audit {OPTION} 第一夜的快照"
        if nights.since
        else "程序还没有接着前一夜的选项，第二夜是又一次普通审计"
    )
    return "\n".join(
        [
            f"{machine()}。站点 {pages} 页，每轮改动 {nights.changed} 页；",
            f"轮流各 {len(first)} 次，取中位数；{how}。",
            "",
            "| 哪一夜 | 用时（秒，最小–最大） | 处理器（秒） | 请求数 | 服务器发出（MB） | 用时之比 |",
            "|---|---|---|---|---|---|",
            *(line(name, each, first) for name, each in runs.items()),
            "",
            f"没有变化的第二夜与第一夜用时之比：{verdict(wall_ratio(runs[SAME], first), BAR)}；"
            f"第二夜的发现与不知前一夜的审计不同的有 {len(nights.differing)} 条。",
        ]
    )


def main() -> int:
    options = parser_for(__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="xunjian-night-") as name:
        work = Path(name)
        planted = chinese_site(work / "sites", small=options.small)
        with serve_sites([planted.site]) as (server,):
            nights = Nights(server, planted.site.root, work, knows_since())
            attempts = {FIRST: nights.first, SAME: nights.same, CHANGED: nights.altered, FRESH: nights.fresh}
            runs = in_turn(rounds_of(options), attempts)
        pages = len(pages_of(planted.site.root))
    for each in nights.differing:
        print(f"不同：{each}")
    publish("second-night", describe(runs, nights, pages), options)
    return 0 if wall_ratio(runs[SAME], runs[FIRST]) <= BAR and not nights.differing else 1


if __name__ == "__main__":
    sys.exit(main())
