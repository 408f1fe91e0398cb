"""Audits a real content system end to end: a Mezzanine portal in Chinese, its faults known beforehand.

    .venv/bin/python -m benchmarks.mezzanine

Prints every finding with whether it is true, and what was planted and not found.
"""

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from benchmarks.figures import machine, record
from benchmarks.manual import audit_command
from benchmarks.measure import measure
from benchmarks.mezzanine_project import run_portal
from xunjian.model.audit import Audit

LIMIT = 600.0
SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Planted:
    """A check that must come out so; where a subject is given, a finding must name it."""

    check: str
    status: str
    why: str
    subject: str = ""


def as_strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def plant(portal: dict[str, object]) -> list[Planted]:
    """The truth about the portal, written down before it is audited."""
    dead = [
        Planted("links.inner", "fail", "链接指向不存在的文章或草稿", path)
        for path in as_strings(portal["dead"])
    ]
    return [
        *dead,
        Planted("links.attachment", "fail", "附件文件不存在", str(portal["lost_file"])),
        Planted("column.blank", "fail", "栏目没有一篇文章", str(portal["blank_column"])),
        Planted("update.column", "fail", "最近一篇在 250 天前", str(portal["stale_column"])),
        Planted("content.blank_page", "fail", "正文为空", str(portal["blank_page"])),
        Planted("column.required", "fail", "没有“双随机”栏目"),
        Planted("site.page_labels", "fail", "Mezzanine 的模板没有页面标签"),
        Planted("site.error_report", "fail", "没有“找错”入口"),
        Planted("site.accessibility_entry", "fail", "没有无障碍入口"),
        Planted("footer.party_badge", "fail", "页脚没有党政机关标识"),
        Planted("footer.contact", "fail", "页脚没有联系电话"),
        Planted("footer.icp", "pass", "页脚有 ICP 备案号"),
        Planted("footer.police", "pass", "页脚有公安备案号"),
        Planted("footer.site_code", "pass", "页脚有网站标识码"),
        Planted("footer.sponsor", "pass", "页脚有主办单位"),
        Planted("links.home", "pass", "首页没有失效链接"),
        Planted("links.soft_404", "pass", "不存在的地址都以 404 回答"),
        Planted("update.home", "pass", "首页昨天有更新"),
        Planted("update.future_date", "pass", "未到时间的文章 Mezzanine 不发布"),
        Planted("disclosure.on_request", "pass", "有依申请公开表单"),
        Planted("interpretation.column", "pass", "有政策解读栏目和文章"),
        Planted("interaction.channel", "pass", "有互动交流和市长信箱"),
        Planted("site.tls", "not_applicable", "以 IP 地址和特殊端口访问"),
        Planted("site.ipv6", "not_applicable", "以 IP 地址访问"),
    ]


def path_of(url: str) -> str:
    return quote(unquote(urlsplit(url).path), safe="/")


def judge(audit: Audit, truths: list[Planted]) -> tuple[list[str], int, int]:
    """Table rows, how many truths came out right, and how many findings nobody planted."""
    status = {check.check: check.status.value for check in audit.checks}
    named = {(found.check, path_of(found.subject.url)) for found in audit.findings}
    rows, right = [], 0
    for truth in truths:
        seen = status.get(truth.check, "没有运行")
        good = seen == truth.status and (not truth.subject or (truth.check, path_of(truth.subject)) in named)
        right += good
        fact = f"{truth.why}：{unquote(truth.subject)}" if truth.subject else truth.why
        rows.append(f"| {truth.check} | {fact} | {truth.status} | {seen} | {'是' if good else '**否**'} |")
    planted = {(truth.check, path_of(truth.subject)) for truth in truths if truth.status == "fail"}
    extra = [
        found
        for found in audit.findings
        if not {(found.check, ""), (found.check, path_of(found.subject.url))} & planted
    ]
    for check, count in Counter(found.check for found in extra).items():
        example = next(found for found in extra if found.check == check)
        rows.append(
            f"| {check} | 未布置 {count} 处，如：{example.message} | – | {example.status.value} | **否** |"
        )
    return rows, right, len(extra)


def main() -> int:
    as_of = datetime.now(SHANGHAI).date().isoformat()
    with tempfile.TemporaryDirectory(prefix="xunjian-mezzanine-") as name:
        work = Path(name)
        (work / "out").mkdir()
        with run_portal(work, as_of) as (url, portal):
            command = audit_command(url, work / "out", "--as-of", as_of, "--unit-type", "city")
            run = measure(command, work / "audit.log", LIMIT)
        result = work / "out" / "audit.json"
        if not result.is_file():
            print((work / "audit.log").read_text("utf-8", "replace")[-3000:])
            raise SystemExit(f"审计没有写出 audit.json，退出状态 {run.status}。")
        audit = Audit.model_validate_json(result.read_text("utf-8"))
    truths = plant(portal)
    rows, right, spurious = judge(audit, truths)
    summary = (
        f"{machine()}。读 {audit.run.pages_fetched} 页，用时 {run.wall:.1f} 秒，"
        f"内存峰值 {run.memory:.0f} MB，退出状态 {run.status}。\n"
        f"预先写下的 {len(truths)} 条事实中 {right} 条判对，另有未布置的发现 {spurious} 条。"
    )
    table = ["| 检查 | 事实 | 应为 | 审计结果 | 相符 |", "|---|---|---|---|---|", *rows]
    text = "\n".join([summary, "", *table])
    print(text)
    record("mezzanine", text)
    return 0 if right == len(truths) and not spurious and run.status in (0, 1) else 1


if __name__ == "__main__":
    sys.exit(main())
