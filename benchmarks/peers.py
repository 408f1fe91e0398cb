"""A whole audit of a Chinese site beside link checkers and beside crawlers that only follow links.

    .venv/bin/python -m benchmarks.peers [--rounds 3] [--small]

LinkChecker and linkinator come from the package indexes and are said to be absent where they cannot be had.
The tuned Scrapy spider and the loop without a framework are written here (peer_spider.py, peer_floor.py).
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from benchmarks.audits import audit_once
from benchmarks.environments import environment, node_command, version_of
from benchmarks.figures import machine
from benchmarks.linkchecker import find_linkchecker, linkchecker_command, peer_dead
from benchmarks.manual import reported_dead
from benchmarks.peer_links import read_dead
from benchmarks.plants import PlantedSite, chinese_site
from benchmarks.rounds import (
    HEADINGS,
    Attempt,
    Run,
    in_turn,
    parser_for,
    publish,
    rounds_of,
    row,
    run_once,
    verdict,
    wall_ratio,
)
from benchmarks.server import Served, serve_sites
from benchmarks.sites import HOME
from benchmarks.truth import Truth, read_truth

AUDIT = "xunjian audit"
Dead = Callable[[Path, str], set[str]]
"""Paths that a peer called dead: from its folder, and the address of the home page."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program beside the audit; `command` is told its folder and the address of the home page."""

    key: str
    """Its folder, and the name of its log there."""
    name: str
    bar: float
    command: Callable[[Path, str], list[str]] | None
    dead: Dead
    about: str = ""


def paths_of(urls: set[str], home: str) -> set[str]:
    """Addresses of a site as paths, written as the truth writes them."""
    targets = [urlsplit(url) for url in urls]
    host = urlsplit(home).netloc
    return {quote(unquote(target.path), safe="/") for target in targets if target.netloc == host}


def linkinator_dead(report: Path) -> set[str]:
    """Addresses that linkinator's JSON calls broken."""
    text = report.read_text("utf-8", "replace")
    links = json.loads(text[text.index("{") :])["links"]
    return {link["url"] for link in links if link["state"] == "BROKEN"}


def linkinator_command(command: Path, home: str) -> list[str]:
    """linkinator with its own hundred requests at once, kept to the site."""
    outside = f"^(?!{re.escape(home)})"
    return [str(command), home, "--recurse", "--skip", outside, "--format", "json", "--verbosity", "error"]


def find_peers() -> list[Peer]:
    """Every peer; one that cannot be had has no command."""
    spider = version_of([sys.executable, "-m", "scrapy", "version"])
    return [
        find_link_checker(),
        find_linkinator(),
        own_peer("peer_spider", "Scrapy 蜘蛛（只查链接）", 1.6, sys.executable, spider),
        find_floor(),
    ]


def find_link_checker() -> Peer:
    def dead(folder: Path, home: str) -> set[str]:
        return peer_dead(folder / "peer.csv", urlsplit(home).netloc)

    try:
        about = version_of([str(find_linkchecker()), "--version"]).partition(" Copyright")[0]
    except subprocess.CalledProcessError:
        return Peer("linkchecker", "LinkChecker", 0.20, None, dead)

    def command(folder: Path, home: str) -> list[str]:
        return linkchecker_command(home, folder)

    return Peer("linkchecker", "LinkChecker", 0.20, command, dead, about)


def find_linkinator() -> Peer:
    def dead(folder: Path, home: str) -> set[str]:
        return paths_of(linkinator_dead(folder / "linkinator.log"), home)

    found = node_command("linkinator")
    if found is None:
        return Peer("linkinator", "linkinator", 0.70, None, dead)
    about = f"linkinator {version_of([str(found), '--version'])}"

    def command(_: Path, home: str) -> list[str]:
        return linkinator_command(found, home)

    return Peer("linkinator", "linkinator", 0.70, command, dead, about)


def find_floor() -> Peer:
    """With uvloop in an environment of its own, without it in ours where the index cannot be asked."""
    try:
        python, about = str(environment("floor", "aiohttp", "lxml", "uvloop")), "aiohttp、lxml、uvloop"
    except subprocess.CalledProcessError:
        python, about = sys.executable, "aiohttp、lxml，没有 uvloop"
    return own_peer("peer_floor", "无框架（aiohttp + lxml，只查链接）", 4, python, about)


def own_peer(module: str, name: str, bar: float, python: str, about: str) -> Peer:
    """A peer written here: a module that writes what it found beside its log."""

    def command(folder: Path, home: str) -> list[str]:
        return [python, "-m", f"benchmarks.{module}", str(folder / "found.json"), home]

    def dead(folder: Path, home: str) -> set[str]:
        return paths_of(read_dead(folder / "found.json"), home)

    return Peer(module, name, bar, command, dead, about)


def attempt_of(peer: Peer, folder: Path, server: Served) -> Attempt:
    """Runs a peer in its folder."""
    command = peer.command
    assert command is not None
    folder.mkdir()
    folder.chmod(0o777)  # LinkChecker becomes another user when root starts it
    return lambda _: run_once(peer.key, command(folder, server.url), folder, server)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it: runs, and paths called dead, by the name of the program."""

    truth: Truth
    peers: list[Peer]
    runs: dict[str, list[Run]]
    dead: dict[str, set[str]]

    def row_of(self, name: str, shown: str) -> str:
        found = self.dead[name] & self.truth.dead
        return row(shown, self.runs[name], f"{len(found)}/{len(self.truth.dead)}")

    def ratio_to(self, peer: Peer) -> float:
        return wall_ratio(self.runs[AUDIT], self.runs[peer.name])


def compare(planted: PlantedSite, work: Path, rounds: int) -> Comparison:
    """Runs everything that can be had in turn over one site."""
    truth = read_truth(planted.site.root, HOME)
    peers = find_peers()
    present = [peer for peer in peers if peer.command]
    with serve_sites([planted.site]) as (server,):
        attempts: dict[str, Attempt] = {AUDIT: lambda turn: audit_once(server, work / f"out{turn}")}
        attempts |= {peer.name: attempt_of(peer, work / peer.key, server) for peer in present}
        runs = in_turn(rounds, attempts)
        dead = {AUDIT: reported_dead(work / "out0" / "audit.json", server.url)[0]}
        dead |= {peer.name: peer.dead(work / peer.key, server.url) for peer in present}
    return Comparison(truth, peers, runs, dead)


def describe(result: Comparison, rounds: int) -> str:
    """The section of docs/benchmarks.md."""
    present = [peer for peer in result.peers if peer.command]
    absent = [peer for peer in result.peers if not peer.command]
    return "\n".join(
        [
            f"{machine()}。站点 {result.truth.pages} 页、{len(result.truth.targets)} 个目标，",
            f"轮流各 {rounds} 次，取中位数。版本：{'；'.join(peer.about for peer in present)}。",
            "",
            *HEADINGS,
            result.row_of(AUDIT, "xunjian audit --pack core --no-browser"),
            *(result.row_of(peer.name, peer.name) for peer in present),
            *(f"| {peer.name} | 缺席：软件源里取不到 | – | – | – | – |" for peer in absent),
            "",
            "审计用时之比（逐轮之比的中位数）：",
            "",
            *(f"- 比 {peer.name}：{verdict(result.ratio_to(peer), peer.bar)}" for peer in present),
        ]
    )


def main() -> int:
    options = parser_for(__doc__).parse_args()
    rounds = rounds_of(options)
    with tempfile.TemporaryDirectory(prefix="xunjian-peers-") as name:
        work = Path(name)
        work.chmod(0o777)
        planted = chinese_site(work / "sites", small=options.small)
        result = compare(planted, work, rounds)
    publish("peers", describe(result, rounds), options)
    good = all(result.ratio_to(peer) <= peer.bar for peer in result.peers if peer.command)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
