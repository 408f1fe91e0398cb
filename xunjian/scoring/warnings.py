"""What must be said beside a score: values nobody confirmed, early warnings, what has no lowest value."""

from collections.abc import Iterable, Iterator, Mapping

from xunjian.packs.schema import Pack
from xunjian.scoring.claims import Excess
from xunjian.scoring.leaf import Leaf
from xunjian.scoring.leaves import Case, owes


def unconfirmed(pack: Pack, used: Iterable[Leaf]) -> int:
    """Values in use that were not compared with the document as issued: one an item, one for the outcome."""
    count = 0
    for leaf in used:
        cite = leaf.item.cite
        sure = {cite.confidence} if cite else set()
        if cite and leaf.item.points is not None:
            sure.add(cite.points)
        count += sure != {"official"}
    judged = pack.outcome.model_fields_set or pack.bonus.model_fields_set
    return count + int(bool(judged) and pack.source.confidence != "official")


def warnings_of(
    pack: Pack, case: Case, leaves: Mapping[str, Leaf], downwards: Iterable[str], claims: Iterable[Excess]
) -> Iterator[str]:
    """Sentences in order of weight."""
    yield from (leaf.warning for leaf in leaves.values() if leaf.warning and leaf.item.role == "veto")
    named = "、".join(f"“{leaves[name].item.title}”" for name in downwards)
    if named:
        yield f"{named}扣分没有下限又还没有结论，总分可能低于区间的低端。"
    yield from (leaf.warning for leaf in leaves.values() if leaf.warning and leaf.item.role != "veto")
    for name, bars in ((leaf.item.title, leaf.bars) for leaf in leaves.values() if leaf.veto == "fired"):
        if bars:
            yield f"“{name}”：按规定不得评为{'、'.join(bars)}。"
    yield from (each.words for each in claims)
    if pack.sum_exception:
        yield f"本指标体系的分值加不拢：{pack.sum_exception.rstrip('。')}。"
    strange = [name for name in case.words if name not in leaves]
    if strange:
        yield f"评分里的“{strange[0]}”等 {len(strange)} 项不在本指标体系里，没有采用。"
    foreign = [name for name in case.words if name in leaves and not owes(leaves[name].item, case)]
    if foreign:
        yield f"“{leaves[foreign[0]].item.title}”等 {len(foreign)} 项评分不适用于这类单位，没有采用。"
