"""`xunjian requests`: what a crawl asked of whom."""

import csv
import io
import json
import sys
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from xunjian.cli.audit import RunArgument
from xunjian.cli.options import DatabaseOption
from xunjian.cli.show import readers_may_leave

if TYPE_CHECKING:
    from xunjian.app.requests import Request, RequestList

_HEADINGS = ("时间（北京）", "方法", "状态", "结果", "秒", "字节", "缘由", "地址")
_WHY = {
    "page": "页面",
    "link": "链接",
    "resource": "资源",
    "probe": "试探",
    "browser": "浏览器",
    "search": "站内检索",
    "robots": "robots.txt",
    "alive": "探活",
    "condition": "带条件问",
    "certificate": "证书",
    "dns": "域名",
}
_RESULTS = {
    "ok": "正常",
    "unchanged": "没有变化",
    "redirect": "跳转",
    "bad_redirect": "跳转地址错误",
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "reset": "连接被重置",
    "timeout": "没有按时应答",
    "tls": "加密连接错误",
    "protocol": "不合网页协议",
    "too_large": "过大，没有读完",
    "shield": "防护页",
    "login": "要求登录",
    "turned_away": "中途起不再应答",
    "robots": "robots.txt 不允许",
    "private_address": "内网地址",
    "not_fetched": "没有取",
    "expired": "证书过期",
    "not_yet_valid": "证书未生效",
    "self_signed": "自签名证书",
    "untrusted": "证书不受信任",
    "wrong_host": "证书不是这个主机的",
    "handshake": "加密连接错误",
    "no_resolver": "没有域名服务器应答",
    "nxdomain": "没有这个域名",
}
"""In words what `--format json` calls by its code."""


class RequestFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def requests(
    run: RunArgument,
    database: DatabaseOption = None,
    format: Annotated[RequestFormat, typer.Option("--format", help="标准输出的格式。")] = RequestFormat.TEXT,
) -> None:
    """列出一次检查发出的每个请求：何时、问了哪个地址、得到什么、为什么问。

    重试、改用另一种编码的地址、robots.txt、证书和域名的查看都在内；没有列入的，在末尾说明。
    字节数是收到的正文，不含报头；没有收到应答的为空。
    """
    from xunjian.app.requests import list_requests

    listed = list_requests(run, database)
    with readers_may_leave():
        if format is RequestFormat.JSON:
            sys.stdout.write(_as_json(listed))
        elif format is RequestFormat.CSV:
            sys.stdout.write(_as_csv(listed))
        else:
            sys.stdout.write(_as_text(listed))
    if format is RequestFormat.CSV:
        for note in listed.not_listed:
            typer.echo(f"注意：{note}", err=True)


def _as_json(listed: "RequestList") -> str:
    tree = {
        "snapshot": str(listed.snapshot),
        "requests": [asdict(each) for each in listed.requests],
        "not_listed": list(listed.not_listed),
    }
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _as_csv(listed: "RequestList") -> str:
    from xunjian.reports.items import guard

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_HEADINGS)
    for each in listed.requests:
        writer.writerow([guard(cell) for cell in _cells(each)])
    return "\ufeff" + buffer.getvalue()


def _as_text(listed: "RequestList") -> str:
    lines = ["\t".join(_HEADINGS)]
    lines += ["\t".join(_cells(each)) for each in listed.requests]
    size = sum(each.size or 0 for each in listed.requests)
    unchanged = sum(each.code == "unchanged" for each in listed.requests)
    lines.append(
        f"共 {len(listed.requests)} 个请求，收到正文 {size} 字节，{unchanged} 个回答没有变化（304）。"
    )
    lines.append("没有列入：")
    lines += [f"- {note}" for note in listed.not_listed]
    return "\n".join(lines) + "\n"


def _cells(each: "Request") -> tuple[str, ...]:
    return (
        _moment(each.at),
        each.method,
        "" if each.status is None else str(each.status),
        result_in_words(each.code),
        "" if each.seconds is None else f"{each.seconds:.3f}",
        "" if each.size is None else str(each.size),
        _WHY.get(each.why, each.why),
        each.url,
    )


def result_in_words(code: str) -> str:
    """What came of a request."""
    if code.startswith("http_"):
        return f"返回 {code.removeprefix('http_')}"
    return _RESULTS.get(code, code)


def _moment(at: str) -> str:
    from xunjian.app.runs import SHANGHAI

    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S.%f}"[:-3]
