"""Stands in for `xunjian audit` in the tests of the sweep: a real process that does what its id says."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

unit, out = sys.argv[1], Path(sys.argv[sys.argv.index("--out") + 1])
seen = out.parent / "seen"
(seen / unit).mkdir(parents=True)
kind = unit.split("-")[0]


def write_result(complete: str) -> None:
    out.mkdir(exist_ok=True)
    result = (Path(__file__).parent / "stand_in_audit.json").read_text("utf-8")
    (out / "audit.json").write_text(result.replace('"@COMPLETE"', complete), "utf-8")


if kind == "alone":
    # Nobody else of this kind may be at work.
    (seen / "busy").mkdir()
    time.sleep(0.3)
    (seen / "busy").rmdir()
if kind == "wait":
    # Ends only when as many as its name says are at work at once.
    for _ in range(200):
        if len(list(seen.glob("wait-*"))) >= int(unit.split("-")[1]):
            break
        time.sleep(0.05)
    else:
        sys.exit(9)
if kind == "wrong":
    print("一些日志", file=sys.stderr)
    print("巡检:指标体系“x”不评估单位类型“y”。", file=sys.stderr)
    sys.exit(2)
if kind == "crash":
    os.kill(os.getpid(), signal.SIGKILL)
if kind == "unreachable":
    write_result("false")
    sys.exit(3)
if kind == "polite":
    try:
        (seen / unit / "ready").mkdir()
        time.sleep(60)
    except KeyboardInterrupt:
        write_result("false")
        sys.exit(3)
if kind == "hang":
    # Deaf to every polite request, and so is its child, which leads a session of its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen(["sleep", "60"], start_new_session=True)
    (seen / unit / "child").write_text(str(child.pid))
    time.sleep(60)
write_result("true")
sys.exit(1 if kind == "faulty" else 0)
