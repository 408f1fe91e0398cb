"""docs/write-a-check.md: the example in it is a real check, and its tests hold."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs/write-a-check.md"


def test_the_example_works(monkeypatch: pytest.MonkeyPatch) -> None:
    check, tests = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    example = ModuleType("checks.column.count")
    monkeypatch.setitem(sys.modules, example.__name__, example)
    exec(check, vars(example))
    told: dict[str, object] = {}
    exec(tests, told)
    run = [value for name, value in told.items() if name.startswith("test_") and callable(value)]
    assert len(run) == 3
    for each in run:
        each()
