"""What the lists of a unit showed at its latest monitoring days."""

from datetime import date

from sqlalchemy import Connection, Engine, delete, select

from storage.database import writing
from storage.tables import VisitRow
from storage.upserts import insert_into

_KEPT = 2
"""Days of each unit: the newest, and the one before it for a second audit on the same day."""


def save_visit(engine: Engine, unit_id: str, as_of: date, items: int, content: bytes) -> None:
    """Remember a look. Of two on one day the fuller one stays; days before the latest are forgotten."""
    values = {"unit_id": unit_id, "as_of": as_of, "items": items, "content": content}
    with writing(engine).begin() as connection:
        put = insert_into(connection, VisitRow).values(values)
        connection.execute(
            put.on_conflict_do_update(
                index_elements=["unit_id", "as_of"],
                set_={"items": put.excluded["items"], "content": put.excluded["content"]},
                where=VisitRow.items <= put.excluded["items"],
            )
        )
        _forget(connection, unit_id)


def visit_before(engine: Engine, unit_id: str, as_of: date) -> bytes | None:
    """The newest look with an earlier monitoring day."""
    query = (
        select(VisitRow.content)
        .where(VisitRow.unit_id == unit_id, VisitRow.as_of < as_of)
        .order_by(VisitRow.as_of.desc())
        .limit(1)
    )
    with engine.connect() as connection:
        content: bytes | None = connection.scalar(query)
    return content


def _forget(connection: Connection, unit_id: str) -> None:
    query = select(VisitRow.as_of).where(VisitRow.unit_id == unit_id).order_by(VisitRow.as_of.desc())
    kept = list(connection.scalars(query.limit(_KEPT)))
    connection.execute(delete(VisitRow).where(VisitRow.unit_id == unit_id, VisitRow.as_of < kept[-1]))
