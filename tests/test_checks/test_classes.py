"""Classes of fault: what a check declares is what it finds, no more and no less.

That nothing else is found, the declaration itself sees to whenever a check runs; `classes.json` names for
each class a test that brings it about.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from checks.disclosure.annual_report_arithmetic import annual_report_figures_agree
from checks.site.accessibility import pages_are_accessible
from test_checks.builders import HOME, only_fail, run
from xunjian.app.check_docs import own_checks, render
from xunjian.errors import PluginError
from xunjian.model.annual_relations import RELATIONS, Relation, Verdict
from xunjian.model.annual_report import AnnualReport, AnnualReports, Comparison
from xunjian.model.browser import Accessibility, Inspected, Violation
from xunjian.model.finding import Finding, Status, Subject
from xunjian.plugin import Check, check, fail, ok, review

ROOT = Path(__file__).resolve().parents[2]
CHECKS = own_checks()
BROUGHT_ABOUT: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "classes.json").read_text(encoding="utf-8")
)
ARITHMETIC = "disclosure.annual_report_arithmetic"


def test_every_class_that_is_declared_is_brought_about_and_none_other() -> None:
    declared = {id: sorted(check.classes) for id, check in CHECKS.items() if check.classes}
    assert declared == {id: sorted(each) for id, each in BROUGHT_ABOUT.items()}


JUDGED = [
    each
    for each in RELATIONS.values()
    if each.verdict is not Verdict.HINT and f"| {each.id} |" in CHECKS[ARITHMETIC].notes
]


@pytest.mark.parametrize("relation", JUDGED, ids=[each.id for each in JUDGED])
def test_each_relation_of_annual_reports_is_of_a_declared_family(relation: Relation) -> None:
    wrong = Comparison(relation.id, "两边应相等", "左 1", "右 2", holds=False, difference=Decimal(1))
    report = AnnualReport("2025年年报", 2025, f"{HOME}nb.html", figures=9, comparisons=(wrong,))
    (found,) = run(annual_report_figures_agree, AnnualReports((report,)))
    assert found.status is (Status.FAIL if relation.verdict is Verdict.FAIL else Status.REVIEW)
    assert found.kind == relation.id.partition("-")[0]
    assert relation.source in found.message


def test_every_family_of_relations_has_one() -> None:
    assert {each.id.partition("-")[0] for each in JUDGED} == set(CHECKS[ARITHMETIC].classes)


def test_an_impact_that_only_a_parameter_asks_for() -> None:
    look = Accessibility((Inspected(HOME, (Violation("empty-heading", "minor", "标题不应为空", 1, ()),)),))
    assert only_fail(run(pages_are_accessible, look, impacts=("minor",))).kind == "minor"


def say(*findings: Finding, classes: Mapping[str, str] | None = None) -> list[Finding]:
    @check("demo.say", title="示例", classes=classes)
    def demo() -> Iterator[Finding]:
        """看示例。"""
        yield from findings

    return list(demo.run())


HERE = Subject("page", HOME)


@pytest.mark.parametrize(
    ("finding", "classes"),
    [
        (fail(HERE, "坏。", kind="late"), None),
        (fail(HERE, "坏。", kind="late"), {"open": "未答复"}),
        (review(HERE, "疑。", kind="late"), {"open": "未答复"}),
        (fail(HERE, "坏。"), {"open": "未答复"}),
        (review(HERE, "疑。"), {"open": "未答复"}),
        (ok("好。", kind="late"), {"open": "未答复"}),
    ],
)
def test_a_class_that_was_not_declared_is_refused(finding: Finding, classes: dict[str, str] | None) -> None:
    with pytest.raises(PluginError, match=r"demo\.say"):
        say(finding, classes=classes)


def test_what_is_no_fault_needs_no_class() -> None:
    said = say(ok("好。"), Finding(Status.UNKNOWN, "不明。"), classes={"open": "未答复"})
    assert [each.kind for each in said] == ["", ""]
    assert say(fail(HERE, "坏。"))[0].kind == ""


@pytest.mark.parametrize("each", [c for c in CHECKS.values() if c.classes], ids=lambda each: each.id)
def test_the_page_of_a_check_lists_its_classes(each: Check) -> None:
    page = render(each)
    assert "## 问题的类别" in page
    assert all(f"| `{kind}` | {words} |" in page for kind, words in each.classes.items())


def test_the_page_of_a_check_without_classes_says_nothing_of_them() -> None:
    assert "类别" not in render(CHECKS["column.mismatch"]).split("## 参数")[1]
