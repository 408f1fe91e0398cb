"""Full points of items for one type of unit: alternatives counted once, bonus and vetoes apart."""

from collections.abc import Iterable
from decimal import Decimal

from xunjian.packs.item import Item, Role
from xunjian.packs.rule import Veto

_ZERO = Decimal(0)


def role_of(item: Item, above: Role = "score") -> Role:
    """What an item counts as: its own role, or that of the group it stands in."""
    return "veto" if isinstance(item.rule, Veto) else item.role or above


def points_of(items: Iterable[Item], unit_type: str, role: Role = "score", above: Role = "score") -> Decimal:
    """Full points of items together, of those that count as `role` and apply to a type of unit."""
    return sum((full_points(item, unit_type, role, above) for item in items), _ZERO)


def full_points(item: Item, unit_type: str, role: Role = "score", above: Role = "score") -> Decimal:
    """Most that an item gives. `above`: the role of the group that it stands in."""
    own = role_of(item, above)
    if not item.applies_to(unit_type):
        return _ZERO
    if not item.children:
        return (item.points or _ZERO) if own == role else _ZERO
    below = [full_points(child, unit_type, role, own) for child in item.children if owes(child, unit_type)]
    if item.combine == "best":
        return sum(sorted(below, reverse=True)[: item.choose or 1], _ZERO)
    if item.combine == "worst":
        return min(below, default=_ZERO)
    return sum(below, _ZERO)


def owes(item: Item, unit_type: str) -> bool:
    """Whether a type of unit has anything of an item."""
    below = any(owes(child, unit_type) for child in item.children)
    return item.applies_to(unit_type) and (below or not item.children)
