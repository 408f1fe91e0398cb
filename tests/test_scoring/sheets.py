"""Packs and results made by hand for the scoring tests."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from xunjian.engine import ItemResult
from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult, Finding, Status, Subject
from xunjian.model.score import IndicatorScore, Line, Score
from xunjian.packs.item import Item, Manual
from xunjian.packs.part import Cite, Source
from xunjian.packs.resolve import resolve
from xunjian.packs.rule import Rule, Veto
from xunjian.packs.schema import Pack
from xunjian.scoring.tree import score_pack

HOME = "http://www.example.gov.cn/"
F, R, U, P, N = Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE
WORST_FIRST = (F, R, U, P, N)


def result(*said: Status | tuple[Status, str] | tuple[Status, str, str], reason: str = "") -> CheckResult:
    """What a check said: states, each alone, with a class of fault, or with a class and a place."""
    findings = []
    for number, each in enumerate(said):
        state, kind, place = (*((each,) if isinstance(each, Status) else each), "", "")[:3]
        url = HOME + (place or str(number))
        findings.append(Finding(Status(state), "说明。", Subject("link", url), kind=kind))
    states = {finding.status for finding in findings}
    worst = next(state for state in WORST_FIRST if state in states)
    return CheckResult("demo.check", worst, {}, tuple(findings), reason)


def leaf(id: str, points: str | int | None = 4, rule: Rule | None = None, **more: object) -> Item:
    """A leaf with a check."""
    full = None if isinstance(rule, Veto) else Decimal(points or 0)
    return Item.model_validate(
        {"id": id, "title": f"指标{id}", "points": full, "check": "demo.check", "rule": rule} | more
    )


def manual(id: str, points: str | int | None = 4, rule: Rule | None = None, **more: object) -> Item:
    """A leaf that a person decides."""
    full = None if isinstance(rule, Veto) else Decimal(points or 0)
    base = {"id": id, "title": f"指标{id}", "points": full, "manual": Manual(ask="办了没有？"), "rule": rule}
    return Item.model_validate(base | more)


def group(id: str, *children: Item, **more: object) -> Item:
    return Item.model_validate({"id": id, "title": f"组{id}", "children": children} | more)


def pack(*items: Item, **more: object) -> Pack:
    base: dict[str, object] = {
        "schema": 1,
        "id": "p",
        "title": "体系",
        "version": "1",
        "source": Source(title="文", confidence="official"),
        "unit_types": ("city", "county", "department"),
        "items": items,
    }
    return resolve(Pack.model_validate(base | more))


def given(**points: str | int) -> tuple[Assessment, ...]:
    """Points that a person gave, by item id."""
    return tuple(Assessment(name, Decimal(value)) for name, value in points.items())


def score(
    pack: Pack,
    results: Mapping[str, CheckResult | None] | None = None,
    words: Iterable[Assessment] = (),
    **more: object,
) -> Score:
    rows = [ItemResult(name, each) for name, each in (results or {}).items()]
    return score_pack(pack, rows, assessments=words, **more)  # type: ignore[arg-type]


def of(score: Score, item_id: str) -> IndicatorScore:
    return next(each for each in score.indicators if each.item_id == item_id)


def lines(score: Score, item_id: str) -> list[Line]:
    return [line for line in score.lines if line.item_id == item_id]


def ends(score: Score) -> tuple[Decimal, Decimal]:
    """Lowest and highest final score."""
    return score.low, score.high


def cited(clause: str, confidence: str = "official") -> Cite:
    return Cite.model_validate({"clause": clause, "confidence": confidence})
