"""Statuses and classes of fault that each test brings about: what `statuses.json` and `classes.json` say of a
test must be true of it.

With XUNJIAN_STATUSES set to a file, what every test saw is added to it, a line each: to renew the list.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

_BUILDERS = ("test_checks.builders", "tests.test_checks.builders")
"""Tests import the module under both names."""
_OWED: dict[str, set[tuple[str, str]]] = defaultdict(set)
for _name, _prefix in (("statuses.json", ""), ("classes.json", "class ")):
    _told: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / _name).read_text(encoding="utf-8"))
    for _check, _tests in _told.items():
        for _what, _test in _tests.items():
            _OWED[_test].add((_check, f"{_prefix}{_what}"))


def _seen() -> list[set[tuple[str, str]]]:
    return [sys.modules[name].SEEN for name in _BUILDERS if name in sys.modules]


@pytest.fixture(autouse=True)
def _brings_about_what_is_said(request: pytest.FixtureRequest) -> Iterator[None]:
    for each in _seen():
        each.clear()
    yield
    seen = set().union(*_seen())
    test = f"{Path(request.node.fspath).name}::{request.node.name}"
    if target := os.environ.get("XUNJIAN_STATUSES"):
        with Path(target).open("a", encoding="utf-8") as file:
            file.writelines(f"{check}\t{status}\t{test}\n" for check, status in sorted(seen))
    assert _OWED[test] <= seen
