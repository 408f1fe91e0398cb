"""The whole sheet out of a pack and the results of its leaves."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xunjian.engine import ItemResult
from xunjian.model.finding import CheckResult
from xunjian.model.score import IndicatorScore, Points, Score
from xunjian.packs.item import Item, Role
from xunjian.packs.rule import Veto
from xunjian.packs.schema import Pack
from xunjian.scoring.rules import score_leaf


def score_pack(pack: Pack, results: tuple[ItemResult, ...]) -> Score:
    """Score every leaf. Vetoes and bonus points stand apart from the total."""
    by_item = {each.item_id: each.result for each in results}
    indicators = tuple(_indicators(pack.items, (), "score", (), by_item))
    total = sum((each.points for each in indicators if each.role == "score"), Points())
    bonus = sum((each.points.awarded for each in indicators if each.role == "bonus"), Decimal(0))
    vetoes = tuple(each.item_id for each in indicators if each.vetoed)
    return Score(indicators, total, bonus, vetoes)


def _indicators(
    items: tuple[Item, ...],
    path: tuple[str, ...],
    role: Role,
    responsible: tuple[str, ...],
    results: Mapping[str, CheckResult | None],
) -> Iterator[IndicatorScore]:
    for item in items:
        own_role: Role = "veto" if isinstance(item.rule, Veto) else item.role or role
        owners = item.responsible or responsible
        if item.children:
            yield from _indicators(item.children, (*path, item.title), own_role, owners, results)
            continue
        leaf = score_leaf(item, results.get(item.id))
        yield IndicatorScore(
            item_id=item.id,
            title=item.title,
            path=path,
            role=own_role,
            check=item.check,
            full=item.points or Decimal(0),
            points=leaf.points,
            status=leaf.status,
            explanation=leaf.explanation,
            responsible=owners,
            vetoed=leaf.vetoed,
        )
