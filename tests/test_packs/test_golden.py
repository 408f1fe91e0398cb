"""The demonstration portal judged by each pack: what comes out is what is committed, and adds up by hand."""

import json
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from xunjian.app.pack_docs import shipped

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests/golden/packs"
packs = pytest.mark.parametrize("name", shipped())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All files made anew, from one crawl."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        import write_golden  # type: ignore[import-not-found]

        tool: ModuleType = write_golden
        files: dict[str, str] = tool.make(tmp_path_factory.mktemp("golden") / "demo")
    return files


@packs
def test_the_same_portal_is_judged_the_same(made: dict[str, str], name: str) -> None:
    assert made[f"{name}.json"] == (FOLDER / f"{name}.json").read_text("utf-8"), "run `make golden`"


def test_no_file_is_left_over(made: dict[str, str]) -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(made)


@packs
def test_the_ledger_adds_up_by_hand(name: str) -> None:
    whole = json.loads((FOLDER / f"{name}.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    score, lines = whole["score"], whole["ledger"]
    low = sum(line["amount"] for line in lines)
    high = low + sum(line["pending"] for line in lines)
    assert (low, high) == (score["final_low"], score["final_high"])
    assert score["awarded"] + score["lost"] + score["pending"] == score["maximum"]
    assert "official" not in score
    assert score["unconfirmed"] > 0
