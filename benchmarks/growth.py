"""How cost grows: a page at 10,000 against 1,000, memory for each further address, room for a snapshot.

    .venv/bin/python -m benchmarks.growth [--rounds 3] [--small]

Cost of a page: processor time of the whole audit less that of a site of the smallest size, divided by the
pages that it has more, so that starting up does not flatter the large site. Memory for an address: peak of
the crawl process on pages that name many different addresses, less its peak on pages of the same length that
all name the same few, with the page budget used up in both. Room: the snapshot file against the sum of gzip
over each stored body, on a site that nobody here wrote.
"""

import gzip
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.audits import SNAPSHOT, audit_once
from benchmarks.figures import machine
from benchmarks.generated import write_flood, write_portal
from benchmarks.plants import chinese_site
from benchmarks.rounds import (
    Attempt,
    Run,
    in_turn,
    median,
    parser_for,
    publish,
    ratio,
    rounds_of,
    spread,
    verdict,
)
from benchmarks.server import Served, serve, serve_sites
from storage.snapshot import SnapshotFile

MOST_COST, MOST_MEMORY, MOST_BYTES, MOST_ROOM = 1.15, 250.0, 150.0, 0.5
GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pages of the three portals; pages of the flood and further addresses on each."""

    base: int
    few: int
    many: int
    flood_pages: int
    flood_links: int

    @property
    def further(self) -> int:
        """Addresses that one flood names and the other does not."""
        return (self.flood_pages - 1) * self.flood_links


FULL = Sizes(20, 1_000, 10_000, 400, 500)
TRIAL = Sizes(20, 60, 150, 20, 200)


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of the snapshot file, of its bodies as they lie there, of gzip over each; how many bodies."""

    file: int
    packed: int
    zipped: int
    bodies: int

    @property
    def ratio(self) -> float:
        return self.file / self.zipped


def crawl_memory(run: Run) -> float:
    """Peak of the crawl process in MB."""
    return run.measured.largest["crawler"]


def walk_portals(work: Path, sizes: Sizes, rounds: int) -> dict[int, list[Run]]:
    """Audits of the portals, in turn, by their number of pages. Exits where one was not read whole."""
    for pages in (sizes.base, sizes.few, sizes.many):
        write_portal(work / f"portal{pages}", pages)

    def attempt(pages: int) -> Attempt:
        def run(turn: int) -> Run:
            with serve(work / f"portal{pages}") as server:
                out = work / f"out{pages}-{turn}"
                done = audit_once(server, out, "--max-pages", str(2 * pages))
            with SnapshotFile.open(out / SNAPSHOT) as snapshot:
                read = int(snapshot.meta["pages_fetched"])
            if not pages <= read <= pages + 5:  # a page or two of an error may be read besides
                raise SystemExit(f"{pages} 页的站点读到 {read} 页，数字不能比较。")
            return done

        return run

    runs = in_turn(rounds, {f"{pages} 页": attempt(pages) for pages in (sizes.base, sizes.few, sizes.many)})
    return dict(zip((sizes.base, sizes.few, sizes.many), runs.values(), strict=True))


def cost(runs: Mapping[int, Sequence[Run]], pages: int, base: int, turn: int) -> float:
    """Processor seconds of one page in one round, starting up taken off."""
    spent = runs[pages][turn].measured.cpu - runs[base][turn].measured.cpu
    return spent / (pages - base)


def flood(work: Path, sizes: Sizes, rounds: int) -> dict[bool, list[Run]]:
    """Audits of the flood, in turn: with the same addresses everywhere, with different ones."""

    def attempt(distinct: bool) -> Attempt:
        root = work / f"flood-{distinct}"
        write_flood(root, sizes.flood_pages, sizes.flood_links, distinct=distinct)

        def run(turn: int) -> Run:
            with serve(root) as server:
                return walk_flood(server, work / f"out-flood-{distinct}-{turn}", sizes)

        return run

    runs = in_turn(rounds, {"同样的地址": attempt(False), "不同的地址": attempt(True)})
    return dict(zip((False, True), runs.values(), strict=True))


def walk_flood(server: Served, out: Path, sizes: Sizes) -> Run:
    """The budget is used up by the pages themselves: what they name is seen and not asked for."""
    return audit_once(server, out, "--max-pages", str(sizes.flood_pages + 1), fine=(0, 1, 3))


def measure_room(snapshot: Path) -> Room:
    """What a snapshot takes, beside gzip over each stored body."""
    zipped = bodies = 0
    with SnapshotFile.open(snapshot) as opened:
        for fetch in opened.fetches():
            body = opened.body(fetch)
            if body is not None:
                zipped += len(gzip.compress(body, GZIP_LEVEL))
                bodies += 1
    with closing(sqlite3.connect(f"{snapshot.absolute().as_uri()}?mode=ro", uri=True)) as database:
        (packed,) = database.execute("SELECT sum(length(data)) FROM chunk WHERE kind='body'").fetchone()
    return Room(snapshot.stat().st_size, packed, zipped, bodies)


def audit_planted(work: Path, *, small: bool) -> Room:
    """The snapshot of a site that nobody here wrote."""
    planted = chinese_site(work / "sites", small=small)
    with serve_sites([planted.site]) as (server,):
        audit_once(server, work / "out-room")
    return measure_room(work / "out-room" / SNAPSHOT)


@dataclass(frozen=True, slots=True)
class Growth:
    """Everything that was measured; lists are a value for each round."""

    sizes: Sizes
    portals: dict[int, list[Run]]
    floods: dict[bool, list[Run]]
    room: Room

    def cost_of(self, pages: int) -> list[float]:
        """Milliseconds of processor time for a page."""
        rounds = range(len(self.portals[pages]))
        return [1000 * cost(self.portals, pages, self.sizes.base, turn) for turn in rounds]

    @property
    def growth(self) -> float:
        return ratio(self.cost_of(self.sizes.many), self.cost_of(self.sizes.few))

    @property
    def per_address(self) -> list[float]:
        """Bytes of the crawl process for each further address."""
        pairs = zip(self.floods[True], self.floods[False], strict=True)
        return [1e6 * (crawl_memory(all_) - crawl_memory(few)) / self.sizes.further for all_, few in pairs]

    @property
    def memory(self) -> float:
        """Peak of the crawl process on the largest portal, in MB."""
        return max(crawl_memory(run) for run in self.portals[self.sizes.many])

    def cells(self, pages: int) -> str:
        runs = self.portals[pages]
        cpu = median([run.measured.cpu for run in runs])
        each = "–" if pages == self.sizes.base else f"{median(self.cost_of(pages)):.2f}"
        return (
            f"| {pages} | {spread([run.wall for run in runs])} | {cpu:.1f} "
            f"| {each} | {median([crawl_memory(run) for run in runs]):.0f} |"
        )


def describe(growth: Growth) -> str:
    """The section of docs/benchmarks.md."""
    sizes, room = growth.sizes, growth.room
    return "\n".join(
        [
            f"{machine()}。轮流各 {len(growth.portals[sizes.many])} 次，取中位数。",
            "",
            "| 页数 | 用时（秒，最小–最大） | 处理器（秒） | 每页处理器（毫秒，扣除最小的站点） "
            "| 采集进程内存峰值（MB） |",
            "|---|---|---|---|---|",
            *(growth.cells(pages) for pages in growth.portals),
            "",
            f"- 每页代价，{sizes.many} 页比 {sizes.few} 页：{verdict(growth.growth, MOST_COST)}",
            f"- {sizes.many} 页时采集进程的内存峰值（MB）：{verdict(growth.memory, MOST_MEMORY, 0)}",
            f"- 每多见到一个地址多用的内存（字节，多见 {sizes.further} 个）："
            f"{verdict(median(growth.per_address), MOST_BYTES, 0)}，"
            f"各轮 {'、'.join(f'{each:.0f}' for each in growth.per_address)}",
            f"- 快照文件与逐页 gzip 之比：{verdict(room.ratio, MOST_ROOM)}；{room.bodies} 个页面，"
            f"快照 {room.file / 1e6:.1f} MB（其中页面内容 {room.packed / 1e6:.1f} MB），"
            f"逐页 gzip {room.zipped / 1e6:.1f} MB",
        ]
    )


def main() -> int:
    options = parser_for(__doc__).parse_args()
    rounds, sizes = rounds_of(options), TRIAL if options.small else FULL
    with tempfile.TemporaryDirectory(prefix="xunjian-growth-") as name:
        work = Path(name)
        room = audit_planted(work, small=options.small)
        print(f"快照与逐页 gzip 之比：{room.ratio:.2f}", flush=True)
        floods = flood(work, sizes, rounds)
        growth = Growth(sizes, walk_portals(work, sizes, rounds), floods, room)
    publish("growth", describe(growth), options)
    good = growth.growth <= MOST_COST and growth.memory <= MOST_MEMORY and room.ratio <= MOST_ROOM
    return 0 if good and median(growth.per_address) <= MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
