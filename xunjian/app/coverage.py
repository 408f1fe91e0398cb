"""How much of a pack is decided by the crawler, by a browser, by a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xunjian.app.packs import open_pack, pack_texts
from xunjian.catalog import load_catalog
from xunjian.packs.item import Item, Role
from xunjian.packs.schema import Pack
from xunjian.packs.totals import full_points, owes, role_of
from xunjian.packs.way import Way, hardest, way_of
from xunjian.plugin import Check

Shares = dict[Way, Decimal]
_ZERO = Decimal(0)


def _none() -> Shares:
    return {"crawler": _ZERO, "browser": _ZERO, "candidate": _ZERO, "person": _ZERO}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Points of a pack (or of its variant for one unit type) by who decides them; bonus points apart.

    Of a pack with weights: percent of the whole.
    """

    id: str
    variant: str | None
    shares: Shares = field(default_factory=_none)
    bonus: Shares = field(default_factory=_none)

    @property
    def total(self) -> Decimal:
        return sum(self.shares.values(), _ZERO)

    @property
    def bonus_total(self) -> Decimal:
        return sum(self.bonus.values(), _ZERO)

    def as_dict(self) -> dict[str, object]:
        """The row of the contract; `bonus` is added to it, in the same form."""
        row: dict[str, object] = {"id": self.id, "variant": self.variant, **_floats(self.shares)}
        return {**row, "bonus": _floats(self.bonus)}


def _floats(shares: Shares) -> dict[str, float]:
    total = sum(shares.values(), _ZERO)
    return {"total": float(total), **{str(way): float(points) for way, points in shares.items()}}


def pack_coverage(reference: str | None = None) -> tuple[CoverageRow, ...]:
    """Rows of one pack, or of all; one row a unit type where the items differ by it."""
    names = (reference,) if reference else tuple(pack_texts())
    return tuple(row for name in names for row in coverage_of(open_pack(name).pack))


def coverage_of(pack: Pack) -> tuple[CoverageRow, ...]:
    """Rows of a resolved pack."""
    differs = any(leaf.unit_types for leaf in pack.leaves())
    variants: tuple[str | None, ...] = pack.unit_types if differs else (None,)
    checks = load_catalog().checks
    return tuple(_row(pack, variant, checks) for variant in variants)


def _row(pack: Pack, variant: str | None, checks: Mapping[str, Check]) -> CoverageRow:
    row = CoverageRow(pack.id, variant)
    kind = variant or pack.unit_types[0]
    roles: tuple[tuple[Role, Shares], ...] = (("score", row.shares), ("bonus", row.bonus))
    for item in pack.items:
        full = full_points(item, kind)
        scale = item.weight / full if item.weight is not None and full else Decimal(1)
        for role, sums in roles:
            for way, points in _shares(item, kind, role, pack, checks).items():
                sums[way] += points * scale
    return row


def _shares(item: Item, kind: str, role: Role, pack: Pack, checks: Mapping[str, Check]) -> Shares:
    """Points of an item by way. Where the best or the worst of a group counts, the way of that group is the
    one that takes a person most: it is settled only when all of them are."""
    shares = _none()
    if not owes(item, kind):
        return shares
    if not item.children:
        if role_of(item) == role:
            shares[way_of(item, checks, pack)] += item.points or _ZERO
        return shares
    if item.combine != "sum":
        leaves = (leaf for leaf in item.leaves() if owes(leaf, kind))
        way = hardest(way_of(leaf, checks, pack) for leaf in leaves)
        shares[way] += full_points(item, kind, role)
        return shares
    for child in item.children:
        for way, points in _shares(child, kind, role, pack, checks).items():
            shares[way] += points
    return shares
