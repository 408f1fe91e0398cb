"""The demonstration portal judged by each pack: what comes out is what is committed, and adds up by hand."""

import json
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from xunjian.app.pack_docs import shipped

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests/golden/packs"


def test_the_same_portal_is_judged_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One test for all packs: the portal is crawled once."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import write_golden  # type: ignore[import-not-found]

    tool: ModuleType = write_golden
    made = tool.make(tmp_path / "demo")
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert set(made) == set(kept), "run `make golden`"
    for name, text in made.items():
        assert text == kept[name], f"{name}: run `make golden`"


@pytest.mark.parametrize("name", shipped())
def test_the_ledger_adds_up_by_hand(name: str) -> None:
    whole = json.loads((FOLDER / f"{name}.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    score, lines = whole["score"], whole["ledger"]
    low = sum(line["amount"] for line in lines)
    high = low + sum(line["pending"] for line in lines)
    assert (low, high) == (score["final_low"], score["final_high"])
    assert score["awarded"] + score["lost"] + score["pending"] == score["maximum"]
    assert "official" not in score
    assert score["unconfirmed"] > 0
