"""docs/accuracy.json reaches the bars, and every document says what it says."""

import json
import re
from pathlib import Path

import pytest

from xunjian.app.accuracy_record import (
    FACTS,
    PORTALS,
    PRECISION,
    RECALL,
    CheckRecord,
    PortalRecord,
    Record,
    checkout_docs,
    read_record,
    write_record,
)
from xunjian.app.accuracy_statuses import impossible, status_rows, unseen
from xunjian.app.check_docs import own_checks, render
from xunjian.model.finding import Status
from xunjian.testing.portals.cases import NAMES
from xunjian.testing.portals.generated import CLEAN
from xunjian.testing.truth import CHECKS

ROOT = Path(__file__).resolve().parent.parent
TESTED: dict[str, dict[str, str]] = json.loads(
    (ROOT / "tests" / "test_checks" / "statuses.json").read_text(encoding="utf-8")
)
MANY = (
    *("links.home", "links.inner", "links.external", "links.attachment", "links.soft_404"),
    *("column.blank", "column.mismatch", "column.required", "update.column", "update.future_date"),
    *("site.page_labels", "content.blank_page", "content.privacy", "content.picture_only"),
    *("content.restricted", "content.wrong_expression", "content.hidden_spam"),
    *("interaction.reply_time", "interaction.reply_fields", "interaction.unanswered"),
    *("disclosure.service_guide", "disclosure.solicitation", "disclosure.double_publicity"),
    *("disclosure.random_inspection", "disclosure.annual_report_arithmetic", "disclosure.budget"),
    *("interpretation.linked", "interpretation.timely", "interpretation.copied"),
)
"""Checks whose subjects may be many on one site."""


@pytest.fixture(scope="module")
def record() -> Record:
    found = read_record(checkout_docs())
    assert found is not None
    return found


def test_as_much_was_planted_as_is_promised(record: Record) -> None:
    assert record.planted + record.decoys >= FACTS
    assert record.planted >= 1000
    assert len(record.portals) >= PORTALS
    assert {each.name for each in record.portals} == set(NAMES)
    assert {check: record.checks[check].planted for check in MANY if record.checks[check].planted < 20} == {}


def test_no_check_falls_below_the_bars(record: Record) -> None:
    assert set(record.checks) == set(CHECKS)
    low = {
        check: (each.precision, each.recall)
        for check, each in record.checks.items()
        if (each.precision or 1) < PRECISION or (each.recall or 1) < RECALL
    }
    assert low == {}


def test_nothing_is_reported_on_the_clean_portals(record: Record) -> None:
    clean = [each for each in record.portals if each.clean]
    assert {each.name for each in clean} == set(CLEAN)
    assert all(each.reported == 0 and each.decoys > 150 for each in clean)


def test_every_check_is_seen_in_every_status_that_it_can_have(record: Record) -> None:
    lacking = [(check, status) for check, status in unseen(record) if status not in TESTED.get(check, {})]
    assert lacking == []


def test_no_status_is_called_impossible_that_was_seen(record: Record) -> None:
    seen = {(check, status) for check, each in record.checks.items() for status in each.statuses}
    seen |= {(check, status) for check, tests in TESTED.items() for status in tests}
    assert [pair for pair in sorted(seen) if pair[1] in set(Status) and impossible(*pair)] == []


def test_the_page_says_what_is_recorded(record: Record) -> None:
    text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    said: dict[str, tuple[str, ...]] = {}
    for row in re.findall(r"^\| (\S+) \|" + r" (\d+) \|" * 5, text, re.M):
        said.setdefault(row[0], row[1:])
    for check, each in record.checks.items():
        counts = (each.planted, each.found, each.planted - each.found, each.false, each.decoys)
        assert said[check] == tuple(map(str, counts))
    for row in status_rows(record):
        assert "| " + " | ".join(row) + " |" in text
    assert f"合计 {record.planted + record.decoys} 个事实" in text


def test_the_page_of_a_check_shows_its_figures(record: Record) -> None:
    check = own_checks()["links.home"]
    each = record.checks["links.home"]
    assert f"| {each.planted} | {each.found} |" in render(check, record)
    assert "测得的准确率" not in render(check, None)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    one = CheckRecord(3, 2, 1, 4, 1, 5, 6, {"pass": 5, "fail": 1})
    record = Record({"links.home": one}, (PortalRecord("a", 9, 3, 4, 3, 1, False),))
    write_record(tmp_path, record)
    assert read_record(tmp_path) == record
    assert (one.precision, one.recall) == (2 / 3, 2 / 3)
    assert read_record(tmp_path / "none") is None
