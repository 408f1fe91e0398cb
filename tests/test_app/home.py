"""The user's folder of a test: its own, never that of whoever runs the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """Work as a user whose folder this is and who has set no database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XUNJIAN_HOME", str(folder))
        patch.delenv("XUNJIAN_DATABASE_URL", raising=False)
        yield
