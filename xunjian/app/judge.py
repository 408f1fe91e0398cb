"""From a closed snapshot to an audit: facts, checks, score. No network below this line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from xunjian import __version__
from xunjian.app.lexicon import load_lexicon
from xunjian.catalog import load_catalog
from xunjian.engine import ItemResult, crashed, fingerprint, judge
from xunjian.facts.site import read_site
from xunjian.model.audit import (
    Audit,
    AuditCheck,
    AuditCoverage,
    AuditCut,
    AuditEvidence,
    AuditFinding,
    AuditIndicator,
    AuditNote,
    AuditPack,
    AuditRun,
    AuditScore,
    AuditSubject,
    AuditUnit,
    AuditUnseen,
    IndicatorStatus,
)
from xunjian.model.finding import CheckResult, Evidence, Finding, Status
from xunjian.model.observation import Outcome, Role, Snapshot
from xunjian.model.score import IndicatorScore, Score
from xunjian.model.site import Coverage, FactValues
from xunjian.model.unit import Unit
from xunjian.packs.load import LoadedPack
from xunjian.packs.schema import Pack
from xunjian.scoring.tree import score_pack

_MAX_NOTES = 5
_MAX_UNSEEN = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """An audit, and whether a check crashed on the way."""

    audit: Audit
    crashed: bool


@dataclass(frozen=True, slots=True)
class RunStamp:
    """What tells one run from another: everything else follows from the snapshot."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    snapshot_sha256: str | None = None


def judge_snapshot(
    snapshot: Snapshot, unit: Unit, loaded: LoadedPack, stamp: RunStamp, facts: FactValues | None = None
) -> Judged:
    """Judge a snapshot for one unit by one pack. Facts are read unless the caller has them already."""
    if facts is None:
        facts = read_site(snapshot, unit, load_lexicon())
    catalog = load_catalog()
    results = judge(loaded, catalog.checks, facts, unit)
    score = score_pack(loaded.pack, results)
    findings = _findings(unit, results, score, loaded.pack)
    audit = Audit(
        unit=AuditUnit(
            id=unit.id, name=unit.name, type=unit.type, home_url=unit.home_url, site_code=unit.site_code
        ),
        run=_run(snapshot, facts, stamp),
        pack=AuditPack(
            id=loaded.pack.id,
            version=loaded.pack.version,
            title=loaded.pack.title,
            sources=(_source(loaded.pack),),
        ),
        score=AuditScore(
            awarded=float(score.total.awarded),
            lost=float(score.total.lost),
            pending=float(score.total.pending),
            maximum=float(score.total.maximum),
            bonus=float(score.bonus),
            vetoes=score.vetoes,
        ),
        indicators=tuple(_indicator(each, loaded.pack, findings) for each in score.indicators),
        checks=tuple(_checks(results, loaded.pack)),
        findings=tuple(finding for per_check in findings.values() for finding in per_check),
    )
    return Judged(audit, crashed(results))


def _run(snapshot: Snapshot, facts: FactValues, stamp: RunStamp) -> AuditRun:
    plan, meta = snapshot.plan, snapshot.meta
    coverage = facts.get(Coverage)
    complete = isinstance(coverage, Coverage) and coverage.complete
    reason = coverage.reason if isinstance(coverage, Coverage) else "未能判定采集是否完整。"
    return AuditRun(
        id=stamp.run_id,
        started_at=stamp.started_at,
        finished_at=stamp.finished_at,
        as_of=plan.as_of,
        seed=plan.seed,
        complete=complete,
        incomplete_reason=None if complete else reason,
        pages_fetched=int(meta.get("pages_fetched", "0")),
        requests_failed=int(meta.get("requests_failed", "0")),
        coverage=_coverage(snapshot),
        tool_version=__version__,
        snapshot_sha256=stamp.snapshot_sha256,
        options={
            "max_pages": plan.max_pages,
            "concurrency": plan.concurrency,
            "delay": plan.delay,
            "resolve": dict(sorted(plan.resolve.items())),
            "browser": plan.browser is not None,
        },
    )


def _coverage(snapshot: Snapshot) -> AuditCoverage:
    counts = dict.fromkeys(Outcome, 0)
    targets = rendered = 0
    unseen: list[AuditUnseen] = []
    for fetch in snapshot.fetches():
        if fetch.role is Role.RENDERED:
            rendered += 1
        elif fetch.role is Role.TARGET:
            targets += 1
        elif fetch.role is Role.PAGE:
            counts[fetch.outcome] += 1
            if fetch.outcome is not Outcome.OK and len(unseen) < _MAX_UNSEEN:
                unseen.append(AuditUnseen(url=fetch.url, reason=code_in_words(fetch.code)))
    cuts = tuple(
        AuditCut(
            reason=_CUTS.get(each.key, each.key),
            count=_whole(each.data.get("count")),
            examples=_texts(each.data.get("examples")),
        )
        for each in snapshot.observations("cut")
    )
    return AuditCoverage(
        planned=sum(counts.values()),
        read=counts[Outcome.OK],
        blocked=counts[Outcome.BLOCKED],
        failed=counts[Outcome.FAILED],
        unknown=counts[Outcome.UNKNOWN],
        targets=targets,
        rendered=rendered,
        browser="Chromium" if rendered else None,
        cut=cuts,
        unseen=tuple(unseen),
    )


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


_CUTS = {
    "max_pages": "达到页数上限",
    "deadline": "达到时间上限",
    "stopped": "采集被中断",
    "pattern": "无限延伸的网址（日历、会话编号等）只取样",
    "depth": "层级过深",
}

_CODES = {
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "reset": "连接被断开",
    "timeout": "15 秒内无响应",
    "tls": "安全连接失败",
    "protocol": "应答不是网页协议",
    "bad_redirect": "跳转地址不正确",
    "robots": "robots.txt 不允许访问，未采集",
    "private_address": "内网地址，未获允许，未采集",
    "shield": "站点返回验证页面，请将本程序加入白名单后复查",
    "too_large": "内容过大，未读完",
    "not_fetched": "未采集（达到页数或时间上限，或采集被中断）",
}


def code_in_words(code: str) -> str:
    """The code of a fetch as a clerk reads it."""
    return _CODES.get(code, f"返回 {code.removeprefix('http_')}" if code.startswith("http_") else "未能读取")


def _source(pack: Pack) -> str:
    number = f"({pack.source.number})" if pack.source.number else ""
    return f"{pack.source.title}{number}"


def _findings(
    unit: Unit, results: Iterable[ItemResult], score: Score, pack: Pack
) -> dict[str, tuple[AuditFinding, ...]]:
    """Findings by item, each defect once: two items with the same check and parameters share them."""
    owners = {each.item_id: each.responsible for each in score.indicators}
    clauses = {leaf.id: leaf.cite.clause for leaf in pack.leaves() if leaf.cite}
    seen: set[str] = set()
    found: dict[str, tuple[AuditFinding, ...]] = {}
    for item in results:
        if item.result is None:
            continue
        rows: list[AuditFinding] = []
        for finding in item.result.findings:
            if finding.status not in (Status.FAIL, Status.REVIEW):
                continue
            mark = fingerprint(unit.id, item.result.check, finding)
            if mark not in seen:
                seen.add(mark)
                clause = clauses.get(item.item_id)
                rows.append(_finding(item.result.check, finding, mark, unit, owners[item.item_id], clause))
        found[item.item_id] = tuple(rows)
    return found


def _finding(
    check: str, finding: Finding, mark: str, unit: Unit, owners: tuple[str, ...], clause: str | None
) -> AuditFinding:
    subject = finding.subject
    assert subject is not None  # fail() and review() ask for one
    by_column = unit.departments.get(finding.column or "") or unit.departments.get("*")
    return AuditFinding(
        id=f"F-{mark[:12]}",
        fingerprint=mark,
        check=check,
        status=Status.FAIL if finding.status is Status.FAIL else Status.REVIEW,
        subject=AuditSubject(
            kind=subject.kind, url=subject.url, found_on=subject.found_on, title=subject.title
        ),
        message=finding.message,
        expected=finding.expected,
        observed=finding.observed,
        responsible=(by_column,) if by_column else owners,
        evidence=tuple(_evidence(each) for each in finding.evidence)
        or (AuditEvidence(kind="text", url=subject.url, quote=finding.observed or finding.message),),
        kind=finding.kind,
        column=finding.column,
        clause=clause,
    )


def _evidence(evidence: Evidence) -> AuditEvidence:
    return AuditEvidence(
        kind=evidence.kind,
        url=evidence.url,
        status=evidence.status,
        fetched_at=evidence.fetched_at,
        sha256=evidence.sha256,
        quote=evidence.quote,
        path=evidence.path,
    )


def _indicator(
    each: IndicatorScore, pack: Pack, findings: Mapping[str, tuple[AuditFinding, ...]]
) -> AuditIndicator:
    cite = next((leaf.cite for leaf in pack.leaves() if leaf.id == each.item_id), None)
    pending = bool(each.points.pending) or each.status in ("review", "unknown")
    return AuditIndicator(
        id=each.item_id,
        path=each.path,
        name=each.title,
        points=float(each.full),
        awarded=None if pending or each.status == "not_applicable" else float(each.points.awarded),
        status=IndicatorStatus(each.status),
        responsible=each.responsible,
        finding_ids=tuple(finding.id for finding in findings.get(each.item_id, ())),
        explanation=each.explanation,
        checks=(each.check,) if each.check else (),
        clause=cite.clause if cite else None,
        bonus=each.role == "bonus",
        veto=each.role == "veto",
    )


def _checks(results: Iterable[ItemResult], pack: Pack) -> Iterable[AuditCheck]:
    checks = load_catalog().checks
    clauses = {leaf.id: leaf.cite.clause for leaf in pack.leaves() if leaf.cite}
    seen: set[int] = set()
    for item in results:
        result = item.result
        if result is None or id(result) in seen:
            continue
        seen.add(id(result))
        yield AuditCheck(
            check=result.check,
            parameters=dict(result.parameters),
            status=result.status,
            reason=result.reason,
            counts=dict(result.counts),
            title=checks[result.check].title,
            clause=clauses.get(item.item_id) or checks[result.check].clause or None,
            notes=tuple(_notes(result)),
        )


def _notes(result: CheckResult) -> Iterable[AuditNote]:
    others = [each for each in result.findings if each.status not in (Status.FAIL, Status.REVIEW)]
    for finding in others[:_MAX_NOTES]:
        yield AuditNote(
            message=finding.message, evidence=tuple(_evidence(each) for each in finding.evidence[:3])
        )
