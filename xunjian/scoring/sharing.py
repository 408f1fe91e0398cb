"""What becomes of points that do not apply (Q15); groups that stand for a percent of the whole (Q12)."""

from collections.abc import Sequence
from dataclasses import replace
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
    """A group of items, some of which may not apply; where none does, the group does not."""
    together = add(worths)
    missing = sum((worth.nominal for worth in worths if not worth.applies), _ZERO)
    if not missing or mode == "drop":
        return together
    if mode == "full":
        given = Worth(_ZERO, missing, missing, missing)
        return replace(add([*worths, given]), nominal=together.nominal)
    if not together.full:
        return together
    if mode == "even":
        return replace(_even(worths, missing), nominal=together.nominal)
    return together.scaled(together.full + missing)


def _even(worths: Sequence[Worth], missing: Decimal) -> Worth:
    bearing = [worth for worth in worths if worth.applies and worth.full]
    share = missing / len(bearing)
    return add(
        [
            worth.scaled(worth.full + share) if worth.applies and worth.full else worth
            for worth in worths
            if worth.applies
        ]
    )


def weigh(worth: Worth, percent: Decimal, whole: Decimal) -> Worth:
    """A top group that stands for a percent of the whole, whatever its own points add to."""
    nominal = whole * percent / 100
    return worth.scaled(nominal).called(nominal) if worth.applies else Worth.nothing(nominal)
