"""Each item says what it inherits: clause, confidence, role, unit types, departments."""

from datetime import date

import pytest

from tests.test_packs.sample import changed, load
from xunjian.packs.item import Item
from xunjian.packs.resolve import unconfirmed
from xunjian.packs.validity import in_force, not_in_force


def leaf(text: str | None, item_id: str) -> Item:
    return next(each for each in load("good", text).pack.leaves() if each.id == item_id)


def test_confidence_comes_from_item_then_group_then_source() -> None:
    cite = leaf(None, "v.1").cite
    assert cite is not None
    assert (cite.clause, cite.confidence, cite.points) == ("第一条", "official", "official")
    text = changed(
        "good",
        ("{clause: 第一条}", "{clause: 第一条, confidence: copied}"),
        ("        title: 首页不更新", "        title: 首页不更新\n        cite: {points: memory}"),
    )
    cite = leaf(text, "v.1").cite
    assert cite is not None
    assert (cite.clause, cite.confidence, cite.points) == ("第一条", "copied", "memory")
    assert [(each.item_id, each.wording) for each in unconfirmed(load("good", text).pack)] == [
        ("v.1", "copied")
    ]


def test_a_pack_with_official_values_only_has_nothing_unconfirmed() -> None:
    assert list(unconfirmed(load("good").pack)) == []


def test_points_less_sure_than_the_wording_count_as_unconfirmed() -> None:
    text = changed("good", ("        title: 机制", "        title: 机制\n        cite: {points: inferred}"))
    found = list(unconfirmed(load("good", text).pack))
    assert [(each.item_id, each.wording, each.value) for each in found] == [("b.1", "official", "inferred")]


def test_unit_types_roles_and_departments_go_down() -> None:
    text = changed("good", ("        points: 4\n        unit_types: [county]\n", "        points: 4\n"))
    assert leaf(text, "c.1").unit_types == ("county",)
    assert leaf(text, "d.2").role == "bonus"
    assert leaf(text, "v.1").role == "veto"
    assert leaf(text, "a.3.1").responsible == ("政务公开办",)
    written = next(each for each in load("good", text).written.leaves() if each.id == "a.3.1")
    assert written.responsible == ()  # as in the file


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 12, 31), "自 2026-01-01 起施行"),
        (date(2026, 1, 1), None),
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), "施行到 2026-12-31 为止"),
    ],
)
def test_both_days_are_inclusive(day: date, words: str | None) -> None:
    said = not_in_force(load("good").pack, day)
    assert said is None if words is None else words in (said or "")


def test_a_pack_without_days_is_always_in_force() -> None:
    pack = load("overlay").pack
    assert not_in_force(pack, date(1999, 1, 1)) is None
    assert in_force(pack) == ""
    assert in_force(load("good").pack) == "2026-01-01 起，至 2026-12-31 止"
