"""The register of units."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, select

from storage.database import writing
from storage.tables import UnitRow
from storage.upserts import insert_into
from xunjian.model.unit import Unit


def save_units(engine: Engine, units: Iterable[Unit]) -> tuple[int, int]:
    """Put units into the register, replacing those that are there. Returns how many were new, and not."""
    batch = list(units)
    with writing(engine).begin() as connection:
        known = set(
            connection.scalars(
                select(UnitRow.id).where(UnitRow.registered, UnitRow.id.in_([unit.id for unit in batch]))
            )
        )
        for unit in batch:
            _put(connection, unit, registered=True)
    old = sum(unit.id in known for unit in batch)
    return len(batch) - old, old


def list_units(engine: Engine, group: str | None = None) -> tuple[Unit, ...]:
    """The registered units by group and id; none at all where the group has none."""
    query = select(*UnitRow.__table__.columns).where(UnitRow.registered)
    if group is not None:
        query = query.where(UnitRow.group_name == group)
    with engine.connect() as connection:
        return tuple(_unit(row) for row in connection.execute(query.order_by(UnitRow.group_name, UnitRow.id)))


def list_groups(engine: Engine) -> tuple[str, ...]:
    query = select(UnitRow.group_name).where(UnitRow.registered, UnitRow.group_name != "").distinct()
    with engine.connect() as connection:
        return tuple(sorted(connection.scalars(query)))


def find_unit(engine: Engine, unit_id: str) -> Unit | None:
    """A registered unit; one that was only audited by its address is not of the register."""
    query = select(*UnitRow.__table__.columns).where(UnitRow.id == unit_id, UnitRow.registered)
    with engine.connect() as connection:
        row = connection.execute(query).first()
    return _unit(row) if row else None


def note_unit(connection: Connection, unit: Unit) -> None:
    """Make sure that a unit that was audited has a row; what the register says of it is not touched."""
    _put(connection, unit, registered=False)


def _put(connection: Connection, unit: Unit, *, registered: bool) -> None:
    values = {
        "id": unit.id,
        "name": unit.name,
        "type": unit.type,
        "home_url": unit.home_url,
        "group_name": unit.group,
        "site_code": unit.site_code,
        "hosts": list(unit.hosts),
        "prefixes": list(unit.prefixes),
        "columns": dict(unit.columns),
        "departments": dict(unit.departments),
        "newmedia": None if unit.newmedia is None else list(unit.newmedia),
        "traits": list(unit.traits),
        "registered": registered,
        "updated_at": datetime.now(UTC),
    }
    put = insert_into(connection, UnitRow).values(values)
    known = None if registered else UnitRow.registered.is_(False)
    connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=values, where=known))


def _unit(row: Row[tuple[object, ...]]) -> Unit:
    return Unit(
        id=row.id,
        name=row.name,
        type=row.type,
        home_url=row.home_url,
        group=row.group_name,
        hosts=tuple(row.hosts),
        prefixes=tuple(row.prefixes),
        site_code=row.site_code,
        columns=dict(row.columns),
        departments=dict(row.departments),
        newmedia=None if row.newmedia is None else tuple(row.newmedia),
        traits=tuple(row.traits),
    )
