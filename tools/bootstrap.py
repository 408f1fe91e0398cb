"""Makes `.venv` and installs what `make demo` or `make test` needs. Standard library only.

Runs on Python 3.6 too, so that an old one gets a clear sentence instead of a SyntaxError. The versions come
from the hash-pinned lists exported from uv.lock. They are fetched with uv where it can be had, else with pip,
from whatever index pip is configured for: uv.lock itself holds literal addresses and ignores mirrors.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import mirrors
import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOG = ROOT / ".venv.log"
OLDEST = (3, 11)
LOCKS = {"demo": "requirements.lock", "test": "requirements-test.lock"}
PACKAGES = ["crawler", "checks", "storage", "xunjian", "scheduler.py"]
EXTRAS = {"demo": ["browser"], "test": ["browser", "postgresql"]}


def say(text):
    """One line to the person at the terminal, on standard error: standard output carries results only."""
    print("» " + text, file=sys.stderr, flush=True)


def stop(text):
    say(text)
    raise SystemExit(2)


def run(*command, **options):
    """Whether the command ended well. What it prints goes to the log."""
    with LOG.open("ab") as log:
        try:
            done = subprocess.run(
                [str(part) for part in command], stdout=log, stderr=log, cwd=str(ROOT), **options
            )
        except OSError as error:
            log.write(f"{error}\n".encode())
            return False
        return done.returncode == 0


def show_log():
    """The last lines of the log, for a fault that the person must read."""
    for line in LOG.read_text(errors="replace").splitlines()[-15:]:
        print("  " + line, file=sys.stderr)


def find_python():
    """A Python that is new enough: this one, else the newest on the search path. None where there is none."""
    if sys.version_info[:2] >= OLDEST:
        return sys.executable
    probe = "import sys, venv; sys.exit(sys.version_info[:2] < (3, 11))"
    for name in [f"python3.{minor}" for minor in range(20, 10, -1)] + ["python3"]:
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
    if not run(venv_python(), "-c", "import sys; sys.exit(sys.version_info[:2] < (3, 11))"):
        return False
    stamps = [VENV / (".ready-" + name) for name in LOCKS if name == goal or goal == "demo"]
    return any(stamp.is_file() and stamp.read_text() == stamp_text(stamp.name[7:]) for stamp in stamps)


def make_venv():
    usable = run(venv_python(), "-c", "import pip, sys; sys.exit(sys.version_info[:2] < (3, 11))")
    if usable:
        return
    python = find_python()
    if python is None:
        current = "{}.{}".format(*sys.version_info)
        stop(f"需要 Python 3.11 或更新版本，当前为 {current}。请先安装，例如 apt install python3.11-venv。")
    say("建立虚拟环境 .venv")
    if not run(python, "-m", "venv", "--clear", VENV):
        stop("建立虚拟环境失败。Debian、Ubuntu 请先安装：apt install python3-venv，再运行一次。")


def uv_install(environment):
    """How an installing uv command starts, its index set in `environment`; None where there is no uv."""
    if environment.get("XUNJIAN_NO_UV"):
        return None
    own = VENV / "bin" / "uv"
    uv = shutil.which("uv") or str(own)
    if uv == str(own) and not own.exists():
        run(venv_python(), "-m", "pip", "install", "-q", "uv", env=environment)
        if not own.exists():
            return None
    environment.update(mirrors.uv_settings(str(venv_python()), environment))
    return [uv, "pip", "install", "-q", "--compile-bytecode", "--python", venv_python()]


def install(goal):
    """The pinned packages, then the project itself, editable."""
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    pip = [venv_python(), "-m", "pip", "install", "-q"]
    for tool, label in [(uv_install(environment), "uv"), (pip, "pip")]:
        if tool:
            say(f"安装依赖（{label}，锁定的版本，首次约需一两分钟）")
            if run(*tool, "--require-hashes", "-r", LOCKS[goal], env=environment):
                if not run(*tool, "--no-deps", "-e", ".", env=environment):
                    show_log()
                    stop("依赖已装好，本项目自身安装失败，原因见上。")
                return
    say("软件源没有锁定的版本，改按 pyproject.toml 的版本范围安装")
    extras = ",".join(EXTRAS[goal])
    if not run(*pip, "-e", f".[{extras}]", *groups(goal), env=environment):
        show_log()
        stop("安装失败：软件源不可用或缺少所需的包。可用环境变量 PIP_INDEX_URL 指定镜像，再运行一次。")


def compile_project():
    """Compiles our own files too: a user who may not write here would compile them at each start."""
    run(venv_python(), "-m", "compileall", "-q", *PACKAGES)


def groups(goal):
    """The development tools as plain requirements: older pips do not know dependency groups."""
    if goal != "test":
        return []
    read = (
        "import tomllib;"
        "project = tomllib.load(open('pyproject.toml', 'rb'));"
        "print('\\n'.join(project['dependency-groups']['dev']))"
    )
    done = subprocess.run([str(venv_python()), "-c", read], cwd=str(ROOT), stdout=subprocess.PIPE, check=True)
    return [line for line in done.stdout.decode().splitlines() if not line.startswith("xunjian")]


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        stop("用法：python3 tools/bootstrap.py demo|test")
    goal = arguments[0]
    if not is_ready(goal):
        make_venv()
        install(goal)
        (VENV / (".ready-" + goal)).write_text(stamp_text(goal))
    compile_project()
    if goal == "test":
        system.provide(say, run)


if __name__ == "__main__":
    main(sys.argv[1:])
