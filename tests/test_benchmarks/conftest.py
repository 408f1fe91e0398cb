"""A small site to plant on, and a plain server for the peers."""

from pathlib import Path

import pytest

from benchmarks.sites import finish

PAGES = 70


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Pages that are long enough to be planted on, one with a picture that is missing, and the site map."""
    root = tmp_path / "site"
    root.mkdir()
    for number in range(PAGES):
        body = f'<p>{"text " * 500}</p><a href="/{(number + 1) % PAGES}.html">next</a>'
        body += '<img src="/none.gif">' if number == 3 else ""
        (root / f"{number}.html").write_text(f"<html><body>{body}</body></html>")
    return finish(root)
