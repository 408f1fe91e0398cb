"""What the HTML report says, worked out of an audit before any markup is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xunjian.model.audit import (
    Audit,
    AuditCheck,
    AuditFinding,
    AuditIndicator,
    AuditNote,
    IndicatorStatus,
)
from xunjian.model.finding import Status
from xunjian.reports.advice import Advice, gains, name_cause, what_to_mend
from xunjian.reports.groups import Group, check_titles, group_findings
from xunjian.reports.ledger import LedgerView, Waiting, view_ledger, waiting
from xunjian.reports.losses import Loss, all_losses, rescaled_losses, vetoes
from xunjian.reports.tree import Branch, build_tree
from xunjian.reports.words import without_verdict

SHOWN_PER_GROUP = 31
"""One example in the open and thirty folded; the sheet holds all."""
LINKS_PER_INDICATOR = 5
MOST_FIXES = 5


@dataclass(frozen=True, slots=True)
class Undecided:
    """A check that came to no verdict, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in its place in the report. `number` is that of the sheet."""

    number: int
    finding: AuditFinding
    clause: str
    """Only where it is not the clause of the whole group."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    number: int
    group: Group
    example: Shown
    folded: tuple[Shown, ...]
    beyond: int
    """How many more only the sheet shows."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to mend, and what it brings."""

    title: str
    worth: float
    """Points taken back; 0 where it brings none."""
    told: str
    first_finding: str


@dataclass(frozen=True, slots=True)
class ReportView:
    audit: Audit
    losses: tuple[Loss, ...]
    whole: Mapping[str, float]
    """Points of the whole that each indicator lost, where its own are others; else empty."""
    fixes: tuple[Fix, ...]
    """What to mend first: each on top of those before it."""
    vetoes: tuple[AuditIndicator, ...]
    open_vetoes: int
    """Vetoes that may still fire."""
    waiting: tuple[Waiting, ...]
    ledger: LedgerView
    undecided: tuple[Undecided, ...]
    tree: Branch
    groups: tuple[ShownGroup, ...]
    anchors: Mapping[str, str]
    """Where the report shows a finding, by finding id."""
    numbers: Mapping[str, int]
    checks: tuple[AuditCheck, ...]
    titles: Mapping[str, str]

    @property
    def has_points(self) -> bool:
        return self.audit.score.maximum > 0

    @property
    def failing(self) -> int:
        return sum(1 for finding in self.audit.findings if finding.status is Status.FAIL)

    @property
    def reviewing(self) -> int:
        return len(self.audit.findings) - self.failing

    def notes(self, indicator: AuditIndicator) -> tuple[AuditNote, ...]:
        """What speaks for an indicator that did not fail: the passes of its checks."""
        if indicator.status is not IndicatorStatus.PASS:
            return ()
        mine = frozenset(indicator.checks)
        return tuple(note for entry in self.checks if entry.check in mine for note in entry.notes[:2])


def _fixes(advice: Advice) -> Iterator[Fix]:
    """The steps of the advice; where no step brings points, the faults, most places first."""
    for step in advice.steps:
        brings = "，".join((f"改好 {step.needed} 处", *gains(step, amount_shown=True)))
        told = "；".join(filter(None, (brings, "、".join(step.responsible))))
        yield Fix(what_to_mend(step), float(step.gain), told, step.first_finding)
    if not advice.steps:
        told = "改好不增加得分，也应当改" if advice.before.total.maximum else "应当改好"
        most = sorted(advice.without_points, key=lambda cause: -len(cause.findings))[:MOST_FIXES]
        for cause in most:
            yield Fix(name_cause(cause), 0, told, cause.findings[0].id)


def number_findings(audit: Audit) -> dict[str, int]:
    """Numbers from 1, of the failing and of those to be reviewed apart: as the two sheets count them."""
    numbers: dict[str, int] = {}
    for status in (Status.FAIL, Status.REVIEW):
        mine = [finding for finding in audit.findings if finding.status is status]
        numbers.update({finding.id: number for number, finding in enumerate(mine, 1)})
    return numbers


def _show(number: int, group: Group, numbers: Mapping[str, int]) -> ShownGroup:
    shown = [
        Shown(numbers[finding.id], finding, (finding.clause or "") if finding.clause != group.clause else "")
        for finding in group.findings[:SHOWN_PER_GROUP]
    ]
    return ShownGroup(number, group, shown[0], tuple(shown[1:]), len(group.findings) - len(shown))


def _anchors(groups: tuple[ShownGroup, ...]) -> dict[str, str]:
    anchors: dict[str, str] = {}
    for shown in groups:
        for finding in shown.group.findings:
            anchors[finding.id] = f"g{shown.number}"
        for place in (shown.example, *shown.folded):
            anchors[place.finding.id] = anchor_of(place)
    return anchors


def anchor_of(place: Shown) -> str:
    """`f12` of a failing finding, `r3` of one to be reviewed."""
    return f"{'f' if place.finding.status is Status.FAIL else 'r'}{place.number}"


def view_audit(audit: Audit, advice: Advice | None = None) -> ReportView:
    """Everything the template needs; pure."""
    numbers, titles = number_findings(audit), check_titles(audit)
    groups = tuple(_show(number, group, numbers) for number, group in enumerate(group_findings(audit), 1))
    fired = frozenset(audit.score.vetoes)
    undecided = [
        Undecided(titles[entry.check], without_verdict(entry.reason))
        for entry in audit.checks
        if entry.status is Status.UNKNOWN
    ]
    return ReportView(
        audit=audit,
        losses=all_losses(audit)[:3],
        whole=rescaled_losses(audit),
        fixes=tuple(_fixes(advice)) if advice else (),
        vetoes=vetoes(audit),
        open_vetoes=sum(
            1
            for entry in audit.indicators
            if entry.veto
            and entry.id not in fired
            and entry.status in (IndicatorStatus.REVIEW, IndicatorStatus.UNKNOWN)
        ),
        waiting=waiting(audit),
        ledger=view_ledger(audit),
        undecided=tuple(dict.fromkeys(undecided)),
        tree=build_tree(audit),
        groups=groups,
        anchors=_anchors(groups),
        numbers=numbers,
        checks=audit.checks,
        titles=titles,
    )
