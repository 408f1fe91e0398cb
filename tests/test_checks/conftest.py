"""Which statuses each test brings about: what `statuses.json` says of a test must be true of it.

With XUNJIAN_STATUSES set to a file, what every test saw is added to it, a line each: to renew the list.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from test_checks.builders import SEEN

_STATUSES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "statuses.json").read_text(encoding="utf-8")
)
_OWED: dict[str, set[tuple[str, str]]] = defaultdict(set)
for _check, _tests in _STATUSES.items():
    for _status, _test in _tests.items():
        _OWED[_test].add((_check, _status))


@pytest.fixture(autouse=True)
def _brings_about_what_is_said(request: pytest.FixtureRequest) -> Iterator[None]:
    SEEN.clear()
    yield
    test = f"{Path(request.node.fspath).name}::{request.node.name}"
    if target := os.environ.get("XUNJIAN_STATUSES"):
        with Path(target).open("a", encoding="utf-8") as file:
            file.writelines(f"{check}\t{status}\t{test}\n" for check, status in sorted(SEEN))
    assert _OWED[test] <= SEEN
