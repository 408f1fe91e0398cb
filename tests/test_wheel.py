"""What the wheel holds, and that the command runs from it, away from the checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("checks", "crawler", "storage", "xunjian")
NEEDED = {
    "checks/__init__.py",
    "crawler/__main__.py",
    "scheduler.py",
    "storage/migrations/env.py",
    "xunjian/__main__.py",
    "xunjian/_config/packs/core.yaml",
    "xunjian/py.typed",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tracked folders, so that no other test's files get in."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in (*PACKAGES, "config"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "_config"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "scheduler.py", ".gitignore"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def sources() -> set[str]:
    """Every file of the packages and of the data, by its name in the wheel."""
    found = {"scheduler.py"}
    for name in (*PACKAGES, "config"):
        for file in (ROOT / name).rglob("*"):
            path = file.relative_to(ROOT).as_posix()
            if file.is_file() and "__pycache__" not in path and not path.startswith("xunjian/_config/"):
                found.add(path.replace("config/", "xunjian/_config/", 1) if name == "config" else path)
    return found


def test_the_wheel_holds_exactly_our_files(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == sources()
    assert names >= NEEDED
    assert any(name.startswith("xunjian/reports/") and not name.endswith(".py") for name in names)
    assert any(name.startswith("storage/migrations/versions/") for name in names)


def test_the_licence_travels_with_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert len(texts) == 1
    assert b"Apache License" in texts[0]


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel, and borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True)
    own = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(own.stdout.strip(), "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    return folder / "venv" / "bin" / "xunjian"


def run(command: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    folder = command.parent.parent.parent
    return subprocess.run(
        [command, *arguments], cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_installed_command_says_its_version(command: Path) -> None:
    result = run(command, "--version")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("xunjian ")


def test_the_installed_command_finds_its_packs(command: Path) -> None:
    result = run(command, "pack", "list", "--format", "json")
    assert result.returncode == 0, result.stderr
    assert '"core"' in result.stdout


def test_the_installed_files_are_those_that_run(command: Path) -> None:
    code = "import checks, crawler, scheduler, storage, xunjian; print(xunjian.__file__, checks.__file__)"
    python = command.with_name("python")
    done = subprocess.run([python, "-c", code], cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout
