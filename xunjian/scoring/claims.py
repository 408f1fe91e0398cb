"""What a unit claims for itself against what was found (Q20, Q21). A claim never counts.

A claim is proven false where a look at the site on a later day still finds faults that a check decides by
itself, so that less can be had than was claimed. A claim made on the day of the look, or after it, proves
nothing: the site must be looked at again first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xunjian.model.assessment import Assessment
from xunjian.scoring.leaf import Leaf
from xunjian.scoring.rounding import plain


@dataclass(frozen=True, slots=True)
class Excess:
    """A self-score above what can be had. `faults`: confirmed ones that still stand; `later`: nobody has
    looked since it was claimed, or its day is not known."""

    item_id: str
    words: str
    faults: int = 0
    later: bool = False

    @property
    def false(self) -> bool:
        """虚报: the faults are reproducible still."""
        return bool(self.faults) and not self.later


def excess_claims(
    words: Mapping[str, Assessment], leaves: Mapping[str, Leaf], day: date | None
) -> Iterator[Excess]:
    """Claims above what was found for certain. `day`: of the look."""
    for name, word in words.items():
        leaf = leaves.get(name)
        if leaf is None or not leaf.applies or word.self_points is None or leaf.item.role == "veto":
            continue
        if leaf.draft.pending or leaf.draft.endless or word.self_points <= leaf.draft.high:
            continue
        by_check = leaf.item.check is not None and leaf.item.confirm is None
        standing = {finding for entry in leaf.draft.entries for finding in entry.findings}
        faults = len(standing) if by_check else 0
        later = word.day is None or day is None or word.day >= day
        told = f"“{leaf.item.title}”自评 {plain(word.self_points)} 分，评定 {plain(leaf.draft.high)} 分"
        yield Excess(name, told + _judged(faults, later), faults, later)


def _judged(faults: int, later: bool) -> str:
    if not faults:
        return "，请核对。"
    if later:
        return f"：检查时有 {faults} 处问题，之后是否整改还没有查，请重新检查后核对是否虚报。"
    return f"：自评以后检查仍有 {faults} 处问题，属于虚报。"
