"""Who decides an item: the crawler, a browser, a person on what the program found, a person alone."""

from collections.abc import Iterable, Mapping
from typing import Literal

from xunjian.model.site import Need
from xunjian.packs.item import Item
from xunjian.packs.rule import Rank
from xunjian.packs.schema import Pack
from xunjian.plugin import Check

Way = Literal["crawler", "browser", "candidate", "person"]
WAY_WORDS: dict[Way, str] = {
    "crawler": "自动",
    "browser": "浏览器",
    "candidate": "线索待人确认",
    "person": "人工",
}
_ORDER: tuple[Way, ...] = ("crawler", "browser", "candidate", "person")


def way_of(leaf: Item, checks: Mapping[str, Check], pack: Pack) -> Way:
    """Way of a leaf. A rank that nobody enters is decided as the points are that it ranks."""
    if isinstance(leaf.rule, Rank) and leaf.manual is None:
        ranked = [each for each in _below(pack.items, leaf.rule.by) if each.id != leaf.id]
        return hardest(way_of(each, checks, pack) for each in ranked if not each.ranked)
    if leaf.check is None:
        return "person"
    if leaf.confirm is not None:
        return "candidate"
    check = checks.get(leaf.check)
    return "browser" if check is not None and Need.BROWSER in check.needs else "crawler"


def hardest(ways: Iterable[Way]) -> Way:
    """The way that takes a person most."""
    return max(ways, key=_ORDER.index, default="person")


def _below(items: Iterable[Item], item_id: str | None) -> list[Item]:
    """Leaves of an item; of all items where none is named."""
    found: list[Item] = []
    for item in items:
        if item_id is None or item.id == item_id:
            found += item.leaves()
        else:
            found += _below(item.children, item_id)
    return found
