"""What measured programs run in. Peers come from the package indexes into folders of their own, once."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from functools import cache
from pathlib import Path

from benchmarks.corpus import cache_dir

ROOT = Path(__file__).resolve().parent.parent
OURS = ("crawler", "checks", "storage", "xunjian", "benchmarks", "scheduler.py")
SLOWING = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


@cache
def measured_environment() -> dict[str, str]:
    """Without what makes every Python compile at each start, ours compiled before; pip compiled the peers."""
    compiling = [sys.executable, "-m", "compileall", "-qq", "-j", "0", sysconfig.get_path("purelib"), *OURS]
    # Some packages carry files for other Pythons, which do not compile.
    subprocess.run(compiling, cwd=ROOT, capture_output=True, check=False)
    return {name: value for name, value in os.environ.items() if name not in SLOWING}


def environment(name: str, *requirements: str) -> Path:
    """Python of a virtual environment that holds the requirements. Raises CalledProcessError without them."""
    home = cache_dir() / name
    python = home / "bin" / "python"
    if not (home / "installed").exists():
        venv.create(home, with_pip=True)
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
        (home / "installed").write_text("\n".join(requirements))
    return python


def node_command(name: str) -> Path | None:
    """A command of the npm package of that name; None without npm, or where the index gives none."""
    home = cache_dir() / f"npm-{name}"
    command = home / "node_modules" / ".bin" / name
    npm = shutil.which("npm")
    if not command.exists() and npm is not None:
        home.mkdir(exist_ok=True)
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), name]
        subprocess.run(install, cwd=home, capture_output=True)
    return command if command.exists() else None


def version_of(command: list[str]) -> str:
    """What a program says its version is, its first line."""
    said = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    lines = (said.stdout or said.stderr).strip().splitlines()
    return lines[0].strip() if lines else ""
