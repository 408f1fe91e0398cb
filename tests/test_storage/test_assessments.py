"""Assessments are appended; the newest of an item stands, and numbers come back as they were given."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine

from storage.assessments import list_assessments, save_assessments, standing_assessments
from storage.runs import save_audit
from tests.test_storage.audits import audit
from xunjian.model.assessment import Assessment, AssessmentEntry

SAID = Assessment(
    "2.1", points=Decimal("0.1"), self_points=Decimal("3.35"), note="有制度", link="附件 3", person="甲某",
    day=date(2026, 11, 20),
)  # fmt: skip
ENTRY = AssessmentEntry(
    SAID, "a", "office", "1", "r1", as_of=date(2026, 11, 19), until=date(2027, 5, 1),
    at=datetime(2026, 11, 20, 4, tzinfo=UTC), by="乙某",
)  # fmt: skip


def test_an_entry_comes_back_as_it_was_given(engine: Engine) -> None:
    save_audit(engine, audit("r1", []), Path("p"), "r1")
    save_assessments(engine, [ENTRY])
    assert list_assessments(engine, "a", "office") == (ENTRY,)
    assert list_assessments(engine, "b", "office") == ()
    assert list_assessments(engine, "a", "other") == ()
    save_assessments(engine, [])
    assert len(list_assessments(engine, "a", "office")) == 1


def test_the_newest_stands_and_the_older_stays(engine: Engine) -> None:
    save_audit(engine, audit("r1", []), Path("p"), "r1")
    later = replace(ENTRY, said=replace(SAID, points=None, vetoed=True))
    other = replace(ENTRY, said=Assessment("2.2", not_applicable_reason="没有此项职能", person="甲某"))
    save_assessments(engine, [ENTRY, other])
    save_assessments(engine, [later])
    assert list_assessments(engine, "a", "office") == (ENTRY, other, later)
    assert standing_assessments(engine, "a", "office") == {"2.1": later, "2.2": other}


def test_it_holds_from_its_day_to_its_last_day() -> None:
    days = [date(2026, 11, 18), date(2026, 11, 19), date(2027, 5, 1), date(2027, 5, 2)]
    assert [ENTRY.holds(day) for day in days] == [False, True, True, False]
    assert not replace(ENTRY, withdrawn=True).holds(days[1])
