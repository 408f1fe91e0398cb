"""A finished audit scored again, from its audit.json alone: no snapshot, no network, no check is run.

All that scoring reads of a check stands there: its findings, and how many statements of each state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xunjian.engine import ItemResult
from xunjian.errors import UsageError
from xunjian.model.assessment import Assessment
from xunjian.model.audit import Audit, AuditCheck, AuditFinding
from xunjian.model.finding import CheckResult, Finding, Status, Subject
from xunjian.model.score import Score
from xunjian.packs.item import Item
from xunjian.packs.load import LoadedPack
from xunjian.scoring.leaves import Places
from xunjian.scoring.tree import score_pack

Mended = frozenset[str]
"""Ids of findings that are taken for mended."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """All that is needed to score one audit again."""

    audit: Audit
    loaded: LoadedPack
    found: Mapping[str, tuple[AuditCheck, tuple[AuditFinding, ...]]]
    """Check and findings by item id."""
    words: tuple[Assessment, ...]

    def score(self, mended: Mended = frozenset(), places: Places | None = None) -> Score:
        """`mended`: findings that count as good ones. Purely from what is known, nothing is guessed."""
        return score_pack(
            self.loaded.pack,
            tuple(self._results(mended)),
            unit_type=self.audit.unit.type,
            traits=self.audit.unit.traits,
            assessments=self.words,
            places=places,
        )

    def _results(self, mended: Mended) -> Iterator[ItemResult]:
        for leaf in self.loaded.pack.leaves():
            known = self.found.get(leaf.id)
            yield ItemResult(leaf.id, again(*known, mended, leaf) if known else None)


def prepare_scoring(audit: Audit, loaded: LoadedPack) -> Scoring:
    """Raises UsageError where the pack has changed since, or the audit is too old to tell."""
    pack = loaded.pack
    again = f"先用 xunjian score {audit.run.id} 重新评判。"
    if (pack.id, pack.version) != (audit.pack.id, audit.pack.version):
        raise UsageError(
            f"{audit.unit.name}的结果按“{audit.pack.id}”{audit.pack.version} 版评判，"
            f"现有的是“{pack.id}”{pack.version} 版。",
            again,
        )
    by_id = {finding.id: finding for finding in audit.findings}
    indicators = {each.id: each for each in audit.indicators}
    found: dict[str, tuple[AuditCheck, tuple[AuditFinding, ...]]] = {}
    for leaf in pack.leaves():
        if leaf.check is None:
            continue
        check = _check_of(audit.checks, leaf.check, loaded.params[leaf.id].model_dump(mode="json"))
        indicator = indicators.get(leaf.id)
        if check is None or indicator is None:
            raise UsageError(f"{audit.unit.name}的结果里没有“{leaf.title}”，指标体系改过。", again)
        mine = (by_id[name] for name in indicator.finding_ids if name in by_id)
        found[leaf.id] = (check, tuple(finding for finding in mine if finding.check == leaf.check))
    return Scoring(audit, loaded, found, tuple(_words(audit)))


def _check_of(checks: Iterable[AuditCheck], name: str, params: Mapping[str, object]) -> AuditCheck | None:
    """The record of a check with these parameters; one that applied comes before one that did not."""
    mine = [each for each in checks if each.check == name and each.parameters == params]
    return min(mine, key=lambda each: each.status is Status.NOT_APPLICABLE, default=None)


def _words(audit: Audit) -> Iterator[Assessment]:
    for each in audit.assessed:
        yield Assessment(
            each.item_id,
            None if each.points is None else Decimal(str(each.points)),
            each.not_applicable_reason,
            each.vetoed,
            None if each.self_points is None else Decimal(str(each.self_points)),
            each.note,
            each.link,
            each.person,
            each.day,
        )


def again(check: AuditCheck, findings: Iterable[AuditFinding], mended: Mended, leaf: Item) -> CheckResult:
    """What a check said of an item, as its record tells."""
    rows = [_finding(each, mended) for each in findings]
    if leaf.excused:  # what the item excuses is not among its findings, and was good
        faults = int(check.counts.get(Status.FAIL.value, 0) + check.counts.get(Status.REVIEW.value, 0))
        rows += [Finding(Status.PASS, "")] * (faults - len(rows))
    for status in (Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE):
        rows += [Finding(status, check.reason)] * int(check.counts.get(status.value, 0))
    worst = check.status
    if (mended or leaf.excused) and rows:
        order = (Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)
        worst = next(status for status in order if any(each.status is status for each in rows))
    return CheckResult(check.check, worst, dict(check.parameters), tuple(rows), check.reason)


def _finding(finding: AuditFinding, mended: Mended) -> Finding:
    subject = finding.subject
    return Finding(
        Status.PASS if finding.id in mended else Status(finding.status),
        finding.message,
        Subject(subject.kind, subject.url, subject.found_on, subject.title),
        finding.expected,
        finding.observed,
        signature=finding.fingerprint,
        kind=finding.kind,
        column=finding.column,
    )
