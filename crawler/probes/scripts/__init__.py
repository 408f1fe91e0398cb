"""What probes run within a page: one expression of JavaScript in each file."""

from functools import cache
from pathlib import Path


@cache
def script(name: str) -> str:
    """The text of `NAME.js`."""
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
