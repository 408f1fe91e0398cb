"""How what was found becomes points: one model for each kind of rule (standards §5)."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from xunjian.packs.part import Count, CountOrNone, Number, Part, Percent, Positive

Price = Positive | dict[str, Positive]
"""Points for one fault: a number, or one by class of fault; `other` is for classes without their own."""


class AllOrNothing(Part):
    """One confirmed fault loses the item."""

    kind: Literal["all_or_nothing"] = "all_or_nothing"


class Deduct(Part):
    """Points off for each fault (Q1, Q2, Q4, Q35)."""

    kind: Literal["deduct"] = "deduct"
    each: Price
    cap: Positive | None = None
    """Most that may be lost; the item's points where left out."""
    floor: bool = True
    """Whether it ends at zero. Without a floor the loss goes on below, to `cap` if there is one."""
    zero_on: tuple[str, ...] = ()
    """Classes of fault that lose the whole item at once."""

    def price(self, kind: str) -> Decimal:
        """Points that one fault of a class costs."""
        if isinstance(self.each, dict):
            return self.each.get(kind, self.each.get("other", Decimal(0)))
        return self.each


class Balance(Part):
    """So much for each good one, so much off for each bad one, from zero up or down (Q2, Q6)."""

    kind: Literal["balance"] = "balance"
    gain: Positive
    gain_cap: Positive | None = None
    loss: Positive = Decimal(0)
    loss_cap: Positive | None = None


class Tier(Part):
    """From so many on, so many percent of the points."""

    at_least: CountOrNone
    share: Percent


class Tiers(Part):
    """A share of the points by number of good ones, or of faults (Q19, Q40). The highest tier reached counts;
    below the first it is 0 % of good ones, 100 % of faults."""

    kind: Literal["tiers"] = "tiers"
    of: Literal["good", "faults"] = "good"
    tiers: tuple[Tier, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        steps = [tier.at_least for tier in self.tiers]
        if steps != sorted(set(steps)):
            raise ValueError("tiers 要按 at_least 从小到大排列，不能重复。")
        return self


class Reach(Part):
    """All the points once there are so many good ones (Q19)."""

    kind: Literal["reach"] = "reach"
    at_least: Count


class Ratio(Part):
    """The share of good ones among all that were judged; none below `from_percent`."""

    kind: Literal["ratio"] = "ratio"
    from_percent: Percent = Decimal(0)


class Parts(Part):
    """A percent of the points for each named part; a fault of that class loses it (Q40)."""

    kind: Literal["parts"] = "parts"
    shares: dict[str, Percent] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(self.shares.values()) != 100:
            raise ValueError(f"shares 合计应为 100，现在是 {sum(self.shares.values())}。")
        return self


CheckParameters = dict[str, object]


class Veto(Part):
    """No points: so many faults decide the whole (Q3). It is said in time (Q41): from `warn_at` faults on,
    or where the check fails with the parameters of `warn_if` instead."""

    kind: Literal["veto"] = "veto"
    at_least: Count = 1
    warn_at: Count | None = None
    warn_if: CheckParameters = Field(default_factory=dict)
    """Parameters that differ from the item's own: 10 days before 14."""
    bars: tuple[str, ...] = ()
    """Grades that it keeps a unit from, and nothing else (Q21); empty: it decides the whole."""

    @model_validator(mode="after")
    def _before(self) -> Self:
        if self.warn_at is not None and self.warn_at > self.at_least:
            raise ValueError("warn_at 不能大于 at_least：预警要在否决之前。")
        return self


class Place(Part):
    """Points down to and including a place."""

    to: Count
    points: Positive


class Rank(Part):
    """Points by the place among the units judged together (Q6, Q22): only the group pass knows it."""

    kind: Literal["rank"] = "rank"
    places: tuple[Place, ...] = Field(min_length=1)
    by: str | None = None
    """Item whose points are ranked; the score itself where left out."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends = [place.to for place in self.places]
        if ends != sorted(set(ends)):
            raise ValueError("places 要按 to 从小到大排列，不能重复。")
        return self


class Given(Part):
    """Points that a person gives, between two limits (manual items; `least` below zero takes points off)."""

    kind: Literal["given"] = "given"
    least: Number | None = Decimal(0)
    """Lowest number that may be given; null: no limit (Q2)."""
    most: Number | None = None
    """Highest; the item's points where left out."""


Rule = Annotated[
    AllOrNothing | Deduct | Balance | Tiers | Reach | Ratio | Parts | Veto | Rank | Given,
    Field(discriminator="kind"),
]
