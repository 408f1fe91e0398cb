"""Measures every check on the bundled portals: what it should have said, and what it said."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from xunjian.app.accuracy_past import live_through
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import can_start, find_browser
from xunjian.model.audit import Audit
from xunjian.testing.compare import Outcome, Said, compare
from xunjian.testing.portals.case import Case
from xunjian.testing.portals.cases import case as bundled
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
    decoys: int = 0
    """What looks like a fault of it and is none."""
    taken: int = 0
    """Decoys that it reported."""
    statuses: tuple[tuple[str, int], ...] = ()
    """On how many portals it had each status."""

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
        compared = compare(statuses, said_by(audit), told)
        outcomes = tuple(each for each in compared if not case.only or each.check in case.only)
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
    names: Sequence[str], tell: Callable[[CaseResult], None] = lambda result: None, processes: int = 2
) -> list[CaseResult]:
    """The portals of these names, so many at a time; `tell` hears of each as it ends. May raise OSError."""
    with ProcessPoolExecutor(min(processes, os.cpu_count() or 1), get_context("spawn")) as pool:
        running = {pool.submit(measure_named, name): name for name in names}
        for done in as_completed(running):
            tell(done.result())
    found = {result.case: result for result in (each.result() for each in running)}
    return [found[name] for name in names]


def measure_named(name: str) -> CaseResult:
    """One bundled portal. Raises LookupError where there is none of that name."""
    return measure_case(bundled(name))


def figures(results: Sequence[CaseResult]) -> list[Figure]:
    """The figures of every check, in the order of the catalogue."""
    rows: dict[str, list[Outcome]] = {check: [] for check in CHECKS}
    for result in results:
        for outcome in result.outcomes:
            rows[outcome.check].append(outcome)
    return [_figure(check, outcomes) for check, outcomes in rows.items()]


def _figure(check: str, outcomes: Sequence[Outcome]) -> Figure:
    return Figure(
        check,
        hits=sum(len(each.hits) for each in outcomes),
        missed=sum(len(each.missed) for each in outcomes),
        false=sum(len(each.false) for each in outcomes),
        right=sum(each.right for each in outcomes),
        portals=len(outcomes),
        decoys=sum(len(each.decoys) for each in outcomes),
        taken=sum(len(each.taken) for each in outcomes),
        statuses=tuple(sorted(Counter(each.status for each in outcomes).items())),
    )
