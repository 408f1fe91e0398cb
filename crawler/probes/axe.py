"""axe-core run on an open page: which rules of accessibility it breaks, and where.

axe-core lies unchanged under `config/axe`, with the words of its rules in Chinese.
"""

import json
from collections.abc import Mapping
from functools import cache

from crawler.probes.browser import Visitor
from crawler.probes.scripts import script
from xunjian.paths import config_dir

_PLAYS = ("serious", "critical")
"""Impacts that are shown with a picture."""
_MORE_WORDS = {
    "aria-tab-name": {
        "description": "确保每个 ARIA tab 节点有可访问的名称",
        "help": "ARIA tab 节点必须有可访问的名称",
    },
    "summary-name": {
        "description": "确保 <summary> 元素有可辨识的文本",
        "help": "<summary> 元素必须有可辨识的文本",
    },
}
"""Of rules that the translation lacks."""
_EXAMPLES = 5
_LONGEST = 400


async def find_violations(visitor: Visitor) -> dict[str, object]:
    """`{"version", "rules": [{"id", "impact", "help", "nodes", "examples": [{"selector", "html"}]}]}`.

    Raises playwright's Error where the page does not let itself be looked at.
    """
    await visitor.page.evaluate(_source())
    found: dict[str, object] = await visitor.page.evaluate(
        script("axe"), [chinese_words(), _EXAMPLES, _LONGEST]
    )
    return found


def is_grave(rule: Mapping[str, object]) -> bool:
    """Whether a rule that is broken is shown with a picture."""
    return rule.get("impact") in _PLAYS


async def picture_of(visitor: Visitor, rule: Mapping[str, object]) -> bytes | None:
    """The screen with the first place of a broken rule marked."""
    examples = rule.get("examples")
    first = examples[0] if isinstance(examples, list) and examples else {}
    await visitor.page.evaluate(script("mark"), str(first.get("selector", "html")))
    try:
        return await visitor.picture()
    finally:
        await visitor.page.evaluate(script("unmark"))


@cache
def _source() -> str:
    return (config_dir() / "axe" / "axe.min.js").read_text(encoding="utf-8")


@cache
def chinese_words() -> Mapping[str, object]:
    """axe-core's words in Chinese, in the form of its locales; every rule is among `rules`."""
    words: dict[str, object] = json.loads((config_dir() / "axe" / "zh_CN.json").read_text(encoding="utf-8"))
    rules = words["rules"]
    assert isinstance(rules, dict)
    return {**words, "rules": {**_MORE_WORDS, **rules}}
