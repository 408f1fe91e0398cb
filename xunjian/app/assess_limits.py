"""What may be given for an item, by its rule."""

from decimal import Decimal

from xunjian.packs.item import Item
from xunjian.packs.rule import AllOrNothing, Reach, Tiers, Veto
from xunjian.packs.words import plain
from xunjian.scoring.person import limits_of


def awaits_person(item: Item) -> bool:
    """Whether a person decides a leaf: alone, or on what the program found."""
    return item.manual is not None or item.confirm is not None


def steps_of(item: Item) -> tuple[Decimal, ...]:
    """The only points that the written rule of an item knows; empty where any within limits will do."""
    full, rule = item.points or Decimal(0), item.rule
    if isinstance(rule, (AllOrNothing, Reach)):
        return Decimal(0), full
    if isinstance(rule, Tiers):
        outside = Decimal(100) if rule.of == "faults" else Decimal(0)
        return tuple(
            sorted({full * share / 100 for share in (outside, *(tier.share for tier in rule.tiers))})
        )
    return ()


def limit_words(item: Item) -> str:
    """What may be given, in words."""
    if isinstance(item.rule, Veto):
        return "触发或未触发"
    steps = steps_of(item)
    if steps:
        return "可给 " + "、".join(plain(step) for step in steps) + " 分"
    least, most = limits_of(item)
    if least is None:
        return f"最高 {plain(most)} 分，最低不限"
    return f"可给 {plain(least)} 至 {plain(most)} 分"


def refusal(item: Item, points: Decimal) -> str | None:
    """Why points cannot be given for an item; None where they can."""
    steps = steps_of(item)
    least, most = limits_of(item)
    if (steps and points not in steps) or points > most or (least is not None and points < least):
        return limit_words(item)
    return None
