from pathlib import Path

import pytest

from benchmarks.generated import write_flood, write_portal
from benchmarks.truth import read_truth


@pytest.mark.parametrize("pages", [13, 33, 34, 60])
def test_a_portal_has_exactly_the_pages_asked_for_all_reachable(tmp_path: Path, pages: int) -> None:
    write_portal(tmp_path, pages)
    truth = read_truth(tmp_path)
    # The home page is linked as / and the columns as /c0/: each file is one page under one address.
    assert truth.pages == len(list(tmp_path.rglob("*.html"))) == pages
    assert not truth.dead


def test_too_few_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="13 pages"):
        write_portal(tmp_path, 12)


def test_the_floods_differ_in_addresses_only(tmp_path: Path) -> None:
    targets = {}
    for distinct in (False, True):
        write_flood(tmp_path / str(distinct), 5, 8, distinct=distinct)
        targets[distinct] = len(read_truth(tmp_path / str(distinct)).targets)
    assert targets[True] - targets[False] == 4 * 8
    sizes = [
        [file.stat().st_size for file in sorted((tmp_path / str(each)).rglob("*"))] for each in (False, True)
    ]
    assert sizes[0] == sizes[1]
