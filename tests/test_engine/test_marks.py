"""Marks of persons on findings: what they change, and what they leave alone."""

from datetime import UTC, date, datetime, timedelta

from xunjian.engine import ItemResult, fingerprint, fold
from xunjian.marks import apply_marks
from xunjian.model.finding import Finding, Status, Subject
from xunjian.model.mark import LONGEST_DAYS, Mark, Verdict, latest_end

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def finding(name: str, status: Status = Status.FAIL) -> Finding:
    return Finding(status, f"链接 {name} 打不开。", Subject("link", f"http://a.example/{name}"))


def mark(of: Finding, verdict: Verdict = Verdict.FALSE_ALARM, **changes: object) -> Mark:
    values = {
        "id": 1,
        "unit_id": "a",
        "fingerprint": fingerprint("a", "links.home", of),
        "check": "links.home",
        "subject_url": "http://a.example/x",
        "message": of.message,
        "verdict": verdict,
        "reason": "当时断网。",
        "by": "甲某",
        "at": NOON,
        "until": latest_end(DAY),
    }
    return Mark(**(values | changes))  # type: ignore[arg-type]


def results(*findings: Finding) -> tuple[ItemResult, ...]:
    result = fold("links.home", {"limit": 1}, findings)
    return ItemResult("one", result), ItemResult("person", None), ItemResult("two", result)


def status_after(*marks: Mark, findings: tuple[Finding, ...], day: date = DAY) -> Status:
    marked = apply_marks(results(*findings), marks, "a", day)
    first, _, second = marked.results
    assert first.result is not None
    assert first.result is second.result  # one check, however many items name it
    assert first.result.parameters == {"limit": 1}
    return first.result.status


def test_a_false_alarm_no_longer_fails_and_stays_visible() -> None:
    x = finding("x")
    marked = apply_marks(results(x), [mark(x)], "a", DAY)
    result = marked.results[0].result
    assert result is not None
    assert result.status is Status.PASS
    (said,) = result.findings
    for word in ("甲某", "误报", "当时断网", x.message, str(latest_end(DAY))):
        assert word in said.message
    assert [used.fingerprint for used in marked.used] == [fingerprint("a", "links.home", x)]


def test_what_else_fails_still_fails() -> None:
    x, y = finding("x"), finding("y")
    assert status_after(mark(x), findings=(x, y)) is Status.FAIL


def test_what_could_not_be_decided_is_still_unknown() -> None:
    x, doubt = finding("x"), Finding(Status.UNKNOWN, "未能判定：首页没有读到。")
    assert status_after(mark(x), findings=(x, doubt)) is Status.UNKNOWN


def test_an_exemption_is_no_pass() -> None:
    x = finding("x")
    assert status_after(mark(x, Verdict.EXEMPT), findings=(x,)) is Status.NOT_APPLICABLE


def test_a_candidate_for_review_can_be_marked_too() -> None:
    x = finding("x", Status.REVIEW)
    assert status_after(mark(x), findings=(x,)) is Status.PASS


def test_it_holds_up_to_its_last_day() -> None:
    x = finding("x")
    last = mark(x, until=DAY)
    assert status_after(last, findings=(x,), day=DAY) is Status.PASS
    assert status_after(last, findings=(x,), day=DAY + timedelta(days=1)) is Status.FAIL
    assert latest_end(DAY) - DAY == timedelta(days=LONGEST_DAYS)


def test_an_exemption_begins_on_its_day_and_a_false_alarm_always_was_one() -> None:
    x, before = finding("x"), DAY - timedelta(days=1)
    assert status_after(mark(x, Verdict.EXEMPT), findings=(x,), day=before) is Status.FAIL
    assert status_after(mark(x), findings=(x,), day=before) is Status.PASS


def test_one_that_was_taken_back_or_is_of_another_unit_or_finding_changes_nothing() -> None:
    x, y = finding("x"), finding("y")
    assert status_after(mark(x, ended_at=NOON), findings=(x,)) is Status.FAIL
    assert status_after(mark(y), findings=(x,)) is Status.FAIL
    assert status_after(mark(x, fingerprint=fingerprint("b", "links.home", x)), findings=(x,)) is Status.FAIL


def test_of_two_marks_the_newer_counts() -> None:
    x = finding("x")
    later = mark(x, Verdict.EXEMPT, id=2, at=NOON + timedelta(hours=1))
    assert status_after(later, mark(x), findings=(x,)) is Status.NOT_APPLICABLE
