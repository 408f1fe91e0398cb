"""What becomes of points that do not apply (Q15); groups that stand for a percent of the whole (Q12)."""

from collections.abc import Sequence
from decimal import Decimal

from xunjian.packs.item import NotApplicable
from xunjian.scoring.worth import Worth, add

_ZERO = Decimal(0)
WORDS: dict[NotApplicable, str] = {
    "drop": "满分相应减少",
    "full": "按满分计",
    "scale": "其余各项按比例放大到本组满分",
    "even": "平均计入本组其他各项",
    "pro_rata": "按分值比例计入本组其他各项",
}


def share_out(worths: Sequence[Worth], mode: NotApplicable) -> Worth:
    """A group of items, some of which may not apply; where none does, the group above shares it out.

    What is dropped here is never shared out above: else the last item to drop out would bring back the
    points of all before it, and no interval would hold.
    """
    together = add(worths)
    missing = sum((worth.nominal for worth in worths if not worth.full), _ZERO)
    if mode == "drop":
        return together.called(together.full)
    if not missing:
        return together
    if mode == "full":
        return add([together, Worth(_ZERO, _ZERO, missing, missing, missing)])
    if not together.full:
        return together
    return _even(worths, missing) if mode == "even" else together.scaled(together.full + missing)


def _even(worths: Sequence[Worth], missing: Decimal) -> Worth:
    share = missing / sum(1 for worth in worths if worth.full)
    return add([worth.scaled(worth.full + share) for worth in worths])


def weigh(worth: Worth, percent: Decimal, whole: Decimal) -> Worth:
    """A top group that stands for a percent of the whole, whatever its own points add to."""
    nominal = whole * percent / 100
    return worth.scaled(nominal).called(nominal)
