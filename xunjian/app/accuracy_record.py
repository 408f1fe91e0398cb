"""What `xunjian accuracy` measured, as a file: docs/accuracy.json. Pages of documents are made of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import xunjian
from xunjian.app.accuracy import CaseResult, Figure, figures
from xunjian.testing.portals.generated import CLEAN
from xunjian.testing.wilson import wilson

NAME = "accuracy.json"
PRECISION, RECALL = 0.97, 0.95
"""No check may have less."""
FACTS, PORTALS = 1500, 12
"""So much must be planted, and on so many portals."""


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check. `statuses`: status -> on how many portals."""

    planted: int
    found: int
    false: int
    decoys: int
    decoys_reported: int
    right: int
    portals: int
    statuses: Mapping[str, int]

    @property
    def precision(self) -> float | None:
        said = self.found + self.false
        return self.found / said if said else None

    @property
    def recall(self) -> float | None:
        return self.found / self.planted if self.planted else None


@dataclass(frozen=True, slots=True)
class PortalRecord:
    """One portal. `clean`: nothing may be reported on it; `reported`: findings of fail and review."""

    name: str
    pages: int
    planted: int
    decoys: int
    reported: int
    false: int
    clean: bool


@dataclass(frozen=True, slots=True)
class Record:
    checks: Mapping[str, CheckRecord]
    portals: tuple[PortalRecord, ...]

    @property
    def planted(self) -> int:
        return sum(each.planted for each in self.checks.values())

    @property
    def decoys(self) -> int:
        return sum(each.decoys for each in self.checks.values())

    @property
    def figures(self) -> list[Figure]:
        return [_figure_of(check, each) for check, each in self.checks.items()]


def _figure_of(check: str, each: CheckRecord) -> Figure:
    return Figure(
        check,
        hits=each.found,
        missed=each.planted - each.found,
        false=each.false,
        right=each.right,
        portals=each.portals,
        decoys=each.decoys,
        taken=each.decoys_reported,
        statuses=tuple(sorted(each.statuses.items())),
    )


def record_of(results: Sequence[CaseResult]) -> Record:
    checks = {
        each.check: CheckRecord(
            planted=each.hits + each.missed,
            found=each.hits,
            false=each.false,
            decoys=each.decoys,
            decoys_reported=each.taken,
            right=each.right,
            portals=each.portals,
            statuses=dict(each.statuses),
        )
        for each in figures(results)
    }
    return Record(checks, tuple(map(_portal, results)))


def _portal(result: CaseResult) -> PortalRecord:
    return PortalRecord(
        result.case,
        result.pages,
        planted=sum(len(each.hits) + len(each.missed) for each in result.outcomes),
        decoys=sum(len(each.decoys) for each in result.outcomes),
        reported=sum(len(each.hits) + len(each.false) for each in result.outcomes),
        false=sum(len(each.false) for each in result.outcomes),
        clean=result.case in CLEAN,
    )


def checkout_docs() -> Path | None:
    """The folder docs/ of the checkout that the program runs from; none where it is installed."""
    root = Path(xunjian.__file__).resolve().parent.parent
    return root / "docs" if (root / "pyproject.toml").is_file() else None


def write_record(folder: Path, record: Record) -> Path:
    target = folder / NAME
    rows = [f"    {json.dumps(name)}: {json.dumps(asdict(each))}" for name, each in record.checks.items()]
    portals = [f"    {json.dumps(asdict(each))}" for each in record.portals]
    text = '{{\n  "checks": {{\n{}\n  }},\n  "portals": [\n{}\n  ]\n}}\n'
    target.write_text(text.format(",\n".join(rows), ",\n".join(portals)), encoding="utf-8")
    return target


def read_record(folder: Path | None) -> Record | None:
    """What was recorded last; none outside a checkout."""
    if folder is None or not (folder / NAME).is_file():
        return None
    raw = json.loads((folder / NAME).read_text(encoding="utf-8"))
    checks = {name: CheckRecord(**each) for name, each in raw["checks"].items()}
    return Record(checks, tuple(PortalRecord(**each) for each in raw["portals"]))


def share(hits: int, tries: int, *, intervals: bool = True) -> str:
    """A share with its 95 % interval; a dash where nothing was tried."""
    if not tries:
        return "–"
    if not intervals:
        return f"{hits / tries * 100:.1f}%"
    low, high = wilson(hits, tries)
    return f"{hits / tries * 100:.1f}%（{low * 100:.0f}–{high * 100:.0f}）"
