"""What the tests want from the machine beside Python packages: a Chromium and Chinese fonts."""

import os
import shutil
import subprocess

BROWSERS = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
]
WAIT = ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1", "-o", "DPkg::Lock::Timeout=60"]


def quiet(*command):
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )


def has_browser():
    return bool(os.environ.get("XUNJIAN_BROWSER")) or any(shutil.which(name) for name in BROWSERS)


def has_fonts():
    """Whether fontconfig knows a font for Chinese."""
    return bool(shutil.which("fc-list")) and bool(quiet("fc-list", ":lang=zh-cn").stdout.strip())


def missing():
    """Debian packages that would fill the gaps, each with what is lost without it."""
    gaps = []
    if not has_browser():
        gaps.append(("chromium", "需要浏览器的测试将跳过，相应检查在审计中为“未能判定”"))
    if not has_fonts():
        gaps.append(("fonts-noto-cjk", "浏览器和截图中的汉字会显示为方框"))
    return gaps


def right_to_install():
    """What to put before apt-get so that it installs without asking; None where that is not allowed."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return [sudo, "-n"] if sudo and quiet(sudo, "-n", "true").returncode == 0 else None


def provide(say, run):
    """Installs what is missing where that is allowed; says what is skipped where it is not. Never fails."""
    gaps = missing()
    if not gaps:
        return
    prefix = right_to_install()
    if prefix is not None:
        names = [name for name, _ in gaps]
        say("用 apt-get 安装：" + "、".join(names))
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *WAIT]
        run(*apt, "update", "-qq", stdin=subprocess.DEVNULL)
        run(*apt, "install", "-y", "-qq", "--no-install-recommends", *names, stdin=subprocess.DEVNULL)
    reason = "无权使用 apt-get" if prefix is None else "软件源没有给出"
    for name, cost in missing():
        say(f"缺少 {name}（{reason}）：{cost}。")
