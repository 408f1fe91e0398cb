"""genhe-2017, annex 3: its 58 lines and 12 relations stand in its page as the program knows them."""

from pathlib import Path

from xunjian.facts.annual_report.statistics import F2014

PAGE = Path(__file__).resolve().parents[2] / "docs/packs/genhe-2017.md"


def test_all_lines_and_relations_are_listed() -> None:
    text = PAGE.read_text("utf-8")
    lines = {entry.key: entry.name for entry in F2014.entries if entry.key.isdigit()}
    assert len(lines) == 58
    assert all(f"{key} {name}" in text for key, name in lines.items())
    assert all(f"| {rule.rule} |" in text for rule in F2014.sums)
    assert all(f"| S-{number} |" in text for number in range(1, 13))
