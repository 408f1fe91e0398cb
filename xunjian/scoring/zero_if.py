"""An item that a fault of another item loses whole (Q4)."""

from collections.abc import Mapping
from decimal import Decimal

from xunjian.scoring.leaf import Leaf
from xunjian.scoring.rounding import plain

_ZERO = Decimal(0)


def zero(leaf: Leaf, leaves: Mapping[str, Leaf]) -> None:
    """Take the points of an item whose condition is a certain fault; keep them open while that is open."""
    causes = [leaves[name] for name in leaf.item.zero_if if name in leaves and leaves[name].applies]
    certain = [each for each in causes if each.faulty]
    waiting = [each for each in causes if each.faulty is None]
    draft = leaf.draft
    if not leaf.applies or draft.high <= 0 or not (certain or waiting):
        return
    names = "、".join(f"“{each.item.title}”" for each in certain or waiting)
    if certain and leaf.avoidable:
        draft.explanation += f"{names}不符合，除非不适用，本项不得分。"
    elif certain:
        draft.move(min(draft.low, _ZERO), _ZERO, "zero", f"{names}不符合，本项不得分")
        draft.way = draft.way if draft.pending or draft.endless else None
        draft.explanation = f"{names}不符合，按规则本项不得分。"
        leaf.status = "fail"
    elif draft.low > 0:
        draft.move(_ZERO, draft.high, "open", f"{names}还没有结论，如不符合，本项不得分")
        draft.way = draft.way or "linked"
        draft.explanation += f"{names}还没有结论，如不符合，本项不得分（{plain(draft.pending)} 分待定）。"
        leaf.status = "review" if leaf.status == "pass" else leaf.status
