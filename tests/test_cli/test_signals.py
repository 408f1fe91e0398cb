"""How the command ends when it is told to, or when nobody reads it any more: never with a traceback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from xunjian.app.hurry import SECONDS_TO_END

COMMAND = (sys.executable, "-P", "-m", "xunjian")
SECONDS = 60


def start(home: Path, *arguments: str, prepare: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home,
        env=os.environ | {"XUNJIAN_HOME": str(home)},
        preexec_fn=prepare,
    )


def ignore_interrupts() -> None:
    """As a shell hands a background job its SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_an_audit_politely_even_in_the_background(
    tmp_path: Path, number: signal.Signals
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        options = ("--allow-private", "--no-browser", "--out", "out")
        process = start(tmp_path, "audit", url, *options, prepare=ignore_interrupts)
        silent.settimeout(SECONDS)
        held, _ = silent.accept()  # the crawl is under way
        process.send_signal(number)
        asked_at = time.monotonic()
        out, err = process.communicate(timeout=SECONDS)
        held.close()
    assert process.returncode == 3
    assert "Traceback" not in err
    said = err.splitlines()[-1]
    if time.monotonic() - asked_at >= SECONDS_TO_END and not out:
        assert said.startswith("巡检：已中断")  # this machine is too busy to judge in time, and it says so
        return
    assert "未完成：中途停止" in out
    assert said.startswith("巡检：检查未完成：中途停止")
    assert (tmp_path / "out" / "audit.json").is_file()


def test_a_result_that_nobody_reads_keeps_its_status(tmp_path: Path) -> None:
    with socket.socket() as shut:
        shut.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{shut.getsockname()[1]}/"
        for form in ("text", "json"):
            process = start(
                tmp_path, "audit", url, "--allow-private", "--no-browser", "--out", form, "--format", form
            )  # fmt: skip
            assert process.stdout is not None
            process.stdout.close()
            process.stdout = None
            _, err = process.communicate(timeout=SECONDS)
            assert process.returncode == 3
            assert err.splitlines()[-1].startswith("巡检：检查未完成：站点无法访问：拒绝连接")
            assert "Traceback" not in err
            assert "BrokenPipe" not in err
