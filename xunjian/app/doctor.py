"""What is installed and reachable, and what each missing part costs. Reads and asks; changes nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.database import connect, default_address
from storage.faults import shown
from storage.schema import HEAD, revision
from xunjian.app.browser import can_drive, can_start, find_second, locate_browser
from xunjian.app.contact import ENVIRONMENT, own_user_agent
from xunjian.app.integrity import changed_files
from xunjian.errors import ConfigError, XunjianError
from xunjian.paths import data_dir

RESOLVER_SECONDS = 3.0
"""How long a name server may take; a machine without one must not hold the report up."""


class State(StrEnum):
    READY = "ready"
    ABSENT = "absent"
    """Something optional is missing: audits run, some checks cannot be decided."""
    BROKEN = "broken"
    """Something needed is missing or wrong: no audit can run."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at; `cost` says what is lost and what to do, empty where nothing is."""

    id: str
    name: str
    state: State
    detail: str
    cost: str = ""


def examine(database: str | None = None) -> tuple[Part, ...]:
    """Look at every part. Takes a few seconds at most; asks a name server, nothing else outside."""
    looks: tuple[Callable[[], Part], ...] = (
        _python,
        _packages,
        _files,
        _driver,
        _browser,
        _second,
        _fonts,
        lambda: _database(database or default_address()),
        _postgresql,
        _resolver,
        _identity,
        lambda: _folder("output", "结果文件夹", Path.cwd()),
        lambda: _folder("data", "数据文件夹", data_dir()),
    )
    return tuple(look() for look in looks)


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    return Part("python", "Python", State.READY, f"{version}（{sys.executable}）")


def _packages() -> Part:
    missing = [name for name in _required() if not _version(name)]
    shown_versions = "、".join(f"{name} {_version(name)}" for name in ("scrapy", "lxml", "sqlalchemy"))
    if missing:
        return Part(
            "packages",
            "依赖包",
            State.BROKEN,
            f"缺少 {'、'.join(missing)}",
            "不能运行审计；请在本程序的环境中重新安装，或在源码目录运行 make demo。",
        )
    return Part("packages", "依赖包", State.READY, shown_versions)


def _identity() -> Part:
    """What the sites see of us: to be let in, and to be found by whoever looks into their logs."""
    try:
        agent = own_user_agent()
    except ConfigError as error:
        return Part("identity", "对外的身份", State.BROKEN, error.message.rstrip("。"), error.hint)
    if os.environ.get(ENVIRONMENT, "").strip():
        return Part("identity", "对外的身份", State.READY, agent)
    cost = f"网站运维人员看到访问记录，找不到该问谁。设环境变量 {ENVIRONMENT} 为检查单位的网址或邮箱。"
    return Part("identity", "对外的身份", State.ABSENT, f"{agent}，没有联系方式", cost)


def _required() -> Iterator[str]:
    """Names of the distributions that are always needed; none where xunjian itself is not installed."""
    try:
        requirements = metadata.requires("xunjian") or []
    except metadata.PackageNotFoundError:
        return
    for requirement in requirements:
        if "extra ==" not in requirement:
            yield (
                requirement.split(";")[0].split("[")[0].strip("()").split(">")[0].split("<")[0].split("=")[0]
            )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name.strip())
    except metadata.PackageNotFoundError:
        return None


def _files() -> Part:
    changed = changed_files()
    if changed:
        return Part(
            "files",
            "程序文件",
            State.BROKEN,
            f"{len(changed)} 个文件与安装时不同，如 {changed[0]}",
            "可能被别的软件包覆盖，结论不可信；请装在单独的虚拟环境里。",
        )
    return Part("files", "程序文件", State.READY, "与安装时一致")


def _driver() -> Part:
    if can_drive():
        versions = "、".join(f"{name} {_version(name)}" for name in ("playwright", "scrapy-playwright"))
        return Part("driver", "浏览器驱动", State.READY, versions)
    cost = "不用浏览器也能审计，但由脚本生成的页面记为“未能判定”。安装：pip install 'xunjian[browser]'"
    return Part("driver", "浏览器驱动", State.ABSENT, "没有安装 playwright、scrapy-playwright", cost)


def _browser() -> Part:
    try:
        path = locate_browser()
    except XunjianError as error:
        return Part("browser", "浏览器", State.BROKEN, error.message, error.hint)
    if path is None:
        cost = "由脚本生成的页面记为“未能判定”。安装：apt install chromium 或 playwright install chromium"
        return Part("browser", "浏览器", State.ABSENT, "没有找到 Chromium、Chrome 或 Edge", cost)
    version = _output(path, "--version")
    if not version:
        return Part("browser", "浏览器", State.ABSENT, f"{path} 不能启动", "由脚本生成的页面记为“未能判定”。")
    if not can_start(path):
        cost = (
            "由脚本生成的页面和要用浏览器的检查记为“未能判定”。请不要用 root 运行；"
            "整个程序已关在专用容器里的，可设 XUNJIAN_BROWSER_SANDBOX=0。"
        )
        return Part("browser", "浏览器", State.ABSENT, f"{path} 打不开页面（多半是沙箱起不来）", cost)
    return Part("browser", "浏览器", State.READY, f"{version.splitlines()[0].strip()}（{path}）")


def _second() -> Part:
    name, cost = "第二种浏览器", "首页只凭一种浏览器判断能否显示。安装：apt install firefox-esr"
    try:
        path = find_second()
    except XunjianError as error:
        return Part("second", name, State.BROKEN, error.message, error.hint)
    if path is None:
        return Part("second", name, State.ABSENT, "没有找到 Firefox，或设了不用", cost)
    version = _output(path, "--version")
    if not version:
        return Part("second", name, State.ABSENT, f"{path} 不能启动", cost)
    return Part("second", name, State.READY, f"{version.splitlines()[0].strip()}（{path}）")


def _fonts() -> Part:
    if not shutil.which("fc-list"):
        return Part(
            "fonts", "中文字体", State.ABSENT, "没有 fontconfig，无法查看", "截图中的汉字可能显示为方框。"
        )
    families = sorted(
        {line.split(",")[0] for line in _output("fc-list", ":lang=zh-cn", "family").splitlines()}
    )
    if not families:
        cost = "截图中的汉字显示为方框。安装：apt install fonts-noto-cjk"
        return Part("fonts", "中文字体", State.ABSENT, "没有找到", cost)
    return Part("fonts", "中文字体", State.READY, "、".join(families[:3]))


def _output(*command: str) -> str:
    """What a program prints; empty where it fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _database(address: str) -> Part:
    """The database is looked at, never set up: that is for the first audit or `db upgrade`."""
    name = "数据库"
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
            return Part("database", name, State.READY, f"{url.database}（尚未建立，首次使用时建立）")
        with connect(address).connect() as connection:
            found = revision(connection)
    except XunjianError as error:
        return Part("database", name, State.BROKEN, error.message, f"结果无处保存。{error.hint}")
    except (ArgumentError, ValueError):
        return Part(
            "database", name, State.BROKEN, "地址写得不对", "请检查 XUNJIAN_DATABASE_URL 或 --database。"
        )
    if found not in (None, HEAD):
        cost = "请先备份，再运行 xunjian db upgrade。"
        return Part("database", name, State.BROKEN, f"{shown(url)}，结构 {found}，本程序需要 {HEAD}", cost)
    return Part("database", name, State.READY, f"{shown(url)}，结构 {found or '尚未建立'}")


def _postgresql() -> Part:
    version = _version("psycopg")
    if version:
        return Part("postgresql", "PostgreSQL 驱动", State.READY, f"psycopg {version}")
    cost = "只能用 SQLite；多台机器共用数据库时才需要。安装：pip install 'xunjian[postgresql]'"
    return Part("postgresql", "PostgreSQL 驱动", State.ABSENT, "没有安装 psycopg", cost)


def _resolver() -> Part:
    """Asks for the root name servers, a question that every resolver can answer and that names nobody."""
    import dns.exception
    import dns.resolver

    cost = "域名无法解析时，IPv6 检查和按域名的审计记为“未能判定”；本机演示不受影响。"
    try:
        resolver = dns.resolver.Resolver()
        servers = "、".join(map(str, resolver.nameservers))
        resolver.resolve(".", "NS", lifetime=RESOLVER_SECONDS)
    except dns.resolver.NoResolverConfiguration:
        return Part("resolver", "域名解析", State.ABSENT, "本机没有配置域名服务器", cost)
    except (dns.exception.DNSException, OSError):
        return Part("resolver", "域名解析", State.ABSENT, f"{servers} 没有应答", cost)
    return Part("resolver", "域名解析", State.READY, servers)


def _folder(id: str, name: str, path: Path) -> Part:
    """Writable, or could be made below the nearest folder that exists."""
    nearest = path.absolute()
    while not nearest.exists():
        nearest = nearest.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Part(id, name, State.READY, str(path))
    cost = {"output": "请用 --out 另指文件夹。", "data": "请用环境变量 XUNJIAN_HOME 另指文件夹。"}[id]
    return Part(id, name, State.BROKEN, f"{path} 不可写", cost)
