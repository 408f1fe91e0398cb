"""Results and scores as audit.json tells them."""

from collections.abc import Iterable, Mapping, Sequence

from xunjian.app.record_score import finding_id
from xunjian.engine import ItemResult, fingerprint
from xunjian.html.private import mask_text
from xunjian.model.audit import (
    AuditCheck,
    AuditEvidence,
    AuditFinding,
    AuditIndicator,
    AuditNote,
    AuditSubject,
    IndicatorStatus,
)
from xunjian.model.finding import CheckResult, Evidence, Finding, Status
from xunjian.model.score import IndicatorScore, Score
from xunjian.model.unit import Unit
from xunjian.packs.schema import Pack
from xunjian.packs.words import plain
from xunjian.plugin import Check

_MAX_NOTES = 5


def clauses_of(pack: Pack) -> dict[str, str]:
    """Where each leaf's rule is written, by item id; leaves that cite nothing are not in it."""
    return {leaf.id: leaf.cite.clause for leaf in pack.leaves() if leaf.cite and leaf.cite.clause}


def finding_records(
    unit: Unit, results: Sequence[ItemResult], score: Score, pack: Pack
) -> dict[str, tuple[AuditFinding, ...]]:
    """Findings by item. A defect that several items see is the same record for all: that of the first.

    What only items see whose check gives leads is for a person to judge (review), whatever the check says;
    what an item excuses is no finding of it (Q37)."""
    owners = {each.item_id: each.responsible for each in score.indicators}
    clauses, leaves = clauses_of(pack), {leaf.id: leaf for leaf in pack.leaves()}
    told = [
        (leaf, item.result.check, [each for each in item.result.findings if each.kind not in leaf.excused])
        for item in results
        if item.result is not None
        for leaf in (leaves[item.item_id],)
    ]
    sure = {
        fingerprint(unit.id, check, finding)
        for leaf, check, findings in told
        if leaf.confirm is None
        for finding in findings
    }
    seen: dict[str, AuditFinding] = {}
    found: dict[str, tuple[AuditFinding, ...]] = {}
    for leaf, check, findings in told:
        rows: dict[str, AuditFinding] = {}
        for finding in findings:
            if finding.status not in (Status.FAIL, Status.REVIEW):
                continue
            mark = fingerprint(unit.id, check, finding)
            if mark not in seen:
                record = _finding(check, finding, mark, unit, owners[leaf.id], clauses.get(leaf.id))
                lead = record.model_copy(update={"status": Status.REVIEW})
                seen[mark] = record if mark in sure else lead
            rows[mark] = seen[mark]
        found[leaf.id] = tuple(rows.values())
    return found


def each_once(findings: Mapping[str, tuple[AuditFinding, ...]]) -> tuple[AuditFinding, ...]:
    """All findings in the order of the items, each once."""
    unique = {finding.id: finding for mine in findings.values() for finding in mine}
    return tuple(unique.values())


def _finding(
    check: str, finding: Finding, mark: str, unit: Unit, owners: tuple[str, ...], clause: str | None
) -> AuditFinding:
    subject = finding.subject
    assert subject is not None  # fail() and review() ask for one
    by_column = unit.departments.get(finding.column or "") or unit.departments.get("*")
    return AuditFinding(
        id=finding_id(mark),
        fingerprint=mark,
        check=check,
        status=Status.FAIL if finding.status is Status.FAIL else Status.REVIEW,
        subject=AuditSubject(
            kind=subject.kind,
            url=subject.url,
            found_on=subject.found_on,
            title=subject.title and mask_text(subject.title),
        ),
        message=mask_text(finding.message),
        expected=finding.expected,
        observed=finding.observed and mask_text(finding.observed),
        responsible=(by_column,) if by_column else owners,
        evidence=tuple(_evidence(each) for each in finding.evidence)
        or (
            AuditEvidence(kind="text", url=subject.url, quote=mask_text(finding.observed or finding.message)),
        ),
        kind=finding.kind,
        column=finding.column,
        clause=clause,
    )


def _evidence(evidence: Evidence) -> AuditEvidence:
    return AuditEvidence(
        kind=evidence.kind,
        url=evidence.url,
        status=evidence.status,
        fetched_at=evidence.fetched_at,
        sha256=evidence.sha256,
        quote=evidence.quote and mask_text(evidence.quote),
        path=evidence.path,
    )


def indicator_record(
    each: IndicatorScore, clauses: Mapping[str, str], findings: Mapping[str, tuple[AuditFinding, ...]]
) -> AuditIndicator:
    pending = bool(each.points.pending) or each.status in ("review", "unknown")
    return AuditIndicator(
        id=each.item_id,
        path=each.path,
        name=each.title,
        points=float(each.full),
        awarded=None if pending or each.status == "not_applicable" else float(each.points.awarded),
        status=IndicatorStatus(each.status),
        responsible=each.responsible,
        finding_ids=tuple(finding.id for finding in findings.get(each.item_id, ())),
        explanation=_explanation(each),
        checks=(each.check,) if each.check else (),
        clause=clauses.get(each.item_id),
        lost=None if each.status == "not_applicable" else float(each.points.lost),
        pending=None if each.status == "not_applicable" else float(each.points.pending),
        way=each.way,
        self_points=None if each.self_points is None else float(each.self_points),
        shared_with=each.shared_with,
        confidence=each.confidence,
        note=each.note,
        bonus=each.role == "bonus",
        veto=each.role == "veto",
    )


def _explanation(each: IndicatorScore) -> str:
    """How the points came about, with what the unit gave itself beside them (Q20)."""
    if each.self_points is None:
        return each.explanation
    false = "，与查实的问题不符，属于虚报" if each.false_claim else ""
    return f"{each.explanation.rstrip('。')}。自评 {plain(each.self_points)} 分，不计入得分{false}。"


def check_records(
    results: Iterable[ItemResult], clauses: Mapping[str, str], checks: Mapping[str, Check]
) -> Iterable[AuditCheck]:
    """One record a check, however many items name it with equal parameters."""
    seen: set[int] = set()
    for item in results:
        result = item.result
        if result is None or id(result) in seen:
            continue
        seen.add(id(result))
        yield AuditCheck(
            check=result.check,
            parameters=dict(result.parameters),
            status=result.status,
            reason=result.reason,
            counts=dict(result.counts),
            title=checks[result.check].title,
            clause=clauses.get(item.item_id) or checks[result.check].clause or None,
            notes=tuple(_notes(result)),
        )


def _notes(result: CheckResult) -> Iterable[AuditNote]:
    others = [each for each in result.findings if each.status not in (Status.FAIL, Status.REVIEW)]
    for finding in others[:_MAX_NOTES]:
        yield AuditNote(
            message=mask_text(finding.message),
            evidence=tuple(_evidence(each) for each in finding.evidence[:3]),
        )
