"""Full points: alternatives once, bonus and vetoes apart, each type of unit by itself."""

from decimal import Decimal

import pytest

from tests.test_packs.sample import changed, load
from xunjian.errors import ConfigError
from xunjian.packs.totals import full_points, points_of

BEST = "        combine: best\n"


def test_bonus_and_vetoes_stand_apart() -> None:
    items = load("good").pack.items
    assert points_of(items, "county") == 30
    assert points_of(items, "county", "bonus") == 5
    assert points_of(items, "county", "veto") == 0


def test_alternatives_count_once_or_as_often_as_chosen() -> None:
    group = load("good").pack.items[1].children[2]
    assert full_points(group, "county") == 4
    twice = changed(
        "good",
        (BEST, BEST + "        choose: 2\n"),
        ("        title: 三种渠道之一\n        points: 4", "        title: 三种渠道之一\n        points: 8"),
        ("    points: 20", "    points: 24"),
        ("{county: 30, department: 26}", "{county: 34, department: 30}"),
    )
    assert full_points(load("good", twice).pack.items[1].children[2], "county") == 8
    worst = changed("good", (BEST, "        combine: worst\n"))
    assert full_points(load("good", worst).pack.items[1].children[2], "county") == 4


def test_sums_that_differ_need_a_reason_and_sums_that_agree_need_none() -> None:
    wrong = changed("good", ("county: 30,", "county: 31,"))
    with pytest.raises(ConfigError, match="各项合计 30 分（county）"):
        load("good", wrong)
    said = wrong.replace("items:", "sum_exception: 原文如此。\nitems:", 1)
    assert load("good", said).pack.sum_exception == "原文如此。"
    needless = load("good", changed("good", ("items:", "sum_exception: 原文如此。\nitems:")))
    assert any("不需要 sum_exception" in warning for warning in needless.warnings)


@pytest.mark.parametrize(
    ("weights", "words"),
    [((60, 30, 10), None), ((60, 30, 20), "weight 合计 110"), ((70, 30, None), "“c”没有写 weight")],
)
def test_weights_of_the_top_groups(weights: tuple[int | None, ...], words: str | None) -> None:
    text = changed(
        "good",
        ("total: {county: 30, department: 26}\n", "total: 100\n"),
        ("unit_types: [county, department, township]\ngraded_only: [township]\n", "unit_types: [county]\n"),
        ("pass_at: {county: 18, department: 15}", "pass_at: 60"),
    )
    for title, weight in zip(("公开", "保障", "县级专有"), weights, strict=True):
        if weight is not None:
            text = text.replace(f"    title: {title}\n", f"    title: {title}\n    weight: {weight}\n", 1)
    if words is None:
        assert load("good", text).pack.items[1].weight == Decimal(60)
        return
    with pytest.raises(ConfigError, match=words):
        load("good", text)


def test_grades_are_a_ladder_for_each_type_of_unit_by_itself() -> None:
    apart = changed(
        "good",
        ("{name: 优秀, at: 27}", "{name: 优秀, quota: {department: 3}}\n    - {name: 良好}"),
        ("{name: 良好, above: 22}", "{name: 优秀, at: 27, unit_types: [county]}"),
    ).replace("    - {name: 良好}\n", "    - {name: 良好, unit_types: [department]}\n")
    apart = apart.replace("{name: 一般}", "{name: 一般, unit_types: [county, township]}")
    assert [band.name for band in load("good", apart).pack.outcome.bands] == ["优秀", "良好", "优秀", "一般"]
    with pytest.raises(ConfigError, match="“优秀”写了两次"):
        load("good", apart.replace("quota: {department: 3}", "quota: 3"))
