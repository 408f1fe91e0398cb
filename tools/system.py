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


def has_browser():
    return bool(os.environ.get("XUNJIAN_BROWSER")) or any(shutil.which(name) for name in BROWSERS)


def has_fonts():
    """Whether fontconfig knows a font for Chinese."""
    try:
        listing = subprocess.run(["fc-list", ":lang=zh-cn"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    except OSError:
        return False
    return bool(listing.strip())


def missing():
    """Debian packages that would fill the gaps, each with what is skipped without it."""
    gaps = []
    if not has_browser():
        gaps.append(("chromium", "需要浏览器的测试将跳过，相应检查在审计中为“未能判定”"))
    if not has_fonts():
        gaps.append(("fonts-noto-cjk", "截图和浏览器中的汉字会显示为方框"))
    return gaps


def right_to_install():
    """The command that installs as root without asking; None where there is none."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n"]
    return None


def provide(say, run):
    """Installs what is missing where that is allowed; says what is skipped where it is not. Never fails."""
    gaps = missing()
    if not gaps:
        return
    prefix = right_to_install()
    if prefix is not None:
        names = [name for name, _ in gaps]
        say("用 apt-get 安装：" + "、".join(names))
        install = prefix + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *WAIT]
        run(*install, "update", "-qq", stdin=subprocess.DEVNULL)
        run(*install, "install", "-y", "-qq", "--no-install-recommends", *names, stdin=subprocess.DEVNULL)
    reason = "无权使用 apt-get" if prefix is None else "软件源没有给出"
    for name, cost in missing():
        say("缺少 %s（%s）：%s。" % (name, reason, cost))
