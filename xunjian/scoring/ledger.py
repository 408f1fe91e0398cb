"""The ledger while it is written: lines of leaves, and after each group the line that makes its sum right."""

from collections.abc import Iterable
from decimal import Decimal

from xunjian.model.score import Account, Line, Step
from xunjian.packs.item import Item
from xunjian.scoring.draft import Draft
from xunjian.scoring.rounding import exact

_ZERO = Decimal(0)


class Ledger:
    """Lines in order. Nothing is ever taken out; a correction is a line of its own."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def enter(self, item: Item, draft: Draft, account: Account) -> None:
        """The lines of a leaf. Points above the full mark of a scored item go to the bonus."""
        clause, sure = item.cite.clause if item.cite else "", confidence_of(item)
        for entry in draft.entries:
            self.lines.append(
                Line(item.id, item.title, account, entry.step, entry.amount, entry.pending, entry.text,
                     clause, sure, entry.findings, item.check or "")
            )  # fmt: skip
        if account == "score":
            low, high = max(draft.low - draft.full, _ZERO), max(draft.high - draft.full, _ZERO)
            if high:
                self._move(item, "score", "group", -low, low - high, "超过分值的部分计入加分")
                self._move(item, "bonus", "group", low, high - low, "超过分值的部分")

    def settle(
        self,
        since: int,
        account: Account,
        step: Step,
        text: str,
        *,
        item: Item | None = None,
        full: Decimal | None = None,
        path: tuple[str, ...] = (),
        low: Decimal,
        high: Decimal,
    ) -> None:
        """Lines that bring what was entered since a place to a full mark and an interval."""
        mine = [line for line in self.lines[since:] if line.account == account]
        before = sum((line.amount for line in mine if line.step == "full"), _ZERO)
        if full is not None and exact(full) != before:
            self._move(item, account, "full", exact(full) - before, _ZERO, f"{text}，满分调整", path)
            mine.append(self.lines[-1])
        amount = sum((line.amount for line in mine), _ZERO)
        pending = sum((line.pending for line in mine), _ZERO)
        low, high = exact(low), exact(high)
        if low != amount or high - low != pending:
            self._move(item, account, step, low - amount, high - low - pending, text, path)

    def _move(
        self,
        item: Item | None,
        account: Account,
        step: Step,
        amount: Decimal,
        pending: Decimal,
        text: str,
        path: tuple[str, ...] = (),
    ) -> None:
        cite = item.cite if item else None
        name, title = (item.id, item.title) if item else ("", "合计")
        clause, sure = cite.clause if cite else "", confidence_of(item) if item else ""
        self.lines.append(Line(name, title, account, step, amount, pending, text, clause, sure, path=path))


def confidence_of(item: Item) -> str:
    """Of the points of a resolved item."""
    return (item.cite.points or item.cite.confidence or "own") if item.cite else "own"


def span(lines: Iterable[Line], account: Account) -> tuple[Decimal, Decimal]:
    """Lowest and highest sum of an account."""
    low = pending = _ZERO
    for line in lines:
        if line.account == account:
            low += line.amount
            pending += line.pending
    return low, low + pending
