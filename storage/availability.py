"""Availability samples of all units."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, func, insert, select

from storage.tables import SampleRow
from xunjian.model.availability import Sample
from xunjian.model.observation import Outcome
from xunjian.model.unit import Unit


def save_samples(engine: Engine, samples: Iterable[tuple[Unit, Sample]]) -> None:
    """Keep the samples of one round; the units are registered."""
    rows = [
        {
            "unit_id": unit.id,
            "home_url": unit.home_url,
            "at": sample.at,
            "outcome": sample.outcome.value,
            "code": sample.code,
            "status": sample.status,
            "seconds": sample.seconds,
        }
        for unit, sample in samples
    ]
    if rows:
        with engine.begin() as connection:
            connection.execute(insert(SampleRow), rows)


def list_samples(engine: Engine, unit: Unit, since: datetime) -> tuple[Sample, ...]:
    """The samples of a unit's present home page from a moment on, the oldest first."""
    query = (
        select(SampleRow.at, SampleRow.outcome, SampleRow.code, SampleRow.status, SampleRow.seconds)
        .where(SampleRow.unit_id == unit.id, SampleRow.home_url == unit.home_url, SampleRow.at >= since)
        .order_by(SampleRow.at, SampleRow.id)
    )
    with engine.connect() as connection:
        return tuple(
            Sample(row.at, Outcome(row.outcome), row.code, row.status, row.seconds)
            for row in connection.execute(query)
        )


def line_since(engine: Engine, since: datetime) -> tuple[int, int]:
    """Of the samples of all units from a moment on: how many were well, how many met a line that was down."""
    query = select(
        func.count().filter(SampleRow.outcome == Outcome.OK.value),
        func.count().filter(SampleRow.code == "line"),
    ).where(SampleRow.at >= since)
    with engine.connect() as connection:
        well, down = connection.execute(query).one()
    return well, down


def drop_samples(engine: Engine, before: datetime) -> None:
    """Forget samples older than any window."""
    with engine.begin() as connection:
        connection.execute(delete(SampleRow).where(SampleRow.at < before))
