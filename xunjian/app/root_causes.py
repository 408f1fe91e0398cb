"""What one repair mends: findings of an audit grouped by their root cause."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from xunjian.model.audit import Audit, AuditFinding
from xunjian.model.finding import Status
from xunjian.model.unit import host_of
from xunjian.reports.advice import Cause
from xunjian.reports.groups import check_titles, fault_of

_ADDRESS = re.compile(r" ?[a-z]+://\S+ ?")
_ADDRESSED = frozenset({"link", "attachment"})
Key = tuple[str, str, str, tuple[str, ...]]
_MOST_HOSTS = 20
"""Foreign hosts that are told apart where they fail in one way; the rest stand together."""


def find_causes(audit: Audit) -> tuple[Cause, ...]:
    """Root causes of all confirmed faults, in the order of their first finding."""
    failing = [finding for finding in audit.findings if finding.status is Status.FAIL]
    own = host_of(audit.unit.home_url)
    told_apart = _hosts_told_apart((each.check, _fault(each), _foreign_host(each, own)) for each in failing)
    bearing = _bearing(audit)
    heaps: defaultdict[Key, list[AuditFinding]] = defaultdict(list)
    for finding in failing:
        check, fault, host = finding.check, _fault(finding), _foreign_host(finding, own)
        host = host if (check, fault, host) in told_apart else ""
        heaps[check, fault, host, bearing.get(finding.id, ())].append(finding)
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


def _hosts_told_apart(places: Iterable[tuple[str, str, str]]) -> frozenset[tuple[str, str, str]]:
    """Foreign hosts with several faults of one kind, the commonest, by check and fault."""
    counted = Counter(place for place in places if place[2])
    kept: set[tuple[str, str, str]] = set()
    per_fault: Counter[tuple[str, str]] = Counter()
    for (check, fault, host), times in counted.most_common():
        if times > 1 and per_fault[check, fault] < _MOST_HOSTS:
            per_fault[check, fault] += 1
            kept.add((check, fault, host))
    return frozenset(kept)


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
