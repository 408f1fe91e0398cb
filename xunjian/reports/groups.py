"""Findings grouped by root cause: what one repair is likely to mend together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from xunjian.model.audit import Audit, AuditFinding, AuditIndicator
from xunjian.model.finding import Status
from xunjian.reports.losses import lost_points

_FAULTS_APART = 4
"""So many ways of being broken are told apart within one check; the rest stand together."""

ADDRESSED = frozenset({"link", "attachment"})
"""Subjects whose address may lie on another host."""
_REMARK = re.compile("（[^（）]*）$")

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one check that are broken in the same way."""

    check: str
    title: str
    fault: str
    """What they have in common, as observed; empty where they have nothing."""
    status: Status
    clause: str
    findings: tuple[AuditFinding, ...]
    indicators: tuple[AuditIndicator, ...]

    @property
    def pages(self) -> int:
        """How many pages show it."""
        return count_pages(self.findings)

    @property
    def expected(self) -> str:
        """What would be right, where it is the same for all."""
        wanted = {finding.expected for finding in self.findings}
        return (wanted.pop() or "") if len(wanted) == 1 else ""


def count_pages(findings: Iterable[AuditFinding]) -> int:
    """How many pages show findings."""
    return len({url for each in findings for url in each.subject.found_on or (each.subject.url,)})


def check_titles(audit: Audit) -> dict[str, str]:
    """Chinese name of each check; its id where it has none."""
    return {entry.check: entry.title or entry.check for entry in audit.checks}


def indicators_of(audit: Audit) -> dict[str, tuple[AuditIndicator, ...]]:
    """The indicators that each finding bears on, by finding id."""
    found: defaultdict[str, list[AuditIndicator]] = defaultdict(list)
    for indicator in audit.indicators:
        for name in indicator.finding_ids:
            found[name].append(indicator)
    return {name: tuple(indicators) for name, indicators in found.items()}


def fault_of(finding: AuditFinding) -> str:
    """How a link or file is broken, without remarks such as the number of tries; else empty.

    Only of links and files `observed` says how they are broken; elsewhere it is a value of its own.
    """
    if finding.subject.kind not in ADDRESSED:
        return ""
    return _REMARK.sub("", finding.observed or "")


def commonest(places: Iterable[tuple[str, ...]], most: int) -> frozenset[tuple[str, ...]]:
    """What is there more than once, the commonest first: at most so many that differ in their last part
    alone. Where that part is empty, nothing is told apart by it."""
    kept: set[tuple[str, ...]] = set()
    alike: Counter[tuple[str, ...]] = Counter()
    for place, times in Counter(place for place in places if place[-1]).most_common():
        if times > 1 and alike[place[:-1]] < most:
            alike[place[:-1]] += 1
            kept.add(place)
    return frozenset(kept)


def _name_rest(findings: list[AuditFinding], has_siblings: bool) -> str:
    """What to call the findings of a check that share no fault with others."""
    if len(findings) == 1:
        return fault_of(findings[0])
    return "其他原因" if has_siblings else ""


def clause_of(audit: Audit, finding: AuditFinding, indicators: Iterable[AuditIndicator]) -> str:
    """The rule a finding breaks: its own, else its indicators', else its check's."""
    if finding.clause:
        return finding.clause
    for clause in (indicator.clause for indicator in indicators):
        if clause:
            return clause
    return next((entry.clause for entry in audit.checks if entry.check == finding.check and entry.clause), "")


def group_findings(audit: Audit) -> tuple[Group, ...]:
    """Failing groups before those to be reviewed; within, what costs most first, then what is most."""
    common = commonest(((finding.check, fault_of(finding)) for finding in audit.findings), _FAULTS_APART)
    told_apart = {check for check, _ in common}
    heaps: defaultdict[Key, list[AuditFinding]] = defaultdict(list)
    for finding in audit.findings:
        fault = fault_of(finding)
        fault = fault if (finding.check, fault) in common else ""
        heaps[(finding.check, finding.status.value, fault)].append(finding)
    titles, bearing = check_titles(audit), indicators_of(audit)
    groups: list[Group] = []
    for (check, status, fault), findings in heaps.items():
        indicators = {entry.id: entry for finding in findings for entry in bearing.get(finding.id, ())}
        groups.append(
            Group(
                check=check,
                title=titles.get(check, check),
                fault=fault or _name_rest(findings, check in told_apart),
                status=Status(status),
                clause=clause_of(audit, findings[0], indicators.values()),
                findings=tuple(findings),
                indicators=tuple(indicators.values()),
            )
        )
    return tuple(sorted(groups, key=_weight))


def _weight(group: Group) -> tuple[bool, float, int]:
    lost = max(map(lost_points, group.indicators), default=0.0)
    return group.status is not Status.FAIL, -lost, -len(group.findings)
