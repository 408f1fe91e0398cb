"""What an item or a group is worth, as an interval; sums, and groups where the best or worst count (Q18).

Every step here only grows with what it is made of: lowest from lowest, highest from highest stays sound.
Where something turns out not to apply, the full mark may fall, by no more than what was open: what was had
and what was lost stay, so that neither end of any group above passes the other way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xunjian.packs.item import Item

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """`whole`: by the document. `nominal`: of these, what the group above shares out where nothing applies;
    what was dropped below is no more among them. `full`: what is left of them, or was shared out to them.
    What lies between zero and full is scaled with it; what lies below zero (`under_…`) never is, so that a
    deduction stays what the rule says."""

    whole: Decimal
    nominal: Decimal
    full: Decimal
    low: Decimal
    high: Decimal
    under_low: Decimal = _ZERO
    under_high: Decimal = _ZERO
    counts: bool = True
    """Whether it applies and has anything to give."""
    fades: bool = False
    """Whether it is open that it does so: all of it may yet turn out not to apply."""

    @classmethod
    def of(
        cls, full: Decimal, low: Decimal, high: Decimal, *, counts: bool = True, fades: bool = False
    ) -> "Worth":
        """Of points that end at the full mark and may lie below zero."""
        within, under = (max(low, _ZERO), max(high, _ZERO)), (min(low, _ZERO), min(high, _ZERO))
        return cls(full, full, full, *within, *under, counts, fades)

    @classmethod
    def nothing(cls, nominal: Decimal) -> "Worth":
        """Of what does not apply."""
        return cls(nominal, nominal, _ZERO, _ZERO, _ZERO, counts=False)

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
        return replace(self, full=full, low=low, high=high)

    def called(self, nominal: Decimal) -> "Worth":
        """The same, standing for so many points of the group above."""
        return replace(self, nominal=nominal)


def add(worths: Sequence[Worth]) -> Worth:
    """All together; what does not apply brings its nominal points and nothing else."""
    return Worth(
        sum((worth.whole for worth in worths), _ZERO),
        sum((worth.nominal for worth in worths), _ZERO),
        sum((worth.full for worth in worths), _ZERO),
        sum((worth.low for worth in worths), _ZERO),
        sum((worth.high for worth in worths), _ZERO),
        sum((worth.under_low for worth in worths), _ZERO),
        sum((worth.under_high for worth in worths), _ZERO),
        *_presence(worths),
    )


def best(worths: Sequence[Worth], number: int) -> Worth:
    """The best so many of those that count; where the others do not, they stand for the whole group."""
    whole, full, low, high = (
        _top(values, number)
        for values in zip(
            *((worth.whole, worth.full, worth.low, worth.high) for worth in worths), strict=True
        )
    )
    return _chosen(Worth(whole, whole, full, low, high), worths)


def worst(worths: Sequence[Worth]) -> Worth:
    """The worst of those that count; what the others had leaves the full mark as it is. What may yet not
    count keeps nothing down; where all is such, the best of it may be all that stays."""
    whole = min(worth.whole for worth in worths)
    mine = [worth for worth in worths if worth.counts]
    if not mine:
        return _chosen(Worth.nothing(whole), worths)
    stays = [worth.high for worth in mine if not worth.fades]
    high = min(stays) if stays else max(worth.high for worth in mine)
    low = min(worth.low for worth in mine)
    return _chosen(Worth(whole, whole, whole, min(whole, low), min(whole, high)), worths)


def combine(item: Item, worths: Sequence[Worth]) -> Worth | None:
    """Of a group that does not simply add up; None where it does.

    The full mark of a group that chooses never changes, nor that of a group that it chooses from: what is
    dropped below, the rest of the same group stands for. Else the full mark would fall under points that
    another item has, and lift them. Bonus points have no full mark to keep and are never scaled.
    """
    if item.combine == "sum":
        return None
    bonus = item.role == "bonus"
    mine = worths if bonus else [worth.scaled(worth.whole) for worth in worths]
    chosen = best(mine, item.choose or 1) if item.combine == "best" else worst(mine)
    return chosen if bonus else chosen.scaled(chosen.whole)


def _chosen(worth: Worth, all_: Sequence[Worth]) -> Worth:
    """What lies below zero is charged whichever item counts."""
    under_low = sum((each.under_low for each in all_), _ZERO)
    under_high = sum((each.under_high for each in all_), _ZERO)
    counts, fades = _presence(all_)
    return replace(worth, under_low=under_low, under_high=under_high, counts=counts, fades=fades)


def _presence(worths: Sequence[Worth]) -> tuple[bool, bool]:
    """Whether a group counts, and whether that is open."""
    mine = [worth.fades for worth in worths if worth.counts]
    return bool(mine), bool(mine) and all(mine)


def _top(values: Sequence[Decimal], number: int) -> Decimal:
    return sum(sorted(values, reverse=True)[:number], _ZERO)
