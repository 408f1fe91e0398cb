"""What one repair mends: findings of an audit grouped by their root cause."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from xunjian.model.audit import Audit, AuditFinding
from xunjian.model.finding import Status
from xunjian.model.unit import host_of
from xunjian.reports.groups import check_titles, count_pages, fault_of

_ADDRESS = re.compile(r" ?[a-z]+://\S+ ?")
_ADDRESSED = frozenset({"link", "attachment"})
Key = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that are mended together, or that stand for one another: of one check, broken in one way,
    bearing on the same indicators. A fault of a template is one finding, however many pages show it."""

    check: str
    title: str
    """Chinese name of the check."""
    fault: str
    """How they are broken, or whose host is dead; empty where they have nothing more in common."""
    findings: tuple[AuditFinding, ...]
    repairs: int
    """Things to mend: places, or one where one step mends all."""

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(finding.id for finding in self.findings)

    @property
    def pages(self) -> int:
        return count_pages(self.findings)


def find_causes(audit: Audit) -> tuple[Cause, ...]:
    """Root causes of all confirmed faults, in the order of their first finding."""
    failing = [finding for finding in audit.findings if finding.status is Status.FAIL]
    own = host_of(audit.unit.home_url)
    per_host = Counter((each.check, _fault(each), _foreign_host(each, own)) for each in failing)
    bearing = _bearing(audit)
    heaps: defaultdict[Key, list[AuditFinding]] = defaultdict(list)
    for finding in failing:
        check, fault, host = finding.check, _fault(finding), _foreign_host(finding, own)
        alone = per_host[check, fault, host] == 1
        heaps[check, fault, "" if alone else host, bearing.get(finding.id, ())].append(finding)
    titles = check_titles(audit)
    return tuple(
        Cause(
            check,
            titles.get(check, check),
            "，".join(filter(None, (host, fault))),
            tuple(mine),
            _repairs(host, mine),
        )
        for (check, fault, host, _), mine in heaps.items()
    )


def _bearing(audit: Audit) -> dict[str, tuple[str, ...]]:
    """The indicators that each finding bears on, by finding id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for indicator in audit.indicators:
        for name in indicator.finding_ids:
            found[name].append(indicator.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _repairs(host: str, findings: list[AuditFinding]) -> int:
    """All links to a foreign site that fails in one way are taken out in one go."""
    return 1 if host else len(findings)


def _fault(finding: AuditFinding) -> str:
    """How a link or file is broken, wherever it leads instead; else empty."""
    return _ADDRESS.sub("别处", fault_of(finding))


def _foreign_host(finding: AuditFinding, own: str) -> str:
    if finding.subject.kind not in _ADDRESSED:
        return ""
    host = host_of(finding.subject.url)
    return "" if host == own else host
