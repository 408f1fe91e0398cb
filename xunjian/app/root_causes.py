"""What one repair mends: findings of an audit grouped by their root cause."""

import re
from collections import defaultdict

from xunjian.model.audit import Audit, AuditFinding
from xunjian.model.finding import Status
from xunjian.model.unit import host_of
from xunjian.reports.advice import Cause
from xunjian.reports.groups import ADDRESSED, check_titles, commonest, fault_of, indicators_of

_ADDRESS = re.compile(r" ?[a-z]+://\S+ ?")
Key = tuple[str, str, str, tuple[str, ...]]
_MOST_HOSTS = 20
"""Foreign hosts that are told apart where they fail in one way; the rest stand together."""


def find_causes(audit: Audit) -> tuple[Cause, ...]:
    """Root causes of all confirmed faults, in the order of their first finding."""
    failing = [finding for finding in audit.findings if finding.status is Status.FAIL]
    own = host_of(audit.unit.home_url)
    places = [(finding.check, _fault(finding), _foreign_host(finding, own)) for finding in failing]
    told_apart = commonest(places, _MOST_HOSTS)
    bearing = indicators_of(audit)
    heaps: defaultdict[Key, list[AuditFinding]] = defaultdict(list)
    for finding, (check, fault, host) in zip(failing, places, strict=True):
        host = host if (check, fault, host) in told_apart else ""
        bears_on = tuple(indicator.id for indicator in bearing.get(finding.id, ()))
        heaps[check, fault, host, bears_on].append(finding)
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


def _repairs(host: str, findings: list[AuditFinding]) -> int:
    """All links to a foreign site that fails in one way are taken out in one go."""
    return 1 if host else len(findings)


def _fault(finding: AuditFinding) -> str:
    """How a link or file is broken, wherever it leads instead; else empty."""
    return _ADDRESS.sub("别处", fault_of(finding))


def _foreign_host(finding: AuditFinding, own: str) -> str:
    if finding.subject.kind not in ADDRESSED:
        return ""
    host = host_of(finding.subject.url)
    return "" if host == own else host
