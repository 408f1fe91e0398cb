"""What another indicator system would make of a stored snapshot: two judgements side by side, no network."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from storage.database import open_database
from storage.reviews import list_marks
from storage.snapshot import SnapshotFile
from xunjian.app.as_of import AsOf
from xunjian.app.carried_over import assessments_for
from xunjian.app.facts import read_facts
from xunjian.app.judge import RunStamp, judge_snapshot
from xunjian.app.locate import locate_snapshot
from xunjian.app.packs import open_pack
from xunjian.app.run_pack import pack_of_run
from xunjian.app.target import refuse_other_type
from xunjian.app.traits import traits_of_today
from xunjian.errors import StorageError, UsageError
from xunjian.model.audit import Audit, AuditIndicator
from xunjian.model.observation import Snapshot

ChangeKind = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class SimulateRequest:
    """`packs`: two, or one that is compared with the pack of the run."""

    run: str
    packs: tuple[str, ...]
    as_of: date | None = None
    unit_type: str | None = None
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator in both systems, or in one of them."""

    kind: ChangeKind
    before: AuditIndicator | None
    after: AuditIndicator | None

    @property
    def indicator(self) -> AuditIndicator:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def size(self) -> float:
        """How many points it moves, for putting the largest first."""
        (awarded, pending), (later, open_) = _ends(self.before), _ends(self.after)
        return abs(awarded - later) + abs(pending - open_)


@dataclass(frozen=True, slots=True)
class Simulation:
    before: Audit
    after: Audit
    changes: tuple[Change, ...]
    """In the order of the system compared with, then what only the first one has."""
    notes: tuple[str, ...] = ()
    """What is to be said beside it."""

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Largest first."""
        mine = [change for change in self.changes if change.kind == kind]
        return tuple(sorted(mine, key=lambda change: -change.size))


def run_simulate(request: SimulateRequest) -> Simulation:
    """Judge one snapshot by two systems. Raises UsageError or StorageError."""
    if len(request.packs) not in (1, 2):
        raise UsageError("要比较两个指标体系。", "写两个 --pack；只写一个时，与原来用的比较。")
    engine = open_database(request.database)
    located = locate_snapshot(request.run, engine)
    path = located.snapshot
    loaded = [open_pack(name) for name in request.packs]
    note = ""
    if len(loaded) == 1:
        own = pack_of_run(engine, located.run_id, located.pack_id or "core")
        loaded, note = [own.loaded, *loaded], own.note
    with SnapshotFile.open(path) as opened:
        if not opened.plan.units:
            raise StorageError(f"快照“{path}”没有记下被检查的单位，无法重新评判。")
        unit, differs = traits_of_today(engine, opened.plan.units[0])
        unit = replace(unit, type=request.unit_type or unit.type)
        for each in loaded:
            refuse_other_type(unit, each.pack)
        seen: Snapshot = AsOf(opened, request.as_of, None)
        facts = read_facts(seen, path, unit)
        now = datetime.now(UTC)
        audits = []
        for each in loaded:
            stamp = RunStamp("simulate", now, now, opened.sha256)
            marks = list_marks(engine, unit.id)
            said = assessments_for(engine, unit.id, each, seen.plan.as_of)
            audits.append(judge_snapshot(seen, unit, each, stamp, facts, marks, said).audit)
    return replace(compare(*audits), notes=tuple(filter(None, (note, differs))))


def compare(before: Audit, after: Audit) -> Simulation:
    """Indicators of two audits of one snapshot, matched."""
    return Simulation(before, after, tuple(_changes(before, after)))


def _changes(before: Audit, after: Audit) -> Iterator[Change]:
    twins = _twins(before, after)
    for indicator in after.indicators:
        twin = twins.get(indicator.id)
        if twin is None:
            yield Change("added", None, indicator)
        else:
            yield Change("same" if _alike(twin, indicator) else "changed", twin, indicator)
    taken = {twin.id for twin in twins.values()}
    for indicator in before.indicators:
        if indicator.id not in taken:
            yield Change("removed", indicator, None)


def _twins(before: Audit, after: Audit) -> dict[str, AuditIndicator]:
    """The indicator of the first system for one of the second: id and name or check agree, else the check
    (or the name) agrees with one only."""
    left = {each.id: each for each in before.indicators}
    twins: dict[str, AuditIndicator] = {}
    for indicator in after.indicators:
        same = left.get(indicator.id)
        if same is not None and (
            same.name == indicator.name or (same.checks and same.checks == indicator.checks)
        ):
            twins[indicator.id] = left.pop(indicator.id)
    rest = [each for each in after.indicators if each.id not in twins]
    for key in (_by_check, _by_name):
        ours, theirs = _single(left.values(), key), _single(rest, key)
        for mark in ours.keys() & theirs.keys():
            twin = ours[mark]
            if twin.id in left and theirs[mark].id not in twins:
                twins[theirs[mark].id] = left.pop(twin.id)
    return twins


def _by_check(indicator: AuditIndicator) -> object:
    return indicator.checks or None


def _by_name(indicator: AuditIndicator) -> object:
    return indicator.name


def _single(
    indicators: Iterable[AuditIndicator], key: Callable[[AuditIndicator], object]
) -> Mapping[object, AuditIndicator]:
    heaps: dict[object, list[AuditIndicator]] = {}
    for each in indicators:
        heaps.setdefault(key(each), []).append(each)
    return {mark: heap[0] for mark, heap in heaps.items() if mark is not None and len(heap) == 1}


def _ends(indicator: AuditIndicator | None) -> tuple[float, float]:
    return (indicator.awarded or 0.0, indicator.pending or 0.0) if indicator else (0.0, 0.0)


def _alike(one: AuditIndicator, other: AuditIndicator) -> bool:
    return (one.points, one.awarded, one.status, one.lost, one.pending) == (
        other.points, other.awarded, other.status, other.lost, other.pending,
    )  # fmt: skip
