"""Failing items as rows, the way a clerk hands them on. Every sheet and export is made of these."""

from collections.abc import Iterable
from dataclasses import dataclass

from xunjian.model.audit import Audit, AuditEvidence, AuditFinding, AuditIndicator
from xunjian.model.finding import Status
from xunjian.reports.groups import check_titles, clause_of, indicators_of
from xunjian.reports.words import EVIDENCE_WORDS, clean_text, write_moment

HEADINGS = (
    "序号",
    "单位",
    "指标",
    "检查项",
    "问题描述",
    "问题页面",
    "发现页面",
    "依据",
    "证据",
    "责任部门",
    "整改期限",
    "整改情况",
)
UNASSIGNED = "待分派"
STATES = ("待整改", "整改中", "已整改", "无法整改")
REVIEW_STATES = ("待确认", "确属问题", "不是问题")
"""Nothing is to be mended before a person has said that it is a defect."""
_QUOTE = 200


@dataclass(frozen=True, slots=True)
class FailingRow:
    """One defect. All text is clean of control characters; addresses are as found."""

    number: int
    unit: str
    indicator: str
    check: str
    message: str
    url: str
    found_on: tuple[str, ...]
    clause: str
    evidence: str
    evidence_path: str | None
    """Of the first stored bytes, relative to the output folder."""
    departments: tuple[str, ...]
    """Never empty: what is nobody's is 待分派."""
    due: str
    state: str
    """整改情况， one of STATES; of what a person must judge, one of REVIEW_STATES."""
    finding_id: str
    fingerprint: str


def failing_rows(audit: Audit) -> tuple[FailingRow, ...]:
    """One row per confirmed defect, numbered from 1 as in the report."""
    return _rows(audit, Status.FAIL)


def review_rows(audit: Audit) -> tuple[FailingRow, ...]:
    """One row per statement that a person must judge, numbered apart."""
    return _rows(audit, Status.REVIEW)


def departments_of(finding: AuditFinding, indicators: Iterable[AuditIndicator]) -> tuple[str, ...]:
    """Who answers for a finding, first: its own departments, else those of its indicators, else 待分派; then
    those that see it as well (Q14)."""
    entries = tuple(indicators)
    named = finding.responsible or tuple(name for entry in entries for name in entry.responsible)
    shared = tuple(name for entry in entries for name in entry.shared_with)
    cleaned = (clean_text(name).strip() for name in (*(named or (UNASSIGNED,)), *shared))
    return tuple(dict.fromkeys(name for name in cleaned if name)) or (UNASSIGNED,)


def describe_evidence(entry: AuditEvidence) -> str:
    """Kind, answer, time, quote; the hash only where no file of that name lies beside the sheet."""
    parts = [EVIDENCE_WORDS[entry.kind]]
    if entry.status is not None:
        parts.append(f"返回 {entry.status}")
    if entry.fetched_at:
        parts.append(write_moment(entry.fetched_at))
    line = "，".join(parts)
    if entry.quote:
        quote = " ".join(entry.quote.split())
        line += f"\n“{quote[:_QUOTE]}{'……' if len(quote) > _QUOTE else ''}”"
    if entry.sha256 and not entry.path:
        line += f"\nSHA-256 {entry.sha256}"
    return clean_text(line)


def _rows(audit: Audit, status: Status) -> tuple[FailingRow, ...]:
    titles, bearing = check_titles(audit), indicators_of(audit)
    rows: list[FailingRow] = []
    for finding in audit.findings:
        if finding.status is not status:
            continue
        indicators = bearing.get(finding.id, ())
        rows.append(
            FailingRow(
                number=len(rows) + 1,
                unit=clean_text(audit.unit.name),
                indicator=clean_text("\n".join(entry.name for entry in indicators)),
                check=clean_text(titles.get(finding.check, finding.check)),
                message=clean_text(finding.message),
                url=clean_text(finding.subject.url),
                found_on=tuple(map(clean_text, finding.subject.found_on)),
                clause=clean_text(clause_of(audit, finding, indicators)),
                evidence=describe_evidence(finding.evidence[0]),
                evidence_path=next((entry.path for entry in finding.evidence if entry.path), None),
                departments=departments_of(finding, indicators),
                due=finding.due.isoformat() if finding.due else "",
                state=(REVIEW_STATES if status is Status.REVIEW else STATES)[0],
                finding_id=finding.id,
                fingerprint=finding.fingerprint,
            )
        )
    return tuple(rows)
