"""How much of a pack is decided by the crawler, by a browser, by a person."""

from dataclasses import dataclass
from decimal import Decimal

from xunjian.app.packs import open_pack, pack_texts
from xunjian.catalog import load_catalog
from xunjian.model.site import Need
from xunjian.packs.item import Item
from xunjian.packs.schema import Pack


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Points of a pack (or of its variant for one unit type) by who decides them."""

    id: str
    variant: str | None
    total: Decimal
    crawler: Decimal
    browser: Decimal
    candidate: Decimal
    person: Decimal

    def as_dict(self) -> dict[str, str | float | None]:
        return {
            "id": self.id,
            "variant": self.variant,
            "total": float(self.total),
            "crawler": float(self.crawler),
            "browser": float(self.browser),
            "candidate": float(self.candidate),
            "person": float(self.person),
        }


def pack_coverage(reference: str | None = None) -> tuple[CoverageRow, ...]:
    """Rows of one pack, or of all; one row a unit type where the items differ by it."""
    names = (reference,) if reference else tuple(pack_texts())
    rows: list[CoverageRow] = []
    for name in names:
        pack = open_pack(name).pack
        differs = any(leaf.unit_types for leaf in pack.leaves())
        variants: tuple[str | None, ...] = pack.unit_types if differs else (None,)
        rows.extend(_row(pack, variant) for variant in variants)
    return tuple(rows)


def _row(pack: Pack, variant: str | None) -> CoverageRow:
    sums = dict.fromkeys(("crawler", "browser", "candidate", "person"), Decimal(0))
    for leaf in pack.leaves():
        if variant is None or not leaf.unit_types or variant in leaf.unit_types:
            sums[_decider(leaf)] += leaf.points or Decimal(0)
    return CoverageRow(pack.id, variant, sum(sums.values(), Decimal(0)), **sums)


def _decider(leaf: Item) -> str:
    if leaf.check is None:
        return "person"
    check = load_catalog().checks[leaf.check]
    return "browser" if Need.BROWSER in check.needs else "crawler"
