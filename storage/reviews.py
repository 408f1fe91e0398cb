"""What persons said of findings."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, Row, insert, select, update

from storage.database import writing
from storage.tables import FindingRow, ReviewRow, RunRow, SnapshotRow
from xunjian.model.mark import Mark, Verdict


@dataclass(frozen=True, slots=True)
class SeenFinding:
    """A finding as the newest run that has it saw it."""

    run_id: str
    unit_id: str
    fingerprint: str
    check: str
    subject_url: str
    message: str


def find_findings(engine: Engine, reference: str, run_id: str | None = None) -> tuple[SeenFinding, ...]:
    """The findings of this id (`F-` and 12 letters) or beginning of a fingerprint, each once."""
    start = reference.removeprefix("F-").removeprefix("f-").lower()
    query = (
        select(
            FindingRow.run_id, RunRow.unit_id, FindingRow.fingerprint, FindingRow.check,
            FindingRow.subject_url, FindingRow.message,
        )
        .join(RunRow, RunRow.id == FindingRow.run_id)
        .join(SnapshotRow, SnapshotRow.id == RunRow.snapshot_id)
        .where(FindingRow.fingerprint.startswith(start, autoescape=True))
        .order_by(SnapshotRow.taken_at.desc(), RunRow.started_at.desc())
    )  # fmt: skip
    if run_id is not None:
        query = query.where(FindingRow.run_id == run_id)
    newest: dict[str, SeenFinding] = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            newest.setdefault(row.fingerprint, SeenFinding(*row))
    return tuple(newest.values())


def save_mark(
    engine: Engine, finding: SeenFinding, verdict: Verdict, reason: str, by: str, until: date, at: datetime
) -> int:
    """Keep a mark; its number."""
    values = {
        "unit_id": finding.unit_id,
        "fingerprint": finding.fingerprint,
        "run_id": finding.run_id,
        "check": finding.check,
        "subject_url": finding.subject_url,
        "message": finding.message,
        "verdict": verdict.value,
        "reason": reason,
        "by": by,
        "at": at,
        "until": until,
        "ended_at": None,
        "ended_by": "",
    }
    with writing(engine).begin() as connection:
        number = connection.execute(insert(ReviewRow).values(values).returning(ReviewRow.id)).scalar_one()
    return int(number)


def list_marks(engine: Engine, unit_id: str | None = None) -> tuple[Mark, ...]:
    """All marks, ended and expired ones too, in the order they were made."""
    query = select(*ReviewRow.__table__.columns).order_by(ReviewRow.id)
    if unit_id is not None:
        query = query.where(ReviewRow.unit_id == unit_id)
    with engine.connect() as connection:
        return tuple(_mark(row) for row in connection.execute(query))


def find_mark(engine: Engine, number: int) -> tuple[Mark, str] | None:
    """A mark, and the run whose finding it was made on."""
    query = select(*ReviewRow.__table__.columns).where(ReviewRow.id == number)
    with engine.connect() as connection:
        row = connection.execute(query).first()
    return (_mark(row), row.run_id) if row else None


def end_mark(engine: Engine, number: int, by: str) -> bool:
    """Take a mark back; false where there is none that still stands."""
    query = update(ReviewRow).where(ReviewRow.id == number, ReviewRow.ended_at.is_(None))
    with writing(engine).begin() as connection:
        done = connection.execute(query.values(ended_at=datetime.now(UTC), ended_by=by))
        return bool(done.rowcount)


def _mark(row: Row[tuple[object, ...]]) -> Mark:
    return Mark(
        id=row.id,
        unit_id=row.unit_id,
        fingerprint=row.fingerprint,
        check=row.check,
        subject_url=row.subject_url,
        message=row.message,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        by=row.by,
        at=row.at,
        until=row.until,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
