"""A score as audit.json tells it: the ledger, and the numbers that are its sums."""

from xunjian.engine import fingerprint
from xunjian.model.audit import AuditLine, AuditScore
from xunjian.model.score import Line, Score
from xunjian.model.unit import Unit


def score_record(score: Score, unit: Unit) -> AuditScore:
    total = score.total
    return AuditScore(
        awarded=float(total.awarded),
        lost=float(total.lost),
        pending=float(total.pending),
        maximum=float(total.maximum),
        bonus=float(score.bonus),
        grade=score.grade,
        vetoes=score.vetoes,
        final_low=float(score.low),
        final_high=float(score.high),
        bonus_pending=float(score.high - score.low - total.pending),
        open_vetoes=score.open_vetoes,
        open_downwards=score.open_downwards,
        unconfirmed=score.unconfirmed,
        official=not score.unconfirmed,
        graded=score.graded,
        graded_only=score.graded_only,
        places=score.places,
        warnings=score.warnings,
        ledger=tuple(_line(line, unit) for line in score.lines),
    )


def _line(line: Line, unit: Unit) -> AuditLine:
    return AuditLine(
        item=line.item_id,
        title=line.title,
        account=line.account,
        step=line.step,
        amount=float(line.amount),
        pending=float(line.pending),
        text=line.text,
        clause=line.clause,
        confidence=line.confidence,
        path=line.path,
        finding_ids=tuple(
            finding_id(fingerprint(unit.id, line.check, finding))
            for finding in line.findings
            if finding.subject
        ),
    )


def finding_id(mark: str) -> str:
    """The id of a finding, from its fingerprint."""
    return f"F-{mark[:12]}"
