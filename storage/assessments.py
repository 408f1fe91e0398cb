"""What persons gave items that no program decides: appended, never changed."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Engine, Row, insert, select

from storage.database import writing
from storage.tables import AssessmentRow
from xunjian.model.assessment import Assessment, AssessmentEntry


def save_assessments(engine: Engine, entries: Sequence[AssessmentEntry]) -> None:
    """Append entries, all or none."""
    if not entries:
        return
    with writing(engine).begin() as connection:
        connection.execute(insert(AssessmentRow), [_row(entry) for entry in entries])


def list_assessments(engine: Engine, unit_id: str, pack_id: str) -> tuple[AssessmentEntry, ...]:
    """All entries of a unit by a pack, in the order they were made."""
    query = (
        select(*AssessmentRow.__table__.columns)
        .where(AssessmentRow.unit_id == unit_id, AssessmentRow.pack_id == pack_id)
        .order_by(AssessmentRow.id)
    )
    with engine.connect() as connection:
        return tuple(_entry(row) for row in connection.execute(query))


def standing_assessments(engine: Engine, unit_id: str, pack_id: str) -> dict[str, AssessmentEntry]:
    """The newest entry of each item, by item; taken back and expired ones too."""
    return {entry.said.item_id: entry for entry in list_assessments(engine, unit_id, pack_id)}


def _row(entry: AssessmentEntry) -> dict[str, object]:
    said = entry.said
    return {
        "unit_id": entry.unit_id,
        "pack_id": entry.pack_id,
        "pack_version": entry.pack_version,
        "item": said.item_id,
        "run_id": entry.run_id,
        "as_of": entry.as_of,
        "until": entry.until,
        "points": None if said.points is None else float(said.points),
        "vetoed": said.vetoed,
        "not_applicable": said.not_applicable_reason,
        "self_points": None if said.self_points is None else float(said.self_points),
        "note": said.note,
        "link": said.link,
        "person": said.person,
        "day": said.day,
        "at": entry.at,
        "by": entry.by,
        "withdrawn": entry.withdrawn,
    }


def _entry(row: Row[tuple[object, ...]]) -> AssessmentEntry:
    said = Assessment(
        item_id=row.item,
        points=_decimal(row.points),
        vetoed=row.vetoed,
        not_applicable_reason=row.not_applicable,
        self_points=_decimal(row.self_points),
        note=row.note,
        link=row.link,
        person=row.person,
        day=row.day,
    )
    return AssessmentEntry(
        said,
        unit_id=row.unit_id,
        pack_id=row.pack_id,
        pack_version=row.pack_version,
        run_id=row.run_id,
        as_of=row.as_of,
        until=row.until,
        at=row.at,
        by=row.by,
        withdrawn=row.withdrawn,
    )


def _decimal(number: float | None) -> Decimal | None:
    """The shortest number that is stored so: 0.1 comes back as 0.1."""
    return None if number is None else Decimal(repr(number)).normalize() + 0
