"""site.accessibility, and what a click adds to site.accessibility_entry"""

import pytest

from checks.site.accessibility import pages_are_accessible
from checks.site.accessibility_entry import accessibility_entry
from test_checks.builders import HOME, home, only_fail, page, run, url, verdict
from xunjian.model.browser import Accessibility, EntryClick, Impact, Inspected, Place, Violation
from xunjian.model.finding import Evidence
from xunjian.model.page import Reading

SCREEN = Evidence("screenshot", HOME, None, "2026-11-20T08:00:00+08:00", "1" * 64, "第一处")
ARTICLE = url("a/1.html")


def violation(rule: str = "image-alt", impact: Impact = "critical") -> Violation:
    return Violation(rule, impact, "图像必须有替代文本", 2, (Place("img", "<img src='a.png'>"),), SCREEN)


def seen(
    *at_home: Violation, elsewhere: tuple[Violation, ...] = (), unstyled: tuple[str, ...] = ()
) -> Accessibility:
    return Accessibility(
        (Inspected(ARTICLE, elsewhere), Inspected(HOME, at_home, unstyled)), version="4.14.1"
    )


def test_pages_without_grave_violations() -> None:
    findings = run(pages_are_accessible, seen(violation("region", "moderate")))
    assert verdict(findings) == "pass"
    assert "2 个页面" in findings[0].message


@pytest.mark.parametrize("impact", ["serious", "critical"])
def test_one_finding_for_each_rule_with_all_its_pages(impact: Impact) -> None:
    broken = violation(impact=impact)
    finding = only_fail(run(pages_are_accessible, seen(broken, elsewhere=(broken,))))
    assert finding.subject is not None
    assert (finding.subject.url, finding.subject.found_on) == (HOME, (HOME, ARTICLE))
    assert (finding.signature, finding.kind) == ("image-alt", impact)
    assert "共 4 处" in finding.message
    assert finding.evidence[0] == SCREEN


def test_two_rules_are_two_findings() -> None:
    findings = run(pages_are_accessible, seen(violation(), violation("label")))
    assert [each.signature for each in findings] == ["image-alt", "label"]


def test_parameters_say_what_counts() -> None:
    look = seen(violation("region", "moderate"), violation())
    assert len(run(pages_are_accessible, look, impacts=("moderate", "critical"))) == 2
    assert verdict(run(pages_are_accessible, look, ignored=("image-alt",))) == "pass"


def test_colours_without_their_style_sheet_prove_nothing() -> None:
    bare = seen(violation("color-contrast", "serious"), unstyled=(url("main.css"),))
    findings = run(pages_are_accessible, bare)
    assert verdict(findings) == "unknown"
    assert "main.css" in findings[0].message


def test_what_has_nothing_to_do_with_style_stands_without_it() -> None:
    only_fail(run(pages_are_accessible, seen(violation(), unstyled=(url("main.css"),))))


def test_a_home_page_that_was_not_opened() -> None:
    look = Accessibility((Inspected(ARTICLE, ()),), ((HOME, "robots.txt 不允许抓取"),))
    findings = run(pages_are_accessible, look)
    assert verdict(findings) == "unknown"
    assert "robots.txt" in findings[0].message


WITH = home(at=page(accessibility=Reading("长者模式", "链接")))


def test_a_click_that_opened_something_is_told() -> None:
    click = EntryClick("长者模式", True, "打开了 http://www.example.gov.cn/old/", SCREEN)
    findings = run(accessibility_entry, WITH, click)
    assert verdict(findings) == "pass"
    assert "/old/" in findings[0].message
    assert SCREEN in findings[0].evidence


def test_a_click_without_effect_is_for_a_person() -> None:
    findings = run(accessibility_entry, WITH, EntryClick("长者模式", False, "点击后页面没有变化", SCREEN))
    assert verdict(findings) == "review"
    assert SCREEN in findings[0].evidence


@pytest.mark.parametrize("click", [EntryClick(), EntryClick("长者模式", None, "没有找到可以点击的入口")])
def test_without_a_telling_click_the_entry_is_enough(click: EntryClick) -> None:
    assert verdict(run(accessibility_entry, WITH, click)) == "pass"


def test_no_entry_is_a_fault_whatever_a_click_did() -> None:
    assert verdict(run(accessibility_entry, home(at=page()), EntryClick())) == "fail"
