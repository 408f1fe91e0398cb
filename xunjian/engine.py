"""Runs checks over facts. Pure: the same facts, pack and unit give the same results.

A fact that could not be had makes its checks `unknown`; so does silence, and so does a crash, which is
logged and makes the command end as not finished.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xunjian.model.finding import CheckResult, Finding, Status
from xunjian.model.site import FactValues, Unavailable
from xunjian.model.unit import UNIT_TYPE_NAMES, Unit
from xunjian.packs.load import LoadedPack
from xunjian.plugin import Check, CheckParams

_log = logging.getLogger(__name__)

_WORST_FIRST = (Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)
_REASONS = 3


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One leaf of a pack with the result of its check; no result where a person decides."""

    item_id: str
    result: CheckResult | None
    early: CheckResult | None = None
    """Of a veto: the same check with the parameters that warn in time (Q41)."""


def judge(
    loaded: LoadedPack, checks: Mapping[str, Check], facts: FactValues, unit: Unit
) -> tuple[ItemResult, ...]:
    """Judge every leaf. A check named twice with equal parameters is run once."""
    done: dict[tuple[str, str], CheckResult] = {}
    results: list[ItemResult] = []

    def run(check: str, params: CheckParams) -> CheckResult:
        key = (check, params.model_dump_json())
        if key not in done:
            done[key] = run_check(checks[check], params, facts, unit)
        return done[key]

    for leaf in loaded.pack.leaves():
        if leaf.check is None:
            results.append(ItemResult(leaf.id, None))
            continue
        params, early = loaded.params[leaf.id], loaded.early.get(leaf.id)
        if not leaf.applies_to(unit.type):
            results.append(ItemResult(leaf.id, _not_owed(checks[leaf.check], params, unit)))
            continue
        exempt = [trait for trait in leaf.unless if trait in unit.traits]
        if exempt:
            reason = f"不适用：本单位{exempt[0]}。"
            spared = _result(leaf.check, _plain(params), Status.NOT_APPLICABLE, (), reason)
            results.append(ItemResult(leaf.id, spared))
            continue
        warned = run(leaf.check, early) if early is not None else None
        results.append(ItemResult(leaf.id, run(leaf.check, params), warned))
    return tuple(results)


def run_check(check: Check, params: CheckParams, facts: FactValues, unit: Unit) -> CheckResult:
    """Run one check and fold what it says into one status."""
    if check.unit_types is not None and unit.type not in check.unit_types:
        return _not_owed(check, params, unit)
    values: dict[str, object] = {}
    for name, kind in check.facts.items():
        value = facts.get(kind, Unavailable("未能判定：没有采集这项检查所需的内容。"))
        if isinstance(value, Unavailable):
            return _result(check.id, _plain(params), Status.UNKNOWN, (), value.reason)
        values[name] = value
    if check.takes_params:
        values["params"] = params
    try:
        findings = tuple(check.run(**values))
    except Exception:  # noqa: BLE001 - the one place where a check may crash: unknown, logged, not finished
        _log.exception("check %s crashed", check.id)
        return _result(
            check.id,
            _plain(params),
            Status.UNKNOWN,
            (),
            "未能判定：检查程序出错，已记入日志，请反馈给维护者。",
            crashed=True,
        )
    return fold(check.id, _plain(params), findings)


def fold(check: str, parameters: Mapping[str, object], findings: tuple[Finding, ...]) -> CheckResult:
    """What a check said, as one result: its worst statement decides; silence is unknown."""
    if not findings:
        return _result(check, parameters, Status.UNKNOWN, (), "未能判定：检查没有给出结论。")
    present = {finding.status for finding in findings}
    status = next(status for status in _WORST_FIRST if status in present)
    reasons = dict.fromkeys(f.message for f in findings if f.status is status)
    reason = ""
    if status in (Status.UNKNOWN, Status.NOT_APPLICABLE):
        more = [f"共有 {len(reasons)} 项原因。"] if len(reasons) > _REASONS else []
        reason = " ".join([*list(reasons)[:_REASONS], *more])
    ordered = tuple(sorted(findings, key=_order))
    return _result(check, parameters, status, ordered, reason)


def _order(finding: Finding) -> tuple[int, str, str]:
    url = finding.subject.url if finding.subject else ""
    return _WORST_FIRST.index(finding.status), url, finding.signature


def _plain(params: CheckParams) -> dict[str, object]:
    return params.model_dump(mode="json")


def _result(
    check: str,
    parameters: Mapping[str, object],
    status: Status,
    findings: tuple[Finding, ...],
    reason: str = "",
    *,
    crashed: bool = False,
) -> CheckResult:
    counts = {each.value: float(sum(f.status is each for f in findings)) for each in Status}
    shown = {name: count for name, count in counts.items() if count}
    return CheckResult(check, status, parameters, findings, reason, shown, crashed)


def _not_owed(check: Check, params: CheckParams, unit: Unit) -> CheckResult:
    kind = UNIT_TYPE_NAMES.get(unit.type, unit.type)
    return _result(check.id, _plain(params), Status.NOT_APPLICABLE, (), f"不适用：{kind}没有这项义务。")


def fingerprint(unit_id: str, check_id: str, finding: Finding) -> str:
    """The same defect of the same unit has the same fingerprint in every run.

    SHA-256 over unit, check, subject and signature; not over pack or parameters, so that an issue lives
    on when the indicator system is replaced.
    """
    subject = finding.subject.url if finding.subject else ""
    return hashlib.sha256("\n".join((unit_id, check_id, subject, finding.signature)).encode()).hexdigest()


def crashed(results: Iterable[ItemResult]) -> bool:
    """Whether any check crashed: the run is then not finished."""
    return any(said is not None and said.crashed for each in results for said in (each.result, each.early))
