"""The rows of an audit: its results, scores and findings, as the tables take them."""

from xunjian.model.audit import Audit

Row = dict[str, object]


def result_rows(audit: Audit) -> list[Row]:
    return [
        {
            "run_id": audit.run.id,
            "position": position,
            "check": result.check,
            "parameters": result.parameters,
            "status": result.status,
            "reason": result.reason,
            "counts": result.counts,
        }
        for position, result in enumerate(audit.checks)
    ]


def indicator_rows(audit: Audit) -> list[Row]:
    return [
        {
            "run_id": audit.run.id,
            "position": position,
            "indicator": item.id,
            "path": list(item.path),
            "name": item.name,
            "points": item.points,
            "awarded": item.awarded,
            "status": item.status,
            "responsible": list(item.responsible),
            "explanation": item.explanation,
            "finding_ids": list(item.finding_ids),
        }
        for position, item in enumerate(audit.indicators)
    ]


def finding_rows(audit: Audit) -> list[Row]:
    return [
        {
            "run_id": audit.run.id,
            "position": position,
            "finding": item.id,
            "fingerprint": item.fingerprint,
            "check": item.check,
            "status": item.status,
            "subject_kind": item.subject.kind,
            "subject_url": item.subject.url,
            "subject_title": item.subject.title,
            "found_on": list(item.subject.found_on),
            "message": item.message,
            "expected": item.expected,
            "observed": item.observed,
            "responsible": list(item.responsible),
            "evidence": [evidence.model_dump(mode="json") for evidence in item.evidence],
        }
        for position, item in enumerate(audit.findings)
    ]
