"""What a person said of one item that no program decides: points, or why it does not apply."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """One item of one unit, assessed by a person.

    Neither `points`, `vetoed` nor `not_applicable_reason`: a self-score alone, the item stays pending.
    """

    item_id: str
    points: Decimal | None = None
    """考核评分: what counts. Below zero where the item's rule takes points off."""
    not_applicable_reason: str | None = None
    """Why the item does not apply to the unit; stands instead of `points`."""
    vetoed: bool | None = None
    """Of a veto that a person decides: whether it fires; such an item has no points."""
    self_points: Decimal | None = None
    """自评分: what the unit gave itself. Shown beside the points, never counted (Q20)."""
    note: str = ""
    link: str = ""
    """Address or name of the material that proves it."""
    person: str = ""
    day: date | None = None
    """Day on which it was assessed."""

    @property
    def settled(self) -> bool:
        """Whether the item is decided by it."""
        return not (self.points is None and self.vetoed is None and self.not_applicable_reason is None)


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """One entry of the record of assessments: what was said, of whose run, how long it holds.

    The newest entry of a unit, pack and item is the one that stands; older ones stay, for the record.
    """

    said: Assessment
    unit_id: str
    pack_id: str
    pack_version: str
    run_id: str
    """The run whose form was filled in."""
    as_of: date
    """The day that run counts back from: the first on which it holds."""
    until: date
    """The last day on which it holds."""
    at: datetime
    """When it was taken in."""
    by: str
    """Who took it in."""
    withdrawn: bool = False
    """It only takes back what was said before: the item is pending again."""

    def holds(self, day: date) -> bool:
        """Whether it counts in a run of this day."""
        return not self.withdrawn and self.as_of <= day <= self.until
