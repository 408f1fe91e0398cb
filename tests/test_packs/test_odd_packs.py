"""Packs that nobody should write: each is refused in one line that says where and how to mend it."""

import pytest

from tests.test_packs.sample import load
from xunjian.errors import ConfigError

BASE = """\
schema: 1
id: base
title: 示例
version: "1"
source: {title: 文件}
unit_types: [city, county]
items:
  - {id: "1", title: 一, points: 5, check: demo.age}
  - {id: "2", title: 二, points: 5, manual: {ask: 办了没有？}}
"""
OVER = 'schema: 1\nid: over\nversion: "1"\nextends: base\n'
HEAD = BASE.partition("items:")[0]


def refusal(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load("odd", text, base=BASE)
    said = f"{caught.value.message} {caught.value.hint}"
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("old", "new", "line", "say"),
    [
        ("points: 5, check", "points: 1e400, check", 8, "不大于 1000000"),
        ("points: 5, check", "points: 99999999999999999999, check", 8, "不大于 1000000"),
        ("points: 5, check", "points: 0.12345678, check", 8, "小数位数不大于 6"),
        ("points: 5, check", "points: .nan, check", 8, "应为数字"),
        ("points: 5, check", "points: yes, check", 8, "现在是“true”"),
        ("check: demo.age", "check: demo.age, rule: {kind: deduct, each: 1e300}", 8, "不大于 1000000"),
        ("check: demo.age", "check: demo.age, rule: {kind: reach, at_least: yes}", 8, "不应是 true 或 false"),
        ("check: demo.age", "check: demo.age, rule: {kind: reach, at_least: 9999999}", 8, "不大于 1000000"),
        ("check: demo.age", "check: demo.age, rule: deduct", 8, "应为“键: 值”的一组"),
        ("check: demo.age", "check: demo.age, params: {max_days: yes}", 8, "“max_days”应为数字"),
        ("check: demo.age", "check: demo.age, params: {max_days: 99999999999}", 8, "太大"),
        ("check: demo.age", 'check: demo.age, zero_if: "2"', 8, "应为列表"),
        ('id: "1"', 'id: "2\u200b"', 8, "看不见的字符"),
        ('id: "1"', 'id: "\uff12"', 9, "重复"),
        ('id: "1"', 'id: "é"', 9, "重复"),
        ('id: "1"', 'id: "a\\nb"', 8, "不能有空格"),
        ('id: "1"', "id: 1.10", 8, "加引号"),
        ('version: "1"', 'version: "1"\nversion: "2"', 5, "重复出现"),
        ('version: "1"', 'version: "1"\neffective: 2026-02-30', 5, "日期要有这一天"),
        ('version: "1"', 'version: "1"\neffective: 20260501', 5, "形如 2026-11-21"),
        ('version: "1"', 'version: "1"\neffective: 2026-05-01 10:00:00', 5, "形如 2026-11-21"),
        ('version: "1"', 'version: "1"\neffective: 2026-05-01\nuntil: 2026-04-30', 6, "早于 effective"),
        ("schema: 1", 'schema: "1"', 1, "不加引号"),
        ("[city, county]", "!!set {city, county}", 6, "应为列表"),
        ("title: 示例", "title: !!python/object/apply:os.system [echo]", 3, "应为文字"),
        ("items:", "full: 0.0000001\nitems:", 7, "小数位数不大于 6"),
        ("items:", "x-shared: &m {ask: 问？}\nitems:", 7, "不认识“x-shared”"),
        ("  - {id: \"2\"", "  - {<<: {points: 1}, id: \"2\"", 9, "合并键"),
        ("  - {id: \"2\"", "  - \n  - {id: \"2\"", 9, "items 第 2 项"),
        ("  - {id: \"2\"", "  - [1]\n  - {id: \"2\"", 9, "items 第 2 项"),
    ],
)  # fmt: skip
def test_odd_values(old: str, new: str, line: int, say: str) -> None:
    text = BASE.replace(old, new, 1)
    if new == 'id: "é"':
        text = text.replace('id: "2"', 'id: "e\u0301"')
    said = refusal(text)
    assert said.startswith(f"odd.yaml 第 {line} 行"), said
    assert say in said


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("", "第 1 行：“整个文件”应为"),
        (HEAD + "items: 很多\n", "第 7 行：“items”应为列表"),
        (HEAD + "items:\n  - &a {id: x, title: 一, points: 5, manual: {ask: 问？}}\n  - *a\n", "重复"),
        (HEAD + "items: &x\n  - {id: x, title: 一, children: *x}\n", "引用了自己"),
        (OVER + "unit_types:\n", "第 5 行：“unit_types”不能去掉"),
        (OVER + "extends: ../base\n", "重复出现"),
        (OVER + 'patch:\n  - {remove: "1"}\n  - {remove: "2"}\n', "patch 第 2 条：“2”是本组最后一项"),
        (OVER + 'patch:\n  - {remove: "1"}\n  - {item: "1", set: {points: 3}}\n', "里没有“1”"),
        (OVER + 'patch:\n  - {item: "1", set: {title: null}}\n', "（patch 第 1 条）：“1”：缺少“title”"),
        (OVER + 'patch:\n  - {item: 1, set: {points: 3}}\n', "加引号"),
        (OVER + "patch: {item: x}\n", "应为列表"),
    ],
)  # fmt: skip
def test_odd_texts(text: str, say: str) -> None:
    assert say in refusal(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("manual: {ask: 办了没有？}", "manual: &m {ask: 办了没有？}"),
        ("title: 一", 'title: "<b>一</b>"'),
        ("schema: 1", "\ufeffschema: 1"),
        ("\n", "\r\n"),
        ("points: 5, check", 'points: "5.500000", check'),
    ],
)
def test_what_is_odd_and_right(old: str, new: str) -> None:
    assert load("odd", BASE.replace(old, new), base=BASE).pack.id == "base"


@pytest.mark.parametrize(("kind", "say"), [("市", "是否要写“city”？"), ("soe", "自定的类型")])
def test_a_type_of_unit_that_nobody_knows_is_worth_a_look(kind: str, say: str) -> None:
    loaded = load("odd", BASE.replace("[city, county]", f"[city, {kind}]"), base=BASE)
    assert any(say in each for each in loaded.warnings)
