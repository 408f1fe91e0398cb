"""What one pack changes against another, in words: items added and removed, points, rules, parameters."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal

from pydantic import BaseModel

from xunjian.packs.flaw import Place, places
from xunjian.packs.item import Item
from xunjian.packs.key_words import KEY_WORDS
from xunjian.packs.part import Cite
from xunjian.packs.schema import Pack
from xunjian.packs.words import (
    COMBINE_WORDS,
    CONFIDENCE_WORDS,
    NOT_APPLICABLE_WORDS,
    ROLE_WORDS,
    plain,
    rule_words,
)
from xunjian.plugin import Check

_Say = Callable[[Item], str]
"""How points of a leaf come about, in words."""
Kind = Literal["pack", "added", "removed", "changed"]
_APART = frozenset(("id", "items", "children", "patch", "extends", "schema_version"))
_WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {str(key): word for key, word in ROLE_WORDS.items()},
    "combine": {str(key): word for key, word in COMBINE_WORDS.items()},
    "not_applicable": {str(key): word for key, word in NOT_APPLICABLE_WORDS.items()},
    "confidence": {str(key): word for key, word in CONFIDENCE_WORDS.items()},
    "points_confidence": {str(key): word for key, word in CONFIDENCE_WORDS.items()},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `key`: what of the item or pack, such as points, params.days, rule."""

    kind: Kind
    item_id: str | None
    title: str
    key: str
    before: str
    after: str
    words: str


def compare_packs(before: Pack, after: Pack, checks: Mapping[str, Check] | None = None) -> tuple[Change, ...]:
    """Differences of two packs as written: of the whole first, then item by item in the order of `after`.

    `checks`: they know what their classes of fault are called.
    """
    say = partial(rule_words, checks=checks)
    old = {place.item.id: place for place in places(before)}
    new = {place.item.id: place for place in places(after)}
    changes = list(_of_models(before, after, None, "pack", say))
    for item_id, place in new.items():
        if item_id not in old:
            changes.append(_whole("added", place, "新增", say))
            continue
        changes += _of_models(old[item_id].item, place.item, place.item, "changed", say)
        changes += _moved(old[item_id], place)
    changes += [_whole("removed", place, "删除", say) for name, place in old.items() if name not in new]
    return tuple(changes)


def _whole(kind: Kind, place: Place, word: str, say: _Say) -> Change:
    item = place.item
    points = f"，{plain(item.points)} 分" if item.points is not None else ""
    rule = f"，{say(item)}" if not item.children else ""
    under = f"“{place.above[-1].title}”下" if place.above else "最外一层"
    words = f"{word}“{item.id} {item.title}”（{under}{points}{rule}）。"
    shown = plain(item.points) if item.points is not None else ""
    return Change(
        kind,
        item.id,
        item.title,
        "item",
        shown if kind == "removed" else "",
        shown if kind == "added" else "",
        words,
    )


def _moved(old: Place, new: Place) -> Iterator[Change]:
    before, after = (place.above[-1] if place.above else None for place in (old, new))
    if (before and before.id) != (after and after.id):
        names = [f"“{each.title}”" if each else "最外一层" for each in (before, after)]
        yield _change(new.item, "changed", "group", "上级", names[0], names[1])


def _of_models(
    before: BaseModel, after: BaseModel, item: Item | None, kind: Kind, say: _Say, prefix: str = ""
) -> Iterator[Change]:
    for key in type(after).model_fields:
        if key in _APART:
            continue
        old, new = getattr(before, key), getattr(after, key)
        if old == new:
            continue
        label = KEY_WORDS[type(after).__name__][key][0]
        if key == "params":
            yield from _of_params(old, new, item)
        elif key == "cite" and item is not None:
            yield from _of_cites(old, new, item)
        elif key == "rule" and isinstance(before, Item) and isinstance(after, Item) and not after.children:
            yield _change(item, kind, key, "赋分", say(before), say(after))
        elif isinstance(old, BaseModel) and type(old) is type(new):
            yield from _of_models(old, new, item, kind, say, f"{prefix}{key}.")
        else:
            yield _change(item, kind, f"{prefix}{key}", label, _said(old, key), _said(new, key))


def _of_params(old: Mapping[str, object], new: Mapping[str, object], item: Item | None) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield _change(
                item, "changed", f"params.{name}", f"参数 {name}", _said(old.get(name)), _said(new.get(name))
            )


def _of_cites(old: Cite | None, new: Cite | None, item: Item) -> Iterator[Change]:
    for key, label in (("clause", "出处"), ("confidence", "把握"), ("points", "分值的把握")):
        was, now = (getattr(cite, key) if cite else None for cite in (old, new))
        if was != now:
            words_of = "confidence" if key != "clause" else ""
            yield _change(item, "changed", f"cite.{key}", label, _said(was, words_of), _said(now, words_of))


def _change(item: Item | None, kind: Kind, key: str, label: str, before: str, after: str) -> Change:
    name = f"“{item.id} {item.title}”：" if item else ""
    words = f"{name}{label}由 {before or '（未写）'} 改为 {after or '（未写）'}"
    return Change(
        kind,
        item.id if item else None,
        item.title if item else "",
        key,
        before,
        after,
        words.rstrip("。") + "。",
    )


def _said(value: object, key: str = "") -> str:
    """A value as people read it."""
    if isinstance(value, str) and value in _WORDS.get(key, {}):
        return _WORDS[key][value]
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None:
        return ""
    if isinstance(value, (Decimal, int)):
        return plain(value)
    if isinstance(value, BaseModel):
        said = {name: _said(getattr(value, name), name) for name in type(value).model_fields}
        words = KEY_WORDS[type(value).__name__]
        return "，".join(f"{words[name][0]} {text}" for name, text in said.items() if text)
    if isinstance(value, Mapping):
        return "，".join(f"{name} {_said(each)}" for name, each in value.items())
    if isinstance(value, (tuple, list)):
        return "、".join(_said(each) for each in value)
    return str(value)
