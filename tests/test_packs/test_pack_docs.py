"""docs/packs: what is committed is what the packs say."""

from pathlib import Path

from xunjian.app.pack_docs import make_pages, points_in, render, shipped
from xunjian.app.packs import open_pack
from xunjian.catalog import load_catalog
from xunjian.packs.totals import points_of

FOLDER = Path(__file__).resolve().parents[2] / "docs/packs"


def test_the_committed_pages_are_fresh() -> None:
    pages = make_pages(FOLDER / "notes")
    assert {path.name for path in FOLDER.glob("*.md")} == set(pages)
    for name, text in pages.items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name}: run `make docs`"


def test_every_system_has_its_note() -> None:
    assert {path.stem for path in (FOLDER / "notes").glob("*.md")} == set(shipped())


def test_what_is_counted_adds_up_to_the_points() -> None:
    checks = load_catalog().checks
    for name in shipped():
        pack = open_pack(name).pack
        weighted = any(item.weight for item in pack.items)
        for kind in pack.unit_types:
            counted = sum(each.points for each in points_in(pack, kind, checks) if each.role == "score")
            assert counted == (100 if weighted else points_of(pack.items, kind)), (name, kind)


def test_a_page_names_every_leaf_with_its_way_and_source() -> None:
    pack = open_pack("jilin-2021").pack
    text = render(pack, "")
    for leaf in pack.leaves():
        row = next(line for line in text.splitlines() if line.startswith(f"| {leaf.id} |"))
        assert leaf.title in row
        assert leaf.cite is not None
        assert leaf.cite.clause in row
        assert "据转载" in row
