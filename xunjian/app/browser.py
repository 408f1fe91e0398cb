"""Finds the browsers on the machine: a Chromium (the one named by the user, Playwright's own, or the
system's), and beside it a Firefox."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from xunjian.errors import ConfigError

ENVIRONMENT = "XUNJIAN_BROWSER"
SANDBOX = "XUNJIAN_BROWSER_SANDBOX"
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
)
SECOND = "XUNJIAN_FIREFOX"
_SECOND_PROGRAMS = ("firefox-esr", "firefox")
_NONE = "0"
_START_SECONDS = 30
_PLAYWRIGHT_PATTERNS = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-win*/chrome.exe")


def find_browser(setting: str | None = None) -> str | None:
    """Path of the browser that this run can drive; None where there is none, nothing to drive it with, or
    where it cannot start: for root with its sandbox.

    `setting` is a path or program name; without it `XUNJIAN_BROWSER` is asked. Raises ConfigError where the
    one that was asked for is not there: another one in its place would be a surprise.
    """
    path = locate_browser(setting)
    return path if can_drive() and not _is_barred() else None


def why_no_browser() -> str:
    """Why this run can use no browser, in Chinese; empty where it can. Raises ConfigError as above."""
    if locate_browser() is None:
        return "本机没有找到浏览器"
    if not can_drive():
        return "没有安装浏览器驱动"
    return "以 root 身份运行，浏览器的沙箱起不来" if _is_barred() else ""


def wants_sandbox() -> bool:
    """Whether the browser keeps its sandbox: always, unless `XUNJIAN_BROWSER_SANDBOX=0` says that the whole
    program runs in a container of its own, where Chromium's sandbox cannot start."""
    return os.environ.get(SANDBOX, "1").strip() != "0"


def _is_barred() -> bool:
    """For root no sandbox starts, and so no browser that is to keep it."""
    return wants_sandbox() and hasattr(os, "geteuid") and os.geteuid() == 0


def can_start(path: str) -> bool:
    """Whether the browser opens an empty page here; for root it does not, for its sandbox does not start."""
    sandbox = () if wants_sandbox() else ("--no-sandbox",)
    command = (path, "--headless", "--disable-gpu", "--disable-dev-shm-usage", *sandbox, "--dump-dom")
    try:
        done = subprocess.run((*command, "about:blank"), capture_output=True, timeout=_START_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"<html" in done.stdout


def can_drive() -> bool:
    """Whether the packages that drive a browser are installed."""
    return find_spec("playwright") is not None and find_spec("scrapy_playwright") is not None


def locate_browser(setting: str | None = None) -> str | None:
    """Path of the browser on this machine, whether or not it can be driven. Raises ConfigError as above."""
    wanted = setting or os.environ.get(ENVIRONMENT)
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise ConfigError(f"指定的浏览器“{wanted}”不存在或不能运行。", f"请改正或去掉 {ENVIRONMENT}。")
        return found
    return _playwright_browser() or next(filter(None, map(shutil.which, PROGRAMS)), None)


def find_second(setting: str | None = None) -> str | None:
    """Path of a Firefox that looks at the home page as well; None where there is none, or none is wanted.

    `setting` is a path or program name, or `0` for none; without it `XUNJIAN_FIREFOX` is asked. Raises
    ConfigError where the one that was asked for is not there.
    """
    wanted = setting or os.environ.get(SECOND, "").strip()
    if wanted == _NONE:
        return None
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise ConfigError(f"指定的 Firefox“{wanted}”不存在或不能运行。", f"请改正或去掉 {SECOND}。")
        return found
    return next(filter(None, map(shutil.which, _SECOND_PROGRAMS)), None)


def _playwright_browser() -> str | None:
    """The newest Chromium that `playwright install` has put down."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    folder = Path(named) if named not in ("", "0") else Path.home() / ".cache" / "ms-playwright"
    found = [path for pattern in _PLAYWRIGHT_PATTERNS for path in folder.glob(pattern)]
    usable = [path for path in found if os.access(path, os.X_OK)]
    return str(max(usable, key=_build)) if usable else None


def _build(path: Path) -> int:
    number = path.parent.parent.name.rpartition("-")[2]
    return int(number) if number.isdigit() else 0
