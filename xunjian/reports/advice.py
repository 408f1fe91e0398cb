"""What to mend first, and how it is told: in the report, in the terminal, to other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xunjian.model.audit import Audit, AuditFinding
from xunjian.model.score import Score
from xunjian.reports.groups import count_pages
from xunjian.reports.words import write_interval, write_unofficial
from xunjian.scoring.rounding import half_up, plain

_MOST_WITHOUT_POINTS = 10


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


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `gain` is what the highest score rises by: the loss that is taken back; `sure`, what
    the lowest rises by. The difference still waits for somebody's word."""

    causes: tuple[Cause, ...]
    needed: int
    """Repairs that bring all of it; fewer than there are where a limit is met before."""
    gain: Decimal
    sure: Decimal
    lifted: tuple[str, ...]
    """Names of vetoes that no longer fire."""
    indicators: tuple[str, ...]
    responsible: tuple[str, ...]
    after: Score

    @property
    def repairs(self) -> int:
        return sum(cause.repairs for cause in self.causes)

    @property
    def first_finding(self) -> str:
        """Id of one to look at."""
        return self.causes[0].findings[0].id


@dataclass(frozen=True, slots=True)
class Advice:
    before: Score
    steps: tuple[Step, ...]
    without_points: tuple[Cause, ...]
    """Faults that cost nothing by this system."""
    unlisted: int = 0
    """Root causes that were not looked at any more: there were steps enough."""


def advice_lines(audit: Audit, advice: Advice) -> Iterator[str]:
    """Steps in the order in which to take them, each with what it brings."""
    yield f"{audit.unit.name} 监测时间点 {audit.run.as_of}，现在得分 {write_interval(audit.score)}"
    unofficial = write_unofficial(audit.score)
    if unofficial:
        yield unofficial
    if not advice.steps:
        yield "没有能拿回分数的问题。"
    for number, step in enumerate(advice.steps, 1):
        yield f"{number}. {what_to_mend(step)}：{what_it_brings(step)}"
        if step.responsible:
            yield f"   责任部门：{'、'.join(step.responsible)}"
    if advice.without_points:
        parts = "；".join(name_cause(cause) for cause in advice.without_points[:_MOST_WITHOUT_POINTS])
        yield f"另有 {len(advice.without_points)} 类问题，改好不增加得分，也应当改：{parts}。"
    if advice.unlisted:
        yield f"另有 {advice.unlisted} 类问题没有列出，加 --most 可以列出更多。"


def what_to_mend(step: Step) -> str:
    """Its causes by name, and how many places are enough."""
    parts = "；".join(name_cause(cause) for cause in step.causes)
    if step.needed < step.repairs:
        return f"{parts}，至少改好 {step.needed} 处"
    return parts


def name_cause(cause: Cause) -> str:
    """`附件（返回 404） 12 处，涉及 3 个页面`."""
    if len(cause.findings) == 1 and not cause.fault:
        column = cause.findings[0].column or cause.findings[0].subject.title or ""
        fault = f"（{column}）" if column not in ("", cause.title) else ""
    else:
        fault = f"（{cause.fault}）" if cause.fault else ""
    places = f"{len(cause.findings)} 处" if len(cause.findings) > 1 else ""
    pages = f"，涉及 {cause.pages} 个页面" if cause.pages > 1 else ""
    return f"{cause.title}{fault}" + (f" {places}{pages}" if places or pages else "").replace(" ，", "，")


def what_it_brings(step: Step) -> str:
    """Vetoes lifted, points won, and the score after this step and those before it."""
    after = step.after
    ends = plain(after.low) if after.low == after.high else f"{plain(after.low)}–{plain(after.high)}"
    parts = [*gains(step), f"改后得分 {ends} 分" + (f"，等次 {after.grade}" if after.grade else "")]
    return "，".join(parts)


def gains(step: Step, *, amount_shown: bool = False) -> tuple[str, ...]:
    """Vetoes lifted and points won, in words; `amount_shown`: how many points stands beside them."""
    parts = [f"解除单项否决“{name}”" for name in step.lifted]
    if step.gain > 0:
        if not amount_shown:
            parts.append(f"可拿回 {plain(step.gain)} 分")
        waits = half_up(step.gain - step.sure, 2)
        if 0 < waits <= step.gain:
            parts.append(f"其中 {plain(waits)} 分还要等待定项有结论")
    elif step.sure > 0:
        parts.append(f"最低得分提高 {plain(step.sure)} 分")
    return tuple(parts)


def advice_record(audit: Audit, advice: Advice) -> dict[str, object]:
    """For other programs."""
    return {
        "unit": audit.unit.id,
        "run": audit.run.id,
        "pack": {"id": audit.pack.id, "version": audit.pack.version},
        "score": [float(advice.before.low), float(advice.before.high)],
        "official": audit.score.official,
        "steps": [
            {
                "causes": [_cause_record(cause) for cause in step.causes],
                "repairs": step.repairs,
                "needed": step.needed,
                "gain": float(step.gain),
                "sure": float(step.sure),
                "lifts": list(step.lifted),
                "indicators": list(step.indicators),
                "responsible": list(step.responsible),
                "score_after": [float(step.after.low), float(step.after.high)],
                "grade_after": step.after.grade,
            }
            for step in advice.steps
        ],
        "unlisted": advice.unlisted,
        "without_points": [_cause_record(cause) for cause in advice.without_points],
    }


def _cause_record(cause: Cause) -> dict[str, object]:
    return {
        "check": cause.check,
        "title": cause.title,
        "fault": cause.fault,
        "pages": cause.pages,
        "findings": [finding.id for finding in cause.findings],
    }
