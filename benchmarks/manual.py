"""Audits a manual of ≥500 pages with 20 files deleted: exactly the dead links, in 300 MB, ending by itself.

.venv/bin/python -m benchmarks.manual
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from benchmarks.corpus import copy_site, delete_some, find_manual
from benchmarks.figures import machine, record
from benchmarks.measure import Measured, measure
from benchmarks.server import serve
from benchmarks.truth import LinkReader, Truth, read_truth

CHECKS = {"links.home", "links.inner", "links.attachment"}
MOST_MEMORY = 300.0
LIMIT = 900.0


def audit_command(url: str, out: Path, *more: str) -> list[str]:
    """The audit that every benchmark here runs."""
    return [
        *(sys.executable, "-m", "xunjian", "audit", url, "--pack", "core", "--no-browser"),
        *("--allow-private", "--delay", "0", "--out", str(out), "--database", f"sqlite:///{out}/db.sqlite"),
        *("--format", "json", *more),
    ]


def loopback_only(site: Path) -> list[str]:
    """Options that keep the audit off the network: every other host is sent to a closed port."""
    hosts = set()
    for page in site.rglob("*.html"):
        reader = LinkReader()
        reader.feed(page.read_text("utf-8", "replace"))
        hosts |= {host_of(raw) for raw in reader.found}
    return [part for host in sorted(hosts - {""}) for part in ("--resolve", f"{host}=127.0.0.1:9")]


def host_of(raw: str) -> str:
    """The host that a link names; empty where it names none or is malformed."""
    try:
        return urlsplit(raw).hostname or ""
    except ValueError:
        return ""


def reported_dead(audit: Path, url: str) -> tuple[set[str], int]:
    """Paths of this site that the audit calls dead, and how many pages it read."""
    result = json.loads(audit.read_text("utf-8"))
    host = urlsplit(url).netloc
    dead = set()
    for finding in result["findings"]:
        target = urlsplit(finding["subject"]["url"])
        if finding["check"] in CHECKS and finding["status"] == "fail" and target.netloc == host:
            dead.add(quote(unquote(target.path), safe="/"))
    return dead, result["run"]["pages_fetched"]


def describe(truth: Truth, dead: set[str], pages: int, run: Measured, deleted: int, seed: int) -> str:
    """The paragraph for docs/benchmarks.md."""
    return "\n".join(
        [
            f"{machine()}。随机删去 {deleted} 个文件（种子 {seed}）。",
            "",
            "| 项目 | 文件比对 | 审计 |",
            "|---|---|---|",
            f"| 页面 | {truth.pages} | {pages} |",
            f"| 失效目标 | {len(truth.dead)} | {len(dead)} |",
            f"| 漏报 / 误报 | – | {len(truth.dead - dead)} / {len(dead - truth.dead)} |",
            f"| 用时 | – | {run.wall:.1f} 秒（处理器 {run.cpu:.1f} 秒） |",
            f"| 内存峰值（全部进程常驻之和） | 须低于 {MOST_MEMORY:.0f} MB | {run.memory:.0f} MB |",
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--delete", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xunjian-manual-") as name:
        work = Path(name)
        work.chmod(0o755)
        copy_site(find_manual(), work / "site")
        deleted = delete_some(work / "site", options.delete, options.seed)
        truth = read_truth(work / "site")
        (work / "out").mkdir()
        with serve(work / "site") as server:
            command = audit_command(server.url, work / "out", *loopback_only(work / "site"))
            run = measure(command, work / "audit.log", LIMIT)
        audit = work / "out" / "audit.json"
        if not audit.is_file():
            print((work / "audit.log").read_text("utf-8", "replace")[-3000:])
            raise SystemExit(f"审计没有写出 audit.json，退出状态 {run.status}。")
        dead, pages = reported_dead(audit, server.url)
    print(f"删去的文件：{'、'.join(deleted)}")
    text = describe(truth, dead, pages, run, options.delete, options.seed)
    print(text)
    for label, paths in (("漏报", truth.dead - dead), ("误报", dead - truth.dead)):
        for path in sorted(paths):
            print(f"{label}：{path}")
    record("manual", text)
    good = dead == truth.dead and run.memory < MOST_MEMORY and not run.timed_out and run.status in (0, 1)
    print("结论：符合要求。" if good else f"结论：不符合要求（退出状态 {run.status}）。")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
