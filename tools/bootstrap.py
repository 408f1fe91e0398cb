"""Makes `.venv` and installs what `make demo` or `make test` needs. Standard library only.

Runs on any Python 3 so that an old one gets a clear sentence instead of a SyntaxError. The versions come from
the hash-pinned lists exported from uv.lock, fetched with uv where it can be had, else with pip, from whatever
index pip is configured for: uv.lock itself holds literal addresses and ignores mirrors (decision 0006).
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import mirrors  # noqa: E402  (beside this file, found only after the line above)
import system  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
LOCKS = {"demo": "requirements.lock", "test": "requirements-test.lock"}
EXTRAS = {"demo": ["browser"], "test": ["browser", "postgresql"]}


def say(text):
    """One line to the person at the terminal; standard error, so that results stay alone on standard output."""
    print("» " + text, file=sys.stderr, flush=True)


def stop(text):
    say(text)
    raise SystemExit(2)


def run(*command, **options):
    """Whether the command ended well. Its own output goes to standard error."""
    try:
        return subprocess.run([str(part) for part in command], stdout=sys.stderr, cwd=str(ROOT), **options).returncode == 0
    except OSError:
        return False


def find_python():
    """A Python that is new enough: this one, else the newest on the search path. None where there is none."""
    if sys.version_info[:2] >= OLDEST:
        return sys.executable
    probe = "import sys, venv; sys.exit(sys.version_info[:2] < (3, 11))"
    for name in ["python3.%d" % minor for minor in range(20, 10, -1)] + ["python3"]:
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0:
            return path
    return None


def venv_python():
    return VENV / "bin" / "python"


def stamp_text(goal):
    """What the installation depends on: when this changes, it is done again."""
    digest = hashlib.sha256()
    for name in [LOCKS[goal], "pyproject.toml", "tools/bootstrap.py"]:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest() + " " + str(VENV) + "\n"


def is_ready(goal):
    """An installation for the tests serves the demonstration as well."""
    if not run(venv_python(), "-c", "import sys; sys.exit(sys.version_info[:2] < (3, 11))", stderr=subprocess.DEVNULL):
        return False
    stamps = [VENV / (".ready-" + name) for name in LOCKS if name == goal or goal == "demo"]
    return any(stamp.is_file() and stamp.read_text() == stamp_text(stamp.name[7:]) for stamp in stamps)


def make_venv():
    usable = run(venv_python(), "-c", "import pip, sys; sys.exit(sys.version_info[:2] < (3, 11))", stderr=subprocess.DEVNULL)
    if usable:
        return
    python = find_python()
    if python is None:
        stop("需要 Python 3.11 或更新版本，当前为 %d.%d。请先安装（例如 apt install python3.11 python3.11-venv）。" % sys.version_info[:2])
    say("建立虚拟环境 .venv")
    if not run(python, "-m", "venv", "--clear", VENV):
        stop("建立虚拟环境失败。Debian、Ubuntu 请先安装：apt install python3-venv，再运行一次。")


def uv_command(environment):
    """How to call uv; None where it cannot be had."""
    found = shutil.which("uv")
    if found:
        return [found]
    own = VENV / "bin" / "uv"
    if not own.exists():
        run(venv_python(), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv", env=environment)
    return [str(own)] if own.exists() else None


def install(goal):
    """The pinned packages by uv, else by pip; where the index lacks a pinned version, by the ranges of pyproject."""
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    lock, project = LOCKS[goal], ".[%s]" % ",".join(EXTRAS[goal])
    pip = [venv_python(), "-m", "pip", "install", "-q"]
    pinned, loose = ["--require-hashes", "-r", lock], ["-e", project] + groups(goal)
    uv = None if os.environ.get("XUNJIAN_NO_UV") else uv_command(environment)
    if uv:
        environment.update(mirrors.uv_settings(str(venv_python()), environment))
        fast = [*uv, "pip", "install", "-q", "--python", venv_python()]
        say("安装依赖（uv，按锁定版本）")
        if run(*fast, *pinned, env=environment) and run(*fast, "--no-deps", "-e", ".", env=environment):
            return
        say("uv 未能装全，改用 pip")
    say("安装依赖（pip，按锁定版本，约需一两分钟）")
    if run(*pip, *pinned, env=environment) and run(*pip, "--no-deps", "-e", ".", env=environment):
        return
    say("软件源缺少锁定的版本，改按 pyproject.toml 的版本范围安装")
    if not run(*pip, *loose, env=environment):
        stop("安装失败：软件源不可用或缺少所需的包。可用环境变量 PIP_INDEX_URL 指定镜像后再运行一次。")


def groups(goal):
    """The development tools as plain requirements: older pips do not know dependency groups."""
    if goal != "test":
        return []
    read = "import tomllib; print('\\n'.join(d for d in tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))"
    lines = subprocess.run([str(venv_python()), "-c", read], cwd=str(ROOT), stdout=subprocess.PIPE, check=True).stdout
    return [line for line in lines.decode().splitlines() if not line.startswith("xunjian")]


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        stop("用法：python3 tools/bootstrap.py demo|test")
    goal = arguments[0]
    if not is_ready(goal):
        make_venv()
        install(goal)
        (VENV / (".ready-" + goal)).write_text(stamp_text(goal))
    if goal == "test":
        system.provide(say, run)


if __name__ == "__main__":
    main(sys.argv[1:])
