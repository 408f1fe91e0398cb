"""site.render"""

from dataclasses import replace

import pytest

from checks.site.render import home_is_shown
from test_checks.builders import HOME, only_fail, run, url, verdict
from xunjian.model.browser import Lost, Painted, Thrown
from xunjian.model.finding import Evidence

SCREEN = Evidence("screenshot", HOME, None, "2026-11-20T08:00:00+08:00", "1" * 64, "第一屏")
OTHER_SCREEN = replace(SCREEN, sha256="2" * 64)
SOUND = Painted(HOME, 200, chars=900, media=30, blank=False, seconds=1.2, screen=SCREEN)
BLANK = replace(SOUND, chars=0, media=0, blank=True)
GONE = Lost(url("js/app.js"), "script", "http_404", own=True, confirmed=True)
NOT_OURS = Lost("https://cdn.example.com/lib.js", "script", "not_fetched", own=False)
SECOND = replace(SOUND, screen=OTHER_SCREEN, engine="Firefox 153.0")
SECOND_BLANK = replace(SECOND, chars=0, media=0, blank=True)


def test_a_page_that_shows_itself() -> None:
    findings = run(home_is_shown, SOUND)
    assert verdict(findings) == "pass"
    assert [each.kind for each in findings[0].evidence] == ["browser", "screenshot"]


def test_a_blank_page() -> None:
    finding = only_fail(run(home_is_shown, BLANK))
    assert finding.signature == "blank"
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("page", HOME)
    assert SCREEN in finding.evidence


def test_a_script_of_the_site_that_is_gone() -> None:
    finding = only_fail(run(home_is_shown, replace(SOUND, lost=(GONE,))))
    assert finding.signature == "script"
    assert "js/app.js 返回 404" in finding.message


def test_a_blank_page_whose_own_script_is_gone_is_one_fault() -> None:
    finding = only_fail(run(home_is_shown, replace(BLANK, lost=(GONE,))))
    assert finding.signature == "blank"
    assert "js/app.js" in finding.message


def test_an_error_page_in_the_place_of_a_script() -> None:
    thrown = Thrown(
        "SyntaxError", "Uncaught SyntaxError: Unexpected token '<'", url("js/app.js"), unread=True
    )
    finding = only_fail(run(home_is_shown, replace(SOUND, thrown=(thrown,))))
    assert "不能运行" in finding.message


def test_a_home_page_that_answers_the_browser_with_an_error() -> None:
    assert only_fail(run(home_is_shown, replace(SOUND, status=500))).signature == "document"


@pytest.mark.parametrize(
    "lost",
    [
        NOT_OURS,
        Lost(url("logo.png"), "image", "http_404", own=True),
        Lost(url("a.css"), "stylesheet", "http_404", own=True),
        Lost(url("list.json"), "fetch", "http_500", own=True),
        Lost(url("js/slow.js"), "script", "timeout", own=True, confirmed=False),
    ],
)
def test_what_else_is_missing_is_no_fault_of_a_page_that_shows_itself(lost: Lost) -> None:
    assert verdict(run(home_is_shown, replace(SOUND, lost=(lost,)))) == "pass"


@pytest.mark.parametrize(
    "thrown",
    [
        Thrown("TypeError", "Uncaught TypeError: $ is not a function", url("js/app.js")),
        Thrown("SyntaxError", "Unexpected end of JSON input", url("js/app.js")),
        Thrown("SyntaxError", "Unexpected token ';'", HOME, unread=True),
    ],
)
def test_an_error_that_leaves_the_page_as_it_is_is_no_fault(thrown: Thrown) -> None:
    assert verdict(run(home_is_shown, replace(SOUND, thrown=(thrown,)))) == "pass"


def test_a_blank_page_that_is_still_loading_is_not_decided() -> None:
    findings = run(home_is_shown, replace(BLANK, seconds=None))
    assert verdict(findings) == "unknown"
    assert "全部载入" in findings[0].message


def test_a_refusal_may_be_meant_for_us_alone() -> None:
    refused = Lost(url("js/app.js"), "script", "http_403", own=True)
    assert verdict(run(home_is_shown, replace(BLANK, lost=(refused,)))) == "unknown"
    assert verdict(run(home_is_shown, replace(SOUND, status=503))) == "unknown"


def test_what_we_did_not_bring_may_be_what_the_blank_page_lacks() -> None:
    findings = run(home_is_shown, replace(BLANK, lost=(NOT_OURS,)))
    assert verdict(findings) == "unknown"
    assert "cdn.example.com" in findings[0].message


def test_who_looked_is_said() -> None:
    both = run(home_is_shown, replace(SOUND, second=SECOND))
    assert verdict(both) == "pass"
    assert "Chromium 和 Firefox 153.0 都看过" in both[0].message
    assert {SCREEN, OTHER_SCREEN} <= set(both[0].evidence)
    alone = run(home_is_shown, replace(SOUND, alone="本次没有用 Firefox 再看"))
    assert verdict(alone) == "pass"
    assert "只用 Chromium 看过，本次没有用 Firefox 再看" in alone[0].message


@pytest.mark.parametrize(
    ("painted", "blank", "shows"),
    [
        (replace(SOUND, second=SECOND_BLANK), "Firefox 153.0", "Chromium"),
        (replace(BLANK, second=SECOND), "Chromium", "Firefox 153.0"),
    ],
)
def test_a_page_that_one_browser_shows_and_the_other_does_not(
    painted: Painted, blank: str, shows: str
) -> None:
    finding = only_fail(run(home_is_shown, painted))
    assert f"在 {blank} 中打开后一片空白，在 {shows} 中能显示内容" in finding.message
    assert {SCREEN, OTHER_SCREEN} <= set(finding.evidence)


def test_a_page_that_neither_browser_shows_is_one_fault() -> None:
    finding = only_fail(run(home_is_shown, replace(BLANK, second=SECOND_BLANK)))
    assert finding.signature == "blank"
    assert "中能显示" not in finding.message


@pytest.mark.parametrize(
    "painted",
    [
        replace(SOUND, second=replace(SECOND_BLANK, lost=(NOT_OURS,))),
        replace(SOUND, second=replace(SECOND_BLANK, seconds=None)),
        replace(BLANK, lost=(NOT_OURS,), second=replace(SECOND, lost=(NOT_OURS,))),
        replace(BLANK, seconds=None, second=SECOND),
    ],
    ids=["second-lacks", "second-loads", "both-lack", "first-loads"],
)
def test_a_blank_look_that_lacks_something_is_for_a_person(painted: Painted) -> None:
    (finding,) = run(home_is_shown, painted)
    assert (finding.status, finding.signature) == ("review", "differs")
    assert {SCREEN, OTHER_SCREEN} <= set(finding.evidence)


@pytest.mark.parametrize(
    "second",
    [
        replace(SECOND, thrown=(Thrown("TypeError", "navigator.usb is undefined", HOME),)),
        replace(SECOND, thrown=(Thrown("SyntaxError", "unexpected token", url("a.js"), unread=True),)),
        replace(SECOND, chars=300, media=2),
        replace(SECOND, lost=(GONE,)),
        replace(SECOND_BLANK, status=503),
    ],
    ids=["throws", "unread", "less", "lacks", "refused"],
)
def test_a_second_browser_that_shows_less_is_no_fault(second: Painted) -> None:
    assert verdict(run(home_is_shown, replace(SOUND, second=second))) == "pass"


def test_a_fault_of_the_first_look_stands_whatever_the_second_saw() -> None:
    assert only_fail(run(home_is_shown, replace(SOUND, lost=(GONE,), second=SECOND))).signature == "script"
    refused = replace(SOUND, status=503, second=SECOND_BLANK)
    assert verdict(run(home_is_shown, refused)) == "unknown"
