"""A pack takes another over with its changes; files and lines stay known."""

from decimal import Decimal

import pytest

from tests.test_packs.sample import Params, changed, load
from xunjian.errors import ConfigError
from xunjian.packs.totals import points_of


def test_a_good_pack_loads_with_typed_parameters() -> None:
    loaded = load("good")
    assert loaded.params["a.1"] == Params(max_days=7)
    assert loaded.params["a.2"] == Params()
    assert loaded.bases == ()
    assert [points_of(loaded.pack.items, kind) for kind in ("county", "department")] == [30, 26]


def test_patches_set_remove_and_add_in_their_order() -> None:
    pack = load("overlay").pack
    group = pack.items[1]
    assert [child.id for child in group.children] == ["a.1", "a.2", "a.5", "a.4"]
    first = group.children[0]
    assert (first.title, first.params) == ("栏目设置", {"max_days": 10})
    assert first.points == 6  # what no patch names stays
    assert (group.points, group.note) == (Decimal(21), "增加解读")


def test_what_a_pack_says_for_itself_is_not_taken_over() -> None:
    loaded = load("overlay")
    pack = loaded.pack
    assert (pack.id, pack.version, loaded.bases) == ("ours", "1.1", ("good@1",))
    assert (pack.effective, pack.until) == (None, None)
    assert pack.title == "示例指标体系"
    assert pack.outcome.vetoed_score == 10


def test_null_takes_a_key_away() -> None:
    text = changed("overlay", ("total:", "bonus: null\ntotal:"), ("title: 栏目设置", "charge_once: null"))
    pack = load("overlay", text).pack
    assert pack.bonus.cap is None
    assert pack.items[1].children[0].charge_once is None


def test_a_chain_of_three_and_a_fault_in_the_middle() -> None:
    last = 'schema: 1\nid: last\nversion: "2"\nextends: ours\npatch:\n  - item: a.5\n    set: {title: 三}\n'
    middle = changed("overlay")
    loaded = load("last", last, ours=middle)
    assert loaded.bases == ("ours@1.1", "good@1")
    assert loaded.pack.items[1].children[2].title == "三"
    with pytest.raises(ConfigError, match=r"^ours.yaml 第 14 行：“a.5”：“title”"):
        load("last", last, ours=middle.replace("title: 解读", "title: ''"))


def test_a_circle_of_three_names_the_way_round() -> None:
    other = 'schema: 1\nid: {0}\nversion: "1"\nextends: {1}\n'
    with pytest.raises(ConfigError, match="a → b → c → a"):
        load("a", other.format("a", "b"), b=other.format("b", "c"), c=other.format("c", "a"))


def test_a_fault_of_the_base_is_told_in_its_own_file() -> None:
    with pytest.raises(ConfigError, match=r"^good.yaml 第 \d+ 行：“a.1”：不认识“each_one”"):
        load("overlay", good=changed("good", ("charge_once: blank", "each_one: blank")))


def test_without_a_finder_nothing_is_extended() -> None:
    from xunjian.packs.load import load_pack

    with pytest.raises(ConfigError, match="没有指标体系“good”"):
        load_pack(changed("overlay"), "overlay.yaml", {})
