"""interaction.reply_time, interaction.reply_fields, interaction.unanswered"""

from datetime import date

import pytest

from checks.interaction.reply_fields import letters_are_whole
from checks.interaction.reply_time import answered_in_time
from checks.interaction.unanswered import nothing_left_unanswered
from test_checks.builders import CUT, only_fail, page, run, url, verdict
from xunjian.model.finding import Finding
from xunjian.model.letters import Letter, Letters, Reply, Told
from xunjian.model.page import PageKind
from xunjian.model.site import Clock, Fact
from xunjian.model.workdays import WorkCalendar
from xunjian.plugin import Check

ALL = (answered_in_time, letters_are_whole, nothing_left_unanswered)
AS_OF = date(2026, 10, 20)


def letter(
    asked: date | None = date(2026, 9, 8),
    answered: date | None = date(2026, 9, 10),
    *,
    office: str = "县教育局",
    answer: str = "您好，已经办理。",
    reply: Reply = Reply.GIVEN,
    withheld: bool = False,
    hidden: tuple[str, ...] = (),
    listed_only: bool = False,
    path: str = "x/1.html",
) -> Letter:
    def told(words: str, day: date | None = None) -> Told | None:
        return Told(words, words, day) if words else None

    return Letter(
        url(path),
        "咨询入学报名",
        "县长信箱",
        page(url(path), PageKind.ARTICLE),
        told(str(asked or ""), asked),
        told(str(answered or ""), answered),
        told(office),
        told(answer),
        reply=reply,
        withheld=withheld,
        hidden=hidden,
        listed_only=listed_only,
    )


def still_open(asked: date | None, **more: object) -> Letter:
    return letter(asked, None, office="", answer="", reply=Reply.OPEN, **more)  # type: ignore[arg-type]


def judged(
    check: Check, *some: Letter, also: tuple[Fact, ...] = (), unread: tuple[str, ...] = ()
) -> list[Finding]:
    return run(check, Letters(some, ("县长信箱",), unread), WorkCalendar(), Clock(AS_OF), *also)


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_a_whole_letter_answered_in_time_passes(check: Check) -> None:
    assert verdict(judged(check, letter())) == "pass"


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_without_letters_there_is_nothing_to_judge(check: Check) -> None:
    assert verdict(judged(check)) == "not_applicable"
    assert verdict(judged(check, unread=("栏目“县长信箱”设在其他网站",))) == "unknown"
    assert verdict(judged(check, also=(CUT,))) == "unknown"


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_what_was_not_seen_is_never_a_pass(check: Check) -> None:
    findings = judged(check, letter(), unread=("栏目“县长信箱”的“某信”没有读到",))
    assert verdict(findings) == "unknown"
    assert "没有读到" in findings[0].message
    assert verdict(judged(check, letter(), also=(CUT,))) == "unknown"


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_a_letter_that_is_withheld_owes_nothing(check: Check) -> None:
    kept = letter(date(2026, 3, 2), None, office="", answer="", withheld=True)
    assert verdict(judged(check, letter(), kept)) == "pass"
    assert verdict(judged(check, still_open(date(2026, 3, 2), withheld=True), letter())) == "pass"


# -- reply_time


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [
        (date(2026, 9, 8), date(2026, 9, 8), "pass"),  # the same day
        (date(2026, 9, 8), date(2026, 9, 15), "pass"),  # the fifth working day
        (date(2026, 9, 8), date(2026, 9, 16), "fail"),
        (date(2026, 9, 28), date(2026, 10, 10), "pass"),  # over National Day; Saturday 10 October is worked
        (date(2026, 9, 28), date(2026, 10, 11), "fail"),
        (date(2026, 10, 2), date(2026, 10, 13), "pass"),  # asked in the holiday: 8, 9, 10, 12, 13 October
        (date(2026, 10, 2), date(2026, 10, 14), "fail"),
        (date(2025, 10, 20), date(2026, 3, 1), "fail"),  # asked just twelve months ago
        (date(2025, 10, 19), date(2026, 3, 1), "pass"),  # older than the window
        (date(2026, 9, 8), date(2026, 9, 7), "review"),  # answered before it was asked
        (date(2026, 10, 22), date(2026, 10, 23), "review"),  # asked in the future
    ],
)
def test_the_limit_is_five_working_days(asked: date, answered: date, expected: str) -> None:
    assert verdict(judged(answered_in_time, letter(asked, answered))) == expected


def test_a_late_reply_is_told_with_its_days() -> None:
    finding = only_fail(
        judged(answered_in_time, letter(), letter(date(2026, 9, 28), date(2026, 10, 12), path="x/2.html"))
    )
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("message", url("x/2.html"))
    assert "2026-09-28 提出，2026-10-12 答复，超过 5 个工作日（应在 2026-10-10 前" in finding.message
    assert "10-01" in (finding.evidence[1].quote or "")


def test_a_year_without_a_calendar_leaves_lateness_to_a_person() -> None:
    facts = Letters((letter(date(2035, 3, 1), date(2035, 3, 20)),)), WorkCalendar(), Clock(date(2035, 6, 1))
    findings = run(answered_in_time, *facts)
    assert verdict(findings) == "review"
    assert "估算" in findings[0].message


@pytest.mark.parametrize(("asked", "expected"), [(date(2026, 10, 13), "pass"), (date(2026, 10, 12), "fail")])
def test_a_letter_still_open_is_late_after_the_fifth_working_day(asked: date, expected: str) -> None:
    # The fifth working day after 13 October is the 20th, the day of the audit itself.
    assert verdict(judged(answered_in_time, still_open(asked))) == expected


def test_letters_without_days_are_judged_by_their_fields_alone() -> None:
    undated = letter(answered=None)
    assert verdict(judged(answered_in_time, undated)) == "not_applicable"
    assert verdict(judged(answered_in_time, letter(), undated, letter(None))) == "pass"
    assert verdict(judged(letters_are_whole, undated)) == "fail"
    assert verdict(judged(nothing_left_unanswered, undated)) == "pass"


def test_parameters_of_the_reply_time() -> None:
    facts = Letters((letter(date(2026, 9, 8), date(2026, 9, 16)),)), WorkCalendar(), Clock(AS_OF)
    assert verdict(run(answered_in_time, *facts, days=6)) == "pass"
    assert verdict(run(answered_in_time, *facts, months=1)) == "pass"


# -- reply_fields


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (letter(None), "留言时间"),
        (letter(answered=None), "答复时间"),
        (letter(office=""), "答复单位"),
        (letter(answer=""), "答复内容"),
        (letter(None, None), "留言时间、答复时间"),
    ],
)
def test_each_missing_field_is_named(one: Letter, words: str) -> None:
    finding = only_fail(judged(letters_are_whole, letter(path="x/0.html"), one))
    assert f"没有公开{words}" in finding.message
    assert finding.subject is not None
    assert finding.subject.kind == "message"


def test_fields_that_may_stand_elsewhere_are_unknown() -> None:
    assert verdict(judged(letters_are_whole, letter(office="", hidden=("有附件",)))) == "unknown"
    assert verdict(judged(letters_are_whole, letter(office="", listed_only=True))) == "unknown"
    assert verdict(judged(letters_are_whole, letter(hidden=("有附件",)))) == "pass"


def test_an_unanswered_letter_lacks_no_field() -> None:
    assert verdict(judged(letters_are_whole, still_open(date(2026, 3, 2)), letter())) == "pass"
    assert verdict(judged(letters_are_whole, still_open(date(2026, 3, 2)))) == "not_applicable"


# -- unanswered


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2026, 10, 13), "pass"),
        (date(2026, 7, 20), "pass"),  # three months to the day
        (date(2026, 7, 19), "fail"),
        (date(2025, 10, 20), "fail"),
        (date(2025, 10, 19), "pass"),  # before the year that counts
    ],
)
def test_more_than_three_months_without_an_answer(asked: date, expected: str) -> None:
    assert verdict(judged(nothing_left_unanswered, still_open(asked))) == expected


def test_months_end_with_their_last_day() -> None:
    def at(as_of: date) -> str:
        facts = Letters((still_open(date(2025, 11, 30)),)), WorkCalendar(), Clock(as_of)
        return verdict(run(nothing_left_unanswered, *facts))

    assert at(date(2026, 2, 28)) == "pass"
    assert at(date(2026, 3, 1)) == "fail"


def test_an_answer_that_may_be_out_of_sight_is_no_fault() -> None:
    unsure = letter(
        date(2026, 3, 2), None, office="", answer="", reply=Reply.UNSURE, hidden=("有图片或视频",)
    )
    for check in (nothing_left_unanswered, answered_in_time):
        assert verdict(judged(check, unsure)) == "unknown"
    assert verdict(judged(nothing_left_unanswered, still_open(None))) == "unknown"


def test_a_late_answer_is_not_unanswered() -> None:
    assert verdict(judged(nothing_left_unanswered, letter(date(2026, 1, 5), date(2026, 8, 3)))) == "pass"
