"""Every test of this folder has a user's folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_app.home import at_home


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    with at_home(tmp_path / "home"):
        yield tmp_path / "home"
