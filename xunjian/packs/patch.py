"""Changes to a pack that another one extends: said as changes, never as a copy."""

from typing import Self

from pydantic import Field, model_validator

from xunjian.packs.item import Item
from xunjian.packs.part import Part


class Patch(Part):
    """One change: `item` with `set`, or `remove`, or `add` (under a group, after one of its items)."""

    item: str | None = None
    set: dict[str, object] = Field(default_factory=dict)
    """Keys of the item and their new values; null takes a key away."""
    remove: str | None = None
    add: Item | None = None
    under: str | None = None
    after: str | None = None

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if sum(each is not None for each in (self.item, self.remove, self.add)) != 1:
            raise ValueError("每条 patch 只写一个：item（连同 set）、remove 或 add。")
        if (self.item is None) == bool(self.set):
            raise ValueError("item 和 set 要一起写。")
        if self.add is None and (self.under or self.after):
            raise ValueError("under 和 after 只用于 add。")
        return self
