"""计分明细： the ledger of points as the reports show it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from xunjian.model.audit import Audit, AuditLine
from xunjian.reports.losses import whole_pending
from xunjian.reports.words import WAY_WORDS, way_of, write_signed

CONFIDENCE_WORDS = {
    "official": "已与原件核对",
    "copied": "据转载，未与原件核对",
    "inferred": "推断，未与原件核对",
    "memory": "凭记忆，未与原件核对",
    "own": "自拟",
}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The lines of one item together."""

    title: str
    reasons: tuple[str, ...]
    """Each with its amount, where there are several."""
    amount: float
    pending: float
    clause: str
    confidence: str
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger: what was taken or given for certain, and all lines to add up by hand."""

    deductions: tuple[LedgerRow, ...]
    """What changes the score for certain, the full marks apart; together it is what is lost."""
    bonus: tuple[LedgerRow, ...]
    lines: tuple[AuditLine, ...]
    equations: tuple[str, ...]


def view_ledger(audit: Audit) -> LedgerView:
    lines = tuple(line for line in audit.score.ledger if line.amount or line.pending or line.finding_ids)
    score = [line for line in lines if line.account == "score" and line.step != "full" and _net(line)]
    bonus = [line for line in lines if line.account == "bonus"]
    return LedgerView(
        deductions=tuple(_row(mine, _net) for mine in _by_item(score)),
        bonus=tuple(_row(mine, _amount) for mine in _by_item(bonus)),
        lines=lines,
        equations=tuple(_equations(audit)),
    )


def _net(line: AuditLine) -> float:
    """What a line changes for certain: points that it only keeps open are none."""
    return round(line.amount + line.pending, 6)


def _amount(line: AuditLine) -> float:
    return line.amount


def _by_item(lines: Iterable[AuditLine]) -> Iterator[list[AuditLine]]:
    """Lines of one item that stand together."""
    for _, mine in groupby(lines, key=lambda line: (line.item, line.title)):
        yield list(mine)


def _row(lines: list[AuditLine], worth: Callable[[AuditLine], float]) -> LedgerRow:
    told = [line for line in lines if line.step != "full"] or lines
    reasons = [line.text for line in told]
    if len(told) > 1 and worth is _net:
        reasons = [f"{line.text}：{write_signed(worth(line))}" for line in told]
    return LedgerRow(
        title=lines[0].title,
        reasons=tuple(reasons),
        amount=round(sum(map(worth, lines)), 6),
        pending=round(sum(line.pending for line in lines), 6),
        clause=lines[0].clause,
        confidence=lines[0].confidence,
        finding_ids=tuple(dict.fromkeys(name for line in lines for name in line.finding_ids)),
    )


def _equations(audit: Audit) -> Iterator[str]:
    """Unrounded, so that they are true to the last digit."""
    score = audit.score
    yield (
        f"满分 {_exact(score.maximum)} − 失分 {_exact(score.lost)}"
        f" − 待定 {_exact(score.pending)} = 已得 {_exact(score.awarded)}"
    )
    if score.bonus or score.bonus_pending:
        yield f"已得 {_exact(score.awarded)} + 加分 {_exact(score.bonus)} = 最低得分 {_exact(score.lowest)}"
    if score.pending or score.bonus_pending:
        open_ = _exact(score.pending + score.bonus_pending)
        yield f"最低得分 {_exact(score.lowest)} + 待定 {open_} = 最高得分 {_exact(score.highest)}"


def _exact(value: float) -> str:
    return write_signed(round(value, 6)).removeprefix("+")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Pending points by who or what decides them."""

    way: str
    count: int
    points: float


def waiting(audit: Audit) -> tuple[Waiting, ...]:
    """In the order of the words; indicators without points (vetoes) count too. In points of the whole, so
    that they add up to what is pending; bonus that other items than bonus items may yet bring is apart."""
    found: list[Waiting] = []
    worth = whole_pending(audit)
    for way, told in WAY_WORDS.items():
        mine = [entry for entry in audit.indicators if way_of(entry) == way]
        if mine:
            points = round(sum(worth[entry.id] for entry in mine), 2)
            found.append(Waiting(told, len(mine), points))
    return tuple(found)
