"""Options that several verbs share, and the reading of their values."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from xunjian.errors import UsageError
from xunjian.model.hours import Hours

LARGEST_NUMBER = 2**31 - 1
"""What a number may be at most where nothing but the database limits it."""


class OutputFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


PackOption = Annotated[str, typer.Option("--pack", metavar="编号", help="指标体系的编号或 YAML 文件。")]
UnitTypeOption = Annotated[
    str | None,
    typer.Option(
        "--unit-type",
        metavar="类型",
        help="目标是网址时的单位类型：city county department township university。",
    ),
]
NameOption = Annotated[str | None, typer.Option("--name", metavar="名称", help="目标是网址时的单位名称。")]
SiteCodeOption = Annotated[
    str | None, typer.Option("--site-code", metavar="标识码", help="目标是网址时登记的政府网站标识码。")
]
TraitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--trait",
        metavar="特征",
        help="单位的特征，如 无对外服务职能：指标体系写明除外的项不计；可重复。"
        "加在登记表写明的之外，写 无 则不用登记表的。",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="日期", help="监测时间点，形如 2026-11-21；默认为今天（北京时间）。"),
]
SeedOption = Annotated[int, typer.Option("--seed", help="抽样的随机种子。")]
MaxPagesOption = Annotated[
    int, typer.Option("--max-pages", min=1, help="一个单位最多读多少页；超出的部分记为未能判定。")
]
ConcurrencyOption = Annotated[
    int, typer.Option("--concurrency", min=1, max=64, help="对同一主机同时进行的请求数。")
]
DelayOption = Annotated[float, typer.Option("--delay", min=0, help="对同一主机两次请求的间隔，秒。")]
ResolveOption = Annotated[
    list[str] | None,
    typer.Option(
        "--resolve",
        metavar="主机[:端口]=地址[:端口]",
        help="按指定地址访问该主机，如检查尚未上线的网站；可重复。",
    ),
]
NoBrowserOption = Annotated[
    bool, typer.Option("--no-browser", help="不用浏览器；需要浏览器才能判定的记为未能判定。")
]
AllowPrivateOption = Annotated[bool, typer.Option("--allow-private", help="允许本次访问本机和内网地址。")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="接着同一 --out 里未完成的检查做。")]
SinceOption = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="快照",
        help="以前的快照或结果文件夹：没有变化的页面不再下载；默认用该单位最近一次的。",
    ),
]
NoSinceOption = Annotated[bool, typer.Option("--no-since", help="不用以前的快照，全部重新下载。")]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="文件夹", help="结果放在哪里；默认 ./xunjian-out/单位/运行编号。"),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="地址",
        envvar="XUNJIAN_DATABASE_URL",
        help="数据库地址（SQLAlchemy 写法）；默认为用户数据文件夹里的 SQLite。",
    ),
]
FormatOption = Annotated[OutputFormat, typer.Option("--format", help="标准输出的格式。")]


def parse_day(text: str | None, option: str = "--as-of") -> date | None:
    """A day of the command line. Raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} 的值“{text}”不是日期。", "应写作 2026-11-21。") from None


def parse_hours(text: str | None) -> str:
    """Hours of the day of the command line, empty for any. Raises UsageError."""
    if text is None:
        return ""
    try:
        return str(Hours.parse(text))
    except ValueError:
        raise UsageError(f"--hours 的值“{text}”不是时段。", "应写作 22:00-06:00。") from None
