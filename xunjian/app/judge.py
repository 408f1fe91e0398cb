"""From a closed snapshot to an audit: facts, checks, score. No network below this line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xunjian import __version__
from xunjian.app.lexicon import load_lexicon
from xunjian.app.record_coverage import coverage_record
from xunjian.app.record_results import (
    check_records,
    clauses_of,
    each_once,
    finding_records,
    indicator_record,
)
from xunjian.app.record_score import score_record
from xunjian.catalog import load_catalog
from xunjian.engine import crashed, judge
from xunjian.marks import apply_marks
from xunjian.model.assessment import Assessment
from xunjian.model.audit import (
    Audit,
    AuditAssessment,
    AuditMark,
    AuditPack,
    AuditRun,
    AuditUnit,
)
from xunjian.model.mark import Mark
from xunjian.model.moment import day_in_china
from xunjian.model.observation import Snapshot
from xunjian.model.site import Coverage, FactValues
from xunjian.model.texts import Texts
from xunjian.model.unit import Unit
from xunjian.packs.load import LoadedPack
from xunjian.packs.schema import Pack
from xunjian.packs.validity import not_in_force
from xunjian.scoring.tree import score_pack


@dataclass(frozen=True, slots=True)
class Judged:
    """An audit, the pack that it was judged by, and whether a check crashed on the way."""

    audit: Audit
    loaded: LoadedPack
    crashed: bool


@dataclass(frozen=True, slots=True)
class RunStamp:
    """What tells one run from another: everything else follows from the snapshot."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    snapshot_sha256: str | None = None


def judge_snapshot(
    snapshot: Snapshot,
    unit: Unit,
    loaded: LoadedPack,
    stamp: RunStamp,
    facts: FactValues,
    marks: Sequence[Mark] = (),
    assessments: Sequence[Assessment] = (),
) -> Judged:
    """Judge a snapshot for one unit by one pack, from its facts and from what persons said."""
    from xunjian.facts.texts import SnapshotTexts  # takes a while to load: a crawl does not wait for it

    catalog = load_catalog()
    # Facts may have been read while the snapshot was still open for writing; its texts are asked of this one.
    facts = {**facts, Texts: Texts(SnapshotTexts(snapshot, load_lexicon()))}
    seen = judge(loaded, catalog.checks, facts, unit)
    marked = apply_marks(seen, marks, unit.id, snapshot.plan.as_of)
    results = marked.results
    score = score_pack(
        loaded.pack,
        results,
        unit_type=unit.type,
        traits=unit.traits,
        assessments=assessments,
        day=_looked_on(snapshot),
    )
    clauses = clauses_of(loaded.pack)
    findings = finding_records(unit, results, score, loaded.pack)
    audit = Audit(
        unit=AuditUnit.model_validate(unit),
        run=_run(snapshot, facts, stamp),
        pack=AuditPack(
            id=loaded.pack.id,
            version=loaded.pack.version,
            title=loaded.pack.title,
            sources=(_source(loaded.pack),),
            warning=not_in_force(loaded.pack, snapshot.plan.as_of),
        ),
        score=score_record(score, unit),
        indicators=tuple(indicator_record(each, clauses, findings) for each in score.indicators),
        checks=tuple(check_records(results, clauses, catalog.checks)),
        findings=each_once(findings),
        marked=tuple(AuditMark.model_validate(mark, from_attributes=True) for mark in marked.used),
        assessed=tuple(AuditAssessment.model_validate(each) for each in assessments),
    )
    return Judged(audit, loaded, crashed(results))


def _looked_on(snapshot: Snapshot) -> date | None:
    """The day on which the site was looked at, wherever the windows of this judgement end."""
    return day_in_china(snapshot.meta.get("started_at", ""))


def _run(snapshot: Snapshot, facts: FactValues, stamp: RunStamp) -> AuditRun:
    plan, meta = snapshot.plan, snapshot.meta
    coverage = facts.get(Coverage)
    complete = isinstance(coverage, Coverage) and coverage.complete
    reason = coverage.reason if isinstance(coverage, Coverage) else "未能判定采集是否完整。"
    return AuditRun(
        id=stamp.run_id,
        started_at=stamp.started_at,
        finished_at=stamp.finished_at,
        as_of=plan.as_of,
        seed=plan.seed,
        complete=complete,
        incomplete_reason=None if complete else reason,
        pages_fetched=int(meta.get("pages_fetched", "0")),
        requests_failed=int(meta.get("requests_failed", "0")),
        coverage=coverage_record(snapshot, coverage.mostly_unseen if isinstance(coverage, Coverage) else ""),
        tool_version=__version__,
        snapshot_sha256=stamp.snapshot_sha256,
        options={
            "max_pages": plan.max_pages,
            "concurrency": plan.concurrency,
            "delay": plan.delay,
            "resolve": dict(sorted(plan.resolve.items())),
            "browser": plan.browser is not None,
        },
    )


def _source(pack: Pack) -> str:
    number = f"({pack.source.number})" if pack.source.number else ""
    return f"{pack.source.title}{number}"
