"""Files stay small: one idea each."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("benchmarks", "checks", "crawler", "storage", "tests", "tools", "xunjian")
MOST_LINES = 400
REASONS: dict[str, str] = {}
"""Longer files, each with why it is better whole than cut."""


def lengths() -> dict[str, int]:
    files = [ROOT / "scheduler.py", *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))]
    return {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in files}


def test_no_file_is_long_without_a_reason() -> None:
    long = {name: count for name, count in lengths().items() if count > MOST_LINES and name not in REASONS}
    assert not long, f"cut these, or write the reason into REASONS: {long}"


def test_every_reason_is_still_needed() -> None:
    found = lengths()
    assert not [name for name, why in REASONS.items() if not why or found.get(name, 0) <= MOST_LINES]
