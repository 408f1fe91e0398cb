"""What is wrong, or odd, in a pack, and where; and the walk through its items that finds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from xunjian.packs.item import Item, Role
from xunjian.packs.schema import Pack
from xunjian.packs.totals import role_of
from xunjian.yaml_document import Path


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault at a place of the document, with what to write instead."""

    path: Path
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An item, where it stands in the file and in the tree."""

    path: Path
    item: Item
    above: tuple[Item, ...]
    role: Role

    def flaw(self, message: str, hint: str = "", *, at: tuple[str | int, ...] = ("id",)) -> Flaw:
        return Flaw((*self.path, *at), f"“{self.item.id}”{message}", hint)


def places(pack: Pack) -> Iterator[Place]:
    """Every item, groups before what they hold."""

    def walk(items: tuple[Item, ...], path: Path, above: tuple[Item, ...], role: Role) -> Iterator[Place]:
        for at, item in enumerate(items):
            own = role_of(item, role)
            yield Place((*path, at), item, above, own)
            yield from walk(item.children, (*path, at, "children"), (*above, item), own)

    return walk(pack.items, ("items",), (), "score")
