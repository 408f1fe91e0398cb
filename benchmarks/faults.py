"""Planted faults found on four large sites: dead links and pictures, pages that only look alive.

    .venv/bin/python -m benchmarks.faults [--small]

What else is dead there (files that the packages lack) is known from the files, by benchmarks/truth.py, and
must be found too; nothing else may be reported.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from benchmarks.audits import audit_once
from benchmarks.figures import machine
from benchmarks.manual import CHECKS
from benchmarks.plants import SEED, PlantedSite, planted_sites
from benchmarks.rounds import Run, parser_for, publish, verdict
from benchmarks.server import Served, serve_sites
from benchmarks.sites import HOME, SITES, SMALL
from benchmarks.truth import Truth, read_truth

MOST_FALSE_SOFT = 5
SOFT_CHECK = "links.soft_404"


@dataclass(frozen=True, slots=True)
class Reported:
    """Paths of one site that an audit names, and how many pages it read."""

    dead: set[str]
    soft: set[str]
    review: set[str]
    """Handed to a person, by any check of links."""
    pages: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One site: what was there and what was said of it."""

    planted: PlantedSite
    truth: Truth
    reported: Reported
    run: Run

    @property
    def missed(self) -> set[str]:
        """Planted dead addresses that were not reported."""
        return self.planted.paths(soft=False) - self.reported.dead

    @property
    def missed_soft(self) -> set[str]:
        return self.planted.paths(soft=True) - self.reported.soft

    @property
    def missed_others(self) -> set[str]:
        """Dead without our doing, and not reported."""
        return self.truth.dead - self.planted.paths(soft=False) - self.reported.dead

    @property
    def false(self) -> set[str]:
        """Reported dead, and alive."""
        return self.reported.dead - self.truth.dead - self.planted.paths(soft=True)

    @property
    def false_soft(self) -> set[str]:
        return self.reported.soft - self.planted.paths(soft=True)


def read_reported(audit: Path, url: str) -> Reported:
    """What an audit.json says of links of its own site."""
    result = json.loads(audit.read_text("utf-8"))
    host = urlsplit(url).netloc
    named: dict[str, set[str]] = {"dead": set(), "soft": set(), "review": set()}
    for finding in result["findings"]:
        target = urlsplit(finding["subject"]["url"])
        of_links = finding["check"] in CHECKS or finding["check"] == SOFT_CHECK
        if of_links and target.netloc == host and finding["status"] in ("fail", "review"):
            soft = "soft" if finding["check"] == SOFT_CHECK else "dead"
            kind = soft if finding["status"] == "fail" else "review"
            named[kind].add(quote(unquote(target.path), safe="/"))
    return Reported(named["dead"], named["soft"], named["review"], result["run"]["pages_fetched"])


def look_at(planted: PlantedSite, server: Served, work: Path) -> Outcome:
    """Audits one site."""
    out = work / f"out-{planted.name}"
    run = audit_once(server, out)
    print(f"{planted.name}：{run.wall:.1f} 秒", flush=True)
    truth = read_truth(planted.site.root, HOME)
    return Outcome(planted, truth, read_reported(out / "audit.json", server.url), run)


def cells(outcomes: Iterable[Outcome], name: str) -> str:
    """One line of the table, of one site or of all."""
    each = list(outcomes)
    dead = sum(len(one.planted.paths(soft=False)) for one in each)
    soft = sum(len(one.planted.paths(soft=True)) for one in each)
    others = sum(len(one.truth.dead - one.planted.paths(soft=False)) for one in each)
    parts = [
        f"| {name} | {sum(one.truth.pages for one in each)} | {sum(one.reported.pages for one in each)} ",
        f"| {dead - sum(len(one.missed) for one in each)}/{dead} ",
        f"| {others - sum(len(one.missed_others) for one in each)}/{others} ",
        f"| {sum(len(one.false) for one in each)} ",
        f"| {soft - sum(len(one.missed_soft) for one in each)}/{soft} ",
        f"| {sum(len(one.false_soft) for one in each)} ",
        f"| {sum(len(one.reported.review) for one in each)} | {sum(one.run.wall for one in each):.1f} |",
    ]
    return "".join(parts)


def describe(outcomes: list[Outcome]) -> str:
    """The section of docs/benchmarks.md."""
    kinds = Counter(each.kind.value for one in outcomes for each in one.planted.plants)
    false_soft = sum(len(one.false_soft) for one in outcomes)
    false = "、".join(f"{one.planted.name} `{path}`" for one in outcomes for path in sorted(one.false))
    return "\n".join(
        [
            f"{machine()}。埋下：{'、'.join(f'{kind} {count}' for kind, count in sorted(kinds.items()))}。",
            "",
            "| 站点 | 页面 | 读到 | 埋下的失效目标 | 软件包自带的失效目标 | 误报失效 "
            "| 假有效链接 | 误报假有效 | 交人工复核 | 用时（秒） |",
            "|---|---|---|---|---|---|---|---|---|---|",
            *(cells([one], one.planted.name) for one in outcomes),
            cells(outcomes, "合计"),
            "",
            f"误报假有效 {verdict(false_soft, MOST_FALSE_SOFT, 0)}；埋下的须全部查出。",
            f"误报失效的地址：{false or '无'}。",
        ]
    )


def name_wrong(outcomes: list[Outcome]) -> None:
    """Prints each address that came out wrong."""
    for one in outcomes:
        wrong = {
            "漏报": one.missed | one.missed_others,
            "误报": one.false,
            "漏报的假有效": one.missed_soft,
            "误报的假有效": one.false_soft,
            "交人工复核": one.reported.review,
        }
        for label, paths in wrong.items():
            for path in sorted(paths):
                print(f"{one.planted.name} {label}：{path}")


def main() -> int:
    options = parser_for(__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="xunjian-faults-") as name:
        work = Path(name)
        planted = planted_sites(work / "sites", SMALL if options.small else SITES, SEED)
        with serve_sites([each.site for each in planted]) as servers:
            outcomes = [look_at(each, server, work) for each, server in zip(planted, servers, strict=True)]
    name_wrong(outcomes)
    publish("faults", describe(outcomes), options)
    good = not any(one.missed or one.missed_soft for one in outcomes)
    return 0 if good and sum(len(one.false_soft) for one in outcomes) <= MOST_FALSE_SOFT else 1


if __name__ == "__main__":
    sys.exit(main())
