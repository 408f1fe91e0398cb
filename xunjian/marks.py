"""Applies what persons said of findings to the results of a run. Pure.

A marked finding stays visible, as a statement with its mark; it no longer fails anything. Nothing else of the
check changes: what else fails still fails, what could not be decided is still unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xunjian.engine import ItemResult, fingerprint, fold
from xunjian.model.finding import CheckResult, Finding, Status
from xunjian.model.mark import VERDICT_WORDS, Mark, Verdict

_AS = {Verdict.FALSE_ALARM: Status.PASS, Verdict.EXEMPT: Status.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Marked:
    """The results with marks applied, and the marks that found their finding."""

    results: tuple[ItemResult, ...]
    used: tuple[Mark, ...]


def apply_marks(results: tuple[ItemResult, ...], marks: Iterable[Mark], unit_id: str, day: date) -> Marked:
    """Take marked findings out of what fails. Of two marks on one finding the newer counts."""
    held = sorted((mark for mark in marks if mark.holds(day)), key=lambda mark: (mark.at, mark.id))
    by_print = {mark.fingerprint: mark for mark in held}
    if not by_print:
        return Marked(results, ())
    used: dict[str, Mark] = {}
    done: dict[int, CheckResult] = {}

    def applied(result: CheckResult | None) -> CheckResult | None:
        if result is None:
            return None
        if id(result) not in done:
            done[id(result)] = _apply(result, by_print, unit_id, used)
        return done[id(result)]

    changed = tuple(replace(item, result=applied(item.result), early=applied(item.early)) for item in results)
    return Marked(changed, tuple(sorted(used.values(), key=lambda mark: mark.id)))


def _apply(
    result: CheckResult, marks: Mapping[str, Mark], unit_id: str, used: dict[str, Mark]
) -> CheckResult:
    findings: list[Finding] = []
    changed = False
    for finding in result.findings:
        mark = None
        if finding.status in (Status.FAIL, Status.REVIEW):
            mark = marks.get(fingerprint(unit_id, result.check, finding))
        if mark is not None:
            used[mark.fingerprint] = mark
            finding = replace(finding, status=_AS[mark.verdict], message=_say(mark, finding))
            changed = True
        findings.append(finding)
    return fold(result.check, result.parameters, tuple(findings)) if changed else result


def _say(mark: Mark, finding: Finding) -> str:
    reason = mark.reason.rstrip("。")
    return (
        f"{mark.by}已标为{VERDICT_WORDS[mark.verdict]}，有效至 {mark.until}，理由：{reason}。"
        f"原来的结论：{finding.message}"
    )
