"""A pack with everything inherited said on each item, so that nobody has to look above.

Clause, confidence, role, unit types, exemptions and departments go down from group to item; confidence comes
from the source of the pack where nobody says otherwise. Every output reads packs resolved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xunjian.packs.item import Item, Role
from xunjian.packs.part import Cite, Confidence
from xunjian.packs.schema import Pack
from xunjian.packs.totals import role_of


def resolve(pack: Pack) -> Pack:
    """The same pack; each item says its own `cite` (with both confidences), `role`, `unit_types`, `unless`,
    `responsible` and `shared_with`."""
    source = Cite(confidence=pack.source.confidence, points=pack.source.confidence)
    top = Item.model_construct(id="", title="", cite=source, role="score", unit_types=(), unless=())
    return pack.model_copy(update={"items": tuple(_resolved(item, top) for item in pack.items)})


def _resolved(item: Item, above: Item) -> Item:
    role: Role = role_of(item, above.role or "score")
    assert above.cite is not None  # the one above is resolved
    own = item.cite or Cite()
    cite = Cite(
        clause=own.clause or above.cite.clause,
        confidence=own.confidence or above.cite.confidence,
        points=own.points or own.confidence or above.cite.points,
    )
    settled = item.model_copy(
        update={
            "cite": cite,
            "role": role,
            "unit_types": item.unit_types or above.unit_types,
            "unless": tuple(dict.fromkeys((*above.unless, *item.unless))),
            "responsible": item.responsible or above.responsible,
            "shared_with": item.shared_with or above.shared_with,
        }
    )
    children = tuple(_resolved(child, settled) for child in item.children)
    return settled.model_copy(update={"children": children})


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A leaf whose rule or points were not compared with the document as issued."""

    item_id: str
    title: str
    points: Decimal | None
    wording: Confidence
    """Of the rule and its parameters."""
    value: Confidence
    """Of the points."""


def unconfirmed(pack: Pack, unit_type: str | None = None) -> Iterator[Unconfirmed]:
    """Leaves of a resolved pack that are not `official` throughout; of one type of unit, or of all."""
    for leaf in pack.leaves():
        if unit_type is not None and not leaf.applies_to(unit_type):
            continue
        assert leaf.cite is not None  # the pack is resolved
        wording, value = leaf.cite.confidence or "own", leaf.cite.points or "own"
        if wording != "official" or (leaf.points is not None and value != "official"):
            yield Unconfirmed(leaf.id, leaf.title, leaf.points, wording, value)
