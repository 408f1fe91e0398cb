"""The form of an indicator pack: a tree of items with points, each judged by a check or by a person."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Role = Literal["score", "veto", "bonus"]
Confidence = Literal["official", "copied", "inferred", "memory", "own"]
CheckParameters = dict[str, object]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Cite(_Part):
    """Where a rule or number is written, and how sure that is."""

    clause: str
    confidence: Confidence = "own"


class Rule(_Part):
    """How findings become points.

    `all_or_nothing`: one confirmed fault loses the item. `deduct`: `each` points a fault (a number, or a
    price by class of fault), never more than `cap` (the item's points where left out).
    `veto`: no points; it fires at `at_least` faults.
    """

    kind: Literal["all_or_nothing", "deduct", "veto"] = "all_or_nothing"
    each: Decimal | dict[str, Decimal] | None = None
    cap: Decimal | None = None
    at_least: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "deduct" and self.each is None:
            raise ValueError("规则 deduct 要写 each：每处扣多少分。")
        if self.kind != "deduct" and (self.each is not None or self.cap is not None):
            raise ValueError("each 和 cap 只用于规则 deduct。")
        return self

    def price(self, kind: str) -> Decimal:
        """Points that one fault of a class costs; a class without a price of its own costs `other`."""
        if isinstance(self.each, dict):
            return self.each.get(kind, self.each.get("other", Decimal(0)))
        return self.each or Decimal(0)


class Manual(_Part):
    """An item that only a person or submitted material can decide."""

    ask: str


class Item(_Part):
    """One indicator, or a group of them. A leaf has a check or a manual question."""

    id: str
    title: str
    points: Decimal | None = None
    role: Role | None = None
    cite: Cite | None = None
    check: str | None = None
    params: CheckParameters = Field(default_factory=dict)
    rule: Rule = Rule()
    manual: Manual | None = None
    unit_types: tuple[str, ...] = ()
    """Unit types that it applies to; empty: all."""
    responsible: tuple[str, ...] = ()
    children: tuple["Item", ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [bool(self.check), self.manual is not None, bool(self.children)]
        if sum(ways) != 1:
            raise ValueError(
                f"“{self.id}”要有且只有一个：check（自动检查）、manual（人工）或 children（下级）。"
            )
        if self.params and not self.check:
            raise ValueError(f"“{self.id}”没有 check,params 无处可用。")
        if not self.children and self.points is None and self.rule.kind != "veto":
            raise ValueError(f"“{self.id}”没有写分值 points。")
        return self

    def leaves(self) -> Iterator["Item"]:
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


class Source(_Part):
    """The document that the pack follows."""

    title: str
    issuer: str = ""
    number: str = ""
    note: str = ""


class Pack(_Part):
    """An indicator system."""

    schema_version: Literal[1] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    title: str
    version: str
    source: Source
    unit_types: tuple[str, ...] = Field(min_length=1)
    """Unit types that it knows; the first is the default."""
    total: Decimal | None = None
    sum_exception: str | None = None
    """Why the printed points do not add up, where they do not."""
    note: str = ""
    items: tuple[Item, ...] = Field(min_length=1)

    def leaves(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.leaves()

    @property
    def maximum(self) -> Decimal:
        return sum((leaf.points or Decimal(0) for leaf in self.leaves()), Decimal(0))
