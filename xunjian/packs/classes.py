"""Classes of fault that a pack prices, against those that its checks declare (`Check.classes`).

A price for a class that never comes is a mistake that no audit would show: the points are simply never lost.
"""

import difflib
from collections.abc import Iterator, Mapping

from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.rule import Deduct, Parts
from xunjian.packs.schema import Pack
from xunjian.plugin import Check
from xunjian.yaml_document import Path

_REST = "other"
"""In `each`: what is not named. A class may have this name as well."""


def class_flaws(pack: Pack, checks: Mapping[str, Check]) -> Iterator[Flaw]:
    """Classes named in a rule that its check never finds. `checks` holds every check of the pack."""
    for place, check in _by_check(pack, checks):
        for at, kind in _named(place):
            key = str(next(part for part in at if part != "rule"))
            if kind not in check.classes and not (key == "each" and kind == _REST):
                message = f"的 {key} 写了类别“{kind}”，检查“{check.id}”没有这一类问题。"
                yield place.flaw(message, _meant(kind, check, key), at=at)


def unpriced(pack: Pack, checks: Mapping[str, Check]) -> Iterator[Flaw]:
    """Classes that a check finds and that cost nothing, or nothing that counts: allowed, and worth a look."""
    for place, check in _by_check(pack, checks):
        rule = place.item.rule
        if check.classes and set(check.classes) <= set(place.item.excused):
            yield place.flaw("把检查的各类问题都写成不算，永远不会有问题。", at=("excused",))
        if isinstance(rule, Deduct) and isinstance(rule.each, dict) and _REST not in rule.each:
            known = {*rule.each, *rule.zero_on, *place.item.excused}
            free = [f"{kind}（{words}）" for kind, words in check.classes.items() if kind not in known]
            if free:
                yield place.flaw(
                    f"没有给类别 {'、'.join(free)} 定价，这类问题不扣分。",
                    "要扣分的补上，或写 other；本来不扣的写 0。",
                    at=("rule", "each"),
                )


def _by_check(pack: Pack, checks: Mapping[str, Check]) -> Iterator[tuple[Place, Check]]:
    return ((place, checks[place.item.check]) for place in places(pack) if place.item.check)


def _named(place: Place) -> Iterator[tuple[Path, str]]:
    """Each class that an item and its rule name, and where below the item."""
    rule = place.item.rule
    yield from ((("excused", at), kind) for at, kind in enumerate(place.item.excused))
    if isinstance(rule, Deduct):
        if isinstance(rule.each, dict):
            yield from ((("rule", "each", kind), kind) for kind in rule.each)
        yield from ((("rule", "zero_on", at), kind) for at, kind in enumerate(rule.zero_on))
    elif isinstance(rule, Parts):
        yield from ((("rule", "shares", kind), kind) for kind in rule.shares)


def _meant(kind: str, check: Check, key: str) -> str:
    """What was probably meant: by the class or by its name in Chinese; else all that may stand there."""
    names = {words: known for known, words in check.classes.items()} | {each: each for each in check.classes}
    near = difflib.get_close_matches(kind, names, 1)
    if near:
        meant = names[near[0]]
        return f"是否要写“{meant}”（{check.classes[meant]}）？"
    if check.classes:
        return f"可写：{'、'.join(f'{each}（{words}）' for each, words in check.classes.items())}。"
    return {
        "each": "它的问题不分类别：each 只写一个数。",
        "zero_on": "它的问题不分类别：去掉 zero_on。",
        "excused": "它的问题不分类别：去掉 excused。",
    }.get(key, "它的问题不分类别：改用别的规则。")
