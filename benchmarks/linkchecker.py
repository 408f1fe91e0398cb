"""Walks one loopback site with the audit and with LinkChecker in turn; medians and their ratio.

    .venv/bin/python -m benchmarks.linkchecker [--corpus FOLDER] [--rounds 3]

LinkChecker comes from the package index into an environment of its own; a header of the server unlocks its
rate limit. Without --corpus the site is the manual of benchmarks/manual.py, whole. Fewer than three rounds
are not written down.
"""

import argparse
import csv
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from benchmarks.corpus import copy_site, find_manual, keep_to_itself
from benchmarks.environments import environment
from benchmarks.figures import machine, record
from benchmarks.manual import audit_command, reported_dead
from benchmarks.rounds import FEWEST_ROUNDS, HEADINGS, Run, in_turn, row, run_once, wall_ratio
from benchmarks.server import serve
from benchmarks.truth import read_truth

BAR = 0.5
SETTINGS = "[checking]\nthreads=10\nmaxrequestspersecond=100000\nsslverify=0\n[filtering]\ncheckextern=0\n"


def find_linkchecker() -> Path:
    """LinkChecker in its own environment, installed on first use."""
    return environment("linkchecker", "linkchecker").with_name("linkchecker")


def linkchecker_command(url: str, folder: Path) -> list[str]:
    """The peer with ten threads, kept to the site, robots.txt not asked."""
    settings = folder / "linkchecker.ini"
    settings.write_text(SETTINGS)
    return [
        *(str(find_linkchecker()), "-f", str(settings), "--no-status", "--no-robots", "-t", "10"),
        *(f"--ignore-url=!^{url}", "-F", f"csv/utf-8/{folder}/peer.csv", url),
    ]


def peer_dead(report: Path, host: str) -> set[str]:
    """Paths of this site that LinkChecker calls broken; its report holds faults only."""
    lines = [line for line in report.read_text("utf-8", "replace").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter=";")
    wrong = [row for row in rows if row["valid"] == "False"]
    # `url` is where a redirect ended; what was linked is the name beside it.
    named = [urljoin(row["base"] or row["parentname"], row["urlname"]) for row in wrong]
    targets = [urlsplit(url) for url in named + [row["url"] for row in wrong]]
    return {quote(unquote(target.path), safe="/") for target in targets if target.netloc == host}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder that holds a site")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    find_linkchecker()
    with tempfile.TemporaryDirectory(prefix="xunjian-linkchecker-") as name:
        work = Path(name)
        work.chmod(0o777)  # LinkChecker becomes another user when root starts it
        site = work / "site"
        copy_site(options.corpus or find_manual(), site)
        keep_to_itself(site)
        home = "/" if (site / "index.html").is_file() else "/sitemap.html"
        truth = read_truth(site, home)
        with serve(site) as server:

            def audit(turn: int) -> Run:
                (work / f"out{turn}").mkdir()
                command = audit_command(server.url, work / f"out{turn}", "--concurrency", "8")
                return run_once("audit", command, work, server)

            def check(_: int) -> Run:
                return run_once("linkchecker", linkchecker_command(server.url, work), work, server)

            ours, peer = in_turn(options.rounds, {"审计": audit, "LinkChecker": check}).values()
            dead, _ = reported_dead(work / "out0" / "audit.json", server.url)
        peers = peer_dead(work / "peer.csv", urlsplit(server.url).netloc)
    ratio = wall_ratio(ours, peer)
    text = "\n".join(
        [
            f"{machine()}。站点 {truth.pages} 页、{len(truth.targets)} 个目标，",
            f"轮流各 {options.rounds} 次，取中位数。",
            "",
            *HEADINGS,
            row(
                "xunjian audit --pack core --no-browser", ours, f"{len(dead & truth.dead)}/{len(truth.dead)}"
            ),
            row("LinkChecker", peer, f"{len(peers & truth.dead)}/{len(truth.dead)}"),
            "",
            f"用时之比（逐轮之比的中位数）{ratio:.2f}（要求不高于 {BAR}）。",
        ]
    )
    print(text)
    if options.rounds >= FEWEST_ROUNDS:
        record("linkchecker", text)
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
