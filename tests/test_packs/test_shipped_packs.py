"""The packs that are shipped: points as printed, number of items, who decides them."""

from decimal import Decimal

import pytest

from xunjian.app.coverage import coverage_of
from xunjian.app.pack_docs import points_in, shipped
from xunjian.app.packs import open_pack
from xunjian.catalog import load_catalog
from xunjian.packs.load import LoadedPack
from xunjian.packs.totals import points_of

# Unit type -> points of the items, bonus points, points of assessment that score.
SIZES = {
    "annual-report": dict.fromkeys(("county", "city", "department", "township", "university"), ("8", "0", 8)),
    "dongying-hotline": {"department": ("30", "5", 4), "county": ("0", "0", 3)},
    "genhe-2017": {"township": ("100", "20", 18), "department": ("110", "20", 18)},
    "jilin-2021": {"city": ("95", "5", 57), "county": ("95", "5", 69)},
    "linyi-2018": {"county": ("63.5", "0", 56)},
    "mingguang-monthly": dict.fromkeys(("department", "township", "university"), ("0", "0", 10)),
    "national-2019": {
        "county": ("100", "30", 38),
        "city": ("100", "30", 38),
        "department": ("0", "0", 0),
        "township": ("0", "0", 0),
    },
    "shandong-2018": {"city": ("100", "0", 4), "department": ("100", "0", 4)},
    "university-2014": {"university": ("300", "0", 60)},
    "wuwei-2019": {"city": ("100", "0", 3)},
    "yantai-2018": {"county": ("100", "0", 3), "department": ("100", "0", 2)},
}
# What `pack lint` warns of, by its first words.
NO_DEPARTMENT = "没有写责任部门"
WARNED = {
    "dongying-hotline": {NO_DEPARTMENT},
    "genhe-2017": {NO_DEPARTMENT},
    "linyi-2018": {NO_DEPARTMENT},
    "national-2019": {NO_DEPARTMENT},
    "shandong-2018": {NO_DEPARTMENT},
    "wuwei-2019": {NO_DEPARTMENT},
    "yantai-2018": {NO_DEPARTMENT},
}
packs = pytest.mark.parametrize("loaded", [open_pack(name) for name in shipped()], ids=shipped())


def test_every_system_is_here() -> None:
    assert set(shipped()) == set(SIZES)


@packs
def test_points_and_items_by_unit_type(loaded: LoadedPack) -> None:
    pack, checks = loaded.pack, load_catalog().checks
    found = {
        kind: (
            points_of(pack.items, kind),
            points_of(pack.items, kind, "bonus"),
            sum(each.role == "score" for each in points_in(pack, kind, checks)),
        )
        for kind in pack.unit_types
    }
    sizes = SIZES[pack.id]
    assert found == {
        kind: (Decimal(score), Decimal(bonus), count) for kind, (score, bonus, count) in sizes.items()
    }


@packs
def test_only_the_expected_warnings(loaded: LoadedPack) -> None:
    unsure = ("据转载", "推断", "凭记忆", "自拟")
    rest = [each for each in loaded.warnings if not any(word in each for word in unsure)]
    known = WARNED.get(loaded.pack.id, set())
    assert [each for each in rest if not any(word in each for word in known)] == []
    assert all(any(word in each for each in rest) for word in known)


@packs
def test_no_number_passes_for_official(loaded: LoadedPack) -> None:
    cites = [leaf.cite for leaf in loaded.pack.leaves()]
    assert all(cite is not None and cite.clause for cite in cites)
    assert not any("official" in (cite.confidence, cite.points) for cite in cites if cite is not None)


@packs
def test_no_check_is_asked_of_a_unit_type_that_never_owes_it(loaded: LoadedPack) -> None:
    checks = load_catalog().checks
    for leaf in loaded.pack.leaves():
        owed = checks[leaf.check].unit_types if leaf.check else None
        kinds = {kind for kind in loaded.pack.unit_types if leaf.applies_to(kind)}
        assert owed is None or kinds <= owed, (leaf.id, kinds)


@packs
def test_every_item_reads_as_a_sentence(loaded: LoadedPack) -> None:
    for leaf in loaded.pack.leaves():
        if leaf.manual is not None or leaf.confirm:
            question = leaf.confirm or (leaf.manual.ask if leaf.manual else "")
            assert question.rstrip()[-1] in "？。", (leaf.id, question)
        assert not leaf.text or leaf.text[-1] == "。", leaf.id
        assert not set(",;?!()") & set(leaf.title + leaf.text), leaf.id


def shares(name: str) -> dict[str | None, tuple[Decimal, ...]]:
    """Points by unit type: crawler, browser, candidate, person."""
    rows = coverage_of(open_pack(name).pack)
    return {
        row.variant: (
            row.shares["crawler"],
            row.shares["browser"],
            row.shares["candidate"],
            row.shares["person"],
        )
        for row in rows
    }


def points(*numbers: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def test_jilin_is_decided_as_estimated_but_for_what_its_note_explains() -> None:
    """standards.md §4.8: 22.5 and 29 of 95 without a person; 1.4.1 needs one, 4.2.1 and 5.1.2 wholly."""
    found = shares("jilin-2021")
    without = {kind: row[0] + row[1] for kind, row in found.items()}
    assert without == {"city": Decimal("22.5") - 1, "county": Decimal(29) - 1}
    assert found["city"][2:] == (Decimal(66) + 1 - 4, Decimal("6.5") + 4)
    assert found["county"][2:] == (Decimal("59.5") + 1 - 4, Decimal("6.5") + 4)
    for row in coverage_of(open_pack("jilin-2021").pack):
        assert (row.bonus["crawler"], row.bonus["candidate"]) == (Decimal("0.2"), Decimal("3.8") - 1)


def test_printed_groups_of_jilin() -> None:
    items = {item.id: item for item in open_pack("jilin-2021").pack.items}
    top = {key: item.points for key, item in items.items()}
    assert top == {"A": 46, "B": 20, "C": 23, "D": 6, "J": 5}
    below = {child.id: child.points for item in items.values() for child in item.children}
    assert [below[key] for key in ("1", "2", "3.1", "3.2", "3.3", "C1", "C2")] == [19, 27, 6, 7, 7, 16, 7]


def test_shares_of_the_others() -> None:
    assert sum(shares("linyi-2018")[None]) == Decimal("63.5")
    assert shares("linyi-2018")[None][0] == 14
    assert shares("genhe-2017")["department"] == points("0", "0", "49", "61")
    assert shares("university-2014")[None] == points("11.4", "0", "68.6", "20")
    assert shares("national-2019")["county"] == points("35", "1", "46", "18")
    assert shares("wuwei-2019")[None] == points("1", "0", "0", "99")


def test_weights_of_universities_are_solved_from_two_years_of_means() -> None:
    weights = [item.weight for item in open_pack("university-2014").pack.items]
    assert weights == [70, 20, 10]
    means = {2015: ("88.90", "78.60", "86.9", "86.64"), 2014: ("69.60", "73.80", "78.27", "71.30")}
    for *parts, whole in means.values():
        made = sum(Decimal(part) * (weight or 0) / 100 for part, weight in zip(parts, weights, strict=True))
        assert abs(made - Decimal(whole)) < Decimal("0.02")
