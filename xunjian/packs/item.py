"""One indicator of a pack, or a group of them."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from xunjian.packs.part import Cite, Count, Part, Positive, Weight
from xunjian.packs.rule import AllOrNothing, CheckParameters, Given, Rank, Rule, Veto

Role = Literal["score", "veto", "bonus"]
NotApplicable = Literal["drop", "full", "scale", "even", "pro_rata"]
"""What becomes of points that do not apply (Q15). `drop`: the full mark is lower by them; `full`: they are
given; `scale`: the rest of the group is scaled up to the group's points; `even`: they go to the other items
of the group in equal parts; `pro_rata`: in proportion to their points."""
Combine = Literal["sum", "best", "worst"]


class Manual(Part):
    """An item that only a person or submitted material can decide."""

    ask: str
    evidence: bool = False
    """Whether an answer needs a link or a document."""


class Item(Part):
    """One indicator, or a group of them. A leaf has a check or a manual question; a rank needs neither."""

    id: str = Field(pattern=r"^\S+$")
    title: str = Field(min_length=1)
    text: str = ""
    """The criterion, in our own words."""
    note: str = ""
    """Oddities of the original: misprints, missing numbers (Q17)."""
    points: Positive | None = None
    role: Role | None = None
    weight: Weight | None = None
    """Of a top group: percent of the whole that it stands for, whatever its own points add to (Q12)."""
    cite: Cite | None = None
    method: str = ""
    """Way of assessment as printed, such as 网络检索."""
    check: str | None = None
    params: CheckParameters = Field(default_factory=dict)
    confirm: str | None = None
    """What a person is asked before the result of the check counts: it is candidate evidence only."""
    rule: Rule | None = None
    manual: Manual | None = None
    unit_types: tuple[str, ...] = ()
    """Unit types that it applies to; empty: all (Q13)."""
    unless: tuple[str, ...] = ()
    """Traits of a unit that it does not apply to, such as 无对外服务职能 (Q15)."""
    responsible: tuple[str, ...] = ()
    """Lead departments."""
    shared_with: tuple[str, ...] = ()
    """Departments that see it as well (Q14)."""
    not_applicable: NotApplicable | None = None
    """For the items of this group; the way of the group above, or the pack's, where left out."""
    combine: Combine = "sum"
    """Of a group: its points are the sum of its items', or its best or worst item counts (Q18)."""
    choose: Count | None = None
    """Of a group with combine `best`: so many of its items are enough (k of n)."""
    charge_once: str | None = None
    """A fault that an earlier item of this label has charged is not charged again (Q34)."""
    excused: tuple[str, ...] = ()
    """Classes of fault of its check that are no fault here (Q37)."""
    zero_if: tuple[str, ...] = ()
    """Items whose confirmed fault loses this one whole (Q4)."""
    children: tuple["Item", ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [bool(self.check), self.manual is not None, bool(self.children)]
        if sum(ways) != 1 and not (sum(ways) == 0 and self.ranked):
            raise ValueError(
                f"“{self.id}”要有且只有一个：check（自动检查）、manual（人工）或 children（下级）。"
            )
        if self.params and not self.check:
            raise ValueError(f"“{self.id}”没有 check，params 无处可用：补上 check，或删去 params。")
        if not self.children and self.points is None and not isinstance(self.rule, Veto):
            raise ValueError(
                f"“{self.id}”没有写分值 points：补上分值；单项否决的不写分值，写 rule: {{kind: veto}}。"
            )
        return self

    @property
    def judged_by(self) -> Rule:
        """The rule of a leaf: what is left out is all or nothing by a check, given where a person decides."""
        if self.rule is not None:
            return self.rule
        return AllOrNothing() if self.check and self.confirm is None else Given()

    @property
    def ranked(self) -> bool:
        return isinstance(self.rule, Rank)

    def leaves(self) -> Iterator["Item"]:
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def applies_to(self, unit_type: str) -> bool:
        return not self.unit_types or unit_type in self.unit_types
