"""Programs run in turn (A B C A B C) over one server; medians, and the median of the ratios of each round."""

import argparse
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import record
from benchmarks.measure import Measured, measure
from benchmarks.server import Served

FEWEST_ROUNDS = 3
LIMIT = 1800.0
HEADINGS = [
    "| 程序 | 用时（秒，最小–最大） | 处理器（秒） | 内存峰值（MB） | 请求数 | 查出失效目标 |",
    "|---|---|---|---|---|---|",
]


@dataclass(frozen=True, slots=True)
class Run:
    """One timed run and what it cost the server: requests, and bytes sent."""

    measured: Measured
    requests: int
    sent: int

    @property
    def wall(self) -> float:
        return self.measured.wall


Attempt = Callable[[int], Run]
"""Runs a program once; told the number of the round, from 0."""


def run_once(
    name: str, command: list[str], folder: Path, server: Served, fine: Sequence[int] = (0, 1)
) -> Run:
    """Runs a command to its end. Exits where it did not end well; what it said is in `folder/name.log`."""
    mark, log = server.mark(), folder / f"{name}.log"
    result = measure(command, log, LIMIT)
    if result.timed_out or result.status not in fine:
        print(log.read_text("utf-8", "replace")[-3000:])
        raise SystemExit(f"{name} 没有正常结束：退出状态 {result.status}，{result.wall:.0f} 秒。")
    entries = server.since(mark)
    return Run(result, len(entries), sum(entry.sent for entry in entries))


def in_turn(rounds: int, attempts: Mapping[str, Attempt]) -> dict[str, list[Run]]:
    """Every attempt once a round, in their order; says each round how long they took."""
    runs: dict[str, list[Run]] = {name: [] for name in attempts}
    for turn in range(rounds):
        for name, attempt in attempts.items():
            runs[name].append(attempt(turn))
            print(f"第 {turn + 1} 轮，{name}：{runs[name][-1].wall:.2f} 秒", flush=True)
    return runs


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float]) -> str:
    """Median, least and most."""
    return f"{median(values):.2f}（{min(values):.2f}–{max(values):.2f}）"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of each round: what slows a whole round down falls out."""
    return median([mine / other for mine, other in zip(ours, theirs, strict=True)])


def wall_ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    return ratio([run.wall for run in ours], [run.wall for run in theirs])


def row(name: str, runs: Sequence[Run], found: str) -> str:
    """One line under HEADINGS."""
    return (
        f"| {name} | {spread([run.wall for run in runs])} "
        f"| {median([run.measured.cpu for run in runs]):.2f} "
        f"| {median([run.measured.memory for run in runs]):.0f} "
        f"| {median([run.requests for run in runs]):.0f} | {found} |"
    )


def verdict(value: float, bar: float, digits: int = 2) -> str:
    """A measured value beside what is asked for: never more than `bar`."""
    return f"{value:.{digits}f}（要求不高于 {bar:g}，{'符合' if value <= bar else '**不符合**'}）"


def parser_for(description: str | None) -> argparse.ArgumentParser:
    """The options that every benchmark with rounds has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS)
    parser.add_argument(
        "--small", action="store_true", help="a trial: small sites, one round, nothing recorded"
    )
    return parser


def rounds_of(options: argparse.Namespace) -> int:
    return 1 if options.small else int(options.rounds)


def publish(name: str, text: str, options: argparse.Namespace) -> None:
    """Prints what was found; writes it into the page unless it is a trial."""
    print(text)
    if not options.small and options.rounds >= FEWEST_ROUNDS:
        record(name, text)
    else:
        print("（试运行，或不足三轮：没有写入 docs/benchmarks.md。）")
