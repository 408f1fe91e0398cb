"""Packs are checked on load, down to each check's own parameters, with the line of the mistake."""

from collections.abc import Iterator

import pytest

from xunjian.errors import ConfigError
from xunjian.model.finding import Finding
from xunjian.model.site import Clock
from xunjian.packs.load import load_pack
from xunjian.plugin import CheckParams, check, ok


class Params(CheckParams):
    max_days: int = 14


@check("demo.age", title="示例")
def demo_age(clock: Clock, params: Params) -> Iterator[Finding]:
    """A check for these tests."""
    yield ok(f"{clock.as_of}{params.max_days}")


CHECKS = {demo_age.id: demo_age}

GOOD = """\
schema: 1
id: good
title: 示例体系
version: "1"
source: {title: 文件}
unit_types: [county, department]
total: 5
items:
  - id: a
    title: 甲
    points: 5
    children:
      - id: a.1
        title: 一
        points: 2
        check: demo.age
        params: {max_days: 7}
      - id: a.2
        title: 二
        points: 3
        manual: {ask: 是否属实}
"""


def test_a_good_pack_loads_with_typed_parameters() -> None:
    loaded = load_pack(GOOD, "good.yaml", CHECKS)
    assert [leaf.id for leaf in loaded.pack.leaves()] == ["a.1", "a.2"]
    assert loaded.params["a.1"] == Params(max_days=7)
    assert loaded.pack.maximum == 5


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("check: demo.age", "check: demo.aeg", 16, "demo.aeg"),
        ("{max_days: 7}", "{max_day: 7}", 17, "max_days"),
        ("{max_days: 7}", "{max_days: 一周}", 17, "整数"),
        ("id: a.2", "id: a.1", 18, "重复"),
        ("total: 5", "total: 6", 7, "合计"),
        ("    points: 5\n", "    points: 4\n", 11, "合计"),
        ("        points: 3\n", "", 18, "分值"),
        ("        manual: {ask: 是否属实}\n", "", 18, "check"),
        ("        points: 2\n", "        points: 2\n        unit_types: [city]\n", 16, "county"),
        ("points: 2", "points: 二", 15, "数字"),
        ("schema: 1", "schema: 2", 1, "schema"),
        ("unit_types: [county, department]", "unit_types: []", 6, "unit_types"),
        ("title: 示例体系", "titel: 示例体系", 3, "title"),
        ("manual: {ask: 是否属实}", "manual: {ask: 是否属实}\n        rule: {kind: deduct}", 22, "each"),
    ],
)
def test_each_mistake_is_refused_at_its_line(old: str, new: str, line: int, words: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(ConfigError) as caught:
        load_pack(text, "bad.yaml", CHECKS)
    said = caught.value.message + caught.value.hint
    assert f"第 {line} 行" in said, said
    assert words in said, said
