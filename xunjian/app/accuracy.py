"""Measures every check on the bundled portals: what it should have said, and what it said."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xunjian.app.accuracy_past import live_through
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import can_start, find_browser
from xunjian.model.audit import Audit
from xunjian.testing.compare import Outcome, Said, compare
from xunjian.testing.portals.case import Case
from xunjian.testing.server import serve
from xunjian.testing.truth import CHECKS, truth


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One portal, measured. `pages`: as the audit counted them."""

    case: str
    outcomes: tuple[Outcome, ...]
    pages: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One check over all portals."""

    check: str
    hits: int
    missed: int
    false: int
    right: int
    """Portals on which the status of the check was right."""
    portals: int

    @property
    def precision(self) -> float | None:
        """Share of what was reported that is true; none where nothing was reported."""
        said = self.hits + self.false
        return self.hits / said if said else None

    @property
    def recall(self) -> float | None:
        """Share of the planted defects that were reported; none where none was planted."""
        planted = self.hits + self.missed
        return self.hits / planted if planted else None


def measure_case(case: Case) -> CaseResult:
    """Serve one portal on loopback, audit it, hold the result against the truth: without a browser, unless
    the case asks for one and there is one."""
    painted = case.painted and _has_browser()
    with serve(case.spec) as running, tempfile.TemporaryDirectory(prefix="xunjian-accuracy-") as folder:
        request = AuditRequest(
            target=running.home,
            unit_type=case.spec.unit_type,
            name=case.spec.name,
            as_of=case.spec.as_of,
            delay=0.0,
            resolve=running.resolve,
            browser=painted,
            allow_private=True,
            record=False,
            out=Path(folder) / case.id,
        )
        audit = run_audit(live_through(running, request, Path(folder))).audit
        told = truth(case.spec, running.site, painted=painted)
        statuses = {each.check: str(each.status) for each in audit.checks}
        outcomes = compare(statuses, said_by(audit), told)
        return CaseResult(case.id, outcomes, audit.run.pages_fetched, audit.run.complete)


@cache
def _has_browser() -> bool:
    path = find_browser()
    return path is not None and can_start(path)


def said_by(audit: Audit) -> tuple[Said, ...]:
    """The findings of an audit, as far as they are compared."""
    rows = []
    for finding in audit.findings:
        words = (finding.message, finding.subject.title, finding.expected, finding.observed)
        text = "\n".join(word for word in words if word)
        rows.append(Said(finding.check, str(finding.status), finding.subject.url, text))
    return tuple(rows)


def measure(
    cases: Iterable[Case], tell: Callable[[CaseResult], None] = lambda result: None
) -> list[CaseResult]:
    """All portals, one after the other; `tell` hears of each as it ends."""
    results = []
    for case in cases:
        results.append(measure_case(case))
        tell(results[-1])
    return results


def figures(results: Sequence[CaseResult]) -> list[Figure]:
    """The figures of every check, in the order of the catalogue."""
    hits: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for result in results:
        for outcome in result.outcomes:
            hits[outcome.check] += len(outcome.hits)
            missed[outcome.check] += len(outcome.missed)
            false[outcome.check] += len(outcome.false)
            right[outcome.check] += outcome.right
    return [
        Figure(check, hits[check], missed[check], false[check], right[check], len(results))
        for check in CHECKS
    ]
