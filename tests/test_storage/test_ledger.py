"""The ledger: seen again is open, proven gone is not seen, and nothing else moves it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.ledger import Issue, list_issues
from storage.runs import save_audit
from storage.tables import IssueState
from tests.test_storage.audits import audit, check, finding
from xunjian.model.audit import Audit


def save(engine: Engine, made: Audit, snapshot: str = "") -> None:
    save_audit(engine, made, Path("p"), snapshot or made.run.id)


def only(engine: Engine) -> Issue:
    (issue,) = list_issues(engine, "a")
    return issue


def test_a_defect_seen_twice_is_one_issue(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x", text="旧说法。")]))
    save(engine, audit("r2", [finding("x", text="新说法。"), finding("x")], day=1))
    issue = only(engine)
    assert (issue.first_run, issue.last_run, issue.state) == ("r1", "r2", IssueState.OPEN)
    assert issue.first_seen_at < issue.last_seen_at


def test_the_same_fingerprint_at_two_units_is_two_issues(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x")]))
    save(engine, audit("r2", [finding("x")], unit="b"))
    assert len(list_issues(engine, "a")) == len(list_issues(engine, "b")) == 1


def test_what_waits_for_a_person_is_no_issue_yet(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x", "review")], [check("review")]))
    assert list_issues(engine, "a") == ()


def test_a_later_pass_marks_it_not_seen(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x")]))
    save(engine, audit("r2", day=1))
    issue = only(engine)
    assert (issue.state, issue.last_run, issue.not_seen_run) == (IssueState.NOT_SEEN, "r1", "r2")
    assert list_issues(engine, "a", IssueState.OPEN) == ()


@pytest.mark.parametrize(
    ("looked_at", "state"),
    [
        (None, IssueState.NOT_SEEN),
        ({"http://a.example/"}, IssueState.NOT_SEEN),
        ({"http://a.example/z"}, IssueState.OPEN),
    ],
    ids=["everything", "the page that had the link", "others, and some were left out"],
)
def test_a_pass_that_did_not_read_its_page_proves_nothing(
    engine: Engine, looked_at: set[str] | None, state: IssueState
) -> None:
    save(engine, audit("r1", [finding("x")]))
    save_audit(engine, audit("r2", day=1), Path("p"), "r2", looked_at=looked_at)
    assert only(engine).state == state


@pytest.mark.parametrize(
    "later",
    [
        audit("r2", checks=[check("unknown")], day=1),
        audit("r2", checks=[check("not_applicable")], day=1),
        audit("r2", checks=[], day=1),
        audit("r2", checks=[check("pass", "links.inner")], day=1),
        audit("r2", checks=[check("pass"), check("unknown", which=2)], day=1),
        audit("r2", checks=[check("pass", max_days=99)], day=1),
        audit("r2", [finding("y")], day=1),
        audit("r2", [finding("x", "review")], [check("review")], day=1),
        audit("r2", day=1, complete=False),
        audit("r2", day=-1),
    ],
    ids=[
        "unknown",
        "not applicable",
        "check not run",
        "another check passed",
        "passed once, unknown once",
        "other parameters",
        "the check fails elsewhere",
        "now doubtful",
        "incomplete crawl",
        "an older look",
    ],
)
def test_what_was_not_proven_moves_nothing(engine: Engine, later: Audit) -> None:
    save(engine, audit("r1", [finding("x")]))
    save(engine, later)
    issue = next(item for item in list_issues(engine, "a") if item.fingerprint == "print-x")
    assert (issue.state, issue.last_run, issue.not_seen_run) == (IssueState.OPEN, "r1", None)


def test_judging_the_same_snapshot_again_proves_nothing(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x")]), "same")
    save(engine, audit("r2", day=1), "same")
    assert only(engine).state is IssueState.OPEN


def test_seen_again_it_is_open_again(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x")]))
    save(engine, audit("r2", day=1))
    save(engine, audit("r3", [finding("x")], day=2))
    issue = only(engine)
    assert (issue.state, issue.first_run, issue.last_run, issue.not_seen_run) == (
        IssueState.OPEN,
        "r1",
        "r3",
        None,
    )


def test_an_old_snapshot_judged_again_reopens_nothing(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x")]), "first")
    save(engine, audit("r2", day=1))
    save(engine, audit("r3", [finding("x")], day=2), "first")
    issue = only(engine)
    assert (issue.state, issue.not_seen_run) == (IssueState.NOT_SEEN, "r2")


def test_an_older_look_saved_late_moves_only_the_beginning(engine: Engine) -> None:
    save(engine, audit("r1", [finding("x")], day=5))
    save(engine, audit("r0", [finding("x")], day=1))
    issue = only(engine)
    assert (issue.first_run, issue.last_run) == ("r0", "r1")
