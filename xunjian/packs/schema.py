"""The form of an indicator pack: a tree of items with points, each judged by a check or by a person."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from xunjian.packs.item import Item, NotApplicable
from xunjian.packs.outcome import BonusRule, Outcome, Period, Rounding
from xunjian.packs.part import Above, Number, Part, Source
from xunjian.packs.patch import Patch
from xunjian.packs.totals import points_of


class Pack(Part):
    """An indicator system."""

    schema_version: Literal[1] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    title: str
    version: str = Field(pattern=r"^\S+$")
    effective: date | None = None
    """First day on which it is used."""
    until: date | None = None
    """Last day on which it is used."""
    source: Source
    extends: str | None = None
    """Another pack, as `id` or `id@version`, that `patch` changes."""
    patch: tuple[Patch, ...] = ()
    levels: tuple[str, ...] = ()
    """Names of the levels, outermost first; the tree is no deeper."""
    unit_types: tuple[str, ...] = Field(min_length=1)
    """Unit types that it knows; the first is the default."""
    graded_only: tuple[str, ...] = ()
    """Unit types that get a grade and no number (Q10)."""
    total: Number | dict[str, Number] | None = None
    """Points as printed, bonus apart; by unit type where they differ."""
    sum_exception: str | None = None
    """Why the printed points do not add up, where they do not (Q16)."""
    full: Above | None = None
    """Full mark that the score is scaled to, where it is not the sum of the points (Q15)."""
    not_applicable: NotApplicable = "drop"
    bonus: BonusRule = BonusRule()
    outcome: Outcome = Outcome()
    rounding: Rounding = Rounding()
    periods: tuple[Period, ...] = ()
    """Parts of the year that count together (Q11)."""
    normalise_over: Above | None = None
    """Where the best of a group is above this, all are scaled so that the best has it (Q7)."""
    note: str = ""
    items: tuple[Item, ...] = Field(min_length=1)

    def leaves(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.leaves()

    @property
    def maximum(self) -> Decimal:
        """Points of the default unit type, bonus apart; `packs.totals` knows the others. Where groups have
        weights: the full mark that they make together."""
        if any(item.weight for item in self.items):
            return self.full or Decimal(100)
        return points_of(self.items, self.unit_types[0])
