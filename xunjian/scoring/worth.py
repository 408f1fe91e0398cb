"""What an item or a group is worth, as an interval; sums, and groups where the best or worst count (Q18).

Every step here only grows with what it is made of: lowest from lowest, highest from highest stays sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xunjian.packs.item import Item

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """`full` is what applies of `nominal`. What lies between zero and full is scaled with it; what lies
    below zero (`under_…`) never is, so that a deduction stays what the rule says."""

    nominal: Decimal
    full: Decimal
    low: Decimal
    high: Decimal
    under_low: Decimal = _ZERO
    under_high: Decimal = _ZERO
    applies: bool = True

    @classmethod
    def of(cls, full: Decimal, low: Decimal, high: Decimal) -> "Worth":
        """Of points that end at the full mark and may lie below zero."""
        return cls(
            full,
            full,
            max(low, _ZERO),
            max(high, _ZERO),
            min(low, _ZERO),
            min(high, _ZERO),
        )

    @classmethod
    def nothing(cls, nominal: Decimal) -> "Worth":
        """Of what does not apply."""
        return cls(nominal, _ZERO, _ZERO, _ZERO, applies=False)

    @property
    def lowest(self) -> Decimal:
        return self.low + self.under_low

    @property
    def highest(self) -> Decimal:
        return self.high + self.under_high

    def scaled(self, full: Decimal) -> "Worth":
        """The same share of another full mark."""
        if not self.full or full == self.full:
            return self
        low, high = self.low * full / self.full, self.high * full / self.full
        return Worth(self.nominal, full, low, high, self.under_low, self.under_high)

    def called(self, nominal: Decimal) -> "Worth":
        """The same, standing for so many points of the group above."""
        return Worth(nominal, self.full, self.low, self.high, self.under_low, self.under_high, self.applies)


def add(worths: Sequence[Worth]) -> Worth:
    """All together; what does not apply brings its nominal points and nothing else."""
    return Worth(
        sum((worth.nominal for worth in worths), _ZERO),
        sum((worth.full for worth in worths), _ZERO),
        sum((worth.low for worth in worths), _ZERO),
        sum((worth.high for worth in worths), _ZERO),
        sum((worth.under_low for worth in worths), _ZERO),
        sum((worth.under_high for worth in worths), _ZERO),
        any(worth.applies for worth in worths),
    )


def best(worths: Sequence[Worth], number: int) -> Worth:
    """The best so many of those that apply; where fewer do, they stand for the whole group."""
    mine = [worth for worth in worths if worth.applies]
    nominal = _top([worth.nominal for worth in worths], number)
    full = _top([worth.full for worth in mine], number)
    low, high = (_top(ends, number) for ends in _ends(mine))
    return _below(Worth(nominal, full, low, high, applies=bool(mine)).scaled(nominal), mine)


def worst(worths: Sequence[Worth]) -> Worth:
    """The worst of those that apply; items that do not apply leave the full mark as it is."""
    mine = [worth for worth in worths if worth.applies]
    nominal = min((worth.nominal for worth in worths), default=_ZERO)
    if not mine:
        return Worth.nothing(nominal)
    low, high = (min(nominal, *ends) for ends in _ends(mine))
    return _below(Worth(nominal, nominal, low, high), mine)


def combine(item: Item, worths: Sequence[Worth]) -> Worth | None:
    """Of a group that does not simply add up; None where it does."""
    if item.combine == "best":
        return best(worths, item.choose or 1)
    return worst(worths) if item.combine == "worst" else None


def _below(worth: Worth, all_: Sequence[Worth]) -> Worth:
    """What lies below zero is charged whichever item counts."""
    under_low = sum((each.under_low for each in all_), _ZERO)
    under_high = sum((each.under_high for each in all_), _ZERO)
    return replace(worth, under_low=under_low, under_high=under_high)


def _ends(worths: Sequence[Worth]) -> tuple[list[Decimal], list[Decimal]]:
    return [worth.low for worth in worths], [worth.high for worth in worths]


def _top(values: Sequence[Decimal], number: int) -> Decimal:
    return sum(sorted(values, reverse=True)[:number], _ZERO)
