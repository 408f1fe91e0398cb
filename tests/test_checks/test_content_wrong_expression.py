"""content.wrong_expression"""

from dataclasses import replace

from checks.content.wrong_expression import wrong_expressions
from test_checks.builders import CUT, HOME, only_fail, page, pages, run, url, verdict
from xunjian.model.finding import Status
from xunjian.model.page import PageKind, WrongExpression
from xunjian.model.site import Page

OFFICE = WrongExpression("人名政府", "人民政府", "serious", "县人名政府办公室")
TYPO = WrongExpression("布署", "部署", "common", "统一布署")
DOUBT = WrongExpression("一带一路战略", "“一带一路”倡议", "doubtful", "服务一带一路战略")


def saying(*wrong: WrongExpression, path: str = "a/1.html", shell: bool = False) -> Page:
    each = page(url(path), PageKind.ARTICLE, shell=shell)
    return replace(each, reading=replace(each.reading, wrong=wrong))


def test_sound_pages() -> None:
    assert verdict(run(wrong_expressions, pages(page(), saying()))) == "pass"


def test_all_errors_of_a_page_are_one_finding() -> None:
    finding = only_fail(run(wrong_expressions, pages(page(), saying(OFFICE, TYPO))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("page", url("a/1.html"))
    assert "“人名政府”应为“人民政府”（严重）" in finding.message
    assert "“布署”" in finding.message


def test_what_depends_on_time_and_place_is_for_a_person() -> None:
    assert verdict(run(wrong_expressions, pages(page(), saying(DOUBT)))) == "review"
    assert verdict(run(wrong_expressions, pages(page(), saying(DOUBT, TYPO)))) == "fail"


def test_a_title_in_a_list_belongs_to_its_page() -> None:
    row = replace(OFFICE, target=url("a/1.html"), quote="县人名政府通知")
    home = page()
    home = replace(home, reading=replace(home.reading, wrong=(row,)))
    findings = run(wrong_expressions, pages(home, saying(row, path="c/1/"), saying(OFFICE)))
    finding = only_fail(findings)
    assert finding.subject is not None
    assert finding.subject.url == url("a/1.html")
    assert set(finding.subject.found_on) == {HOME, url("c/1/"), url("a/1.html")}


def test_a_title_whose_page_says_it_right_is_the_lists_own_error() -> None:
    row = replace(OFFICE, target=url("a/1.html"))
    finding = only_fail(run(wrong_expressions, pages(page(), saying(), saying(row, path="c/1/"))))
    assert finding.subject is not None
    assert finding.subject.url == url("c/1/")


def test_what_all_pages_show_is_one_finding() -> None:
    home = page()
    home = replace(home, reading=replace(home.reading, wrong=(OFFICE,)))
    some = [saying(OFFICE, path=f"a/{n}.html") for n in range(3)]
    finding = only_fail(run(wrong_expressions, pages(some[0], home, *some[1:])))
    assert finding.subject is not None
    assert finding.subject.url == HOME
    assert len(finding.subject.found_on) == 4


def test_a_pack_may_allow_words_or_ask_for_serious_ones_only() -> None:
    some = pages(page(), saying(TYPO))
    assert verdict(run(wrong_expressions, some, allowed=("布署",))) == "pass"
    assert verdict(run(wrong_expressions, some, serious_only=True)) == "pass"
    assert verdict(run(wrong_expressions, pages(page(), saying(OFFICE)), serious_only=True)) == "fail"


def test_what_was_not_seen_is_unknown_and_hides_no_error() -> None:
    assert verdict(run(wrong_expressions, pages(page()), CUT)) == "unknown"
    assert verdict(run(wrong_expressions, pages(page(), saying(shell=True)))) == "unknown"
    findings = run(wrong_expressions, pages(page(), saying(OFFICE)), CUT)
    assert {each.status for each in findings} == {Status.FAIL}
