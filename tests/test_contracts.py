"""Who may import whom, and that the contracts in pyproject.toml catch it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("checks", "crawler", "storage", "xunjian")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter as the Makefile does."""
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, where a test may break a rule."""
    folder = tmp_path_factory.mktemp("contracts")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scheduler.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_sources_keep_every_contract() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("checks/bad.py", "import storage.snapshot", "checks see facts and nothing else"),
        ("checks/bad.py", "import lxml.html", "checks see facts and nothing else"),
        ("xunjian/facts/bad.py", "import sqlite3", "the pure core does no input or output"),
        ("xunjian/facts/bad.py", "import storage.snapshot", "the core reaches no part"),
        ("crawler/bad.py", "import xunjian.facts", "crawling never judges"),
        ("storage/bad.py", "import xunjian.app", "layers"),
        ("xunjian/model/bad.py", "import xunjian.html", "layers"),
        ("crawler/bad.py", "import scrapy_playwright.page", "one door to the browser plugin"),
        ("xunjian/app/bad.py", "import scheduler", "only its verb imports the scheduler"),
    ],
)
def test_a_broken_rule_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    bad = copy / file
    bad.write_text(line + "\n")
    try:
        result = lint(copy)
    finally:
        bad.unlink()
    assert result.returncode == 1
    broken = [text for text in result.stdout.splitlines() if " BROKEN" in text]
    assert any(text.startswith(contract) for text in broken), result.stdout
