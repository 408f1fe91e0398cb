"""Walks one loopback site with the audit and with LinkChecker in turn; medians and their ratio.

    .venv/bin/python -m benchmarks.linkchecker [--corpus FOLDER] [--rounds 3]

LinkChecker comes from the package index into an environment of its own; a header of the server unlocks its
rate limit. Without --corpus the site is the manual of benchmarks/manual.py, whole. Fewer than three rounds
are not written down.
"""

import argparse
import csv
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from benchmarks.corpus import cache_dir, copy_site, find_manual, keep_to_itself
from benchmarks.figures import machine, record
from benchmarks.manual import audit_command, reported_dead
from benchmarks.measure import Measured, measure
from benchmarks.server import Served, serve
from benchmarks.truth import read_truth

BAR = 0.5
LIMIT = 600.0
SETTINGS = "[checking]\nthreads=10\nmaxrequestspersecond=100000\nsslverify=0\n[filtering]\ncheckextern=0\n"


def find_linkchecker() -> Path:
    """LinkChecker in its own environment, installed on first use."""
    home = cache_dir() / "linkchecker"
    command = home / "bin" / "linkchecker"
    if not command.exists():
        venv.create(home, with_pip=True)
        install: list[str | Path] = [
            home / "bin" / "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "linkchecker",
        ]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
    return command


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
    targets = [urlsplit(row["url"]) for row in rows if row["valid"] == "False"]
    return {quote(unquote(target.path), safe="/") for target in targets if target.netloc == host}


def run_once(name: str, command: list[str], folder: Path, server: Served) -> tuple[Measured, int]:
    """One timed run and the requests that it cost the server. Exits where the tool did not end well."""
    before = server.count_requests()
    result = measure(command, folder / f"{name}.log", LIMIT)
    if result.timed_out or result.status not in (0, 1):
        print((folder / f"{name}.log").read_text("utf-8", "replace")[-3000:])
        raise SystemExit(f"{name} 没有正常结束：退出状态 {result.status}，{result.wall:.0f} 秒。")
    return result, server.count_requests() - before


def row(name: str, runs: list[tuple[Measured, int]], found: int, dead: int) -> str:
    """One line of the table, medians over the runs."""
    walls = [run.wall for run, _ in runs]
    return (
        f"| {name} | {statistics.median(walls):.2f}（{min(walls):.2f}–{max(walls):.2f}） "
        f"| {statistics.median(run.cpu for run, _ in runs):.2f} "
        f"| {statistics.median(run.memory for run, _ in runs):.0f} "
        f"| {statistics.median(count for _, count in runs):.0f} | {found}/{dead} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder that holds a site")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    find_linkchecker()
    ours: list[tuple[Measured, int]] = []
    peer: list[tuple[Measured, int]] = []
    with tempfile.TemporaryDirectory(prefix="xunjian-linkchecker-") as name:
        work = Path(name)
        work.chmod(0o777)  # LinkChecker becomes another user when root starts it
        site = work / "site"
        copy_site(options.corpus or find_manual(), site)
        keep_to_itself(site)
        home = "/" if (site / "index.html").is_file() else "/sitemap.html"
        truth = read_truth(site, home)
        with serve(site) as server:
            for turn in range(options.rounds):
                out = work / f"out{turn}"
                out.mkdir()
                command = audit_command(server.url, out, "--concurrency", "8")
                ours.append(run_once("audit", command, work, server))
                peer.append(run_once("linkchecker", linkchecker_command(server.url, work), work, server))
                print(
                    f"第 {turn + 1} 轮：审计 {ours[-1][0].wall:.2f} 秒，LinkChecker {peer[-1][0].wall:.2f} 秒"
                )
            dead, _ = reported_dead(out / "audit.json", server.url)
        peers = peer_dead(work / "peer.csv", urlsplit(server.url).netloc)
    ratio = statistics.median(run.wall for run, _ in ours) / statistics.median(run.wall for run, _ in peer)
    text = "\n".join(
        [
            f"{machine()}。站点 {truth.pages} 页、{len(truth.targets)} 个目标，",
            f"轮流各 {options.rounds} 次，取中位数。",
            "",
            "| 程序 | 用时（秒，最小–最大） | 处理器（秒） | 内存峰值（MB） | 请求数 | 查出失效目标 |",
            "|---|---|---|---|---|---|",
            row("xunjian audit --pack core --no-browser", ours, len(dead & truth.dead), len(truth.dead)),
            row("LinkChecker", peer, len(peers & truth.dead), len(truth.dead)),
            "",
            f"用时之比 {ratio:.2f}（要求不高于 {BAR}）。",
        ]
    )
    print(text)
    if options.rounds >= 3:
        record("linkchecker", text)
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
