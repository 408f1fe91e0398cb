"""T46: preview texts of sharing sites give trees with rows lost, doubled or out of order: sums tell.

Nothing is imported by itself; an indicator pack whose points do not add up, at any level, is refused with the line that is
wrong, and passes only where its writer states why the document itself does not add up.
"""

from collections.abc import Iterator

import pytest

from xunjian.errors import ConfigError
from xunjian.model.finding import Finding
from xunjian.model.site import Clock
from xunjian.packs.load import load_pack
from xunjian.plugin import CheckParams, check, ok


@check("demo.sums", title="示例")
def demo(clock: Clock, params: CheckParams) -> Iterator[Finding]:
    """A check for these tests."""
    yield ok(str(clock.as_of))


def _leaf(id_: str, points: str, indent: int) -> str:
    pad = " " * indent
    return f"{pad}- {{id: {id_}, title: 指标, points: {points}, manual: {{ask: 是否属实}}}}\n"


def _pack(groups: dict[str, tuple[str, tuple[str, ...]]], total: str, more: str = "") -> str:
    text = f"schema: 1\nid: rebuilt\ntitle: 重建的指标\nversion: '1'\nsource: {{title: 文件}}\nunit_types: [county]\ntotal: {total}\n{more}items:\n"
    for id_, (points, children) in groups.items():
        text += f"  - id: {id_}\n    title: 一级指标\n    points: {points}\n    children:\n"
        text += "".join(_leaf(f"{id_}.{place}", each, 6) for place, each in enumerate(children))
    return text


WHOLE = {"a": ("15", ("5", "6", "4")), "b": ("25.5", ("3", "3", "5", "3", "6", "5.5"))}
CHECKS = {demo.id: demo}


def test_t46_a_tree_that_adds_up_is_taken() -> None:
    assert str(load_pack(_pack(WHOLE, "40.5"), "a.yaml", CHECKS).pack.maximum) == "40.5"


@pytest.mark.parametrize(
    ("groups", "total", "line", "words"),
    [
        (WHOLE | {"a": ("15", ("5", "6"))}, "40.5", 11, "“a”写 15 分，下级合计 11 分"),
        (WHOLE | {"a": ("15", ("5", "6", "4", "4"))}, "40.5", 11, "“a”写 15 分，下级合计 19 分"),
        (
            WHOLE | {"a": ("15", ("5", "6", "4", "5.5")), "b": ("25.5", ("3", "3", "5", "3", "6"))},
            "40.5",
            11,
            "“a”写 15 分，下级合计 20.5 分",
        ),
        (
            WHOLE | {"b": ("25.5", ("3", "3", "5", "3", "6", "55"))},
            "40.5",
            18,
            "“b”写 25.5 分，下级合计 75 分",
        ),
        (
            WHOLE | {"b": ("25.5", ("3", "3", "5", "3", "6", "5.4"))},
            "40.5",
            18,
            "“b”写 25.5 分，下级合计 25.4 分",
        ),
        (WHOLE, "100", 7, "total 写 100 分，各项合计 40.5 分"),
        ({"a": WHOLE["a"]}, "40.5", 7, "total 写 40.5 分，各项合计 15 分"),
    ],
    ids=["row lost", "row doubled", "row in another group", "point lost", "a tenth", "total", "group lost"],
)
def test_t46_a_tree_that_does_not_add_up_is_refused(
    groups: dict[str, tuple[str, tuple[str, ...]]], total: str, line: int, words: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        load_pack(_pack(groups, total), "a.yaml", CHECKS)
    assert words in str(refused.value)
    assert f"第 {line} 行" in str(refused.value) or f":{line}" in str(refused.value)


def test_t46_inner_groups_are_added_up_too() -> None:
    text = "schema: 1\nid: deep\ntitle: 体系\nversion: '1'\nsource: {title: 文件}\nunit_types: [county]\nitems:\n"
    text += "  - id: a\n    title: 甲\n    points: 10\n    children:\n"
    text += (
        "      - id: b\n        title: 乙\n        points: 6\n        children:\n"
        + _leaf("b.1", "3", 10)
        + _leaf("b.2", "2", 10)
    )
    text += _leaf("c", "5", 6)
    with pytest.raises(ConfigError, match="“b”写 6 分，下级合计 5 分"):
        load_pack(text, "deep.yaml", CHECKS)


def test_t46_a_document_that_is_wrong_itself_says_why() -> None:
    more = "sum_exception: 原文各项合计 110 分，照录。\n"
    loaded = load_pack(_pack(WHOLE, "100", more), "a.yaml", CHECKS)
    assert loaded.pack.sum_exception == "原文各项合计 110 分，照录。"
