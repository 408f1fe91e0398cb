"""What becomes of the points: bonus, veto, grade, rounding, periods."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from xunjian.packs.part import Count, Part, Positive, Weight


class BonusRule(Part):
    """When bonus points count, and how many (Q5, Q6). `above` is exclusive, `at_least` inclusive; both look
    at the score without bonus."""

    cap: Positive | None = None
    above: Positive | None = None
    at_least: Positive | None = None

    @model_validator(mode="after")
    def _one_gate(self) -> Self:
        if self.above is not None and self.at_least is not None:
            raise ValueError("above（高于）和 at_least（不低于）只写一个。")
        return self


class Band(Part):
    """A grade: from a score on (`at`, inclusive), above it, or for the best so many of a unit type (Q9)."""

    name: str
    at: Positive | None = None
    above: Positive | None = None
    quota: Count | dict[str, Count] | None = None
    unit_types: tuple[str, ...] = ()
    """Unit types that it is given to; empty: all (Q10)."""

    def meant_for(self, unit_type: str) -> bool:
        """Whether a type of unit can have it: not where it has no quota for that type."""
        named = not self.unit_types or unit_type in self.unit_types
        return named and not (isinstance(self.quota, dict) and unit_type not in self.quota)

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if sum(each is not None for each in (self.at, self.above, self.quota)) > 1:
            raise ValueError(f"等次“{self.name}”的 at、above、quota 只写一个；最后一等可以都不写。")
        return self


class Outcome(Part):
    """Pass mark, veto and grades. Limits look at the unrounded score (Q39)."""

    pass_at: Positive | dict[str, Positive] | None = None
    """Lowest score that passes; by unit type where they differ (Q8)."""
    vetoed_score: Positive | None = None
    """The score that a veto writes; left out: the score stays and the outcome is `vetoed_grade` (Q3)."""
    vetoed_grade: str = "不合格"
    failed_grade: str = "不合格"
    """Below `pass_at`."""
    bands: tuple[Band, ...] = ()
    """Best first."""


class Rounding(Part):
    """Only for print, half up (Q39)."""

    places: Annotated[int, Field(ge=0, le=4)] = 2


class Period(Part):
    """A part of the year with its own judgement and weight in percent (Q11)."""

    name: str
    weight: Weight
    until: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    """Last day of the figures that count, MM-DD."""
