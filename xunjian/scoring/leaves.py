"""All leaves of a pack for one unit: who owes them, what was found, what persons said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xunjian.engine import ItemResult
from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult, Status
from xunjian.model.unit import UNIT_TYPE_NAMES
from xunjian.packs.item import Item
from xunjian.packs.schema import Pack
from xunjian.scoring.charge_once import Charged
from xunjian.scoring.leaf import Leaf, not_applicable, score_leaf
from xunjian.scoring.tally import Tally, count
from xunjian.scoring.zero_if import zero

Places = Mapping[str, tuple[Decimal, Decimal]]
"""Points by rank, lowest and highest, by item id."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is scored: one unit with all that is known of it."""

    unit_type: str
    results: Mapping[str, CheckResult | None]
    words: Mapping[str, Assessment] = field(default_factory=dict)
    traits: frozenset[str] = frozenset()
    places: Places = field(default_factory=dict)
    early: Mapping[str, CheckResult] = field(default_factory=dict)
    """Of vetoes: the check with the parameters that warn in time (Q41)."""
    day: date | None = None
    """Of the look at the site; None where it is not known."""

    @classmethod
    def of(
        cls,
        unit_type: str,
        results: Iterable[ItemResult],
        assessments: Iterable[Assessment] = (),
        traits: Iterable[str] = (),
        places: Places | None = None,
        day: date | None = None,
    ) -> "Case":
        known = tuple(results)
        return cls(
            unit_type,
            {each.item_id: each.result for each in known},
            {each.item_id: each for each in assessments},
            frozenset(traits),
            places or {},
            {each.item_id: each.early for each in known if each.early is not None},
            day,
        )


def score_leaves(pack: Pack, case: Case) -> dict[str, Leaf]:
    """Every leaf by its id, in order of the document; `pack` is resolved."""
    charged: defaultdict[str, Charged] = defaultdict(Charged)
    leaves: dict[str, Leaf] = {}
    for item in pack.leaves():
        reason = _exempt(item, case)
        if reason:
            leaves[item.id] = not_applicable(item, reason)
            continue
        tally = _tally(item, case)
        if item.charge_once is None or tally is None:
            leaf = _score(item, case, tally)
        else:
            leaf = _score_once(item, case, tally, charged[item.charge_once])
        if tally and tally.excused and leaf.applies:
            _say_excused(leaf, tally.excused)
        leaves[item.id] = leaf
    for leaf in leaves.values():
        if leaf.item.zero_if:
            zero(leaf, leaves)
    return leaves


def _score(item: Item, case: Case, tally: Tally | None) -> Leaf:
    name = item.id
    result, word, place = case.results.get(name), case.words.get(name), case.places.get(name)
    return score_leaf(item, result, tally, word, place, case.early.get(name))


def _score_once(item: Item, case: Case, tally: Tally, charged: Charged) -> Leaf:
    """An item that leaves out what earlier items of its label charge; `charged` learns what it charges."""
    left = charged.spare(tally)
    leaf = _score(item, case, left)
    if not leaf.applies:
        return leaf
    if left.elsewhere:
        _say_spared(leaf, left.elsewhere)
    if item.confirm is None or (leaf.given and leaf.draft.low < leaf.draft.full):
        charged.charge(tally)
    if not leaf.given:
        charged.expect(tally)
    return leaf


def owes(item: Item, case: Case) -> bool:
    """Whether the item stands in the pack of this type of unit at all (Q13)."""
    return item.applies_to(case.unit_type)


def _exempt(item: Item, case: Case) -> str:
    """Why an item does not concern the unit; empty where it does."""
    result = case.results.get(item.id)
    if not owes(item, case):
        kind = UNIT_TYPE_NAMES.get(case.unit_type, case.unit_type)
        told = result is not None and result.status is Status.NOT_APPLICABLE and result.reason
        return told or f"不适用：{kind}没有这项义务。"
    traits = [trait for trait in item.unless if trait in case.traits]
    return f"不适用：本单位{traits[0]}。" if traits else ""


def _tally(item: Item, case: Case) -> Tally | None:
    result = case.results.get(item.id)
    if result is None and item.check is not None:
        return Tally(blind=True)  # a check without a result has seen nothing
    return None if result is None or result.status is Status.NOT_APPLICABLE else count(result, item.excused)


def _say_excused(leaf: Leaf, number: int) -> None:
    text = f"另有 {number} 处按本项规定不算问题"
    leaf.draft.explanation = f"{leaf.draft.explanation.rstrip('。')}；{text}。"


def _say_spared(leaf: Leaf, number: int) -> None:
    text = f"另有 {number} 处已在前面的项目扣分，不重复扣"
    leaf.draft.explanation = f"{leaf.draft.explanation.rstrip('。')}；{text}。"
    leaf.draft.note(text)
