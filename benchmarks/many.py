"""Many small sites at once, each slow, two connections a host: one sweep against site after site.

    .venv/bin/python -m benchmarks.many [--rounds 3] [--parallel 50] [--small]

Site after site is measured on some of them (audits one after another) and scaled to all: said so beside the
figure. How many requests a host had at once is counted in the server's log.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.access_log import connections_at_once, requests_at_once
from benchmarks.audits import audit_once
from benchmarks.figures import machine
from benchmarks.measure import Measured
from benchmarks.rounds import (
    Run,
    in_turn,
    median,
    parser_for,
    publish,
    ratio,
    rounds_of,
    run_once,
    spread,
    verdict,
)
from benchmarks.server import Served, Site, serve_sites
from benchmarks.sites import HOME, copy_part, finish, languages, pages_of

PER_HOST = 2
WIDE = 8
"""Connections that a site audited alone might have, for comparison."""
BAR, MOST_MEMORY = 0.25, 250.0
SWEEP, ALONE, ALONE_WIDE = "sweep", "逐个", "逐个，放宽"


@dataclass(frozen=True, slots=True)
class Fleet:
    """The sites, and of how many of them each figure is made."""

    sites: list[Site]
    pages: int
    sampled: int
    parallel: int

    @property
    def scale(self) -> float:
        return len(self.sites) / self.sampled

    def sample(self, servers: Sequence[Served]) -> list[Served]:
        """Spread over all of them: the languages differ in size."""
        return list(servers[:: len(servers) // self.sampled])[: self.sampled]


@dataclass(slots=True)
class AtOnce:
    """By host: what the server's log shows of one sweep at most."""

    requests: int = 0
    connections: int = 0
    over: list[str] = field(default_factory=list)

    def note(self, server: Served, mark: int) -> None:
        entries = server.since(mark)
        requests, connections = requests_at_once(entries), connections_at_once(entries)
        self.requests = max(self.requests, *requests.values())
        self.connections = max(self.connections, *connections.values())
        self.over += [host for host, count in requests.items() if count > PER_HOST]


def lay_out_fleet(work: Path, count: int) -> tuple[list[Site], int]:
    """The handbook's languages, as often as it takes; the sites, and how many pages they have together."""
    roots = []
    for folder in languages()[:count]:
        root = work / folder.name
        copy_part(folder, root)
        roots.append(finish(root))
    sites = [Site(roots[index % len(roots)], f"127.0.2.{index + 1}", HOME) for index in range(count)]
    return sites, sum(len(pages_of(site.root)) for site in sites)


def write_register(file: Path, servers: Sequence[Served]) -> None:
    """The register of the sweep."""
    units = [
        f"  - id: site-{number:02}\n    name: 站点{number:02}\n    type: county\n    home_url: {server.url}\n"
        for number, server in enumerate(servers, 1)
    ]
    file.write_text("units:\n" + "".join(units), "utf-8")


def sweep_command(register: Path, out: Path, fleet: Fleet) -> list[str]:
    """One sweep of everything, at most PER_HOST connections a host and no pause."""
    return [
        *(sys.executable, "-m", "xunjian", "sweep", "--register", str(register), "--pack", "core"),
        *("--no-browser", "--allow-private", "--delay", "0", "--concurrency", str(PER_HOST)),
        *("--parallel", str(fleet.parallel)),
        *("--out", str(out), "--database", f"sqlite:///{out}.sqlite", "--format", "json"),
    ]


def sum_of(runs: Sequence[Run], scale: float) -> Run:
    """Several runs as one, times and requests scaled; memory is that of the largest."""
    measured = Measured(
        scale * sum(run.wall for run in runs),
        scale * sum(run.measured.cpu for run in runs),
        max(run.measured.memory for run in runs),
        0,
        timed_out=False,
    )
    requests, sent = sum(run.requests for run in runs), sum(run.sent for run in runs)
    return Run(measured, round(scale * requests), round(scale * sent))


def compare(fleet: Fleet, work: Path, rounds: int) -> tuple[dict[str, list[Run]], AtOnce]:
    """The sweep and site after site, in turn."""
    at_once = AtOnce()
    with serve_sites(fleet.sites, slow=True) as servers:
        register = work / "units.yaml"
        write_register(register, servers)

        def sweep(turn: int) -> Run:
            out, mark = work / f"sweep{turn}", servers[0].mark()
            run = run_once(f"sweep{turn}", sweep_command(register, out, fleet), work, servers[0], (0,))
            at_once.note(servers[0], mark)
            return run

        def alone(turn: int, concurrency: int) -> Run:
            runs = [
                audit_once(server, work / f"alone{turn}-{concurrency}-{number}", concurrency=concurrency)
                for number, server in enumerate(fleet.sample(servers))
            ]
            return sum_of(runs, fleet.scale)

        attempts = {
            SWEEP: sweep,
            ALONE: lambda turn: alone(turn, PER_HOST),
            ALONE_WIDE: lambda turn: alone(turn, WIDE),
        }
        return in_turn(rounds, attempts), at_once


def line(name: str, runs: Sequence[Run], note: str) -> str:
    cpu, memory = [run.measured.cpu for run in runs], [run.measured.memory for run in runs]
    return (
        f"| {name} | {spread(walls(runs))} | {median(cpu):.1f} | {median(memory):.0f} "
        f"| {median([run.requests for run in runs]):.0f} | {note} |"
    )


def walls(runs: Sequence[Run]) -> list[float]:
    return [run.wall for run in runs]


def describe(fleet: Fleet, runs: dict[str, list[Run]], at_once: AtOnce) -> str:
    """The section of docs/benchmarks.md."""
    largest = max(run.measured.largest.get("crawler", 0.0) for run in runs[SWEEP])
    note = f"量 {fleet.sampled} 个，乘以 {fleet.scale:g}"
    return "\n".join(
        [
            f"{machine()}。{len(fleet.sites)} 个站点共 {fleet.pages} 页，每个应答等 50–100 毫秒，"
            f"sweep --parallel {fleet.parallel}，轮流各 {len(runs[SWEEP])} 次，取中位数。",
            "",
            "| 方式 | 用时（秒，最小–最大） | 处理器（秒） | 内存峰值（MB，全部进程） | 请求数 | 说明 |",
            "|---|---|---|---|---|---|",
            line(f"一次 sweep，每台主机 {PER_HOST} 个连接", runs[SWEEP], "全部站点"),
            line(f"逐个 audit，每台主机 {PER_HOST} 个连接", runs[ALONE], note),
            line(f"逐个 audit，每台主机 {WIDE} 个连接", runs[ALONE_WIDE], note),
            "",
            f"- 用时之比：{verdict(ratio(walls(runs[SWEEP]), walls(runs[ALONE])), BAR)}；"
            f"与逐个 {WIDE} 个连接相比 {ratio(walls(runs[SWEEP]), walls(runs[ALONE_WIDE])):.2f}",
            f"- 最大的采集进程（MB）：{verdict(largest, MOST_MEMORY, 0)}",
            f"- 服务器日志中一台主机同时在办的请求最多：{verdict(at_once.requests, PER_HOST, 0)}；"
            f"同时在用的连接最多 {at_once.connections}",
        ]
    )


def main() -> int:
    parser = parser_for(__doc__)
    parser.add_argument("--parallel", type=int, default=50, help="sites that the sweep crawls at once")
    options = parser.parse_args()
    rounds = rounds_of(options)
    with tempfile.TemporaryDirectory(prefix="xunjian-many-") as name:
        work = Path(name)
        sites, pages = lay_out_fleet(work / "sites", 2 if options.small else 50)
        fleet = Fleet(sites, pages, 1 if options.small else 5, options.parallel)
        runs, at_once = compare(fleet, work, rounds)
    publish("many", describe(fleet, runs, at_once), options)
    if at_once.over:
        print(f"超过每台主机 {PER_HOST} 个：{'、'.join(sorted(at_once.over))}")
    return 0 if not at_once.over and ratio(walls(runs[SWEEP]), walls(runs[ALONE])) <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
