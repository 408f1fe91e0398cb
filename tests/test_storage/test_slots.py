"""Slots and the scheduler's lock, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine

from storage.database import open_database
from storage.locks import scheduler_lock
from storage.slots import SlotState, claim_slot, last_slot, list_slots, note_ended, note_started
from xunjian.errors import StorageError

DUE = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def test_a_slot_is_taken_once_whatever_the_zone(engine: Engine) -> None:
    assert claim_slot(engine, "nightly", DUE, ["x"]) is not None
    assert claim_slot(engine, "nightly", DUE.astimezone(timezone(timedelta(hours=8))), ["x"]) is None
    assert claim_slot(engine, "other", DUE, ["x"]) is not None
    assert claim_slot(engine, "nightly", DUE + timedelta(days=1), ["x"]) is not None
    assert last_slot(engine, "nightly") == DUE + timedelta(days=1)
    assert last_slot(engine, "never") is None


def test_of_many_takers_one_gets_it(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: claim_slot(engine, "nightly", DUE, []), range(8)))
    assert sum(number is not None for number in taken) == 1


def test_a_slot_tells_its_story(engine: Engine) -> None:
    number = claim_slot(engine, "nightly", DUE, ["xunjian", "sweep"])
    assert number is not None
    note_started(engine, number, 123)
    note_ended(engine, number, SlotState.ENDED, 3)
    (slot,) = list_slots(engine, "nightly")
    assert (slot.slot_at, slot.state, slot.command) == (DUE, SlotState.ENDED, ("xunjian", "sweep"))
    assert (slot.pid, slot.exit_code) == (123, 3)
    assert slot.ended_at is not None
    assert slot.fired_at <= slot.ended_at


def test_a_time_without_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(Exception, match="zone"):
        claim_slot(engine, "nightly", DUE.replace(tzinfo=None), [])


def test_the_lock_admits_one_and_is_given_back(address: str) -> None:
    first, second = open_database(address), open_database(address)
    with scheduler_lock(first), pytest.raises(StorageError, match="已有一个调度进程"):
        scheduler_lock(second).__enter__()
    with scheduler_lock(second):
        pass
    first.dispose()
    second.dispose()
