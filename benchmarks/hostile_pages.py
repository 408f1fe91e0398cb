"""Reads pages made to trip a reader and says which cost more than two seconds of processor time.

.venv/bin/python -m benchmarks.hostile_pages [--size MB] [--only 名]
"""

import argparse
import json
import os
import resource
import sys
import traceback
from dataclasses import dataclass
from time import process_time

from benchmarks.figures import machine, record
from benchmarks.hostile import CODE, ICP, Hostile, hostile_pages
from xunjian.facts.page import explain_page

MOST_SECONDS = 2.0
GIVE_UP = 30
"""CPU seconds after which a page is given up."""
URL = "http://www.example.cn/tz/t20211215_1.html"
SLOWEST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Result:
    """`said`: whether the reading said that it was cut."""

    name: str
    seconds: float
    memory: float = 0.0
    """Peak of the process in MB (10⁶ bytes), the page itself included."""
    fault: str = ""


def read_one(page: Hostile, size: int) -> Result:
    """Reads one page in a process of its own, which is ended where it takes too long."""
    back, out = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (GIVE_UP, GIVE_UP))
        answer = json.dumps(_read(page.body(size), page.closed))
        os.write(out, answer.encode())
        os._exit(0)
    os.close(out)
    with os.fdopen(back, "rb") as pipe:
        answer = pipe.read().decode()
    _, status, usage = os.wait4(child, 0)
    memory = usage.ru_maxrss * 1024 / 1e6
    if not answer:
        why = f"读不完：进程结束状态 {os.waitstatus_to_exitcode(status)}"
        return Result(page.name, usage.ru_utime + usage.ru_stime, memory, why)
    seconds, fault = json.loads(answer)
    return Result(page.name, seconds, memory, fault)


def _read(body: bytes, closed: bool) -> tuple[float, str]:
    begin = process_time()
    try:
        reading = explain_page(body, URL).reading
    except BaseException:  # noqa: BLE001 - to tell of it is what this program is for
        return process_time() - begin, traceback.format_exc().splitlines()[-1][:200]
    spent = process_time() - begin
    fault = ""
    if closed:
        icp, code = reading.footer.icp, reading.footer.site_code
        if icp is None or icp.value != ICP or code is None or code.value != CODE:
            fault = f"页脚没有读对：{icp and icp.value[:40]}、{code and code.value[:40]}"
    return spent, fault


def describe(results: list[Result], size: int) -> str:
    """The paragraph for docs/benchmarks.md."""
    late = [each for each in results if each.seconds > MOST_SECONDS]
    slowest = sorted(results, key=lambda each: -each.seconds)[:SLOWEST_SHOWN]
    return "\n".join(
        [
            f"{machine()}。{len(results)} 个页面，各约 {size / 1e6:.1f} MB："
            f"超过 {MOST_SECONDS:.0f} 秒的 {len(late)} 个，"
            f"读错或出错的 {sum(bool(each.fault) for each in results)} 个，"
            f"内存峰值 {max(each.memory for each in results):.0f} MB。最慢的 {len(slowest)} 个：",
            "",
            "| 页面 | 处理器（秒） | 内存峰值（MB） |",
            "|---|---|---|",
            *(f"| {each.name} | {each.seconds:.2f} | {each.memory:.0f} |" for each in slowest),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=10.0, help="每页约多少 MB")
    parser.add_argument("--only", default="", help="只读名称含这几个字的页面，不写入文档")
    options = parser.parse_args()
    size = int(options.size * 1e6)
    _read(Hostile("", lambda _: "<p>資訊</p>").body(0), False)  # what is loaded once is loaded here
    results = []
    for page in hostile_pages():
        if options.only not in page.name:
            continue
        result = read_one(page, size)
        results.append(result)
        if result.fault or result.seconds > MOST_SECONDS or options.only:
            print(f"{result.name}\t{result.seconds:.2f}\t{result.memory:.0f}\t{result.fault}", flush=True)
    text = describe(results, size)
    print(text)
    if not options.only and options.size == 10:
        record("hostile", text)
    good = not any(each.fault or each.seconds > MOST_SECONDS for each in results)
    print("结论：符合要求。" if good else "结论：不符合要求。")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
