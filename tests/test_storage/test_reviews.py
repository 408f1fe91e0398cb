"""Marks of persons are kept, found by a part of the finding's name, and can be taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from storage.ledger import list_issues
from storage.reviews import end_mark, find_findings, find_mark, list_marks, save_mark
from storage.runs import save_audit
from storage.tables import IssueState
from tests.test_storage.audits import audit, check, finding
from xunjian.model.audit import AuditMark
from xunjian.model.mark import Verdict

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)


def test_a_mark_comes_back_as_it_was_made(engine: Engine) -> None:
    save_audit(engine, audit("r1", [finding("x")]), Path("p"), "r1")
    save_audit(engine, audit("r2", [finding("x", text="新说法。")], day=1), Path("p"), "r2")
    (seen,) = find_findings(engine, "print-")
    assert (seen.run_id, seen.message) == ("r2", "新说法。")  # the newest run that saw it
    number = save_mark(engine, seen, Verdict.EXEMPT, "已报备", "甲某", date(2027, 1, 1), AT)
    (mark,) = list_marks(engine, "a")
    assert (mark.id, mark.fingerprint, mark.verdict, mark.at) == (number, "print-x", Verdict.EXEMPT, AT)
    assert find_mark(engine, number) == (mark, "r2")
    assert list_marks(engine, "b") == ()
    assert end_mark(engine, number, "乙某")
    assert not end_mark(engine, number, "乙某")
    (ended,) = list_marks(engine)
    assert ended.ended_by == "乙某"
    assert not ended.holds(date(2026, 12, 1))


def test_findings_are_found_by_the_beginning_of_their_name_only(engine: Engine) -> None:
    save_audit(engine, audit("r1", [finding("x"), finding("y")]), Path("p"), "r1")
    assert {each.fingerprint for each in find_findings(engine, "print-")} == {"print-x", "print-y"}
    assert find_findings(engine, "rint-x") == ()
    assert find_findings(engine, "print_x") == ()  # no pattern
    assert find_findings(engine, "print-x", "r2") == ()


def test_a_marked_defect_is_not_taken_for_mended(engine: Engine) -> None:
    save_audit(engine, audit("r1", [finding("x")], [check("fail")]), Path("p"), "r1")
    later = audit("r2", [], [check("pass")], day=1)
    marked = AuditMark(
        fingerprint="print-x", check="links.home", verdict=Verdict.EXEMPT, reason="已报备", by="甲某",
        until=date(2027, 1, 1), subject_url="http://a.example/x", message="链接 x 打不开。",
    )  # fmt: skip
    save_audit(engine, later.model_copy(update={"marked": (marked,)}), Path("p"), "r2")
    assert list_issues(engine, "a")[0].state is IssueState.OPEN
    save_audit(engine, audit("r3", [], [check("pass")], day=2), Path("p"), "r3")
    assert list_issues(engine, "a")[0].state is IssueState.NOT_SEEN
