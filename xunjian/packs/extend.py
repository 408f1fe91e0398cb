"""A pack that extends another: the other's text with its changes, still knowing each line's file."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from xunjian.packs.node import Node, flatten, grow
from xunjian.packs.patch import Patch
from xunjian.packs.schema import Pack
from xunjian.yaml_document import YamlDocument, parse_yaml

_OWN = ("schema", "id", "version", "effective", "until", "extends")
"""What a pack says for itself and never takes over."""
_NEEDED = ("title", "source", "unit_types")
Spot = tuple[list[Node], int]


@dataclass(frozen=True, slots=True)
class PackText:
    """A pack as it was found: the name of its file, and its text."""

    name: str
    text: str


Find = Callable[[str], PackText | None]
"""Gives a pack's text by its id; None where there is none."""


def find_nothing(pack_id: str) -> PackText | None:
    """For packs that stand alone."""
    return None


class _Overlay(BaseModel):
    """The part of an extending pack that is read before the pack it extends."""

    model_config = ConfigDict(extra="allow")
    schema_version: int = Field(alias="schema")
    id: str
    version: str
    extends: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*(@\S+)?$")
    patch: tuple[Patch, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document without `patch`, and the packs that it was made from, nearest first, as id@version."""

    document: YamlDocument
    bases: tuple[str, ...] = ()
    base_texts: tuple[tuple[str, str], ...] = ()
    """Of the same packs, id and text."""


def assemble(text: str, name: str, find: Find = find_nothing, chain: tuple[str, ...] = ()) -> Assembled:
    """The whole document of a pack. Raises ConfigError with file, line and the patch that is wrong."""
    document = parse_yaml(text, name)
    data = document.data
    if not isinstance(data, dict):
        return Assembled(document)
    if "extends" not in data or data["extends"] is None:
        if data.get("patch"):
            raise document.error(
                ("patch",), "有 patch 而没有 extends。", "写明 extends：要修改的指标体系编号。"
            )
        return Assembled(document)
    if "items" in data:
        raise document.error(
            ("items",), "有 extends 的指标体系不写 items。", "要增加的指标写成 patch 里的 add。"
        )
    overlay = document.validate(_Overlay, named_by="id")
    base_id, _, version = overlay.extends.partition("@")
    chain = (*chain, overlay.id)
    if base_id in chain:
        raise document.error(
            ("extends",), f"extends 绕成了圈：{' → '.join((*chain, base_id))}。", "断开其中一处。"
        )
    found = find(base_id)
    if found is None:
        raise document.error(
            ("extends",), f"没有指标体系“{base_id}”。", "用 xunjian pack list 查看可用的编号。"
        )
    base = assemble(found.text, found.name, find, chain)
    pack = base.document.validate(Pack, named_by="id")
    if pack.id != base_id or (version and pack.version != version):
        raise document.error(
            ("extends",),
            f"extends 写“{overlay.extends}”，现有的是“{pack.id}@{pack.version}”。",
            "改为现有的版本，并核对 patch 是否仍然适用。",
        )
    merged = _merge(document, base.document, overlay.patch, f"{pack.id}@{pack.version}")
    texts = ((pack.id, found.text), *base.base_texts)
    return Assembled(merged, (f"{pack.id}@{pack.version}", *base.bases), texts)


def _merge(
    document: YamlDocument, base: YamlDocument, patches: tuple[Patch, ...], base_name: str
) -> YamlDocument:
    root, own = grow(base), grow(document)
    assert isinstance(root.value, dict)  # both were validated
    assert isinstance(own.value, dict)
    for key in _OWN:
        root.value.pop(key, None)
    for key, node in own.value.items():
        if key == "patch":
            continue
        if node.value is None and key in _NEEDED:
            raise document.error((key,), f"“{key}”不能去掉。", "写新的值；不改的删去这一行。")
        if node.value is None:
            root.value.pop(key, None)
        else:
            root.value[key] = node
    changes = own.entries("patch") or []
    for number, (patch, change) in enumerate(zip(patches, changes, strict=True)):
        _Change(document, base_name, root, number, change).apply(patch)
    return flatten(root, document.name)


@dataclass(frozen=True, slots=True)
class _Change:
    """One patch on its way into the tree."""

    document: YamlDocument
    base: str
    root: Node
    number: int
    node: Node

    def apply(self, patch: Patch) -> None:
        if patch.item is not None:
            self._set(*self._find(patch.item, "item"))
        elif patch.remove is not None:
            self._remove(patch.remove)
        else:
            self._add(patch)

    @property
    def _label(self) -> str:
        return f"patch 第 {self.number + 1} 条"

    def _set(self, siblings: list[Node], at: int) -> None:
        item = siblings[at].value
        assert isinstance(item, dict)
        assert isinstance(self.node.value, dict)
        changes = self.node.value["set"].value
        assert isinstance(changes, dict)
        for key, value in changes.items():
            if key in ("id", "children"):
                raise self._error(("set", key), f"set 不能改 {key}。", "用 remove 和 add 改变层级和编号。")
            if value.value is None:
                if key not in item:
                    raise self._error(("set", key), f"这一项没有写“{key}”，无从去掉。", "删去这一行。")
                del item[key]
                siblings[at].note = self._label
            else:
                item[key] = value.noted(self._label)

    def _remove(self, item_id: str) -> None:
        siblings, at = self._find(item_id, "remove")
        if len(siblings) == 1:
            raise self._error(
                ("remove",), f"“{item_id}”是本组最后一项，去掉后这一组就空了。", "连同上级一起 remove。"
            )
        del siblings[at]

    def _add(self, patch: Patch) -> None:
        assert isinstance(self.node.value, dict)
        new = self.node.value["add"].noted(self._label)
        siblings = self.root.entries("items") or []
        if patch.under:
            above, at = self._find(patch.under, "under")
            below = above[at].entries("children")
            if below is None:
                raise self._error(
                    ("under",),
                    f"“{patch.under}”没有下级，不能在它下面增加指标。",
                    "under 写一个有 children 的项。",
                )
            siblings = below
        if not patch.after:
            siblings.append(new)
            return
        found, at = self._find(patch.after, "after")
        if patch.under and found is not siblings:
            raise self._error(
                ("after",), f"“{patch.after}”不在“{patch.under}”下面。", "after 写同一组里的项。"
            )
        found.insert(at + 1, new)

    def _find(self, item_id: str, key: str) -> Spot:
        spot = _search(self.root.entries("items") or [], item_id)
        if spot is None:
            raise self._error(
                (key,), f"“{self.base}”里没有“{item_id}”。", "用 xunjian pack show 查看其中的编号。"
            )
        return spot

    def _error(self, path: tuple[str, ...], message: str, hint: str) -> Exception:
        return self.document.error(("patch", self.number, *path), f"{self._label}：{message}", hint)


def _search(items: list[Node], item_id: str) -> Spot | None:
    for at, item in enumerate(items):
        if item.text("id") == item_id:
            return items, at
        spot = _search(item.entries("children") or [], item_id)
        if spot is not None:
            return spot
    return None
