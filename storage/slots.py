"""Firings of the schedule: one row for each time that a job was due, whoever fires it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.tables import SlotRow


class SlotState(StrEnum):
    FIRED = "fired"
    SKIPPED = "skipped"
    """The job's last firing was still at work."""
    FAILED = "failed"
    """The command could not be started."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Slot:
    """One firing. `slot_at`: when it was due."""

    id: int
    job: str
    slot_at: datetime
    state: SlotState
    fired_at: datetime
    command: tuple[str, ...]
    pid: int | None
    ended_at: datetime | None
    exit_code: int | None


def claim_slot(engine: Engine, job: str, slot_at: datetime, command: list[str]) -> int | None:
    """The number of a new slot; none where somebody has already taken it."""
    values = {
        "job": job,
        "slot_at": slot_at,
        "state": SlotState.FIRED,
        "fired_at": datetime.now(UTC),
        "command": command,
    }
    try:
        with engine.begin() as connection:
            done = connection.execute(insert(SlotRow).values(values).returning(SlotRow.id))
            number: int = done.scalar_one()
            return number
    except IntegrityError:
        return None


def note_started(engine: Engine, slot: int, pid: int) -> None:
    with engine.begin() as connection:
        connection.execute(update(SlotRow).where(SlotRow.id == slot).values(pid=pid))


def note_ended(engine: Engine, slot: int, state: SlotState, exit_code: int | None = None) -> None:
    values = {"state": state, "exit_code": exit_code, "ended_at": datetime.now(UTC)}
    with engine.begin() as connection:
        connection.execute(update(SlotRow).where(SlotRow.id == slot).values(values))


def last_slot(engine: Engine, job: str) -> datetime | None:
    """When a job was last due and taken."""
    with engine.connect() as connection:
        return connection.scalar(select(func.max(SlotRow.slot_at)).where(SlotRow.job == job))


def list_slots(engine: Engine, job: str | None = None) -> tuple[Slot, ...]:
    """Firings, the newest first."""
    query = select(*SlotRow.__table__.columns).order_by(SlotRow.slot_at.desc(), SlotRow.id.desc())
    if job is not None:
        query = query.where(SlotRow.job == job)
    with engine.connect() as connection:
        return tuple(
            Slot(
                row.id,
                row.job,
                row.slot_at,
                SlotState(row.state),
                row.fired_at,
                tuple(row.command),
                row.pid,
                row.ended_at,
                row.exit_code,
            )
            for row in connection.execute(query)
        )
