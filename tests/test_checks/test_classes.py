"""Classes of fault: what a check declares is what it finds, no more and no less.

That nothing else is found, the declaration itself sees to whenever a check runs; `classes.json` names for
each class a test that brings it about.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from checks.disclosure.annual_report_arithmetic import annual_report_figures_agree
from checks.site.accessibility import pages_are_accessible
from test_checks.builders import HOME, only_fail, run
from xunjian.app.check_docs import own_checks, render
from xunjian.errors import PluginError
from xunjian.facts.annual_report.statistics import GENERATIONS
from xunjian.model.annual_report import AnnualReport, AnnualReports, Comparison
from xunjian.model.browser import Accessibility, Inspected, Violation
from xunjian.model.finding import Finding, Status, Subject
from xunjian.plugin import Check, check, fail, ok, review

ROOT = Path(__file__).resolve().parents[2]
CHECKS = own_checks()
BROUGHT_ABOUT: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "classes.json").read_text(encoding="utf-8")
)
FIGURES = CHECKS["disclosure.annual_report_arithmetic"].classes


def test_every_class_that_is_declared_is_brought_about_and_none_other() -> None:
    declared = {id: sorted(check.classes) for id, check in CHECKS.items() if check.classes}
    assert declared == {id: sorted(each) for id, each in BROUGHT_ABOUT.items()}


@pytest.mark.parametrize("kind", FIGURES)
def test_each_family_of_relations(kind: str) -> None:
    rule = f"{kind}-1" if kind.isascii() else kind
    wrong = Comparison(rule, "两边应相等", "左 1", "右 2", holds=False, difference=Decimal(1))
    report = AnnualReport("2025年年报", 2025, f"{HOME}nb.html", figures=9, comparisons=(wrong,))
    assert only_fail(run(annual_report_figures_agree, AnnualReports((report,)))).kind == kind


def rules() -> Iterator[str]:
    """Every rule that the reading of annual reports knows, out of its code and tables."""
    yield from (each.rule for layout in GENERATIONS for each in layout.sums)
    for path in (ROOT / "xunjian/facts/annual_report").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"(?:S|T\d|X)-\d+", str(node.value)):
                yield str(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Comparison":
                yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))


def test_every_relation_of_annual_reports_is_of_a_declared_family() -> None:
    known = {rule.partition("-")[0] for rule in rules()}
    assert known == set(FIGURES)


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
    assert "类别" not in render(CHECKS["column.blank"]).split("## 参数")[1]
