"""Two packs compared in words."""

from tests.test_packs.sample import changed, load
from xunjian.packs.difference import compare_packs


def words(old: str, new: str) -> list[str]:
    return [change.words for change in compare_packs(load("good", old).written, load("good", new).written)]


def test_a_pack_does_not_differ_from_itself() -> None:
    assert words(changed("good"), changed("good")) == []


def test_an_overlay_is_told_as_its_patches() -> None:
    changes = compare_packs(load("good").written, load("overlay").written)
    said = [change.words for change in changes]
    assert "“a 公开”：分值由 20 改为 21。" in said
    assert "“a.1 栏目设置”：名称由 栏目 改为 栏目设置。" in said
    assert "“a.1 栏目设置”：参数 max_days由 7 改为 10。" in said
    assert "新增“a.5 解读”（“公开”下，5 分，有一处确认的问题即不得分）。" in said
    assert "删除“a.3 三种渠道之一”（“公开”下，4 分）。" in said
    assert {change.kind for change in changes} == {"pack", "added", "removed", "changed"}
    removed = next(change for change in changes if change.kind == "removed")
    assert (removed.item_id, removed.before, removed.after) == ("a.3", "4", "")


def test_rules_unit_types_roles_sources_and_places_are_told() -> None:
    new = changed(
        "good",
        ("each: {home: 1, other: 0.5}, cap: 4, zero_on: [blank]", "each: 1"),
        ("unit_types: [county]\n        check", "unit_types: [county, department]\n        check"),
        ("points: 4\n    unit_types: [county]", "points: 4\n    unit_types: [county, department]"),
        ("county: 30, department: 26", "county: 30, department: 30"),
        ("{clause: 第一条}", "{clause: 第二条, confidence: memory}"),
        ("max_days: 7", "max_days: 9"),
    )
    said = words(changed("good"), new)
    old_rule = "每处扣分：首页 1 分，其他 0.5 分，最多 4 分；有“blank”即不得分"
    assert f"“a.1 栏目”：赋分由 {old_rule} 改为 每处扣 1 分，扣完为止。" in said
    assert "“c.1 县级事项”：适用的单位类型由 county 改为 county、department。" in said
    assert "总分由 county 30，department 26 改为 county 30，department 30。" in said
    assert "“v 单项否决”：把握由 （未写） 改为 凭记忆，未核对。" in said
    assert "“v 单项否决”：出处由 第一条 改为 第二条。" in said


def test_an_item_under_another_group_is_told() -> None:
    item = "  - id: b\n    title: 保障\n    points: 6\n    children:\n      - id: b.1\n"
    new = changed("good", (item, item.replace("id: b\n", "id: bb\n")))
    assert "“b.1 机制”：上级由 “保障” 改为 “保障”。" in words(changed("good"), new)
